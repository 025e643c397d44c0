"""A book: one recognised (or compiled) disclosure, as claims about facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gouji.model.amount import Denomination
from gouji.model.claim import Claim, Listing, Part, Sum, Unread
from gouji.model.document import Source
from gouji.model.place import Place
from gouji.model.prose import Denial, Figure, Sentence
from gouji.model.target import Personal, RenamedProject, Target


class Kind(Enum):
    """What is disclosed."""

    BUDGET = "budget"
    FINAL_ACCOUNTS = "final_accounts"


class TableStatus(Enum):
    """How far a declared table was understood."""

    READ = "read"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class CodedCell:
    """A printed code or name of a subject: ``list`` is the dimension it belongs to.

    ``code`` is undotted as printed, ``name`` as printed; either may be empty.
    """

    list: str
    code: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table and what was found of it.

    ``title`` is the declared title, ``place`` where its grid starts (``None``
    if not found), ``pages`` those it stands on, ``rows`` the number of data
    rows, ``reasons`` why it was not read whole.  ``listed`` tells whether the
    contents page names it (``None``: it does not, or there is none).  ``label``
    is the number printed above it (表七, 公开07表), empty where there is none.
    ``by_vocabulary``: no form declares it, its heads were read by the common
    vocabulary; ``sure`` is false for such a table and for one whose form hardly
    fits: its relations need evidence.  ``said_empty``: a row of the
    table itself says 无.  ``interruptions`` are headings between its parts.
    """

    id: str
    title: str
    status: TableStatus
    place: Place | None = None
    pages: tuple[int, ...] = ()
    rows: int = 0
    denomination: Denomination | None = None
    reasons: tuple[str, ...] = ()
    listed: Place | None = None
    assumed: bool = False
    label: str = ""
    said_empty: bool = False
    interruptions: tuple[Place, ...] = ()
    totals_missing: tuple[str, ...] = ()
    by_vocabulary: bool = False
    sure: bool = True

    @property
    def name(self) -> str:
        """What to call it: the printed number (表七) or else the title."""
        return self.label or self.title

    @property
    def full_name(self) -> str:
        """Its number and its title: 表七“…”, or the title alone where no number is printed."""
        return f"{self.label}“{self.title}”" if self.label else f"《{self.title}》"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the narrative: its path from the outermost and its place."""

    path: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Member:
    """A unit whose own book is read together with its department's.

    ``mark`` is the ``book`` of its facts; ``comparable`` says that both are of one year.
    """

    mark: str
    name: str
    comparable: bool


@dataclass(frozen=True, slots=True)
class Book:
    """One disclosure.  Knows its form by id and nothing of files but their names.

    ``claims`` holds every amount cell of the understood tables, blanks
    included; ``sums``, ``parts`` and ``listings`` are what the declarations say
    about them; ``spoken`` what sentences say of their own figures.
    ``strangers`` are grids that no declared table explains.

    A department read together with its units has them as ``members``;
    ``units_listed`` tells whether it says which units it is made of, and
    ``units_missing`` those of them that were not given.
    """

    sources: tuple[Source, ...]
    form: str | None
    kind: Kind
    year: int | None
    department: str
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...]
    sums: tuple[Sum, ...] = ()
    parts: tuple[Part, ...] = ()
    listings: tuple[Listing, ...] = ()
    unread: tuple[Unread, ...] = ()
    coded: tuple[CodedCell, ...] = ()
    targets: tuple[Target, ...] = ()
    personal: tuple[Personal, ...] = ()
    renamed: tuple[RenamedProject, ...] = ()
    spoken: tuple[Sum, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    denials: tuple[Denial, ...] = ()
    strangers: tuple[Place, ...] = ()
    scanned: tuple[tuple[int, int], ...] = ()
    members: tuple[Member, ...] = ()
    units_listed: bool = False
    units_missing: tuple[str, ...] = ()
