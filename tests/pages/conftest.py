"""Stores that many page tests only read."""

from pathlib import Path

import pytest

from analytics import store
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Reader
from tests.pages import company


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company of one month, made once."""
    return company.make(tmp_path_factory.mktemp("one_month") / "store", company.ONE_MONTH)


@pytest.fixture
def one_month(own_store: Path, small_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The company of one month as the own store; not to be changed."""
    monkeypatch.setenv("SALES_REVIEW_STORE", str(small_store))
    return small_store


@pytest.fixture
def demo_query(as_demo: Path) -> DatabaseQuery:
    """The demo company that the pages show, for figures to expect."""
    return Reader(Folder(as_demo.parent / "data" / "demo_store"), store.rebuild).query()
