"""What a document says about itself: symbol, kind, publisher, dates, period, title."""

import re
from collections import Counter
from typing import Literal

from extractor.assembly.context import SHEET_LINE, known, own_ids
from extractor.assembly.issued import period, published, title_year
from extractor.lexicon.rows import Lexicons
from extractor.normalise.dates import DateContext
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention
from extractor.rules.phrasing import Phrasing, phrasing
from models import DocumentFacts

_SYMBOL = re.compile(
    # “C24/57-E”, “CWG-COP-20/7”, “EC-75/INF/3”, “A/75/123”
    r"(?<![\w/])(?:[A-Z]{1,6}\d{0,3}|[A-Z]{2,6}(?:[-&][A-Z]{2,6})+|[A-Z]{2,6}(?:[-&][A-Z]{2,6})*-\d{1,3})"
    r"(?:/(?:[A-Z]{1,10}|\d{2,4}))*/\d{1,4}(?:\s?\((?:Rev|Add|Corr)\.?\s?\d*\))*(?:-[A-Z])?(?![\w/])"
)
_OWN_SYMBOL = r"\b<own_series>(?:-[A-Z]+-)?\d{2}[/-]|\b<own_group>-|\b<own_council> \d{4}|\b<own_meeting>\b"
_OWN_MEETING = r"\b<own_meeting>\b"
# “Routes: the bulletin of the IOM”
_ISSUE_OF = r"(?i)\b<issue_word> of (?:the )?$"
# “WHO Regional Office for Africa, 2021: …”, “CTO Annual Report 2014”
_TITLE_LEAD = r"(?i)([^:|]{2,90}?)(?:: | [–—|-] | (?:<report_title>|<issue_line>)\b)"
_ARTICLE = len("The ")
_HEAD_MOST = 25
# Sections that say what a document is about.
_OPENINGS = frozenset({"summary", "purpose"})
DocumentKind = Literal["council_report", "news_item", "other"]
_PATH = re.compile(r"\s[>»›|]\s")
_ISSUE = r"(?i)<issue_line>\b"
_REPORT_LINE = r"(?i)(?:[^ ]+ ){0,5}<report_title>(?:$|\W*[^\w\s]| (?:by|for|from|of|on|to|\d))"
_BY_LINE = r"<by_line>[ .:]|©"
_SENTENCES = re.compile(r"(?<!\bNo)[.!?…][”\"’')]*(?:\s|$)|[:;,]$")
_COUNCIL = r"(?im)\b(?:is|are) <asked_word> to (?:take )?<asked_action>|^<council_line>\b"


def find_facts(document: AnnotatedDocument, lexicons: Lexicons) -> tuple[DocumentFacts, frozenset[str], DateContext]:
    """Return a document's facts, the ids of its own organisation, and where missing years come from.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    source, words = document.source, phrasing(lexicons)
    head = _head(document)
    reference = _reference(head)
    issue = published(document, head)
    said = [b for b in document.blocks[:_HEAD_MOST] if known(lexicons).role_of(b.block) in _OPENINGS]
    covered = period(document, head, said, DateContext(published=issue.start if issue else None))
    publisher = _publisher(document, head, lexicons)
    facts = DocumentFacts(
        id=source.id,
        filename=source.filename,
        media_type=source.media_type,
        kind=_kind(document, head, words, has_symbol=reference is not None),
        title=_title(document, head, lexicons),
        reference=reference,
        publisher=publisher,
        published=issue,
        period=covered,
        language="en" if document.is_english else "und",
        pages=source.pages,
    )
    context = DateContext(
        heading_year=None if issue or covered else title_year(head),
        published=issue.start if issue else source.published,
        published_end=issue.end if issue else None,
        period=(covered.start, covered.end) if covered else None,
    )
    own = publisher or _heads_title(head, words) or _reporter(document, words)
    return facts, own_ids(own, lexicons), context


def _head(document: AnnotatedDocument) -> list[AnnotatedBlock]:
    """Return the blocks before the first paragraph of prose: symbol, date, author line, headline."""
    head: list[AnnotatedBlock] = []
    for block in document.blocks[:_HEAD_MOST]:
        long = block.block.kind == "paragraph" and len(block.text) > 90 and _SENTENCES.search(block.text)
        prose = long and not block.block.is_title_block
        if prose or block.block.kind in ("list_item", "footnote"):
            break
        head.append(block)
    return head


def _title(document: AnnotatedDocument, head: list[AnnotatedBlock], lexicons: Lexicons) -> str | None:
    """Return the title that the reader found, unless it is a masthead or a site's path over the headline."""
    title = document.source.title
    masthead = phrasing(lexicons).folded("masthead")
    own = next((b for b in head if b.text == title), None)
    issued = bool(title) and str(title).isupper() and any(b.phrasing[_ISSUE].match(b.text) for b in head)
    if title and (_PATH.search(title) or issued or (own and _is_furniture(own, masthead))):
        return next((b.text for b in head if b is not own and _is_headline(b, masthead)), title)
    return title


def _is_headline(block: AnnotatedBlock, masthead: frozenset[str]) -> bool:
    words = len(block.text.split())
    dated = any(not found.match.bare_year for found in block.dates)
    issue_line = block.phrasing[_ISSUE].match(block.text)
    return words >= 4 and not dated and not issue_line and not _is_furniture(block, masthead)


def _is_furniture(block: AnnotatedBlock, masthead: frozenset[str]) -> bool:
    """True for what stands over a headline: “ITU News”, “PRESS RELEASE”, a body's name, a site's path, a by-line."""
    if _PATH.search(block.text) or block.phrasing[_BY_LINE].match(block.text):
        return True
    # In a headline in capitals, anything may look like the name of a body that no list knows.
    known = [m for m in block.of("organisation") if m.rule == "organisation_lexicon" or not block.text.isupper()]
    named = sum(m.end - m.start for m in known)
    rest = block.text.split()
    for size in range(min(4, len(rest)), 0, -1):
        if fold(" ".join(rest[-size:])).strip(" :") in masthead and len(rest) - size <= 2:
            return True
    return named > 0.8 * len(block.text) or (named > 0 and len(rest) <= 3)


def _reporter(document: AnnotatedDocument, words: Phrasing) -> str:
    """Return the organisation that the document talks of most; the usual one where it is among those talked of."""
    usual = _usual(words)
    counts = Counter(m.key for block in document.blocks for m in block.of("organisation"))
    if not counts:
        return usual
    key, times = counts.most_common(1)[0]
    return key if times >= 3 and times > 2 * counts[usual] else usual


def _heads_title(head: list[AnnotatedBlock], words: Phrasing) -> str:
    """Return the organisation that opens a report's title: “WHO: report of 2022”, “CTO Annual Report”; "" for none.

    The usual one where it is named with others: “FAO–ITU Strategies: where countries stand”.
    """
    for block in head[:1]:
        base = block.block.start
        lead = words[_TITLE_LEAD].match(block.text)
        named = block.of("organisation", base, base + lead.end(1)) if lead else ()
        keys = [m.key for m in named]
        if keys and (_usual(words) in keys or named[0].start - base <= _ARTICLE):
            return _usual(words) if _usual(words) in keys else keys[0]
    return ""


def _usual(words: Phrasing) -> str:
    return next(iter(words.of("usual_reporter")), "")


def _reference(head: list[AnnotatedBlock]) -> str | None:
    for block in head:
        if match := _SYMBOL.search(block.text):
            return match[0]
    return None


def _publisher(document: AnnotatedDocument, head: list[AnnotatedBlock], lexicons: Lexicons) -> str | None:
    """Return the id of the organisation whose document it is: named alone in the title block, or by “About X”."""
    words = phrasing(lexicons)
    masthead = words.folded("masthead")
    for block in head:
        for mention in block.of("organisation"):
            if mention.rule == "organisation_lexicon" and _heads_line(block, mention, masthead):
                return _root(mention.key, lexicons)
    own = any(words[_OWN_SYMBOL].search(block.text) for block in head)
    if own or any(words[_OWN_MEETING].search(block.text) for block in document.blocks[:12]):
        return _usual(words) or None
    for block in document.blocks:
        if re.match(r"About\b", block.text):
            first = block.first("organisation", end=block.block.start + 15)
            if first:
                return first.key
    return None


def _heads_line(block: AnnotatedBlock, mention: Mention, masthead: frozenset[str]) -> bool:
    """True for a line that is a body's name, alone or with an office or masthead: “WHO Regional Office for Africa”."""
    if block.phrasing[SHEET_LINE].match(block.text):
        # “Host: Ministry of Transport” names no publisher.
        return False
    length = len(block.text.strip())
    if block.phrasing[_ISSUE_OF].search(block.text[: mention.start - block.block.start]):
        return True
    part = block.first("organisation", mention.end, mention.end + 2)
    office = part is not None and mention.start == block.block.start and part.end - mention.start > 0.8 * length
    before, after = block.text[: mention.start - block.block.start], block.text[mention.end - block.block.start :]
    titled = not before.strip() and fold(after.strip(" :|")) in masthead
    return len(mention.text) > 0.8 * length or office or titled


def _root(key: str, lexicons: Lexicons) -> str:
    """Return the organisation that a bureau or working group is part of, or the organisation itself."""
    parents = {row.id: row.parent for row in lexicons.organisations}
    tops = {"", *phrasing(lexicons).of("whole_system")}
    while parents.get(key, "") not in tops:
        key = parents[key]
    return key


def _kind(
    document: AnnotatedDocument, head: list[AnnotatedBlock], words: Phrasing, *, has_symbol: bool
) -> DocumentKind:
    opening = "\n".join(b.text for b in document.blocks[:25])
    if has_symbol or words[_COUNCIL].search(opening):
        return "council_report"
    if _is_report(head):
        return "other"
    if any(b.block.kind in ("paragraph", "list_item") for b in document.blocks):
        return "news_item"
    return "other"


def _is_report(head: list[AnnotatedBlock]) -> bool:
    """True under a line such as “Mission report”, unlike a headline: “Annual report shows progress”."""
    if any(b.phrasing[_ISSUE].match(b.text) for b in head):
        return False
    lines = (b for b in head if b.phrasing[_REPORT_LINE].match(b.text))
    return any(clause.main is None for b in lines for s in b.sentences[:1] for clause in s.clauses)
