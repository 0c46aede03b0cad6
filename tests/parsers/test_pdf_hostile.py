"""PDFs made to hang, crash or fill the memory: read in part, or refused in one line."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pdf_raw import FONT, pages, raw, say, stream

from extractor.errors import DamagedError, NoTextLayerError, TooLargeError, TooSlowError, UnreadableError
from extractor.parsers.isolated import retire
from extractor.parsers.pdf import pages as library
from extractor.parsers.pdf import read
from extractor.parsers.raw import RawDocument
from extractor.settings import Limits, Settings

HALL = "The officers met in the hall of the harbour town."
HILL = "The second course was held in the hills."
LIMITS = Limits(page_seconds=2.0, file_seconds=10.0, memory=150 << 20)


@pytest.fixture(autouse=True)
def a_process_of_its_own() -> Iterator[None]:
    """What a test changes here, a process from before doesn't know, nor must one from then outlive it."""
    retire()
    yield
    retire()


def reading(data: bytes, limits: Limits = LIMITS) -> RawDocument:
    return read(data, Settings(limits=limits), "made.pdf")


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


def page_tree_in_a_circle() -> bytes:
    return raw(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R] >>",
            3: "<< /Type /Pages /Parent 2 0 R /Count 3 /Kids [2 0 R 3 0 R] >>",
        }
    )


def page_tree_that_names_its_page_a_thousand_times() -> bytes:
    return raw(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Count 1000 /Kids [{'10 0 R ' * 1000}] >>",
            10: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            3: FONT,
            11: stream(say(HALL)),
        }
    )


def count_without_pages() -> bytes:
    return raw({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 2147483647 /Kids [] >>"})


def object_that_is_itself() -> bytes:
    return raw({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "2 0 R"})


def length_that_is_its_own_stream() -> bytes:
    body = "<< /Length 11 0 R >>\nstream\n" + say(HALL) + "\nendstream"
    return pages(body.encode())


def font_in_a_circle() -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [3 0 R] /ToUnicode 3 0 R >>"
    )
    return pages(say(HALL), fonts=font)


def forms_in_forms() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 1000 0 R >> >>"
    return pages(say(HALL) + "/X Do", more={1000: stream("/X Do /X Do", form)}, entries="|/XObject << /X 1000 0 R >>")


def forms_that_multiply() -> bytes:
    """Each of thirty forms draws the next one twice: a thousand million texts in a few kilobytes."""
    more: dict[int, bytes | str] = {}
    for at in range(30):
        inner = f"/Resources << /XObject << /X {1001 + at} 0 R >> /Font << /F1 3 0 R >> >>"
        content = "/X Do /X Do" if at < 29 else say("again")
        more[1000 + at] = stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {inner}")
    return pages(say(HALL) + "/X Do", say(HILL), more=more, entries="|/XObject << /X 1000 0 R >>")


def thousands_of_paths() -> bytes:
    lines = b"10 10 m 500 500 l S\n" * 200_000
    return pages(say(HALL), stream(say(HILL).encode() + lines, packed=True))


def one_path_of_thousands_of_parts() -> bytes:
    return pages(
        say(HALL), stream(say(HILL).encode() + b"10 10 m " + b"500 500 l 10 500 l " * 100_000 + b"S", packed=True)
    )


def thousands_of_rules() -> bytes:
    rules = b"".join(b"%d 10 m %d 800 l S 10 %d m 580 %d l S\n" % (at, at, at, at) for at in range(10, 600)) * 20
    return pages(say(HALL), stream(say(HILL).encode() + rules, packed=True))


def stream_that_swells() -> bytes:
    return pages(say(HALL), stream(say(HILL).encode() + b" " * 250_000_000, packed=True))


def endless_text() -> bytes:
    return pages(say(HALL), stream(b"BT /F1 9 Tf " + b"(again and again) Tj " * 3_000_000 + b"ET", packed=True))


def states_within_states() -> bytes:
    return pages(stream(b"q " * 2_000_000 + say(HALL).encode(), packed=True))


def arrays_within_arrays() -> bytes:
    return pages(stream(say(HALL).encode() + b"[" * 2_000_000, packed=True))


def dictionaries_within_dictionaries() -> bytes:
    return raw({1: "<< /A " * 100_000 + ">> " * 100_000, 2: FONT})


def huge_page() -> bytes:
    return pages(say(HALL), box="[0 0 1e30 1e30]")


def page_of_no_size() -> bytes:
    return pages(say(HALL), box="[0 0 0 0]")


def page_of_no_number() -> bytes:
    return pages(say(HALL), box="[/A null (x) <<>>]")


def text_at_no_place() -> bytes:
    return pages(
        say(HALL) + "BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (far) Tj ET BT /F1 0 Tf 0 0 0 0 0 0 Tm (flat) Tj ET"
    )


SEEN: list[tuple[Callable[[], bytes], list[str]]] = [
    (arrays_within_arrays, [HALL]),
    (huge_page, [HALL]),
    (page_of_no_size, [HALL]),
    (page_of_no_number, [HALL]),
    (text_at_no_place, [HALL]),
    (page_tree_that_names_its_page_a_thousand_times, [HALL]),
    (thousands_of_paths, [HALL, HILL]),
    (one_path_of_thousands_of_parts, [HALL, HILL]),
    (thousands_of_rules, [HALL, HILL]),
]
PARTLY: list[Callable[[], bytes]] = [forms_that_multiply, stream_that_swells, endless_text]
REFUSED: list[tuple[Callable[[], bytes], tuple[type[UnreadableError], ...]]] = [
    (page_tree_in_a_circle, (DamagedError, NoTextLayerError)),
    (count_without_pages, (DamagedError, NoTextLayerError)),
    (object_that_is_itself, (DamagedError, TooSlowError)),
    (dictionaries_within_dictionaries, (DamagedError, TooSlowError)),
]
EITHER = [length_that_is_its_own_stream, font_in_a_circle, states_within_states, forms_in_forms]


def names(made: Callable[[], bytes]) -> str:
    return made.__name__


@pytest.mark.parametrize(("made", "expected"), SEEN, ids=[made.__name__ for made, _ in SEEN])
def test_read(made: Callable[[], bytes], expected: list[str]) -> None:
    assert set(expected) <= set(texts(reading(made(), Limits())))


@pytest.mark.parametrize("made", PARTLY, ids=names)
def test_read_in_part(made: Callable[[], bytes]) -> None:
    document = reading(made())
    assert {HALL, HILL} & set(texts(document))
    assert {"partial", "page_unreadable"} & {warning.code for warning in document.warnings}


@pytest.mark.parametrize(("made", "errors"), REFUSED, ids=[made.__name__ for made, _ in REFUSED])
def test_refused(made: Callable[[], bytes], errors: tuple[type[UnreadableError], ...]) -> None:
    with pytest.raises(errors) as caught:
        reading(made())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("made", EITHER, ids=names)
def test_read_or_refused(made: Callable[[], bytes]) -> None:
    with suppress(UnreadableError):
        assert reading(made()).blocks


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    # A call into C that neither an exception nor an alarm ends.
    ctypes.PyDLL(None).pause()


def eat() -> None:
    bytearray(1 << 40)


@pytest.mark.parametrize(
    ("what", "says"), [(hang, "longer than 4 s"), (eat, "MiB"), (kill, "crashed")], ids=["hang", "eat", "kill"]
)
def test_a_page_that_costs_the_process_costs_that_page_alone(
    what: Callable[[], None], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.PdfPages.words

    def words(self: library.PdfPages, number: int) -> object:
        if number == 2:
            what()
        return whole(self, number)

    monkeypatch.setattr(library.PdfPages, "words", words)
    document = reading(pages(say(HALL), say("Lost."), say(HILL)), Limits(page_seconds=4.0))
    assert texts(document) == [HALL, HILL]
    assert [(warning.code, warning.page) for warning in document.warnings] == [("partial", 2)]
    assert says in document.warnings[0].message


def test_a_page_that_pdfium_crashes_on_is_read_by_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = library.PdfPages._pdfium_words

    def words(self: library.PdfPages, number: int) -> object:
        if number == 2:
            kill()
        return whole(self, number)

    monkeypatch.setattr(library.PdfPages, "_pdfium_words", words)
    document = reading(pages(say(HALL), say(HILL), say("The third was not held.")))
    assert texts(document) == [HALL, HILL, "The third was not held."]
    assert [(warning.code, warning.page) for warning in document.warnings] == [("read_otherwise", 2)]


@pytest.mark.parametrize(
    ("what", "error"), [(hang, TooSlowError), (eat, TooLargeError), (kill, DamagedError)], ids=["hang", "eat", "kill"]
)
def test_a_file_whose_opening_costs_the_process(
    what: Callable[[], None], error: type[UnreadableError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library.PdfPages, "__init__", lambda self, data, name, with_pdfium: what())
    with pytest.raises(error):
        reading(pages(say(HALL)), Limits(page_seconds=4.0))


def test_time_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = library.PdfPages.words

    def words(self: library.PdfPages, number: int) -> object:
        time.sleep(0.3)
        return whole(self, number)

    monkeypatch.setattr(library.PdfPages, "words", words)
    for isolated in (True, False):
        settings = Settings(limits=Limits(file_seconds=1.0), isolated=isolated)
        document = read(pages(*[say(HALL)] * 30), settings, "made.pdf")
        assert 1 <= len(document.blocks) < 6
        assert [warning.code for warning in document.warnings] == ["partial"]
        assert document.warnings[0].message.startswith("pages ")
        assert document.pages == 30


CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not tell a process's children")
def test_no_process_is_left_behind() -> None:
    before = set(CHILDREN.read_text().split())
    reading(pages(say(HALL)))
    retire()
    assert set(CHILDREN.read_text().split()) <= before


def test_three_thousand_pages() -> None:
    document = reading(pages(*(say(f"{HALL} Session {at}.") for at in range(3000))), Limits())
    assert len(document.blocks) == 3000
    assert document.blocks[-1].text.endswith("Session 2999.")
    assert document.warnings == []


@pytest.mark.parametrize("scale", ["0", "0.0001", "-100"])
def test_columns_of_words_without_width(scale: str) -> None:
    """Found by tools/fuzz.py, pdf_objects 5498."""
    rows = "".join(
        f"1 0 0 1 {x} {700 - 14 * line} Tm (Words of a column that reads on and on) Tj " for line in range(8) for x in (72, 320)
    )
    document = read(pages(f"BT /F1 10 Tf {scale} Tz {rows} ET"), Settings(isolated=False), "x")
    assert any("Words" in text for block in document.blocks for text in (block.text, *block.cells))
