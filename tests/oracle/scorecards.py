"""The report `scorecards` (design), straight from definitions §3 and §4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from tests.oracle import collection, loaded, records
from tests.oracle.books import Books, Cell, Row, key, total
from tests.oracle.calendar import DAY, Period, is_partial, month_period, shift
from tests.oracle.credit import Credit, Credited
from tests.oracle.loaded import IsLoaded
from tests.oracle.pace import pace
from tests.oracle.sales import Figures, Group, Target, half_up_nine, loaded_months, months_up_to, period_of
from tests.oracle.scores import NO_SCORE, PARTS, Score, mean, score

SCORECARDS_COLUMNS = (
    *("owner", "department", "period", "target", "challenge_target", "target_state", "actual", "attainment_pct"),
    *("challenge_attainment_pct", "gap", "outside_targets", "new_customers", "visits", "collection_pct", "revenue_per_customer"),
    *("repurchase_pct", "repurchase_target_pct", "satisfaction", "compliance_pct", "teamwork", "score", "covered_pct"),
    *("provisional", "band", "rank", "rank_in_department", "landing", "revenue_per_head", "partial", "months_missing"),
)
Place = tuple[date, object | None, str | None]
KEYS = {"owner": ("owner",), "department": ("department",), "company": ()}


@dataclass(frozen=True)
class PersonMonth:
    """What is said of somebody in a month by its rows; means of rows under alias and name."""

    month: date
    owner: object | None
    department: str | None
    satisfaction: Fraction | None = None
    process: Fraction | None = None
    teamwork: Fraction | None = None
    shares: tuple[Fraction | None, ...] = ()  # of passed checks, one per follow-up

    @property
    def compliance(self) -> Fraction | None:
        """The imported score, else the mean over the follow-ups."""
        return self.process if self.process is not None else mean(list(self.shares))


class Facts:
    """All that scorecards count, up to a day."""

    def __init__(self, books: Books, as_of: date) -> None:
        self.books, self.as_of = books, as_of
        self.figures = Figures(books, as_of)
        self.people = self.figures.people
        credit = Credit(books, as_of)
        self.new_customers = credit.new_customers()
        self.payments, self.due = credit.payments(), credit.due()
        touches = [row for row in books.rows("follow_ups") if records.touched_on(row) <= as_of]
        self.touches = [credit.credited(records.touched_on(row), self.people.person(row["owner"]), row=row) for row in touches]
        self.assessments = [
            credit.credited(row["month"], self.people.person(row["owner"]), row=row)
            for row in books.rows("assessments")
            if row["month"] <= as_of
        ]

    @cached_property
    def person_months(self) -> list[PersonMonth]:
        assessed, touched = by_person_month(self.assessments), by_person_month(self.touches)
        return [self._person_month(place, assessed.get(place, []), touched.get(place, [])) for place in {**assessed, **touched}]

    def _person_month(self, place: Place, assessed: list[Row], touched: list[Row]) -> PersonMonth:
        shares = [records.passed_share(records.checks(self.books, row)) for row in touched]
        return PersonMonth(*place, *(average(assessed, name) for name in ("satisfaction", "process", "teamwork")), tuple(shares))

    def on_staff(self, period: Period) -> list[Row]:
        """Stays of which a day of the period up to D is one."""
        last = min(period.end - DAY, self.as_of)
        return [
            stay
            for stay in self.books.rows("staff")
            if max(stay["joined_on"] or date.min, period.begin) <= min(stay["left_on"] or date.max, last)
        ]

    def standing(self, period: Period) -> list[tuple[object | None, str | None]]:
        """Owner and department of each person-month with a row in the period, or with a stay as salesperson (§3, *Who stands*)."""
        happened = [*self.new_customers, *self.payments, *self.touches, *self.assessments]
        found = {(one.owner, one.department): None for one in happened if period.begin <= one.day < period.end}
        sales = [one for one in self.figures.sales if period.begin <= one.day < period.end]
        targets = [one for one in self.figures.targets if one.is_by_owner and period.begin <= one.month < period.end]
        found |= {(one.keys["owner"], one.keys["department"]): None for one in [*sales, *targets]}
        for month in months_up_to(period, self.as_of):
            for stay in self.on_staff(month_period(month)):
                if stay["role"] in (None, "sales"):
                    person = self.people.of_stay(stay)
                    found[person, self.people.department(person, month, self.as_of)] = None
        return list(found)


def by_person_month(every: list[Credited]) -> dict[Place, list[Row]]:
    found: dict[Place, list[Row]] = {}
    for one in every:
        found.setdefault((one.month, one.owner, one.department), []).append(one.row)
    return found


def average(rows: Iterable[Row], column: str) -> Fraction | None:
    return mean([Fraction(row[column]) for row in rows if row[column] is not None])


@lru_cache(maxsize=4)
def facts_of(books: Books, as_of: date) -> Facts:
    return Facts(books, as_of)


class Card:
    """The figures of one owner, one department or the company in one period."""

    def __init__(self, facts: Facts, by: str, name: object | None, period: Period) -> None:
        self.facts, self.by, self.name, self.period = facts, by, name, period
        self.books, self.as_of = facts.books, facts.as_of
        self.policy = self.books.policy_at(period.end - DAY)
        self.group = Group(facts.figures, KEYS[by], (name,) if KEYS[by] else ())
        self.is_nobody = by == "owner" and name is None

    def is_mine(self, one: Credited | PersonMonth) -> bool:
        return not KEYS[self.by] or getattr(one, self.by) == self.name

    def in_period(self, every: list[Credited]) -> list[Credited]:
        return [one for one in every if self.is_mine(one) and self.period.begin <= one.day < self.period.end]

    def count(self, every: list[Credited], is_loaded: IsLoaded) -> int | None:
        return len(self.in_period(every)) if loaded.is_any_loaded(self.period, self.as_of, is_loaded) else None

    @cached_property
    def new_customers(self) -> int | None:
        return self.count(self.facts.new_customers, loaded.new_customers(self.books))

    @cached_property
    def visits(self) -> int | None:
        return self.count(self._visits, loaded.follow_ups(self.books))

    @property
    def _visits(self) -> list[Credited]:
        return [one for one in self.facts.touches if one.row["method"] == "visit"]

    @cached_property
    def actual(self) -> Decimal | None:
        if not loaded_months(self.facts.figures, self.period):
            return None
        return total(sale.amount for sale in self.group.sales_in(self.period.begin, self.period.end))

    @cached_property
    def collection(self) -> Fraction | None:
        payments, due = ([one for one in every if self.is_mine(one)] for every in (self.facts.payments, self.facts.due))
        return collection.rate(payments, due, self.group, self.period, self.policy.collection)

    @property
    def buyers(self) -> set[str]:
        sales = self.group.sales_in(self.period.begin, self.period.end)
        return {sale.customer_id for sale in sales if sale.amount > 0}

    @cached_property
    def revenue_per_customer(self) -> Fraction | None:
        return Fraction(self.actual) / len(self.buyers) if self.buyers else None

    def repurchase_pct(self) -> Fraction | None:
        """Buyers who also bought before the period, from anybody; needs a loaded month before it."""
        if not self.buyers or not any(month < self.period.begin for month in self.books.loaded_sales):
            return None
        earlier = {one.customer_id for one in self.facts.figures.sales if one.amount > 0 and one.day < self.period.begin}
        return Fraction(len(self.buyers & earlier), len(self.buyers)) * 100

    def person_targets(self, column: str) -> list[Fraction | None]:
        """One per person-month with a target of a rate: the mean of its rows."""
        found: dict[tuple[object, date], list[Row]] = {}
        for one in self.facts.figures.targets:
            is_mine = not KEYS[self.by] or one.keys[self.by] == self.name
            if one.is_by_owner and is_mine and one.month in self.period.months():
                found.setdefault((one.keys["owner"], one.month), []).append(one.row)
        return [average(rows, column) for rows in found.values()]

    def month_mean(self, name: str) -> Fraction | None:
        """The mean over the period's person-months that have it."""
        months = [one for one in self.facts.person_months if self.is_mine(one) and one.month in self.period.months()]
        return mean([getattr(one, name) for one in months])

    def challenge_target(self) -> Decimal | None:
        given = [one.challenge for one in self._targets if one.challenge is not None]
        return total(given) if given else None

    @property
    def _targets(self) -> list[Target]:
        return [one for one in self.group.targets if one.month in self.period.months()]

    def attainment(self) -> Fraction | None:
        months = self.group.compared_months(self.period)
        target = self.group.target(months)
        return Fraction(self.group.actual(months)) / Fraction(target) * 100 if target else None

    def reached(self, column: str, every: list[Credited], is_loaded: IsLoaded) -> Fraction | None:
        """Actual in percent of a counted target, over the months that have one and, up to D, whose data are loaded."""
        given = [one for one in self._targets if one.row[column] is not None]
        months = {one.month for one in given if one.month > self.as_of or is_loaded(one.month)}
        target = total(one.row[column] for one in given if one.month in months)
        if target <= 0 or not any(month <= self.as_of for month in months):
            return None
        return Fraction(sum(self.is_mine(one) and one.month in months for one in every)) / Fraction(target) * 100

    def others(self) -> list[Fraction | None]:
        """New customers, visits and, for a month, revenue per customer, each in percent of its target."""
        found = [
            self.reached("new_customers", self.facts.new_customers, loaded.new_customers(self.books)),
            self.reached("visits", self._visits, loaded.follow_ups(self.books)),
        ]
        target = mean(self.person_targets("revenue_per_customer")) if self.period.kind == "month" else None
        if target and self.revenue_per_customer is not None:
            found.append(self.revenue_per_customer / target * 100)
        return found

    def parts(self) -> dict[str, Fraction | None]:
        """The score of each part; each figure in it is held, the part itself not yet."""
        cap = Fraction(self.policy.cap)
        others = [None if one is None else max(Fraction(0), min(cap, one)) for one in self.others()]
        goal = Fraction(self.policy.collection_target_pct)
        qualitative = mean([self.month_mean(name) for name in ("satisfaction", "compliance", "teamwork")])
        rate = None if self.collection is None else self.collection / goal * 100
        return dict(zip(PARTS, (self.attainment(), rate, mean(others), qualitative), strict=True))

    @cached_property
    def score(self) -> Score:
        return NO_SCORE if self.is_nobody else score(self.parts(), self.policy)

    def heads(self) -> int:
        """People with a stay (in the department) in the period up to D; without staff, people with a target or a sale."""
        if self.books.rows("staff"):
            stays = self.facts.on_staff(self.period)
            is_mine = [stay for stay in stays if self.by == "company" or department_of(stay) == self.name]
            return len({self.facts.people.of_stay(stay) for stay in is_mine})
        sales = self.group.sales_in(self.period.begin, self.period.end)
        return len({one.keys["owner"] for one in [*sales, *self._targets]} - {None})

    def revenue_per_head(self) -> Fraction | None:
        heads = 0 if self.by == "owner" else self.heads()
        return Fraction(self.actual) / heads if heads and self.actual is not None else None

    @cached_property
    def department(self) -> str | None:
        """Of the period's last month, or of D's month."""
        if self.by == "company":
            return None
        if self.by == "department":
            return self.name
        return self.facts.people.department(self.name, shift(self.period.end, -1), self.as_of)

    def cells(self, ranks: tuple[int | None, int | None]) -> tuple[Cell, ...]:
        period, group, found = self.period, self.group, self.score
        state = group.target_state(period)
        months = months_up_to(period, self.as_of)
        missing = len(months) - len(loaded_months(self.facts.figures, period))
        return (
            self.facts.people.shown(self.name) if self.by == "owner" else None,
            None if self.department is None else self.books.departments[self.department],
            *(period.code, None if state == "none" else group.target(period.months()), self.challenge_target(), state),
            *(self.actual, group.attainment_pct(period), group.challenge_attainment_pct(period), group.gap(period)),
            *(group.outside_targets(period), self.new_customers, self.visits, half_up_nine(self.collection)),
            *(half_up_nine(self.revenue_per_customer), half_up_nine(self.repurchase_pct())),
            half_up_nine(mean(self.person_targets("repurchase_rate"))),
            *(half_up_nine(self.month_mean(name)) for name in ("satisfaction", "compliance", "teamwork")),
            *(found.value, found.covered_pct, found.is_provisional, found.band, *ranks),
            *(pace(group, period).landing, half_up_nine(self.revenue_per_head())),
            *(is_partial(period, self.as_of, self.books.policy), missing),
        )


def department_of(stay: Row) -> str | None:
    return key(stay["department"])


def rank(one: Card, among: list[Card]) -> int | None:
    """One more than there are higher scores; absent without a score."""
    if one.score.value is None:
        return None
    return 1 + sum(other.score.value is not None and other.score.value > one.score.value for other in among)


def ranks(card: Card, cards: list[Card]) -> tuple[int | None, int | None]:
    """Among all cards of the report, and among the people of the department."""
    if card.by == "company":
        return None, None
    beside = [one for one in cards if one.department == card.department]
    return rank(card, cards), rank(card, beside) if card.by == "owner" else None


def cards_of(books: Books, by: str, period: Period, as_of: date) -> list[Card]:
    facts = facts_of(books, as_of)
    standing = facts.standing(period)
    names = {"owner": {owner for owner, _ in standing}, "department": {name for _, name in standing}, "company": {None}}
    return [Card(facts, by, name, period) for name in names[by]]


def first_shown(books: Books, as_of: date) -> date:
    """The newest month up to D with loaded sales, else D's (definitions §2)."""
    return max((month for month in books.loaded_sales if month <= as_of), default=as_of)


def scorecards_report(books: Books, by: str, code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per owner (nobody too), department or the company."""
    shown = period_of(books, code, as_of, set()) if code else month_period(first_shown(books, as_of), books.policy.fiscal_month)
    cards = cards_of(books, by, shown, as_of)
    return [card.cells(ranks(card, cards)) for card in cards]
