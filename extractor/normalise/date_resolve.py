"""Dates as written put on the calendar."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from extractor.normalise.date_parts import DateMatch, Part
from models.spans import DatePrecision

# A date without a year this far from the published date belongs to the neighbouring year.
_A_QUARTER = timedelta(days=92)
_FAR = timedelta(days=243)


class DateContext(NamedTuple):
    """Where a missing year may come from.

    Attributes:
        sentence_year: The one year that the sentence states elsewhere.
        heading_year: The year of the heading above, or of the title where no period or day is told.
        period: First and last day of the reporting period, ISO 8601.
        published: Day of publication, ISO 8601; "last year" is reckoned from it.
        published_end: Last day of publication, where only a month is told.
        lean: Whether the statement is about the past or the future, where the words around tell.
    """

    sentence_year: int | None = None
    heading_year: int | None = None
    period: tuple[str | None, str | None] | None = None
    published: str | None = None
    published_end: str | None = None
    lean: Literal["past", "future"] | None = None


class DateValue(NamedTuple):
    """A calendar interval, both ends inclusive, ISO 8601; an open end is None."""

    start: str | None
    end: str | None
    precision: DatePrecision


Interval = tuple[date, date]


def resolve(match: DateMatch, context: DateContext) -> DateValue | None:
    """Return the interval that a date means; None where its year can't be told or the day doesn't exist.

    Args:
        match: The date as found.
        context: Its surroundings.
    """
    try:
        interval = _interval(match, context)
    except (ValueError, OverflowError):
        return None
    if interval is None or interval[0] > interval[1]:
        return None
    start, end = interval[0].isoformat(), interval[1].isoformat()
    return DateValue(
        None if match.opening == "start" else start,
        None if match.opening == "end" else end,
        _precision(match),
    )


def _interval(match: DateMatch, context: DateContext) -> Interval | None:
    first, last = _completed(match)
    if match.needs_year:
        return _by_context(match, context)
    start = _span(first, context)
    if match.opening == "end" and match.last:
        return start
    end = _span(last, context)
    if start is None or end is None:
        return None
    return (start[0], start[0] + timedelta(days=6)) if match.kind == "week" else (start[0], end[1])


def _completed(match: DateMatch) -> tuple[Part, Part]:
    """Return both ends, each with the other's year where only one is written."""
    first, last = match.first, match.last or match.first
    if first.unit is None and first.year is None and last.unit == "year":
        first = first._replace(unit="year", shift=last.shift)
    if first.year is None and first.unit is None and last.year is not None:
        first = first._replace(year=last.year - _turns(first, last))
    elif last.year is None and last.unit is None and first.year is not None:
        last = last._replace(year=first.year + _turns(first, last))
    return first, last


def _turns(first: Part, last: Part) -> int:
    """Return 1 where the year turns between two ends, else 0."""
    return int((first.month or 0, first.day or 0) > (last.month_last or last.month or 12, last.day or 31))


def _span(part: Part, context: DateContext) -> Interval | None:
    if part.unit:
        return _relative(part, context)
    return None if part.year is None else _calendar(part, part.year)


def _calendar(part: Part, year: int) -> Interval:
    if part.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if part.day is not None:
        day = date(year, part.month, part.day)
        return day, day
    last = part.month_last or part.month
    year_last = year + (last < part.month)
    return date(year, part.month, 1), date(year_last, last, monthrange(year_last, last)[1])


def _precision(match: DateMatch) -> DatePrecision:
    if match.last is not None and match.opening != "end":
        return "range"
    part = match.first
    if match.kind == "week" or part.unit == "week":
        return "range"
    if part.day or part.unit in {"day", "weekday"}:
        return "day"
    if part.month_last or part.unit == "quarter":
        return "part_of_year"
    return "month" if part.month or part.unit == "month" else "year"


def _relative(part: Part, context: DateContext) -> Interval | None:
    """Return the interval reckoned from the published date, or for long units from the period's end."""
    reference = _reference(part, context)
    if reference is None:
        return None
    if part.unit == "year":
        return _calendar(part._replace(unit=None), reference.year + part.shift)
    if part.unit == "month" and part.month:
        return _named_month(part, reference)
    if part.unit == "weekday":
        return _weekday(part, reference, context.lean)
    if part.unit in {"week", "day"}:
        return _days_away(part, reference)
    return _months_away(part, reference)


def _days_away(part: Part, reference: date) -> Interval:
    if part.unit == "day":
        day = reference + timedelta(days=part.shift)
        return day, day
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=part.shift)
    return monday, monday + timedelta(days=6)


def _months_away(part: Part, reference: date) -> Interval:
    length = 3 if part.unit == "quarter" else 1
    number = reference.year * 12 + (reference.month - 1) // length * length + part.shift * length
    month = number % 12 + 1
    return _calendar(Part(month=month, month_last=month + length - 1), number // 12)


def _named_month(part: Part, reference: date) -> Interval:
    """Return “last March”, “this March” or “next March”."""
    month = part.month or 1
    year = reference.year
    if part.shift < 0 and month >= reference.month:
        year -= 1
    elif part.shift > 0 and month <= reference.month:
        year += 1
    return _calendar(Part(month=month), year)


def _weekday(part: Part, reference: date, lean: str | None) -> Interval:
    ahead = (part.day or 1) - 1 - reference.weekday()
    if part.shift > 0 or (part.shift == 0 and lean == "future"):
        day = reference + timedelta(days=ahead % 7 or 7 * part.shift)
    elif part.shift < 0:
        day = reference - timedelta(days=-ahead % 7 or 7)
    else:
        day = reference - timedelta(days=-ahead % 7)
    return day, day


def _reference(part: Part, context: DateContext) -> date | None:
    if context.published:
        return date.fromisoformat(context.published)
    if (part.month or part.unit in {"year", "quarter"}) and context.period and context.period[1]:
        start, end = date.fromisoformat(context.period[0] or context.period[1]), date.fromisoformat(context.period[1])
        # “in the last quarter” of a year's report is the year's own.
        own = part.unit == "quarter" and part.shift < 0 and end - start > _A_QUARTER
        return end + timedelta(days=1) if own else end
    return None


def _by_context(match: DateMatch, context: DateContext) -> Interval | None:
    """Return the interval with the year of the sentence, the heading, the period or the published date."""
    if context.sentence_year:
        return _with_year(match, context.sentence_year)
    if context.heading_year and _is_possible(headed := _with_year(match, context.heading_year), context):
        return headed
    start, end = context.period or (None, None)
    if start and end:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        inside = [
            interval
            for year in range(first.year - 1, last.year + 1)
            if (interval := _try_year(match, year)) and first <= interval[0] and interval[1] <= last
        ]
        if inside and (len(inside) > 1 or _is_possible(inside[0], context)):
            return inside[0] if len(inside) == 1 else None
        if not context.published and first.year == last.year:
            return _try_year(match, first.year)
    return _near_published(match, context)


def _is_possible(interval: Interval, context: DateContext) -> bool:
    """Return False for what was to come, or had happened, on the wrong side of the published date."""
    if not context.published or not context.lean:
        return True
    if context.lean == "past":
        return interval[0] <= date.fromisoformat(context.published_end or context.published)
    return interval[1] >= date.fromisoformat(context.published)


def _near_published(match: DateMatch, context: DateContext) -> Interval | None:
    if not context.published:
        return None
    day = date.fromisoformat(context.published)
    near = [made for year in (day.year - 1, day.year, day.year + 1) if (made := _try_year(match, year))]
    if context.lean == "past":
        last = date.fromisoformat(context.published_end or context.published)
        return max((made for made in near if made[0] <= last), default=None)
    if context.lean == "future":
        return min((made for made in near if made[1] >= day), default=None)
    own = [made for made in near if made[0].year == day.year and abs(made[0] - day) <= _FAR]
    return own[0] if own else min(near, key=lambda made: abs(made[0] - day), default=None)


def _try_year(match: DateMatch, year: int) -> Interval | None:
    try:
        return _with_year(match, year)
    except ValueError:
        return None


def _with_year(match: DateMatch, year: int) -> Interval:
    first = match.first
    last = match.last or first
    start = _calendar(first, year)
    if match.kind == "week":
        return start[0], start[0] + timedelta(days=6)
    if match.last is None or last.unit:
        return start
    return start[0], _calendar(last, year + _turns(first, last))[1]
