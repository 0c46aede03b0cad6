"""What a PDF says beside its plain text, and what pdfium misses: read, set aside or told, never lost."""

import pytest
from pdf_raw import pages, raw, say, stream

from extractor.errors import DamagedError, NoTextLayerError
from extractor.parsers import parse_bytes
from extractor.parsers.pdf.pages import PdfPages
from extractor.settings import Settings
from models import SourceDocument

COURSE = "A course for officers was held in Lima."
SEEN = "Seen by all."


def parsed(data: bytes) -> SourceDocument:
    return parse_bytes(data, "made.pdf", Settings())


def codes(document: SourceDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def with_picture(side: int, size: int, after: str = "") -> bytes:
    """Return a page with a grey picture of so many dots a side, drawn so many points high and wide."""
    entries = f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 1 /ColorSpace /DeviceGray"
    picture = stream(bytes((side + 7) // 8 * side), entries, packed=True)
    content = f"{after}q {size} 0 0 {size} 20 20 cm /P Do Q\n"
    return pages(content, entries="|/XObject << /P 1000 0 R >>", more={1000: picture})


def with_notes(*notes: str, form: str = "", more: dict[int, bytes | str] | None = None) -> bytes:
    """Return a page with annotations; those of a form are its fields."""
    numbers = " ".join(f"{100 + at} 0 R" for at in range(len(notes)))
    return raw(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {form} >>",
            2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [{numbers}] "
            "/Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(say("Name of the town:")),
            5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            **{100 + at: note for at, note in enumerate(notes)},
            **(more or {}),
        }
    )


def shown(text: str) -> dict[int, bytes | str]:
    """Return what an annotation shows, as object 1000."""
    drawn = f"BT /F1 11 Tf 2 5 Td ({text}) Tj ET"
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>"
    return {1000: stream(drawn, entries)}


FIELD = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (town) /F 4 /Rect [60 740 260 760] /DA (/F1 11 Tf) "
FORM = "/AcroForm << /Fields [100 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 11 Tf) {} >>"


@pytest.mark.parametrize(
    "data",
    [
        pages(""),
        pages("100 100 50 50 re S"),
        pages("100 100 50 50 re S " * 999),
        with_picture(1000, 300),
        with_picture(100, 555),
        pages("", "", "100 100 50 50 re f"),
    ],
    ids=["blank", "drawing", "chart", "logo", "coarse", "pages"],
)
def test_a_file_that_holds_no_text_is_read_and_told(data: bytes) -> None:
    document = parsed(data)
    assert document.plain_text == ""
    assert document.blocks == ()
    assert codes(document)[-1] == "no_text"


@pytest.mark.parametrize("data", [with_picture(1000, 555), pages("100 100 50 50 re S " * 1000)], ids=["scan", "outlines"])
def test_what_may_be_writing_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(NoTextLayerError, match="--ocr"):
        parsed(data)


def test_a_file_of_which_no_page_can_be_read() -> None:
    kids = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", 3: "(no page)"}
    with pytest.raises(DamagedError):
        parsed(raw(kids))


def test_text_outside_the_page_is_set_aside() -> None:
    document = parsed(pages(say(COURSE) + say("Slug of the printer", top=-40)))
    assert document.plain_text == COURSE
    assert document.set_aside == ("Slug of the printer",)
    assert codes(document) == ["text_outside_page"]


def test_text_is_read_where_most_of_it_stands_outside_the_page() -> None:
    document = parsed(pages(say(COURSE, COURSE, top=-400) + say(SEEN)))
    assert document.plain_text.count(COURSE) == 2
    assert SEEN in document.plain_text
    assert codes(document) == ["text_outside_page"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_notes(f"{FIELD} /V (Arica) /AP << /N 1000 0 R >> >>", form=FORM.format(""), more=shown("Arica")), "Arica"),
        (with_notes(f"{FIELD} /V (Tacna) >>", form=FORM.format("/NeedAppearances true")), "Tacna"),
        (
            with_notes(
                "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [60 740 260 760] /AP << /N 1000 0 R >> >>",
                more=shown("Iquique"),
            ),
            "Iquique",
        ),
    ],
    ids=["field", "field_drawn_by_the_reader", "typed_note"],
)
def test_what_was_written_into_a_page_is_read(data: bytes, said: str) -> None:
    document = parsed(data)
    assert document.plain_text.split() == ["Name", "of", "the", "town:", said]
    assert document.warnings == ()


@pytest.mark.parametrize(
    "note",
    [
        "<< /Type /Annot /Subtype /Text /Contents (Is it so?) /Rect [60 740 80 760] >>",
        "<< /Type /Annot /Subtype /Popup /Contents (Is it so?) /Rect [60 740 260 760] >>",
        f"{FIELD} /F 2 /V (Hidden) /AP << /N 1000 0 R >> >>".replace("/F 4", ""),
    ],
    ids=["comment", "popup", "hidden_field"],
)
def test_comments_and_hidden_fields_are_out(note: str) -> None:
    document = parsed(with_notes(note, form=FORM.format(""), more=shown("Hidden")))
    assert document.plain_text == "Name of the town:"


def swallowed_by_a_picture() -> bytes:
    """Return a page whose inline picture states more data than it has: pdfium takes the rest of the page for it."""
    return pages(say(SEEN) + "BI /W 1000 /H 1000 /BPC 8 /CS /RGB ID abc\nEI\n" + say(COURSE, COURSE, top=700))


def without_a_heading_of_its_content() -> bytes:
    """Return a page whose content has no number, as pdfium sees it."""
    return pages(say(COURSE)).replace(b"11 0 obj", b"11 x obj")


@pytest.mark.parametrize("data", [swallowed_by_a_picture(), without_a_heading_of_its_content()], ids=["picture", "number"])
def test_pdfplumber_is_asked_where_pdfium_yields_less_than_half(data: bytes) -> None:
    document = parsed(data)
    assert COURSE in document.plain_text
    assert codes(document) == ["read_otherwise"]
    assert "pdfplumber" in document.warnings[0].message


@pytest.mark.parametrize(
    "data",
    [pages(say(COURSE), ""), with_picture(1000, 300, say(COURSE)), pages(say(COURSE) + "BI /W 1 /H 1 ID a\nEI")],
    ids=["blank_page", "picture", "inline_picture"],
)
def test_pdfplumber_is_not_asked_where_pdfium_has_all(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(PdfPages, "_plumber_words", asked)
    document = parse_bytes(data, "made.pdf", Settings(isolated=False))
    assert document.plain_text.startswith(COURSE)
