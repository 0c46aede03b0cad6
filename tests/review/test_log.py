"""Decisions: kept, contradicted, honoured."""

import pytest

from extractor.errors import DamagedError, NotFoundError
from extractor.lexicon.load import load
from extractor.review.fields import names_of
from extractor.review.log import Decisions, lines, merged, read_file, read_log
from models import Extraction
from models.decisions import Change, Decision
from tests.conftest import ROOT

NAMES = names_of(load())
RESULT = Extraction.model_validate_json((ROOT / "tests/golden/news-2024.docx.json").read_bytes())
RECORD = RESULT.records[0]
OTHER = "cancelled" if RECORD.status != "cancelled" else "planned"


def decided(verdict=None, *, name="Ana", date="2026-01-02", **told):
    return Decision(record=RECORD.id, document=RESULT.document.id, verdict=verdict, name=name, date=date, **told)


def status(before, after, **told):
    return decided(changes=(Change(field="status", before=before, after=after),), **told)


ANA = decided("confirmed")


@pytest.mark.parametrize(
    ("fresh", "added", "repeated", "conflicts"),
    [
        (ANA, 0, 1, 0),
        (decided("confirmed", name="Ben"), 0, 1, 0),
        (decided("dismissed", name="Ben"), 0, 0, 1),
        (decided("dismissed", name="Ben", seen="confirmed"), 1, 0, 0),
        (decided("dismissed", date="2026-01-03"), 1, 0, 0),
        (decided("dismissed", date="2026-01-01"), 0, 0, 1),
        (decided("dismissed", name=""), 0, 0, 1),
        (decided(note="look at page 3"), 1, 0, 0),
        (status("planned", "cancelled", name="Ben"), 1, 0, 0),
    ],
)
def test_what_a_log_gains(fresh, added, repeated, conflicts):
    found = merged([ANA], [fresh], NAMES)
    assert (len(found.added), found.repeated, len(found.conflicts)) == (added, repeated, conflicts)


def test_a_conflict_names_both_and_leaves_the_rest():
    log = [status("planned", "completed")]
    fresh = status("planned", "cancelled", name="Ben").model_copy(update={"verdict": "confirmed"})
    found = merged(log, [fresh], NAMES)
    assert found.added[0].verdict == "confirmed"
    assert found.added[0].changes == ()
    assert "Ana" in found.conflicts[0]
    assert "Ben" in found.conflicts[0]


def test_whoever_knew_of_a_correction_may_correct_it():
    assert merged([status("planned", "completed")], [status("completed", "cancelled", name="Ben")], NAMES).added


def test_a_correction_that_is_no_value_is_told_and_left_out():
    faulty = status("planned", "finished").model_copy(update={"verdict": "confirmed"})
    found = merged([], [faulty], NAMES)
    assert [(one.verdict, one.changes) for one in found.added] == [("confirmed", ())]
    assert RECORD.id in found.conflicts[0]
    assert "finished" in found.conflicts[0]


def test_corrections_are_honoured_in_their_order():
    third = "ongoing"
    log = [status(RECORD.status, OTHER), status(OTHER, third, name="Ben")]
    record, problems = Decisions(log).honoured(RESULT.document.id, RECORD, NAMES)
    assert (record.status, problems) == (third, [])
    assert record.model_copy(update={"status": RECORD.status}) == RECORD


def test_a_correction_of_what_is_read_otherwise_now_is_told():
    before = next(one for one in ("planned", "ongoing", "completed") if one not in (RECORD.status, OTHER))
    result, problems = Decisions([status(before, OTHER)]).honoured_all(RESULT, NAMES)
    assert result == RESULT
    assert len(problems) == 1
    assert "Ana" in problems[0]


def test_a_decision_on_a_record_that_is_gone_is_told():
    gone = ANA.model_copy(update={"record": "r-gone"})
    assert ["r-gone" in problem for problem in Decisions([gone]).honoured_all(RESULT, NAMES)[1]] == [True]


def test_the_same_record_of_another_document_is_another():
    assert Decisions([ANA]).on("sha256:other", RECORD.id) is None


def test_a_log_reads_back(tmp_path):
    log = [decided("unsure", note="a “note”\u2028 of\ntwo lines"), status("planned", "completed")]
    path = tmp_path / "log.jsonl"
    assert read_log(path) == []
    path.write_text(lines(log))
    assert read_log(path) == log
    path.write_text(lines(log) + "{}\n")
    with pytest.raises(DamagedError, match="line 3"):
        read_log(path)


@pytest.mark.parametrize("text", ["", "[]", '{"records": [{"record": 1}]}', '{"surprise": 1}', "\xff"])
def test_a_file_that_holds_no_decisions_is_refused(tmp_path, text):
    path = tmp_path / "decisions.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(DamagedError):
        read_file(path)
    with pytest.raises(NotFoundError):
        read_file(tmp_path / "absent.json")
