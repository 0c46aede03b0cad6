"""The shapes that dates are written in, as regular expressions over token codes, and where each may stand."""

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.normalise.date_lexer import UNKNOWN, Line

# Codes are explained in date_lexer.
_D, _M = "[Ddg]", "[Mm]"
_YEAR = "(?:,?v?Y|,?v?e?rx|vex)"
_WEEKDAY = "(?:W,?)?"
_DAY_FIRST = f"{_WEEKDAY}e?{_D}v?{_M}{_YEAR}?"
_MONTH_FIRST = f"{_WEEKDAY}{_M}e?{_D}(?:,?Y)?"
_DATE = f"(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_WEEKDAY}Z)"
_PART_WORD = "(?:P-?[vi]?|B(?:-|v)?)"
_MONTH = f"(?:e?{_PART_WORD}e?|r)?{_M}{_YEAR}?"
_PART = f"(?:e?P(?:[-~/]+P)?-?i?{_YEAR}|e?B-?{_YEAR}|L-?i?{_YEAR}|e?E{_YEAR}?)"
_NUMBERED = "[Od](?:[-~&/]e?[Od])?"
_QUARTER = f"(?:YQD|e?(?:QD|DQ|{_NUMBERED}q)(?:/?{_YEAR})?|e?rqvY)"
_HALF = f"(?:e?(?:HD|DH|{_NUMBERED}h)/?{_YEAR})"
_SEASON = f"(?:e?S(?:[-/&|]S)?{_YEAR})"
_FISCAL = "(?:Fx?(?:R|Y[-/]Y|Y))"
_YEARS = "(?:Y|R)"
_END = f"(?:{_DATE}|{_MONTH}|{_QUARTER}|{_HALF}|{_PART}|{_SEASON}|{_FISCAL}|{_YEARS}|U|e?rx)"
_ITEM = f"{_WEEKDAY}e?{_D}(?:[-~u]{_WEEKDAY}e?{_D})?"

# Words that introduce times, and those that do so only before a little word or none.
_STRONG, _WEAK = "isyua", "f~vtn|&b"


Allowed = Callable[[Line, int, int], bool]


class Shape(NamedTuple):
    """One way of writing dates.

    Attributes:
        name: The builder's name.
        pattern: Over codes; group `last` is where a range's second end stands.
        needs: Codes of which a line must hold one, found sooner than the pattern itself.
        allowed: Says whether a match from one token to another may stand there; None for everywhere.
    """

    name: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    allowed: Allowed | None = None


def introduced(line: Line, first: int) -> bool:
    """Return True where a word that introduces times stands before a token.

    Args:
        line: The line.
        first: Number of the token.
    """
    before = line.codes[:first].rstrip("e")
    return _ends(before, _STRONG + "fnt~") or before.endswith("av")


def _ends(codes: str, kinds: str) -> bool:
    return codes[-1:] in tuple(kinds)


def _word_follows(line: Line, last: int, kinds: str = UNKNOWN) -> bool:
    return line.codes[last : last + 1] in tuple(kinds)


def _touches(line: Line, last: int) -> bool:
    """Return True where a word, sign or figure follows a token without a space."""
    if last >= len(line.spans) or line.spans[last][0] != line.spans[last - 1][1]:
        return False
    return line.codes[last] in "wTN+%/YDX" or (line.codes[last] == "-" and _touches(line, last + 1))


def _in_citation(line: Line, first: int) -> bool:
    """Return True inside a bracket after a number, or one that opens with a word such as Rev."""
    opening = line.codes.rfind("(", 0, first)
    if opening < 0 or ")" in line.codes[opening:first]:
        return False
    return line.codes[opening + 1] == "X" or line.codes[max(opening - 1, 0)] in "NDYdg"


def _year_allowed(line: Line, first: int, last: int) -> bool:
    if _touches(line, last) or _in_citation(line, first):
        return False
    before = line.codes[:first]
    if _ends(before, _STRONG) or before.endswith("av"):
        return True
    if _ends(before, "e"):
        return not _word_follows(line, last, "T")
    return (not before or _ends(before, _WEAK + ",(.:)#")) and not _word_follows(line, last)


def _month_allowed(line: Line, first: int, last: int) -> bool:
    codes = line.codes[first:last]
    if "m" not in codes or len(codes) > 1 or _heads_line(line, first, last):
        return True
    before = line.codes[:first]
    if before.endswith("(") and line.codes[last : last + 1] == ")":
        return True
    # “In June in Fiji, July in Tonga and August in Samoa”
    listed = _ends(before, ",&") and "#" in before and line.codes[last : last + 1] in tuple("(i&.:")
    return (
        _ends(before, "isu")
        or listed
        or _between_commas(line, first, last)
        or (_ends(before, "yf~vtbn") and not _word_follows(line, last, "T"))
    )


def _between_commas(line: Line, first: int, last: int) -> bool:
    """Return True in a calendar line: “Course on radio, Suva, August, with NIIT”."""
    return line.codes[:first].endswith(("T,", "),")) and line.codes[last : last + 1] in ("", ",", ".", ":")


_CITY = re.compile(r"$|(?:,T{1,3})?[:-]")


def _heads_line(line: Line, first: int, last: int) -> bool:
    """Return True for a line of its own, and before a calendar's entry: “May: course for nurses”, “June, Suva: …”."""
    return first == 0 and not _touches(line, last) and _CITY.match(line.codes, last) is not None


def _whole_line(line: Line, first: int, last: int) -> bool:
    return first == 0 and last == len(line.codes)


def _quarter_allowed(line: Line, first: int, last: int) -> bool:
    named = set("YrxR") & set(line.codes[first:last])
    alone = _heads_line(line, first, last) or _between_commas(line, first, last)
    return bool(named) or alone or introduced(line, first)


def _half_allowed(line: Line, first: int, last: int) -> bool:
    """Return True for “in the first half”, not for “in the first half of the project”."""
    return introduced(line, first) and line.codes[last : last + 1] != "v"


def _month_day_allowed(line: Line, first: int, last: int) -> bool:
    """Return False for “in May 20 teachers”."""
    if "Y" in line.codes[first:last] or "W" in line.codes[first:last]:
        return True
    return not _ends(line.codes[:first], "isPv") or not _word_follows(line, last)


def _relative_allowed(line: Line, first: int, last: int) -> bool:
    return line.codes[last : last + 1] != "v" and not _touches(line, last)


def _season_allowed(line: Line, first: int, last: int) -> bool:
    return _ends(line.codes[:first].rstrip("e"), "isyu") and not _word_follows(line, last)


def _range_allowed(line: Line, first: int, last: int) -> bool:
    only_years = set(line.codes[first:last]) <= set("fbY-~u/&")
    if not only_years or line.codes[first] in "fb":
        return True
    return _ends(line.codes[:first], "w") or _year_allowed(line, first, last)


def _weekday_allowed(line: Line, first: int, last: int) -> bool:
    return _ends(line.codes[:first], "ny")


def _month_year_allowed(line: Line, first: int, last: int) -> bool:
    """Return True for “in 05/2021” and a cell of its own, not for “Decision 05/2021”."""
    return introduced(line, first) or _whole_line(line, first, last)


def _short_year_allowed(line: Line, first: int, last: int) -> bool:
    """Return True for “Mar-22” and “12-Mar-22”, as spreadsheets write them, and for “March ’22”."""
    month, sign, year = line.spans[last - 3 : last]
    glued = sign[1] == year[0] and year[1] - year[0] == 2 and not _touches(line, last)
    short = month[1] - month[0] <= 4 and month[1] == sign[0]
    return glued and (short if line.codes[last - 2] == "-" else last - first == 3)


def _shape(name: str, pattern: str, needs: str, allowed: Allowed | None = None) -> Shape:
    return Shape(name, re.compile(f"(?=[{_STARTS}])(?:{pattern})"), frozenset(needs), allowed)


_STARTS = "fbekWDdgMmZVUPBLEOQHSFYRrA"
_LIST = f"(?:{_ITEM}(?:,{_ITEM})*,?[&|/])?"
_MONTH_LIST = f"{_ITEM}(?:(?:,{_ITEM})*,?[&|]{_ITEM})?"

# In order: a shape takes only tokens that no shape above it has taken.
SHAPES = (
    _shape("single", f"{_D}-{_M}-Y", "-"),
    _shape("short_year", f"(?:{_D}-)?{_M}[-.]D", "Mm", _short_year_allowed),
    _shape("numeric_range", r"f?(?:V|D\.?)[-~](?P<last>Z)", "Z"),
    _shape("week", f"kv?(?P<last>{_DATE})", "k"),
    _shape("range", f"[fb]?{_END}[-~u](?P<last>{_END}|e?[cA](?!v))", "-~u", _range_allowed),
    _shape("range", f"b{_END}&(?P<last>{_END})", "b"),
    _shape("range", f"[fb]?{_M}/(?P<last>{_M}{_YEAR})", "/"),
    _shape("days", f"[fb]?{_LIST}{_ITEM}v?{_M}{_YEAR}?", "Mm"),
    _shape("month_days", f"[fb]?{_WEEKDAY}{_M}{_MONTH_LIST}(?:,?Y)?", "Mm", _month_day_allowed),
    _shape("single", f"{_WEEKDAY}Z", "Z"),
    _shape("single", "U", "U", _month_year_allowed),
    _shape("single", _HALF, "Hh"),
    _shape("single", _QUARTER, "Qq", _quarter_allowed),
    _shape("single", f"e?{_NUMBERED}h", "h", _half_allowed),
    _shape("single", _PART, "PBLE"),
    _shape("single", _SEASON, "S"),
    _shape("months", f"{_M}(?:,{_M})*,?&{_M}{_YEAR}?", "&"),
    _shape("single", _MONTH, "Mm", _month_allowed),
    _shape("fiscal", _FISCAL, "F"),
    _shape("range", "Y/(?P<last>Y)", "/", _range_allowed),
    _shape("years", "(?:Y,)*Y,?&Y", "&", _year_allowed),
    _shape("single", _YEARS, "YR", _year_allowed),
    _shape("single", "r[xokqW]|A", "rA", _relative_allowed),
    _shape("single", "W", "W", _weekday_allowed),
    _shape("single", "S(?:[-/&|]S)?", "S", _season_allowed),
)
