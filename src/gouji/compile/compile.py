"""Ledger + form → Publication."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.compile.desk import department_of
from gouji.compile.narrative import Narrator
from gouji.compile.needs import needs
from gouji.compile.remark import Remark
from gouji.compile.tables import lay_table
from gouji.compile.worth import worth_of
from gouji.forms import Form
from gouji.forms.outline import Outline, Part, Saying
from gouji.model.book import Kind
from gouji.model.claim import Claim
from gouji.model.ledger import Ledger
from gouji.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Compiled:
    """A publication and what the ledger could not tell it."""

    publication: Publication
    remarks: tuple[Remark, ...]


def compile_publication(
    ledger: Ledger, form: Form, outline: Outline | None = None, unit: str | None = None
) -> Compiled:
    """Lay out the department's disclosure in ``form``, or that of one unit (its label).

    Every amount is the sum of the ledger's lines within the fact its cell is
    about, rounded once, half up.  Without an outline the tables stand alone.
    """
    worth = worth_of(ledger, unit)
    claims: list[Claim] = []
    remarks: list[Remark] = list(needs(ledger, form))
    tables = {
        table.id: lay_table(ledger, worth, form, table, number, claims, remarks)
        for number, table in enumerate(form.tables, 1)
    }
    what = "预算" if form.kind is Kind.BUDGET else "决算"
    tables_alone = (Part(f"{{year}}年{what}表", (Saying(table="*"),)),)
    outline = outline or Outline(f"{{year}}年{{level}}{what}", tables_alone)
    narrator = Narrator(ledger, worth, form, outline, tables)
    pieces = narrator.pieces()
    department = department_of(ledger, unit)
    title = narrator.words(outline.title)
    return Compiled(
        Publication(title, department, ledger.year, form.id, "", pieces, tuple(claims)),
        (*remarks, *narrator.remarks),
    )
