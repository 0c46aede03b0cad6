"""One item reader for all, and a short way to compare two lists of records."""

from datetime import date

import pytest

from extractor.lexicon.load import load
from extractor.reconcile.compare import compare
from extractor.reconcile.reading import ItemReader
from extractor.reconcile.sides import side
from extractor.reconcile.vocabulary import vocabulary
from tests.reconcile.made import extraction

FIRST, SECOND = (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="session")
def reader() -> ItemReader:
    return ItemReader(vocabulary(load()))


@pytest.fixture(scope="session")
def diff(reader):
    """Returns a function that compares two lists of records; the periods decide the mode."""

    def run(before, after, periods=(FIRST, SECOND), checks=((), ())):
        results = [
            extraction(name, list(records), period, checks=list(told))
            for name, records, period, told in zip(("b", "a"), (before, after), periods, checks, strict=True)
        ]
        return compare(*(side(result.document.filename, [result], reader) for result in results))

    return run


@pytest.fixture(scope="session")
def kinds(diff):
    """Returns a function that gives the kinds of finding between two lists of records, info on new ones left out."""

    def run(before, after, periods=(FIRST, SECOND)):
        return sorted(found.kind for found in diff(before, after, periods).findings if found.kind != "new")

    return run
