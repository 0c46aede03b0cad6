"""Records as CSV, for a spreadsheet; one row each, several values in a cell with "|" between."""

import csv
from collections.abc import Iterable
from typing import IO, Any

from extractor.export.rows import COLUMNS, Codes, Telling, row
from extractor.normalise.cells import harmless, joined


def write(told: Iterable[Telling], codes: Codes, stream: IO[str]) -> None:
    """Write a header and a row for each record; dates are ISO 8601.

    Args:
        told: The records.
        codes: Countries by their alpha-3 codes.
        stream: Where to write.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    for telling in told:
        writer.writerow([cell(value) for value in row(telling, codes)])


def cell(value: Any) -> Any:
    """Return a value as a CSV cell."""
    if isinstance(value, list):
        value = joined(value, "|")
    return harmless(value) if isinstance(value, str) else value
