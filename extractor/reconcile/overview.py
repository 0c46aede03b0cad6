"""The matrix of activities and people reached, with the activities behind each of its figures."""

from collections.abc import Iterable, Sequence
from datetime import date

from extractor.lexicon.rows import Lexicons
from extractor.reconcile.intervals import Interval, hull
from extractor.reconcile.periods import Period
from extractor.reconcile.rollups import Groups, Thread, chain_of, groups_by, is_reached, summary, threads
from models.rollups import Overview, Placed, Stretch


def overview(periods: Sequence[Period], by: str, lexicons: Lexicons) -> Overview:
    """Return the matrix, and every activity with its place in it.

    Args:
        periods: Activities of each period, in the order of time.
        by: country, type, partner, region (of ITU) or m49.
        lexicons: The tables with the regions of countries.
    """
    groups, regions = groups_by(by, lexicons), groups_by("region", lexicons)
    placed = tuple(_placed(thread, periods, groups, regions) for thread in threads(periods))
    return Overview(matrix=summary(periods, by, lexicons), activities=placed)


def _placed(thread: Thread, periods: Sequence[Period], groups: Groups, regions: Groups) -> Placed:
    reached = [telling for telling in thread if is_reached(telling.item)]
    keys = dict.fromkeys(key for telling in reached for key, _ in groups(telling.item))
    places = dict.fromkeys(telling.period for telling in reached)
    planned = [telling.item.dates for telling in thread if telling.item.stage == "planned" and telling.item.dates]
    delivered = [telling.item.dates for telling in reached if telling.item.dates]
    return Placed(
        chain=chain_of(thread, periods),
        cells=tuple((key, place) for key in keys for place in places),
        regions=tuple(dict.fromkeys(name for telling in thread for _, name in regions(telling.item))),
        planned=_stretch(planned[0]) if planned else None,
        delivered=_stretch(delivered[-1]) if delivered else None,
        reached=bool(reached),
    )


def _stretch(dates: Iterable[Interval]) -> Stretch | None:
    """Return the days from the first to the last; an open end is that of the day that is told."""
    span = hull(dates)
    if span is None:
        return None
    ends = [day for day in span if 0 < day <= date.max.toordinal() and abs(day) < 10**6]
    if not ends:
        return None
    start, end = date.fromordinal(min(ends)), date.fromordinal(max(ends))
    return Stretch(start=start.isoformat(), end=end.isoformat())
