"""The value of a number as printed, in figures, words or both."""

import re
from collections.abc import Sequence

from extractor.normalise.vocabulary import NumberRow, forms

_PIECE = re.compile(r"\d+(?:[.,'’\s\u00a0\u202f\u2009]\d+)*|[^\W\d_]+")
_GROUPING = re.compile(r"[,'’\s\u00a0\u202f\u2009]")
# Longer figures are keys, not counts; as a fraction they are no whole number.
_LONGEST = 15


class Words:
    """Reads numbers; built from the rows of numbers.csv."""

    def __init__(self, rows: Sequence[NumberRow]) -> None:
        self._values: dict[str, tuple[str, float]] = {}
        for row in rows:
            for form in forms(row.forms):
                value = float(str(row.value or 0))
                self._values[form.casefold()] = (str(row.role), value)

    def scale(self, text: str) -> int:
        """Return the power that the text ends in: a million for “1.2 million”, 1 where none.

        Args:
            text: A number as printed.
        """
        pieces = _PIECE.findall(text.casefold())
        role, value = self._values.get(pieces[-1], ("", 1.0)) if pieces else ("", 1.0)
        return int(value) if role in {"scale", "suffix"} else 1

    def value(self, text: str, scale: int = 1) -> int | None:
        """Return the number; None where it isn't whole.

        Args:
            text: A number as printed.
            scale: What to multiply it by.
        """
        total = current = 0.0
        folded = text.casefold()
        for article, (role, value) in self._values.items():
            if role == "article" and value % 1 and folded.startswith(article + " "):
                folded, current = folded[len(article) :], value
        for piece in _PIECE.findall(folded):
            role, value = self._read(piece)
            if role == "suffix" or (role == "scale" and value > 100):
                total, current = total + (current or 1) * value, 0.0
            elif role == "scale":
                if current >= 100:
                    return None
                current = (current or 1) * value
            elif role != "joint":
                if current % 100 and (value >= 10 or current % 10) and current >= 1:
                    return None
                current += value
        exact = round((total + current) * scale, 6)
        return int(exact) if exact == int(exact) else None

    def _read(self, piece: str) -> tuple[str, float]:
        if piece[0].isdigit():
            figures = _GROUPING.sub("", piece)
            return "figures", float(figures) if len(figures) <= _LONGEST else 0.5
        role, value = self._values.get(piece, ("joint", 0.0))
        return ("joint", 0.0) if role == "article" else (role, value)
