"""The toolbar: its choices are codes in the URL, whatever the language; the chips say what the data are."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from analytics import queries
from pages._ui import session


def page() -> None:
    import streamlit as st

    from pages._ui import filters

    with filters.toolbar() as bar:
        period = bar.period()
        department = bar.department()
        view = bar.switch("measure", ("count", "share"), str, title="measure", default="count")
    st.text(period.code if period else "no period")
    st.text(department or "everybody")
    st.text(view)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    """Sales in January 2025, February and March 2026 (the last on the 24th); two departments; 12 rows in quarantine."""
    days = [date(2025, 1, 5), date(2026, 2, 3), date(2026, 3, 24)]
    sales = pa.table(
        {
            "order_id": ["1", "2", "3"],
            "ordered_on": days,
            "customer_id": ["a", "b", "c"],
            "amount": pa.array([Decimal("10.0000")] * 3, pa.decimal128(18, 4)),
        }
    )
    names = ["渠道一部", "大客户部"]
    staff = pa.table({"owner": ["x", "y"], "owner_key": ["x", "y"], "department": names, "department_key": names})
    query = queries.memory({"sales": sales, "staff": staff}, sequence=1)
    state = session.Shown(tmp_path, query, is_demo=False, is_empty=False, rejected_rows=0)
    monkeypatch.setattr(session, "shown", lambda: state)
    return AppTest.from_function(page)


def texts(app: AppTest) -> list[str]:
    assert not app.exception
    return [element.value for element in app.text]


def chips(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_first_shown_is_the_newest_month_with_sales(app: AppTest) -> None:
    app.run()
    assert texts(app) == ["2026-03", "everybody", "count"]
    assert "进行中 · 17/22 个工作日" in chips(app)
    assert app.query_params == {}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026Q1", "2026Q1"),
        ("2025", "2025"),
        ("2026-02", "2026-02"),
        ("2026-09", "2026-03"),  # after D
        ("2019-01", "2026-03"),  # before the data
        ("2025-01..2025-03", "2026-03"),
        ("March", "2026-03"),
    ],
)
def test_the_url_names_the_period(app: AppTest, given: str, shown: str) -> None:
    app.query_params["period"] = given
    app.run()
    assert texts(app)[0] == shown
    assert ("period" in app.query_params) == (given == shown)


def test_another_kind_keeps_the_place(app: AppTest) -> None:
    app.query_params["period"] = "2025Q1"
    app.run()
    app.segmented_control(key="filter_kind").set_value("month").run()
    assert texts(app)[0] == "2025-03"
    app.segmented_control(key="filter_kind").set_value("year").run()
    assert texts(app)[0] == "2025"


def test_an_earlier_day_is_kept_in_the_url_and_moves_the_first_period(app: AppTest) -> None:
    app.query_params["as_of"] = "2026-02-20"
    app.run()
    assert texts(app)[0] == "2026-02"
    app.date_input(key="filter_as_of").set_value(date(2026, 3, 24)).run()
    assert texts(app)[0] == "2026-03"
    assert "as_of" not in app.query_params  # the newest day is the default


@pytest.mark.parametrize("given", ["2026-13-01", "today", ""])
def test_a_day_that_is_none_is_dropped(app: AppTest, given: str) -> None:
    app.query_params["as_of"] = given
    app.run()
    assert texts(app)[0] == "2026-03"


def test_a_department_is_a_code_and_an_unknown_one_is_dropped(app: AppTest) -> None:
    app.query_params["department"] = "渠道一部"
    app.run()
    assert texts(app)[1] == "渠道一部"
    app.query_params["department"] = "nonsense"
    app.run()
    assert texts(app)[1] == "everybody"


def test_the_words_change_with_the_language_and_the_codes_stay(app: AppTest) -> None:
    app.query_params["period"] = "2026-02"
    app.run()
    app.segmented_control(key="filter_lang").set_value("en").run()
    assert texts(app)[0] == "2026-02"
    assert app.selectbox(key="filter_period").options[1] == "February 2026"
    assert dict(app.query_params) == {"period": "2026-02", "lang": "en"}


def test_missing_months_are_counted(app: AppTest) -> None:
    app.query_params["period"] = "2026Q1"
    app.run()
    assert "缺 1 个月销售" in chips(app)


def test_without_data_there_is_no_period(app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    state = session.Shown(tmp_path / "none", queries.memory(), is_demo=False, is_empty=True, rejected_rows=0)
    monkeypatch.setattr(session, "shown", lambda: state)
    app.run()
    assert texts(app) == ["no period", "everybody", "count"]


@pytest.mark.parametrize(
    ("given", "shown"), [("2026-02", "2026Q1"), ("2025Q1", "2025Q1"), ("2025", "2025Q4"), ("2026", "2026Q1"), ("2027Q3", "2027Q3")]
)
def test_the_quarter_shown_holds_the_chosen_period(app: AppTest, given: str, shown: str) -> None:
    quarters = AppTest.from_function(quarterly_page)
    quarters.query_params["period"] = given
    quarters.run()
    assert texts(quarters) == [shown]
    assert quarters.query_params["period"] == given  # which other pages go on showing
    quarters.selectbox(key="filter_quarter").set_value("2025Q2").run()
    assert texts(quarters) == ["2025Q2"]
    assert quarters.query_params["period"] == "2025Q2"


def quarterly_page() -> None:
    import streamlit as st

    from pages._ui import filters

    with filters.toolbar() as bar:
        quarter = bar.quarter()
    st.text(quarter.code if quarter else "none")


def test_a_choice_of_one_page_is_none_of_another() -> None:
    app = AppTest.from_function(two_pages)
    app.query_params["view"] = "person"
    app.run()
    assert texts(app) == ["person", "None"]
    app.query_params.clear()
    app.run()
    assert texts(app) == ["person", "None"]


def two_pages() -> None:
    import streamlit as st

    from pages._ui import codes

    codes.on_page("scorecards")
    st.text(str(codes.get("view")))
    st.query_params.clear()
    codes.on_page("quarterly")
    st.text(str(codes.get("view")))
    st.query_params.clear()
