"""Dates in text: found as written, then put on the calendar with the help of their surroundings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from extractor.normalise.date_lexer import Lexer, Line
from extractor.normalise.date_parts import DateKind, DateMatch, Part
from extractor.normalise.date_reading import read_part
from extractor.normalise.date_resolve import DateContext, DateValue, resolve
from extractor.normalise.date_shapes import SHAPES, Shape, introduced
from extractor.normalise.starts import Starts
from extractor.normalise.vocabulary import MonthRow, YearPartRow

__all__ = [
    "DateContext",
    "DateFinder",
    "DateMatch",
    "DateValue",
    "DateVocabulary",
    "Part",
    "resolve",
    "sentence_year",
]

_LINE = re.compile(r"[^\n\t\x0b\f\x1c-\x1f\u2028\u2029]+")
# Characters around an anchor that decide what it is: a bracket opened before, a noun after.
_BEFORE, _AFTER = 48, 24
_AGAIN = re.compile(
    r"\b(?:(?:in|on|during) )?(?:(?:the |that )?same|that|the (?P<next>following)) (?P<unit>day|month|year)\b(?! of)"
    r"|\b(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th) of (?:the|that|the same) month\b",
    re.IGNORECASE,
)
_MAY_BE_AGAIN = Starts(re.compile(r"\b(?:in|on|during|the|that|same)\b", re.IGNORECASE))
_LINKS = re.compile(r"(?:,|,?[&|/])")
_SEPARATORS = re.compile(r"[,&|/]+")


@dataclass(frozen=True)
class DateVocabulary:
    """The rows of months.csv and year_parts.csv."""

    months: Sequence[MonthRow]
    parts: Sequence[YearPartRow]


class DateFinder:
    """Finds dates; its tables are built at the first use."""

    def __init__(self, vocabulary: DateVocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexer: Lexer | None = None

    def find(self, text: str) -> list[DateMatch]:
        """Return the dates of a text in order; no two overlap, and none runs over a line's end or a tab.

        Args:
            text: Any text.
        """
        if self._lexer is None:
            self._lexer = Lexer(self._vocabulary.months, self._vocabulary.parts)
        found: list[DateMatch] = []
        for line in _LINE.finditer(text):
            for start, end in _windows(self._lexer, text, line.span()):
                found += _find(text, self._lexer.read(text, start, end))
        return _with_repeated(text, found) if found else found


def _with_repeated(text: str, found: list[DateMatch]) -> list[DateMatch]:
    """Return the dates with those that “in the same month” and “the following year” take from the date before."""
    again = []
    for match in _MAY_BE_AGAIN.matches(_AGAIN, text, 0, len(text)):
        before = [other for other in found if other.end <= match.start()]
        free = not any(other.start < match.end() and match.start() < other.end for other in found)
        part = _repeated(before[-1].first, match) if before and free else None
        if part:
            kind: DateKind = "day" if part.day else "month" if part.month else "year"
            again.append(DateMatch(match.start(), match.end(), match.group(), kind, part, introduced=True))
    return sorted([*found, *again], key=lambda date: date.start)


def _repeated(part: Part, match: re.Match[str]) -> Part | None:
    """Return the day, month or year that a date lies in, or the one behind it; None where the date doesn't tell."""
    if match["day"]:
        return part._replace(day=int(match["day"])) if part.month and not part.unit and not part.month_last else None
    unit, following = match["unit"].lower(), bool(match["next"])
    if part.unit or part.year is None or (unit != "year" and part.month is None) or (unit == "day" and not part.day):
        return None
    if unit == "year":
        return Part(year=part.year + following)
    month = (part.month or 1) + (following and unit == "month")
    if unit == "month":
        return Part(year=part.year + (month > 12), month=(month - 1) % 12 + 1)
    try:
        day = date(part.year, month, part.day or 1) + timedelta(days=following)
    except ValueError:
        return None
    return Part(year=day.year, month=day.month, day=day.day)


def _windows(lexer: Lexer, text: str, line: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line that may hold a date, with the words around that its reading needs."""
    start = end = -1
    for first, last in lexer.anchors(text, *line):
        if start >= 0 and first - _BEFORE > end + _AFTER:
            yield _to_spaces(text, line, start - _BEFORE, end + _AFTER)
            start = -1
        start, end = first if start < 0 else start, last
    if start >= 0:
        yield _to_spaces(text, line, start - _BEFORE, end + _AFTER)


def _to_spaces(text: str, line: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return the stretch cut to its line and to whole words."""
    if start > line[0]:
        space = text.rfind(" ", line[0], start)
        start = space + 1 if space >= 0 else line[0]
    if end < line[1]:
        space = text.find(" ", end, line[1])
        end = space if space >= 0 else line[1]
    return max(start, line[0]), min(end, line[1])


def sentence_year(matches: Sequence[DateMatch]) -> int | None:
    """Return the one year that the dates of a sentence state; None where they state none or several.

    Args:
        matches: The dates found in the sentence.
    """
    ends = [end for match in matches for end in (match.first, match.last) if end and end.year]
    years = {end.year for end in ends}
    return years.pop() if len(years) == 1 else None


class _Draft(NamedTuple):
    """A date as token numbers."""

    i: int
    j: int
    kind: DateKind
    first: Part
    last: Part | None = None


def _find(text: str, line: Line) -> list[DateMatch]:
    codes = line.codes
    present = set(codes)
    drafts: list[_Draft] = []
    for shape in SHAPES:
        if shape.needs.isdisjoint(present):
            continue
        match = shape.pattern.search(codes)
        while match:
            made = _build(shape, match, line._replace(codes=codes), text)
            if made:
                drafts += made
                codes = codes[: match.start()] + "#" * len(match.group()) + codes[match.end() :]
            # “20 October 2023 – July to September 2023” holds a range that begins inside what is none.
            again = match.start("last") if shape.name == "range" and not made else match.end()
            match = shape.pattern.search(codes, again)
    drafts.sort(key=lambda draft: draft.i)
    return [_finish(draft, line, text) for draft in _share_years(drafts, line.codes)]


def _build(shape: Shape, match: re.Match[str], line: Line, text: str) -> list[_Draft]:
    """Return the dates that a match stands for; none where the shape doesn't fit its place or its numbers."""
    i, j = match.span()
    if "#" in line.codes[i:j] or (shape.allowed and not shape.allowed(line, i, j)):
        return []
    if shape.name in {"range", "week"}:
        return _range(match, line, text, shape.name == "week")
    if shape.name == "numeric_range":
        return _numeric_range(match, line, text)
    if shape.name == "short_year":
        return _short_year(line, i, j, text)
    if shape.name in {"days", "month_days"}:
        return _days(line, i, j, text)
    if shape.name in {"months", "years"}:
        return _row(line, i, j, text)
    part = read_part(line, i, j, text)
    if part is None:
        return []
    span = shape.name == "fiscal" or "R" in line.codes[i:j]
    last = _last_year(line, i, j) if span else None
    return [_Draft(i, j, "range" if last else _kind(part), part, last)]


def _last_year(line: Line, i: int, j: int) -> Part | None:
    years = [line.values[k] for k in range(i, j) if line.codes[k] in "YR"]
    value = years[-1][1] or years[-1][0]
    return Part(year=value) if value != years[0][0] else None


def _kind(part: Part) -> DateKind:
    if part.unit:
        return "relative"
    if part.day:
        return "day"
    if part.month_last:
        return "part"
    return "month" if part.month else "year"


def _range(match: re.Match[str], line: Line, text: str, week: bool) -> list[_Draft]:
    (i, j), (second, _) = match.span(), match.span("last")
    last = read_part(line, second, j, text)
    if week:
        return [_Draft(i, j, "week", last)] if last else []
    first = read_part(line, i + (line.codes[i] in "fb"), second - 1, text)
    if first is None:
        return []
    if line.codes[j - 1] in "cA":
        return [_Draft(i, j, "range", first, Part(unit="day"))]
    # “3 May 2023 – July” is a day beside a month.
    apart = line.codes[second - 1] == "-" and first.day and first.year and not (last and (last.day or last.year))
    if last is None or apart or _backward(first, last):
        return []
    return [_Draft(i, j, "range", first, last)]


def _numeric_range(match: re.Match[str], line: Line, text: str) -> list[_Draft]:
    """Return the range of “12-14.05.2021” and “30.04.–02.05.2021”."""
    last = read_part(line, match.start("last"), match.end(), text)
    day, month = line.values[match.start() + (line.codes[match.start()] == "f")]
    if last is None or last.month is None or (month or last.month) > 12:
        return []
    first = last._replace(day=day, month=month or last.month)
    return [] if _backward(first, last) else [_Draft(match.start(), match.end(), "range", first, last)]


def _short_year(line: Line, i: int, j: int, text: str) -> list[_Draft]:
    """Return the month of “Mar-22” or “March ’22”, the day of “12-Mar-22”; “May.12” is neither."""
    sign = text[slice(*line.spans[j - 2])]
    part = read_part(line, i, j - 2, text)
    if part is None or sign not in "-–’'‘":
        return []
    return [_Draft(i, j, _kind(part), part._replace(year=2000 + line.values[j - 1][0]))]


def _backward(first: Part, last: Part) -> bool:
    """Return True where both ends have years and the second lies before the first."""
    if first.year is None or last.year is None:
        return False
    return (first.year, first.month or 0, first.day or 0) > (last.year, last.month or 12, last.day or 31)


def _days(line: Line, i: int, j: int, text: str) -> list[_Draft]:
    """Return one draft for days that follow each other, else one for each day or span of days."""
    whole = read_part(line, i, j, text)
    if whole is None or whole.day is None:
        return []
    groups = [
        [(k, line.values[k][0]) for k in range(start, end) if line.codes[k] in "Ddg"]
        for start, end in _split(line.codes, i, j)
    ]
    groups = [group for group in groups if group]
    values = [value for group in groups for _, value in group]
    if values != sorted(set(values)):
        return []
    if line.codes[i] == "b" or all(b[0][1] - a[-1][1] == 1 for a, b in pairwise(groups)):
        groups = [[groups[0][0], groups[-1][-1]]]
    drafts = []
    for group in groups:
        (start, day), (end, day_last) = group[0], group[-1]
        last = whole._replace(day=day_last) if day_last != day else None
        drafts.append(_Draft(start, end + 1, "range" if last else "day", whole._replace(day=day), last))
    drafts[0] = drafts[0]._replace(i=i)
    drafts[-1] = drafts[-1]._replace(j=j)
    return drafts


def _split(codes: str, i: int, j: int) -> Iterator[tuple[int, int]]:
    start = i
    for separator in _SEPARATORS.finditer(codes, i, j):
        yield start, separator.start()
        start = separator.end()
    yield start, j


def _row(line: Line, i: int, j: int, text: str) -> list[_Draft]:
    """Return one draft for months or years that follow each other, else one for each."""
    spans = [(a, b) for a, b in _split(line.codes, i, j) if b > a]
    if line.codes[j - 1] == "Y" and "Y" not in line.codes[i : j - 1] and line.codes[j - 2] == ",":
        spans = [*spans[:-2], (spans[-2][0], j)]
    parts = [(a, b, part) for a, b in spans if (part := read_part(line, a, b, text))]
    steps = [(b[2].month or b[2].year or 0) - (a[2].month or a[2].year or 0) for a, b in pairwise(parts)]
    if parts and set(steps) == {1}:
        return [_Draft(i, j, "range", parts[0][2], parts[-1][2])]
    return [_Draft(a, b, _kind(part), part) for a, b, part in parts]


def _share_years(drafts: list[_Draft], codes: str) -> list[_Draft]:
    """Return the drafts with a missing year taken from the next date of the same enumeration."""
    shared: list[_Draft] = []
    after: _Draft | None = None
    for draft in reversed(drafts):
        made = draft
        end = draft.last or draft.first
        missing = all(part.year is None and part.unit is None for part in (draft.first, end))
        if after and missing and after.first.year and _LINKS.fullmatch(codes[draft.j : after.i]):
            dated = end._replace(year=after.first.year - ((end.month or 0) > (after.first.month or 12)))
            made = draft._replace(last=dated) if draft.last else draft._replace(first=dated)
        shared.append(made)
        after = made
    return shared[::-1]


def _finish(draft: _Draft, line: Line, text: str) -> DateMatch:
    codes, i, j = line.codes, draft.i, draft.j
    led = introduced(line, i) or codes[i] in "fb"
    opening: str = "end" if draft.last and draft.last.unit == "day" else ""
    before = len(codes[:i].rstrip("e")) - 1
    if before >= 0 and codes[before] in "su" and draft.last is None:
        opening, i = ("end" if codes[before] == "s" else "start"), before
    elif before >= 0 and codes[before] == "s":
        i = before
    elif codes[j : j + 1] == "z":
        opening, j = "end", j + 1
    start, end = line.spans[i][0], line.spans[j - 1][1]
    bare = set(codes[draft.i : draft.j]) <= set("YR-~u/&|,fb")
    return DateMatch(
        start, end, text[start:end], draft.kind, draft.first, draft.last, opening, bare, led  # type: ignore[arg-type]
    )  # fmt: skip
