"""Which store is shown, and that what is read is never older than the journal."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.folder import Folder
from analytics.store import undo
from tests.stores import NOW, put, sale


def page() -> None:
    import streamlit as st

    from pages._ui import facts, session

    state = session.open_newest()
    st.text("empty" if state.is_empty else "demo" if state.is_demo else "own")
    st.text(str(facts.facts().as_of))


@pytest.fixture
def demo(own_store: Path, tmp_path: Path) -> Folder:
    """A demo store with one sale on 5 May 2024, beside an own store that does not exist."""
    assert not own_store.exists()
    folder = Folder(tmp_path / "data" / "demo_store")
    put(folder, [sale("D1", day=date(2024, 5, 5))])
    return folder


def shown(app: AppTest) -> list[str]:
    app.run()
    assert not app.exception
    return [element.value for element in app.text]


def test_without_any_store_the_pages_are_empty_and_nothing_is_made(own_store: Path) -> None:
    assert shown(AppTest.from_function(page)) == ["empty", "None"]
    assert not own_store.exists()


@pytest.mark.usefixtures("demo")
def test_the_demo_company_stands_in_until_the_first_own_import_and_after_its_undo(own_store: Path) -> None:
    app = AppTest.from_function(page)
    assert shown(app) == ["demo", "2024-05-05"]
    number = put(Folder(own_store), [sale("1", day=date(2024, 3, 1))])
    assert shown(app) == ["own", "2024-03-01"]
    undo(Folder(own_store), number, "test", NOW)
    assert shown(app) == ["demo", "2024-05-05"]


def test_an_import_shows_at_the_next_run_of_an_open_page(own_store: Path) -> None:
    put(Folder(own_store), [sale("1", day=date(2024, 3, 1))])
    app = AppTest.from_function(page)
    assert shown(app) == ["own", "2024-03-01"]
    put(Folder(own_store), [sale("2", day=date(2024, 3, 9))])
    assert shown(app) == ["own", "2024-03-09"]


def test_a_store_file_that_is_deleted_or_overwritten_is_built_again(own_store: Path) -> None:
    folder = Folder(own_store)
    put(folder, [sale("1", day=date(2024, 3, 1))])
    app = AppTest.from_function(page)
    for damage in (Path.unlink, lambda path: path.write_bytes(b"no database")):
        (path,) = folder.stores()
        damage(path)
        assert shown(app) == ["own", "2024-03-01"]
