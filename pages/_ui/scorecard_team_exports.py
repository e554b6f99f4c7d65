"""What the team view gives as files: the template's monthly sheet, and the report with all its columns."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from analytics import reports
from analytics.exports import sheets, tables, templates
from analytics.exports.sheets import Sheet
from analytics.queries import Query
from analytics.reports import Report
from analytics.team import Board
from pages._ui import facts, session
from pages._ui.formats import Formats

MIMES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
_DEPARTMENT = 1  # the second column of both


@dataclass(frozen=True)
class Wanted:
    """Whose rows: of one period and day, of the department as shown (None: the whole company)."""

    query: Query
    board: Board
    department: str | None


def show(board: Board, formats: Formats) -> None:
    """One menu; each file is made at the click, of the people on the board whatever band and order it shows."""
    t = formats.t
    wanted = Wanted(session.shown().query, board, facts.facts().departments.get(board.department or ""))
    period = "_".join(filter(None, (board.period.code, wanted.department)))
    with st.popover(t("frame.download"), key="download_scorecards"):
        for file, words, make in (
            ("scorecards.download.template_file", "scorecards.download.template", _template),
            ("scorecards.download.report_file", "scorecards.download.report", _report),
        ):
            for kind, mime in MIMES.items():
                st.download_button(
                    t(words, kind=kind),
                    make(wanted, kind),
                    file_name=f"{t(file, period=period)}.{kind}",
                    mime=mime,
                    key=f"download_{words}_{kind}",
                    on_click="ignore",
                    type="tertiary",
                )


def _template(wanted: Wanted, kind: str) -> Callable[[], bytes]:
    return lambda: sheets.WRITERS[kind](sheet(wanted))


def _report(wanted: Wanted, kind: str) -> Callable[[], bytes]:
    return lambda: tables.WRITERS[kind](report(wanted))


def sheet(wanted: Wanted) -> Sheet:
    """月度销售绩效评估表 of these people."""
    found = templates.build(wanted.query, "scorecards", wanted.board.period.code, wanted.board.as_of)
    kept = [place for place, row in enumerate(found.rows) if wanted.department in (None, row[_DEPARTMENT])]
    provisional = frozenset(new for new, place in enumerate(kept) if place in found.provisional_rows)
    return replace(found, rows=[found.rows[place] for place in kept], provisional_rows=provisional)


def report(wanted: Wanted) -> Report:
    """The report `scorecards` of these people."""
    board = wanted.board
    found = reports.run(wanted.query, "scorecards", by=("owner",), period=board.period.code, as_of=board.as_of)
    return replace(found, rows=[row for row in found.rows if wanted.department in (None, row[_DEPARTMENT])])
