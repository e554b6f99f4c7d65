"""Opens a raw file by what its first bytes say it is, whatever its name (bad-input 85)."""

from types import MappingProxyType

from analytics.importer.checked import Refused
from analytics.importer.decode import RawFile, text_file
from analytics.importer.read import Source, csv_source

EXTENSIONS = MappingProxyType({"text": ".csv", "parquet": ".parquet", "zip": ".xlsx", "html": ".html", "ole": ".xls"})


def open_source(raw: RawFile) -> Source:
    """The file's rows as text; Refused for a container that is not read."""
    if raw.container == "text":
        return csv_source(text_file(raw))
    raise Refused("archive")
