"""The regular expressions that find numbers, built from the vocabularies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.normalise.starts import Starts
from extractor.normalise.vocabulary import NumberNounRow, NumberRow, QualifierRow, either, forms

_FIGURES = (
    r"\d{1,3}(?:,\d{3})+(?![\d,]\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d.])"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"
    r"|\d+(?:\.\d+)?"
)
# Kinds of words behind a number that make it no count.
MEASURES = ("percent", "duration", "measure", "clock", "times", "fraction", "money", "age_after")
_SPACE = r"[\s‐‑-]"
_STOPS = ".:("
_AHEAD = re.compile(r"[\s-]{0,2}([^\W\d_]+|[^\s-])?")


class Leading:
    """A pattern of words that end where a number starts.

    The last letters of the words are looked at first: they rule most places out, for a fraction of the search.
    """

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        """Compile the pattern.

        Args:
            pattern: It ends in `$`, behind nothing but spaces, stops, colons and brackets after the words.
            words: The words.
        """
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._ends = tuple({(_stem(word).split() or [""])[-1] for word in words})

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the words before a number; None where there are none.

        Args:
            text: Any text.
            start: First character that they may have.
            end: Where the number starts.
        """
        return self._pattern.search(text, start, end) if _stem(text[start:end]).endswith(self._ends) else None


def _stem(text: str) -> str:
    """Return a text in small letters, without the spaces and stops at its end."""
    return text.rstrip().rstrip(_STOPS).rstrip().rstrip(_STOPS).lower()


@dataclass(frozen=True)
class Patterns:
    """Compiled patterns.

    Attributes:
        core: A number (`first`), or two (`first`, `joint`, `second`).
        starts: Where a number may start.
        before: Qualifiers that end where a number starts.
        one_before: One of them.
        after: A qualifier behind a number, in group `form`.
        between: “between” right before a range.
        needs_between: Joints that make a range only after “between”.
        codes_before: Code of each folded form before a number.
        codes_after: Code of each folded form after it.
        gap: From the number to the noun phrase that it counts.
        follows: By kind, words right after a number.
        leads: By kind, words right before a number.
        measuring: First words of those that make a number a measure.
    """

    core: re.Pattern[str]
    starts: Starts
    before: Leading
    one_before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    needs_between: frozenset[str]
    codes_before: dict[str, str]
    codes_after: dict[str, str]
    gap: re.Pattern[str]
    follows: dict[str, re.Pattern[str]]
    leads: dict[str, Leading]
    measuring: frozenset[str]

    def may_measure(self, text: str, end: int) -> bool:
        """Return True where the word right after a number begins one of those that make it a measure.

        Args:
            text: The text.
            end: Where the number ends.
        """
        ahead = _AHEAD.match(text, end)
        return ahead is not None and (ahead[1] or "").lower() in self.measuring


def compile_patterns(
    numbers: Sequence[NumberRow], qualifiers: Sequence[QualifierRow], nouns: Sequence[NumberNounRow]
) -> Patterns:
    """Return the patterns for the vocabularies.

    Args:
        numbers: Rows of numbers.csv.
        qualifiers: Rows of qualifiers.csv.
        nouns: Rows of number_nouns.csv.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for noun in nouns:
        kinds[str(noun.kind)] += forms(noun.forms)
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    for row in qualifiers:
        codes[str(row.position)] |= dict.fromkeys(
            (form.casefold() for form in forms(row.forms)), str(row.code)
        )
    joints = either(codes["joint"])
    number = _number(numbers)
    between = either(form for form, code in codes["before"].items() if code == "between")
    one_before = rf"(?<![\w-]){either(codes['before'], closed=True)}"
    return Patterns(
        core=re.compile(
            rf"(?P<first>{number})(?:(?P<joint>\s?[-–—]\s?|\s{joints}\s)(?P<second>{number}))?", re.IGNORECASE
        ),
        starts=Starts(re.compile(rf"(?<!\w)(?:\d|{_first_words(numbers)}(?!\w))", re.IGNORECASE)),
        before=Leading(rf"(?:{one_before}\s*)+$", codes["before"]),
        one_before=re.compile(one_before, re.IGNORECASE),
        after=re.compile(rf"\s?(?P<form>{either(codes['after'], closed=True)})", re.IGNORECASE),
        between=re.compile(rf"\b{between}\s+$", re.IGNORECASE),
        needs_between=frozenset({"and"} & set(codes["joint"])),
        codes_before=codes["before"],
        codes_after=codes["after"],
        gap=re.compile(rf"\s*(?:{either(kinds['partitive'], closed=True)}\s+)?", re.IGNORECASE),
        follows=_follows(kinds),
        leads=_leads(kinds),
        measuring=_measuring(kinds),
    )


def _number(rows: Sequence[NumberRow]) -> str:
    """Return the pattern of one number in figures or words."""
    roles: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        roles[str(row.role)] += forms(row.forms)
    scale, article = either(roles["scale"]), either(roles["article"])
    start = either([*roles["unit"], *roles["tens"]])
    more = rf"(?:\s{either(roles['joint'])}\s{start})?"
    spelled = rf"\b(?:{article}\s{scale}{more}|{start})(?:{_SPACE}(?:{scale}{more}|{start}))*\b"
    figures = rf"(?:{_FIGURES})(?:{either(roles['suffix'])}\b|(?:\s?{scale}\b)+)?"
    return rf"(?<!\w)(?:{figures}|{spelled})"


def _first_words(rows: Sequence[NumberRow]) -> str:
    """Return a pattern of the first words of those that a number may start with."""
    starting = (row for row in rows if str(row.role) in ("unit", "tens", "article"))
    return either({re.split(r"\W", form)[0] for row in starting for form in forms(row.forms)})


def _follows(kinds: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    filler = rf"(?:{either(kinds['duration_filler'], closed=True)}[\s-]+){{0,2}}"
    patterns = {
        kind: re.compile(rf"[\s-]?{either(kinds[kind], closed=True)}", re.IGNORECASE)
        for kind in ("percent", "clock", "times", "age_after", "money")
    }
    # “four sixth-form pupils” and “three second-year students” are people.
    for kind, before in (("fraction", ""), ("duration", filler)):
        words = before + either(kinds[kind], closed=True)
        patterns[kind] = re.compile(rf"(?:-{words}|\s?{words}(?!-[a-z]))", re.IGNORECASE)
    patterns["measure"] = re.compile(rf"\s?{either(kinds['measure'], closed=True)}")
    patterns["function"] = re.compile(rf"\s{either(kinds['function'], closed=True)}", re.IGNORECASE)
    bracket = rf"{either(kinds['citation'], closed=True)}|[^\W\d_][^()\n]{{1,40}},\s(?:19|20)\d\d\)"
    patterns["citation"] = re.compile(rf"\s?\((?:{bracket})", re.IGNORECASE)
    address = either(kinds["address"], closed=True)
    patterns["address"] = re.compile(rf",?\s(?:[A-Z][\w’'-]+\s){{0,2}}{address}")
    patterns["ratio"] = re.compile(rf"\s{either(kinds['ratio'], closed=True)}\s", re.IGNORECASE)
    return patterns


def _measuring(kinds: dict[str, list[str]]) -> frozenset[str]:
    words = [word for kind in (*MEASURES, "duration_filler") for word in kinds[kind]]
    firsts = [ahead[1] for word in words if (ahead := _AHEAD.match(word))]
    return frozenset(first.lower() for first in firsts if first)


def _leads(kinds: dict[str, list[str]]) -> dict[str, Leading]:
    tails = {"label": r"(?:[.:]?\s?|\s?\()", "money": r"\s?", "age_before": r"[:\s]\s*", "age_person": r"\s"}
    return {
        kind: Leading(rf"(?<![^\W_]){either(kinds[kind])}{tail}$", kinds[kind]) for kind, tail in tails.items()
    }
