"""Whether a page without text may be a scan."""

import ctypes
from typing import Any

from extractor.parsers.pdf.calls import address
from extractor.parsers.pdf.rules import inside

_IMAGE, _FORM = 3, 5
# A page of paper at 72 dots an inch: fewer can't show a page of writing.
_LEAST_DOTS = 500_000
_MANY = 1000


def may_be_writing(page: Any) -> bool:
    """Return whether what a page without text shows may be writing: a picture on half of it, or a thousand objects.

    Args:
        page: A `pypdfium2.PdfPage`.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count >= _MANY:
        return True
    covered, dots = 0.0, 0
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        found = sum(map(_dots, _images(item)))
        dots += found
        covered += _extent(item) if found else 0.0
    width, height = page.get_size()
    return dots >= _LEAST_DOTS and 2 * covered >= width * height


def _images(item: Any) -> list[Any]:
    """Return a drawn object where it is an image, or those that it groups."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == _FORM:
        held = inside(address(item))
        return [ctypes.cast(inner, pdfium.FPDF_PAGEOBJECT) for inner, inner_kind in held if inner_kind == _IMAGE]
    return [item] if kind == _IMAGE else []


def _dots(image: Any) -> int:
    import pypdfium2.raw as pdfium

    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(image, width, height)
    return width.value * height.value


def _extent(item: Any) -> float:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
