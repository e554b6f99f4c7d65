"""The drawer of a figure: its definition, formula, what is missing, the figures it is made of, its rows with file and line."""

from collections.abc import Callable

import streamlit as st

from analytics import explanations_rows
from analytics.explanations import Asked, Evidence, Explanation
from analytics.quarterly import ALL
from pages._ui import blocks, codes, explain_rows, explain_texts, session, tables
from pages._ui.formats import Formats

WIDTH = 1060
ROWS_ALONE, ROWS_BESIDE = 18, 7
_OF_PEOPLE = ("scores", "people", "sellers")


def back(before: Asked, formats: Formats, *, on_click: Callable[[], None]) -> None:
    """Back to the figure that this one was opened from."""
    label = formats.t("explain.back", name=explain_texts.name_of(before.figure, formats))
    st.button(blocks.as_markdown(label), key="explain_back", type="tertiary", on_click=on_click)


def draw(found: Explanation, formats: Formats, *, on_open: Callable[[Asked], None]) -> None:
    """Everything about one figure; `on_open` takes the term that is clicked."""
    _head(found, formats)
    _terms(found, formats, on_open)
    for place, evidence in enumerate(found.evidence):
        _evidence(
            evidence,
            _hidden(found.asked, evidence.rows.name),
            f"{place}_{evidence.term}",
            formats,
            most=ROWS_ALONE if len(found.evidence) == 1 else ROWS_BESIDE,
        )


def _head(found: Explanation, formats: Formats) -> None:
    figure, value = found.asked.figure, explain_texts.value(found.value, found.unit, formats)
    label = f"{explain_texts.name_of(figure, formats)} · {explain_texts.whose(found, formats)}"
    blocks.show(blocks.span(label, "xl"), blocks.span(value, "xv"))
    link = blocks.link(formats.t("frame.page.glossary"), codes.href("glossary"))
    blocks.show(blocks.joined(formats.t("glossary.is." + figure), link))
    lines = [blocks.span(explain_texts.in_words(found, formats), "xf m")]
    if found.value is not None:
        lines.append(blocks.span(f"{explain_texts.in_numbers(found, formats)} = {value}", "xf"))
    blocks.show(*lines)
    told = explain_texts.caveats(found, formats)
    if told:
        blocks.show(blocks.span(" ".join(told) if formats.t.language == "en" else "".join(told), "m"))


def _terms(found: Explanation, formats: Formats, on_open: Callable[[Asked], None]) -> None:
    """The terms that can be opened themselves."""
    opened = [term for term in found.terms if term.asked is not None and term.asked != found.asked]
    if not opened:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="explain_terms", gap="medium"):
        for term in opened:
            name, value = explain_texts.name_of(term.code, formats), explain_texts.value(term.value, term.unit, formats)
            label = blocks.as_markdown(formats.t("explain.open", name=name, value=value))
            st.button(label, key=f"explain_term_{term.code}", type="tertiary", on_click=on_open, args=(term.asked,))


def _hidden(asked: Asked, rows: str) -> set[str]:
    """Columns that would say the same in each row: of whom is asked; not in lists of people."""
    if rows in _OF_PEOPLE:
        return set()
    if asked.by in ("cell", "unit"):
        return {name for name, key in zip(("region", "product_line"), asked.keys, strict=False) if key != ALL}
    return {"owner"} if asked.by == "owner" else set()


def _evidence(evidence: Evidence, columns: set[str], key: str, formats: Formats, *, most: int) -> None:
    """The rows behind one term, how many they are, what they sum to."""
    t, files = formats.t, session.files()
    count = evidence.count
    name = explain_texts.name_of(evidence.term, formats)
    if evidence.is_list:
        title = t("explain.rows_list", name=name, count=count)
    elif evidence.column is None:
        title = t("explain.rows_count", name=name, count=count)
    else:
        unit = "number" if evidence.column in ("new_customers", "visits") else "amount"
        total = explain_texts.value(evidence.total, unit, formats)
        title = t("explain.rows_amount", name=name, count=count, total=total)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"title_{key}"):
        blocks.show(blocks.bold(title), width="content")
        if count:
            tables.download(
                lambda: explanations_rows.with_files(evidence.report, files), key=f"explain_{key}", name=evidence.rows.name
            )
    if not count:
        blocks.show(blocks.span(t("explain.no_rows"), "m"))
        return
    explain_rows.show(evidence.rows, files, columns, key=f"explain_rows_{key}", alt=title, most=most, formats=formats)
