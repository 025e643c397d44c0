"""What the bundled forms call their tables, without the rest of their declarations: to choose one by."""

from __future__ import annotations

import re
from functools import cache

import yaml

from gouji.forms.declaration import Form, TableForm
from gouji.forms.load import declaration_of, form_ids, load_form
from gouji.model.amount import Denomination
from gouji.model.book import Kind

_KIND = re.compile(r"^kind: (\w+)$", re.MULTILINE)
_TITLE = re.compile(r"^  (\w+):\n    title: (\[.*\])$", re.MULTILINE)


@cache
def titled_form(id: str) -> Form:
    """The form with that id, its kind and its tables' titles alone: no table has sections.

    Reads two kinds of lines, as all bundled declarations write them (a test says
    so); a form written otherwise, or given as a path, is loaded whole.
    """
    text = declaration_of(id).read_text(encoding="utf-8") if id in form_ids() else ""
    kind, titles = _KIND.search(text), _TITLE.findall(text)
    if kind is None or kind[1] not in {known.value for known in Kind} or not titles:
        return load_form(id)
    return Form(
        id=id,
        title="",
        kind=Kind(kind[1]),
        denomination=Denomination.WAN,
        base=(),
        tables=tuple(TableForm(name, tuple(_texts(listed)), ()) for name, listed in titles),
    )


def _texts(listed: str) -> list[str]:
    """The entries of a list on one line: plain words, or anything YAML can say."""
    if '"' in listed or "'" in listed:
        return [str(entry) for entry in yaml.safe_load(listed)]
    return [entry.strip() for entry in listed[1:-1].split(",")]
