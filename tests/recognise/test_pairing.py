"""Projects under drifting names find the project they are listed as, one to one."""

from __future__ import annotations

import pytest

from gouji.model.amount import Amount, Denomination
from gouji.model.claim import Claim
from gouji.model.fact import Fact
from gouji.model.place import Place
from gouji.model.target import RenamedProject, Target
from gouji.recognise.pairing import pair_projects

_FACT = Fact("expenditure", 2023, "original", "current", nature="project")


def _claim(source: str, project: str, fen: int) -> Claim:
    place = Place(table=source, row=(project,), text=str(fen))
    return Claim(_FACT._replace(project=project), Amount(fen), place, Denomination.WAN, source)


def _paired(
    listed: dict[str, int], *tables: dict[str, int | None]
) -> tuple[list[list[str]], list[tuple[str, str]], list[str]]:
    """Targets' names table by table, who was renamed to what, and the projects of all claims."""
    claims = [_claim("T4", name, fen) for name, fen in listed.items()]
    targets = []
    for number, table in enumerate(tables):
        for name, fen in table.items():
            total = None
            if fen is not None:
                total = len(claims)
                claims.append(_claim(f"T{13 + number}", name, fen))
            place = Place(table=f"T{13 + number}", row=(name,))
            targets.append(Target(f"T{13 + number}", name, name, "", "", "", (), place, total))
    moved, told, renamed = pair_projects(claims, targets)
    assert [t.printed for t in told] == [t.printed for t in targets]
    assert [c.amount for c in moved] == [c.amount for c in claims]
    names = [[t.project for t in told if t.table == f"T{13 + n}"] for n in range(len(tables))]
    return names, [(pair.printed, pair.listed) for pair in renamed], _projects(moved)


def _projects(claims: list[Claim]) -> list[str]:
    return [claim.fact.project or "" for claim in claims if claim.fact is not None]


def test_equal_names_need_no_pairing() -> None:
    names, renamed, _ = _paired(
        {"馆藏档案数字化": 5, "地方志编修": 7}, {"地方志编修": 7, "馆藏档案数字化": 5}
    )
    assert names == [["地方志编修", "馆藏档案数字化"]]
    assert renamed == []


@pytest.mark.parametrize(
    ("printed", "fen"),
    [
        ("库房恒温设备备件", 900),  # the same total: a similar name is enough
        ("库房恒温设备备品备件项目", 1),  # nearly the same name: the total does not matter
        ("库房恒温设备备品备件项目", None),
    ],
)
def test_a_drifted_name_goes_to_the_listed_one(printed: str, fen: int | None) -> None:
    listed = "库房恒温设备备品备件"
    names, renamed, projects = _paired({listed: 900, "地方志编修": 900}, {printed: fen})
    assert names == [[listed]]
    assert renamed == [(printed, listed)]
    assert printed not in projects


def test_the_renamed_project_has_both_places() -> None:
    claims = [_claim("T4", "查阅大厅改造工程", 5)]
    target = Target("T13", "查阅大厅改造", "查阅大厅改造", "", "", "", (), Place(table="T13"), None)
    (pair,) = pair_projects(claims, [target])[2]
    assert pair == RenamedProject("查阅大厅改造", "查阅大厅改造工程", target.place, claims[0].place)


@pytest.mark.parametrize(
    ("printed", "fen"),
    [
        ("设备备件", 1),  # similar, but another total
        ("地方志编修", 900),  # the same total, but another name
    ],
)
def test_what_is_only_somewhat_alike_stays_apart(printed: str, fen: int) -> None:
    names, renamed, projects = _paired({"库房恒温设备备品备件": 900}, {printed: fen})
    assert names == [[printed]]
    assert renamed == []
    assert printed in projects


def test_a_project_listed_under_its_own_name_is_never_given_away() -> None:
    listed = {"2023年档案进社区活动": 5, "2022年档案进社区活动": 5}
    names, renamed, _ = _paired(listed, {"2023年档案进社区活动": 5, "2022年档案进社区活动": 5})
    assert names == [["2023年档案进社区活动", "2022年档案进社区活动"]]
    assert renamed == []
    # Taken by its own name, it is not free for a drifted one either.
    names, renamed, _ = _paired({"档案进社区活动": 5}, {"档案进社区活动": 5, "档案进社区活动费": 5})
    assert names == [["档案进社区活动", "档案进社区活动费"]]
    assert renamed == []


def test_each_listed_project_is_given_once_in_a_table() -> None:
    names, renamed, _ = _paired({"档案修复（一期）": 5}, {"档案修复一期": 5, "档案修复1期": 5})
    assert sorted(names[0]) == ["档案修复1期", "档案修复（一期）"]
    assert len(renamed) == 1


def test_one_drifted_name_in_two_tables_takes_one_listed_project() -> None:
    """What the first table taught holds in the second, and nothing else gets that name there."""
    names, renamed, _ = _paired(
        {"档案修复（一期）": 5}, {"档案修复一期": 5}, {"档案修复一期": None, "档案修复（一期）费": 5}
    )
    assert names == [["档案修复（一期）"], ["档案修复（一期）", "档案修复（一期）费"]]
    assert renamed == [("档案修复一期", "档案修复（一期）"), ("档案修复一期", "档案修复（一期）")]


def test_each_table_drifts_in_its_own_way() -> None:
    names, renamed, _ = _paired({"备品备件": 5}, {"备件": 5}, {"备品备件项目": 5})
    assert names == [["备品备件"], ["备品备件"]]
    assert renamed == [("备件", "备品备件"), ("备品备件项目", "备品备件")]


def test_an_equal_total_goes_before_a_nearly_equal_name() -> None:
    """Whatever the order of the targets: the project whose money agrees has the better claim."""
    drifted: dict[str, int | None] = {"档案保护设备维护费二": 3, "档案保护设备维护费": 900}
    for order in (drifted, dict(reversed(drifted.items()))):
        names, renamed, _ = _paired({"档案保护设备维护费用": 900}, order)
        assert renamed == [("档案保护设备维护费", "档案保护设备维护费用")]
        assert sorted(names[0]) == ["档案保护设备维护费二", "档案保护设备维护费用"]


def test_soft_amounts_and_target_tables_list_no_project() -> None:
    claims = [_claim("T11", "购买服务项目", 5)]
    claims[0] = Claim(
        _FACT._replace(project="购买服务项目", tag="purchased_service"),
        *(claims[0].amount, claims[0].place, Denomination.WAN, "T11"),
    )
    target = Target("T13", "购买服务项目费", "购买服务项目费", "", "", "", (), Place(), None)
    assert pair_projects(claims, [target])[2] == ()
