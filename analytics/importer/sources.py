"""Opens a raw file by what its first bytes say it is, whatever its name (bad-input 85)."""

from pathlib import Path
from types import MappingProxyType

from analytics.importer.checked import Refused
from analytics.importer.decode import RawFile, text_file
from analytics.importer.excel import refuse_ole, workbook_source
from analytics.importer.parquet import parquet_source
from analytics.importer.read import Source, csv_source

EXTENSIONS = MappingProxyType({"text": ".csv", "parquet": ".parquet", "zip": ".xlsx", "html": ".html", "ole": ".xls"})


def open_source(raw: RawFile, work: Path, timezone: str) -> Source:
    """The file's rows as text; Refused for a container that is not read. `work` takes what is unpacked."""
    match raw.container:
        case "text":
            return csv_source(text_file(raw))
        case "parquet":
            return parquet_source(raw.path, timezone)
        case "zip":
            return workbook_source(raw, work)
        case "ole":
            raise refuse_ole(raw)
        case refused:
            raise Refused(refused)
