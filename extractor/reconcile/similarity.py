"""How alike two records are: points for and against, feature by feature, so that a score explains itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import exp, log, sqrt
from typing import NamedTuple

from extractor.reconcile.items import Count, Item
from extractor.reconcile.kinds import GROUPS, REPEATED, likeness
from extractor.reconcile.wording import in_words
from models.findings import Reason

# Words are weighed as if some fifty other statements had been read beside the two sides.
_BACKGROUND = 50
_YEAR, _QUARTER = 366, 91
_ENOUGH_WORDS = 4
_GAPS = re.compile(r"[\s’'-]")


class Weights(NamedTuple):
    """Points in log-odds: 0 in sum is as likely one activity as two.

    Attributes:
        start: Before anything is known of a pair.
        words: For all words in common; none in common costs 0.3 of it.
        title: For a title in common; an unlike one costs half of it.
        proper: For proper names in common.
        countries: For the same countries; less for some in common.
        elsewhere: For different countries.
        initiative: For the same programme.
        dates: For the same day; less for longer spans in common.
        apart: For finished activities whose dates have nothing in common; more, the farther apart they are.
        partners: For the same partners.
        city: For the same city.
        people: For the same people counted.
        series: For another number in a series, and for another language.
        umbrella: For help in general words beside a result of it in the same country.
    """

    start: float = -3.0
    words: float = 6.0
    title: float = 1.6
    proper: float = 3.0
    countries: float = 2.0
    elsewhere: float = -4.0
    initiative: float = 1.5
    dates: float = 1.5
    apart: float = -0.8
    partners: float = 1.5
    city: float = 1.0
    people: float = 1.5
    series: float = -5.0
    umbrella: float = 4.5


class Rarity:
    """How much a word or name tells, from the number of records that it stands in."""

    def __init__(self, sides: Iterable[Iterable[Item]]) -> None:
        """Count the words of all sides.

        Args:
            sides: The items of each side.
        """
        counts: Counter[str] = Counter()
        total = _BACKGROUND
        for side in sides:
            for item in side:
                counts.update(item.words)
                counts.update(item.proper)
                total += 1
        self._weights = defaultdict(float, {word: log(total / (count + 1)) for word, count in counts.items()})
        self._top = log(total / 2)

    def of(self, words: Iterable[str]) -> float:
        """Return the weight of some words together."""
        weights = self._weights
        return sum(map(weights.__getitem__, words))

    def share(self, names: Iterable[str]) -> float:
        """Return from 0 to 1 how much the rarest of some names tells."""
        return max((self._weights[name] / self._top for name in names), default=0.0)


class Similarity:
    """Scores pairs of items."""

    def __init__(self, rarity: Rarity, weights: Weights | None = None) -> None:
        """Start with what is rare.

        Args:
            rarity: How much each word tells.
            weights: Points of the features; the usual ones where None.
        """
        self.rarity, self.weights = rarity, weights or Weights()
        self._sizes: dict[int, float] = {}
        self._last: tuple[Item | None, Item | None, float] = (None, None, 0.0)

    def wording(self, one: Item, other: Item) -> float:
        """Return from 0 to 1 how much of two statements' words they share, rare words telling more."""
        if self._last[0] is one and self._last[1] is other:
            return self._last[2]
        self._last = (one, other, self._wording(one, other))
        return self._last[2]

    def _wording(self, one: Item, other: Item) -> float:
        if one.text == other.text:
            return 1.0
        shared = one.words & other.words
        if not shared:
            return 0.0
        weight, sizes = self.rarity.of(shared), (self._size(one), self._size(other))
        cosine = weight / sqrt(sizes[0] * sizes[1])
        if min(len(one.words), len(other.words)) < _ENOUGH_WORDS:
            return min(1.0, cosine)
        return min(1.0, 0.6 * cosine + 0.4 * weight / min(sizes))

    def score(self, one: Item, other: Item, titles: float, wording: float | None = None) -> float:
        """Return the points for two records being one activity; what either side doesn't tell adds nothing.

        Args:
            one: A record.
            other: Another.
            titles: From 0 to 1, how alike their titles are.
            wording: What `wording` said of them; None asks it.
        """
        if wording is not None:
            self._last = (one, other, wording)
        told = self.weights.start + self.weights.title * (titles - 0.35)
        return told + sum(feature(self, one, other) for feature in FEATURES.values())

    def reasons(self, one: Item, other: Item, titles: float) -> tuple[Reason, ...]:
        """Return what each feature adds to the score; arguments as for `score`."""
        told = {"start": self.weights.start, "title": self.weights.title * (titles - 0.35)}
        told |= {name: feature(self, one, other) for name, feature in FEATURES.items()}
        return tuple(
            Reason(feature=name, points=round(points, 2), note=_note(name, one, other))
            for name, points in told.items()
            if points
        )

    def _size(self, item: Item) -> float:
        size = self._sizes.get(id(item))
        if size is None:
            size = self._sizes[id(item)] = self.rarity.of(item.words)
        return size


def probability(points: float) -> float:
    """Return points of log-odds as a score from 0 to 1."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, points)))), 4)


def _words(scale: Similarity, one: Item, other: Item) -> float:
    return scale.weights.words * (scale.wording(one, other) - 0.3)


def _type(_: Similarity, one: Item, other: Item) -> float:
    return likeness(one.kind, other.kind)


def _umbrella(scale: Similarity, one: Item, other: Item) -> float:
    return scale.weights.umbrella if is_umbrella(one, other) else 0.0


def _initiative(scale: Similarity, one: Item, other: Item) -> float:
    if not (one.initiative and other.initiative):
        return 0.0
    return scale.weights.initiative if one.initiative == other.initiative else -scale.weights.initiative


@lru_cache(maxsize=4096)
def solid(name: str) -> str:
    """Return a name without spaces, hyphens and apostrophes: “CyberTracks” and “Cyber Tracks” are one.

    Args:
        name: A folded name.
    """
    return _GAPS.sub("", name)


def _names(scale: Similarity, one: Item, other: Item) -> float:
    shared = one.proper & other.proper
    if not shared and one.proper and other.proper:
        both = set(map(solid, one.proper)) & set(map(solid, other.proper))
        shared = frozenset(name for name in one.proper | other.proper if solid(name) in both)
    return scale.weights.proper * scale.rarity.share(shared) if shared else 0.0


def _countries(scale: Similarity, one: Item, other: Item) -> float:
    share = overlap(one.where, other.where)
    if share is not None:
        return scale.weights.countries * (0.4 + 0.6 * share) if share else scale.weights.elsewhere
    regions = overlap(frozenset(one.regions), frozenset(other.regions))
    return 0.0 if regions is None else scale.weights.countries * (regions - 0.5)


def _city(scale: Similarity, one: Item, other: Item) -> float:
    if not (one.city and other.city):
        city, beside = one.city or other.city, other if one.city else one
        return scale.weights.city if city and city in beside.words else 0.0
    return scale.weights.city if one.city == other.city else -1.5 * scale.weights.city


def _dates(scale: Similarity, one: Item, other: Item) -> float:
    if not (one.dates and other.dates):
        return 0.0
    if any(a.meets(b) for a in one.dates for b in other.dates):
        spans = (one.dates + other.dates) if len(one.dates) + len(other.dates) > 2 else (one.dates[0], other.dates[0])
        length = max(min(span.high - span.low, _YEAR) for span in spans)
        return scale.weights.dates * (1 - 0.7 * length / _YEAR)
    gap = min(max(a.low, b.low) - min(a.high, b.high) for a in one.dates for b in other.dates)
    if one.completed and other.completed:
        return 0.0 if _told_again(one, other) else scale.weights.apart * (1 + min(gap, _YEAR) / _QUARTER)
    return max(-2.5, 0.6 - gap / (2 * _QUARTER))


def _told_again(one: Item, other: Item) -> bool:
    """True where one tells late what the other’s document reports on: its date may be wrong, but it is no new one."""
    if one.kind in REPEATED or one.kind != other.kind:
        return False
    return _looks_back(one, other) or _looks_back(other, one)


def _looks_back(one: Item, other: Item) -> bool:
    own, theirs = one.origin.period, other.origin.period
    if own is None or theirs is None or not one.dates:
        return False
    return all(span.within(theirs) and not span.meets(own) for span in one.dates)


def _partners(scale: Similarity, one: Item, other: Item) -> float:
    share = overlap(one.lends, other.lends)
    return 0.0 if share is None else scale.weights.partners * (share or -0.6)


def _people(scale: Similarity, one: Item, other: Item) -> float:
    if one.people and other.people:
        return scale.weights.people * max(_alike(a, b) for a in one.people for b in other.people)
    same = one.things and other.things and any(same_count(a, b) for a in one.things for b in other.things)
    return 0.5 if same else 0.0


def _series(scale: Similarity, one: Item, other: Item) -> float:
    points = 0.0
    if one.ordinals and other.ordinals:
        points += 1.0 if one.ordinals & other.ordinals else scale.weights.series
    if one.languages and other.languages and "localization" in (one.kind, other.kind):
        points += 1.0 if one.languages & other.languages else scale.weights.series
    return points


FEATURES: dict[str, Callable[[Similarity, Item, Item], float]] = {
    "words": _words,
    "type": _type,
    "umbrella": _umbrella,
    "initiative": _initiative,
    "names": _names,
    "countries": _countries,
    "place": _city,
    "dates": _dates,
    "partners": _partners,
    "counts": _people,
    "series": _series,
}


def _note(feature: str, one: Item, other: Item) -> str:
    """Return what a feature was read from."""
    notes: dict[str, Callable[[Item], str]] = {
        "title": lambda item: item.title,
        "type": lambda item: item.kind,
        "initiative": lambda item: item.initiative or "",
        "countries": lambda item: _list(item.countries or item.regions),
        "place": lambda item: item.city or "",
        "dates": lambda item: f"{item.status}, {_list(in_words(span) for span in item.dates)}",
        "partners": lambda item: _list(sorted(item.lends)),
        "counts": lambda item: _list(count.said for count in item.people or item.things),
        "series": lambda item: _list(map(str, sorted(item.ordinals or item.languages))),
    }
    if feature in notes:
        return f"{notes[feature](one)} · {notes[feature](other)}"
    if feature == "start":
        return "two records picked at random are seldom one"
    shared = {"words": one.words & other.words, "names": one.proper & other.proper}.get(feature, ())
    return _list(sorted(shared))


def is_umbrella(one: Item, other: Item) -> bool:
    """Return whether one is help to a country in general words, and the other a result of it there."""
    for general, result in ((one, other), (other, one)):
        if general.kind == "technical_assistance" and general.own_words <= 1 and general.ongoing:
            near = GROUPS[general.kind] == GROUPS[result.kind] != general.kind != result.kind
            return near and bool(general.where & result.where)
    return False


def overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Return from 0 to 1 how much of the smaller set, and of both, is common; None where one is empty."""
    if not one or not other:
        return None
    shared = len(one & other)
    return (shared / min(len(one), len(other)) + shared / len(one | other)) / 2


def same_count(one: Count, other: Count) -> bool:
    """Return whether two counts say the same of the same."""
    return one.head == other.head and one.size == other.size


def _alike(one: Count, other: Count) -> float:
    known = one.head and other.head
    if known and one.head != other.head:
        return -0.6
    if one.size == other.size:
        return 1.0
    return 0.3 * one.size.meets(other.size)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
