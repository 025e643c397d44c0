"""What the elements of HTML do to the text in them."""

from __future__ import annotations

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "ul", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
})  # fmt: skip
NEVER_SEEN = frozenset({
    "script", "style", "noscript", "head", "title", "template", "datalist", "iframe", "object", "embed",
    "audio", "video", "canvas", "map", "noframes", "noembed", "colgroup", "col",
})  # fmt: skip
PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp"})
GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
