"""A manifest: a CSV file that names inputs, and what is known of them that they don't say."""

import csv
import json
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import UsageError

COLUMNS = ("path", "kind", "period", "reference")
KINDS = ("council_report", "news_item", "other")
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class ManifestRow(NamedTuple):
    """One input of a manifest: its path or URL, and the overrides as JSON (empty for none)."""

    path: str
    overrides: str


def read_manifest(path: Path) -> Iterator[ManifestRow]:
    """Yield the rows of a manifest.

    Args:
        path: A CSV file in UTF-8 with the column `path`, and any of `kind`, `period` and `reference`. A period is
            a year, a month or a day (2024, 2024-03, 2024-03-31), or two of them with "/" between.

    Raises:
        UsageError: It has faults; all are told at once, each with its row and column.
    """
    rows = _rows(path)
    faults: list[str] = []
    for _, row in rows:
        faults += _faults(row)
    if faults:
        more = f"; and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise UsageError(str(path), "; ".join(faults[:20]) + more, "correct these rows")
    for _, row in rows:
        yield ManifestRow(row["path"], _overrides(row))


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header = reader.fieldnames or ()
            unknown = [name for name in header if name not in COLUMNS]
            if "path" not in header or unknown:
                cause = f"its columns are {', '.join(header) or 'none'}"
                raise UsageError(str(path), cause, f"a manifest has path, and any of {', '.join(COLUMNS[1:])}")
            return [(reader.line_num, {"row": str(reader.line_num), **_cells(row)}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(str(path), f"is no CSV file in UTF-8 ({error})", "save it again as such") from error


def _cells(row: dict[str, str | None]) -> dict[str, str]:
    return {name: (row.get(name) or "").strip() for name in COLUMNS}


def _faults(row: dict[str, str]) -> Iterator[str]:
    if not row["path"]:
        yield f"row {row['row']}, column path: is empty"
    if row["kind"] and row["kind"] not in KINDS:
        yield f"row {row['row']}, column kind: {row['kind']!r} is none of {', '.join(KINDS)}"
    if row["period"] and interval(row["period"]) is None:
        yield f"row {row['row']}, column period: {row['period']!r} is no period such as 2024 or 2024-03/2025-02"


def _overrides(row: dict[str, str]) -> str:
    said: dict[str, Any] = {name: row[name] for name in ("kind", "reference") if row[name]}
    if row["period"]:
        said["period"] = interval(row["period"])
    return json.dumps(said, sort_keys=True, ensure_ascii=False) if said else ""


def interval(text: str) -> dict[str, str] | None:
    """Return a period as the record contract writes it; None where the text is none.

    Args:
        text: A year, a month or a day (2024, 2024-03, 2024-03-31), or two of them with "/" between.
    """
    first, slash, last = text.partition("/")
    start, end = _days(first.strip()), _days(last.strip() if slash else first.strip())
    if not start or not end or start[0] > end[1]:
        return None
    precision = "range" if slash else start[2]
    return {"start": start[0].isoformat(), "end": end[1].isoformat(), "precision": precision, "text": text}


def _days(text: str) -> tuple[date, date, str] | None:
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day), "day"
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
        return date(year, 1, 1), date(year, 12, 31), "year"
    except ValueError:
        return None
