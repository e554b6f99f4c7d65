"""From an exported file to checked rows: columns, decode, read, check, stage."""

from analytics.importer.check import check

__all__ = ["check"]
