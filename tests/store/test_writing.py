"""What is saved: all of a document or nothing, nothing twice, nothing lost."""

import sqlite3
import threading

import pytest
from readings import FACTS, RULES, TEXT, outcome, result
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import OperationalError

from extractor.store import schema
from extractor.store.errors import StoreLostError
from extractor.store.opening import open_engine
from extractor.store.reading import StoreReader, Wanted
from extractor.store.rows import extraction_json
from extractor.store.writing import StoreWriter

OTHER = TEXT.replace("Zambia", "Kenya").replace("Lusaka", "Nairobi")


@pytest.fixture
def writer(engine):
    return StoreWriter(engine, pause=lambda seconds: None)


@pytest.fixture
def run(writer):
    return writer.begin_run(FACTS)


def counts(engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in schema.metadata.tables.items()
        }


def test_a_document_comes_back_as_it_was(engine, writer, run):
    assert writer.save(run, outcome("/a.txt")) == "done"
    extraction, plain_text = result()
    with engine.connect() as connection:
        facts = connection.scalar(select(schema.versions.c.facts))
        bodies = list(connection.scalars(select(schema.records.c.body).order_by(schema.records.c.position)))
    assert type(extraction).model_validate_json(extraction_json(facts, bodies)) == extraction
    (record, told), *_ = StoreReader(engine).record(extraction.records[0].id)
    assert told == plain_text
    assert record.body["id"] == extraction.records[0].id


def test_saving_twice_stores_once(engine, writer, run):
    writer.save(run, outcome("/a.txt"))
    before = counts(engine)
    assert writer.save(run, outcome("/a.txt")) == "done"
    assert counts(engine) == before


def test_one_content_at_two_paths_is_one_document(engine, writer, run):
    writer.save(run, outcome("/a.txt"))
    writer.save(run, outcome("/b.txt"))
    after = counts(engine)
    assert (after["documents"], after["versions"], after["inputs"], after["paths"]) == (1, 1, 2, 2)
    assert {record.path for record in StoreReader(engine).records(Wanted())} == {"/a.txt"}


def test_a_changed_file_takes_the_place_of_the_old_which_is_kept(engine, writer, run):
    writer.save(run, outcome("/a.txt"))
    later = writer.begin_run(FACTS)
    assert writer.save(later, outcome("/a.txt", OTHER)) == "done"
    countries = {
        country["alpha_3"] for one in StoreReader(engine).records(Wanted()) for country in one.body["countries"]
    }
    assert "KEN" in countries
    assert "ZMB" not in countries
    assert (counts(engine)["versions"], counts(engine)["paths"]) == (2, 2)


def test_other_rules_make_a_version_and_keep_the_old(engine, writer, run):
    writer.save(run, outcome("/a.txt"))
    assert writer.save(writer.begin_run(FACTS), outcome("/a.txt", rules="c" * 64)) == "done"
    with engine.connect() as connection:
        rows = connection.execute(select(schema.versions.c.number, schema.versions.c.current).order_by("number")).all()
    assert [tuple(row) for row in rows] == [(1, False), (2, True)]
    assert len(list(StoreReader(engine).records(Wanted()))) == len(result()[0].records)


def test_a_later_failure_keeps_what_was_read_before(engine, writer, run):
    writer.save(run, outcome("/a.txt"))
    failed = outcome("/a.txt", rules="c" * 64, status="timed_out", error="timed_out", reading=None)
    assert writer.save(writer.begin_run(FACTS), failed) == "timed_out"
    assert StoreReader(engine).status().standing == {"timed_out": 1}
    assert list(StoreReader(engine).records(Wanted()))


@pytest.mark.parametrize(
    ("status", "told"), [("done", "unchanged"), ("partial", "unchanged"), ("failed", "failed"), ("crashed", "crashed")]
)
def test_unchanged_stands_for_what_it_was(engine, writer, run, status, told):
    reading = {} if status in ("done", "partial") else {"reading": None}
    writer.save(run, outcome("/a.txt", status=status, **reading))
    later = writer.begin_run(FACTS)
    same = outcome("/a.txt", status="unchanged", reading=None)
    assert writer.save_unchanged(later, [same]) == [told]
    assert StoreReader(engine).status().counts == {told: 1}
    assert StoreReader(engine).status().standing == {status: 1}


def test_settled_documents(writer, run):
    good, bad = outcome("/a.txt"), outcome("/b.txt", OTHER, status="crashed", reading=None)
    writer.save(run, good)
    writer.save(run, bad)
    ids = {"good": good.document_id, "bad": bad.document_id}

    def settled(rules, retry_failed):
        return {document for document, _ in writer.settled(rules, retry_failed=retry_failed)}

    assert settled(None, retry_failed=False) == set(ids.values())
    assert settled(RULES, retry_failed=True) == {ids["good"]}
    assert settled("c" * 64, retry_failed=False) == set()


def test_a_failure_in_the_middle_leaves_nothing(engine, writer, run):
    before = counts(engine)

    def fail(connection, cursor, statement, *_):
        if "INSERT INTO record_counts" in statement:
            raise RuntimeError("killed here")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        writer.save(run, outcome("/a.txt"))
    event.remove(engine, "before_cursor_execute", fail)
    assert counts(engine) == before
    assert writer.save(run, outcome("/a.txt")) == "done"


def test_a_value_that_the_store_refuses_costs_its_document_alone(engine, writer, run):
    bad = outcome("/a.txt")
    bad.reading.version["title"] = object()
    assert writer.save(run, bad) == "failed"
    assert writer.save(run, outcome("/b.txt", OTHER)) == "done"
    failure = next(StoreReader(engine).inputs(run, only_failures=True))
    assert (failure.path, failure.error) == ("/a.txt", "not_storable")


def test_a_lost_connection_is_tried_again(engine, writer, run):
    failures = iter([True, True, False])

    def lose(connection, cursor, statement, *_):
        if statement.startswith("INSERT INTO versions") and next(failures, False):
            raise OperationalError(statement, {}, Exception("connection lost"))

    event.listen(engine, "before_cursor_execute", lose)
    assert writer.save(run, outcome("/a.txt")) == "done"
    event.remove(engine, "before_cursor_execute", lose)
    assert counts(engine)["versions"] == 1


def test_a_full_disk_ends_the_run_and_is_told(tmp_path):
    engine = open_engine(str(tmp_path / "small.db"), create=True)
    writer = StoreWriter(engine, pause=lambda seconds: None)
    run = writer.begin_run(FACTS)
    writer.save(run, outcome("/a.txt"))

    def shrink(connection, _):
        connection.execute("PRAGMA max_page_count=1")

    event.listen(engine, "connect", shrink)
    engine.dispose()

    def fill():
        for number in range(50):
            writer.save(run, outcome(f"/{number}.txt", TEXT + f"\nNumber {number}."))

    with pytest.raises(StoreLostError, match="full"):
        fill()
    engine.dispose()
    with sqlite3.connect(tmp_path / "small.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        documents, versions, paths = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "versions", "inputs")
        )
    assert documents == versions == paths >= 1


def test_two_writers_at_once(address, engine):
    texts = [TEXT + f"\nParagraph {number}." for number in range(12)]
    outcomes = [outcome(f"/{number}.txt", one) for number, one in enumerate(texts)]
    statuses: list[list[str]] = []

    def write(order):
        own = open_engine(address, create=False)
        writer = StoreWriter(own)
        run = writer.begin_run(FACTS)
        statuses.append([writer.save(run, one) for one in order])
        writer.save_unchanged(run, order)
        own.dispose()

    threads = [threading.Thread(target=write, args=(order,)) for order in (outcomes, outcomes[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 2
    assert sorted(status for told in statuses for status in told) == ["done"] * 12 + ["unchanged"] * 12
    after = counts(engine)
    assert (after["documents"], after["versions"], after["inputs"]) == (12, 12, 12)


def test_run_facts_are_kept(engine, writer, run):
    writer.end_run(run, "finished", {"done": 3})
    with engine.connect() as connection:
        row = connection.execute(select(schema.runs)).mappings().one()
    assert (row["state"], row["counts"], row["rules"]) == ("finished", '{"done": 3}', RULES)
    assert row["ended"] >= row["started"]


def test_foreign_keys_hold(engine):
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(insert(schema.paths).values(document_id="sha256:none", path="/a"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM paths")) == 0
