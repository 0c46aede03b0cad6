"""Writes PDFs object by object, for what no decent program would write."""

import zlib
from collections.abc import Mapping

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(content: bytes | str, entries: str = "", *, packed: bool = False) -> bytes:
    """Return a stream object."""
    data = content.encode("latin-1") if isinstance(content, str) else content
    if packed:
        data, entries = zlib.compress(data, 9), f"{entries} /Filter /FlateDecode"
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def raw(objects: Mapping[int, bytes | str], root: int = 1, trailer: str = "") -> bytes:
    """Return a PDF of numbered objects with a true table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += (
            f"{number} 0 obj\n".encode() + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n"
        )
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    return bytes(out) + f"trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def pages(
    *contents: bytes | str,
    box: str = "[0 0 595 842]",
    fonts: str = FONT,
    second: str = "3 0 R",
    more: Mapping[int, bytes | str] | None = None,
    entries: str = "",
) -> bytes:
    """Return a PDF whose pages have these content streams; font F1 is Helvetica unless another is given.

    Args:
        contents: Drawing operators, or a whole stream object in bytes.
        box: The pages' size.
        fonts: The font dictionary of F1.
        second: Reference to the font F2.
        more: Other objects, by numbers from 1000.
        entries: What else a page's dictionary and its resources hold: "page|resources".
    """
    page_entry, _, resource = entries.partition("|")
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(contents)))
    objects: dict[int, bytes | str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>",
        3: fonts,
    }
    for at, content in enumerate(contents):
        objects[10 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {11 + 2 * at} 0 R {page_entry} "
            f"/Resources << /Font << /F1 3 0 R /F2 {second} >> {resource} >> >>"
        )
        objects[11 + 2 * at] = content if isinstance(content, bytes) else stream(content)
    return raw({**objects, **(more or {})})


def say(*texts: str, top: int = 780, size: int = 11) -> str:
    """Return operators that write lines down the page."""
    shown = "".join(f"1 0 0 1 60 {top - 16 * at} Tm ({text}) Tj\n" for at, text in enumerate(texts))
    return f"BT /F1 {size} Tf\n{shown}ET\n"
