"""Every figure is what its formula and its rows say: on drawn companies, whose files the product itself has read.

`EXPLAINED_COMPANIES` says how many. Of each company all figures of all people, cells and totals are explained as of one day in one
period, those of departments and the company in turn; the value, the formula and the rows are each computed here again.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from pyarrow import parquet

from analytics import explanations, glossary, loaded, numbers, periods, sales, scorecards
from analytics.explanations import Asked, Evidence, Explanation, Number
from analytics.explanations_sources import Sources
from analytics.folder import Folder
from analytics.periods import Period
from analytics.queries import Query
from analytics.sales import SalesRow
from analytics.scorecards import Scorecard
from tests.analytics.rows import store
from tests.companies import Case, case
from tests.companies_store import rebuilt

COMPANIES = int(os.environ.get("EXPLAINED_COMPANIES", "200"))
FIRST = 20240601
CHUNK = 20

OF_ROWS: Mapping[str, Callable[[SalesRow], Number | None]] = {
    "actual": lambda row: row.actual,
    "orders": lambda row: row.order_count,
    "target": lambda row: row.base.target,
    "challenge_target": lambda row: row.challenge.target,
    "outside_targets": lambda row: row.outside_amount,
    "attainment": lambda row: row.base.attainment_pct,
    "challenge_attainment": lambda row: row.challenge.attainment_pct,
    "gap": lambda row: row.base.gap,
    "challenge_gap": lambda row: row.challenge.gap,
    "landing": lambda row: row.landing_amount,
    "landing_attainment": lambda row: row.base.landing_pct,
    "landing_gap": lambda row: row.base.landing_gap,
    "challenge_landing_gap": lambda row: row.challenge.landing_gap,
    "plan_line": lambda row: row.base.plan_amount,
    "needed_per_day": lambda row: row.base.needed_per_workday,
    "challenge_needed_per_day": lambda row: row.challenge.needed_per_workday,
    "growth": lambda row: None if row.growth is None else row.growth.change if row.growth.pct is None else row.growth.pct,
    "growth_yoy": lambda row: row.growth_yoy.change if row.growth_yoy.pct is None else row.growth_yoy.pct,
}
OF_CARDS: Mapping[str, Callable[[Scorecard], Number | None]] = {
    "new_customers": lambda card: card.new_customers.actual,
    "new_customers_target": lambda card: card.new_customers.target,
    "new_customers_attainment": lambda card: card.new_customers.pct,
    "visits": lambda card: card.visits.actual,
    "visits_target": lambda card: card.visits.target,
    "visits_attainment": lambda card: card.visits.pct,
    "buyers": lambda card: card.sales.buyer_count,
    "revenue_per_customer": lambda card: card.revenue_per_customer,
    "revenue_per_customer_target": lambda card: card.revenue_per_customer_target,
    "revenue_per_head": lambda card: card.revenue_per_head,
    "repurchase": lambda card: card.repurchase_pct,
    "repurchase_target": lambda card: card.repurchase_target_pct,
    "collection": lambda card: card.collection.pct,
    "collection_paid": lambda card: card.collection.paid_amount,
    "collection_base": lambda card: card.collection.base_amount,
    "satisfaction": lambda card: card.satisfaction,
    "compliance": lambda card: card.compliance_pct,
    "teamwork": lambda card: card.teamwork,
    "score": lambda card: card.score.value if card.score else None,
    **{
        f"part_{name}": lambda card, place=place: card.score.parts[place].points_won if card.score else None
        for place, name in enumerate(("sales", "collection", "other", "qualitative"))
    },
    "rank": lambda card: card.rank,
    "rank_in_department": lambda card: card.rank_in_department,
}
ROUNDED = ("share", "quotient", "mean", "growth", "pace", "pace_share", "pace_gap", "plan", "needed")


def computed(found: Explanation) -> Number | None:
    """The value by the formula and its terms, or by the rows."""
    if found.formula == "rows":
        return found.evidence[0].total
    a, b, c, d = [*(Fraction(term.value) for term in found.terms if term.value is not None), *[None] * 4][:4]
    rest = [Fraction(term.value or 0) for term in found.terms]
    exact = {
        "same": lambda: a,
        "difference": lambda: a - b,
        "share": lambda: 100 * a / b,
        "quotient": lambda: a / b,
        "mean": lambda: a / b,
        "growth": lambda: 100 * (a - b) / b,
        "pace": lambda: a / b * c,
        "pace_share": lambda: 100 * a / b * c / d,
        "pace_gap": lambda: a / b * c - d,
        "plan": lambda: a * b / c,
        "needed": lambda: max(a - b, Fraction(0)) / c,
        "sum": lambda: sum(rest, Fraction(0)),
        "part": lambda: a / b * sum(rest[2:], Fraction(0)) / len(rest[2:]),
        "part_cut": lambda: a / b * sum(rest[3:], Fraction(0)) / len(rest[3:]) * 100 / c,
        "rank": lambda: a + 1,
    }[found.formula]()
    if found.formula == "sum":
        return numbers.half_up(numbers.half_up(exact, 9), 1)
    return numbers.half_up(exact, 9) if found.formula in ROUNDED else exact


def check(found: Explanation, shown: Number | None) -> None:
    """The value is what is shown, what the formula gives, and what the rows sum to."""
    assert found.value == shown, (found.asked, found.value, shown)
    if found.value is None:
        return
    assert computed(found) == found.value, (found.asked, computed(found), found.value, found.terms)
    terms = {term.code: term.value for term in found.terms} | ({found.asked.figure: found.value} if found.formula == "rows" else {})
    for evidence in found.evidence:
        if evidence.is_list:
            check_mean(found, evidence)
        elif found.asked.figure != "compliance":
            assert evidence.total == terms[evidence.term], (found.asked, evidence.term, evidence.total, terms)


def check_mean(found: Explanation, evidence: Evidence) -> None:
    """A mean over person-months, each the mean of its rows."""
    columns = evidence.report.columns
    months = defaultdict(list)
    for row in evidence.report.rows:
        cells = dict(zip(columns, row, strict=True))
        [value] = [cells[name] for name in columns if name in MEANT]
        months[cells["owner"], cells["month"]].append(Fraction(value))
    assert mean_of(months) == found.value, found.asked


MEANT = ("satisfaction", "teamwork", "process", "revenue_per_customer", "repurchase_rate")


def mean_of(months: Mapping[object, list[Fraction]]) -> Decimal:
    means = [sum(values, Fraction(0)) / len(values) for values in months.values()]
    return numbers.half_up(sum(means, Fraction(0)) / len(means), 9)


def check_compliance(found: Explanation) -> None:
    """The process scores, and for other person-months the shares of passed checks of their records."""
    months: defaultdict[object, list[Fraction]] = defaultdict(list)
    for evidence in found.evidence:
        for row in evidence.report.rows:
            cells = dict(zip(evidence.report.columns, row, strict=True))
            if "process" in cells:
                months[cells["owner"], cells["month"]].append(Fraction(cells["process"]))
                continue
            passed = [cells[name] for name in ("on_time", "is_complete", "is_specific", "next_step_in_order")]
            applied = [one for one in passed if one is not None]
            place = cells["owner"], cells["followed_up_at"].date().replace(day=1)
            months[place].append(Fraction(100 * sum(applied), len(applied)))
    if found.value is not None:
        assert mean_of(months) == found.value, found.asked


def check_sources(folder: Folder, found: Explanation) -> None:
    """Each row stands in the accepted rows of the import, at the line, that it names."""
    for evidence in found.evidence:
        report, there = evidence.report, defaultdict(list)
        place = [report.columns.index(name) for name in ("import_id", "line", "amount")]
        for import_id in {row[place[0]] for row in report.rows}:
            accepted = parquet.read_table(folder.accepted(import_id), columns=["line", "amount"]).to_pylist()
            there[import_id] = [(row["line"], row["amount"]) for row in accepted]
        rows = [tuple(row[at] for at in place) for row in report.rows]
        assert all((line, amount) in there[import_id] for import_id, line, amount in rows)
        assert len(rows) == len(set(rows))


def check_cards(sources: Sources, period: Period, turn: int) -> None:
    """All figures of all people and, in turn, of all departments or the company."""
    for by in ("owner", scorecards.BYS[1 + turn % 2]):
        for card in sources.cards(by, period):
            for figure, shown in [*OF_CARDS.items(), *((code, of(pick)) for code, pick in OF_ROWS.items())]:
                found = explanations.explain_from(sources, Asked(figure, by, card.group, period))
                if found is not None:
                    check(found, shown(card))
                    if figure == "compliance":
                        check_compliance(found)
                else:
                    assert shown(card) is None, (figure, by, card.key)


def of(pick: Callable[[SalesRow], Number | None]) -> Callable[[Scorecard], Number | None]:
    return lambda card: pick(card.sales)


def check_rows(sources: Sources, by: explanations.By, rows: Iterator[tuple[tuple[str | None, ...], SalesRow]]) -> None:
    for keys, row in rows:
        for figure, pick in OF_ROWS.items():
            found = explanations.explain_from(sources, Asked(figure, by, keys, row.period))
            if found is None:
                assert pick(row) is None, (figure, keys)
            else:
                check(found, pick(row))


def check_quarter(sources: Sources, quarter: Period, turn: int) -> None:
    """All figures of all cells and totals; the sales of one of the three months."""
    lines = sources.lines(quarter).values()
    check_rows(sources, "cell", (((line.place.region, line.place.product_line), line.sales) for line in lines))
    for line in lines:
        keys = line.place.region, line.place.product_line
        found = explanations.explain_from(sources, Asked("share_of_growth", "cell", keys, quarter))
        assert found is not None
        check(found, line.share_of_growth_pct)
        for buyer in line.top:
            found = explanations.explain_from(sources, Asked("top_customer", "cell", (*keys, buyer.customer_id), quarter))
            assert found is not None
            check(found, buyer.amount if buyer.share_pct is None else buyer.share_pct)
        month = line.months[turn % 3]
        if month.actual is not None and turn % 4 == 1:
            found = explanations.explain_from(sources, Asked("actual", "cell", keys, periods.month_of(month.month)))
            assert found is not None
            check(found, month.actual)


STATES: Mapping[str, Callable[[object], bool]] = {
    "overdue": lambda one: one.state == "overdue",
    "overdue_a": lambda one: one.state == "overdue" and one.grade == "A",
    "never_contacted": lambda one: one.state == "never_contacted",
    "broken_promise": lambda one: one.broken_promise_on is not None,
    "missed_executive": lambda one: one.missed_executive,
    "missed_visit": lambda one: one.missed_visit,
}


def check_states(sources: Sources, turn: int) -> None:
    """Two of the six counts of everybody who has customers."""
    customers = sources.customers()
    groups = {("company", ())} | {("owner", (one.owner_key,)) for one in customers}
    groups |= {("department", (one.department_key,)) for one in customers} | {("grade", (one.grade,)) for one in customers}
    for by, keys in sorted(groups, key=lambda group: (group[0] != "company", str(group))):
        of_group = [
            one for one in customers if by == "company" or getattr(one, "grade" if by == "grade" else f"{by}_key") == keys[0]
        ]
        for figure, holds in [*STATES.items()][turn % 3 :: 3]:
            found = explanations.explain_from(sources, Asked(figure, by, keys))
            assert found is not None
            check(found, sum(holds(one) for one in of_group))


def check_customers(sources: Sources, turn: int) -> None:
    """Sales of twelve months and contacts of every fourth customer."""
    for customer in sources.customers()[turn % 4 :: 4]:
        keys = (customer.customer_id,)
        sold, touched = (
            explanations.explain_from(sources, Asked(figure, "customer", keys)) for figure in ("sales_12m", "contacts")
        )
        assert sold is not None
        check(sold, customer.sales_12m)
        assert touched is not None
        check(touched, touched.evidence[0].total)
        days = [row[0].date() for row in touched.evidence[0].report.rows]
        assert days[:1] == ([] if customer.last_contact_on is None else [customer.last_contact_on])


def check_company(query: Query, folder: Folder, one: Case) -> bool:
    """Explains everything; False without any day."""
    day, turn = one.as_of[0] or loaded.data_as_of(query), one.number
    if day is None:
        return False
    sources, fiscal_month = Sources(query, day), query.policy.fiscal_month
    quarter = periods.quarter_of(day, fiscal_month)
    period = (periods.month_of(day), quarter, periods.year_of(day, fiscal_month))[turn % 3]
    check_cards(sources, period, turn)
    check_quarter(sources, quarter, turn)
    if turn % 3 == 0:
        both = sales.table(query, ("owner", "department"), period, day)
        check_rows(sources, "owner", ((row.keys, row) for row in both))
    check_states(sources, turn)
    check_customers(sources, turn)
    company = explanations.explain_from(sources, Asked("collection", period=period))
    assert company is not None
    check_sources(folder, company)
    return True


@pytest.mark.no_cover  # tracing would double the time
@pytest.mark.parametrize("chunk", range((COMPANIES + CHUNK - 1) // CHUNK))
def test_every_figure_of_a_drawn_company_is_what_its_formula_and_rows_say(chunk: int) -> None:
    seen = 0
    for number in range(FIRST + chunk * CHUNK, FIRST + min((chunk + 1) * CHUNK, COMPANIES)):
        drawn = case(number)
        with tempfile.TemporaryDirectory() as folder, rebuilt(drawn.company, Path(folder)) as query:
            seen += check_company(query, Folder(Path(folder) / "store"), drawn)
    assert seen > 0


def test_every_figure_of_the_glossary_can_be_explained() -> None:
    known = {*OF_ROWS, *OF_CARDS, *STATES}
    others = {"top_customer", "share_of_growth", "working_days", "records", "records_failed", "long_calls", "over_contact"}
    others |= {"score_change", "overdue_change", "overdue_share", "collection_attainment", "revenue_per_customer_attainment"}
    others |= {"sales_12m", "contacts"}
    assert {figure.code for figure in glossary.FIGURES} == known | others


def test_what_nobody_shows_is_not_explained() -> None:
    query = store(sales=[{"order_id": "1", "ordered_on": "2024-03-02", "customer_id": "c", "owner": "Ann", "amount": 5}])
    march = periods.parse("2024-03")
    for asked in (
        Asked("nothing", period=march),
        Asked("actual"),
        Asked("actual", "owner", ("nobody like this",), march),
        Asked("actual", "owner", (), march),
        Asked("score", "cell", ("*", "*"), march),
        Asked("top_customer", "cell", ("*", "*", "c"), march),
    ):
        assert explanations.explain(query, asked, date(2024, 3, 20)) is None
