"""What is seen of a paragraph, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gouji.model.document import Paragraph

Read = Callable[..., Any]


def _texts(blocks: tuple[Any, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (_run("一、收") + _run("入", "<w:b/>"), "一、收入"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/></w:r>', "a"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ("<w:hyperlink>" + _run("链接") + "</w:hyperlink>", "链接"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + _run("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ("<w:smartTag>" + _run("标记") + "</w:smartTag>", "标记"),
        ("<w:unknown><w:deeper>" + _run("不识") + "</w:deeper></w:unknown>", "不识"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + _run("是"), "☑是"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>' + _run("否"), "□否"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "a=b"),
        (_run("见", '<w:vanish w:val="0"/>'), "见"),
        (_run("3", "<w:webHidden/>"), "3"),
        ("<w:ins>" + _run("新增") + "</w:ins>", "新增"),
        ("<w:moveTo>" + _run("移入") + "</w:moveTo>", "移入"),
    ],
)
def test_visible(read: Read, inside: str, text: str) -> None:
    blocks, dropped = read(f"<w:p>{inside}</w:p>")
    assert _texts(blocks) == [text]
    assert dropped == ()


@pytest.mark.parametrize(
    ("inside", "text", "reason"),
    [
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "旧", "修订中已删除的文字"),
        ("<w:moveFrom>" + _run("移出") + "</w:moveFrom>", "移出", "修订中已删除的文字"),
        (_run("藏", "<w:vanish/>"), "藏", "隐藏文字"),
        (_run("藏", '<w:rStyle w:val="Hidden"/>'), "藏", "隐藏文字"),
        (_run("藏", "<w:vanish/>") + _run("起来", "<w:vanish/>"), "藏起来", "隐藏文字"),
        ("<w:ruby><w:rt>" + _run("yù") + "</w:rt><w:rubyBase/></w:ruby>", "yù", "拼音注音"),
        ('<w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r>', "草稿", "艺术字"),
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "", "图片（其中文字未读取）"),
        (
            "<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>",
            "",
            "嵌入对象（其中文字未读取）",
        ),
    ],
)
def test_not_visible(read: Read, inside: str, text: str, reason: str) -> None:
    style = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    blocks, dropped = read(f"<w:p>{_run('前')}{inside}{_run('后')}</w:p>", styles=style)
    assert _texts(blocks) == ["前后"]
    assert [(one.text, one.reason) for one in dropped] == [(text, reason)]


def _mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def test_a_field_shows_its_result(read: Read) -> None:
    instruction = "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
    simple = f'<w:fldSimple w:instr="DATE">{_run("2023 年")}</w:fldSimple>'
    field = _mark("begin") + instruction + _mark("separate") + _run("12") + _mark("end")
    blocks, dropped = read(f"<w:p>{simple}{field}</w:p>")
    assert _texts(blocks) == ["2023 年12"]
    assert dropped == ()


def test_a_table_of_contents_is_a_field_over_paragraphs(read: Read) -> None:
    first = (
        _mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + _mark("separate") + _run("一、概况\t1")
    )
    blocks, _ = read(
        f"<w:p>{first}</w:p><w:p>{_run('二、说明')}</w:p><w:p>{_mark('end')}{_run('正文')}</w:p>"
    )
    assert _texts(blocks) == ["一、概况\t1", "二、说明", "正文"]


def test_text_inside_an_instruction_is_listed(read: Read) -> None:
    inner = _mark("begin") + _mark("separate") + _run("甲") + _mark("end")
    blocks, dropped = read(f"<w:p>{_mark('begin')}{inner}{_mark('separate')}{_run('乙')}{_mark('end')}</w:p>")
    assert _texts(blocks) == ["乙"]
    assert [(one.text, one.reason) for one in dropped] == [("甲", "域代码")]


@pytest.mark.parametrize(("state", "sign"), [("<w:checked/>", "☑"), ('<w:default w:val="0"/>', "□")])
def test_a_check_box_of_a_form_is_a_sign(read: Read, state: str, sign: str) -> None:
    begin = _mark("begin", f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>")
    blocks, _ = read(f"<w:p>{begin}{_mark('end')}{_run('有')}</w:p>")
    assert _texts(blocks) == [f"{sign}有"]


def test_a_text_box_is_read_once_after_its_paragraph(read: Read) -> None:
    box = f"<w:txbxContent><w:p>{_run('框内')}</w:p></w:txbxContent>"
    inside = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    blocks, dropped = read(f"<w:p>{inside}{_run('框外')}</w:p><w:p>{_run('下段')}</w:p>")
    assert _texts(blocks) == ["框外", "框内", "下段"]
    assert dropped == ()


def test_the_fallback_is_read_where_only_it_has_text(read: Read) -> None:
    fallback = f"<mc:Fallback>{_run('后备')}</mc:Fallback>"
    blocks, _ = read(f"<w:p><mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent></w:p>")
    assert _texts(blocks) == ["后备"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(read: Read) -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    blocks, _ = read(f"<w:p>{gone}{_run('上半')}</w:p><w:p>{_run('下半')}</w:p>")
    assert _texts(blocks) == ["上半下半"]


def test_notes_follow_their_paragraph_and_endnotes_the_text(read: Read) -> None:
    footnotes = (
        f'<w:footnote w:type="separator" w:id="-1"><w:p>{_run("线")}</w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p>{_run("脚注")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{_run("无人引用")}</w:p></w:footnote>'
    )
    endnotes = f'<w:endnote w:id="1"><w:p>{_run("尾注")}</w:p></w:endnote>'
    first = _run("一") + '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    blocks, dropped = read(
        f"<w:p>{first}</w:p><w:p>{_run('二')}</w:p>", footnotes=footnotes, endnotes=endnotes
    )
    assert _texts(blocks) == ["一", "脚注", "二", "尾注"]
    assert [(one.text, one.reason) for one in dropped] == [("无人引用", "没有引用处的脚注或尾注")]


def test_headers_footers_comments_and_charts_are_listed(read: Read) -> None:
    body = f'<w:p>{_run("正文")}<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r></w:p>'
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    blocks, dropped = read(
        body,
        header=paragraph.format("眉"),
        footer=paragraph.format("脚"),
        comments=f'<w:comment w:id="1">{paragraph.format("注")}</w:comment>',
        chart="<c:v>3.5</c:v>",
    )
    assert _texts(blocks) == ["正文"]
    listed = {(one.text, one.reason) for one in dropped}
    assert listed == {("眉", "页眉页脚"), ("脚", "页眉页脚"), ("注", "批注"), ("3.5", "图表中的文字")}


_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="n"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="c1"><w:basedOn w:val="c2"/></w:style>
<w:style w:type="paragraph" w:styleId="c2"><w:basedOn w:val="c1"/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("", 0),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="x"/>', 1),
        ('<w:pStyle w:val="n"/>', 3),
        ('<w:pStyle w:val="c1"/>', 0),
        ('<w:pStyle w:val="missing"/>', 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_heading_levels(read: Read, properties: str, level: int) -> None:
    blocks, _ = read(f"<w:p><w:pPr>{properties}</w:pPr>{_run('题')}</w:p>", styles=_STYLES)
    assert blocks[0].level == level
