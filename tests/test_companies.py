"""The drawn companies themselves: the same for a number, and made small without losing what fails."""

from tests.companies import Case, case
from tests.companies_shrink import shrunk


def has_a_return(one: Case) -> bool:
    sales = [row for file in one.company.imports if file.dataset == "sales" for row in file.rows]
    return any(row["amount"] < 0 for row in sales)


def test_a_number_always_gives_the_same_company() -> None:
    assert repr(case(7)) == repr(case(7))
    assert repr(case(7)) != repr(case(8))


def test_companies_have_rows_of_every_dataset_and_typed_things() -> None:
    drawn = [case(number).company for number in range(20)]
    datasets = {file.dataset for company in drawn for file in company.imports}
    assert datasets == {"sales", "follow_ups", "customers", "staff", "targets", "contracts", "payments", "assessments"}
    assert any(company.changes for company in drawn)
    assert any(company.notes for company in drawn)


def test_a_failing_company_is_made_as_small_as_it_gets() -> None:
    drawn = next(one for one in map(case, range(100)) if has_a_return(one))
    small = shrunk(drawn, has_a_return)
    [file] = small.company.imports
    [row] = file.rows
    assert row["amount"] < 0
    assert (small.company.changes, small.company.notes, len(small.as_of)) == ((), (), 1)
