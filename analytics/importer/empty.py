"""A file that holds a header and no rows (bad-input 15)."""

import re
from datetime import date

from analytics.importer.checked import Question, Refused
from analytics.importer.columns import Dataset
from analytics.importer.options import Options

QUESTION = "empty_month"
MONTHLY = frozenset({"sales", "follow_ups", "assessments"})


def empty_month(dataset: Dataset, options: Options) -> tuple[date | None, Question | None]:
    """The month that a person says is empty, or the question which one it is.

    Refused `no_rows` for datasets without months, `bad_empty_month` for an answer that is no month.
    """
    if dataset.name not in MONTHLY:
        raise Refused("no_rows", dataset=dataset.name)
    answer = options.answer(QUESTION)
    if answer is None:
        return None, Question(QUESTION, "choice", (), {"dataset": dataset.name})
    match = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", answer)
    if match is None:
        raise Refused("bad_empty_month", value=answer)
    return date(int(match[1]), int(match[2]), 1), None
