"""What every comparing function is given, and what it gives back."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from extractor.normalise.text import fold
from extractor.reconcile.items import Item
from extractor.reconcile.match import Link, Matching
from extractor.reconcile.sides import Told
from models.findings import SEVERITIES, Finding, FindingKind, Mode


class Frame(NamedTuple):
    """A comparison under way.

    Attributes:
        mode: Whether the sides report on the same period.
        before: One side.
        after: The other.
        matching: Which records tell of one activity.
    """

    mode: Mode
    before: Told
    after: Told
    matching: Matching

    @property
    def backwards(self) -> bool:
        """Whether the side called after reports on earlier days."""
        days = self.before.until, self.after.until
        return bool(days[0] and days[1] and days[1] < days[0])


class Values(NamedTuple):
    """The field that differs, and both its values."""

    field: str | None = None
    before: Any = None
    after: Any = None


def finding(
    kind: FindingKind, ids: tuple[Iterable[str], Iterable[str]], values: Values, message: str
) -> Finding:
    """Return a finding, which gets its id once all are known.

    Args:
        kind: What it is.
        ids: Records before and after.
        values: What differs.
        message: The finding in one sentence.
    """
    return Finding(
        id="",
        kind=kind,
        severity=SEVERITIES[kind],
        before=tuple(ids[0]),
        after=tuple(ids[1]),
        field=values.field,
        before_value=values.before,
        after_value=values.after,
        message=message,
    )


def identified(findings: Iterable[Finding], frame: Frame) -> Iterator[Finding]:
    """Yield findings with ids that hold as long as the activities are told, however they are worded.

    Args:
        findings: Findings in the order in which they are shown.
        frame: The comparison.
    """
    sides = [{key: item for item in side.items for key in item.ids} for side in (frame.before, frame.after)]
    seen: Counter[str] = Counter()
    for found in findings:
        told = [
            [_activity(items[key]) for key in keys if key in items]
            for items, keys in zip(sides, (found.before, found.after), strict=True)
        ]
        about = json.dumps([found.kind, found.field, told])
        seen[about] += 1
        digest = hashlib.sha256(f"{about}{seen[about]}".encode()).hexdigest()
        yield found.model_copy(update={"id": f"f-{digest[:12]}"})


def _activity(item: Item) -> list[object]:
    return [fold(item.title), item.kind, sorted(item.countries), item.city]


def about(link: Link) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the records of a link."""
    return link.before.ids, link.after.ids


def fuller(link: Link) -> Item:
    """Return the item of a link whose title says more."""
    return max((link.after, link.before), key=lambda item: (len(item.title.split()) > 1, len(item.names)))
