"""Periods as a person writes them, and documents sorted into them."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from extractor.errors import UsageError
from extractor.reconcile.intervals import Interval
from extractor.reconcile.items import Item, Origin
from extractor.reconcile.merge import merged
from extractor.reconcile.reading import ItemReader
from extractor.reconcile.wording import in_words
from models import Extraction

_POINT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")
UNDATED = "no period"


class Period(NamedTuple):
    """A period, and the activities that its documents tell."""

    label: str
    days: Interval | None
    items: tuple[Item, ...]


def days_named(text: str) -> Interval:
    """Return the days of a period as written: 2025, 2025-Q3, 2025-H1, 2025-03, or two with ".." between.

    Args:
        text: The period.

    Raises:
        UsageError: It is no period.
    """
    first, dots, last = text.partition("..")
    low, high = _days(first.strip()), _days(last.strip() if dots else first.strip())
    if not low or not high or low.low > high.high:
        raise UsageError(text, "is no period", "give 2025, 2025-Q3, 2025-03, or 2025-01..2025-09")
    return Interval(low.low, high.high)


def by_period(results: Iterable[Extraction], reader: ItemReader, wanted: Iterable[str] = ()) -> list[Period]:
    """Return the activities of each period, earliest first; within a period each activity once.

    Args:
        results: Results in any order, from files, folders or a store.
        reader: Reads items.
        wanted: Periods to sort documents into, by the middle of what they report on; none for their own periods.
    """
    named = [(text, days_named(text)) for text in wanted]
    groups: dict[tuple[str, Interval | None], list[Item]] = {key: [] for key in named}
    for result in results:
        items = list(reader.items(result))
        if not items:
            continue
        key = _sorted_into(reported_days(items[0].origin), named)
        if key:
            groups.setdefault(key, []).extend(items)
    periods = [Period(label, days, tuple(merged(items))) for (label, days), items in groups.items()]
    return sorted(periods, key=lambda period: (period.days or Interval(0, 0), period.label))


def _sorted_into(days: Interval | None, named: list[tuple[str, Interval]]) -> tuple[str, Interval | None] | None:
    if not named:
        return (in_words(days) if days else UNDATED), days
    if days is None:
        return None
    middle = (days.low + days.high) // 2
    return next(((label, span) for label, span in named if span.low <= middle <= span.high), None)


def within(days: Interval | None, wanted: Interval) -> bool:
    """Return whether the middle of what a document reports on lies in a period."""
    return days is not None and wanted.low <= (days.low + days.high) // 2 <= wanted.high


def reported_days(origin: Origin) -> Interval | None:
    """Return the days that a document reports on; the day of its publication where it names no period."""
    published = Interval(origin.until, origin.until) if origin.until else None
    return origin.period or published


def _days(text: str) -> Interval | None:
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year, quarter, half, month, day = found.groups()
    try:
        if day:
            return Interval(*[date(int(year), int(month), int(day)).toordinal()] * 2)
        if quarter:
            return _months(int(year), 3 * int(quarter) - 2, 3 * int(quarter))
        if half:
            return _months(int(year), 6 * int(half) - 5, 6 * int(half))
        return _months(int(year), int(month or 1), int(month or 12))
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> Interval:
    end = date(year, last, monthrange(year, last)[1])
    return Interval(date(year, first, 1).toordinal(), end.toordinal())
