"""The page Policy: typed rules from a month on, refused ones, what they reach, the history and its way back."""

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import entries, periods, policies, scorecards
from analytics import store as writer
from analytics.folder import Folder
from analytics.policy import DEFAULT
from analytics.queries import Query, Reader
from analytics.texts import LANGUAGES
from tests.analytics.rows import day
from tests.analytics.typed import NOW
from tests.pages import company
from tests.pages.steps import answer, markup, opened, whole, words

SCRIPT = "policy.py"
VIEWS = {"score": 9, "contact": 7, "company": 3}  # text fields of each, without the author's


@pytest.fixture
def own(own_store: Path) -> Path:
    """The company of one month, March 2024, as an own store that may be changed."""
    return company.make(own_store, company.ONE_MONTH)


def query(store: Path) -> Query:
    return Reader(Folder(store), writer.rebuild).query()


def score(store: Path, month: str) -> Decimal | None:
    [card] = scorecards.table(query(store), "company", periods.parse(month), day("2024-03-31"))
    return card.score.exact and Decimal(card.score.exact.numerator) / card.score.exact.denominator


def typed(page: AppTest, **texts: str) -> AppTest:
    for name, text in texts.items():
        page.text_input(f"policy_{name}").set_value(text)
    return page.run()


def buttons(page: AppTest) -> dict[str, str]:
    return {button.key: button.label for button in page.button}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_its_fields_with_the_value_now(own: Path, language: str, view: str) -> None:
    page = opened(SCRIPT, language, rules=view)
    fields = [field for field in page.text_input if field.key != "author_field"]
    assert len(fields) == VIEWS[view]
    assert not page.button
    expected = {
        "score": {"zh": "现在 40 分 · 0–100", "en": "now 40 points · 0–100"},
        "contact": {"zh": "现在 7 天 · 1–366", "en": "now 7 days · 1–366"},
        "company": {"zh": "现在 未填写", "en": "now not filled in"},
    }
    assert expected[view][language] in words(page)


def test_every_field_of_the_policy_stands_in_one_view(own: Path) -> None:
    keys = set()
    for view in VIEWS:
        page = opened(SCRIPT, "zh", rules=view)
        for kind in (page.text_input, page.text_area, page.selectbox, page.multiselect):
            keys |= {widget.key.removeprefix("policy_") for widget in kind if widget.key.startswith("policy_")}
    assert keys == {name for names in policies.GROUPS.values() for name in names}


def test_before_any_data_the_company_can_be_named(own_store: Path) -> None:
    page = typed(opened(SCRIPT, "zh", rules="company"), company_name="云帆科技")
    whole(page.button("primary_policy").click().run())
    assert entries.policies_of(Folder(own_store)).at(day("2024-01-01")).company_name == "云帆科技"
    assert answer(page).startswith("公司：云帆科技")


def test_what_is_typed_says_from_when_and_which_months_change(own: Path) -> None:
    page = typed(opened(SCRIPT, "en"), weight_collection="25")
    assert answer(page) == "From April 2024: Weight of collection 20 points → 25 points"
    said = words(page)
    assert "From April 2024 on; March 2024 and the months before it stay as they are." in said
    assert "those of Q2 2024 and 2024, which end later" in said
    assert "No loaded month changes." in said
    assert "weights add up to 105, scaled to 100" in said
    assert buttons(page)["primary_policy"] == "Change 1 rule from April 2024"
    assert entries.policies_of(Folder(own)).changes == ()


def test_from_a_month_with_data_it_names_the_months_that_change(own: Path) -> None:
    page = typed(opened(SCRIPT, "zh", since="2024-03"), weight_collection="25")
    assert "自 2024年3月 起；2024年2月及以前的月份保持不变。" in words(page)
    assert "已载入的月份里会变的：2024年3月。" in words(page)


def test_from_next_month_last_month_keeps_its_score_and_undo_brings_it_back(own: Path) -> None:
    before = score(own, "2024-03"), score(own, "2024-04")
    page = typed(opened(SCRIPT, "zh"), weight_sales="0", weight_other="90")
    whole(page.button("primary_policy").click().run())
    held = entries.policies_of(Folder(own))
    assert [held.at(day(text)).weight_sales for text in ("2024-03-31", "2024-04-01")] == [40, 0]
    assert score(own, "2024-03") == before[0]
    assert "weight_sales" not in page.session_state["policy_typed"]
    assert "销售达成权重 40 分 → 0 分、其他量化权重 10 分 → 90 分" in words(page)
    undo = next(key for key in buttons(page) if key.startswith("undo_recent_"))
    whole(page.button(undo).click().run())
    assert entries.policies_of(Folder(own)).at(day("2024-04-01")) == DEFAULT
    assert (score(own, "2024-03"), score(own, "2024-04")) == before
    assert "已撤销" in words(page)


def test_a_change_of_last_month_changes_its_score_and_undo_brings_it_back(own: Path) -> None:
    before = score(own, "2024-03")
    page = typed(opened(SCRIPT, "zh", since="2024-03"), collection_target_pct="50", cap="120", weight_qualitative="0")
    whole(page.button("primary_policy").click().run())
    assert score(own, "2024-03") != before
    undo = next(key for key in buttons(page) if key.startswith("undo_recent_"))
    whole(page.button(undo).click().run())
    assert score(own, "2024-03") == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("weight_sales", "vierzig", {"zh": "须为数字", "en": "must be a number"}),
        ("cap", "99", {"zh": "须在 100 到 200", "en": "between 100 and 200"}),
        ("band_good", "95", {"zh": "等级起点须依次降低", "en": "bands must descend"}),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(own: Path, language: str, name: str, text: str, said: dict[str, str]) -> None:
    page = typed(opened(SCRIPT, language), band_excellent="91", **{name: text})
    assert said[language] in page.error[0].value.replace("\\", "")
    assert page.text_input(f"policy_{name}").value == text
    assert page.text_input("policy_band_excellent").value == "91"
    assert "primary_policy" not in buttons(page)
    typed(page, **{name: str(policies.to_text(getattr(DEFAULT, name)))})
    assert not page.error
    assert page.text_input("policy_band_excellent").value == "91"
    assert "primary_policy" in buttons(page)


def test_what_was_typed_stays_while_one_looks_elsewhere_until_it_is_discarded(own: Path) -> None:
    page = typed(opened(SCRIPT, "en"), cap="x", weight_sales="50")
    page.segmented_control("filter_rules").set_value("company").run()
    assert "2 not saved →" in words(page)
    page.segmented_control("filter_rules").set_value("score").run()
    assert page.text_input("policy_cap").value == "x"
    whole(page.button("discard_policy").click().run())
    assert page.text_input("policy_cap").value == "100"
    assert page.text_input("policy_weight_sales").value == "40"


def test_a_change_that_another_has_made_impossible_is_refused_when_it_is_saved(own: Path) -> None:
    page = typed(opened(SCRIPT, "en"), band_excellent="85")
    entries.set_policy(Folder(own), {"band_good": "88"}, "2024-04", "Mia", NOW)
    page.button("primary_policy").click().run()
    assert any("bands must descend" in error.value for error in page.error)
    assert page.text_input("policy_band_excellent").value == "85"
    assert entries.policies_of(Folder(own)).at(day("2024-04-01")).band_excellent == 90


def test_lists_days_and_choices(own: Path) -> None:
    page = opened(SCRIPT, "zh", rules="contact")
    page.multiselect("policy_closed_stages").set_value(["lost"])
    page.text_area("policy_stock_phrases").set_value("已沟通\nok, 嗯")
    whole(page.run().button("primary_policy").click().run())
    page.segmented_control("filter_rules").set_value("company").run()
    page.text_area("policy_holidays").set_value("2024-05-01..2024-05-03, 2024-10-01")
    page.selectbox("policy_fiscal_month").set_value("4")
    whole(page.run().button("primary_policy").click().run())
    held = entries.policies_of(Folder(own)).at(day("2024-04-01"))
    assert (held.closed_stages, held.stock_phrases, held.fiscal_month) == (("lost",), ("已沟通", "ok", "嗯"), 4)
    assert held.holidays == {day(text) for text in ("2024-05-01", "2024-05-02", "2024-05-03", "2024-10-01")}
    assert page.text_area("policy_holidays").value == "2024-05-01..2024-05-03, 2024-10-01"
    assert "节假日 0 天 → 4 天" in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_signs_each_change(own: Path, language: str) -> None:
    entries.set_policy(Folder(own), {"company_name": company.SCRIPT}, None, company.SCRIPT, NOW)
    page = opened(SCRIPT, language, rules="history")
    page.text_input("author_field").set_value("李 经理").run()
    undo = next(key for key in buttons(page) if key.startswith("undo_all_"))
    whole(page.button(undo).click().run())
    assert "李 经理" in words(page)
    assert "2024-04-02 17:30" in words(page)  # 09:30 UTC in Shanghai
    assert company.SCRIPT not in markup(page)
    assert entries.policies_of(Folder(own)).changes[0].undone_actor == "李 经理"


def test_without_changes_the_history_says_so(own: Path) -> None:
    assert answer(opened(SCRIPT, "en", rules="history")) == "No rule was changed yet: all are the defaults"


@pytest.mark.parametrize("since", ["2024-13", "2024Q1", "", "1999-01"])
def test_a_code_that_names_no_month_does_no_harm(own: Path, since: str) -> None:
    page = opened(SCRIPT, "zh", since=since, rules="?")
    assert "改动自 2024年4月 起生效" in words(page)


def test_on_the_demo_company_changes_go_to_its_store(as_demo: Path) -> None:
    demo = Folder(as_demo.parent / "data" / "demo_store")
    before = entries.policies_of(demo).changes
    page = typed(opened(SCRIPT, "zh"), weight_other="15")
    whole(page.button("primary_policy").click().run())
    assert entries.policies_of(Folder(as_demo)).changes == ()
    *others, change = entries.policies_of(demo).changes
    assert tuple(others) == before
    assert (change.since, dict(change.values)) == (day("2026-04-01"), {"weight_other": Decimal(15)})
