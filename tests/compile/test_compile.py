"""Compiled tables say what the ledger says, and are read back as the same claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.compile.ledgers import DEPARTMENT, UNITS, YEAR, random_ledger, whole_ledger

from gouji.check import check_book
from gouji.compile import Compiled, as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline, read_outline
from gouji.forms.source import load_source
from gouji.model.claim import Claim
from gouji.model.errors import Unreadable
from gouji.model.fact import Fact, lies_under
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, Line, List
from gouji.model.publication import Headline, LaidTable, Prose, Publication
from gouji.recognise.recognise import recognise

FORMS = ("beijing-2023", "shanghai", "central")
_LISTS = {
    "procurement": List.PROCUREMENT,
    "purchased_service": List.PURCHASED_SERVICE,
    "transfer": List.TRANSFER,
}


def compiled(form: str, ledger: Ledger, unit: str | None = None) -> Compiled:
    return compile_publication(ledger, load_form(form), load_outline(form), unit)


def of_seed(form: str, seed: int, **more: object) -> Compiled:
    return compiled(form, random_ledger(seed, form=form, **more))  # type: ignore[arg-type]


def stated(claims: Iterable[Claim]) -> Counter[object]:
    """What the tables state, whatever tells equal rows apart; money inside indicators is no compiled cell."""
    return Counter(
        (claim.source, claim.fact._replace(line=None), claim.amount.fen, claim.amount.quantum)
        for claim in claims
        if claim.is_printed and claim.source != "prose" and claim.fact and claim.fact.tag != "cost"
    )


def cells(table: LaidTable) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def rows(table: LaidTable) -> list[list[str]]:
    """The body, row by row, merged cells at their top left."""
    at = cells(table)
    return [
        [at.get((row, column), "") for column in range(table.width)]
        for row in range(table.head, table.height)
    ]


def table_of(publication: Publication, id: str) -> LaidTable:
    return next(table for table in publication.tables if table.id == id)


def prose_under(publication: Publication, heading: str) -> str:
    """The paragraphs right below a heading."""
    texts: list[str] = []
    inside = False
    for piece in publication.pieces:
        if isinstance(piece, Headline):
            inside = heading in piece.text
        elif inside and isinstance(piece, Prose):
            texts.append(piece.text)
    return "\n".join(texts)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_a_compiled_disclosure_is_read_back_as_it_was_meant(form: str, seed: int) -> None:
    publication = of_seed(form, seed).publication
    book = recognise(as_document(publication), form)
    assert stated(book.claims) == stated(publication.claims)
    assert not [table for table in book.tables if table.reasons]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_a_compiled_disclosure_has_no_fault(form: str, seed: int) -> None:
    for units in (1, 3):
        publication = compiled(form, whole_ledger(seed, form=form, units=units)).publication
        report = check_book(recognise(as_document(publication), form))
        assert [f for f in report.findings if f.severity is not Severity.NOTE] == []


def _within(line: Line, fact: Fact) -> bool:
    """Whether a line counts for a cell, told anew and from the dimensions alone."""
    fine = line.fact
    for name in Fact._fields:
        whole = getattr(fact, name)
        if whole is None or name in ("year", "flow", "tag"):
            continue
        if not lies_under(getattr(fine, name), whole):
            return False
    return True


def _amount(ledger: Ledger, fact: Fact) -> int:
    """The exact sum of the ledger's lines for a fact of this year (分)."""
    if fact.controlled:
        lines = ledger.lines[List.CONTROLLED]
    elif fact.tag in _LISTS:
        lines = ledger.lines[_LISTS[fact.tag]]
    else:
        flow = fact.flow or "revenue"
        lines = ledger.lines[List.EXPENDITURE if flow == "expenditure" else List.REVENUE]
    kinds = {unit.label: unit.kind for unit in ledger.units}
    bare = fact._replace(flow=None, tag=None)
    return sum(
        line.fen
        for line in lines
        if _within(line, bare)
        and (fact.tag != "net_of_capital" or "net_of_capital" in line.tags)
        and (fact.tag != "administrative_units" or kinds[line.fact.unit or ""].is_administrative)
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(5))
def test_every_amount_is_the_sum_of_its_lines_rounded_once(form: str, seed: int) -> None:
    ledger = whole_ledger(seed, form=form, step=7, units=1 + seed % 3)
    claims = [c for c in compiled(form, ledger).publication.claims if c.fact and c.fact.year == YEAR]
    assert len(claims) > 40
    for claim in claims:
        assert claim.fact is not None
        exact = _amount(ledger, claim.fact)
        assert (
            claim.amount.fen
            == (exact + claim.amount.quantum // 2) // claim.amount.quantum * claim.amount.quantum
        )


def _exact(form: str) -> Ledger:
    return whole_ledger(11, form=form, step=1_000_000, units=3)


@pytest.mark.parametrize("form", FORMS)
def test_the_units_books_add_up_to_the_departments(form: str) -> None:
    ledger = _exact(form)
    whole: Counter[object] = Counter()
    parts: Counter[object] = Counter()

    def add(into: Counter[object], publication: Publication) -> None:
        for claim in publication.claims:
            assert claim.fact is not None
            if claim.fact.year == YEAR:
                into[claim.source, claim.fact] += claim.amount.fen

    add(whole, compiled(form, ledger).publication)
    for unit in ledger.units:
        add(parts, compiled(form, ledger, unit.label).publication)
    assert {key: fen for key, fen in parts.items() if fen} == {key: fen for key, fen in whole.items() if fen}


@pytest.mark.parametrize("form", FORMS)
def test_a_units_book_is_its_own(form: str) -> None:
    ledger = _exact(form)
    unit = ledger.units[1]
    publication = compiled(form, ledger, unit.label).publication
    report = check_book(recognise(as_document(publication), form))
    assert [f for f in report.findings if f.severity is Severity.ERROR] == []
    assert publication.department == unit.name
    said = "\n".join(piece.text for piece in publication.pieces if not isinstance(piece, LaidTable))
    assert "单位" in publication.title
    assert "本部门" not in said
    assert ledger.units[0].label not in {text for t in publication.tables for text in cells(t).values()}


def test_a_department_of_one_unit_and_that_unit_say_the_same() -> None:
    ledger = whole_ledger(4, form="beijing-2023", units=1)
    whole = compiled("beijing-2023", ledger).publication
    alone = compiled("beijing-2023", ledger, ledger.units[0].label).publication
    assert [table.cells for table in whole.tables if table.id != "T14"] == [
        table.cells for table in alone.tables if table.id != "T14"
    ]
    assert prose_under(whole, "（二）人员构成情况") != ""


def test_an_amount_is_rounded_once_and_last_digits_are_notes_only() -> None:
    done = of_seed("central", 3, step=7)
    report = check_book(recognise(as_document(done.publication), "central"))
    assert {f.severity for f in report.findings} <= {Severity.NOTE}
    assert all(claim.amount.fen % claim.amount.quantum == 0 for claim in done.publication.claims)
    assert any("尾差" in remark.text for remark in done.remarks if remark.severity is Severity.NOTE)


def test_money_without_a_column_is_an_error_that_says_how_much() -> None:
    ledger = whole_ledger(2, form="shanghai")
    fact = Fact("revenue", YEAR, "original", "opening", fund="non_fiscal.own.other", unit=UNITS[0])
    extra = Line(fact._replace(function="201.26.04"), 12_340_000, ledger.lines[List.REVENUE][0].place)
    lines = ledger.lines | {List.REVENUE: (*ledger.lines[List.REVENUE], extra)}
    remarks = compiled("shanghai", replace(ledger, lines=lines)).remarks
    told = [remark.text for remark in remarks if remark.severity is Severity.ERROR]
    assert any("2023年部门财务收支预算总表" in text and "123,400.00 元" in text for text in told)


def test_a_list_without_lines_makes_an_empty_table_with_its_statement() -> None:
    publication = of_seed("beijing-2023", 1, empty=frozenset({List.PURCHASED_SERVICE})).publication
    table = table_of(publication, "T11")
    assert table.notes
    assert not any(cell.claim is not None for cell in table.cells)
    assert "没有安排政府购买服务预算" in prose_under(publication, "政府购买服务预算说明")


def test_an_empty_list_prints_its_filler() -> None:
    ledger = whole_ledger(5, form="beijing-2023")
    general = tuple(
        line for line in ledger.lines[List.EXPENDITURE] if line.fact.fund != "fiscal.government_fund"
    )
    publication = compiled(
        "beijing-2023", replace(ledger, lines=ledger.lines | {List.EXPENDITURE: general})
    ).publication
    assert rows(table_of(publication, "T8"))[0] == [*["无"] * 3, *["0"] * 3]


def test_without_any_line_all_tables_stand_and_are_empty() -> None:
    for form in FORMS:
        ledger = replace(whole_ledger(1, form=form), lines=dict.fromkeys(List, ()), projects=())
        publication = compiled(form, ledger).publication
        assert len(publication.tables) == len(load_form(form).tables)
        assert not any(claim.amount.fen for claim in publication.claims)


def test_a_formula_stands_only_where_the_printed_parts_add_up() -> None:
    publication = of_seed("central", 5).publication
    formulas = 0
    for table in publication.tables:
        at = {(cell.row, cell.column): cell for cell in table.cells}
        for cell in table.cells:
            parts = [at[position].claim for position in cell.parts]
            if cell.parts and cell.claim is not None:
                formulas += 1
                total = sum(publication.claims[part].amount.fen for part in parts if part is not None)
                assert total == publication.claims[cell.claim].amount.fen
    assert formulas > 20


def test_every_cell_of_the_grid_is_covered_once() -> None:
    for form in FORMS:
        for table in of_seed(form, 2).publication.tables:
            covered = Counter(
                (row, column)
                for cell in table.cells
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            )
            assert covered == Counter((r, c) for r in range(table.height) for c in range(table.width)), (
                table.id
            )


def test_a_figure_nobody_entered_is_blank_and_one_of_zero_is_a_zero() -> None:
    ledger = whole_ledger(6, form="central")
    item = Fact("expenditure", YEAR - 1, "original", "current", fund="fiscal.general")
    place = ledger.lines[List.REVENUE][0].place
    reception = Line(item._replace(controlled="three_public.reception"), 0, place)
    done = compiled("central", replace(ledger, lines=ledger.lines | {List.FIGURES: (reception,)}))
    (row,) = rows(table_of(done.publication, "C7"))
    assert row[:6] == ["", "", "", "", "", "0.00"]
    assert any("上年数" in remark.text for remark in done.remarks)


def test_an_amount_below_the_last_digit_is_printed_as_zero_not_as_nothing() -> None:
    ledger = whole_ledger(7, form="central")
    small = tuple(replace(line, fen=20) for line in ledger.lines[List.CONTROLLED])
    publication = compiled(
        "central", replace(ledger, lines=ledger.lines | {List.CONTROLLED: small})
    ).publication
    (row,) = rows(table_of(publication, "C7"))
    assert row[6] == "0.00"
    shanghai = compiled(
        "shanghai", replace(ledger, lines=ledger.lines | {List.CONTROLLED: small})
    ).publication
    assert rows(table_of(shanghai, "S9"))[0][0] == "0.00"


def test_a_project_without_targets_is_in_no_target_table() -> None:
    ledger = whole_ledger(3, form="beijing-2023")
    bare = replace(ledger.projects[0], indicators=(), objective="")
    publication = compiled("beijing-2023", replace(ledger, projects=(bare, *ledger.projects[1:]))).publication
    for id in ("T13", "T14"):
        assert not any(bare.name in text for text in cells(table_of(publication, id)).values())
    assert any(bare.name in text for text in cells(table_of(publication, "T4")).values())


def test_texts_of_the_clerk_are_verbatim() -> None:
    odd = "#let *强调* $x$ @引用 <b>不是标记</b> =SUM(A1) {year} {{句 revenue}} 喆堃㎡"
    ledger = whole_ledger(8, form="beijing-2023", texts=(odd,))
    publication = compiled("beijing-2023", ledger).publication
    assert prose_under(publication, "（一）部门机构设置、职责").splitlines() == [odd, odd]
    assert odd in cells(table_of(publication, "T13")).values()


def _labels(publication: Publication, id: str, column: int) -> Iterator[str]:
    return (row[column] for row in rows(table_of(publication, id)))


def test_beijing_lists_27_divisions_in_its_first_table_and_30_in_its_fifth() -> None:
    ledger = replace(whole_ledger(1, form="beijing-2023"), lines=dict.fromkeys(List, ()))
    publication = compiled("beijing-2023", ledger).publication
    assert list(_labels(publication, "T1", 2))[:27][-1] == "二十七、抗疫特别国债安排的支出"
    assert "三十、抗疫特别国债安排的支出" in list(_labels(publication, "T5", 2))
    items = list(_labels(publication, "T10", 0))
    assert items[3:5] == ["其中：公务用车购置费", "公务用车运行维护费"]


def test_what_is_carried_in_stands_beside_what_is_carried_out() -> None:
    ledger = whole_ledger(1, form="central")
    for form, id, left, right in (
        ("beijing-2023", "T1", "上年结转结余", "年终结转结余"),
        ("beijing-2023", "T5", "二、上年结转", "二、年终结转结余"),
        ("central", "C1", "本年收入合计", "本年支出合计"),
        ("central", "C4", "二、上年结转", "二、结转下年"),
    ):
        body = rows(table_of(compiled(form, ledger).publication, id))
        assert any(row[0] == left and row[2] == right for row in body), (form, id)


def test_codes_are_printed_level_by_level_where_the_form_says_so() -> None:
    ledger = whole_ledger(1, form="shanghai")
    body = rows(table_of(compiled("shanghai", ledger).publication, "S3"))
    assert body[0][1:3] == ["", ""]
    assert body[1][2] == ""
    assert body[2][0] == body[1][0] == body[0][0]
    codes = [row[0] for row in rows(table_of(compiled("central", ledger).publication, "C3"))[:-1]]
    assert codes == sorted(codes)
    assert {len(code) for code in codes} == {3, 5, 7}


def test_central_economic_codes_stand_in_three_groups_with_one_total() -> None:
    ledger = whole_ledger(3, form="central")
    table = table_of(compiled("central", ledger).publication, "C6")
    body = rows(table)
    assert all(code.startswith(("301", "303")) for code in (row[0] for row in body[:-1]) if code)
    assert all(code.startswith("302") for code in (row[3] for row in body[:-1]) if code)
    assert all(not code.startswith(("301", "302", "303")) for code in (row[6] for row in body[:-1]) if code)
    assert [text for text in body[-1] if "合计" in text] == ["人员经费合计", "公用经费合计"]


def test_shanghai_is_titled_by_year_and_level() -> None:
    ledger = whole_ledger(1, form="shanghai", units=2)
    table = compiled("shanghai", ledger).publication.tables[0]
    assert (table.title, table.maker, table.unit) == (
        "2023年部门财务收支预算总表",
        f"编制部门：{DEPARTMENT}",
        "单位：元",
    )
    unit = compiled("shanghai", ledger, ledger.units[1].label).publication.tables[0]
    assert (unit.title, unit.maker) == ("2023年单位财务收支预算总表", f"编制单位：{ledger.units[1].name}")


@pytest.mark.parametrize("form", ["final-accounts", "universities"])
def test_final_accounts_of_a_budget_say_what_is_to_be_filled_in(form: str) -> None:
    ledger = whole_ledger(1, form="central")
    remarks = compile_publication(ledger, load_form(form)).remarks
    told = [remark.text for remark in remarks if remark.severity is Severity.ERROR]
    assert any("决算数" in text and "收入" in text and "支出" in text for text in told)


def test_jiangsu_compiles_from_its_declaration_alone() -> None:
    ledger = whole_ledger(2, form="shanghai")
    done = compile_publication(ledger, load_form("jiangsu"))
    book = recognise(as_document(done.publication), "jiangsu")
    assert stated(book.claims) == stated(done.publication.claims)
    assert rows(table_of(done.publication, "J5"))[0][0] == "合计"
    assert table_of(done.publication, "J7").label == "公开07表"
    broken = {f.places[0].table for f in check_book(book).findings if f.severity is Severity.ERROR}
    assert broken <= {"J2"}, "专项收入 is told by no line"
    told = tuple(replace(x, fact=x.fact._replace(item="special")) for x in ledger.lines[List.REVENUE])
    whole = compile_publication(
        replace(ledger, lines={**ledger.lines, List.REVENUE: told}), load_form("jiangsu")
    )
    assert whole.publication.title == "2023年部门预算"
    assert any("专项收入" in remark.text for remark in done.remarks)
    assert not any("专项收入" in remark.text for remark in whole.remarks)
    again = recognise(as_document(whole.publication), "jiangsu")
    assert not [f for f in check_book(again).findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("said", "told"), [("sentences: nothing", "句子“nothing”"), ("table: T99", "表“T99”")]
)
def test_an_outline_that_names_what_is_not_there_is_told(tmp_path: Path, said: str, told: str) -> None:
    path = tmp_path / "outline.yaml"
    path.write_text(f"title: 甲\nparts: [{{heading: 一, say: [{{{said}}}]}}]\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=told):
        compile_publication(
            whole_ledger(1, form="central", size=4), load_form("central"), read_outline(load_source(path))
        )
