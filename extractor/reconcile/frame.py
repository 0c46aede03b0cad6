"""What every comparing function is given, and what it gives back."""

import hashlib
import json
from collections.abc import Iterable
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


def finding(
    kind: FindingKind, ids: tuple[Iterable[str], Iterable[str]], values: Values, message: str
) -> Finding:
    """Return a finding; its id follows from its kind, its records and its field.

    Args:
        kind: What it is.
        ids: Records before and after.
        values: What differs.
        message: The finding in one sentence.
    """
    before, after = (tuple(each) for each in ids)
    about = json.dumps([kind, before, after, values.field, message if kind in _SEVERAL else ""])
    return Finding(
        id="f-" + hashlib.sha256(about.encode()).hexdigest()[:12],
        kind=kind,
        severity=SEVERITIES[kind],
        before=before,
        after=after,
        field=values.field,
        before_value=values.before,
        after_value=values.after,
        message=message,
    )


_SEVERAL = frozenset(("count_mismatch", "total_mismatch", "name_variant"))


def about(link: Link) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the records of a link."""
    return link.before.ids, link.after.ids


def fuller(link: Link) -> Item:
    """Return the item of a link whose title says more."""
    return max((link.after, link.before), key=lambda item: (len(item.title.split()) > 1, len(item.names)))
