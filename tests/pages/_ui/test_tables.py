"""Tables of formatted texts and their downloads."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from analytics.reports import Report
    from pages._ui import tables
    from pages._ui.tables import Column

    columns = [Column("客户"), Column("天数", 90, "number"), Column("", 120, "image")]
    opened = tables.show(columns, [["**x** <b>", "41", None], ["=1+1", "7", None]], key="list", alt="list", opens=True)
    st.text(str(opened))
    tables.download(Report("list", ("name",), [("=1+1",)]), key="list")


def test_cells_are_texts_as_they_are() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    (table,) = app.dataframe
    assert table.value.iloc[:, 0].tolist() == ["**x** <b>", "=1+1"]
    assert table.value.iloc[:, 1].tolist() == ["41", "7"]


def test_nothing_is_open_before_a_click() -> None:
    assert [element.value for element in AppTest.from_function(page).run().text] == ["None"]


def test_every_table_downloads_as_xlsx_and_csv() -> None:
    app = AppTest.from_function(page).run()
    assert [button.proto.id.split("-")[-1] for button in app.get("download_button")] == ["download_list_xlsx", "download_list_csv"]
