"""The formats of the eight datasets, from the frozen column specification, with templates to download."""

import re
from collections.abc import Callable

import streamlit as st

from analytics.importer import templates
from analytics.importer.columns import DATASETS, Column, Dataset
from analytics.reports import Cell, Report
from analytics.texts import LANGUAGES, Language, Translator
from pages._ui import blocks, codes, tables
from pages._ui.formats import ABSENT, Formats

ORDER = ("sales", "targets", "follow_ups", "customers", "payments", "contracts", "assessments", "staff")
MIME = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

_HAN = re.compile(r"[\u3400-\u9fff]")


def datasets(formats: Formats, *, title: str, right: str) -> None:
    """All datasets with their required columns, each with a template and the way to its columns."""
    t = formats.t
    with st.container(border=True, key="panel_datasets", height="stretch"):
        blocks.panel_title(title, right)
        with st.container(gap=None, key="rows_datasets"):
            for name in ORDER:
                with st.container(
                    horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line_datasets_{name}"
                ):
                    words = blocks.html(required(DATASETS[name], t))
                    line = f'<b>{blocks.html(t("dataset." + name))}</b><span class="m">{words}</span>'
                    blocks.show(blocks.Html(f'<div class="line datasets">{line}</div>'))
                    template(name, t.language, "csv", t("imports.template"), place="list")
        blocks.show(blocks.joined(blocks.span(t("imports.first.command"), "m s"), blocks.Html(f"<code>{COMMAND}</code>")))


COMMAND = "python -m analytics import sales.csv"


def required(dataset: Dataset, t: Translator) -> str:
    """The required columns by name; for targets with the alternatives of definitions §1."""
    if dataset.name == "targets":
        return t(
            "imports.required_targets", month="month", base="base_amount", owner="owner", region="region", product="product_line"
        )
    return ", ".join(dataset.required)


def template(name: str, language: Language, kind: str, label: str, *, place: str) -> None:
    """One template, made at the click."""
    st.download_button(
        label,
        _maker(name, language, kind),
        file_name=f"{name}_{language}.{kind}",
        mime=MIME[kind],
        key=f"template_{place}_{name}_{language}_{kind}",
        on_click="ignore",
        type="tertiary",
    )


def _maker(name: str, language: Language, kind: str) -> Callable[[], bytes]:
    return lambda: templates.template(name, language, kind)


def one(formats: Formats) -> None:
    """The columns of the chosen dataset (`dataset=` in the URL)."""
    t, name = formats.t, chosen()
    dataset = DATASETS[name]
    with st.container(border=True, key="panel_columns"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title_columns"):
            blocks.panel_title(t("imports.formats.columns", dataset=t("dataset." + name)))
            for language in LANGUAGES:
                for kind in MIME:
                    template(name, language, kind, t("imports.formats.template_" + language, kind=kind), place="one")
            tables.download(_report(dataset, t), key="columns")
        blocks.show(blocks.span(t("imports.key." + name), "m s"))
        names = ("column", "need", "kind", "chinese", "english")
        widths = (160, 80, 280, 300, None)
        columns = [tables.Column(t("imports.formats." + each), width) for each, width in zip(names, widths, strict=True)]
        rows = [_row(column, dataset, t) for column in dataset.columns]
        tables.show(columns, rows, key=f"columns_{name}", alt=t("imports.formats.columns", dataset=t("dataset." + name)), most=20)


def chosen() -> str:
    """The dataset whose columns are shown."""
    code = codes.get("dataset")
    return code if code is not None and code in DATASETS else ORDER[0]


def _row(column: Column, dataset: Dataset, t: Translator) -> list[str]:
    chinese, english = aliases(column)
    return [column.name, _need(column, dataset, t), meaning(column, t), chinese or ABSENT, english or ABSENT]


def _need(column: Column, dataset: Dataset, t: Translator) -> str:
    is_alternative = dataset.name == "targets" and column.name in {"month", "quarter", "owner", "region", "product_line"}
    return t("imports.formats." + ("either" if is_alternative else "required" if column.is_required else "optional"))


def meaning(column: Column, t: Translator) -> str:
    """What a cell may hold; of a closed list its words."""
    text = t("imports.kind." + column.kind.value)
    if column.codes:
        place = 1 if t.language == "zh" else 0
        text += t("imports.list_colon") + " / ".join(words[min(place, len(words) - 1)] for words in column.codes.values())
    return text


def aliases(column: Column) -> tuple[str, str]:
    """Chinese and English headers under which a column is known."""
    chinese = [alias for alias in column.aliases if _HAN.search(alias)]
    english = [column.name, *(alias for alias in column.aliases if not _HAN.search(alias))]
    return "、".join(chinese), ", ".join(dict.fromkeys(english))


def _report(dataset: Dataset, t: Translator) -> Report:
    rows: list[tuple[Cell, ...]] = [
        (column.name, column.is_required, meaning(column, t), *aliases(column)) for column in dataset.columns
    ]
    return Report(f"columns_{dataset.name}", ("column", "is_required", "meaning", "chinese", "english"), rows)
