"""What differs between two tellings of one activity, one function for each kind of finding."""

from collections.abc import Callable, Iterator

from extractor.reconcile.counts import count_mismatch
from extractor.reconcile.frame import Found, Frame, Values, about, finding, fuller
from extractor.reconcile.intervals import Interval, hull
from extractor.reconcile.items import Item
from extractor.reconcile.kinds import GROUPS, LASTING
from extractor.reconcile.match import Link
from extractor.reconcile.names import renamed
from extractor.reconcile.similarity import is_umbrella
from extractor.reconcile.wording import days, few, name_of, planned_for, said_so
from models.findings import FindingKind

_SAME_TELLING = 0.7
_PHASES = frozenset(("start", "end", "extension"))


def date_conflict(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding where a completed activity has two dates with no day in common."""
    before, after = link.before, link.after
    if not (before.completed and after.completed and before.dates and after.dates) or not link.main:
        return
    if not _meet(before, after) and not _other_phase(before, after):
        message = f"{_name(link)}: dated {days(before.dates)} before, {days(after.dates)} after"
        yield finding("date_conflict", about(link), _dates(link), message)


def regressed(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding where what was completed is planned or under way again."""
    before, after = link.before, link.after
    if frame.mode == "sources" or not before.completed or not _undoes(after, before):
        return
    yield finding("regressed", about(link), _statuses(link), f"{_name(link)}: {_both(link)}")


def double_counted(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding where both periods report one completed activity, so that a sum counts it twice."""
    before, after = link.before, link.after
    if frame.mode == "sources" or not (before.completed and after.completed) or not link.main:
        return
    if before.dates and after.dates:
        told_twice = _meet(before, after) and (_exact(before, after) or link.wording >= _SAME_TELLING)
    else:
        told_twice = link.wording >= _SAME_TELLING
    if told_twice and not (before.roles & _PHASES and after.roles & _PHASES and _other_phase(before, after)):
        when = days(before.dates or after.dates)
        message = f"{_name(link)}: reported as completed on both sides ({when}), a sum would count it twice"
        yield finding("double_counted", about(link), _dates(link), message)


def contradicted(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding for countries, type or status that two reports on one period tell differently."""
    before, after = link.before, link.after
    if frame.mode == "periods" or not link.main:
        return
    ours, theirs = set(before.countries), set(after.countries)
    if ours - theirs and theirs - ours:
        message = f"{_name(link, bare=True)}: {few(before.names)} before, {few(after.names)} after"
        yield finding("contradicted", about(link), Values("countries", sorted(ours), sorted(theirs)), message)
    if _kinds_conflict(before, after):
        kinds = before.kind.replace("_", " "), after.kind.replace("_", " ")
        message = f"{_name(link)}: a record of type {kinds[0]} before, {kinds[1]} after"
        yield finding("contradicted", about(link), Values("activity_type", before.kind, after.kind), message)
    if _states_conflict(before, after):
        yield finding("contradicted", about(link), _statuses(link), f"{_name(link)}: {_both(link)}")


def moved(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding where what was planned took place, or is now planned, earlier or later."""
    before, after = link.before, link.after
    if not (before.due and (after.due or after.completed)) or _contradict(frame, after):
        return
    planned, now = hull(before.dates), hull(after.dates)
    if not (planned and now) or not (planned.precedes(now) or now.precedes(planned)):
        return
    now_said = f"now planned {planned_for(after.dates)}" if after.due else f"{after.status} {days(after.dates)}"
    message = f"{_name(link)}: planned {planned_for(before.dates)}, {now_said}"
    yield finding("slipped" if planned.precedes(now) else "brought_forward", about(link), _dates(link), message)


def step(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield what became of a plan or of work under way: fulfilled, progressed, continued."""
    before, after = link.before, link.after
    kinds: list[FindingKind] = ["fulfilled"] * (before.due and after.completed)
    kinds += ["progressed"] * _advanced(before, after)
    for kind in kinds if frame.mode == "periods" else ():
        yield finding(kind, about(link), _statuses(link), f"{_name(link)}: {_both(link)}")
    if before.ongoing and after.ongoing:
        yield finding("continued", about(link), _statuses(link), f"{_name(link)}: under way on both sides")


def partners_changed(link: Link, frame: Frame) -> Iterator[Found]:
    """Yield a finding where partners were gained or lost."""
    before, after = link.before, link.after
    ours = {ally.id: ally.name for ally in before.allies}
    theirs = {ally.id: ally.name for ally in after.allies}
    loose = is_umbrella(before, after) or before.follows or after.follows or not link.main
    if ours.keys() == theirs.keys() or (loose and not (ours and theirs)):
        return
    near = {key for pair in renamed(before, after) for key in (pair[0].id, pair[1].id)}
    lost = [name for key, name in ours.items() if key not in theirs and key not in near]
    gained = [name for key, name in theirs.items() if key not in ours and key not in near]
    if lost or gained:
        parts = [f"{few(lost)} only before"] * bool(lost) + [f"{few(gained)} only after"] * bool(gained)
        message = f"{_name(link)}: partners differ, {', '.join(parts)}"
        yield finding("partners_changed", about(link), Values("partners", sorted(ours), sorted(theirs)), message)


def _name(link: Link, *, bare: bool = False) -> str:
    item = fuller(link)
    return " ".join(item.title.split()) if bare else name_of(item)


def _both(link: Link) -> str:
    return f"{said_so(link.before)} before, {said_so(link.after)} after"


def _statuses(link: Link) -> Values:
    return Values("status", link.before.status, link.after.status)


def _dates(link: Link) -> Values:
    return Values("dates", days(link.before.dates), days(link.after.dates))


def _meet(before: Item, after: Item) -> bool:
    return any(one.meets(other) for one in before.dates for other in after.dates)


def _exact(before: Item, after: Item) -> bool:
    """Return whether the dates in common are days or months, not whole years."""
    return any(_short(one) and _short(other) and one.meets(other) for one in before.dates for other in after.dates)


def _short(span: Interval) -> bool:
    return span.high - span.low < 200


def _other_phase(before: Item, after: Item) -> bool:
    lasting = before.kind in LASTING or after.kind in LASTING
    phases = before.roles & _PHASES, after.roles & _PHASES
    return lasting and phases[0] != phases[1] and bool(phases[0] or phases[1])


def _undoes(now: Item, done: Item) -> bool:
    """Return whether what one telling reports as done can't be so in the other."""
    if now.stage in ("planned", "preparing"):
        return "extension" not in now.roles
    if now.stage != "running" or done.stage == "started" or (done.kind in LASTING and "end" not in done.roles):
        return False
    return "operation" not in now.roles


def _kinds_conflict(before: Item, after: Item) -> bool:
    """Return whether each telling names its own type and not the other's; what only a verb tells is too vague."""
    if GROUPS[before.kind] == GROUPS[after.kind]:
        return False
    told = before.kind in before.named and after.kind in after.named
    return told and before.kind not in after.named and after.kind not in before.named


def _states_conflict(before: Item, after: Item) -> bool:
    if "cancelled" in (before.stage, after.stage):
        return before.stage != after.stage
    return (before.completed and _undoes(after, before)) or (after.completed and _undoes(before, after))


def _contradict(frame: Frame, after: Item) -> bool:
    return frame.mode == "sources" and after.completed


def _advanced(before: Item, after: Item) -> bool:
    if before.ongoing or before.stage == "planned":
        return after.completed if before.ongoing else after.ongoing
    return before.stage == "started" and "end" in after.roles and "end" not in before.roles


KINDS: tuple[Callable[[Link, Frame], Iterator[Found]], ...] = (
    count_mismatch,
    date_conflict,
    regressed,
    double_counted,
    contradicted,
    moved,
    partners_changed,
    step,
)
