"""What a worker knows and does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.backfill import work
from extractor.backfill.sources import Task
from extractor.settings import Limits, Settings

WORDS = st.text(max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=30), st.tuples(WORDS, WORDS))
def test_known_documents_are_found_and_no_others(settled, other):
    known = work.keys(settled)
    assert all(work._holds(known, work.key(*one)) for one in settled)
    assert work._holds(known, work.key(*other)) == (other in settled)


@pytest.fixture(scope="module")
def reader() -> work.Reader:
    return work.Reader(work.Setup(Settings(limits=Limits(file_bytes=5000)), "rules"))


def task(path: Path, overrides: str = "") -> Task:
    return Task(str(path), str(path), overrides=overrides)


@pytest.mark.parametrize(
    ("content", "status", "error"),
    [
        (b"A workshop was held in Malta in May 2023.", "done", None),
        (b"", "failed", "empty"),
        (b"x" * 5001, "failed", "too_large"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "failed", "unsupported_format"),
        (None, "failed", "not_found"),
    ],
)
def test_outcomes(reader, tmp_path, content, status, error):
    path = tmp_path / "report.txt"
    if content is not None:
        path.write_bytes(content)
    outcome = reader.read(task(path))
    assert (outcome.status, outcome.error) == (status, error)
    assert (outcome.document_id is None) == (content is None or len(content) > 5000)
    assert (outcome.reading is None) == (status != "done")


def test_what_was_not_read_in_whole_is_partial(reader, tmp_path, monkeypatch):
    path = tmp_path / "report.txt"
    path.write_text("A workshop was held in Malta in May 2023.")
    from extractor import parsers
    from models.source import ReadWarning

    real = parsers.parse_bytes

    def warn(code):
        told = ReadWarning(code=code, message="told")
        return lambda *given: real(*given).model_copy(update={"warnings": (told,)})

    for code, status in (("page_unreadable", "partial"), ("encoding_guessed", "done")):
        monkeypatch.setattr(parsers, "parse_bytes", warn(code))
        assert reader.read(task(path)).status == status


def test_an_unforeseen_error_is_told(reader, tmp_path, monkeypatch):
    path = tmp_path / "report.txt"
    path.write_text("A workshop was held in Malta in May 2023.")

    def fail(*_):
        raise ZeroDivisionError("nobody foresaw it")

    monkeypatch.setattr("extractor.parsers.parse_bytes", fail)
    outcome = reader.read(task(path))
    assert (outcome.status, outcome.error) == ("failed", "internal_error")
    assert "nobody foresaw it" in outcome.message


def test_unchanged_means_content_and_manifest(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("A workshop was held in Malta in May 2023.")
    first = work.Reader(work.Setup(Settings(), "rules")).read(task(path))
    known = work.keys([(first.document_id, "")])
    again = work.Reader(work.Setup(Settings(), "rules", known))
    assert again.read(task(path)).status == "unchanged"
    assert again.read(task(path, '{"kind": "other"}')).status == "done"
    path.write_text("A workshop was held in Malta in June 2023.")
    assert again.read(task(path)).status == "done"
