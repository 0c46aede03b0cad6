"""A line of text as tokens with one-letter codes, so that date shapes are regular expressions over codes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.normalise.starts import Starts
from extractor.normalise.vocabulary import MonthRow, YearPartRow, forms, whole, yes

# The code of each role in year_parts.csv; codes of other tokens stand in `Lexer`.
ROLE_CODES = {
    "part": "P", "edge": "B", "year_end": "E", "whole": "L", "season": "S", "quarter_label": "Q",
    "half_label": "H", "quarter": "q", "half": "h", "ordinal": "O", "weekday": "W", "relative": "r",
    "year": "x", "month": "o", "week": "k", "day_word": "A", "fiscal": "F", "to": "~", "until": "u",
    "and": "&", "or": "|", "between": "b", "from": "f", "of": "v", "determiner": "e", "in": "i", "on": "n",
    "by": "y", "as": "a", "since": "s", "for": "t", "onward": "z", "now": "c", "function": "j",
    "not_year": "X",
}  # fmt: skip
PUNCTUATION = dict.fromkeys("-–—‐‑−", "-") | {sign: sign for sign in "/,()+%&:"}
UNKNOWN = "wT"
_ANCHORS = "MmxqhokSWAE"
_NONE = (0, 0)

_TOKEN = re.compile(
    r"(?P<date>(?:(?<![\d./-])|(?<=[\s(]\d-)|(?<=[\s(]\d\d-)|(?<=\d\.-))"
    r"(?:\d{1,2}([./-])\d{1,2}\2(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\d/]|[.-]\d))"
    r"|(?P<day_month>(?<![\w./-])\d{1,2}\.\d{1,2}\.?(?=(?: ?[-–] ?| to )\d{1,2}\.\d{1,2}\.(?:19|20)\d\d))"
    r"|(?P<month_year>(?<![\w./])(?:0[1-9]|1[0-2])[./](?:19|20)\d\d(?![\w/-]|\.\d))"
    r"|(?P<span>\b(?:19|20)\d\d[/–-]\d\d(?![\d/-]))"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:\.\d+|,\d{3}(?!\d))*)"
    r"|(?P<word>[^\W\d_]+(?:[-'’](?=end\b)[^\W\d_]+)?)"
    r"|(?P<other>\S)"
)


_DIGITS = re.compile(r"\d+")


# The two numbers of a token: those of its row, or its own value.
Values = tuple[int, int]


class Line(NamedTuple):
    """The tokens of one line in parallel: offsets in the text, values, and codes of one letter each."""

    spans: list[tuple[int, int]]
    values: list[Values]
    codes: str


class Lexer:
    """Turns lines into tokens.

    Codes besides those of roles: D day number, d ordinal number, g day number glued to a word, Y year,
    R two years as 2023/24, N other number, M month, m month name that also means something else or has no
    capital, Z numeric date, V its day and month alone, U its month and year alone, w word, T word with a
    capital, and punctuation as in `PUNCTUATION`, else a full stop.
    """

    def __init__(self, months: Sequence[MonthRow], parts: Sequence[YearPartRow]) -> None:
        self._words: dict[str, tuple[str, Values]] = {}
        self._numbering = frozenset(form for part in parts if part.role == "numbering" for form in forms(part.forms))
        for part in parts:
            for form in forms(part.forms) if part.role != "numbering" else ():
                self._words[form] = (ROLE_CODES[str(part.role)], (whole(part.first), whole(part.last)))
                self._add_cases(form)
        for month in months:
            for form in forms(month.forms):
                code = "m" if yes(month.ambiguous) else "M"
                self._words[form] = self._words[form.upper()] = (code, (whole(month.month), 0))
                if code == "M":
                    self._words[form.lower()] = ("m", (whole(month.month), 0))
        # Every date has one of these.
        names = [form for form, (code, _) in self._words.items() if code in _ANCHORS]
        labels = [re.escape(form) + r"\d" for form, (code, _) in self._words.items() if code in "QH"]
        words = "|".join(
            [rf"(?:{'|'.join(sorted(map(re.escape, names), reverse=True))})(?![^\W\d_])", *labels]
        )
        self._anchor = re.compile(rf"(?<![^\W\d_])(?:19\d\d|20\d\d|{words})")
        dating = (form for form, (code, _) in self._words.items() if code in _ANCHORS + "QH")
        begins = "|".join(re.escape(form.split()[0]) for form in dating)
        self._anchors = Starts(re.compile(rf"(?<![^\W\d_])(?:19|20|{begins})"))

    def _add_cases(self, form: str) -> None:
        for variant in (form.upper(), form[:1].upper() + form[1:]):
            self._words.setdefault(variant, self._words[form])

    def read(self, text: str, start: int, end: int) -> Line:
        """Return the tokens of a part of a text.

        Args:
            text: The whole text.
            start: First character of the part.
            end: One past its last character.
        """
        spans: list[tuple[int, int]] = []
        values: list[Values] = []
        codes: list[str] = []
        for match in _TOKEN.finditer(text, start, end):
            word, span = match[0], match.span()
            if not (known := self._words.get(word)):
                known = _unknown(match.lastgroup, word)
                if word == "." and _ends_short_month(spans, codes, span[0], text):
                    continue
            code, value = known
            if code in "DdYNR" and spans and spans[-1][1] == span[0]:
                code = _glued(code, spans, codes, text)
            if code == "D" and text[start : span[0]].rstrip(" .").rpartition(" ")[2] in self._numbering:
                code = "N"
            spans.append(span)
            values.append(value)
            codes.append(code)
        return Line(spans, values, "".join(codes))

    def anchors(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the offsets of what every date has: a year, a month's name, a word such as quarter or today.

        Args:
            text: The whole text.
            start: First character of a line.
            end: One past its last character.
        """
        for match in self._anchors.matches(self._anchor, text, start, end):
            yield match.span()


def _ends_short_month(spans: list[tuple[int, int]], codes: list[str], dot: int, text: str) -> bool:
    """Return True for the full stop of “Sept. 2019”, “Jan.–June” and “Sept. to Dec. 2021”: the sentence goes on."""
    short = codes[-1:] in (["M"], ["m"]) and spans[-1][1] == dot and dot - spans[-1][0] <= 4
    after = text[dot + 1 : dot + 4].lstrip()[:1]
    return short and (after.isdigit() or after.islower() or after in ("-", "–", "/"))


def _unknown(kind: str | None, word: str) -> tuple[str, Values]:
    """Return the code and values of a token that no row has."""
    if kind == "word":
        return ("T" if word[0].isupper() else "w"), _NONE
    if kind == "other":
        return PUNCTUATION.get(word, "."), _NONE
    if kind == "date":
        return "Z", _NONE
    if kind in ("day_month", "month_year"):
        first, second = map(int, _DIGITS.findall(word))
        return "V" if kind == "day_month" else "U", (first, second)
    if kind == "span":
        first, last = int(word[:4]), int(word[-2:])
        return ("R", (first, first + 1)) if (first + 1) % 100 == last else ("N", _NONE)
    if kind == "ordinal":
        value = int(word[:-2])
        return ("d" if 1 <= value <= 31 else "N"), (value, 0)
    if not word.isdigit() or len(word) not in {1, 2, 4}:
        return "N", _NONE
    value = int(word)
    if len(word) == 4:
        return ("Y" if 1900 <= value < 2100 else "N"), (value, 0)
    return ("D" if 1 <= value <= 31 else "N"), (value, 0)


def _glued(code: str, spans: list[tuple[int, int]], codes: list[str], text: str) -> str:
    """Return the code of a number that follows the last token without a space."""
    before = text[slice(*spans[-1])]
    if not before[-1].isalpha():
        hyphenated = codes[-1] == "-" and len(spans) > 1 and spans[-2][1] == spans[-1][0]
        named = hyphenated and codes[-2] in UNKNOWN
        return "N" if named or before in "$€£¥_#@=" or (code == "Y" and before in ":.") else code
    if codes[-1] not in UNKNOWN and (len(before) > 1 or codes[-1] in "QH"):
        return code
    # A place or a document symbol that lost its space: “Geneva10 October”, “57-E3 March”; not “COP28”.
    freed = not before.isupper() or (len(before) == 1 and codes[-2:-1] == ["-"])
    return "g" if code in "Dd" and freed else "N"
