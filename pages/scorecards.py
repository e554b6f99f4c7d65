"""Scorecards: everybody of a period on one board, or one person."""

import streamlit as st

from pages._ui import empty_states, explain, filters, scorecard_choice, scorecard_person, scorecard_team, session, texts

t = texts.translator()
formats = session.formats()
with filters.toolbar() as bar:
    choice = scorecard_choice.pick(bar)
day = filters.as_of()
if day is None or choice is None:
    empty_states.scorecards()
    st.stop()

if choice.view == "team":
    scorecard_team.show(choice, day, formats)
else:
    scorecard_person.show(choice, day, formats)
explain.show(day, formats)
