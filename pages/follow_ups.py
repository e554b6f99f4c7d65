"""Follow-ups: where customers are overdue, and whom to contact first."""

import streamlit as st

from analytics import attention, overdue_map
from pages._ui import (
    blocks,
    empty_states,
    explain,
    filters,
    follow_up_answers,
    follow_up_choice,
    follow_up_drawer,
    follow_up_panels,
    panels,
    session,
    texts,
)

t = texts.translator()
formats = session.formats()
with filters.toolbar() as bar:
    choice = follow_up_choice.pick(bar)
day = filters.as_of()
found = None if day is None else session.read(attention.load, day, choice.grade)
if day is None or found is None or not (found.customer_count or choice.grade):
    empty_states.follow_ups()
    st.stop()

shown = session.read(overdue_map.load, choice.axes, day, choice.measure, choice.grade)
sentence = follow_up_answers.sentence(found, choice.grade, formats)
blocks.answer(sentence, follow_up_answers.below(session.shown().query.policy, formats))
follow_up_panels.counts(found, choice.list, formats)
left, right = panels.row("follow_ups", (57, 43))
with left:
    follow_up_panels.overdue(shown, choice, formats)
with right:
    follow_up_panels.people(found, choice.list, choice.grade, formats)
if shown is not None and not explain.is_open():
    follow_up_drawer.show(shown, choice, day, formats)
explain.show(day, formats)
