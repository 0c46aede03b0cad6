"""Numbers in text that count something, with how exact they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from extractor.normalise.number_patterns import Patterns, compile_patterns
from extractor.normalise.number_sort import Core, counts
from extractor.normalise.number_words import Words
from extractor.normalise.vocabulary import NumberNounRow, NumberRow, QualifierRow
from models.record import Qualifier

__all__ = ["NumberFinder", "NumberMatch", "NumberVocabulary"]

_CODES: dict[str, Qualifier] = {code: code for code in get_args(Qualifier)}
# Longest qualifier phrase looked for before a number, in characters.
_BEFORE = 60
# “50 (fifty) teachers” is said once.
_RESTATED = re.compile(r"\)\s*")


@dataclass(frozen=True)
class NumberVocabulary:
    """The rows of numbers.csv, qualifiers.csv and number_nouns.csv."""

    numbers: Sequence[NumberRow]
    qualifiers: Sequence[QualifierRow]
    nouns: Sequence[NumberNounRow]


class NumberMatch(NamedTuple):
    """A number that counts something.

    Attributes:
        start: First character of the qualifier, or of the number where it has none.
        end: One past the last character of the number and of a qualifier after it.
        text: The characters.
        value: The number, or the lower end of a range.
        value_max: Upper end of a range; else None.
        qualifier: Code of the record contract.
        after: Where the counted noun phrase begins.
    """

    start: int
    end: int
    text: str
    value: int
    value_max: int | None
    qualifier: Qualifier
    after: int


class NumberFinder:
    """Finds counts; its patterns are built at the first use."""

    def __init__(self, vocabulary: NumberVocabulary) -> None:
        self._vocabulary = vocabulary
        self._patterns: Patterns | None = None
        self._words = Words(vocabulary.numbers)

    def find(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> list[NumberMatch]:
        """Return the counts of a text in order; no two overlap.

        Args:
            text: Any text.
            taken: Half-open character offsets that hold something else, such as dates.
        """
        if self._patterns is None:
            rows = self._vocabulary
            self._patterns = compile_patterns(rows.numbers, rows.qualifiers, rows.nouns)
        masked = _masked(text, taken)
        cores = list(self._cores(masked, self._patterns))
        found: list[NumberMatch] = []
        for core in counts(cores, masked, self._patterns):
            bracketed = _RESTATED.match(text, core.end)
            if (
                found
                and bracketed
                and found[-1].value == core.value
                and text[found[-1].end : core.start] == " ("
            ):
                found[-1] = found[-1]._replace(after=bracketed.end())
            else:
                found.append(self._match(core, masked, text, self._patterns))
        return found

    def _cores(self, text: str, patterns: Patterns) -> Iterator[Core]:
        """Yield everything that reads as a number or a range."""
        for match in patterns.starts.matches(patterns.core, text, 0, len(text)):
            first, second = match.group("first"), match.group("second")
            value, upper = self._values(first, second)
            spelled = not first[0].isdigit()
            if (
                upper is not None
                and value is not None
                and (upper <= value or not _joins(match, patterns, text))
            ):
                yield Core(match.start("first"), match.end("first"), value, None, spelled)
                yield Core(match.start("second"), match.end(), upper, None, not (second or "")[:1].isdigit())
            else:
                yield Core(match.start("first"), match.end(), value, upper, spelled)

    def _values(self, first: str, second: str | None) -> tuple[int | None, int | None]:
        """Return the values of one number or two; “2 to 3 million” scales both."""
        if second is None:
            return self._words.value(first), None
        upper, scale = self._words.value(second), self._words.scale(second)
        value = self._words.value(first)
        if (
            scale > 1
            and self._words.scale(first) == 1
            and (scaled := self._words.value(first, scale)) is not None
        ):
            value = scaled if upper is None or scaled < upper else value
        return value, upper

    def _match(self, core: Core, masked: str, text: str, patterns: Patterns) -> NumberMatch:
        start, code = _qualified_before(core, masked, patterns)
        end, suffix = core.end, patterns.after.match(masked, core.end)
        if suffix and suffix.group("form"):
            end = suffix.end("form")
            code = patterns.codes_after[suffix.group("form").casefold()] if code == "exact" else code
        if core.value_max is not None:
            code = "between"
        after = patterns.gap.match(masked, end)
        return NumberMatch(
            start=start,
            end=end,
            text=text[start:end],
            value=core.value or 0,
            value_max=core.value_max,
            qualifier=_CODES[code],
            after=after.end() if after else end,
        )


def _masked(text: str, taken: Sequence[tuple[int, int]]) -> str:
    """Return the text, equally long, with taken stretches blanked."""
    pieces, end = [], 0
    for start, stop in sorted(taken):
        if stop > end:
            pieces += [text[end : max(start, end)], "\x00" * (min(stop, len(text)) - max(start, end))]
            end = stop
    return "".join([*pieces, text[end:]])


def _joins(match: re.Match[str], patterns: Patterns, text: str) -> bool:
    """Return True where the words between two numbers make a range: “and” does so only after “between”."""
    if match.group("joint").strip().casefold() not in patterns.needs_between:
        return True
    return patterns.between.search(text, max(0, match.start() - _BEFORE), match.start()) is not None


def _qualified_before(core: Core, text: str, patterns: Patterns) -> tuple[int, str]:
    """Return where the qualifier before a number starts, and its code."""
    window = max(0, core.start - _BEFORE)
    found = patterns.before.search(text, window, core.start)
    if not found:
        return core.start, "exact"
    start, code = core.start, "exact"
    for form in patterns.one_before.finditer(text, found.start(), core.start):
        meant = patterns.codes_before[form.group().casefold()]
        if meant == "between" and core.value_max is None:
            start, code = core.start, "exact"
            continue
        start = min(start, form.start())
        if code == "exact":
            code = meant
    return start, code
