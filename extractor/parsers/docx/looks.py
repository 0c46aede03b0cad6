"""What only tells how text looks, left out of a part before it is parsed: of what Word writes, that is half."""

import re

from extractor.parsers.docx.xml import is_utf8

_NAMES = b"rFonts|szCs|sz|lang|color|noProof|[bi]Cs|i|u|kern|spacing"
# Properties of a run of which nothing is read; a font of symbols may be. Groups give nothing back, so that no file can
# make this backtrack.
_LOOKS = re.compile(rb'<w:rPr>(?:<w:(?:%s)(?: w:(?!ascii="[SW])\w++="[\w #.,+-]*+")*+ ?/>)*+</w:rPr>' % _NAMES)


def without_looks(data: bytes) -> bytes:
    """Return a part without the properties of runs of which nothing is read.

    Args:
        data: The part; one that may hold such properties as text is returned as it is.
    """
    # One sign alone is sought ten times as fast, and is hardly ever there.
    is_plain = b"[" not in data or b"<![CDATA[" not in data
    return _LOOKS.sub(b"", data) if is_plain and is_utf8(data) else data
