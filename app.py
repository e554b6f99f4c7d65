"""Hands every request to the frame; no page is reached round it."""
