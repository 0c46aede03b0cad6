"""What the word lists say about the words of a statement."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Endings only, so that "adoption" and "adopted" meet; what is left need be no word.
_ENDING = re.compile(
    r"(?<=\w{4})(?:is|iz)?(?:ations?|ating|ated|ates?|ances?|ements?|ments?|ions?|ings?|ied|ies|ers?|ed|es|e|s|y|al|ally|ly)$"
)


def stem(word: str) -> str:
    """Return a folded word without its ending."""
    return _ENDING.sub("", word.replace("isation", "ization").replace("'s", ""))


@dataclass
class Vocabulary:
    """Word lists in the form in which statements are looked up.

    Attributes:
        empty: Words that carry no meaning of their own.
        general: Stems that say nothing about which activity a statement is about.
        ordinals: Numbers by ordinal word.
        languages: Names of languages.
        general_audiences: Nouns for people that may be anybody.
        deadlines: Words before a date that is the last possible one.
        cues: Roles by the words of a cue, for cues of one word and of several.
    """

    empty: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    ordinals: dict[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    general_audiences: frozenset[str] = frozenset()
    deadlines: "re.Pattern[str]" = field(default_factory=lambda: re.compile("(?!)"))
    _singular: dict[str, str] = field(default_factory=dict)
    _single: dict[str, str] = field(default_factory=dict)
    _several: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)

    def words(self, text: str) -> list[str]:
        """Return the folded words of a text in order."""
        return _WORD.findall(fold(text))

    def stem(self, word: str) -> str:
        """Return a folded word without its ending, remembered."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = stem(word)
        return found

    def head(self, audience: str | None) -> str | None:
        """Return the noun that an audience turns on, in the singular; None for people in general."""
        words = self.words(audience or "")
        if not words or words[-1] in self.general_audiences:
            return None
        return self._singular.get(words[-1], self.stem(words[-1]))

    def roles(self, words: list[str]) -> frozenset[str]:
        """Return the roles of the cues that stand in a statement.

        Args:
            words: Its folded words in order.
        """
        found = {self._single[word] for word in words if word in self._single}
        for place, word in enumerate(words):
            for cue, role in self._several.get(word, ()):
                if tuple(words[place : place + len(cue)]) == cue:
                    found.add(role)
        return frozenset(found)


def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Return the word lists as statements are looked up in them."""
    by_role: dict[str, tuple[str, ...]] = {row.role: row.cues for row in lexicons.comparison_cues}
    layout: dict[str, list[str]] = {}
    for row in lexicons.layout_words:
        layout.setdefault(row.role, []).extend(row.words)
    made = Vocabulary(
        empty=frozenset(_folded(by_role.get("empty_word", ()))) | _calendar(lexicons),
        ordinals={word: place for place, word in enumerate(_folded(layout.get("ordinal", ())), start=1)},
        languages=frozenset(_folded(row.demonym for row in lexicons.demonyms if row.language)),
        general_audiences=frozenset(_folded(by_role.get("general_audience", ()))),
        deadlines=_before_a_date(by_role.get("deadline", ())),
    )
    made._singular = {fold(row.plural): fold(row.singular) for row in lexicons.audiences}
    made.general = frozenset(made.stem(word) for word in _general(lexicons, by_role))
    for role, cues in by_role.items():
        for cue in cues if role not in _APART else ():
            words = tuple(made.words(cue))
            if len(words) == 1:
                made._single[words[0]] = role
            else:
                made._several.setdefault(words[0], []).append((words, role))
    return made


def _folded(words: Iterable[str]) -> Iterator[str]:
    return (fold(word) for word in words)


def _calendar(lexicons: Lexicons) -> frozenset[str]:
    """Months and parts of a year: dates are compared as dates."""
    parts = (form for row in lexicons.year_parts if row.role in _DATE_ROLES for form in row.forms)
    return frozenset(_folded([*parts, *(form for row in lexicons.months for form in row.forms)]))


_APART = frozenset(("deadline", "general_audience", "general_word", "empty_word"))
_DATE_ROLES = frozenset(("part", "edge", "season", "quarter", "half", "weekday", "year", "month", "week"))


def _general(lexicons: Lexicons, by_role: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield from _folded(by_role.get("general_word", ()))
    for cue in lexicons.status_cues:
        yield from _folded(cue.cue.split())


def _before_a_date(words: Iterable[str]) -> "re.Pattern[str]":
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\s+(?:the\s+)?$", re.IGNORECASE)
