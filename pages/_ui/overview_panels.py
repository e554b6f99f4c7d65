"""The Overview's pictures in their panels; a click on a department or a month selects it."""

from dataclasses import replace

import streamlit as st

from analytics import overview
from pages._ui import blocks, charts, codes, course_chart, explain, overview_charts, overview_strip, panels, tokens
from pages._ui.formats import Formats
from pages._ui.judgements import is_by_landing
from pages._ui.overview_facts import Found

_ROUND = "overview_round"


def course(found: Found, formats: Formats) -> None:
    """Sales so far against the plan, by day."""
    t = formats.t
    unit = formats.unit([found.row.actual, found.row.landing_amount, found.row.base.target, found.row.challenge.target])
    title = t("overview.course.title")
    right = t("overview.course.unit", unit=formats.unit_name(unit))
    with panels.panel("course", title, blocks.joined(*overview_strip.pace(found, formats), right, by="&ensp;")):
        if found.row.actual is None:
            blocks.show(blocks.span(t("overview.no_sales"), "m"))
        else:
            charts.show(course_chart.draw(found, formats, tokens.tokens()), key="course", alt=title)


def months(found: Found, formats: Formats) -> None:
    """The last twelve months; a click shows that month."""
    t = formats.t
    unit = formats.unit([amount for row in found.months for amount in (row.actual, row.base.target)])
    title, key = t("overview.months.title"), _key("months")
    right = t("overview.months.unit", unit=formats.unit_name(unit))
    with panels.panel("months", title, blocks.joined(_year(found, formats), right, by="&ensp;")):
        figure = overview_charts.months(found, formats, tokens.tokens())
        charts.show(figure, key=key, alt=title, on_select=lambda: _choose("period", key))


def _year(found: Found, formats: Formats) -> blocks.Text:
    """The fiscal year so far, with its attainment."""
    t, year = formats.t, found.year
    if year.actual is None:
        return ""
    words = t("overview.card.year", year=year.period.code, amount=formats.money(year.actual))
    attained = year.base.attainment_pct
    text = words if attained is None else f"{words} · {t('overview.card.attained', pct=formats.pct(attained))}"
    day = overview.year_day(found.period, found.as_of)
    return blocks.link(text, explain.href("overview", replace(overview_strip.asked("actual", found, year.period), as_of=day)))


def teams(found: Found, formats: Formats) -> None:
    """Departments, or the people of the chosen one; a click on a department chooses it."""
    t = formats.t
    of = "departments" if found.department is None else "members"
    title = t(f"overview.teams.{of}.{'landing' if is_by_landing(found.row) else 'attainment'}")
    marks: list[blocks.Text] = [t("overview.teams.base"), t("overview.teams.challenge")]
    if len(found.teams) > overview_charts.MOST_TEAMS:
        marks.append(blocks.link(t("overview.all_units", count=len(found.teams)), codes.href("overview", open="teams")))
    with panels.panel("teams", title, blocks.joined(*marks, by="&ensp;")):
        if not found.teams:
            blocks.show(blocks.span(t("overview.no_sales"), "m"))
            return
        key = _key("teams")
        figure = overview_charts.teams(found, formats, tokens.tokens())
        on_select = (lambda: _choose("department", key)) if found.department is None else "ignore"
        charts.show(figure, key=key, alt=title, on_select=on_select)


def _key(name: str) -> str:
    return f"{name}_{st.session_state.get(_ROUND, 0)}"


def _choose(name: str, key: str) -> None:
    """Puts what was clicked into the URL; the charts get new keys, else they would keep the click."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if points and points[0].get("customdata"):
        codes.put(name, str(points[0]["customdata"]))
