"""What a document says about itself: symbol, kind, publisher, dates, period, title."""

import re
from collections import Counter
from datetime import date
from typing import Literal

from extractor.assembly.context import own_ids
from extractor.lexicon.rows import Lexicons
from extractor.normalise.dates import DateContext, DateMatch, DateValue, resolve
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, FoundDate
from models import DateSpan, DocumentFacts, Span

_SYMBOL = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,6}\d{0,2}|[A-Z]{2,5}(?:-[A-Z]{2,6})+(?:-\d{1,2})?)"
    r"(?:/[A-Z]{2,8})*/\d{1,4}(?:\((?:Rev|Add|Corr)\.?\s?\d*\))?(?:\s?\((?:Rev|Add|Corr)\.?\s?\d*\))?(?:-[A-Z])?(?![\w/])"
)
_HEAD_MOST = 25
_MASTHEAD = re.compile(r"\s[>»›|]\s")
_ISSUE = re.compile(r"(?:Press release|News release|Newsletter|Issue|No\.|Bulletin|For immediate release)\b", re.I)
_DATE_LABEL = re.compile(r"(?:Date|Published|Posted|Updated|Published on|Posted on|Last updated)\s*:?", re.I)
_SESSION = re.compile(r"\b(?:meeting|session|conference|consultation|council \d{4})\b", re.I)
_COUNCIL = re.compile(
    r"\b(?:is|are) (?:invited|requested) to (?:take )?(?:note|consider|approve|endorse)|"
    r"^(?:Report|Note|Contribution) by\b|^Action required\b|^Agenda item\b",
    re.I | re.M,
)


def find_facts(document: AnnotatedDocument, lexicons: Lexicons) -> tuple[DocumentFacts, frozenset[str], DateContext]:
    """Return a document's facts, the ids of its own organisation, and where missing years come from.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    source = document.source
    head = _head(document)
    reference = _reference(head)
    published = _published(document, head)
    period = _period(document, head, DateContext(published=published.start if published else None))
    publisher = _publisher(document, head, lexicons)
    facts = DocumentFacts(
        id=source.id,
        filename=source.filename,
        media_type=source.media_type,
        kind=_kind(document, reference is not None),
        title=_title(document, head),
        reference=reference,
        publisher=publisher,
        published=published,
        period=period,
        language="en" if document.is_english else "und",
        pages=source.pages,
    )
    context = DateContext(
        published=published.start if published else source.published,
        period=(period.start, period.end) if period else None,
    )
    return facts, own_ids(publisher or _reporter(document), lexicons), context


def _head(document: AnnotatedDocument) -> list[AnnotatedBlock]:
    """Return the blocks before the first paragraph of prose: symbol, date, author line, headline."""
    head: list[AnnotatedBlock] = []
    for block in document.blocks[:_HEAD_MOST]:
        prose = block.block.kind == "paragraph" and len(block.text) > 90 and not block.block.is_title_block
        if prose or block.block.kind in ("list_item", "footnote"):
            break
        head.append(block)
    return head


def _title(document: AnnotatedDocument, head: list[AnnotatedBlock]) -> str | None:
    """Return the title that the reader found, unless it is a masthead or a site's path over the headline."""
    title = document.source.title
    if title and _is_brand(title, head):
        title = next((b.text for b in head if len(b.text.split()) >= 5 and not b.dates and b.text != title), title)
    if title and (_MASTHEAD.search(title) or (title.isupper() and any(_ISSUE.match(b.text) for b in head))):
        for block in head:
            plain = block.text != title and not block.dates and not _ISSUE.match(block.text)
            if plain and len(block.text.split()) >= 4 and not _MASTHEAD.search(block.text):
                return block.text
    return title


def _is_brand(title: str, head: list[AnnotatedBlock]) -> bool:
    """True for “ITU News” and “ITU Regional Office for Africa” over the headline."""
    for block in head:
        if block.text == title:
            named = sum(m.end - m.start for m in block.of("organisation"))
            return named > 0.8 * len(title) or (named > 0 and len(title.split()) <= 3)
    return False


def _reporter(document: AnnotatedDocument) -> str:
    """Return the organisation that the document talks of most; ITU where it is among those talked of."""
    counts = Counter(m.key for block in document.blocks for m in block.of("organisation"))
    if not counts:
        return "ITU"
    key, times = counts.most_common(1)[0]
    return key if times >= 3 and times > 2 * counts["ITU"] else "ITU"


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
    """Return the day that stands alone over the text, else that of a dateline, else of a line such as “Issue 14, …”."""
    first = document.blocks[len(head) : len(head) + 2]
    for fits, blocks in ((_stands_alone, head), (_in_dateline, [*head, *first]), (_in_issue_line, head)):
        for block in blocks:
            days = [found for found in block.dates if _full_day(found.match)]
            if days and fits(block, days[0]) and (value := resolve(days[0].match, DateContext())):
                return date_span(document, days[0], value)
    return None


def _around(block: AnnotatedBlock, found: FoundDate) -> tuple[str, str]:
    base = block.block.start
    return block.text[: found.start - base].strip(), block.text[found.end - base :].strip()


def _stands_alone(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, after = _around(block, found)
    return not after.strip(".") and (not before or bool(_DATE_LABEL.fullmatch(before)))


def _in_dateline(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, after = _around(block, found)
    return (
        len(before) < 45 and bool(re.match(r"(?:\([^)]*\)\s*)?[–—-]", after)) and not _SESSION.search(block.text[:80])
    )


def _in_issue_line(block: AnnotatedBlock, found: FoundDate) -> bool:
    before, _ = _around(block, found)
    return len(block.text) <= 130 and len(before) <= 90 and not _SESSION.search(block.text)


def _period(document: AnnotatedDocument, head: list[AnnotatedBlock], context: DateContext) -> DateSpan | None:
    """Return the range that the title, or a first statement about the report, gives."""
    opening = [b for b in document.blocks if b.block.kind != "table_row"][:25]
    closing = [b for b in document.blocks if b.text.startswith("The period ")]
    for block in (*opening, *closing):
        for found in block.dates:
            match = found.match
            after = block.text[found.end - block.block.start :]
            review = match.introduced or bool(re.match(r" in (?:review|numbers|retrospect)\b", after))
            whole = match.kind == "year" and review and block in head
            long = whole or (match.kind in ("year", "part") and _of_report(document, block, before_of(block, found)))
            ranged = match.last is not None and (match.first.day is None or _about_report(before_of(block, found)))
            long = long or ranged
            if not long or (match.first.month is None and not match.introduced and block not in head):
                continue
            before = block.text[: found.start - block.block.start]
            if block in head or whole or _about_report(before) or block in closing:
                value = resolve(match, context)
                if value and value.start and value.end and _is_long(value):
                    return date_span(document, found, value)
    return None


def _is_long(value: DateValue) -> bool:
    """True for four weeks and more; a meeting's days are no reporting period."""
    return (date.fromisoformat(value.end or "") - date.fromisoformat(value.start or "")).days >= 27


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
            r"\b(?:report|document|update|reporting period|summary|secretariat|covers?|annex|contribution|"
            r"activities (?:\w+ ){0,4}(?:between|from|in))\b",
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


def _kind(document: AnnotatedDocument, has_symbol: bool) -> Literal["council_report", "news_item", "other"]:
    opening = "\n".join(b.text for b in document.blocks[:25])
    if has_symbol or _COUNCIL.search(opening):
        return "council_report"
    if any(b.block.kind in ("paragraph", "list_item") for b in document.blocks):
        return "news_item"
    return "other"
