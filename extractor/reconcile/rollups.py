"""Several periods together: one activity followed through them, and sums that add each activity once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.reconcile.intervals import HIGH, Interval
from extractor.reconcile.items import Item
from extractor.reconcile.match import match
from extractor.reconcile.periods import Period
from extractor.reconcile.wording import days, name_of
from models.rollups import Chain, Entry, Matrix, Outcome, Row, Tally, Timeline


class Telling(NamedTuple):
    """An activity as one period tells it."""

    period: int
    item: Item


Thread = list[Telling]
Groups = Callable[[Item], Iterable[tuple[str, str]]]


def threads(periods: Sequence[Period]) -> list[Thread]:
    """Return each activity with all that the periods tell of it, earliest period first.

    Args:
        periods: Activities of each period, in the order of time.
    """
    found: list[Thread] = []
    for place, period in enumerate(periods):
        heads = [thread[-1].item for thread in found]
        owner = {id(item): thread for item, thread in zip(heads, found, strict=True)}
        links = match(heads, period.items, "periods").links if heads and period.items else []
        taken: dict[int, Thread] = {}
        for link in sorted(links, key=lambda link: not link.main):
            taken.setdefault(id(link.after), owner[id(link.before)])
        for item in period.items:
            if id(item) in taken:
                taken[id(item)].append(Telling(place, item))
            else:
                found.append([Telling(place, item)])
    return found


def timeline(periods: Sequence[Period], about: dict[str, str]) -> Timeline:
    """Return activities followed through periods.

    Args:
        periods: Activities of each period, in the order of time.
        about: What is asked for: country (alpha-3), initiative, partner; nothing asks for all.
    """
    chains = [
        chain_of(thread, periods)
        for thread in threads(periods)
        if any(_is_about(telling.item, about) for telling in thread)
    ]
    return Timeline(about=about, periods=tuple(period.label for period in periods), chains=tuple(chains))


def summary(periods: Sequence[Period], by: str, lexicons: Lexicons) -> Matrix:
    """Return activities and people reached, by group and period; every total adds each activity once.

    Args:
        periods: Activities of each period, in the order of time.
        by: country, type, partner, region (of ITU) or m49.
        lexicons: The tables with the regions of countries.
    """
    groups = groups_by(by, lexicons)
    reached = [[telling for telling in thread if is_reached(telling.item)] for thread in threads(periods)]
    reached = [thread for thread in reached if thread]
    rows: dict[tuple[str, str], list[Thread]] = defaultdict(list)
    for thread in reached:
        for key in dict.fromkeys(key for telling in thread for key in groups(telling.item)):
            rows[key].append(thread)
    places = range(len(periods))
    return Matrix(
        by=by,
        periods=tuple(period.label for period in periods),
        rows=tuple(
            Row(
                key=key,
                name=name,
                cells=tuple(_tally(_only(told, place), groups) for place in places),
                total=_tally(told, groups),
            )
            for (key, name), told in sorted(rows.items(), key=lambda row: (row[0][1], row[0][0]))
        ),
        totals=tuple(_tally(_only(reached, place), None) for place in places),
        total=_tally(reached, None),
    )


def chain_of(thread: Thread, periods: Sequence[Period]) -> Chain:
    """Return one activity followed through periods.

    Args:
        thread: All that the periods tell of it.
        periods: Activities of each period, in the order of time.
    """
    latest = thread[-1].item
    return Chain(
        name=name_of(max((telling.item for telling in thread), key=lambda item: len(item.title.split()) > 1)),
        activity_type=latest.kind,
        countries=tuple(dict.fromkeys(code for telling in thread for code in telling.item.countries)),
        entries=tuple(_entry(telling, periods) for telling in thread),
        outcomes=tuple(_outcomes(thread, len(periods) - 1)),
    )


def _entry(telling: Telling, periods: Sequence[Period]) -> Entry:
    item = telling.item
    return Entry(
        period=periods[telling.period].label,
        status=item.status,
        dates=days(item.dates) if item.dates else "",
        records=item.ids,
        statement=item.text,
        document=item.origin.filename,
        page=item.page,
    )


def _outcomes(thread: Thread, last: int) -> Iterator[Outcome]:
    if thread[-1].item.stage == "planned" and thread[-1].period < last:
        yield "never_reported_again"
    if len({telling.period for telling in thread if telling.item.stage == "done"}) > 1:
        yield "counted_more_than_once"


def _is_about(item: Item, about: dict[str, str]) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "country": lambda code: code in (*item.countries, item.city_country),
        "initiative": lambda name: fold(name) in (fold(item.initiative or ""), fold(item.initiative_name or "")),
        "partner": lambda name: any(fold(name) in (fold(ally.id), fold(ally.name)) for ally in item.allies),
    }
    return all(tests[key](value) for key, value in about.items())


def is_reached(item: Item) -> bool:
    """Return whether an activity is done or under way, so that it counts in sums."""
    return item.completed or item.stage == "running"


def _only(told: list[Thread], place: int) -> list[Thread]:
    kept = [[telling for telling in thread if telling.period == place] for thread in told]
    return [thread for thread in kept if thread]


def _tally(told: list[Thread], groups: Groups | None) -> Tally:
    """Return a sum over activities; people of one that several groups share count as none up to all for each."""
    least = most = 0
    for thread in told:
        people = _people(thread)
        shared = groups is not None and len({key for telling in thread for key in groups(telling.item)}) > 1
        least += 0 if shared else people.low
        most = min(HIGH, most + people.high)
    return Tally(activities=len(told), people_least=least, people_most=None if most >= HIGH else most)


def _people(thread: Thread) -> Interval:
    """Return the people that an activity reached, by the latest telling that counts them; parts are in totals."""
    for telling in reversed(thread):
        counts = [count.size for count in telling.item.people if not count.part]
        if counts:
            return Interval(sum(size.low for size in counts), min(HIGH, sum(size.high for size in counts)))
    return Interval(0, 0)


def groups_by(by: str, lexicons: Lexicons) -> Groups:
    """Return what tells the groups that an activity belongs to, each with its key and name.

    Args:
        by: country, type, partner, region (of ITU) or m49.
        lexicons: The tables with the regions of countries.
    """
    rows = {row.alpha_3: row for row in lexicons.countries}

    def countries(item: Item) -> Iterator[tuple[str, str]]:
        for code in item.countries:
            yield code, rows[code].name if code in rows else code

    def regions(column: str) -> Groups:
        def of(item: Item) -> Iterator[tuple[str, str]]:
            for code in item.countries:
                if code in rows and (region := getattr(rows[code], column)):
                    yield region, region

        return of

    ways: dict[str, Groups] = {
        "country": countries,
        "type": lambda item: [(item.kind, item.kind.replace("_", " "))],
        "partner": lambda item: [(ally.id, ally.name) for ally in item.allies],
        "region": regions("itu_region"),
        "m49": regions("m49_region"),
    }
    return ways[by]
