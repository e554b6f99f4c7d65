"""The line below the person view's answer: ranks, coverage, pace, what is missing."""

from collections.abc import Iterator

from pages._ui import blocks, scorecard_person_opens
from pages._ui.blocks import Html
from pages._ui.formats import Formats
from pages._ui.scorecard_person_facts import Found

Remark = tuple[str, str | None]  # words, and the figure they open


def below(found: Found, formats: Formats) -> Html:
    """Ranks, what the score covers, where the period stands or lands, what is missing or outside; each figure opens."""
    remarks = (*_ranks(found, formats), *_coverage(found, formats), *_pace(found, formats), *_missing(found, formats))
    parts = (words if figure is None else _open(found, words, figure) for words, figure in remarks)
    return blocks.joined(*parts, by=blocks.html(formats.t("scorecard_person.between")))


def _open(found: Found, words: str, figure: str) -> Html:
    return blocks.row_link(words, scorecard_person_opens.href(found, figure))


def _ranks(found: Found, formats: Formats) -> Iterator[Remark]:
    t, standing = formats.t, found.standing
    department = found.card.department or t("scorecards.unassigned")
    if standing.rank_in_department is not None:
        rank, of = standing.rank_in_department, standing.of_department
        yield t("scorecard_person.rank.department", rank=rank, of=of, department=department), "rank_in_department"
    else:
        yield department, None
    if standing.rank is not None:
        moved = "" if standing.moved is None else t("scorecard_person.rank.moved", moved=_arrow(standing.moved))
        yield t("scorecard_person.rank.company", rank=standing.rank, of=standing.of) + moved, "rank"


def _arrow(places: int) -> str:
    return "＝" if not places else f"{'▲' if places > 0 else '▼'} {abs(places)}"


def _coverage(found: Found, formats: Formats) -> Iterator[Remark]:
    t, score = formats.t, found.card.score
    if score is None:
        return
    if not score.is_provisional:
        yield t("scorecard_person.covered.whole"), "score"
        return
    absent = [t("scorecard_person.part." + part.name).lower() for part in score.parts if part.pct is None and part.weight]
    parts = t("scorecard_person.and").join(absent)
    yield t("scorecard_person.covered.part", covered=formats.pct(score.covered_pct), parts=parts), "score"


def _pace(found: Found, formats: Formats) -> Iterator[Remark]:
    """Of a partial period where it lands and what each day needs; of another the gap."""
    t, row = formats.t, found.card.sales
    if not row.is_partial:
        if row.base.gap is not None:
            yield t("scorecard_person.gap", amount=formats.money(row.base.gap, sign=True)), "gap"
        return
    if row.landing_amount is None:
        yield t("scorecard_person.pace.early"), None
    else:
        yield t("scorecard_person.pace.landing", amount=formats.money(row.landing_amount)), "landing"
    if row.base.landing_pct is not None:
        yield t("scorecard_person.pace.attained", pct=formats.pct(row.base.landing_pct)), "landing_attainment"
    if row.base.needed_per_workday:
        yield t("scorecard_person.pace.needed", amount=formats.money(row.base.needed_per_workday)), "needed_per_day"


def _missing(found: Found, formats: Formats) -> Iterator[Remark]:
    t, row = formats.t, found.card.sales
    if row.missing_months:
        months = t("scorecard_person.and").join(formats.month(month) for month in row.missing_months[:3])
        yield t("scorecard_person.missing_months", count=len(row.missing_months), months=months), None
    if row.base.state in ("none", "zero", "incomplete"):
        yield t("scorecard_person.target." + row.base.state), "target" if row.base.state != "none" else None
    if row.outside_amount and row.base.target is not None:
        yield t("scorecard_person.outside", amount=formats.money(row.outside_amount)), "outside_targets"
