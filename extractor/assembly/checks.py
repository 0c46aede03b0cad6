"""Compares a stated total with the list, or the parts, that follow it."""

import re
from collections.abc import Iterator
from typing import Literal

from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Count
from models import Check, Span

_OPEN = re.compile(r"\b(?:including|such as|among them|among which|like|for example|e\.g\.|notably)\b", re.I)
_CLOSED = re.compile(r"\bnamely\b|\bviz\.?\b|\bi\.e\.|:", re.I)
_ITEMS = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|;\s*(?:and\s+)?)")
_PARALLEL = re.compile(r",\s*(on|for|in|to|with|about)\s+(?:[^,.;]+?)(?:,\s*\1\s+[^,.;]+?)*\s+and\s+\1\s+", re.I)
_ANOTHER_KIND = re.compile(r",? (?:and|plus|as well as) (?P<one>one )?")
_MOST = 200
_PLACES = re.compile(r"\b(?:countries|states|nations|administrations|territories|economies|member states)$", re.I)
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
                if not first.is_people and not _counts_on(block, counts):
                    yield _check(document, first, items, kind="stated_total")


def _counts_on(block: AnnotatedBlock, counts: list[Count]) -> bool:
    """True for “four regional drills and two national ones”, or “and one national one”: the items are of both kinds."""
    base = block.block.start
    joint = _ANOTHER_KIND.match(block.text, counts[0].end - base)
    return joint is not None and (bool(joint["one"]) or any(c.start - base == joint.end() for c in counts[1:]))


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
    if count.counted is None or count.value > _MOST or count.qualifier != "exact":
        return None
    base = block.block.start
    verbs = [
        clause.main.start
        for sentence in block.sentences
        for clause in sentence.clauses
        if clause.main and clause.main.start > count.end
    ]
    limit = min([c.start for c in counts if c.start > count.start] + [end])
    text = block.text[count.end - base : limit - base]
    if parallel := _PARALLEL.match(text):
        listed = len(re.findall(rf"\b{parallel[1]}\b", parallel[0], re.I))
        return _check(document, count, listed, kind="stated_total")
    closed, opened = _CLOSED.search(text), _OPEN.search(text)
    bracket = re.match(r"\s*\((?=[^()\d]+\))", text) if _is_list_of(count) else None
    if bracket:
        stop = count.end + text.index(")")
        return _check(document, count, _listed(block, count, count.end + bracket.end(), stop), kind="stated_total")
    marker = min((m for m in (closed, opened) if m), key=lambda m: m.start(), default=None)
    if marker is None or ";" in text[: marker.start()] or (marker.start() > 4 and not _is_list_of(count)):
        return None
    at = count.end + marker.end()
    listed = _listed(block, count, at, min([verb for verb in verbs if verb > at] + [limit]))
    if listed < 2:
        return None
    return _check(document, count, listed, kind="stated_total", closed=marker is closed)


def _next_sentence(document: AnnotatedDocument, block: AnnotatedBlock, count: Count, end: int) -> Check | None:
    """Compare “… to three countries. These were Fiji, Tonga and Samoa.”."""
    following = next((s for s in block.sentences if s.start >= end), None)
    if following is None or not _is_list_of(count) or count.qualifier != "exact":
        return None
    base = block.block.start
    if not re.match(r"(?:These|They|Those) (?:were|are)\b", block.text[following.start - base : following.end - base]):
        return None
    listed = _listed(block, count, following.start, following.end)
    return _check(document, count, listed, kind="stated_total") if listed >= 2 else None


def _is_list_of(count: Count) -> bool:
    return bool(_PLACES.search(count.counted or ""))


def _listed(block: AnnotatedBlock, count: Count, start: int, end: int) -> int:
    """Return the number of items between two offsets: countries where countries are counted, else by separators."""
    if _is_list_of(count):
        return len({m.key for m in block.of("country", start, end)})
    base = block.block.start
    text = re.split(r"[.;)]", block.text[start - base : end - base])[0].strip()
    items = [item for item in _ITEMS.split(text) if item.strip()]
    return len(items) if items and all(len(item.split()) <= 8 for item in items) else 0


def _sum(document: AnnotatedDocument, block: AnnotatedBlock, count: Count, end: int) -> Check | None:
    """Compare “111 participants (43 from A, 32 from B and 36 from C)”."""
    base = block.block.start
    after = block.text[count.end - base : end - base]
    opening = re.match(r"\s*[(:]", after)
    if not opening or not count.is_people:
        return None
    start = count.end + opening.end()
    closing = after.find(")") if opening[0].endswith("(") else len(after)
    parts = [c.value for c in block.counts if start <= c.start < count.end + closing and c.is_people]
    if len(parts) < 2:
        return None
    return _check(document, count, sum(parts), kind="stated_sum")
