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
# A day tells enough, with a word, for two types to be one activity.
_DAYS = 3
# Counts from which on two that are equal are worth a look.
_TELLING = 10


class Block(NamedTuple):
    """Pairs by their places on both sides."""

    before: "Numbers"
    after: "Numbers"


def keys_of(item: Item) -> set[int]:
    """Return what a record shares with a telling of the same activity, each thing as a number."""
    group, title, words = GROUPS[item.kind], item.heading, item.words
    named = [name for name in (item.initiative, item.city, *item.lends, *item.regions) if name]
    months = list(_months(item.dates))
    keys = {hash(("text", item.text)), hash(("title", title))}
    for country in item.where:
        keys |= {hash((country, group)), hash((country, "title", title))}
        keys |= {hash((country, group, month)) for month in months}
        keys |= {hash((country, word)) for word in words}
        keys |= {hash((name, group, country)) for name in named}
    keys |= {hash((name, group)) for name in named}
    keys |= {hash(("name", name)) for name in item.proper}
    keys |= {hash(("word", word, group)) for word in words}
    days = [span.low for span in item.dates if span.high - span.low < _DAYS]
    keys |= {hash(("day", day, word)) for day in days for word in words}
    counts = (*item.people, *item.things)
    return keys | {hash((count.head, count.size.low)) for count in counts if count.size.low >= _TELLING}


def candidates(before: Sequence[Item], after: Sequence[Item]) -> Block:
    """Return the pairs that share something, the likeliest of each record.

    Args:
        before: Items of one side.
        after: Items of the other; the same sequence finds pairs within one side.
    """
    import numpy as np

    ours = _postings(before)
    shared = _joined(ours, ours if before is after else _postings(after), len(before) + len(after))
    codes = shared.before * np.int64(max(1, len(after))) + shared.after
    order = np.argsort(codes)
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
    """Each key once, in rising order: where its items begin, how many they are; and the items."""

    keys: "Numbers"
    starts: "Numbers"
    counts: "Numbers"
    items: "Numbers"


class _Shared(NamedTuple):
    before: "Numbers"
    after: "Numbers"
    weights: "NDArray[int64]"


def _postings(items: Sequence[Item]) -> _Postings:
    import numpy as np

    keys = array("q")
    for item in items:
        if item.keys is None:
            item.keys = array("q", keys_of(item))
        keys.extend(item.keys)
    every = np.frombuffer(keys, dtype=np.int64)
    owners = np.repeat(np.arange(len(items)), [len(item.keys or ()) for item in items])
    order = np.argsort(every)
    every = every[order]
    starts = np.flatnonzero(np.diff(every, prepend=every[:1] - 1))
    return _Postings(every[starts], starts, np.diff(starts, append=len(every)), owners[order])


def _joined(before: _Postings, after: _Postings, records: int) -> _Shared:
    """Return every pair once for each key that it shares, keys in few records first, within the budget."""
    import numpy as np

    _, here, there = np.intersect1d(before.keys, after.keys, assume_unique=True, return_indices=True)
    pairs = before.counts[here] * after.counts[there]
    # A whole size goes or stays, so that which key comes first decides nothing.
    _, of_size = np.unique(pairs, return_inverse=True)
    spent = np.cumsum(np.bincount(of_size, weights=pairs))
    fits = (spent <= max(_FLOOR, _BUDGET * records))[of_size] if len(pairs) else np.zeros(0, dtype=bool)
    here, there, pairs = here[fits], there[fits], pairs[fits]
    key = np.repeat(np.arange(len(pairs)), pairs)
    inside = np.arange(len(key)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    row, column = np.divmod(inside, after.counts[there][key])
    weights = (1_000_000 / (1 + np.log2(np.maximum(pairs, 1))))[key].astype(np.int64)
    ours, theirs = before.starts[here][key] + row, after.starts[there][key] + column
    return _Shared(before.items[ours], after.items[theirs], weights)


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
