"""The page: every table as printed, every amount with what is known of it, and nothing that acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.altered import example, line, replaced
from tests.printed import written

from gouji.check import check_document
from gouji.model.report import Report, State
from gouji.render.report.html import located, page, report_section


class _Page(HTMLParser):
    """Tags, ids, links and the classes of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.kinds: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []
        self.links += [told["href"]] if told.get("href") else []
        if tag == "td" and told.get("class"):
            self.kinds.append(told["class"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(text: str) -> tuple[str, _Page, Report]:
    document = located(written(text))
    report = check_document(document, "beijing-2023")
    html = page([report_section(1, report, document)])
    return html, _Page(html), report


@pytest.fixture(scope="module")
def faulty() -> tuple[str, _Page, Report]:
    return _page(replaced("13.172876", "13.127876", example().count("13.172876")))


@pytest.fixture(scope="module")
def clean() -> tuple[str, _Page, Report]:
    return _page(example())


def test_it_needs_nothing_else_and_does_nothing(clean: tuple[str, _Page, Report]) -> None:
    html, page, _ = clean
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form"}
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"https?://|@import|url\(|\son\w+=", html)


def test_every_amount_of_the_tables_is_marked_once(clean: tuple[str, _Page, Report]) -> None:
    _, page, report = clean
    tables = [
        state
        for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
        if state is not None and claim.place.table is not None
    ]
    assert len(page.kinds) == len(tables)
    assert page.kinds.count("bounded") == tables.count(State.BOUNDED)
    assert page.kinds.count("alone") == tables.count(State.ALONE)
    assert page.kinds.count("identifiable") + page.kinds.count("confirmed") == tables.count(State.CONFIRMED)


def test_the_legend_counts_every_amount(clean: tuple[str, _Page, Report]) -> None:
    html, _, report = clean
    counts = [int(n) for n in re.findall(r'<b class="\w+"><span>(\d+)</span></b>', html)]
    assert len(counts) == 7
    assert sum(counts) == report.coverage.amounts


def test_findings_and_cells_link_to_each_other() -> None:
    row = example().split("\n")[326]
    html, page, report = _page(replaced(row, row.replace("13.172876", "13.127876")))
    (finding,) = report.findings
    assert len(page.ids) == len(set(page.ids))
    assert all(link.removeprefix("#") in page.ids for link in page.links)
    assert page.kinds.count("suspect") == 1
    (cell,) = re.findall(r'<td id="([\w-]+)" class="suspect"[^>]*><span>13\.127876</span>', html)
    assert f"#{cell}" in page.links
    assert finding.title in page.text


def test_a_suspect_among_several_is_drawn_otherwise() -> None:
    row = line("209001", "852.151704\t\t\t\t852.151704\t852.151704")
    _, page, report = _page(replaced(row, row[: row.rindex("852.151704")] + "852.151074"))
    assert any(f.rivals for f in report.findings)
    assert "suspect several" in page.kinds
    assert "suspect" not in page.kinds


def test_text_of_the_document_is_text() -> None:
    html, page, _ = _page(example().replace("行政运行", "<script>alert(1)</script>&行政运行"))
    assert "script" not in page.tags
    assert "<script" not in html


def test_names_and_telephones_are_masked() -> None:
    head = (
        "项目名称\t项目类别\t项目责任人\t项目责任人电话\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标"
        "\t绩效指标性质\t本年绩效指标值\t绩效度量单位\t指标方向性\n\t\t\t\t\t财政资金\t其他资金"
        + "\t" * 8
        + "\n"
    )
    rows = (
        "70102323000000000001-项目\t31-部门项目\t王小明\t55501230\t5.000000\t5.000000\t\t"
        "电话13812345678联系。\t产出指标\t数量指标\t扫描页数\t≥\t2000\t页\t正向指标\n"
    )
    text = (
        f"# 2023年云山区档案馆部门预算\n\n表十三\n\n项目支出绩效目标申报表\n\n金额单位：万元\n\n{head}{rows}"
    )
    html, parsed, report = _page(text)
    assert report.book.personal
    assert "5.000000" in html
    for secret in ("王小明", "55501230", "13812345678"):
        assert secret not in html
    assert "王**" in parsed.text
    document = located(written(text))
    shown = page([report_section(1, check_document(document, "beijing-2023"), document, personal=True)])
    assert "王小明" in shown


def test_several_documents_begin_with_a_list_of_them() -> None:
    document = located(written(example()))
    report = check_document(document, "beijing-2023")
    html = page([report_section(number, report, document) for number in (1, 2)])
    read = _Page(html)
    assert len(read.ids) == len(set(read.ids))
    assert {"#d1", "#d2"} <= set(read.links)
    assert html.index("目录") < html.index("<section")


def test_a_finding_about_a_table_leads_to_the_table() -> None:
    lines = example().split("\n")
    at = lines.index("部门收入总体情况表", lines.index("表二："))
    unit = next(i for i in range(at, at + 6) if "单位：万元" in lines[i])
    lines[unit] = lines[unit].replace("万元", "元")
    _, read, report = _page("\n".join(lines))
    assert [finding.code for finding in report.findings][:1] == ["table-unreliable"]
    assert "#t1-T2" in read.links
    assert "t1-T2" in read.ids
