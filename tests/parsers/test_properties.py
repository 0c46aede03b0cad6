"""What holds for every document."""

from contextlib import suppress
from unicodedata import category

from docx_builder import docx, p, table
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableError
from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import SourceDocument

WORDS = st.sampled_from(
    [
        "a",
        "the",
        "course",
        "school",
        "teachers",
        "Lima",
        "Peru",
        "May",
        "2014",
        "45",
        "2.5",
        "1",
        "1.1",
        "(a)",
        "ii)",
        "–",
        "•",
        "on7",
        "March",
        "held.",
        "Two:",
        "3rd",
        "I.",
        "the",
    ]
)
LINE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
LABEL = st.sampled_from(["", "1\t", "1.1\t", "–\t", "·\t", "(a) ", "2. ", "1"])
ODD = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="<&>"), max_size=25)
ROW = st.lists(LINE | st.just(""), min_size=3, max_size=3).map("\t".join)
TEXT = st.lists(st.tuples(LABEL, LINE).map("".join) | ROW | ODD, max_size=12).map("\n".join)


def holds(document: SourceDocument) -> None:
    text, at = document.plain_text, 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.start == at
        assert at <= block.end <= len(text)
        at = block.end + 1
        assert [cell.start for cell in block.cells][1:] == [cell.end + 1 for cell in block.cells][:-1]
        assert block.parent is None or block.parent < index
        assert (block.level > 0) == (block.kind == "heading")
        assert (block.depth > 0) == (block.kind == "list_item")
    assert "\n".join(map(document.text_of, document.blocks)) == text
    for row in document.blocks:
        if row.cells:
            assert "\t".join(text[cell.start : cell.end] for cell in row.cells) == document.text_of(row)
    unseen = {char for char in text if category(char) in ("Cc", "Cf", "Cs")}
    assert unseen <= {"\n", "\t"}


@given(TEXT)
@settings(max_examples=150)
def test_text_files(text: str) -> None:
    if text:
        holds(parse_bytes(b"\xef\xbb\xbf" + text.encode(), "x.txt", Settings()))


@given(
    st.lists(st.tuples(LABEL, LINE).map("".join), min_size=1, max_size=8),
    st.lists(LINE, min_size=2, max_size=2),
)
@settings(max_examples=60)
def test_word_files(lines: list[str], row: list[str]) -> None:
    holds(parse_bytes(docx("".join(map(p, lines)) + table(row, row)), "x.docx", Settings()))


@given(st.lists(LINE, min_size=1, max_size=8))
@settings(max_examples=60)
def test_web_pages(lines: list[str]) -> None:
    page = "".join(f"<p>{line}</p><ul><li>{line}</li></ul>" for line in lines)
    holds(parse_bytes(f"<main>{page}</main>".encode(), "x.html", Settings()))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        holds(parse_bytes(data, "x", Settings()))


SENTENCE = st.lists(
    WORDS.filter(lambda word: word[0].islower() and "." not in word), min_size=2, max_size=9
).map(lambda words: f"The {' '.join(words)} was held.")


@given(
    st.lists(
        st.tuples(LABEL.filter(lambda label: label != "1"), SENTENCE).map("".join) | ROW,
        min_size=1,
        max_size=10,
    )
)
@settings(max_examples=100)
def test_the_plain_text_read_again_is_the_same(lines: list[str]) -> None:
    document = parse_bytes("\n".join(lines).encode(), "x.txt", Settings())
    if document.plain_text:
        again = parse_bytes(document.plain_text.encode(), "x.txt", Settings())
        assert again.plain_text == document.plain_text
