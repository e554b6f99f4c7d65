"""Sales figures: import, store, definitions and reports; knows no web framework."""
