"""Results come back from a store whole, and only those that still stand."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import delete

from extractor.reconcile.stored import stored_results
from extractor.store import schema
from extractor.store.opening import open_engine
from extractor.store.outcome import Outcome
from extractor.store.rows import reading_of
from extractor.store.writing import RunFacts, StoreWriter
from models import Extraction
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import dates, extraction, record

CHECK = {
    "kind": "stated_total", "counted": "countries", "stated": 6, "listed": 5, "agrees": False,
    "span": {"start": 0, "end": 1, "text": "x"},
}  # fmt: skip


def outcome(result: Extraction, path: str, rules: str = "a") -> Outcome:
    digest = hashlib.sha256(result.document.id.encode()).hexdigest()
    return Outcome(
        path=path, status="done", document_id=f"sha256:{digest}", size=1, media_type="text/plain", rules=rules * 64,
        reading=reading_of(result, "x" * 500), seconds=0.1,
    )  # fmt: skip


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(str(tmp_path / "records.db"), create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def save(engine):
    """Returns a function that saves a result under a path, by the rules of a letter."""
    writer = StoreWriter(engine, pause=lambda seconds: None)

    def run(result: Extraction, path: str, rules: str = "a") -> None:
        writer.save(writer.begin_run(RunFacts("0.0", "b" * 64, rules * 64, {})), outcome(result, path, rules))

    return run


def made(name: str, *records: dict) -> Extraction:
    return extraction(name, list(records), FIRST, checks=[CHECK])


TWO = made("two", record("r1", countries=["FJI"], dates=[dates(date(2023, 5, 2))]), record("r2", countries=["TON"], place=90))
NONE, ONE = made("none"), made("one", record("r3"))


def test_results_come_back_whole(engine, save):
    for result in (TWO, NONE, ONE):
        save(result, f"/{result.document.filename}")
    found = {result.document.id: result for result in stored_results(engine)}
    assert found == {result.document.id: result for result in (TWO, NONE, ONE)}


def test_the_last_reading_counts(engine, save):
    save(TWO, "/two.txt")
    later = TWO.model_copy(update={"records": TWO.records[:1]})
    save(later, "/two.txt", "c")
    assert list(stored_results(engine)) == [later]


def test_what_stands_nowhere_any_more_is_left_out(engine, save):
    save(TWO, "/two.txt")
    save(ONE, "/one.txt")
    with engine.begin() as connection:
        connection.execute(delete(schema.paths).where(schema.paths.c.path == "/two.txt"))
    assert list(stored_results(engine)) == [ONE]


def test_what_stands_at_two_places_is_one(engine, save):
    save(ONE, "/one.txt")
    save(ONE, "/copy.txt")
    assert list(stored_results(engine)) == [ONE]
