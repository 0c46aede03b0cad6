"""Several documents of one side: an activity that two of them tell is one, with both as evidence."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractor.reconcile.items import Item
from extractor.reconcile.match import score
from extractor.reconcile.similarity import Rarity, Similarity

# Merging hides a record, so it asks for more than matching does.
_SURE = 2.0

Value = TypeVar("Value", bound=Hashable)


def merged(items: Sequence[Item]) -> list[Item]:
    """Return the activities of a side, each once; the latest telling stands for it.

    Args:
        items: Items of all documents of the side.
    """
    items = sorted(items, key=lambda item: item.sort_key)
    if len({item.origin.id for item in items}) < 2:
        return items
    groups = _groups(items)
    return [_one(group) if len(group) > 1 else group[0] for group in groups]


def _groups(items: list[Item]) -> list[list[Item]]:
    """Return items grouped by activity: the surest pairs first, at most one record of a document in a group."""
    of: dict[int, list[int]] = {place: [place] for place in range(len(items))}
    scored = score(items, items, (Similarity(Rarity((items,))), None))
    for one, other, points, _ in sorted(scored, key=lambda told: (-told[2], told[0], told[1])):
        mine, theirs = of[one], of[other]
        if points < _SURE or mine is theirs:
            continue
        documents = {items[place].origin.id for place in mine}
        if documents.isdisjoint(items[place].origin.id for place in theirs):
            mine.extend(theirs)
            of.update(dict.fromkeys(theirs, mine))
    return [[items[place] for place in group] for place, group in of.items() if group[0] == place]


def _one(group: list[Item]) -> Item:
    """Return one activity from several tellings: the latest one's values, completed by the others'."""
    latest, *others = sorted(group, key=lambda item: (item.origin.until or 0, item.sort_key), reverse=True)
    told = (latest, *others)
    return replace(
        latest,
        keys=None,
        told=told,
        ids=tuple(key for item in told for key in item.ids),
        countries=_union(item.countries for item in told),
        names=_union(item.names for item in told),
        regions=_union(item.regions for item in told),
        initiative=next((item.initiative for item in told if item.initiative), None),
        initiative_name=next((item.initiative_name for item in told if item.initiative_name), None),
        where=frozenset().union(*(item.where for item in told)),
        city=next((item.city for item in told if item.city), None),
        people=next((item.people for item in told if item.people), ()),
        things=next((item.things for item in told if item.things), ()),
        allies=tuple({ally.id: ally for item in reversed(told) for ally in item.allies}.values()),
        dates=next((item.dates for item in told if item.dates), ()),
        proper=frozenset().union(*(item.proper for item in told)),
        lends=frozenset().union(*(item.lends for item in told)),
    )


def _union(values: Iterable[Sequence[Value]]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(value for group in values for value in group))
