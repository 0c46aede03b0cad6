"""Records of a store as CSV, for a spreadsheet; one row each, several values in a cell with "|" between."""

import csv
from collections.abc import Iterable
from typing import IO, Any

from extractor.store.reading import StoredRecord

COLUMNS = (
    "path",
    "reference",
    "record",
    "activity_type",
    "status",
    "title",
    "initiative",
    "countries",
    "regions",
    "location",
    "participants",
    "quantities",
    "partners",
    "dates",
    "confidence",
    "page",
    "statement",
)


def write(records: Iterable[StoredRecord], stream: IO[str]) -> None:
    """Write a header and a row for each record.

    Args:
        records: From the store.
        stream: Where to write.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        row = _row(record)
        writer.writerow([harmless(row[name]) for name in COLUMNS])


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _row(record: StoredRecord) -> dict[str, Any]:
    body = record.body
    location, initiative = body["location"] or {}, body["initiative"] or {}
    return {
        "path": record.path,
        "reference": record.document["reference"],
        "record": body["id"],
        "activity_type": body["activity_type"],
        "status": body["status"],
        "title": body["title"],
        "initiative": initiative.get("name"),
        "countries": _joined(country["alpha_3"] for country in body["countries"]),
        "regions": _joined(region["name"] for region in body["regions"]),
        "location": location.get("name"),
        "participants": _joined(_count(one, "audience") for one in body["participants"]),
        "quantities": _joined(_count(one, "counted") for one in body["quantities"]),
        "partners": _joined(partner["name"] for partner in body["partners"]),
        "dates": _joined(f"{date['start'] or ''}/{date['end'] or ''}" for date in body["dates"]),
        "confidence": body.get("confidence"),
        "page": body["evidence"]["page"],
        "statement": body["evidence"]["text"],
    }


def _joined(values: Iterable[str]) -> str:
    return "|".join(value.replace("|", "/") for value in values)


def _count(counted: dict[str, Any], label: str) -> str:
    upper = f"–{counted['value_max']}" if counted["value_max"] is not None else ""
    qualifier = "" if counted["qualifier"] in ("exact", "between") else counted["qualifier"].replace("_", " ") + " "
    return f"{qualifier}{counted['value']}{upper} {counted[label] or ''}".strip()
