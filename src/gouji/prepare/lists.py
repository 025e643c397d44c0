"""The lists that drop-downs show, as columns of one sheet of the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.catalogue import CodeList, Numbering, performance_frame, purchased_service_list, subject_list
from gouji.forms import Form
from gouji.prepare.items import all_forms, passage_subjects, reason_subjects
from gouji.prepare.words import CHOICES, FIGURES

_LEVEL = {"function": 3, "government_economic": 2, "department_economic": 2}
_FRAME = 2021
COMPARATORS = ("≥", "≤", "=", "＞", "＜", "定性")
POLARITIES = ("正向指标", "反向指标")


def drop_downs(form: Form, year: int) -> Mapping[str, tuple[str, ...]]:
    """Every list by its name; codes are named by their dimension, as ``2010301-行政运行``."""
    frame = performance_frame(_FRAME)
    services = purchased_service_list(
        Numbering.BEIJING if form.id.startswith("beijing") else Numbering.MINISTRY
    )
    return {
        **{name: tuple(words) for name, words in CHOICES.items()},
        **{
            dimension: tuple(
                f"{s.code}-{s.name}" for s in subject_list(dimension) if s.level == level and s.valid(year)
            )
            for dimension, level in _LEVEL.items()
        },
        "一级指标": tuple(dict.fromkeys(kind.level1 for kind in frame)),
        "二级指标": tuple(dict.fromkeys(kind.level2 for kind in frame)),
        "指标性质": COMPARATORS,
        "指标方向性": POLARITIES,
        **{
            f"购买服务{word}": _level(services, level)
            for level, word in enumerate(("一级", "二级", "三级"), 1)
        },
        "上年数指标": tuple(FIGURES),
        "变动事项": _subjects(form, reason_subjects(form), "reasons"),
        "文字栏目": _subjects(form, passage_subjects(form), "passages"),
    }


def _level(codes: CodeList, level: int) -> tuple[str, ...]:
    return tuple(f"{subject.code}-{subject.name}" for subject in codes if subject.level == level)


def _subjects(form: Form, own: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The form's own subjects first, then those of the other forms."""
    ask = reason_subjects if kind == "reasons" else passage_subjects
    return tuple(
        dict.fromkeys([*own, *(s for other in all_forms() if other.id != form.id for s in ask(other))])
    )
