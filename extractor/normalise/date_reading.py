"""One end of a date read from its tokens."""

import re
from datetime import date

from extractor.normalise.date_lexer import Line, Values
from extractor.normalise.date_parts import Part, Unit

_UNITS: dict[str, Unit] = {"x": "year", "q": "quarter", "o": "month", "k": "week", "W": "weekday"}
_DIGITS = re.compile(r"\d+")


def read_part(line: Line, i: int, j: int, text: str) -> Part | None:
    """Return what the tokens say; None where the calendar has no such day or month.

    Args:
        line: The line.
        i: Number of the first token.
        j: One past the number of the last.
        text: The text that the tokens point into.
    """
    found = _Tokens(line, i, j)
    if "Z" in found.codes:
        return _numeric(text[slice(*line.spans[i + found.codes.index("Z")])])
    if month_year := found.get("U"):
        return Part(year=month_year[1], month=month_year[0])
    year = found.get("YR")
    part = _within_year(found)
    if part is None:
        return None
    if year:
        return part._replace(year=year[0], unit=None, shift=0)
    relative = found.get("r")
    if relative and part.unit is None:
        unit: Unit = "month" if found.codes.startswith(("rm", "rM")) else "year"
        return part._replace(unit=unit, shift=relative[0])
    return part


class _Tokens:
    """The tokens of one end, by code."""

    def __init__(self, line: Line, i: int, j: int) -> None:
        self.codes = line.codes[i:j]
        self._values = line.values[i:j]

    def all(self, codes: str) -> list[Values]:
        return [values for values, code in zip(self._values, self.codes, strict=True) if code in codes]

    def get(self, codes: str) -> Values | None:
        for values, code in zip(self._values, self.codes, strict=True):
            if code in codes:
                return values
        return None


def _within_year(found: _Tokens) -> Part | None:
    if month := found.get("Mm"):
        day = found.get("Ddg")
        return Part(month=month[0], day=day[0]) if day else Part(month=month[0])
    for codes, length in (("Qq", 3), ("Hh", 6)):
        if found.get(codes) and (numbers := [first for first, _ in found.all("OdD")]):
            known = numbers[0] <= numbers[-1] <= 12 // length
            return (
                Part(month=(numbers[0] - 1) * length + 1, month_last=numbers[-1] * length) if known else None
            )
    if spans := found.all("PBESL"):
        months = spans[0][0], spans[-1][1]
        return Part() if months == (1, 12) else Part(month=months[0], month_last=months[1])
    return _relative(found)


def _relative(found: _Tokens) -> Part | None:
    if day := found.get("A"):
        return Part(unit="day", shift=day[0])
    relative = found.get("r")
    if found.codes.endswith("W"):
        weekday = found.all("W")[-1]
        return Part(unit="weekday", shift=relative[0] if relative else 0, month=None, day=weekday[0])
    if relative and found.get("q") and found.get("Y"):
        return Part(month=10, month_last=12) if relative[0] < 0 else None
    if relative:
        return Part(unit=_UNITS[found.codes[-1]], shift=relative[0])
    return Part() if found.get("YR") else None


def _numeric(text: str) -> Part | None:
    """Return 02.06.2018, 02/06/2018 (day first unless it can't be) or 2018-06-02."""
    a, b, c = (int(number) for number in _DIGITS.findall(text))
    if a > 31:
        year, month, day = a, b, c
    else:
        day, month, year = (a, b, c) if b <= 12 else (b, a, c)
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Part(year=year, month=month, day=day)
