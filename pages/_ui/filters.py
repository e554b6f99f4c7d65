"""The toolbar of a page: its own choices at the left, then what the frame says of the data, the language last."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import streamlit as st

from analytics import loaded, overview, periods
from analytics.periods import Period
from analytics.texts import LANGUAGES
from pages._ui import blocks, codes, facts, session, texts

KINDS = ("month", "quarter", "year")
DATED = ("sales", "follow_ups", "payments", "contracts")
COMPANY = ""  # the code of no department chosen


def as_of() -> date | None:
    """D: chosen by the reader (`as_of=` in the URL), else the newest event of the data; None without data."""
    chosen = codes.get("as_of")
    try:
        return date.fromisoformat(chosen) if chosen else facts.facts().as_of
    except ValueError:
        codes.put("as_of", None)
        return facts.facts().as_of


class Toolbar:
    """Widgets that keep their choice as a code in the URL, under the name given."""

    def __init__(self, *, is_of_data: bool = True) -> None:
        self._t = texts.translator()
        self._is_of_data = is_of_data
        self._period: Period | None = None
        self._chips: list[tuple[blocks.Text, bool]] = []

    def select(
        self, name: str, options: Sequence[str], words: Callable[[str], str], *, title: str, default: str, width: int = 200
    ) -> str:
        """A list of codes in `words`; `title` is read to those who see no screen. Names taken: kind, lang, as_of."""
        key = _prepared(name, options, default)
        st.selectbox(
            title,
            options,
            format_func=words,
            key=key,
            on_change=_keep,
            args=(name, default),
            label_visibility="collapsed",
            width=width,
        )
        return str(st.session_state[key])

    def switch(self, name: str, options: Sequence[str], words: Callable[[str], str], *, title: str, default: str) -> str:
        """A few choices side by side; as `select`."""
        key = _prepared(name, options, default)
        st.segmented_control(
            title,
            options,
            format_func=words,
            key=key,
            on_change=_keep,
            args=(name, default),
            label_visibility="collapsed",
            required=True,
        )
        return str(st.session_state[key])

    def period(self) -> Period | None:
        """Month, quarter or year (`period=` in the URL): first the newest one with sales; None without data."""
        day = as_of()
        if day is None:
            return None
        chosen = _chosen_period(day)
        options = [period.code for period in _periods(chosen.kind, day)]
        title, default = self._t("frame.choose_period"), _first_shown(chosen.kind, day).code
        code = self.select("period", options, _labels(options).__getitem__, title=title, default=default, width=180)
        fiscal_month = session.shown().query.policy.fiscal_month
        self._period = periods.parse(code, fiscal_month)
        st.session_state["filter_kind"] = self._period.kind
        st.segmented_control(
            self._t("frame.choose_kind"),
            KINDS,
            format_func=lambda kind: self._t("frame.kind." + kind),
            key="filter_kind",
            on_change=_change_kind,
            args=(self._period, day),
            label_visibility="collapsed",
            required=True,
        )
        return self._period

    def quarter(self) -> Period | None:
        """A fiscal quarter: the one that holds the period chosen on any page (`period=`), of a year its last; None without data."""
        day = as_of()
        if day is None:
            return None
        self._period = _of_kind("quarter", _last_month(_chosen_period(day), day))
        options = [period.code for period in _periods("quarter", max(day, self._period.begin))]
        if self._period.code not in options:
            options.append(self._period.code)
        st.session_state["filter_quarter"] = self._period.code
        st.selectbox(
            self._t("frame.choose_period"),
            options,
            format_func=_labels(options).__getitem__,
            key="filter_quarter",
            on_change=lambda: codes.put("period", st.session_state["filter_quarter"]),
            label_visibility="collapsed",
            width=190,
        )
        return self._period

    def department(self) -> str | None:
        """A department by its key (`department=` in the URL); None is the whole company."""
        labels = {COMPANY: self._t("frame.whole_company"), **facts.facts().departments}
        title = self._t("frame.choose_department")
        return self.select("department", tuple(labels), labels.__getitem__, title=title, default=COMPANY) or None

    def chip(self, text: blocks.Text, *, acts: bool = False) -> None:
        """One more chip beside those of the frame; `acts` asks to do something."""
        self._chips.append((text, acts))

    def finish(self) -> None:
        """Draws what follows the page's own choices."""
        st.space("stretch")
        with st.container(horizontal=True, key="chips", vertical_alignment="center", gap="xsmall", width="content"):
            if self._period is not None:
                self._period_chips(self._period)
            if self._is_of_data:
                _as_of_chip()
            for text, acts in self._chips:
                blocks.chip(text, acts=acts)
            if self._is_of_data:
                _quarantine_chip()
        _language_switch()

    def _period_chips(self, period: Period) -> None:
        day, workdays = as_of(), session.shown().query.policy.workdays
        if day is None:
            return
        if periods.is_partial(period, day, workdays):
            done, every = periods.elapsed_workdays(period, day, workdays), workdays.count(period.window)
            blocks.chip(self._t("frame.partial", done=done, all=every))
        else:
            blocks.chip(self._t("frame.whole." + period.kind), is_optional=True)
        missing = facts.facts().loaded.missing("sales", period.months, day)
        if missing:
            blocks.chip(self._t("frame.months_missing", count=len(missing)), acts=True)
        unassigned = session.read(overview.unassigned_pct, period, day)
        if unassigned:
            blocks.chip(self._t("frame.unassigned", pct=session.formats().part_pct(unassigned)), acts=True)


@contextmanager
def toolbar(*, is_of_data: bool = True) -> Iterator[Toolbar]:
    """`with toolbar() as bar: period = bar.period()`; chips and language follow at the end.

    `is_of_data` False leaves out what speaks of the data shown: Imports before the first own file.
    """
    with st.container(horizontal=True, key="toolbar", vertical_alignment="center", gap="small"):
        bar = Toolbar(is_of_data=is_of_data)
        yield bar
        bar.finish()


def _labels(options: Sequence[str]) -> dict[str, str]:
    """The periods of these codes in words."""
    formats, fiscal_month = session.formats(), session.shown().query.policy.fiscal_month
    return {code: formats.period(periods.parse(code, fiscal_month)) for code in options}


def _prepared(name: str, options: Sequence[str], default: str) -> str:
    """Sets the widget to the code of the URL, or to the default where that is no option; its key."""
    chosen = codes.get(name)
    if chosen is not None and chosen not in options:
        codes.put(name, None)
        chosen = None
    key = "filter_" + name
    st.session_state[key] = default if chosen is None else chosen
    return key


def _keep(name: str, default: str) -> None:
    chosen = st.session_state["filter_" + name]
    codes.put(name, None if chosen == default else chosen)


def _of_kind(kind: str, day: date) -> Period:
    fiscal_month = session.shown().query.policy.fiscal_month
    if kind == "month":
        return periods.month_of(day)
    return periods.quarter_of(day, fiscal_month) if kind == "quarter" else periods.year_of(day, fiscal_month)


def _first_shown(kind: loaded.Shown, day: date) -> Period:
    return session.read(loaded.first_shown, day, kind)


def _periods(kind: str, day: date) -> list[Period]:
    """From the first month with data to that of D, the newest first."""
    period, first = _of_kind(kind, day), facts.facts().first_month or day
    found = [period]
    while found[-1].begin > first:
        found.append(found[-1].previous())
    return found


def _chosen_period(day: date) -> Period:
    code = codes.get("period")
    if code is not None:
        try:
            period = periods.parse(code, session.shown().query.policy.fiscal_month)
        except periods.PeriodError:
            codes.put("period", None)
        else:
            if period.kind in KINDS:
                return period
    return _first_shown("month", day)


def _change_kind(period: Period, day: date) -> None:
    """The period of the new kind around the one shown; of a longer one its last month up to D."""
    codes.put("period", _of_kind(st.session_state["filter_kind"], _last_month(period, day)).code)


def _last_month(period: Period, day: date) -> date:
    return max(month for month in period.months if month <= max(day, period.begin))


def _language_switch() -> None:
    st.session_state["filter_lang"] = texts.language()
    st.segmented_control(
        texts.translator()("frame.choose_lang"),
        LANGUAGES,
        format_func={"zh": "中文", "en": "EN"}.__getitem__,
        key="filter_lang",
        on_change=lambda: codes.put("lang", st.session_state["filter_lang"]),
        label_visibility="collapsed",
        required=True,
    )


def _quarantine_chip() -> None:
    rows = session.shown().rejected_rows
    if rows:
        with st.container(key="chip_quarantine", width="content"):
            label = texts.translator()("frame.quarantine", count=rows)
            st.page_link("imports.py", label=label, query_params={"view": "history"})


def _as_of_chip() -> None:
    t, formats, day = texts.translator(), session.formats(), as_of()
    if day is None:
        return
    with st.popover(t("frame.as_of", day=formats.day(day)), key="chip_as_of"):
        st.session_state["filter_as_of"] = day
        st.date_input(
            t("frame.choose_as_of"),
            key="filter_as_of",
            format="YYYY-MM-DD",
            min_value=date(2000, 1, 1),
            max_value=date(2099, 12, 31),
            on_change=_keep_as_of,
        )
        newest = session.read(loaded.freshness, day)
        rows = [(t("dataset." + name), formats.day(newest.get(name))) for name in DATED]
        blocks.table([t("frame.dataset"), t("frame.newest")], rows, right=(1,))
        policy = session.shown().query.policy
        name = policy.company_name or t("frame.no_company_name")
        blocks.show(blocks.span(t("frame.company", name=name, currency=policy.currency), "m s"))


def _keep_as_of() -> None:
    chosen = st.session_state["filter_as_of"]
    is_newest = chosen is None or chosen == facts.facts().as_of
    codes.put("as_of", None if is_newest else chosen.isoformat())
