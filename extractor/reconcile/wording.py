"""Activities and their values in the words of a message."""

from calendar import month_abbr, monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from extractor.reconcile.intervals import HIGH, LOW, Interval
from extractor.reconcile.items import Item

_MOST = 3
_LONGEST = 90


def name_of(item: Item) -> str:
    """Return what to call an activity in a message that is read alone: its title, and where."""
    title = " ".join(item.title.split()) or item.kind.replace("_", " ")
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rsplit(" ", 1)[0] + "…"
    title = title[0].upper() + title[1:]
    where = [name for name in item.names if name.casefold() not in title.casefold()]
    about = [few(where)] if where else [item.city.title()] if item.city else []
    bare = len(title.split()) < _MOST
    if bare and item.initiative_name and item.initiative_name.casefold() not in title.casefold():
        about.insert(0, item.initiative_name)
    if not about and item.allies and len(title.split()) <= _MOST:
        about.append("with " + few([ally.name for ally in item.allies]))
    return f"{title} ({'; '.join(about)})" if about else title


def few(names: Iterable[str]) -> str:
    """Return names joined by commas, those over three counted only."""
    listed = list(names)
    rest = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + rest


@lru_cache(maxsize=4096)
def in_words(span: Interval) -> str:
    """Return days as short as they can be said: "14–15 Jun 2023", "Nov 2017", "2018", "since 1 Sep 2017"."""
    if span.low <= LOW and span.high >= HIGH:
        return "no known day"
    if span.high >= HIGH:
        return f"since {_day(date.fromordinal(span.low))}"
    end = date.fromordinal(span.high)
    if span.low <= LOW:
        return f"by {_month(end) if _last(end) else _day(end)}"
    start = date.fromordinal(span.low)
    if start == end:
        return _day(start)
    if start.day == 1 and _last(end):
        if (start.year, start.month, end.month) == (end.year, 1, 12):
            return str(start.year)
        if (start.year, start.month) == (end.year, end.month):
            return _month(end)
        return f"{_month(start)} – {_month(end)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def days(spans: Iterable[Interval]) -> str:
    """Return the dates of an activity in words; "no date" where it has none."""
    return few(in_words(span) for span in spans) or "no date"


def planned_for(spans: Iterable[Interval]) -> str:
    """Return when something is to happen: "for Mar 2018", "by Jun 2018"."""
    said = days(spans)
    return said if said.startswith(("by ", "since ")) else f"for {said}"


def said_so(item: Item) -> str:
    """Return the status of an activity and its dates: "planned for Mar 2018", "completed (5–7 Jun 2018)"."""
    if item.stage == "planned" and item.dates:
        return f"planned {planned_for(item.dates)}"
    status = "started" if item.stage == "started" else item.status
    return f"{status} ({days(item.dates)})" if item.dates else status


def _last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{month_abbr[day.month]} {day.year}"
