"""Which records of two sides tell of one activity."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.reconcile.assignment import Edges, assign, components
from extractor.reconcile.blocking import candidates
from extractor.reconcile.identity import in_time, may_be_one, may_merge, mode_of
from extractor.reconcile.items import Item
from extractor.reconcile.similarity import Rarity, Similarity
from models.findings import Mode

_CHUNK = 200_000


class Link(NamedTuple):
    """Two records that tell of one activity.

    Attributes:
        before: The one before.
        after: The one after.
        points: Log-odds of their being one.
        wording: How alike their words are, from 0 to 1.
        main: False where the activity is told in several records of one side, and this is not the likest.
    """

    before: Item
    after: Item
    points: float
    wording: float
    main: bool = True


class Matching(NamedTuple):
    """The links between two sides, and how they were scored.

    Attributes:
        links: One for each pair of records that tell of one activity.
        scale: What scored them.
        parts: The records that tell an activity of the other side in parts, by the identity of the one that tells it
            whole.
    """

    links: list[Link]
    scale: Similarity
    parts: dict[int, list[Item]]

    def told_by(self, item: Item, main: Item) -> list[Item]:
        """Return all records of the other side that tell an activity.

        Args:
            item: The record of one side.
            main: The one that it is chiefly linked to.
        """
        return self.parts.get(id(item), [main])


def match(before: Sequence[Item], after: Sequence[Item], mode: Mode | None = None) -> Matching:
    """Return which records tell of one activity: one to one, and several to one where one side splits it.

    The order of the records on either side changes nothing, and swapping the sides swaps the links.

    Args:
        before: Items of one side.
        after: Items of the other.
        mode: Whether the sides report on the same period; None decides it for each pair by its documents.
    """
    before, after = sorted(before, key=_order), sorted(after, key=_order)
    scale = Similarity(Rarity((before, after)))
    same = list(_identical(before, after))
    left, right = {one for one, _ in same}, {other for _, other in same}
    open_before = [item for place, item in enumerate(before) if place not in left]
    open_after = [item for place, item in enumerate(after) if place not in right]
    alike = [(before[one], after[other]) for one, other in same]
    links = [Link(*pair, scale.score(*pair, 1.0, 1.0), 1.0) for pair in alike]
    scored = score(open_before, open_after, (scale, mode))
    edges: Edges = defaultdict(dict)
    for one, other, points, _ in scored:
        edges[one][other] = points + _tie(open_before[one], open_after[other])
    chosen = {pair for part in components(edges) for pair in assign(part).items()}
    likest: list[Link] = []
    rest: list[Link] = []
    for one, other, points, wording in scored:
        link = Link(open_before[one], open_after[other], points, wording)
        (likest if (one, other) in chosen else rest).append(link)
    links += likest
    links += _several_to_one(likest, rest)
    links.sort(key=lambda link: (link.before.sort_key, link.after.sort_key))
    return Matching(links, scale, _parts(links))


def _parts(links: list[Link]) -> dict[int, list[Item]]:
    split = {id(item) for link in links if not link.main for item in link[:2]}
    parts: dict[int, list[Item]] = defaultdict(list)
    for link in links:
        for whole, part in ((link.before, link.after), (link.after, link.before)):
            if id(whole) in split:
                parts[id(whole)].append(part)
    return dict(parts)


def score(
    before: Sequence[Item], after: Sequence[Item], how: tuple[Similarity, Mode | None]
) -> list[tuple[int, int, float, float]]:
    """Return places, points and wording of the pairs that have more for them than against them.

    Args:
        before: Items of one side.
        after: Items of the other; the same sequence scores pairs of different documents within it.
        how: The scale, and the mode; None decides it for each pair by its documents.
    """
    if not before or not after:
        return []
    scale = how[0]
    possible = list(_possible(before, after, how))
    found = []
    for (one, other, wording), titles in zip(possible, _titles(before, after, possible), strict=True):
        points = scale.score(before[one], after[other], titles, wording)
        if points > 0:
            found.append((one, other, points, wording))
    return found


def _possible(
    before: Sequence[Item], after: Sequence[Item], how: tuple[Similarity, Mode | None]
) -> Iterator[tuple[int, int, float]]:
    """Yield places and wording of the pairs that may be one activity; what costs least is asked first."""
    scale, mode = how
    block = candidates(before, after)
    for one, other in zip(block.before.tolist(), block.after.tolist(), strict=True):
        a, b = before[one], after[other]
        if before is after and not may_merge(a, b):
            continue
        told = mode or mode_of(a.origin.period, b.origin.period)
        if told == "periods" and a.where and b.where and a.where.isdisjoint(b.where):
            continue
        wording = scale.wording(a, b)
        if may_be_one(in_time(a, b, wording), told):
            yield one, other, wording


def titles_alike(one: Item, other: Item) -> float:
    """Return from 0 to 1 how alike two titles are, whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(one.heading, other.heading) / 100


def _titles(before: Sequence[Item], after: Sequence[Item], pairs: Sequence[tuple[int, int, float]]) -> Iterator[float]:
    """Yield how alike the titles of each pair are; the matrix of all of them would grow with the square."""
    from rapidfuzz import fuzz, process

    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        ours, theirs = [before[pair[0]].heading for pair in chunk], [after[pair[1]].heading for pair in chunk]
        yield from (process.cpdist(ours, theirs, scorer=fuzz.token_set_ratio) / 100).tolist()


def _identical(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the places of records that say the same in the same words; equal ones are paired in order."""
    waiting: dict[object, list[int]] = defaultdict(list)
    for place, item in enumerate(after):
        waiting[_content(item)].append(place)
    for places in waiting.values():
        places.reverse()
    for place, item in enumerate(before):
        if _content(item) in waiting and waiting[_content(item)]:
            yield place, waiting[_content(item)].pop()


def _content(item: Item) -> object:
    return (item.text, item.kind, item.status, item.title, item.countries, item.dates, item.people, item.initiative)


def _several_to_one(chosen: list[Link], rest: list[Link]) -> Iterator[Link]:
    """Yield links of records left over to an activity that the other side tells in one record.

    Either side may split it by country, or into a step done and a step to come.
    """
    partner_before = {id(link.after): link.before for link in chosen}
    partner_after = {id(link.before): link.after for link in chosen}
    taken: dict[int, set[str]] = defaultdict(set)
    for link in chosen:
        taken[id(link.after)] |= link.before.where
        taken[id(link.before)] |= link.after.where
    for link in sorted(rest, key=lambda link: (-link.points, link.before.sort_key, link.after.sort_key)):
        for single, partners, whole in (
            (link.before, partner_before.get(id(link.after)), link.after),
            (link.after, partner_after.get(id(link.before)), link.before),
        ):
            known = partner_after if single is link.before else partner_before
            if partners is None or id(single) in known:
                continue
            if _splits(single, whole, taken[id(whole)]) or _steps(single, partners):
                taken[id(whole)] |= single.where
                known[id(single)] = whole
                yield link._replace(main=False)
                break


def _splits(single: Item, whole: Item, taken: set[str]) -> bool:
    countries = single.where
    return bool(countries) and countries < whole.where and not countries & taken


def _steps(single: Item, partner: Item) -> bool:
    return single.follows in partner.ids or partner.follows in single.ids


def _order(item: Item) -> tuple[str, int, str, str]:
    return item.sort_key


def _tie(one: Item, other: Item) -> float:
    """Return next to nothing, the more the nearer two statements stand to the same place of their documents."""
    return 1e-6 / (1 + abs(one.place - other.place))
