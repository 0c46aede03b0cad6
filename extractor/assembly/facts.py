"""What a document says about itself: symbol, kind, publisher, dates, period, title."""

import re

from extractor.assembly.context import own_ids
from extractor.lexicon.rows import Lexicons
from extractor.normalise.dates import DateContext, DateMatch, DateValue, resolve
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, FoundDate
from models import DateSpan, DocumentFacts, Span

_SYMBOL = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,6}\d{0,2}|[A-Z]{2,5}(?:-[A-Z]{2,6})+(?:-\d{1,2})?)"
    r"(?:/[A-Z]{2,8})*/\d{1,4}(?:\((?:Rev|Add|Corr)\.?\s?\d*\))?(?:\s?\((?:Rev|Add|Corr)\.?\s?\d*\))?(?:-[A-Z])?(?![\w/])"
)
_DATELINE = re.compile(r"^[A-ZÀ-Ý][\w ,’'-]{2,40}?,\s+(?=\d|[A-Z])")
_COUNCIL = re.compile(
    r"\b(?:is|are) (?:invited|requested) to (?:take )?(?:note|consider|approve|endorse)|^(?:Report|Note|Contribution) by\b|"
    r"^Action required\b|^Agenda item\b",
    re.I | re.M,
)


def find_facts(document: AnnotatedDocument, lexicons: Lexicons) -> tuple[DocumentFacts, frozenset[str], DateContext]:
    """Return a document's facts, the ids of its own organisation, and where missing years come from.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    source = document.source
    head = [b for b in document.blocks if b.block.is_title_block] or list(document.blocks[:3])
    reference = _reference(head)
    published = _published(document, head)
    first = DateContext(published=published.start if published else None)
    period = _period(document, head, first)
    publisher = _publisher(document, head, lexicons)
    kind = _kind(document, head, reference is not None)
    facts = DocumentFacts(
        id=source.id,
        filename=source.filename,
        media_type=source.media_type,
        kind=kind,  # type: ignore[arg-type]
        title=source.title,
        reference=reference,
        publisher=publisher,
        published=published,
        period=period,
        language="en",
        pages=source.pages,
    )
    context = DateContext(
        published=published.start if published else None,
        period=(period.start, period.end) if period else None,
    )
    return facts, own_ids(publisher or "ITU", lexicons.organisations), context


def _reference(head: list[AnnotatedBlock]) -> str | None:
    for block in head:
        if match := _SYMBOL.search(block.text):
            return match[0]
    return None


def _span(document: AnnotatedDocument, start: int, end: int) -> Span:
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
        span=_span(document, found.start, found.end),
    )


def _full_day(match: DateMatch) -> bool:
    return match.last is None and match.first.day is not None and match.first.year is not None and not match.opening


def _published(document: AnnotatedDocument, head: list[AnnotatedBlock]) -> DateSpan | None:
    """Return the day that stands alone in the title block, or in a dateline."""
    for block in (*head, *[b for b in document.blocks[:6] if b not in head]):
        for found in block.dates:
            offset = found.start - block.block.start
            alone = block.text.strip(" .") == found.text
            dateline = offset < 45 and re.match(r"\s*(?:\([^)]*\)\s*)?[–—-]", block.text[found.end - block.block.start :])
            labelled = re.match(r"\s*(?:Date|Published|Posted|Updated)\b", block.text)
            if _full_day(found.match) and (dateline or alone or labelled):
                value = resolve(found.match, DateContext())
                if value:
                    return date_span(document, found, value)
    return _dated_line(document, head)


def _dated_line(document: AnnotatedDocument, head: list[AnnotatedBlock]) -> DateSpan | None:
    """Return the one full day of a title-block line such as “Issue 14, 1 July 2022 – activities from …”."""
    for block in head:
        days = [found for found in block.dates if _full_day(found.match)]
        if len(days) != 1 or not block.block.is_title_block:
            continue
        after = block.text[days[0].end - block.block.start :]
        session = re.search(r"\b(?:meeting|session|conference)\b", block.text, re.I)
        if re.match(r"\s*(?:[–—|-]|\d?$)", after) and not session:
            value = resolve(days[0].match, DateContext())
            if value:
                return date_span(document, days[0], value)
    return None


def _period(document: AnnotatedDocument, head: list[AnnotatedBlock], context: DateContext) -> DateSpan | None:
    """Return the range that the title, or a first statement about the report, gives."""
    opening = [b for b in document.blocks if b.block.kind != "table_row"][:25]
    closing = [b for b in document.blocks if b.text.startswith("The period ")]
    for block in (*opening, *closing):
        for found in block.dates:
            match = found.match
            whole = match.kind == "year" and match.introduced and block.block.is_title_block
            long = whole or match.kind in ("year", "part") and _of_report(document, block, before_of(block, found))
            long = long or (match.last is not None and match.first.day is None)
            if not long or (match.first.month is None and not match.introduced and not block.block.is_title_block):
                continue
            before = block.text[: found.start - block.block.start]
            if block.block.is_title_block or whole or _about_report(before) or block in closing:
                value = resolve(match, context)
                if value and value.start and value.end:
                    return date_span(document, found, value)
    return None


def before_of(block: AnnotatedBlock, found: FoundDate) -> str:
    """Return the block's text before a date."""
    return block.text[: found.start - block.block.start]


def _of_report(document: AnnotatedDocument, block: AnnotatedBlock, before: str) -> bool:
    """True for “This report presents the work done in 2021”: a year that is the report's period."""
    first = next((b for b in document.blocks if b.block.kind == "paragraph" and not b.block.is_title_block), None)
    return block is first and bool(re.match(r"(?:This|The|The present) (?:report|document|update)\b", before))


def _about_report(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:report|document|update|reporting period|summary|secretariat|covers?|activities (?:\w+ ){0,4}(?:between|from|in)|"
            r"annex|contribution)\b",
            before,
            re.I,
        )
    )


def _publisher(document: AnnotatedDocument, head: list[AnnotatedBlock], lexicons: Lexicons) -> str | None:
    """Return the id of the organisation whose document it is: named alone in the title block, or by “About X”."""
    for block in head:
        for mention in block.of("organisation"):
            if mention.rule == "organisation_lexicon" and len(mention.text) > 0.8 * len(block.text.strip()):
                return _root(mention.key, lexicons)
    for block in head:
        if re.search(r"\bC(?:WG-[A-Z]+-)?\d{2}(?:/|-)|\bCWG-|\bCouncil (?:\d{4}|Working Group)", block.text):
            return "ITU"
    if any(re.search(r"\bCouncil Working Group\b|\bCouncil is invited\b", b.text) for b in document.blocks[:12]):
        return "ITU"
    for block in document.blocks:
        if re.match(r"About\b", block.text):
            first = next(block.of("organisation"), None)
            if first:
                return first.key
    return None


def _root(key: str, lexicons: Lexicons) -> str:
    """Return the organisation that a bureau or working group is part of, or the organisation itself."""
    parents = {row.id: row.parent for row in lexicons.organisations}
    while parents.get(key, "UN") not in ("", "UN"):
        key = parents[key]
    return key


def _kind(document: AnnotatedDocument, head: list[AnnotatedBlock], has_symbol: bool) -> str:
    opening = "\n".join(b.text for b in document.blocks[:25])
    if has_symbol or _COUNCIL.search(opening):
        return "council_report"
    if document.blocks and any(b.block.kind in ("paragraph", "list_item") for b in document.blocks):
        return "news_item"
    return "other"


__all__ = ["date_span", "find_facts", "fold"]
