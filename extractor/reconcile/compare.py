"""Two sides compared: what is matched, what differs, what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from extractor.reconcile.alone import in_other_period, total_mismatch, unmatched
from extractor.reconcile.frame import Found, Frame, Named, identified
from extractor.reconcile.identity import mode_of
from extractor.reconcile.intervals import Interval
from extractor.reconcile.match import match, titles_alike
from extractor.reconcile.names import name_variants
from extractor.reconcile.pairs import KINDS
from extractor.reconcile.reading import days_of
from extractor.reconcile.sides import Told
from extractor.reconcile.similarity import probability
from models.findings import SEVERITIES, Comparison, Finding, Match, Mode, Statement, Summary

_KINDS = list(SEVERITIES)


def compare(before: Told, after: Told, mode: Mode | None = None, *, explain: bool = False) -> Comparison:
    """Return everything that two sides tell differently, the worst first.

    Args:
        before: One side.
        after: The other.
        mode: Whether both report on the same period; None decides it by their periods.
        explain: Whether each match says how its score came about.
    """
    mode = mode or decide_mode(before, after)
    frame = Frame(mode, before, after, match(before.items, after.items, mode))
    findings = [found for link in frame.matching.links for kind in KINDS for found in kind(link, frame)]
    for whole in (total_mismatch, name_variants, in_other_period, unmatched):
        findings += whole(frame)
    named = _named(before), _named(after)
    told = tuple(identified(_in_order(findings, named), named))
    return Comparison(
        mode=mode,
        before=before.facts,
        after=after.facts,
        matches=tuple(_matches(frame, explain=explain)),
        findings=told,
        summary=summary_of(told),
        statements={"before": Quotes(before), "after": Quotes(after)},
    )


class Quotes(Mapping[str, Statement]):
    """Statements by the ids of their records, made when they are looked at; each telling has its own."""

    def __init__(self, side: Told) -> None:
        self._items = {one.id: one for item in side.items for one in item.told or (item,)}

    def __getitem__(self, key: str) -> Statement:
        item = self._items[key]
        return Statement(
            text=item.text,
            document=item.origin.filename,
            page=item.page,
            countries=item.countries,
            document_id=item.origin.id,
            start=item.place,
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def decide_mode(before: Told, after: Told) -> Mode:
    """Return `sources` where two sides report on the same period; a side's dates stand in for a period untold."""
    ids = [{document.id for document in side.facts.documents} for side in (before, after)]
    if ids[0] & ids[1]:
        return "sources"
    if not (before.period or after.period):
        return "sources" if before.until == after.until else "periods"
    return mode_of(_days(before, after), _days(after, before))


def _days(side: Told, other: Told) -> Interval | None:
    """Return the days that a side reports on; where it doesn't say, those of what it tells.

    What is published in or soon after a period and dates all that was done inside of it reports on the period up to
    then.
    """
    told = side.period or days_of(item for item in side.items if item.completed)
    if side.period or not (other.period and side.until and told and told.within(other.period)):
        return told
    return Interval(other.period.low, max(side.until, told.high))


def summary_of(findings: Iterable[Finding]) -> Summary:
    """Return how many findings there are of each severity and kind."""
    listed = list(findings)
    severities = Counter(found.severity for found in listed)
    kinds = Counter(found.kind for found in listed)
    return Summary(
        discrepancy=severities["discrepancy"],
        notice=severities["notice"],
        info=severities["info"],
        by_kind={kind: kinds[kind] for kind in _KINDS if kinds[kind]},
    )


def _matches(frame: Frame, *, explain: bool) -> Iterator[Match]:
    scale = frame.matching.scale
    for link in frame.matching.links:
        reasons = scale.reasons(*link[:2], titles_alike(*link[:2])) if explain else None
        yield Match.model_construct(
            _MATCH, before=link.before.id, after=link.after.id, score=probability(link.points), reasons=reasons
        )


_MATCH = set(Match.model_fields)


def _in_order(findings: list[Found], named: tuple[Named, Named]) -> list[Found]:
    """Return findings by kind, then in the order in which the statements are read."""
    nowhere = ("", -1, "", "")

    def order(found: Found) -> tuple[object, ...]:
        before = named[0][found.before[0]].sort_key if found.before else nowhere
        after = named[1][found.after[0]].sort_key if found.after else nowhere
        return _KINDS.index(found.kind), before, after, found.message

    return sorted(findings, key=order)


def _named(side: Told) -> Named:
    return {key: item for item in side.items for key in item.ids}
