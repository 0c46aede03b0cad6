"""What every comparing function is given, and what it gives back."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

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


class Found(NamedTuple):
    """A finding before it has its id."""

    kind: FindingKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    values: Values
    message: str


def finding(kind: FindingKind, ids: tuple[Iterable[str], Iterable[str]], values: Values, message: str) -> Found:
    """Return a finding, which gets its id once all are known.

    Args:
        kind: What it is.
        ids: Records before and after.
        values: What differs.
        message: The finding in one sentence.
    """
    return Found(kind, tuple(ids[0]), tuple(ids[1]), values, message)


Named = dict[str, Item]


def identified(findings: Iterable[Found], sides: tuple[Named, Named]) -> Iterator[Finding]:
    """Yield findings with ids that hold as long as the activities are told, however they are worded.

    Args:
        findings: Findings in the order in which they are shown.
        sides: The items of both sides by the ids of their records.
    """
    seen: Counter[str] = Counter()
    for found in findings:
        told = [
            [_activity(items[key]) for key in keys if key in items]
            for items, keys in zip(sides, (found.before, found.after), strict=True)
        ]
        about = repr((found.kind, found.values.field, told))
        seen[about] += 1
        digest = hashlib.sha256(f"{about}{seen[about]}".encode()).hexdigest()
        yield _made(found, f"f-{digest[:12]}")


def _made(found: Found, key: str) -> Finding:
    """Return a finding unchecked: its parts are, and there may be hundreds of thousands."""
    return Finding.model_construct(
        _FIELDS,
        id=key,
        kind=found.kind,
        severity=SEVERITIES[found.kind],
        before=found.before,
        after=found.after,
        field=found.values.field,
        before_value=found.values.before,
        after_value=found.values.after,
        message=found.message,
        judgement=None,
    )


_FIELDS = set(Finding.model_fields)


# A title may hold the very figure that a finding is about.
_FIGURES = re.compile(r"\d[\d.,]*")


def _activity(item: Item) -> list[object]:
    return [_FIGURES.sub("", item.heading), item.kind, sorted(item.countries), item.city]


def about(link: Link) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the records of a link."""
    return link.before.ids, link.after.ids


def fuller(link: Link) -> Item:
    """Return the item of a link whose title says more."""
    return max((link.after, link.before), key=lambda item: (len(item.title.split()) > 1, len(item.names)))
