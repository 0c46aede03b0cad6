"""What a second sentence adds to a gathering told in the first, and which ones tell another."""

from typing import Any

import pytest
import yaml

from models import Record
from rules.tables import CASES, run

TABLE: dict[str, Any] = yaml.safe_load((CASES / "follow_ups.yaml").read_text(encoding="utf-8"))
ADDED = [(more, what) for what, sentences in TABLE["adds"].items() for more in sentences]


def records(kind: str, more: str, when: str = " in May 2021") -> list[Record]:
    """Return the records of a gathering and the sentence behind it."""
    first, later = TABLE["activities"][kind]
    return run({"text": f"{first} was held in Kenya{when}. {more.format(the=later)}"}).records


def has(what: str, record: Record) -> bool:
    """Tell whether a record has what a sentence was to add."""
    if what == "people":
        return 45 in [count.value for count in record.participants]
    if what == "partner":
        return "United Nations Children's Fund" in [partner.name for partner in record.partners]
    return any(str(date.start).startswith("2021-06") for date in record.dates)


@pytest.mark.parametrize(("more", "what"), ADDED, ids=[more for more, _ in ADDED])
def test_a_sentence_adds_to_the_activity_before(more: str, what: str) -> None:
    wrong = []
    for kind in TABLE["activities"]:
        found = records(kind, more, "" if what == "date" else " in May 2021")
        if [record.activity_type for record in found] != [kind] or not has(what, found[0]):
            wrong.append((kind, found))
    assert not wrong


@pytest.mark.parametrize(("more", "status", "country"), TABLE["follows"], ids=[row[0] for row in TABLE["follows"]])
def test_a_sentence_tells_another_of_the_kind(more: str, status: str, country: str) -> None:
    wrong = []
    for kind in TABLE["activities"]:
        found = [(r.activity_type, r.status, [c.alpha_3 for c in r.countries]) for r in records(kind, more)]
        if found != [(kind, "completed", ["KEN"]), (kind, status, [country])]:
            wrong.append((kind, found))
    assert not wrong
