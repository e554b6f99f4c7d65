"""The composite score explained: from the score to its parts, to their figures; ranks (definitions §3, §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from analytics import explanations_rows as rows
from analytics import numbers
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Rows, Term
from analytics.explanations_sales import Maker, built, period_caveats
from analytics.explanations_scorecards import of_card
from analytics.explanations_sources import Sources, scope_of
from analytics.glossary import BY_CODE
from analytics.periods import Period
from analytics.policy import Policy
from analytics.reports import Cell
from analytics.scorecards import Scorecard
from analytics.scores import FULL, PARTS, Figure, PartName, Score

# The figure that a part's own figure is explained by.
EXPLAINED: Mapping[str, str] = MappingProxyType(
    {
        "attainment_pct": "attainment",
        "collection_pct": "collection_attainment",
        "new_customers": "new_customers_attainment",
        "visits": "visits_attainment",
        "revenue_per_customer": "revenue_per_customer_attainment",
        "satisfaction": "satisfaction",
        "compliance_pct": "compliance",
        "teamwork": "teamwork",
    }
)


def _score(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    score = card.score
    if score is None:
        return built(asked, None, "sum", (), (Caveat("nobody"),))
    terms = tuple(
        Term(f"part_{part.name}", part.points_won, "points", replace(asked, figure=f"part_{part.name}"))
        for part in score.parts
        if part.points_won is not None
    )
    return built(asked, score.value, "sum", terms, (*_period(sources, card), *_score_caveats(score)))


def _score_caveats(score: Score) -> tuple[Caveat, ...]:
    """Provisional with its share, or too little of it; the parts left out."""
    out = tuple(f"part_{part.name}" for part in score.parts if part.pct is None)
    found = []
    if score.is_provisional:
        code = "not_scored" if score.value is None else "provisional"
        found.append(Caveat(code, (("share", score.covered_pct), ("figures", out))))
    return tuple(found)


def _part(name: PartName) -> Maker:
    def explain(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
        score, policy = card.score, _policy(sources, card)
        if score is None:
            return built(asked, None, "part", (), (Caveat("nobody"),))
        part = next(one for one in score.parts if one.name == name)
        caveats = (*_period(sources, card), *_score_caveats(score), *_part_caveats(part.figures, policy))
        if part.points_won is None:
            return built(asked, None, "part", (), caveats)
        covered = sum((one.weight for one in score.parts if one.pct is not None), Decimal(0))
        held = tuple(
            Term(code, min(max(figure.pct, Decimal(0)), policy.cap), BY_CODE[code].unit, replace(asked, figure=code))
            for figure in part.figures
            if figure.pct is not None and (code := EXPLAINED[figure.code])
        )
        weights = Term("weight", part.weight, "number"), Term("covered_weight", covered, "number")
        whole = _uncut(score, covered)
        if whole <= FULL:
            return built(asked, part.points_won, "part", (*weights, *held), caveats)
        cut = Term("points_before_cut", whole, "points")
        return built(asked, part.points_won, "part_cut", (*weights, cut, *held), (*caveats, Caveat("cut")))

    return of_card(explain)


def _part_caveats(figures: Iterable[Figure], policy: Policy) -> tuple[Caveat, ...]:
    """Which figures are left out, and which are held at the cap or at 0."""
    out = tuple(EXPLAINED[figure.code] for figure in figures if figure.pct is None)
    held = tuple(EXPLAINED[figure.code] for figure in figures if figure.pct is not None and not 0 <= figure.pct <= policy.cap)
    found = [Caveat("left_out", (("figures", out),))] if out else []
    if held:
        found.append(Caveat("held", (("cap", policy.cap), ("figures", held))))
    return tuple(found)


def _uncut(score: Score, covered: Decimal) -> Fraction:
    there = [Fraction(part.weight) * part.pct / Fraction(covered) for part in score.parts if part.pct is not None]
    return sum(there, Fraction(0))


def _policy(sources: Sources, card: Scorecard) -> Policy:
    return sources.query.policies.at(card.period.end - card.period.end.resolution)


def _period(sources: Sources, card: Scorecard) -> tuple[Caveat, ...]:
    return period_caveats(card.sales, sources)


def _score_change(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    """Against the period before, up to as many days if this one is partial (definitions §2)."""
    window = sources.bucket(card.period).compared.previous
    now = None if card.score is None else card.score.value
    before, day = None, None
    if window is not None and window.end > window.begin:
        day = min(window.end - card.period.end.resolution, sources.as_of)
        earlier = sources.on(day).card(scope_of(asked), card.period.previous())
        before = earlier.score.value if earlier and earlier.score else None
    value = None if now is None or before is None else now - before
    terms = (
        Term("score", now, "points", replace(asked, figure="score")),
        Term("score_before", before, "points", replace(asked, figure="score", period=card.period.previous(), as_of=day)),
    )
    return built(asked, value, "difference", terms, () if value is not None else (Caveat("no_score"),))


def _rank(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    """One more than the number of better scores; the rows are all scores among which it ranks."""
    is_inside = asked.figure == "rank_in_department"
    rank = card.rank_in_department if is_inside else card.rank
    if asked.by == "company" or (is_inside and asked.by != "owner"):
        return built(asked, None, "rank", (), (Caveat("not_ranked"),))
    among = [
        one
        for one in sources.cards(card.by, card.period)
        if one.score and one.score.value is not None and (not is_inside or one.department_key == card.department_key)
    ]
    among.sort(key=lambda one: (one.rank or 0, one.owner or "", one.department or ""))
    found = Evidence("scored", _score_list(among, is_inside=is_inside))
    better = sum(_value(one) > _value(card) for one in among) if rank is not None else 0
    terms = Term("better", better, "count"), Term("scored", len(among), "count")
    return built(asked, rank, "rank", terms, () if rank is not None else (Caveat("no_score"),), (found,))


def _score_list(cards: Iterable[Scorecard], *, is_inside: bool) -> Rows:
    columns = ("rank", "owner", "department", "score", "band", "covered_pct")
    found: list[tuple[Cell, ...]] = [
        (
            *(card.rank_in_department if is_inside else card.rank, card.owner, card.department, card.score.value),
            *(card.score.band, card.score.covered_pct),
        )
        for card in cards
        if card.score
    ]
    return rows.made("scores", columns, found)


def _value(card: Scorecard) -> Decimal:
    return card.score.value if card.score and card.score.value is not None else Decimal(-1)


def _revenue_per_head(sources: Sources, asked: Asked, card: Scorecard) -> Explanation | None:
    """The actual ÷ people with a stay on a day of the period, or, without staff, people with a target or a sale."""
    if card.head_count is None:
        return None
    scope = scope_of(asked)
    people = _stays(sources, card) if sources.who.stays else _sellers(sources, card.period)
    sold = rows.sales_of(sources, "actual", rows.sales(sources, scope, card.period.window))
    terms = (
        Term("actual", card.sales.actual, "amount", replace(asked, figure="actual")),
        Term("people", card.head_count, "count"),
    )
    caveats = (*period_caveats(card.sales, sources), *(() if sources.who.stays else (Caveat("without_staff"),)))
    return built(asked, numbers.ratio(card.sales.actual, card.head_count), "quotient", terms, caveats, (people, sold))


def _stays(sources: Sources, card: Scorecard) -> Evidence:
    """One row per person: the first stay (in the department) that touches the period."""
    until = min(card.period.end - card.period.end.resolution, sources.as_of)
    found: list[tuple[Cell, ...]] = []
    for person, stays in sorted(sources.who.stays.items()):
        there = [
            stay
            for stay in stays
            if max(stay.begin, card.period.begin) <= min(stay.end, until)
            and (card.by == "company" or stay.department_key == card.key)
        ]
        for stay in there[:1]:
            name, department = sources.who.show("owner", person), sources.who.show("department", stay.department_key)
            found.append((name, department, stay.role, stay.joined_on, stay.left_on, stay.import_id, stay.line))
    return Evidence("people", rows.listed("people", ("owner", "department", "role", "joined_on", "left_on"), found))


def _sellers(sources: Sources, period: Period) -> Evidence:
    found: list[tuple[Cell, ...]] = [
        (card.owner, card.sales.actual, card.sales.base.target)
        for card in sources.cards("owner", period)
        if card.key is not None and (card.sales.order_count or card.sales.base.target is not None)
    ]
    return Evidence("people", rows.made("sellers", ("owner", "actual", "target"), found))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "score": of_card(_score),
        "score_change": of_card(_score_change),
        **{f"part_{name}": _part(name) for name in PARTS},
        "rank": of_card(_rank),
        "rank_in_department": of_card(_rank),
        "revenue_per_head": of_card(_revenue_per_head),
    }
)
