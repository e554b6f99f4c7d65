"""What the reader of the follow-ups chose: map, measure, grade, list, and the cell whose drawer is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.attention import KINDS, Kind
from analytics.heatmap import Cell
from analytics.overdue_map import MEASURES, Axes, Line, Measure, OverdueMap
from analytics.policy import GRADES
from pages._ui import codes, texts
from pages._ui.filters import Toolbar

MAPS: Mapping[str, Axes] = MappingProxyType(
    {
        "owner_week": ("owner", "week"),
        "owner_grade": ("owner", "grade"),
        "region_grade": ("region", "grade"),
        "department_week": ("department", "week"),
    }
)
ALL_GRADES = ""
CELL_PARTS = ("kind of line", "its key", "grade or week")


@dataclass(frozen=True)
class Choice:
    """`grade` None is all."""

    map: str
    measure: Measure
    grade: str | None
    list: Kind

    @property
    def axes(self) -> Axes:
        return MAPS[self.map]


def pick(bar: Toolbar) -> Choice:
    """The toolbar's widgets; the list comes from the URL (`list=`), where the six counts link to."""
    t = texts.translator()
    shown = bar.switch(
        "map", tuple(MAPS), lambda code: t("follow_ups.map." + code), title=t("follow_ups.choose_map"), default="owner_week"
    )
    measure = bar.switch(
        "measure", MEASURES, lambda code: t("follow_ups.measure." + code), title=t("follow_ups.choose_measure"), default="count"
    )
    grades = (ALL_GRADES, *GRADES)
    grade = bar.select("grade", grades, _grade, title=t("follow_ups.choose_grade"), default=ALL_GRADES, width=130)
    chosen = codes.here("list")
    return Choice(
        map=shown,
        measure=next(each for each in MEASURES if each == measure),
        grade=grade or None,
        list=next((kind for kind in KINDS if kind == chosen), "overdue"),
    )


def _grade(code: str) -> str:
    t = texts.translator()
    return t("follow_ups.all_grades") if code == ALL_GRADES else t("follow_ups.grade", grade=code)


def open_cell(shown: OverdueMap) -> tuple[Line, Cell] | None:
    """The line and the cell that `cell=` names in the URL, where the map has it."""
    packed = codes.here("cell")
    parts = codes.unpack(packed) if packed else ()
    return shown.cell(*parts) if len(parts) == len(CELL_PARTS) else None
