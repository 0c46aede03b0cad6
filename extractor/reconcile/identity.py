"""Whether two records may tell of one activity at all: the grounds that no score outweighs."""

from collections.abc import Callable
from typing import NamedTuple

from extractor.reconcile.intervals import Interval
from extractor.reconcile.items import Item
from extractor.reconcile.kinds import LASTING, ONCE, REPEATED
from models.findings import Mode

SAME_WORDS = 0.6


class Pair(NamedTuple):
    """Two items in the order of time.

    Attributes:
        early: The one whose document reports on earlier days.
        late: The other.
        wording: How alike their words are, from 0 to 1.
    """

    early: Item
    late: Item
    wording: float


def in_time(one: Item, other: Item, wording: float) -> Pair:
    """Return two items in the order of their documents' days; as they come where nothing tells."""
    days = [item.origin.until or 0 for item in (one, other)]
    return Pair(other, one, wording) if days[1] < days[0] else Pair(one, other, wording)


def mode_of(one: Interval | None, other: Interval | None) -> Mode:
    """Return `sources` where two periods are the same but for a tenth, else `periods`."""
    if one is None or other is None:
        return "sources" if one == other else "periods"
    shared = min(one.high, other.high) - max(one.low, other.low) + 1
    whole = max(one.high, other.high) - min(one.low, other.low) + 1
    return "sources" if shared >= 0.8 * whole else "periods"


def may_be_one(pair: Pair, mode: Mode) -> bool:
    """Return whether two records may tell of one activity.

    In one period, two tellings may differ in anything. In two periods, what is done again is another
    activity: finished ones are one only where dates, or the words, say so.

    Args:
        pair: The records in order of time.
        mode: Whether both report on the same period.
    """
    if mode == "sources":
        return _same_places(pair) or _same_but_for_places(pair)
    if not _same_number(pair) and not _dates_meet(pair.early, pair.late):
        return False
    return _same_places(pair) and not _adds(pair) and _RULES.get((_state(pair.early), _state(pair.late)), _always)(pair)


def may_merge(one: Item, other: Item) -> bool:
    """Return whether two documents of one side may tell one activity: nothing that both tell differs."""
    return (
        (one.city is None or other.city is None or one.city == other.city)
        and (not one.dates or not other.dates or _dates_meet(one, other))
        and (not one.lends or not other.lends or bool(one.lends & other.lends))
        and not _counts_differ(one, other)
        and (one.status == other.status or mode_of(one.origin.period, other.origin.period) == "periods")
    )


def _same_number(pair: Pair) -> bool:
    """False for the fourth and the fifth of a series."""
    one, other = pair.early.ordinals, pair.late.ordinals
    return not one or not other or bool(one & other)


def _adds(pair: Pair) -> bool:
    """Return whether the later telling counts those who came on top of the earlier one's: “a further 90”."""
    early, late = pair.early, pair.late
    further = any(count.more for count in late.people) and not any(count.more for count in early.people)
    told_again = _dates_meet(early, late) and not _counts_differ(early, late)
    return further and bool(early.people) and early.stage != "planned" and not told_again


def _same_places(pair: Pair) -> bool:
    one, other = pair.early.where, pair.late.where
    return not one or not other or bool(one & other)


def _same_but_for_places(pair: Pair) -> bool:
    early, late = pair.early, pair.late
    dated = _dates_meet(early, late) or not (early.dates or late.dates)
    counted = {(c.head, c.size) for c in early.people} & {(c.head, c.size) for c in late.people}
    return early.kind == late.kind and pair.wording >= SAME_WORDS and dated and (bool(counted) or pair.wording > 0.85)


def _state(item: Item) -> str:
    if item.completed:
        return "completed"
    return "planned" if item.stage == "planned" else "ongoing" if item.ongoing else "cancelled"


def _always(_: Pair) -> bool:
    return True


def _both_completed(pair: Pair) -> bool:
    early, late = pair.early, pair.late
    if {early.stage, late.stage} == {"started", "done"} and "start" in (early.roles ^ late.roles):
        return True
    if early.dates and late.dates:
        told_again = _dated_in(late, early.origin.period) or _dated_in(early, late.origin.period)
        return _dates_meet(early, late) or (told_again and not _other_phase(early, late)) or _once(pair)
    if pair.wording >= SAME_WORDS and (early.where == late.where or not early.where or not late.where):
        # Both undated, the words decide; a date on one side makes another figure another activity.
        told_again = not (early.dates or late.dates) or not (_counts_differ(early, late) or _dated_after(late, early))
        return told_again or early.kind in ONCE
    return _dated_in(early, late.origin.period) or _dated_in(late, early.origin.period)


def _plan_then_done(pair: Pair) -> bool:
    """A plan is not fulfilled by what was done before it was made."""
    period = pair.early.origin.period
    return not (period and pair.late.dates and all(span.high < period.low for span in pair.late.dates))


def _done_then_plan(pair: Pair) -> bool:
    """A plan for what was done is a step back for what is made once, and the next one for what is held."""
    early, late = pair.early, pair.late
    if _dates_meet(early, late) or (late.dates and early.dates and late.dates[0].precedes(early.dates[0])):
        return True
    return early.kind not in REPEATED and "extension" not in late.roles and pair.wording >= SAME_WORDS / 2


def _done_then_running(pair: Pair) -> bool:
    early = pair.early
    if early.stage == "started" or early.kind in LASTING - REPEATED:
        return True
    return early.kind not in REPEATED or _dates_meet(early, pair.late) or pair.wording >= SAME_WORDS


def _once(pair: Pair) -> bool:
    """True for what is made once; its draft and itself are two steps."""
    early, late = pair.early, pair.late
    same = early.kind == late.kind and early.kind in ONCE and pair.wording >= SAME_WORDS
    return same and not _other_phase(early, late) and "preparation" not in early.roles ^ late.roles


def _other_phase(early: Item, late: Item) -> bool:
    """Return whether one tells of a start and the other of an end, or of a second step."""
    return bool({"start", "end", "extension"} & (early.roles ^ late.roles)) and early.kind in LASTING


def _counts_differ(one: Item, other: Item) -> bool:
    pairs = [(a, b) for a in one.people for b in other.people] + [(a, b) for a in one.things for b in other.things]
    return any(a.head == b.head and not a.size.meets(b.size) for a, b in pairs)


def _dates_meet(one: Item, other: Item) -> bool:
    return any(a.meets(b) for a in one.dates for b in other.dates)


def _dated_in(item: Item, period: Interval | None) -> bool:
    return bool(period and item.dates and all(span.within(period) for span in item.dates))


def _dated_after(late: Item, early: Item) -> bool:
    """Return whether the later telling's date lies after all that the earlier document can know of."""
    until = early.origin.until
    return bool(until and late.dates and all(span.low > until for span in late.dates))


_RULES: dict[tuple[str, str], Callable[[Pair], bool]] = {
    ("completed", "completed"): _both_completed,
    ("planned", "completed"): _plan_then_done,
    ("completed", "planned"): _done_then_plan,
    ("completed", "ongoing"): _done_then_running,
}
