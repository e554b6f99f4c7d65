"""All figures that the product shows: unit, group and the clause that defines each (definitions §3 to §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Unit = Literal["amount", "pct", "count", "points", "days", "number"]
Group = Literal["sales", "pace", "customers", "collection", "qualitative", "score", "contact"]

GROUPS: tuple[Group, ...] = ("sales", "pace", "customers", "collection", "qualitative", "score", "contact")


@dataclass(frozen=True)
class Figure:
    """A figure: its code, which names its texts (`glossary.name.<code>` …), and the clause of the definitions."""

    code: str
    unit: Unit
    group: Group
    clause: str


def _of(group: Group, clause: str, **units: Unit) -> tuple[Figure, ...]:
    return tuple(Figure(code, unit, group, clause) for code, unit in units.items())


FIGURES: tuple[Figure, ...] = (
    *_of(
        "sales",
        "§3",
        actual="amount",
        target="amount",
        challenge_target="amount",
        attainment="pct",
        challenge_attainment="pct",
        gap="amount",
        challenge_gap="amount",
        outside_targets="amount",
        growth="pct",
        growth_yoy="pct",
        revenue_per_head="amount",
    ),
    *_of("sales", "§7", orders="count"),
    *_of("sales", "§6", top_customer="pct", share_of_growth="pct"),
    *_of(
        "pace",
        "§3",
        working_days="pct",
        plan_line="amount",
        landing="amount",
        landing_attainment="pct",
        landing_gap="amount",
        challenge_landing_gap="amount",
        needed_per_day="amount",
        challenge_needed_per_day="amount",
    ),
    *_of(
        "customers",
        "§3",
        new_customers="count",
        new_customers_target="number",
        buyers="count",
        revenue_per_customer="amount",
        revenue_per_customer_target="amount",
        repurchase="pct",
        repurchase_target="pct",
    ),
    *_of("collection", "§3", collection="pct", collection_paid="amount", collection_base="amount"),
    *_of("qualitative", "§3", satisfaction="points", compliance="pct", teamwork="points"),
    *_of("qualitative", "§5", records="count", records_failed="count", long_calls="count"),
    *_of("score", "§4", score="points", score_change="points"),
    *_of("score", "§4", part_sales="points", part_collection="points", part_other="points", part_qualitative="points"),
    *_of(
        "score",
        "§4",
        new_customers_attainment="pct",
        visits_attainment="pct",
        revenue_per_customer_attainment="pct",
        collection_attainment="pct",
    ),
    *_of("score", "§3", rank="count", rank_in_department="count"),
    *_of("contact", "§3", visits="count", visits_target="number"),
    *_of(
        "contact",
        "§5",
        overdue="count",
        overdue_a="count",
        overdue_change="count",
        overdue_share="pct",
        never_contacted="count",
        broken_promise="count",
        missed_executive="count",
        missed_visit="count",
        over_contact="count",
        contacts="count",
        sales_12m="amount",
    ),
)
BY_CODE: Mapping[str, Figure] = MappingProxyType({figure.code: figure for figure in FIGURES})
