"""Records as HXL 1.1: CSV with a row of hashtags under the header, and a column for each of several values.

Source: the Humanitarian Exchange Language, hxlstandard.org, hashtag and attribute dictionaries of version 1.1.
"""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO, Any, NamedTuple

from extractor.export.as_csv import cell
from extractor.export.rows import Telling, first_day, last_day, people
from models import DateSpan, Record
from models.record import PartnerRole

_PLACES = {"month": 7, "year": 4}
_ROLES: dict[str, tuple[PartnerRole, ...]] = {
    "impl": ("lead", "host", "partner", "contributor"),
    "funder": ("funder",),
    "partner": ("signatory", "speaker", "counterpart"),
}


class Tag(NamedTuple):
    """A hashtag with its header, and what stands under it; as many columns as the fullest record needs."""

    header: str
    hashtag: str
    values: Callable[[Telling], list[Any]]


def _one(value: Callable[[Telling], Any]) -> Callable[[Telling], list[Any]]:
    return lambda told: [value(told)]


def _partners(role: str) -> Callable[[Telling], list[Any]]:
    return lambda told: [one.name for one in told.record.partners if one.role in _ROLES[role]]


TAGS = (
    Tag("Record", "#activity+id", _one(lambda told: told.record.id)),
    Tag("Type", "#activity+type", _one(lambda told: told.record.activity_type)),
    Tag("Activity", "#activity+name", _one(lambda told: told.record.title)),
    Tag("Initiative", "#activity+programme", _one(lambda told: told.record.initiative and told.record.initiative.name)),
    Tag("Status", "#status", _one(lambda told: told.record.status)),
    Tag("Country code", "#country+code+v_iso3", lambda told: [one.alpha_3 for one in told.record.countries]),
    Tag("Country", "#country+name", lambda told: [one.name for one in told.record.countries]),
    Tag("Region", "#region+name", lambda told: [one.name for one in told.record.regions]),
    Tag("Place", "#loc+name", _one(lambda told: told.record.location and told.record.location.name)),
    Tag("Programming organisation", "#org+prog", _one(lambda told: told.document.publisher)),
    Tag("Implementing organisation", "#org+impl", _partners("impl")),
    Tag("Funder", "#org+funder", _partners("funder")),
    Tag("Partner organisation", "#org+partner", _partners("partner")),
    Tag("People reached", "#reached+ind", _one(lambda told: people(told.record))),
    Tag("Start", "#date+start", _one(lambda told: _start(told.record))),
    Tag("End", "#date+end", _one(lambda told: _end(told.record))),
    Tag("Day", "#date+occurred", _one(lambda told: _occurred(told.record))),
    Tag("Source", "#meta+source", _one(lambda told: told.path)),
    Tag("Page", "#meta+source+page", _one(lambda told: told.record.evidence.page)),
    Tag("Statement", "#description+statement", _one(lambda told: told.record.evidence.text)),
    Tag("Confidence", "#meta+confidence", _one(lambda told: told.record.confidence)),
)


def write(told: Iterable[Telling], stream: IO[str]) -> None:
    """Write headers, hashtags and a row for each record.

    Args:
        told: The records.
        stream: Where to write.
    """
    rows = [[tag.values(telling) for tag in TAGS] for telling in told]
    widths = [max([1, *(len(row[place]) for row in rows)]) for place in range(len(TAGS))]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(tag.header for tag, width in zip(TAGS, widths, strict=True) for _ in range(width))
    writer.writerow(tag.hashtag for tag, width in zip(TAGS, widths, strict=True) for _ in range(width))
    for row in rows:
        padded = (values + [None] * (width - len(values)) for values, width in zip(row, widths, strict=True))
        writer.writerow([cell(value) for values in padded for value in values])


def _start(record: Record) -> str | None:
    return _as_told(record.dates, first_day(record.dates))


def _end(record: Record) -> str | None:
    return _as_told(record.dates, last_day(record.dates))


def _as_told(spans: tuple[DateSpan, ...], day: date | None) -> str | None:
    """Return a day as exact as a single date tells it: a month stays a month."""
    return None if day is None else day.isoformat()[: _PLACES.get(spans[0].precision if len(spans) == 1 else "", 10)]


def _occurred(record: Record) -> str | None:
    """Return the day of what was done on a single one."""
    days = [span.start for span in record.dates if span.precision == "day"]
    return days[0] if len(days) == len(record.dates) == 1 and record.status == "completed" else None
