"""Values in the words that a reader expects; safe for a terminal."""

import re
from calendar import month_abbr, monthrange
from collections.abc import Sequence
from datetime import date

from extractor.normalise.cells import visible
from models import DateSpan, Participant, Partner, Quantity

_SIGNS = {"about": "~", "more_than": ">", "at_least": "≥", "up_to": "≤", "fewer_than": "<"}
# Python writes the bytes of a file name that its locale can't read as U+DC80 to U+DCFF.
_NO_CHARACTER = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def printable(text: str) -> str:
    """Return a text whose escape sequences, controls and changes of direction are shown instead of obeyed.

    Line feeds and tabs stay; a file name reads the same in every locale.
    """
    readable = _NO_CHARACTER.sub(lambda found: visible(found[0]), text)
    return visible(readable.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def one_line(text: str, width: int | None = None) -> str:
    """Return a printable text on one line.

    Args:
        text: Any text.
        width: Most characters to keep; a cut falls between words and is marked by "…".
    """
    line = " ".join(printable(text).split())
    if width is None or len(line) <= width:
        return line
    kept = line[: width - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept) + "…"


def code(name: str) -> str:
    """Return a code of the contract as words: "training_of_trainers" is "training of trainers"."""
    return name.replace("_", " ")


def numbered(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things: "1 record", "2 records".

    Args:
        number: How many.
        noun: What, in the singular.
        plural: Its plural where that takes more than an s.
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def number(counted: Participant | Quantity) -> str:
    """Return a count with a sign for its qualifier: "~50", "40–50", "≥1,200"."""
    figures = [counted.value] if counted.value_max is None else [counted.value, counted.value_max]
    return _SIGNS.get(counted.qualifier, "") + "–".join(f"{figure:,}" for figure in figures)


def people(participants: Sequence[Participant]) -> list[str]:
    """Return counts of people with their audiences; parts stand in brackets after their total."""
    said: list[str] = []
    for participant in participants:
        words = one_line(f"{number(participant)} {participant.audience or 'people'}")
        if participant.part and said:
            said[-1] += f" ({words})"
        else:
            said.append(words)
    return said


def partner(organisation: Partner) -> str:
    """Return the acronym of a known organisation, the name of any other."""
    return one_line(organisation.id if organisation.id.isupper() else organisation.name)


def few(items: Sequence[str], most: int) -> str:
    """Return items joined by commas; those over the limit are counted only: "Fiji, Samoa +3"."""
    shown = ", ".join(items[:most])
    return f"{shown} +{len(items) - most}" if len(items) > most else shown


def when(span: DateSpan) -> str:
    """Return a calendar interval as short as it can be said: "14–15 Jun 2023", "Sep–Dec 2024"."""
    start, end = (date.fromisoformat(day) if day else None for day in (span.start, span.end))
    if start and end:
        return _interval(start, end)
    if start:
        return f"since {_day(start)}"
    return f"until {_day(end)}" if end else one_line(span.text)


def _interval(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {month_abbr[start.month]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _months(start: date, end: date) -> str:
    if start.year != end.year:
        return f"{_month(start)} – {_month(end)}"
    if (start.month, end.month) == (1, 12):
        return str(end.year)
    return _month(end) if start.month == end.month else f"{month_abbr[start.month]}–{_month(end)}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{month_abbr[day.month]} {day.year}"
