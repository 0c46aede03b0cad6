"""What IATI needs and a document doesn't say: listed, never invented."""

import csv
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from extractor.export.as_csv import cell

_SHOWN = 8


class Gap(NamedTuple):
    """One thing that an activity lacks.

    Attributes:
        record: The record.
        document: Where it stands.
        element: The element or attribute of IATI 2.03.
        lacks: What is not said.
        required: Whether the activity is invalid without it.
    """

    record: str
    document: str
    element: str
    lacks: str
    required: bool


def in_brief(gaps: Iterable[Gap]) -> Iterator[str]:
    """Yield a line for each thing that activities lack, with the records that lack it."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        grouped.setdefault((gap.element, gap.lacks), []).append(gap.record)
    for (element, lacks), records in grouped.items():
        more = f" and {len(records) - _SHOWN} more" if len(records) > _SHOWN else ""
        yield f"IATI {element}: {lacks} ({len(records)}: {', '.join(records[:_SHOWN])}{more})"


def write(gaps: Iterable[Gap], stream: IO[str]) -> None:
    """Write all gaps as CSV.

    Args:
        gaps: What is lacking.
        stream: Where to write.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(Gap._fields)
    for gap in gaps:
        writer.writerow([cell(value if isinstance(value, str) else "yes" if value else "no") for value in gap])
