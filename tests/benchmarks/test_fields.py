"""The scorer of benchmarks/fields.py, on values counted by hand."""

from datetime import date

import pytest

from benchmarks.fields import Document, _document, _mentioned, _of_records, score
from benchmarks.fields_peers import PEERS

TEXT = "Published 9 February 2021. 410 teachers from Costa Rica and Kenya were trained from 10 to 12 October 2020."
GOLD = {
    "document": {"published": {"start": "2021-02-09", "end": "2021-02-09"}},
    "records": [
        {
            "countries": ["CRI", "KEN"],
            "location_optional": "CHE",
            "participants": [{"value": 410}],
            "quantities": [{"value": 2, "value_max": 3}],
            "dates": [{"start": "2020-10-10", "end": "2020-12-12"}],
            "dates_optional": [{"start": "2019-01-01", "end": None}],
        },
        {"countries": ["FRA"], "optional": True},
    ],
    "checks": [{"stated": 6, "listed": 5}],
}


def test_what_is_asked_for_and_what_is_free():
    document = _document(GOLD, TEXT)
    assert document.asked == {"countries": {"CRI", "KEN"}, "dates": {"2020-10", "2020-12"}, "numbers": {410, 2, 3}}
    assert document.day == date(2021, 2, 9)
    assert {"CHE", "FRA"} <= document.free["countries"]
    assert {"2021-02", "2019-01"} <= document.free["dates"]
    assert {5, 6} <= document.free["numbers"]


@pytest.mark.parametrize(
    ("found", "precision", "recall", "f1"),
    [
        ({"CRI", "KEN"}, 1, 1, 1),
        ({"CRI", "KEN", "CHE", "FRA"}, 1, 1, 1),
        ({"CRI", "USA"}, 0.5, 0.5, 0.5),
        ({"CRI", "KEN", "USA", "BRA"}, 0.5, 1, 0.667),
        (set(), 0, 0, 0),
    ],
)
def test_score(found, precision, recall, f1):
    documents = [_document(GOLD, TEXT)]
    scored = score(documents, "countries", lambda text, day: found)
    assert scored == {"precision": precision, "recall": recall, "F1": f1}


def test_values_are_added_up_over_documents():
    empty = Document("", None, {"countries": set()}, {"countries": set()})
    scored = score([_document(GOLD, TEXT), empty], "countries", lambda text, day: {"CRI"})
    assert scored == {"precision": 0.5, "recall": 0.5, "F1": 0.5}


@pytest.mark.parametrize("peer", [peer for peer in PEERS if peer.present], ids=lambda peer: peer.name)
def test_peers_find_what_is_plain(peer):
    found = peer.load()(TEXT, date(2021, 2, 9))
    plain = {"countries": {"CRI", "KEN"}, "dates": {"2021-02", "2020-10"}, "numbers": {410}}
    assert plain[peer.field] <= found
    assert peer.field != "numbers" or not {2020, 2021} & found


def test_our_finders_find_what_is_plain():
    text = "A course was held in Kenya and Costa Rica on 10 June 2020 for 410 teachers.\n\nMany know Peru."
    records, mentioned = _of_records(text), _mentioned(text)
    assert records["countries"] <= mentioned["countries"] == {"CRI", "KEN", "PER"}
    assert records["dates"] == mentioned["dates"] == {"2020-06"}
    assert records["numbers"] == mentioned["numbers"] == {410}
