"""Counts of two tellings that can't both be true."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from extractor.reconcile.frame import Found, Frame, Values, about, finding, fuller
from extractor.reconcile.intervals import HIGH, Interval
from extractor.reconcile.items import Count
from extractor.reconcile.match import Link
from extractor.reconcile.wording import few, name_of


def count_mismatch(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding for each audience, and each thing, whose two counts can't both be true."""
    if not link.main or not _comparable(link, frame):
        return
    before = frame.matching.told_by(link.after, link.before)
    after = frame.matching.told_by(link.before, link.after)
    for field in ("people", "things"):
        # What one side tells in parts is added up: nine of two countries are five of one and four of the other.
        ours = [count for item in before for count in getattr(item, field)]
        theirs = [count for item in after for count in getattr(item, field)]
        for one, other in _conflicts(ours, theirs, strangers=field == "people"):
            if _may_have_grown(link, frame, (one, other)):
                continue
            name = "participants" if field == "people" else "quantities"
            said = _said(ours if len(before) > 1 else [one]), _said(theirs if len(after) > 1 else [other])
            message = f"{name_of(fuller(link))}: {said[0]} before, {said[1]} after"
            yield finding("count_mismatch", about(link), Values(name, *said), message)


def _comparable(link: Link, frame: Frame) -> bool:
    """A plan's figure and the outcome may differ, and so may what is counted as it goes on."""
    before, after = link.before, link.after
    if before.completed and after.completed:
        return before.stage == after.stage or not {"start", "end"} & (before.roles ^ after.roles)
    if frame.mode == "sources":
        return before.stage == after.stage or before.ongoing == after.ongoing
    return False


def _conflicts(ours: Sequence[Count], theirs: Sequence[Count], *, strangers: bool) -> Iterator[tuple[Count, Count]]:
    """Yield pairs of counts of the same that nothing on the other side agrees with.

    Args:
        ours: Counts of one telling.
        theirs: Counts of the other.
        strangers: Whether these are people, who may be counted without saying who they are.
    """
    wholes = [[count for count in counts if not count.part] for counts in (ours, theirs)]
    # “131 participants (74 from government, 57 from companies)” is one number of people, told with its parts.
    single = strangers and all(len(counts) == 1 for counts in wholes)
    for part in (False, True):
        mine = [count for count in ours if count.part == part]
        yours = [count for count in theirs if count.part == part]
        for head in sorted({count.head for count in mine} & {count.head for count in yours}, key=str):
            one = [count for count in mine if count.head == head]
            other = [count for count in yours if count.head == head]
            pairs = [(a, b) for a in one for b in other if _same_nouns(a, b)]
            if pairs and (head or (single and not part)) and not _agree(one, other):
                yield pairs[0]
    if single and None in (heads := (wholes[0][0].head, wholes[1][0].head)) and heads[0] != heads[1]:
        everybody, some = wholes if heads[0] is None else wholes[::-1]
        if some[0].size.low > everybody[0].size.high:
            yield wholes[0][0], wholes[1][0]


def _same_nouns(one: Count, other: Count) -> bool:
    """Return whether one noun says all that the other says: teachers and secondary school teachers."""
    ours, theirs = set(one.noun.split()), set(other.noun.split())
    return one.noun == other.noun or ours <= theirs or theirs <= ours or len(ours & theirs) > 1


def _agree(ours: Sequence[Count], theirs: Sequence[Count]) -> bool:
    """Return whether any count or sum of one side is possible on the other."""
    return any(one.meets(other) for one in _sizes(ours) for other in _sizes(theirs))


def _sizes(counts: Sequence[Count]) -> list[Interval]:
    sums = [group for size in range(1, len(counts) + 1) for group in combinations(counts[:6], size)]
    return [Interval(sum(c.size.low for c in group), min(HIGH, sum(c.size.high for c in group))) for group in sums]


def _may_have_grown(link: Link, frame: Frame, counts: tuple[Count, Count]) -> bool:
    """Return whether a running total may have grown from the earlier telling to the later."""
    if not any("running_total" in item.roles for item in (link.before, link.after)):
        return False
    early, late = reversed(counts) if frame.backwards else counts
    return late.size.high >= early.size.low


def _said(counts: Sequence[Count]) -> str:
    return few(" ".join(count.said.split()) for count in counts)
