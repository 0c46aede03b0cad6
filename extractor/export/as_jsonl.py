"""Records as lines of JSON: one flat object each, lists as lists, dates as ISO 8601."""

import json
from collections.abc import Iterable
from typing import IO

from extractor.export.as_json import safe
from extractor.export.rows import COLUMNS, Codes, Telling, row

_NAMES = [column.name for column in COLUMNS]


def write(told: Iterable[Telling], codes: Codes, stream: IO[str]) -> None:
    """Write a line for each record, its names in the order of the columns.

    Args:
        told: The records.
        codes: Countries by their alpha-3 codes.
        stream: Where to write.
    """
    for telling in told:
        flat = dict(zip(_NAMES, row(telling, codes), strict=True))
        stream.write(safe(json.dumps(flat, ensure_ascii=False, default=str)) + "\n")
