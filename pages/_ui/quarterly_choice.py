"""What the reader of the quarterly page chose: the quarter, the measure on the tiles, matrix or list, the cell that is open."""

from dataclasses import dataclass
from typing import Literal, get_args

from analytics.periods import Period
from analytics.quarterly import Place
from pages._ui import codes, texts
from pages._ui.filters import Toolbar

Measure = Literal["attainment", "actual", "gap", "qoq", "yoy", "share"]
View = Literal["matrix", "list"]

MEASURES: tuple[Measure, ...] = get_args(Measure)
VIEWS: tuple[View, ...] = get_args(View)
CELL_PARTS = ("region", "product line")


@dataclass(frozen=True)
class Choice:
    """`quarter` None: there are no data at all. `place` None: the reader opened no cell yet."""

    quarter: Period | None
    measure: Measure
    view: View
    place: Place | None


def pick(bar: Toolbar) -> Choice:
    """The toolbar's widgets; the cell comes from the URL (`cell=`)."""
    t = texts.translator()
    quarter = bar.quarter()
    view = bar.switch("view", VIEWS, lambda code: t("quarterly.view." + code), title=t("quarterly.choose_view"), default="matrix")
    measure = "attainment"
    if view == "matrix":
        title = t("quarterly.choose_measure")
        measure = bar.switch("measure", MEASURES, lambda code: t("quarterly.measure." + code), title=title, default="attainment")
    return Choice(
        quarter,
        next(each for each in MEASURES if each == measure),
        next(each for each in VIEWS if each == view),
        place_of(codes.here("cell")),
    )


def code(place: Place) -> str:
    """A cell or total as a code of the URL; a total's missing key is `*`, *unassigned* is empty."""
    return codes.pack(place.region, place.product_line)


def place_of(packed: str | None) -> Place | None:
    """The cell or total of a code; None where it is none."""
    parts = codes.unpack(packed) if packed else ()
    return Place(*parts) if len(parts) == len(CELL_PARTS) else None


def open_cell(place: Place) -> None:
    """Opens a cell or total at the next run."""
    codes.put_here("cell", code(place))


def kept() -> dict[str, str | None]:
    """The page's own codes, for its links."""
    return {name: codes.here(name) for name in ("measure", "view", "cell")}


def href(**chosen: str | None) -> str:
    """A link to this page with its measure, view and cell."""
    return codes.href("quarterly", **(kept() | chosen))


def name(place: Place, region: str | None, product_line: str | None) -> str:
    """华北 × 硬件; of a total the one name, of all the company; `region` and `product_line` as shown."""
    t = texts.translator()
    if place.kind == "company":
        return t("quarterly.company")
    if place.kind == "cell":
        return f"{region or t('quarterly.unassigned')} × {product_line or t('quarterly.unassigned')}"
    shown = region if place.kind == "region" else product_line
    key = place.region if place.kind == "region" else place.product_line
    return t("quarterly.total_of", name=shown if key else t("quarterly.unassigned_" + place.kind))
