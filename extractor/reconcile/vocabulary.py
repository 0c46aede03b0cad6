"""What the word lists say about the words of a statement."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from sys import intern

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from models.record import ActivityType

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Endings only, so that "adoption" and "adopted" meet, and "mapped" and "maps"; what is left need be no word.
_ENDING = re.compile(
    r"(?<=\w{4})(?:is|iz)?(?:ations?|ating|ated|ates?|ances?|ements?|ments?|ions?|ings?|ied|ies|ers?|ed|es|e|s|y|al|ally|ly)$"
    r"|(?<=^\w{3})s$"
)
_LAST = re.compile(r"(?<=\w{4})[ey]+$|(?<=\w\w([b-df-hj-np-tv-xz]))\1$")

_SMALL = re.compile("[1-9]")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}

_NAME = 80
_NOTHING = frozenset(("",))


def stem(word: str) -> str:
    """Return a folded word without its ending."""
    return _LAST.sub("", _ENDING.sub("", word.replace("isation", "ization").replace("'s", "")))


def _words_of(text: str) -> list[str]:
    # ASCII needs no folding of accents, and its spaces none at all: this is asked for every statement.
    return _WORD.findall(text.lower() if text.isascii() and "`" not in text else fold(text))


class _Stems(dict[str, str]):
    """The stem of each word once looked up, that of another word for the same; empty for little words and numbers."""

    def __init__(self, empty: frozenset[str], same: dict[str, str]) -> None:
        super().__init__()
        self._empty, self._same = empty, same

    def __missing__(self, word: str) -> str:
        tells = len(word) > 2 and word not in self._empty and not word[0].isdigit()
        bare = stem(word)
        found = self[word] = intern(self._same.get(bare, bare)) if tells else ""
        return found


@dataclass
class Vocabulary:
    """Word lists in the form in which statements are looked up.

    Attributes:
        empty: Words that carry no meaning of their own.
        general: Stems that say nothing about which activity a statement is about.
        ordinals: Numbers by ordinal word.
        languages: Names of languages.
        general_audiences: Nouns for people that may be anybody.
        additions: Words for those who come on top of others.
        deadlines: Words before a date that is the last possible one.
        shorts: Stems of a term written out, with the stem of its short form.
        same: Stems of words, with the stem of another word for the same.
        rounds: Nouns that with an ordinal or a number tell one part of a thing from another: “second phase”.
        kinds: The activity types that a word, the last of a noun, names.
        peoples: Countries by the word for their people, where it means nothing else.
    """

    empty: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    ordinals: dict[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    general_audiences: frozenset[str] = frozenset()
    additions: frozenset[str] = frozenset()
    deadlines: "re.Pattern[str]" = field(default_factory=lambda: re.compile("(?!)"))
    shorts: tuple[tuple[frozenset[str], str], ...] = ()
    same: dict[str, str] = field(default_factory=dict)
    rounds: frozenset[str] = frozenset()
    kinds: dict[str, frozenset[ActivityType]] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    _singular: dict[str, str] = field(default_factory=dict)
    _cues: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _words: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stems = _Stems(self.empty, self.same)

    def words(self, text: str) -> list[str]:
        """Return the folded words of a text in order; those of names are remembered, as names come again."""
        if len(text) > _NAME:
            return _words_of(text)
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = _words_of(text)
        return found

    def telling(self, words: Iterable[str]) -> frozenset[str]:
        """Return the stems of the words that carry a meaning of their own: no little words, no numbers.

        A term written out counts as its short form.
        """
        found = frozenset(map(self._stems.__getitem__, words)) - _NOTHING
        for stems, short in self.shorts:
            if stems <= found:
                found = found - stems | {short}
        return found

    def head(self, audience: str | None) -> str | None:
        """Return the noun that an audience turns on, in the singular; None for people in general."""
        words = self.words(audience or "")
        if not words or words[-1] in self.general_audiences:
            return None
        return self._singular.get(words[-1], stem(words[-1]))

    def named_kinds(self, words: Iterable[str]) -> frozenset[ActivityType]:
        """Return the activity types that words name; a word may name several."""
        return frozenset().union(*(self.kinds[word] for word in self.kinds.keys() & words))

    def of_peoples(self, words: Iterable[str]) -> frozenset[str]:
        """Return the countries whose people words tell of."""
        return frozenset(self.peoples[word] for word in self.peoples.keys() & words)

    def ordinals_in(self, words: list[str]) -> Iterator[int]:
        """Yield which part of a thing is told: 2 for “the second phase”, “its second and last phase”, “phase II”.

        Args:
            words: Folded words in order.
        """
        for place, word in enumerate(words):
            if word in self.rounds:
                before, after = words[max(0, place - 3) : place], "".join(words[place + 1 : place + 2])
                yield from (self.ordinals[each] for each in before if each in self.ordinals)
                if number := int(after) if _SMALL.fullmatch(after) else _ROMAN.get(after):
                    yield number

    def roles(self, words: list[str]) -> frozenset[str]:
        """Return the roles of the cues that stand in a statement.

        Args:
            words: Its folded words in order.
        """
        found, joined = set(), ""
        for word in self._cues.keys() & words:
            for cue, role in self._cues[word]:
                joined = joined or f" {' '.join(words)} "
                if cue in joined:
                    found.add(role)
        return frozenset(found)


def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Return the word lists as statements are looked up in them."""
    by_role: dict[str, tuple[str, ...]] = {row.role: row.cues for row in lexicons.comparison_cues}
    layout: dict[str, list[str]] = {}
    for row in lexicons.layout_words:
        layout.setdefault(row.role, []).extend(row.words)
    terms = [cue.split(" = ") for cue in by_role.get("short_form", ())]
    made = Vocabulary(
        empty=frozenset(_folded(by_role.get("empty_word", ()))) | _calendar(lexicons) | _happening(lexicons),
        ordinals={word: place for place, word in enumerate(_folded(layout.get("ordinal", ())), start=1)},
        languages=frozenset(_folded((*by_role.get("language", ()), *_languages(lexicons)))),
        general_audiences=frozenset(_folded(by_role.get("general_audience", ()))),
        additions=frozenset(_folded(by_role.get("addition", ()))),
        deadlines=_before_a_date(by_role.get("deadline", ())),
        same={stem(fold(other)): stem(fold(word)) for word, other in terms if " " not in other},
        rounds=frozenset(fold(row.phrase) for row in lexicons.phrases if row.kind == "round_noun"),
        peoples=dict(_peoples(lexicons)),
    )
    made.kinds = {word: kinds for word, kinds in _kinds(lexicons).items() if word not in made.empty}
    made._singular = {fold(row.plural): fold(row.singular) for row in lexicons.audiences}
    made.shorts = tuple((made.telling(made.words(term)), stem(fold(short))) for short, term in terms if " " in term)
    made.general = frozenset(stem(word) for word in _general(lexicons, by_role))
    for role, cues in by_role.items():
        for cue in cues if role not in _APART else ():
            words = made.words(cue)
            made._cues.setdefault(words[0], []).append((f" {' '.join(words)} ", role))
    return made


def _kinds(lexicons: Lexicons) -> dict[str, frozenset[ActivityType]]:
    kinds: defaultdict[str, set[ActivityType]] = defaultdict(set)
    for row in lexicons.activity_nouns:
        for form in (row.noun, row.plural):
            for word in fold(form or "").split()[-1:]:
                kinds[word].add(row.type)
    return {word: frozenset(types) for word, types in kinds.items()}


def _peoples(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield “Kenyan” with its country; not “Korean”, of two, “Polish”, a language too, or “Indian”, an ocean too."""
    names = [row.demonym for row in lexicons.demonyms if " " in row.demonym]
    names += [name for row in lexicons.regions for name in (row.name, *row.aliases)]
    names += [form for row in lexicons.organisations for form in (row.name, *row.aliases)]
    other = {word for name in names for word in _words_of(name)}
    for row in lexicons.demonyms:
        word = fold(row.demonym)
        if not row.language and len(row.alpha_3) == 1 and word not in other:
            yield word, row.alpha_3[0]


def _folded(words: Iterable[str]) -> Iterator[str]:
    return (fold(word) for word in words)


def _calendar(lexicons: Lexicons) -> frozenset[str]:
    """Months and parts of a year: dates are compared as dates."""
    parts = (form for row in lexicons.year_parts if row.role in _DATE_ROLES for form in row.forms)
    return frozenset(_folded([*parts, *(form for row in lexicons.months for form in row.forms)]))


def _languages(lexicons: Lexicons) -> Iterator[str]:
    return (row.demonym for row in lexicons.demonyms if row.language)


def _happening(lexicons: Lexicons) -> frozenset[str]:
    """Verbs that say only how far an activity is: stages are compared as stages."""
    verbs = (row for row in lexicons.verbs if row.frame in _STAGE_FRAMES)
    return frozenset(_folded(form for row in verbs for form in (row.past, row.participle)))


_STAGE_FRAMES = frozenset(("hold", "happen", "plan", "move", "cancel", "begin", "end", "continue"))
_APART = frozenset(("deadline", "addition", "general_audience", "general_word", "empty_word", "short_form", "language"))
_DATE_ROLES = frozenset(("part", "edge", "season", "quarter", "half", "weekday", "year", "month", "week"))


def _general(lexicons: Lexicons, by_role: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield from _folded(by_role.get("general_word", ()))
    for cue in lexicons.status_cues:
        yield from _folded(word for word in cue.cue.split())


def _before_a_date(words: Iterable[str]) -> "re.Pattern[str]":
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\s+(?:the\s+)?$", re.IGNORECASE)
