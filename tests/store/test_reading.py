"""Asking a store for records."""

import pytest
from readings import FACTS, outcome

from extractor.store.reading import StoreReader, Wanted
from extractor.store.writing import StoreWriter


@pytest.fixture
def reader(engine):
    writer = StoreWriter(engine)
    run = writer.begin_run(FACTS)
    writer.save(run, outcome("/b/Report.txt"))
    writer.save(run, outcome("/a/news.txt", "Launch in Fiji\n\nA portal was launched in Fiji in May 2024 with WHO.\n"))
    writer.save(run, outcome("/c/none.txt", status="failed", document_id=None, error="not_found", reading=None))
    return StoreReader(engine)


TRAINING, WORKSHOP, TOOLKIT, PORTAL = "training_of_trainers", "workshop", "publication", "platform"


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        ({}, [PORTAL, TRAINING, WORKSHOP, TOOLKIT]),
        ({"country": "ZMB"}, [TRAINING]),
        ({"country": "zmb"}, [TRAINING]),
        ({"country": "FRA"}, []),
        ({"period": ("2022-03-01", "2022-03-31")}, [TRAINING, TOOLKIT]),
        ({"period": ("2022-03-09", "2022-03-31")}, [TOOLKIT]),
        ({"period": ("2023-01-01", "2023-12-31")}, [WORKSHOP]),
        ({"period": ("2021-01-01", "2021-12-31")}, []),
        ({"activity_type": "platform"}, [PORTAL]),
        ({"status": "planned"}, [WORKSHOP]),
        ({"partner": "unicef"}, [TRAINING]),
        ({"partner": "World Health"}, [PORTAL]),
        ({"partner": "100%"}, []),
        ({"country": "ZMB", "partner": "WHO"}, []),
        ({"min_confidence": 0.5}, []),
    ],
)
def test_records(reader, wanted, types):
    found = list(reader.records(Wanted(**wanted)))
    if "min_confidence" not in wanted:
        assert [record.body["activity_type"] for record in found] == types
    else:
        # Records carry a confidence only where the rules give them one.
        assert all(record.body["confidence"] >= 0.5 for record in found)


def test_order_is_that_of_the_paths_bytes(reader):
    assert [one.path for one in reader.inputs()] == ["/a/news.txt", "/b/Report.txt", "/c/none.txt"]


def test_status(reader):
    status = reader.status()
    assert status.counts == {"done": 2, "failed": 1}
    assert status.sizes["documents"] == 2
    assert [one.error for one in reader.inputs(only_failures=True)] == ["not_found"]


def test_a_store_without_a_run(engine):
    status = StoreReader(engine).status()
    assert (status.run, status.counts, status.standing) == (None, {}, {})


def test_a_record_by_the_start_of_its_id(reader):
    record = next(iter(reader.records(Wanted(country="ZMB"))))
    (found, text), *_ = reader.record(record.body["id"][:6])
    span = found.body["evidence"]
    assert text[span["start"] : span["end"]] == span["text"]
    assert reader.record("r-none") == []
    assert reader.record("%") == []
