"""What one side alone tells, one function for each kind of finding."""

from collections.abc import Iterator

from extractor.reconcile.frame import Found, Frame, Values, finding
from extractor.reconcile.intervals import Interval, hull
from extractor.reconcile.items import Item
from extractor.reconcile.sides import StatedCheck, Told
from extractor.reconcile.wording import days, in_words, name_of, planned_for, said_so
from models.findings import Mode


def unmatched(frame: Frame) -> Iterator[Found]:
    """Yield a finding for each activity that the other side should tell of and doesn't, or tells first."""
    ours = {id(link.before) for link in frame.matching.links}
    theirs = {id(link.after) for link in frame.matching.links}
    for item in frame.before.items:
        if id(item) not in ours:
            yield from _only_before(item, frame)
    for item in frame.after.items:
        if id(item) not in theirs:
            yield from _only_after(item, frame)


def _only_before(item: Item, frame: Frame) -> Iterator[Found]:
    dates = Values("dates", days(item.dates), None)
    if frame.mode == "sources":
        message = f"{name_of(item)}: reported by {frame.before.facts.label} alone"
        yield finding("unreported", (item.ids, ()), Values("before", item.status, None), message)
    elif item.ongoing:
        message = f"{name_of(item)}: under way before, not reported after"
        yield finding("unreported", (item.ids, ()), Values(), message)
    elif item.stage == "planned" and _is_due(item, frame.after):
        message = f"{name_of(item)}: planned {planned_for(item.dates)}, nothing reported by {_end(frame.after)}"
        yield finding("overdue", (item.ids, ()), dates, message)


def _only_after(item: Item, frame: Frame) -> Iterator[Found]:
    if frame.mode == "sources":
        message = f"{name_of(item)}: reported by {frame.after.facts.label} alone"
        yield finding("unreported", ((), item.ids), Values("after", None, item.status), message)
    else:
        message = f"{name_of(item)}: {said_so(item)}, not reported before"
        yield finding("new", ((), item.ids), Values(), message)


def _is_due(item: Item, after: Told) -> bool:
    span, until = hull(item.dates), after.period.high if after.period else after.until
    return bool(span and until and span.high <= until)


def _end(side: Told) -> str:
    until = side.period.high if side.period else side.until
    return in_words(Interval(until, until)) if until else side.facts.label


def in_other_period(frame: Frame) -> Iterator[Found]:
    """Yield a finding for each activity dated inside the other side's period, or outside its own side's.

    What two reports on one period date alike is told once, of both.
    """
    mode, before, after = frame.mode, frame.before, frame.after
    alike = [link for link in frame.matching.links if mode == "sources" and _agree(link.before, link.after)]
    for one, other, *_ in alike:
        if message := _misplaced(one, before, after, mode) or _misplaced(other, after, before, mode):
            values = Values("dates", days(one.dates), days(other.dates))
            yield finding("in_other_period", (one.ids, other.ids), values, message)
    told = {id(item) for link in alike for item in link[:2]}
    for item in before.items:
        if id(item) not in told and (message := _misplaced(item, before, after, mode)):
            yield finding("in_other_period", (item.ids, ()), Values("dates", days(item.dates), None), message)
    for item in after.items:
        if id(item) not in told and (message := _misplaced(item, after, before, mode)):
            yield finding("in_other_period", ((), item.ids), Values("dates", None, days(item.dates)), message)


def _agree(before: Item, after: Item) -> bool:
    return any(one.meets(other) for one in before.dates for other in after.dates)


def _misplaced(item: Item, own: Told, other: Told, mode: Mode) -> str | None:
    """Return what is odd about the dates of an activity; None where they are as they should be."""
    if item.stage == "cancelled" or not own.period or not item.dates:
        return None
    span = hull(item.dates)
    if span and (item.due or item.stage == "planned"):
        return _said(item, own.period, "planned for a day before the period") if span.high < own.period.low else None
    if all(not date.meets(own.period) for date in item.dates):
        return _said(item, own.period, "outside the period reported on")
    if mode == "periods" and other.period and any(date.within(other.period) for date in item.dates):
        return _said(item, other.period, "inside the other side's period")
    return None


def _said(item: Item, period: Interval, what: str) -> str:
    return f"{name_of(item)}: dated {days(item.dates)}, {what} ({in_words(period)})"


def total_mismatch(frame: Frame) -> Iterator[Found]:
    """Yield a finding for each stated total that its own list doesn't bear out; what both tell alike, once only."""
    sides = frame.before.checks, frame.after.checks
    twins = {_figures(one): one for one in reversed(sides[1])} if frame.mode == "sources" else {}
    shared = {_figures(one) for one in sides[0]} & twins.keys()
    for place, checks in enumerate(sides):
        for stated in checks:
            twin = twins.get(_figures(stated)) if _figures(stated) in shared else None
            if twin is None or place == 0:
                yield _disagreement(stated, place, twin)


def _disagreement(stated: StatedCheck, place: int, twin: StatedCheck | None) -> Found:
    check = stated.check
    counted = f" {check.counted}" if check.counted else ""
    found = "the list has" if check.kind == "stated_total" else "the parts add up to"
    where = f"{stated.document} and {twin.document}" if twin else stated.document
    message = f"“{' '.join(check.span.text.split())}” in {where}: "
    message += f"{check.stated}{counted} stated, {found} {check.listed}"
    figures = f"{check.stated} stated, {check.listed} listed"
    if twin:
        return finding("total_mismatch", (stated.ids, twin.ids), Values("checks", figures, figures), message)
    values = Values("checks", None, figures) if place else Values("checks", figures, None)
    return finding("total_mismatch", ((), stated.ids) if place else (stated.ids, ()), values, message)


def _figures(stated: StatedCheck) -> tuple[str, str | None, int, int]:
    check = stated.check
    return check.kind, check.counted, check.stated, check.listed
