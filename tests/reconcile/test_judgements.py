"""What people said is honoured, and expires when the evidence or the rules change."""

from dataclasses import replace

import pytest

from extractor.errors import DamagedError, UsageError
from extractor.lexicon.load import load
from extractor.reconcile.filters import filtered
from extractor.reconcile.judgements import gained, honoured, read_table, rules_digest, stamped, table
from models.decisions import JudgedFinding
from models.findings import Judgement
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import Maker, told

SAME = (FIRST, FIRST)


def conflicting(diff, count=99):
    made = Maker(11, FIRST).activity()
    return diff([told(made, "b")], [told(made, "a", count=made["count"] + count)], SAME)


def judged(comparison, rules="r1", **told_so):
    said = Judgement(finding=comparison.findings[0].id, verdict="dismissed", name="Ana", **told_so)
    return list(stamped(comparison, [said], rules))


def test_a_judgement_is_honoured_and_closed(diff):
    comparison = conflicting(diff)
    found = honoured(comparison, judged(comparison), "r1")
    assert found.findings[0].judgement.verdict == "dismissed"
    assert found.expired == ()
    assert filtered(found, {}, only_open=True).findings == ()
    assert filtered(comparison, {}, only_open=True).findings == comparison.findings


@pytest.mark.parametrize(("count", "rules", "why"), [(120, "r1", "evidence"), (99, "r2", "rules")])
def test_a_judgement_expires_and_says_so(diff, count, rules, why):
    said = judged(conflicting(diff))
    found = honoured(conflicting(diff, count), said, rules)
    assert found.findings[0].judgement is None
    assert len(found.expired) == 1
    assert why in found.expired[0]
    assert "Ana" in found.expired[0]


def test_a_table_reads_back_what_was_written(diff, tmp_path):
    said = judged(conflicting(diff), note="=1+1, a “mistake”\nin the table")
    path = tmp_path / "judgements.csv"
    said = [Judgement(finding=said[0].finding, verdict="unsure"), *said]
    path.write_text(table([*said, said[0]]), encoding="utf-8")
    assert read_table(path) == said
    assert "\n=1" not in path.read_text(encoding="utf-8").replace(",=", "\n=")


def test_a_sheet_is_read_like_a_table(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (("Name", "Finding", "Verdict", "extra"), ("Ana", "f-1", "Confirmed", 3), ("", None, None, None)):
        book.active.append(row)
    book.save(tmp_path / "said.xlsx")
    assert read_table(tmp_path / "said.xlsx") == [Judgement(finding="f-1", verdict="confirmed", name="Ana")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("finding,verdict\nf-1,maybe\n", "row 2"),
        ("finding;verdict\nf-1;\n", "row 2"),
        ("id,verdict\nf-1,unsure\n", "no column finding"),
        ("", "no column finding"),
    ],
)
def test_a_faulty_table_is_refused_with_its_row(tmp_path, text, says):
    path = tmp_path / "said.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=says):
        read_table(path)


def test_nothing_is_said_about_a_finding_that_is_not_there(diff):
    with pytest.raises(UsageError, match="f-0"):
        list(stamped(conflicting(diff), [Judgement(finding="f-0", verdict="unsure")], "r1"))


def test_a_sheet_that_is_none_and_rows_not_yet_judged(tmp_path):
    broken = tmp_path / "said.xlsx"
    broken.write_bytes(b"PK nonsense")
    with pytest.raises(DamagedError, match="no XLSX sheet"):
        read_table(broken)
    path, blank = tmp_path / "said.csv", []
    path.write_text("finding,verdict,note\nf-1,,\nf-2,unsure,ask\n,,\n")
    assert [one.finding for one in read_table(path, blank.append)] == ["f-2"]
    assert blank == [2]
    with pytest.raises(UsageError, match="row 2: an empty cell"):
        read_table(path)


def test_other_word_lists_are_other_rules():
    shipped = load()
    assert rules_digest(shipped) == rules_digest(shipped)
    assert rules_digest(replace(shipped, months=shipped.months[1:])) != rules_digest(shipped)


STANDS = {"finding": "f-1", "verdict": "confirmed", "name": "Ana", "evidence": "e", "date": "2024-05-02T10:00:00"}


@pytest.mark.parametrize(
    ("said", "added", "conflict"),
    [
        ({}, 0, ""),
        ({"date": "2024-06-02"}, 0, ""),
        ({"verdict": "dismissed", "name": "Ben"}, 0, "f-1: dismissed by Ben on 2024-05-02, but confirmed by Ana on 2024-05-02; the latter stands"),
        ({"verdict": "dismissed", "name": "", "date": ""}, 0, "f-1: dismissed, but confirmed by Ana on 2024-05-02; the latter stands"),
        ({"verdict": "dismissed", "name": "Ben", "seen": "confirmed"}, 1, ""),
        ({"verdict": "dismissed", "name": "Ben", "evidence": "other"}, 1, ""),
        ({"verdict": "dismissed", "date": "2024-05-03"}, 1, ""),
        ({"verdict": "dismissed", "date": "2024-05-01"}, 0, "f-1: dismissed by Ana on 2024-05-01, but confirmed by Ana on 2024-05-02; the latter stands"),
        ({"name": "Ben"}, 1, ""),
        ({"finding": "f-2", "verdict": "dismissed", "name": "Ben"}, 1, ""),
    ],
)  # fmt: skip
def test_a_persons_word_is_not_overwritten_by_anothers(said, added, conflict):
    fresh, conflicts = gained([Judgement(**STANDS)], [JudgedFinding(**(STANDS | said))])
    assert len(fresh) == added
    assert conflicts == ([conflict] if conflict else [])


def test_of_two_new_words_on_a_finding_the_first_stands():
    first, second = (JudgedFinding(**(STANDS | {"verdict": verdict, "name": name})) for verdict, name in (("unsure", "Ben"), ("dismissed", "Eve")))
    fresh, conflicts = gained([], [first, second])
    assert [one.name for one in fresh] == ["Ben"]
    assert len(conflicts) == 1
