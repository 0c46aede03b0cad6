"""Characters of the fonts that show something other than what their codes say."""

import csv
from functools import lru_cache
from importlib.resources import files

_FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
_PRIVATE = range(0xF020, 0xF100)
# Which font a private code is most likely from, where the document doesn't say.
_USUAL = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "–", 0xF0D8: "➢", 0xF0FC: "✓", 0xF06F: "◦", 0xF076: "❖"}


def in_font(text: str, font: str | None) -> str:
    """Return the text as a font shows it; a code that isn't known stays.

    Args:
        text: Characters of the font itself, or of the private area that Word keeps them in.
        font: Its name; None where it isn't stated.
    """
    if font not in _FONTS:
        return text.translate(_USUAL)
    table = _tables()[font]
    return "".join(table.get(ord(char) & 0xFF if ord(char) in _PRIVATE else ord(char), char) for char in text)


def is_symbol_font(font: str | None) -> bool:
    """Tell whether a font is one of them."""
    return font in _FONTS


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[int, str]]:
    tables: dict[str, dict[int, str]] = {}
    with (files("extractor") / "parsers" / "docx" / "symbols.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["font"], {})[int(row["code"], 16)] = row["character"]
    return tables
