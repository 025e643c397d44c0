"""Where cells stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gouji.model.document import Grid, Paragraph
from gouji.model.errors import Unreadable

Read = Callable[..., Any]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _shape(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


_RESTART, _CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_header_of_two_storeys(read: Read) -> None:
    blocks, dropped = read(
        _table(
            _row(_cell("科目", _RESTART), _cell("2023 年", '<w:gridSpan w:val="2"/>')),
            _row(_cell("", _CONTINUE), _cell("合计"), _cell("基本")),
            _row(_cell("甲"), _cell("1.00"), _cell("0.50")),
        )
    )
    assert _shape(blocks[0]) == [
        ("科目", 0, 0, 2, 1),
        ("2023 年", 0, 1, 1, 2),
        ("合计", 1, 1, 1, 1),
        ("基本", 1, 2, 1, 1),
        ("甲", 2, 0, 1, 1),
        ("1.00", 2, 1, 1, 1),
        ("0.50", 2, 2, 1, 1),
    ]
    assert (blocks[0].height, blocks[0].width) == (3, 3)
    assert dropped == ()


def test_columns_before_and_after(read: Read) -> None:
    blocks, _ = read(
        _table(
            _row(_cell("a"), _cell("b"), _cell("c")),
            _row(_cell("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert _shape(blocks[0])[-1] == ("d", 1, 1, 1, 1)
    assert blocks[0].width == 3


def test_old_horizontal_merges(read: Read) -> None:
    across = [_cell("宽", '<w:hMerge w:val="restart"/>'), _cell("", "<w:hMerge/>")]
    blocks, _ = read(_table(_row(*across, _cell("x")), _row(_cell("a"), _cell("b"), _cell("c"))))
    assert _shape(blocks[0])[:2] == [("宽", 0, 0, 1, 2), ("x", 0, 2, 1, 1)]


def test_a_merge_of_another_width_is_a_cell_of_its_own(read: Read) -> None:
    wide = '<w:gridSpan w:val="2"/>' + _RESTART
    blocks, _ = read(_table(_row(_cell("宽", wide)), _row(_cell("左", _CONTINUE), _cell("右", _CONTINUE))))
    assert [cell.text for cell in blocks[0].cells] == ["宽", "左", "右"]


def test_text_under_a_merge_is_listed(read: Read) -> None:
    blocks, dropped = read(_table(_row(_cell("见", _RESTART)), _row(_cell("不见", _CONTINUE))))
    assert _shape(blocks[0]) == [("见", 0, 0, 2, 1)]
    assert [(one.text, one.reason) for one in dropped] == [("不见", "合并单元格中被覆盖的文字")]


def test_an_inner_table_follows_the_outer(read: Read) -> None:
    inner = _table(_row(_cell("内")))
    cell = f"<w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}<w:p/></w:tc>"
    after = "<w:p><w:r><w:t>后</w:t></w:r></w:p>"
    blocks, _ = read(_table(_row(cell)) + after)
    outer, nested, paragraph = blocks
    assert [cell.text for cell in outer.cells] == ["外"]
    assert [cell.text for cell in nested.cells] == ["内"]
    assert isinstance(paragraph, Paragraph)


def test_a_cell_keeps_its_lines(read: Read) -> None:
    cell = "<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc>"
    blocks, _ = read(_table(_row(cell)))
    assert blocks[0].cells[0].text == "一\n二"


def test_rows_and_cells_in_content_controls(read: Read) -> None:
    cell = f"<w:sdt><w:sdtContent>{_cell('a')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{_row(cell, _cell('b'))}</w:sdtContent></w:sdt>"
    blocks, _ = read(_table(row))
    assert [cell.text for cell in blocks[0].cells] == ["a", "b"]


@pytest.mark.parametrize(
    ("properties", "reason"), [("<w:del/>", "修订中已删除的文字"), ("<w:hidden/>", "隐藏的行")]
)
def test_a_row_that_is_not_seen_is_listed(read: Read, properties: str, reason: str) -> None:
    blocks, dropped = read(
        _table(_row(_cell("a"), _cell("1")), _row(_cell("b"), _cell("2"), properties=properties))
    )
    assert [cell.text for cell in blocks[0].cells] == ["a", "1"]
    assert [(one.text, one.reason) for one in dropped] == [("b\t2", reason)]


def test_a_deleted_row_is_listed_once(read: Read) -> None:
    gone = "<w:tc><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p></w:tc>"
    blocks, dropped = read(_table(_row(gone, properties="<w:del/>")))
    assert blocks == ()
    assert [(one.text, one.reason) for one in dropped] == [("旧", "修订中已删除的文字")]


def test_a_span_of_a_thousand_million_is_refused(read: Read) -> None:
    with pytest.raises(Unreadable, match="列"):
        read(_table(_row(_cell("a", '<w:gridSpan w:val="100000000"/>'))))
