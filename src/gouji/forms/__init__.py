"""Forms: declarations of the tables that departments publish, and their loading."""

from gouji.forms.declaration import (
    Form,
    Head,
    Key,
    Leaf,
    Link,
    Row,
    Section,
    TableForm,
    covered_leaves,
    with_year,
)
from gouji.forms.index import titled_form
from gouji.forms.load import form_ids, load_form, load_links, vocabulary

__all__ = [
    "Form",
    "Head",
    "Key",
    "Leaf",
    "Link",
    "Row",
    "Section",
    "TableForm",
    "covered_leaves",
    "form_ids",
    "load_form",
    "load_links",
    "titled_form",
    "vocabulary",
    "with_year",
]
