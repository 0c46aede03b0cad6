"""What is written into a page later: the fields of a form, and notes typed onto the page."""

from typing import Any

_TYPED_NOTE, _STAMP, _FIELD = 3, 13, 20
_MOST = 5000


def has_fields(page: Any) -> bool:
    """Return whether fields, stamps or typed notes stand on a page; comments and links say nothing on it.

    Args:
        page: A `pypdfium2.PdfPage`.
    """
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind in (_TYPED_NOTE, _STAMP, _FIELD):
                return True
    return False


def with_fields(document: Any, number: int) -> Any:
    """Return an open page on which fields are drawn like all else; its other pages must be closed.

    Args:
        document: A `pypdfium2.PdfDocument`.
        number: Page from 1.
    """
    import logging

    import pypdfium2.raw as pdfium

    if document.formenv is None:
        # Some files leave it to the reader to draw what the fields hold. What pypdfium2 logs is no news to the user.
        logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
        document.init_forms()
    page = document[number - 1]
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]
