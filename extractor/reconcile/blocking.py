"""Which pairs are worth a look: those that share something rare, so that cost grows with the records."""

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.intervals import Interval
from extractor.reconcile.items import Item
from extractor.reconcile.kinds import GROUPS

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]

# Pairs looked up in all, for each record: keys in so many records that they would go over it are left out.
_BUDGET, _FLOOR = 12, 250_000
# Pairs kept for each record, the fewer the more records there are.
_LEAST, _MOST, _SHARED = 3, 40, 60_000
_MONTHS = 6


class Block(NamedTuple):
    """Pairs by their places on both sides."""

    before: "Numbers"
    after: "Numbers"


def keys_of(item: Item) -> Iterator[int]:
    """Yield what a record shares with a telling of the same activity, each thing as a number."""
    group = GROUPS[item.kind]
    countries = item.where
    named = [name for name in (item.initiative, item.city, *item.lends, *item.regions) if name]
    yield hash(("text", item.text))
    title = item.heading
    yield hash(("title", title))
    for country in countries:
        yield hash((country, group))
        yield hash((country, "title", title))
        yield from (hash((country, group, month)) for month in _months(item.dates))
        yield from (hash((country, word)) for word in item.words)
        yield from (hash((name, group, country)) for name in named)
    yield from (hash((name, group)) for name in named)
    yield from (hash(("name", name)) for name in item.proper)
    yield from (hash(("word", word, group)) for word in item.words)
    yield from (hash((count.head, count.size.low)) for count in (*item.people, *item.things) if count.size.low >= 10)


def candidates(before: Sequence[Item], after: Sequence[Item]) -> Block:
    """Return the pairs that share something, the likeliest of each record.

    Args:
        before: Items of one side.
        after: Items of the other; the same sequence finds pairs within one side.
    """
    import numpy as np

    shared = _joined(_postings(before), _postings(after))
    codes = shared.before * np.int64(max(1, len(after))) + shared.after
    order = np.argsort(codes, kind="stable")
    codes, weights = codes[order], shared.weights[order]
    first = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(first):
        return Block(codes, codes)
    weights = np.add.reduceat(weights, first)
    left, right = np.divmod(codes[first], len(after))
    if before is after:
        apart = _apart(before, left, right)
        left, right, weights = left[apart], right[apart], weights[apart]
    most = max(_LEAST, min(_MOST, _SHARED // max(len(before), len(after))))
    kept = _best(left, weights, most) | _best(right, weights, most)
    return Block(left[kept], right[kept])


def _apart(items: Sequence[Item], left: "Numbers", right: "Numbers") -> "NDArray[bool_]":
    """Return which pairs are of two documents, each pair once."""
    import numpy as np

    numbers: dict[str, int] = {}
    documents = np.array([numbers.setdefault(item.origin.id, len(numbers)) for item in items])
    apart: NDArray[bool_] = (left < right) & (documents[left] != documents[right])
    return apart


class _Postings(NamedTuple):
    """Keys in rising order, with the item that each stands for."""

    keys: "Numbers"
    items: "Numbers"


class _Shared(NamedTuple):
    before: "Numbers"
    after: "Numbers"
    weights: "NDArray[int64]"


def _postings(items: Sequence[Item]) -> _Postings:
    import numpy as np

    keys, owners = array("q"), array("q")
    for place, item in enumerate(items):
        if item.keys is None:
            item.keys = array("q", set(keys_of(item)))
        found = item.keys
        keys.extend(found)
        owners.extend([place] * len(found))
    every, owner = np.frombuffer(keys, dtype=np.int64), np.frombuffer(owners, dtype=np.int64)
    order = np.argsort(every, kind="stable")
    return _Postings(every[order], owner[order])


def _joined(before: _Postings, after: _Postings) -> _Shared:
    """Return every pair once for each key that it shares, keys in few records first, within the budget."""
    import numpy as np

    keys, starts, counts = np.unique(before.keys, return_index=True, return_counts=True)
    others, other_starts, other_counts = np.unique(after.keys, return_index=True, return_counts=True)
    _, here, there = np.intersect1d(keys, others, assume_unique=True, return_indices=True)
    pairs = counts[here] * other_counts[there]
    budget = max(_FLOOR, _BUDGET * (len(np.unique(before.items)) + len(np.unique(after.items))))
    # A whole size goes or stays, so that which key comes first decides nothing.
    _, of_size = np.unique(pairs, return_inverse=True)
    spent = np.cumsum(np.bincount(of_size, weights=pairs))
    fits = (spent <= budget)[of_size] if len(pairs) else np.zeros(0, dtype=bool)
    here, there, pairs = here[fits], there[fits], pairs[fits]
    key = np.repeat(np.arange(len(pairs)), pairs)
    inside = np.arange(len(key)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    row, column = np.divmod(inside, other_counts[there][key])
    weights = (1_000_000 / (1 + np.log2(np.maximum(pairs, 1))))[key].astype(np.int64)
    return _Shared(before.items[starts[here][key] + row], after.items[other_starts[there][key] + column], weights)


def _best(owners: "Numbers", weights: "Numbers", most: int) -> "NDArray[bool_]":
    """Return which pairs are among the heaviest of their owner; those that tie with the last are in too."""
    import numpy as np

    order = np.lexsort((-weights, owners))
    sorted_owners = owners[order]
    begins = np.flatnonzero(np.diff(sorted_owners, prepend=-1))
    lengths = np.diff(np.append(begins, len(order)))
    last = begins + np.minimum(lengths, most) - 1
    kept = np.zeros(len(order), dtype=bool)
    if not len(order):
        return kept
    rank = np.arange(len(order)) - np.repeat(begins, lengths)
    limit = np.repeat(weights[order][last], lengths)
    kept[order] = (weights[order] >= limit) & (rank < 2 * most)
    return kept


def _months(dates: Sequence[Interval]) -> Iterator[int]:
    for span in dates:
        if span.high - span.low < _MONTHS * 31:
            yield from range(span.low // 31, span.high // 31 + 1)
