"""python-docx as the second reader, and as an independent witness of what ours reads."""

from pathlib import Path

import pytest

from extractor.errors import DamagedError
from extractor.parsers.docx import reader
from extractor.parsers.docx.second import read_again
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.settings import Limits, Settings

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.docx"))


def words(blocks: list[RawBlock]) -> list[str]:
    return [word for block in blocks for text in (block.text, *block.cells) for word in text.split()]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_we_read_every_word_that_python_docx_reads(sample: Path) -> None:
    data = sample.read_bytes()
    ours = words(reader.read(data, Settings(), sample.name).blocks)
    theirs = words(read_again(data, Limits()))
    assert theirs
    assert set(theirs) <= set(ours)


def test_it_is_taken_where_ours_gives_up_and_a_warning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: object) -> RawDocument:
        raise DamagedError("x.docx", "is broken", "fetch it again")

    monkeypatch.setattr(reader, "_read", gives_up)
    found = reader.read(SAMPLES[0].read_bytes(), Settings(), "x.docx")
    assert [warning.code for warning in found.warnings] == ["read_otherwise"]
    assert len(words(found.blocks)) > 100


def test_what_neither_reads_stays_damaged() -> None:
    with pytest.raises(DamagedError):
        reader.read(b"PK\x03\x04 cut off", Settings(), "x.docx")


def test_a_container_that_inflates_beyond_the_memory_is_not_given_to_it() -> None:
    assert read_again(SAMPLES[0].read_bytes(), Limits(memory=1024)) == []
