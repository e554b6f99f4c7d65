"""Which sentence answers the follow-ups, and the word beside each count."""

import pytest

from analytics import attention, texts
from analytics.attention import Kind
from analytics.policy import DEFAULT
from pages._ui import follow_up_answers
from pages._ui.follow_up_answers import Answer
from pages._ui.formats import Formats
from tests.analytics.rows import day, store

AS_OF = day("2024-03-24")
ZH, EN = (Formats(texts.translator(language)) for language in texts.LANGUAGES)


def late(number: int, owner: str | None, grade: str = "A") -> dict:
    """A customer who is overdue."""
    return {"customer_id": f"c{number}", "followed_up_at": "2024-01-01", "method": "call", "grade": grade, "owner": owner}


def found(*rows: dict, grade: str | None = None) -> attention.Attention:
    return attention.load(store(follow_ups=rows), AS_OF, grade)


def test_without_customers_there_is_none() -> None:
    assert follow_up_answers.answer(found(), None) == Answer("none_known")


def test_nobody_is_overdue() -> None:
    fresh = late(1, "Ann") | {"followed_up_at": "2024-03-20"}
    assert follow_up_answers.answer(found(fresh), None) == Answer("none_overdue")


def test_two_of_eight_a_customers_stand_out() -> None:
    rows = [late(1, "Ann"), late(2, "Ann"), *(late(number, f"P{number}") for number in range(3, 9))]
    assert follow_up_answers.answer(found(*rows), None) == Answer("one_owner_a", 8, 8, "Ann", 2)


def test_that_the_best_seller_neglects_them_is_said() -> None:
    sold = [{"order_id": "1", "ordered_on": "2024-03-01", "customer_id": "c1", "owner": "Ann", "amount": 1}]
    rows = attention.load(store(follow_ups=[late(1, "Ann"), late(2, "Ann")], sales=sold), AS_OF)
    assert follow_up_answers.answer(rows, None) == Answer("top_seller_a", 2, 2, "Ann", 2)


def test_two_of_nine_do_not() -> None:
    rows = [late(1, "Ann"), late(2, "Ann"), *(late(number, f"P{number}") for number in range(3, 10))]
    assert follow_up_answers.answer(found(*rows), None) == Answer("spread", 9, 9, "Ann", 2)


def test_one_alone_does_not() -> None:
    assert follow_up_answers.answer(found(late(1, "Ann")), None).rule == "spread"


def test_nobody_s_customers_do_not_stand_out() -> None:
    assert follow_up_answers.answer(found(late(1, None), late(2, None)), None).rule == "spread"


def test_of_all_where_no_a_customers_stand_out() -> None:
    rows = [late(1, "Ann"), late(2, "Bob", "C"), late(3, "Bob", "C")]
    assert follow_up_answers.answer(found(*rows), None) == Answer("one_owner", 3, 1, "Bob", 2)


def test_of_equals_the_first_by_name() -> None:
    rows = [late(1, "Bob"), late(2, "Bob"), late(3, "Ann"), late(4, "Ann")]
    assert follow_up_answers.answer(found(*rows), None).owner == "Ann"


def test_narrowed_to_a_grade_the_sentence_speaks_of_it() -> None:
    rows = found(late(1, "Ann"), late(2, "Ann"), grade="A")
    assert follow_up_answers.sentence(rows, "A", EN) == "2 customers of grade A are overdue; ⟦2 belong to Ann⟧"
    assert follow_up_answers.sentence(rows, "A", ZH) == "2 家 A 级客户超期未联系；⟦Ann一人占 2 家⟧"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("overdue", "＝ 0 vs last week"),
        ("executive", "7 days left in March"),
        ("visit", "7 days left in Q1"),
        ("over_contact", "March"),
        ("promise", ""),
    ],
)
def test_the_word_beside_a_count(kind: Kind, words: str) -> None:
    assert follow_up_answers.beside(found(late(1, "Ann")), kind, EN) == words


def test_below_the_answer_stand_the_cadences_of_the_policy() -> None:
    assert "A within 7 days" in follow_up_answers.below(DEFAULT, EN)
