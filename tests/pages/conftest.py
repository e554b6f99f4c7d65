"""Stores that many page tests only read."""

from pathlib import Path

import pytest

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
