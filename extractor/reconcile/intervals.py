"""Counts and dates as intervals: two tellings conflict where their intervals have nothing in common."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from models import DateSpan

# Beyond every count and every day.
LOW, HIGH = -(10**12), 10**12
TOLERANCE = 0.1


class Interval(NamedTuple):
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int

    def meets(self, other: "Interval") -> bool:
        """Return whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: "Interval") -> bool:
        """Return whether every number of this one is in the other."""
        return other.low <= self.low and self.high <= other.high

    def precedes(self, other: "Interval") -> bool:
        """Return whether all of this one lies before the other."""
        return self.high < other.low


def hull(intervals: Iterable[Interval]) -> Interval | None:
    """Return the smallest interval that holds all of them; None where there are none."""
    known = list(intervals)
    if not known:
        return None
    return Interval(min(one.low for one in known), max(one.high for one in known))


def of_count(value: int, value_max: int | None, qualifier: str) -> Interval:
    """Return the numbers that a count allows.

    A bound that is named is allowed too: “over 60” doesn't contradict “60”.

    Args:
        value: The number stated.
        value_max: Upper end of a stated range.
        qualifier: Code of the record contract.
    """
    top = value if value_max is None else value_max
    match qualifier:
        case "about":
            return Interval(round(value * (1 - TOLERANCE)), round(top * (1 + TOLERANCE)))
        case "more_than" | "at_least":
            return Interval(value, HIGH)
        case "up_to" | "fewer_than":
            return Interval(0, top)
    return Interval(value, max(value, top))


def of_date(span: DateSpan, *, deadline: bool = False) -> Interval:
    """Return the days that a date allows, as ordinals of the calendar.

    Args:
        span: The date; an open end is open here too.
        deadline: True for “by June”: any day up to then.
    """
    return _days(None if deadline else span.start, span.end)


@lru_cache(maxsize=4096)
def _days(start: str | None, end: str | None) -> Interval:
    low = date.fromisoformat(start).toordinal() if start else LOW
    high = date.fromisoformat(end).toordinal() if end else HIGH
    return Interval(low, max(low, high))
