"""Quarterly: region × product line as tiles, and what stands behind one of them."""

import streamlit as st

from analytics import quarterly
from pages._ui import (
    blocks,
    empty_states,
    explain,
    filters,
    panels,
    quarterly_answers,
    quarterly_cell,
    quarterly_choice,
    quarterly_drawer,
    quarterly_facts,
    quarterly_list,
    quarterly_panels,
    quarterly_year,
    session,
)

formats = session.formats()
with filters.toolbar() as bar:
    choice = quarterly_choice.pick(bar)
day = filters.as_of()
if day is None or choice.quarter is None:
    empty_states.quarterly()
    st.stop()

found = session.read(quarterly_facts.gather, choice.quarter, day)
blocks.answer(quarterly_answers.sentence(found, formats), quarterly_answers.below(found, formats))
if found.matrix is None:
    st.stop()
if choice.view == "list":
    quarterly_list.show(found, formats)
else:
    place = choice.place or found.matrix.first.place
    line = found.matrix.lines.get(place) or session.read(quarterly.one, choice.quarter, place, day) or found.matrix.first
    details = session.read(quarterly_facts.details, choice.quarter, line.place, day)
    left, right = panels.row("quarterly", (62, 38))
    with left:
        quarterly_panels.matrix(found, found.matrix, line.place, choice.measure, formats)
    with right:
        quarterly_cell.show(line, details, found, formats)
    quarterly_year.show(line, details, found, formats)
    quarterly_drawer.show(line, details, found, formats)
explain.show(day, formats)
