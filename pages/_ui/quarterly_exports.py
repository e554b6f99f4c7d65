"""Files of a quarter: the report with all figures, and the template's 季度销售业绩汇总分析表; each is made at the click."""

from collections.abc import Callable

import streamlit as st

from analytics import reports
from analytics.exports import sheets, tables, templates
from pages._ui import session
from pages._ui.formats import Formats
from pages._ui.quarterly_facts import Found

MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def report(found: Found, formats: Formats, *, key: str) -> None:
    """A menu that gives the report `quarterly` as the command line does."""
    query, quarter, day = session.shown().query, found.quarter.code, found.as_of

    def make(kind: str) -> bytes:
        return tables.WRITERS[kind](reports.run(query, "quarterly", period=quarter, as_of=day))

    _menu(formats.t("frame.download"), f"quarterly_{quarter}", make, formats, key=key)


def template(found: Found, formats: Formats) -> None:
    """A menu that gives the template's sheet."""
    query, quarter, day = session.shown().query, found.quarter.code, found.as_of

    def make(kind: str) -> bytes:
        return sheets.WRITERS[kind](templates.build(query, "quarterly", quarter, day))

    _menu(formats.t("quarterly.template"), f"{templates.QUARTERLY_TITLE}_{quarter}", make, formats, key="template")


def _menu(label: str, stem: str, make: Callable[[str], bytes], formats: Formats, *, key: str) -> None:
    with st.popover(label, key=f"download_{key}"):
        for kind, mime in MIME.items():
            st.download_button(
                formats.t("frame.download_" + kind),
                _made(make, kind),
                file_name=f"{stem}.{kind}",
                mime=mime,
                key=f"download_{key}_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _made(make: Callable[[str], bytes], kind: str) -> Callable[[], bytes]:
    return lambda: make(kind)
