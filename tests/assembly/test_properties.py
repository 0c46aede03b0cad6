"""What holds for every document."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Record

from .documents import DOCUMENTS, OURS, PAIRS, SAMPLES, explain, explained, explained_text, facts, read
from .formats import FORMATS, as_text

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything with offsets and a text, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner)


@every_document
def test_every_offset_is_true(path: Path) -> None:
    text = read(path).plain_text
    result = explained(path).result
    found = list(spans(result.model_dump()))
    assert found or not result.records
    assert [s for s in found if text[s["start"] : s["end"]] != s["text"]] == []


@every_document
def test_every_reason_quotes_the_document(path: Path) -> None:
    text = read(path).plain_text
    reasons = [reason for group in explained(path).reasons.values() for reason in group]
    assert [r for r in reasons if text[r.start : r.end] != r.words] == []


@every_document
def test_evidence_holds_what_is_not_marked_as_carried(path: Path) -> None:
    explanation = explained(path)
    for record in explanation.result.records:
        evidence = record.evidence
        outside = [
            reason
            for reason in explanation.reasons[record.id]
            if not reason.carried and not (evidence.start <= reason.start and reason.end <= evidence.end)
        ]
        assert outside == []


def values(record: Record) -> Counter[str]:
    """Count the values of a record that need a reason, by field."""
    counted = Counter({"activity_type": 1, "status": 1})
    for field in ("countries", "regions", "participants", "quantities", "partners", "dates"):
        counted[field] = len(getattr(record, field))
    counted["location"] = int(record.location is not None)
    counted["initiative"] = int(record.initiative is not None)
    return +counted


@every_document
def test_every_value_has_a_reason_and_every_record_a_rule(path: Path) -> None:
    explanation = explained(path)
    ids = [record.id for record in explanation.result.records]
    assert len(set(ids)) == len(ids)
    for record in explanation.result.records:
        reasons = explanation.reasons[record.id]
        assert record.rules
        assert values(record) - Counter(reason.field for reason in reasons) == Counter()
        assert {reason.rule for reason in reasons} <= set(record.rules)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_two_runs_give_the_same_bytes(path: Path) -> None:
    assert explain(read(path)).model_dump_json() == explained(path).model_dump_json()


@every_document
def test_offsets_and_dates_run_forward(path: Path) -> None:
    for record in explained(path).result.records:
        assert record.evidence.start < record.evidence.end
        for date in record.dates:
            assert date.start or date.end
            assert not (date.start and date.end) or date.start <= date.end
        for entry in (*record.participants, *record.quantities):
            assert entry.value > 0
            assert entry.value_max is None or entry.value < entry.value_max


def differing(ours: tuple[Record, ...], theirs: tuple[Record, ...]) -> Counter[object]:
    left, right = Counter(map(facts, ours)), Counter(map(facts, theirs))
    return (left - right) + (right - left)


def pair(path: Path) -> Any:
    """Return a pair by name; a caption over a table is a paragraph in DOCX and a heading in text."""
    return pytest.param(path, id=path.name)


@pytest.mark.skipif(not PAIRS, reason="../shared is absent")
@pytest.mark.parametrize("path", [pair(path) for path in PAIRS])
def test_a_pair_tells_the_same(path: Path) -> None:
    plain = explained(path.with_suffix(".txt")).result.records
    assert differing(explained(path).result.records, plain) == Counter()


# Each bullet names its own activity, place and date, so that nothing is carried from one to another.
BULLETS = [
    "In Lesotho, training of trainers was delivered to 42 nurses in May 2019.",
    "A workshop on number portability was held in Suva for 35 judges of Fiji from 3 to 5 June 2019.",
    "ITU published a handbook on disaster relief with UNICEF in July 2019.",
    "The regulator of Paraguay launched a portal for families in August 2019.",
    "A national strategy on broadband was adopted by Zambia on 9 September 2019.",
    "An awareness campaign on fraud will be run in Malta in October 2024.",
    "A memorandum of understanding was signed with UNIDO on 11 November 2019.",
    "The CyberDrill for the Pacific brought together 120 specialists in Apia in December 2019.",
    "The glossary is being translated into Tamil with the University of Eastmarsh.",
    "A round table on spectrum was cancelled in Oslo, Norway.",
    "Between 20 and 30 librarians of Bhutan took a course on archives in March 2019.",
    "A survey of clinics was carried out in Togo with the World Health Organization (WHO).",
]


@cache
def records() -> Counter[object]:
    """Return the records of the bullets in the order above."""
    return Counter(map(facts, explained_text(as_text(BULLETS)).result.records))


def test_the_bullets_are_one_record_each() -> None:
    assert sum(records().values()) == len(BULLETS)


@settings(max_examples=8)
@given(st.permutations(BULLETS))
def test_order_of_bullets_does_not_matter(bullets: list[str]) -> None:
    assert Counter(map(facts, explained_text(as_text(bullets)).result.records)) == records()


@settings(max_examples=10)
@given(st.lists(st.sampled_from(BULLETS), min_size=1, unique=True))
def test_records_of_a_part_are_a_part_of_the_records(bullets: list[str]) -> None:
    found = Counter(map(facts, explained_text(as_text(bullets)).result.records))
    assert len(bullets) == sum(found.values())
    assert found - records() == Counter()


@pytest.mark.parametrize("name", FORMATS)
def test_formats_tell_the_same(name: str) -> None:
    assert Counter(map(facts, explain(FORMATS[name](BULLETS)).result.records)) == records()


FOREIGN = yaml.safe_load((Path(__file__).parent / "foreign.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", FOREIGN)
def test_a_paragraph_in_another_language_adds_no_record(language: str) -> None:
    found = explained_text(f"{as_text(BULLETS)}\n{FOREIGN[language]}\n").result.records
    assert Counter(map(facts, found)) == records()


def test_items_under_a_paragraph_in_another_language_are_read() -> None:
    text = f"{as_text(BULLETS)}\n\n1.1 {FOREIGN['fr'].removesuffix('.')}:\n\n(a) A workshop was held in Lima for 40 teachers."
    found = explained_text(f"{text}\n").result.records
    assert Counter(map(facts, found)) - records() == Counter([facts(found[-1])])


@pytest.mark.parametrize("path", [p for p in OURS if p.suffix == ".txt"][::5], ids=lambda path: path.stem)
def test_no_document_gains_a_record_from_another_language(path: Path) -> None:
    text = path.read_text(encoding="utf-8").rstrip()
    alone = explained_text(f"{text}\n").result.records
    assert differing(explained_text(f"{text}\n\n{FOREIGN['fr']}\n").result.records, alone) == Counter()


def test_results_are_json() -> None:
    for path in OURS:
        result = explained(path).result
        assert type(result).model_validate(json.loads(result.model_dump_json())) == result
