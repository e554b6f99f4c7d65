"""The house rules that a machine can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import catalogues

ROOT = Path(__file__).parents[1]


def imported_by(module: str) -> set[str]:
    """Names of all modules in a fresh process after one import."""
    code = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("module", ["analytics.__main__", "analytics.texts", "analytics.reports"])
def test_the_analytics_run_without_the_web(module: str) -> None:
    assert not imported_by(module) & {"streamlit", "plotly", "starlette", "pages", "app"}


def test_what_pages_share_imports_no_page() -> None:
    loaded = {name for name in imported_by("pages._ui.filters") if name.startswith("pages.")}
    assert {name for name in loaded if not name.startswith("pages._ui")} == set()


def test_app_is_a_hand_over() -> None:
    assert (ROOT / "app.py").read_text(encoding="utf-8").splitlines()[-1].startswith('app = st.App("pages/_frame.py"')


def test_every_query_says_its_grain_first() -> None:
    files = sorted((ROOT / "analytics" / "sql").glob("*.sql"))
    assert files
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith("-- ")] == []


def test_no_query_is_pasted_together() -> None:
    pasted = re.compile(r"(execute|sql|query)\(\s*f[\"']")
    code = [path for folder in ("analytics", "pages") for path in (ROOT / folder).rglob("*.py")]
    assert [path.name for path in code if pasted.search(path.read_text(encoding="utf-8"))] == []


def test_the_catalogues_are_complete_and_hold_no_unused_text() -> None:
    assert catalogues.problems() == []


def test_the_stylesheet_holds_no_angle_bracket() -> None:
    """The browser side of Streamlit would drop the whole sheet without a word."""
    assert not re.search("[<>]", (ROOT / "pages" / "_ui" / "look.css").read_text(encoding="utf-8"))
