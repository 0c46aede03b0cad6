"""Each period compared with the next."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.reconcile.compare import compare
from extractor.reconcile.intervals import Interval
from extractor.reconcile.reading import ItemReader, origin_of
from extractor.reconcile.sides import side
from extractor.reconcile.wording import in_words
from models import Extraction
from models.findings import Comparison


def consecutive(results: Iterable[Extraction], reader: ItemReader) -> Iterator[Comparison]:
    """Yield what each period tells differently from the one before it; documents that state no period are left out.

    Args:
        results: Results in any order.
        reader: Reads items.
    """
    periods: dict[Interval, list[Extraction]] = {}
    for result in results:
        days = origin_of(result.document).period
        if days:
            periods.setdefault(days, []).append(result)
    for earlier, later in pairwise(sorted(periods)):
        before, after = (side(in_words(days), periods[days], reader) for days in (earlier, later))
        yield compare(before, after)
