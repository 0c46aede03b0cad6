"""When a document was published, and which period it reports on."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from extractor.normalise.dates import DateContext, DateMatch, DateValue, resolve
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, FoundDate
from models import DateSpan, Span

_DATE_LABEL = r"(?i)<date_label>\s*:?"
_DATELINE_END = re.compile(r"(?:\([^)]*\)\s*)?[–—-]")
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*[ ,/]*){1,6}")
_SESSION = r"(?i)\b(?:<meeting_noun>|council \d{4})\b"
_NUMBERED = r"(?i)\b<issue_word>\b"
_REPORT = r"(?i)\b(?:<report_noun>|covers?|activities (?:\w+ ){0,8}(?:between|from|in))\b"
_THIS_REPORT = r"(?:This|The|The present) <report_noun>\b"
_PERIOD = r"(?i)<period_label>(?: from)?:?\s*$"
_FOUR_WEEKS, _SHORTEST = 27, 4
_IN_REVIEW = r" in <review_word>\b"
# “Report on skills, 2021”, “Highlights of May 2011”, “Round-up – Q2 2022”
_TELLING = r"(?:<report_noun>|<period_title>|<issue_word>)"
_TELLS = rf"(?i)\b{_TELLING}s?\b"
_SET_OFF = rf"(?i)(?:[,:|(–—-]|\b{_TELLING}s?,?) (?:(?:in|for|of|on|during) )?(?:the )?(?:calendar year )?$"
# “Annual Report 2021 – consumers”, “2016 year-end report”: years that elsewhere are no dates
_NAMED_YEAR = (
    rf"(?i)\b(?:{_TELLING}s?,? \(?(?P<behind>(?:19|20)\d\d)\b(?![-–/.])"
    rf"|(?P<before>(?:19|20)\d\d) (?:[a-z-]+ ){{0,2}}{_TELLING}\b)"
)
_HELD = r"(?i)\b<meeting_noun>s? ((?:19|20)\d\d)\b"


def span_of(document: AnnotatedDocument, start: int, end: int) -> Span:
    """Return the characters between two offsets of a document as a span."""
    return Span(start=start, end=end, text=document.source.plain_text[start:end])


def date_span(document: AnnotatedDocument, found: FoundDate, value: DateValue) -> DateSpan:
    """Return a resolved date with its characters.

    Args:
        document: The annotated document.
        found: The date as found.
        value: The interval that it means.
    """
    return DateSpan(
        start=value.start,
        end=value.end,
        precision=value.precision,
        text=found.text,
        span=span_of(document, found.start, found.end),
    )


def published(document: AnnotatedDocument, head: list[AnnotatedBlock]) -> DateSpan | None:
    """Return the day that stands alone over the text, else that of a dateline, else of a line such as “Issue 14, …”.

    A newsletter that gives no day is of the month of its issue.

    Args:
        document: The annotated document.
        head: The blocks before the first paragraph of prose.
    """
    first = document.blocks[len(head) : len(head) + 2]
    for fits, blocks in ((_stands_alone, head), (_in_dateline, [*head, *first]), (_in_issue_line, head)):
        for block in blocks:
            if block.block.kind == "table_row" and fits is not _stands_alone:
                # “Ecuador | 27 April 2022 | –”
                continue
            days = [found for found in block.dates if _full_day(found.match)]
            if days and fits(block, days[0]) and (value := resolve(days[0].match, DateContext())):
                return date_span(document, days[0], value)
    for block in head:
        months = [found for found in block.dates if _full_month(found.match)]
        if len(months) == 1 and _of_issue(block, months[0]) and (value := resolve(months[0].match, DateContext())):
            return date_span(document, months[0], value)
    return None


def _full_day(match: DateMatch) -> bool:
    return match.last is None and match.first.day is not None and match.first.year is not None and not match.opening


def _full_month(match: DateMatch) -> bool:
    return match.kind == "month" and match.first.year is not None and match.last is None and not match.introduced


def _around(block: AnnotatedBlock, found: FoundDate) -> tuple[str, str]:
    base = block.block.start
    return block.text[: found.start - base].strip(), block.text[found.end - base :].strip()


def _stands_alone(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, after = _around(block, found)
    return not after.strip(".") and (not before or bool(block.phrasing[_DATE_LABEL].fullmatch(before)))


def _in_dateline(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, after = _around(block, found)
    if len(before) >= 45 or block.phrasing[_SESSION].search(block.text[:80]):
        return False
    place_and_day = not after.strip(".") and before.endswith(",") and bool(_PLACE.fullmatch(before))
    return place_and_day or bool(_DATELINE_END.match(after))


def _in_issue_line(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, _ = _around(block, found)
    return len(block.text) <= 130 and len(before) <= 90 and not block.phrasing[_SESSION].search(block.text)


def _of_issue(block: AnnotatedBlock, found: FoundDate) -> bool:
    """True for “Issue 47 | December 2024” and for “December 2024” on its own line."""
    before, after = _around(block, found)
    numbered = len(before) <= 60 and block.phrasing[_NUMBERED].search(before) is not None
    return not after.strip(".|") and (not before or numbered)


def period(
    document: AnnotatedDocument, head: list[AnnotatedBlock], said: list[AnnotatedBlock], context: DateContext
) -> DateSpan | None:
    """Return the range that the title, or a first statement about the report, gives.

    Args:
        document: The annotated document.
        head: The blocks before the first paragraph of prose.
        said: Those that say what the document is about.
        context: Where missing years come from.
    """
    opening = [b for b in document.blocks if b.block.kind != "table_row"][:25]
    closing = [b for b in document.blocks if b.text.startswith("The period ")]
    for block in (*opening, *closing):
        for found in _with_joined(block):
            before = block.text[: found.start - block.block.start]
            named = any(block in stretch for stretch in (head, closing, said)) or _about_report(block, before)
            named = named or _is_review(block, found, head)
            if named and _is_long_form(document, block, found, head):
                value = resolve(found.match, context)
                least = _SHORTEST if block in head and _names_period(block, before) else _FOUR_WEEKS
                if value and value.start and value.end and _days(value) >= least:
                    return date_span(document, found, value)
    return _named_year(document, head)


def _named_year(document: AnnotatedDocument, head: Iterable[AnnotatedBlock]) -> DateSpan | None:
    """Return the year that a report has in its name."""
    for block in head:
        named = block.phrasing[_NAMED_YEAR].search(block.text)
        if named and not block.phrasing[_SESSION].search(block.text):
            group = "behind" if named["behind"] else "before"
            start, end, year = *(block.block.start + at for at in named.span(group)), named[group]
            span = span_of(document, start, end)
            return DateSpan(start=f"{year}-01-01", end=f"{year}-12-31", precision="year", text=year, span=span)
    return None


def title_year(head: Iterable[AnnotatedBlock]) -> int | None:
    """Return the one year that the lines over the text state, or in which their meeting was held; None for several.

    Args:
        head: The blocks before the first paragraph of prose.
    """
    held = {int(year) for block in head for year in block.phrasing[_HELD].findall(block.text)}
    years = held | {found.match.year for block in head for found in block.dates} - {None}
    return years.pop() if len(years) == 1 else None


def _with_joined(block: AnnotatedBlock) -> Iterator[FoundDate]:
    """Yield a block's dates; “in 2012 and the first quarter of 2013” before its parts."""
    base = block.block.start
    for first, last in pairwise(block.dates):
        between = block.text[first.end - base : last.start - base]
        whole = first.match.last is None and last.match.last is None and first.match.year and last.match.year
        if whole and first.match.first.day is None and between.strip() in ("and", "and the", "and in", "and in the"):
            text = block.text[first.start - base : last.end - base]
            match = first.match._replace(end=last.match.end, text=text, kind="range", last=last.match.first)
            yield FoundDate(first.start, last.end, text, match._replace(bare_year=False))
    yield from block.dates


def _is_review(block: AnnotatedBlock, found: FoundDate, head: Iterable[AnnotatedBlock]) -> bool:
    """True for a year's title: “Our work in 2021”, “2021 in review”."""
    after = block.text[found.end - block.block.start :]
    review = found.match.introduced or bool(block.phrasing[_IN_REVIEW].match(after))
    return found.match.kind in ("year", "part") and review and block in head


def _is_long_form(
    document: AnnotatedDocument, block: AnnotatedBlock, found: FoundDate, head: list[AnnotatedBlock]
) -> bool:
    """True for a date that is written as a stretch of time which a report may cover."""
    match = found.match
    before = block.text[: found.start - block.block.start]
    whole = _is_review(block, found, head) or _ends_title(block, found, head)
    whole = whole or (match.kind in ("year", "part") and _of_report(document, block, before))
    ranged = match.last is not None and (match.first.day is None or _about_report(block, before))
    if not whole and not ranged:
        return False
    return match.first.month is not None or match.introduced or block in head


def _ends_title(block: AnnotatedBlock, found: FoundDate, head: Iterable[AnnotatedBlock]) -> bool:
    """True for the year, quarter or month at the end of a report's title, set off from what it is about."""
    before, after = _around(block, found)
    reports = block in head and not after.strip(".)") and found.match.first.day is None
    reports = reports and not block.phrasing[_SESSION].search(block.text)
    return reports and all(block.phrasing[pattern].search(before + " ") for pattern in (_TELLS, _SET_OFF))


def _names_period(block: AnnotatedBlock, before: str) -> bool:
    """True for “Fortnightly update, 3 to 16 May” and “Dates of mission: 3–16 May”, unlike a meeting's days."""
    return _about_report(block, before) and not block.phrasing[_SESSION].search(before)


def _days(value: DateValue) -> int:
    """Return how many days lie between both ends; a meeting's few are no reporting period."""
    return (date.fromisoformat(value.end or "") - date.fromisoformat(value.start or "")).days


def _of_report(document: AnnotatedDocument, block: AnnotatedBlock, before: str) -> bool:
    """True for “This report presents the work done in 2021”: a year that is the report's period."""
    first = next((b for b in document.blocks if b.block.kind == "paragraph" and not b.block.is_title_block), None)
    return block is first and bool(block.phrasing[_THIS_REPORT].match(before))


def _about_report(block: AnnotatedBlock, before: str) -> bool:
    return (block.phrasing[_REPORT].search(before) or block.phrasing[_PERIOD].match(before)) is not None
