"""A failure is one sentence for the reader and a traceback for the log."""

import logging

import pytest
from streamlit.testing.v1 import AppTest


def _fails() -> None:
    from pages._ui import failures

    failures.failed(ValueError("C:/secret"))


def _is_damaged() -> None:
    from pathlib import Path

    from analytics.folder import StoreDamaged
    from pages._ui import failures

    failures.failed(StoreDamaged("journal_missing", Path("a_b*c/journal.sqlite")))


def test_the_reader_sees_a_code_and_the_log_has_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(_fails).run()
    (shown,) = [error.value for error in app.error]
    code = caplog.records[-1].getMessage().removeprefix("failure ")
    assert code in shown
    assert "secret" not in shown
    assert caplog.records[-1].exc_info is not None


def test_damage_names_the_file_as_it_is_written() -> None:
    (shown,) = [error.value for error in AppTest.from_function(_is_damaged).run().error]
    assert shown.replace("\\", "").startswith("日志 a_b*c/journal.sqlite 不见了")
