"""Overview: where the period stands, where it lands, and who is behind."""

import streamlit as st

from analytics import overview_lines
from pages._ui import (
    blocks,
    empty_states,
    explain,
    filters,
    overview_answers,
    overview_below,
    overview_drawer,
    overview_facts,
    overview_lists,
    overview_panels,
    overview_strip,
    panels,
    session,
    texts,
)

t = texts.translator()
formats = session.formats()
with filters.toolbar() as bar:
    period = bar.period()
    department = bar.department()
day = filters.as_of()
if day is None or period is None:
    empty_states.overview()
    st.stop()

found = session.read(overview_facts.gather, period, day, department)
blocks.answer(overview_answers.sentence(found, formats), overview_answers.below(found, formats))
overview_strip.show(found, session.read(overview_lines.load, period, day, department), formats)
left, right = panels.row("pictures", (60, 40))
with left:
    overview_panels.course(found, formats)
with right:
    overview_panels.teams(found, formats)
    overview_panels.months(found, formats)
for column, show in zip(panels.row("lists", (1, 1, 1)), overview_lists.LISTS, strict=True):
    with column:
        show(found, formats)
below = session.read(overview_facts.gather_below, period, day, department)
movers, best, agreed = panels.row("lists_below", (1, 1, 1))
with movers:
    overview_below.movers(found, below, formats)
with best:
    overview_lists.best_units(found, formats)
with agreed:
    overview_below.agreements(below, formats)
if not explain.is_open():
    overview_drawer.show(found, below, formats)
explain.show(day, formats)
