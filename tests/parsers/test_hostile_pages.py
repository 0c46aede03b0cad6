"""Pages made to hurt: each is read or refused within its limits, and the text around the trap is kept."""

import pytest

from extractor.errors import TooSlowError
from extractor.parsers import parse_bytes
from extractor.settings import Limits, Settings

HELD = "A course for the teachers of the northern schools was held in the capital city."
PAGE = f"<html><body><main><p>{HELD}</p>%s</main></body></html>"

FLOODS = {
    "tags nested 100,000 deep": "<div>" * 100_000 + "x",
    "lists nested deep": "<ul><li>" * 30_000,
    "tables nested deep": "<table><tr><td>" * 10_000,
    "megabytes of script": "<script>" + "var a = '<p>';\n" * 200_000 + "</script>",
    "megabytes of style": "<style>" + "a{}" * 700_000 + "</style>",
    "a comment without end": "<!--" + "-" * 2_000_000,
    "a script without end": "<script>" + "x" * 2_000_000,
    "hidden megabytes": f"<div style='display:none'>{'x ' * 500_000}</div>",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_what_stands_before_a_flood_is_read(flood: str) -> None:
    document = parse_bytes((PAGE % flood).encode(), "x", Settings())
    assert document.plain_text.startswith(HELD)


@pytest.mark.parametrize("entity", ["&foo;", "&#0;", "&#xD800;", "&#x110000;", "&amp;lt;", "&#8;"])
def test_floods_of_entities_leave_clean_text(entity: str) -> None:
    text = parse_bytes((PAGE % f"<p>{entity * 20_000}</p>").encode(), "x", Settings()).plain_text
    assert text.startswith(HELD)
    assert not any((ord(char) < 32 and char not in "\n\t") or 0xD800 <= ord(char) < 0xE000 for char in text)


def test_spans_without_measure() -> None:
    table = "<table><tr><td>a</td><td colspan=99999 rowspan=99999>b</td></tr><tr><td>c</td></tr></table>"
    document = parse_bytes((PAGE % table).encode(), "x", Settings())
    assert max(len(block.cells) for block in document.blocks) <= 201


def test_a_page_that_takes_for_ever_is_refused() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(150_000))
    limits = Limits(file_seconds=2)
    with pytest.raises(TooSlowError, match="takes longer than 2 s"):
        parse_bytes((PAGE % f"<div {attributes}>x</div>").encode(), "x", Settings(limits=limits))


@pytest.mark.parametrize("reference", ["&#8;", "&#xFFFE;", "&#x1F;", "&#xDC00;"])
@pytest.mark.parametrize("before", ["", "<b>x</b>"])
def test_a_reference_to_no_character_behind_what_is_taken_out(before: str, reference: str) -> None:
    """Found by tools/fuzz.py, html 2692."""
    page = PAGE % f"<p>{before}<span hidden>x</span>{reference}It was held.</p>"
    assert "It was held." in parse_bytes(page.encode(), "x", Settings()).plain_text
