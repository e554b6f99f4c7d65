"""What the team view gives as files: the template's monthly sheet, and the report with all its columns."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from analytics import reports
from analytics.exports import sheets, tables, templates
from analytics.periods import Period
from analytics.queries import Query
from pages._ui import session
from pages._ui.formats import Formats

MIMES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def show(period: Period, day: date, formats: Formats) -> None:
    """One menu; each file is made at the click, of the whole company in this period as of this day."""
    t, query = formats.t, session.shown().query
    with st.popover(t("frame.download"), key="download_scorecards"):
        for name, words, make in (
            ("scorecards.download.template_file", "scorecards.download.template", _template),
            ("scorecards.download.report_file", "scorecards.download.report", _report),
        ):
            for kind, mime in MIMES.items():
                st.download_button(
                    t(words, kind=kind),
                    make(query, period, day, kind),
                    file_name=f"{t(name, period=period.code)}.{kind}",
                    mime=mime,
                    key=f"download_{words}_{kind}",
                    on_click="ignore",
                    type="tertiary",
                )


def _template(query: Query, period: Period, day: date, kind: str) -> Callable[[], bytes]:
    return lambda: sheets.WRITERS[kind](templates.build(query, "scorecards", period.code, day))


def _report(query: Query, period: Period, day: date, kind: str) -> Callable[[], bytes]:
    return lambda: tables.WRITERS[kind](reports.run(query, "scorecards", by=("owner",), period=period.code, as_of=day))
