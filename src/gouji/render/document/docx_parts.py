"""The parts of a Word document around its text: styles, header, footer, properties, and the package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FOOTER = "rFooter"
HEADER = "rHeader"

_FANG, _SONG, _HEI, _KAI = "仿宋", "宋体", "黑体", "楷体"


def root(tag: str, content: str) -> str:
    """A part whose root is ``w:tag``."""
    return f'{_HEAD}<w:{tag} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{tag}>'


def run_properties(font: str, half_points: int) -> str:
    """Everything in ``font``; beside 仿宋 and 楷体 digits and Latin letters are in Times New Roman."""
    latin = "Times New Roman" if font in (_FANG, _KAI) else font
    fonts = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="Times New Roman"'
    return f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'


def _style(id: str, name: str, properties: str, run: str, *, based: str = "Normal", after: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    default = ' w:default="1"' if not based else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{parent}{following}'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr>{run}</w:style>"
    )


def styles(sizes: Iterable[int]) -> str:
    """All paragraph styles; cells of tables have one for each of ``sizes`` (half points), heads another."""
    exact = '<w:spacing w:line="579" w:lineRule="exact"/>'
    wide = '<w:spacing w:before="240" w:after="360" w:line="600" w:lineRule="atLeast"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    centre = f'{none}<w:jc w:val="center"/>'
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    listed = tabs + '<w:spacing w:line="520" w:lineRule="exact"/>'
    set_in = '<w:ind w:left="420" w:firstLineChars="0" w:firstLine="0"/>'
    low = '<w:spacing w:before="4400" w:line="800" w:lineRule="atLeast"/>'
    title = '<w:keepNext/><w:spacing w:after="120" w:line="480" w:lineRule="atLeast"/>'
    unit = '<w:keepNext/><w:spacing w:after="60" w:line="280" w:lineRule="atLeast"/>'
    note = '<w:spacing w:before="100" w:line="320" w:lineRule="atLeast"/>'
    right = '<w:jc w:val="right"/>'
    made = [
        _style(
            "Normal", "Normal", f'{exact}{indent}<w:jc w:val="both"/>', run_properties(_FANG, 32), based=""
        ),
        *(
            _style(
                f"Heading{level}",
                f"heading {level}",
                f"<w:keepNext/>{'<w:pageBreakBefore/>' if level == 1 else ''}{wide if level == 1 else exact}"
                f'{centre if level == 1 else indent}<w:outlineLvl w:val="{level - 1}"/>',
                run_properties(font, size),
                after="Normal",
            )
            for level, font, size in ((1, _HEI, 44), (2, _HEI, 32), (3, _KAI, 32), (4, _FANG, 32))
        ),
        _style("Part", "隔页标题", low + centre + '<w:outlineLvl w:val="0"/>', run_properties(_HEI, 52)),
        _style("CoverOffice", "封面单位", wide + centre, run_properties(_SONG, 52)),
        _style("CoverTitle", "封面标题", wide + centre, run_properties(_HEI, 80)),
        _style("ContentsTitle", "目录标题", wide + centre, run_properties(_HEI, 44)),
        _style("TOC1", "toc 1", listed + none, run_properties(_HEI, 28)),
        _style("TOC2", "toc 2", listed + set_in, run_properties(_SONG, 28)),
        _style(
            "TableTitle", "表标题", title + centre + '<w:outlineLvl w:val="1"/>', run_properties(_HEI, 32)
        ),
        _style("TableUnit", "表单位", unit + none + right, run_properties(_SONG, 21)),
        _style("TableNote", "表注", note + none, run_properties(_SONG, 21)),
        _style(
            "Between", "分节", '<w:spacing w:line="20" w:lineRule="exact"/>' + none, run_properties(_SONG, 2)
        ),
        _style("TableMaker", "表编制单位", unit + none, run_properties(_SONG, 21)),
        _style("Header", "header", none, run_properties(_SONG, 18)),
        _style("Footer", "footer", centre, run_properties(_SONG, 28)),
    ]
    for size in sorted(set(sizes)):
        line = round(size * 10 * 1.3)
        tight = f'<w:spacing w:line="{line}" w:lineRule="exact"/>{none}<w:jc w:val="left"/>'
        made.append(_style(cell_style(size, False), f"表文 {size / 2:g}", tight, run_properties(_SONG, size)))
        made.append(_style(cell_style(size, True), f"表头 {size / 2:g}", tight, run_properties(_HEI, size)))
    defaults = f"<w:docDefaults><w:rPrDefault>{run_properties(_FANG, 32)}</w:rPrDefault></w:docDefaults>"
    return root("styles", defaults + "".join(made))


def cell_style(half_points: int, head: bool) -> str:
    """The id of the style of a cell."""
    return f"{'Head' if head else 'Cell'}{half_points}"


TEXT_WIDTH = 8845
"""From margin to margin of running text, in twentieths of a point."""


def footer() -> str:
    """The page number between dashes, in the middle."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    content = f"{dash.format('— ')}{number}{dash.format(' —')}"
    return root("ftr", f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')


def header(mark: str) -> str:
    """A header that is empty but for a mark across the page, or wholly empty."""
    shape = f"<w:r><w:pict>{_across(mark)}</w:pict></w:r>" if mark else ""
    return root("hdr", f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{shape}</w:p>')


def _across(mark: str) -> str:
    """A text drawn from edge to edge behind the page, rising to the right."""
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    where = (
        "position:absolute;width:340pt;height:140pt;rotation:325;z-index:-251658240;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    text = f'<v:textpath style="font-family:黑体" string={quoteattr(mark)}/>'
    return (
        f'<v:shapetype {names} id="mark" coordsize="21600,21600" o:spt="136" '
        'path="m0,0l21600,0m0,21600l21600,21600e">'
        '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape {names} id="mark1" type="#mark" style="{where}" o:allowincell="f" fillcolor="#e4e4e4" '
        f'stroked="f">{text}</v:shape>'
    )


def settings() -> str:
    """Fields (the contents) are brought up to date when Word opens the file."""
    return root(
        "settings", '<w:updateFields w:val="true"/><w:characterSpacingControl w:val="doNotCompress"/>'
    )


def package(body: str, parts: Mapping[str, str], title: str, author: str, year: int) -> bytes:
    """The .docx file: ``parts`` by name (styles, settings, header, footer); the same for the same input."""
    kinds = {"styles": "styles", "settings": "settings", "header": "header", "footer": "footer"}
    ids = {"styles": "rStyles", "settings": "rSettings", "header": HEADER, "footer": FOOTER}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kinds[name]}+xml"/>' for name in parts
    )
    links = "".join(
        f'<Relationship Id="{ids[name]}" Type="{_R}/{kinds[name]}" Target="{name}.xml"/>' for name in parts
    )
    when = f"{year}-01-01T00:00:00Z"
    core = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created></cp:coreProperties>'
    )
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": core,
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode())
    return out.getvalue()
