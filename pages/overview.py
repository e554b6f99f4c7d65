"""Overview: where the period stands, where it lands, and who is behind."""

from pages._ui import filters

with filters.toolbar() as bar:
    bar.period()
    bar.department()
