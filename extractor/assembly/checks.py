"""Compares a stated total with the list, or the parts, that follow it."""

import re
from collections.abc import Iterator
from typing import Literal

from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Count
from models import Check, Span

_OPEN = r"(?i)\b<open_list>(?!\w)"
_CLOSED = r"(?i)\b<closed_list>(?!\w)|:"
_ITEMS = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|;\s*(?:and\s+)?)")
_PARALLEL = re.compile(
    r"(?:,| [–—-])\s*(on|for|in|to|with|about)\s+(?:[^,.;]+?)(?:,\s*\1\s+[^,.;]+?)*\s+and\s+\1\s+", re.I
)
_NTH = "(?:second|third|fourth|fifth)"
_EACH = rf"(?:one|the first|another|the other|(?:a|the) {_NTH})"
_ONE_BY_ONE = re.compile(
    rf"[^.;:,()]{{0,60}}(?:,| [–—-]) (?P<list>(?:one|the first) (?:[^.;]*?,)?[^.;,]*? and {_EACH} [a-z]+)\b"
)
_ONE = re.compile(rf"\b{_EACH} (?=(?:on|for|in|to|with|about|at|by|from|of)\b)")
_INSERTED = re.compile(
    r"(?:(?: (?:of|in|from) [^,.;:()]{1,40})?\s*\((?=[^()\d]+\))|\s+[–—-]\s+(?=[^()\d.;]+,))"
    r"(?P<list>[^–—()\d.;]+)(?:\)|\s[–—-]\s|[.;]|$)"
)
_NAME = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}"
_PLACED = re.compile(
    rf"[\w ]{{0,40}}, (?:in )?(?P<list>(?:{_NAME}, )*{_NAME},? and {_NAME})(?=[,.;])"
    r"|, (?:for|on|with) (?P<plain>(?:[a-z-]+(?: [a-z-]+)?, )+[a-z-]+(?: [a-z-]+)? and [a-z -]+?)(?=[,.;])"
)
_BETWEEN_COMMAS = re.compile(rf", (?P<list>(?:{_NAME}, )*{_NAME},? and {_NAME})(?=[,.;])")
# “Three further roadmaps (Fiji, Tonga and Samoa)”
_BRACKETED = re.compile(rf" \((?P<list>(?:{_NAME}, )*{_NAME},? and {_NAME})\)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_STATED = ("exact", "more_than", "at_least")
_MOST = 200
_PLACES = r"(?i)\b<place_plural>$"
CheckKind = Literal["stated_total", "stated_sum"]


def find_checks(document: AnnotatedDocument) -> Iterator[Check]:
    """Yield the checks of a document in order.

    Args:
        document: The annotated document.
    """
    for block in document.blocks:
        if block.block.kind == "heading" or block.block.is_title_block or block.block.kind == "table_row":
            continue
        items = _items_under(document, block)
        for sentence in block.sentences:
            counts = [c for c in block.counts if sentence.start <= c.start < sentence.end]
            for count in counts:
                check = _sum(document, block, count, sentence.end)
                check = check or _inline(document, block, count, (sentence.end, counts))
                check = check or _next_sentence(document, block, count, sentence.end)
                if check:
                    yield check
            if items and sentence is block.sentences[-1] and counts:
                first = counts[0]
                if not first.is_people and not _counts_on(block, first):
                    yield _check(document, first, items, kind="stated_total")


def _counts_on(block: AnnotatedBlock, count: Count) -> bool:
    """True for “four regional drills and two national ones”: the items are of both kinds."""
    return block.text[count.end - block.block.start :].startswith((" and ", ", and ", " plus ", " as well as "))


def _items_under(document: AnnotatedDocument, block: AnnotatedBlock) -> int:
    """Return how many items the block leads in; 0 where it leads none in."""
    if not block.text.rstrip().endswith(":"):
        return 0
    return sum(1 for other in document.blocks if other.block.parent == block.block.index)


def _check(document: AnnotatedDocument, count: Count, listed: int, *, kind: CheckKind, closed: bool = True) -> Check:
    agrees = listed == count.value if closed else listed <= count.value
    text = document.source.plain_text[count.start : count.end]
    return Check(
        kind=kind,
        counted=count.counted,
        stated=count.value,
        listed=listed,
        agrees=agrees,
        span=Span(start=count.start, end=count.end, text=text),
    )


def _inline(
    document: AnnotatedDocument, block: AnnotatedBlock, count: Count, rest: tuple[int, list[Count]]
) -> Check | None:
    end, counts = rest
    if count.counted is None or count.value > _MOST or count.qualifier not in _STATED:
        return None
    text = block.text[count.end - block.block.start : _limit(block, count, counts, end) - block.block.start]
    if parallel := _PARALLEL.match(text):
        listed = len(re.findall(rf"\b{parallel[1]}\b", parallel[0], re.I))
        return _check(document, count, listed, kind="stated_total")
    if (one_by_one := _ONE_BY_ONE.match(text)) and len(_ONE.findall(one_by_one["list"])) == count.value:
        return _check(document, count, count.value, kind="stated_total")
    places = _is_list_of(block, count)
    shapes = (_INSERTED, _BETWEEN_COMMAS) if places else (_PLACED, _BRACKETED)
    inserted = next((found for shape in shapes if (found := shape.match(text))), None)
    items = (inserted.lastgroup or "list") if inserted else ""
    listed = _listed(block, count, *(count.end + at for at in inserted.span(items))) if inserted else 0
    # “Four bodies, in Peru and Chile,” may be two in each.
    if inserted and listed >= 2 and (places or listed == count.value):
        opened = block.phrasing[_OPEN].search(inserted[items])
        return _check(document, count, listed, kind="stated_total", closed=not opened)
    return _marked(document, block, count, text)


def _limit(block: AnnotatedBlock, count: Count, counts: list[Count], end: int) -> int:
    """Return where a list behind a count ends at the latest: at the next count that stands in no brackets."""
    base = block.block.start
    for other in counts:
        between = block.text[count.end - base : max(count.end, other.start) - base]
        if other.start > count.start and between.count("(") == between.count(")"):
            return other.start
    return end


def _marked(document: AnnotatedDocument, block: AnnotatedBlock, count: Count, text: str) -> Check | None:
    """Compare “three bodies, namely …”, “six countries, including …” and “six courses were given: Fiji (with 20) …”."""
    closed, opened = block.phrasing[_CLOSED].search(text), block.phrasing[_OPEN].search(text)
    marker = min((m for m in (closed, opened) if m), key=lambda m: m.start(), default=None)
    far = marker is not None and marker.start() > 4 and not _is_list_of(block, count)
    if marker is None or ";" in text[: marker.start()] or (far and (count.is_people or marker is opened)):
        return None
    start, end = count.end + marker.end(), count.end + len(text)
    verbs = (c.main.start for s in block.sentences for c in s.clauses if c.main and start < c.main.start)
    listed = _listed(block, count, start, min((end, *verbs)))
    # Only a list right behind its count can prove it wrong, and only an exact one wholly told.
    doubtful = (far or (marker is closed and count.qualifier != "exact")) and listed != count.value
    if listed < 2 or doubtful:
        return None
    return _check(document, count, listed, kind="stated_total", closed=marker is closed)


def _next_sentence(document: AnnotatedDocument, block: AnnotatedBlock, count: Count, end: int) -> Check | None:
    """Compare “… to three countries. These were Fiji, Tonga and Samoa.”."""
    following = next((s for s in block.sentences if s.start >= end), None)
    if following is None or not _is_list_of(block, count) or count.qualifier != "exact":
        return None
    base = block.block.start
    if not re.match(r"(?:These|They|Those) (?:were|are)\b", block.text[following.start - base : following.end - base]):
        return None
    listed = _listed(block, count, following.start, following.end)
    return _check(document, count, listed, kind="stated_total") if listed >= 2 else None


def _is_list_of(block: AnnotatedBlock, count: Count) -> bool:
    return block.phrasing[_PLACES].search(count.counted or "") is not None


def _listed(block: AnnotatedBlock, count: Count, start: int, end: int) -> int:
    """Return the number of items between two offsets: countries where countries are counted, else by separators."""
    if _is_list_of(block, count):
        return len({m.key for m in block.of("country", start, end)})
    base = block.block.start
    text = block.text[start - base : end - base]
    for place in block.of("country", start, end):
        # “Bosnia and Herzegovina” is one item.
        text = text.replace(place.text, place.key)
    text = re.split(r"[.;)]", _BRACKETS.sub("", text))[0].strip()
    items = [item.strip() for item in _ITEMS.split(text) if item.strip()]
    joined = re.search(r"\s(?:and|or)\s", text) or all(item[0].isupper() for item in items)
    return len(items) if joined and all(len(item.split()) <= 8 for item in items) else 0


def _sum(document: AnnotatedDocument, block: AnnotatedBlock, count: Count, end: int) -> Check | None:
    """Compare “111 participants (43 from A, 32 from B and 36 from C)”."""
    base = block.block.start
    after = block.text[count.end - base : end - base]
    opening = re.match(r"\s*[(:]|[^.;:()\d]{1,60}\((?=[A-Z])", after)
    if not count.is_people or count.part:
        return None
    # “126 persons were certified (48 from Benin, 31 from Burundi)”: parts that count nothing else.
    shares = None if opening else re.match(r"[^(.;:]*\(", after)
    opening = opening or shares
    if not opening:
        return None
    start = count.end + opening.end()
    closing = after.find(")") if opening[0].endswith("(") else len(after)
    inside = [c for c in block.counts if start <= c.start < count.end + closing and c.is_people]
    parts = [c.value for c in inside if not shares or (c.part and c.counted is None)]
    if len(parts) < 2:
        return None
    return _check(document, count, sum(parts), kind="stated_sum")
