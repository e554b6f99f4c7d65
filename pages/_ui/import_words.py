"""The answers of the page Imports, each by a rule from the page's own figures."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from analytics.comparison import MonthChange
from analytics.importer.checked import Checked
from analytics.importer.columns import DATASETS
from analytics.imports import Outcome
from analytics.messages import error_sentence
from pages._ui.formats import Formats
from pages._ui.uploads import Done

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def preview_answer(outcome: Outcome, formats: Formats) -> str:
    """Rows added and changed, then the sum that moves most, then the rejected rows, which are the part to talk about."""
    t, compared = formats.t, outcome.comparison
    assert compared is not None
    if outcome.checked.empty_month is not None:
        assert outcome.checked.dataset is not None
        dataset = dataset_word(outcome.checked.dataset, formats)
        return t("imports.answer.empty_month", month=formats.month(outcome.checked.empty_month), dataset=dataset)
    sentence = rows_clause(compared.added, compared.changed, formats) + sum_clause(outcome, formats)
    return sentence + rejected_clause(outcome.checked.rejected, formats)


def dataset_word(name: str, formats: Formats) -> str:
    """A dataset's name inside a sentence."""
    return formats.t("dataset." + name).lower()


def rows_clause(added: int, changed: int, formats: Formats) -> str:
    """What would happen to rows; nothing changes where the file holds only what is loaded."""
    kind = "add_change" if added and changed else "add" if added else "change" if changed else "nothing"
    return formats.t("imports.answer." + kind, count=added or changed, changed=formats.count(changed))


def rejected_clause(rejected: int, formats: Formats) -> str:
    return formats.t("imports.answer.rejected", count=rejected) if rejected else ""


def sum_clause(outcome: Outcome, formats: Formats) -> str:
    """The month that makes more than half of all movement, else the sum over all months touched; empty where no sum moves."""
    months = [month for month in (outcome.comparison.months if outcome.comparison else ()) if _moved(month)]
    if not months or outcome.checked.dataset is None:
        return ""
    most = max(months, key=_moved)
    is_one = 2 * _moved(most) > sum(map(_moved, months)) and most.month is not None
    before, after = (most.amount_before, most.amount_after) if is_one else _sums(months)
    label = formats.month(most.month) if is_one and most.month else ""
    what = formats.t("imports.sum." + outcome.checked.dataset)
    if is_one and not most.rows_before:
        return formats.t("imports.answer.new_sum", month=label, what=what, after=formats.money(after))
    key = "imports.answer.sum" if is_one else "imports.answer.total"
    return formats.t(key, month=label, what=what, before=formats.money(before), after=formats.money(after))


def _moved(month: MonthChange) -> Decimal:
    if month.amount_before is None or month.amount_after is None:
        return Decimal(0)
    return abs(month.amount_after - month.amount_before)


def _sums(months: list[MonthChange]) -> tuple[Decimal, Decimal]:
    before = sum((month.amount_before or Decimal(0) for month in months), Decimal(0))
    return before, sum((month.amount_after or Decimal(0) for month in months), Decimal(0))


def already_answer(outcome: Outcome, formats: Formats, day: date) -> str:
    """The same file again: when it came in, and that nothing changes."""
    return formats.t("imports.answer.already", day=formats.day(day), import_id=outcome.import_id)


def refused_answer(checked: Checked, missing: Sequence[str], known: int, formats: Formats) -> str:
    """How many rows are bad, or which required columns are missing; else only that nothing was loaded."""
    if checked.rejected:
        return formats.t("imports.refused.rejected", count=checked.rejected, rows=formats.count(checked.rows_read))
    if not missing or checked.error is None or checked.error.code != "missing_column":
        return formats.t("imports.refused.other")
    t, columns = formats.t, DATASETS[str(checked.error.values["dataset"])]
    names = [columns.column(name).aliases[0] if t.language == "zh" else name for name in missing]
    quoted = t("imports.list_comma").join(t("imports.refused.quoted", name=name) for name in names)
    return t("imports.refused.missing", columns=quoted, count=known)


def refused_reason(checked: Checked, missing: Sequence[str], formats: Formats) -> str:
    """What could not be said without the missing columns; else the sentence of the check."""
    assert checked.error is not None
    if missing and checked.error.code == "missing_column":
        return " ".join([*(formats.t("imports.without." + name) for name in missing), formats.t("imports.refused.better")])
    return capital(error_sentence(checked.error, formats.t))


def capital(sentence: str) -> str:
    """With a capital at its start: the texts of the import go on after a file's name elsewhere."""
    return sentence[:1].upper() + sentence[1:]


def file_line(checked: Checked, formats: Formats) -> str:
    """Name, dataset, encoding and delimiter, rows and headers of a file, as far as they are known."""
    t = formats.t
    read = [checked.file]
    dataset = checked.dataset or str(checked.error.values.get("dataset", "") if checked.error else "")
    if dataset in DATASETS:
        read.append(dataset_word(dataset, formats))
    if checked.encoding is not None:
        delimiter = t("imports.delimiter." + DELIMITERS.get(checked.delimiter or ",", "comma"))
        read.append(t("imports.file.encoding", encoding=checked.encoding, delimiter=delimiter))
    if checked.rows_read:
        read.append(t("imports.file.rows", count=checked.rows_read))
    if checked.mapping:
        known = sum(column is not None for _, column in checked.mapping)
        key = "imports.file.all_headers" if known == len(checked.mapping) else "imports.file.some_headers"
        read.append(t(key, known=known, all=len(checked.mapping)))
    return " · ".join(read)


def done_answer(done: Done, formats: Formats) -> str:
    """What an import did."""
    said = done.said
    kind = "done" + "_added" * bool(said["added"]) + "_changed" * bool(said["changed"])
    values = {"count": said["added"] or said["changed"], "changed": formats.count(said["changed"])}
    sentence = formats.t("imports.answer." + kind, file=done.label, import_id=said["import_id"], **values)
    return sentence + rejected_clause(said["rejected"], formats)
