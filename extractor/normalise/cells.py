"""Cells that no program obeys: neither a spreadsheet's formulas nor a terminal's control characters."""

import re
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t")
# Controls, separators, marks that nobody sees, and marks that turn the direction of what follows them.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return a text whose control characters are shown instead of obeyed; tabs and line feeds stay.

    ASCII controls have pictures in Unicode (ESC is "␛"), all others are named: "⟨U+202E⟩".
    """
    return _OBEYED.sub(_shown, text)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and whose control characters are shown.

    Follows the OWASP advice on CSV injection: an apostrophe before =, +, -, @ and tab; a return is shown as "␍".
    """
    shown = visible(text)
    # Spaces before a formula don't stop every spreadsheet.
    return f"'{shown}" if shown.lstrip(" \n\u00a0").startswith(_FORMULA) else shown


def as_typed(cell: str) -> str:
    """Return what a harmless cell stands for, without its apostrophe."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def joined(texts: Iterable[str], separator: str) -> str:
    """Return several texts as one cell; what looks like the separator inside a text becomes a slash or a comma."""
    mark = separator.strip()
    return separator.join(text.replace(mark, "/" if mark == "|" else ",") for text in texts)


def _shown(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    return "\u2421" if point == 0x7F else f"⟨U+{point:04X}⟩"
