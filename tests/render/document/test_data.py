"""JSON and CSV: everything a program needs, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

from tests.render.document.disclosures import odd, publication, table, usual

from gouji.model.amount import Denomination, parse_amount
from gouji.render.document import csv_files, json_bytes


def test_json_has_every_cell_and_every_amount_with_its_fact() -> None:
    made = usual("beijing-2023", 1)
    told = json.loads(json_bytes(made, draft=True))
    assert (told["title"], told["department"], told["year"], told["form"], told["draft"]) == (
        made.title,
        made.department,
        2023,
        "beijing-2023",
        True,
    )
    assert len(told["pieces"]) == len(made.pieces)
    for laid, said in zip(made.tables, told["tables"], strict=True):
        assert said["id"] == laid.id
        assert [cell["text"] for cell in said["cells"]] == [cell.text for cell in laid.cells]
        for cell in said["cells"]:
            if cell["claim"] is not None:
                assert told["claims"][cell["claim"]]["text"] == cell["text"]
    for claim, said in zip(made.claims, told["claims"], strict=True):
        assert claim.fact is not None
        assert said["fact"] == {k: v for k, v in claim.fact._asdict().items() if v is not None}
        assert int(said["fen"]) == claim.amount.fen
        assert parse_amount(said["amount"], claim.denomination).fen == claim.amount.fen
        assert said["denomination"] == claim.denomination.label


def test_a_csv_file_has_the_rows_of_its_table_and_plain_numbers() -> None:
    made = usual("beijing-2023", 1)
    files = csv_files(made)
    assert len(files) == len(made.tables)
    for laid, (name, content) in zip(made.tables, files.items(), strict=True):
        assert laid.title in name
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert (len(rows), {len(row) for row in rows}) == (laid.height, {laid.width})
        for cell in laid.cells:
            if cell.claim is not None:
                fen = made.claims[cell.claim].amount.fen
                assert parse_amount(rows[cell.row][cell.column], Denomination.WAN).fen == fen
                assert "," not in rows[cell.row][cell.column]


def test_no_cell_of_a_csv_file_is_a_formula() -> None:
    made = publication(table(("=1+1", "+a"), ("@b", "-c"), ("-", "-5.00"), ("\t=2", "\r=3")))
    for content in (*csv_files(made).values(), *csv_files(odd("beijing-2023")).values()):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            for text in row:
                assert text[:1] not in ("=", "+", "@", "\t", "\r")
                assert not text.startswith("-") or text == "-" or text[1:].replace(".", "").isdigit()


def test_names_of_files_are_safe() -> None:
    made = publication(
        table(("甲",), label="../..", title='a/b\\c:"d"*?<|>'), table(("乙",), label="", title="")
    )
    names = list(csv_files(made))
    assert len(names) == 2
    assert not any(set(name) & set('<>:"/\\|?*') or ".." in name.split("-", 1)[1] for name in names)
