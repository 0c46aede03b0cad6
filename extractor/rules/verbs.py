"""Looks verb forms up: what a word at a place can be as a verb."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.lexicon.wording import Verb
from extractor.normalise.text import fold
from extractor.rules import grammar

_PIECES = re.compile(r"-|[^ -]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REGULAR = re.compile(r"[a-z]{3,}ed")
_PARTICLES = frozenset((word,) for word in "up out off over down back forward online live together through".split())
_BEHIND_PARTICLE = grammar.PREPOSITIONS | {"and", "last", "next", "this", "today", "yesterday"}
_ENDS_OBJECT = grammar.AUXILIARIES | grammar.MODALS | grammar.RELATIVES | set(",.;:()?!")
_OBJECT_MOST = 9
_FORMS = ("lemma", "past", "participle", "gerund", "third_person")


class VerbForm(NamedTuple):
    """One verb in one surface form.

    Attributes:
        lemma: Dictionary form.
        frame: What the verb does with an activity.
        type: Activity type that the verb alone tells; "" for most.
        alone: Activity type where no noun tells one either; "" for most.
        kinds: The grammatical forms that the surface can be: lemma, past, participle, gerund, third_person.
    """

    lemma: str
    frame: str
    type: str
    kinds: frozenset[str]
    alone: str = ""


class VerbGroup(NamedTuple):
    """A verb group at tokens `start` to `end` (half-open).

    Attributes:
        start: First token.
        end: One past the last.
        form: The main verb.
        aspect: past, perfect, present, progressive, future, should, conditional, aim, infinitive or participle.
        passive: True for a passive group.
        negated: True where it is negated.
        bare: True for a past form without auxiliary, which may turn out to be a participle.
        via: The verb that leads to the main one (“agreed” in “agreed to hold”); "" where there is none.
    """

    start: int
    end: int
    form: VerbForm
    aspect: str
    passive: bool = False
    negated: bool = False
    bare: bool = False
    via: str = ""

    @property
    def finite(self) -> bool:
        """True where the group can be the verb of a clause."""
        return self.aspect not in ("infinitive", "participle", "being")


class VerbWords(NamedTuple):
    """Folded words beside which verbs are told from nouns.

    Attributes:
        nouns: Words that are nouns where they could be verbs too (“reports”, “plans”).
        numbers: Number words, which nouns follow (“four partners”).
        to_come: Words between “be” and an infinitive that is to come (“is due to open”).
        manner: Words for how people took part, which no noun are (“400 followed online”).
        glad: Words between “be” and an infinitive that is done all the same (“was pleased to host”).
    """

    nouns: frozenset[str]
    numbers: frozenset[str]
    to_come: frozenset[str]
    manner: frozenset[str]
    glad: frozenset[str]

    def counts(self, words: Sequence[str], i: int) -> bool:
        """Return True for the number of “15 health posts”."""
        return i >= 0 and (words[i] in self.numbers or (words[i][0].isdigit() and not _YEAR.fullmatch(words[i])))


_Option = tuple[tuple[str, ...], VerbForm]


class _Begun(NamedTuple):
    """The verb forms that begin with one word, the longest first.

    Attributes:
        options: By their second token, since “put” begins a hundred; "" where there is none.
        tails: What stands behind the object in “put … into effect”, “set … up”, by its first token.
    """

    options: defaultdict[str, list[_Option]]
    tails: defaultdict[str, list[_Option]]


class VerbTable:
    """All forms of all verbs, by their first token; a document uses few, so each is made when its word first stands."""

    def __init__(self, verbs: Iterable[Verb], not_verbs: frozenset[str]) -> None:
        """Index the rows of verbs.csv.

        Args:
            verbs: The rows.
            not_verbs: Folded words in -ed that are no verbs (“hundred”).
        """
        self._not_verbs = not_verbs
        self._rows: defaultdict[str, list[tuple[str, str, Verb]]] = defaultdict(list)
        self._begun: dict[str, _Begun] = {}
        for verb in verbs:
            for kind in _FORMS:
                form = fold(getattr(verb, kind))
                self._rows[_PIECES.findall(form)[0]].append((form, kind, verb))
        self.first_words = frozenset(self._rows)

    def known(self, word: str) -> bool:
        """Return True where the lexicon has a verb that begins with the word."""
        return word in self.first_words

    def at(self, words: Sequence[str], i: int) -> tuple[int, VerbForm] | None:
        """Return the longest verb form at a token, with the index after it; None where there is none.

        The object may part a verb: “put the plan into effect” is the verb of “put into effect”.

        Args:
            words: Folded tokens of a block.
            i: Index of the first token.
        """
        if i >= len(words):
            return None
        if words[i] in self._rows:
            begun = self._begun.get(words[i]) or self._spelt(words[i])
            longer = begun.options.get(words[i + 1] if i + 1 < len(words) else "", ())
            if found := next((option for option in longer if _stands(words, i, option[0])), None):
                return i + len(found[0]), found[1]
            if parted := _parted(begun, words, i):
                return i + 1, parted
            if "" in begun.options:
                return i + 1, begun.options[""][0][1]
        if _REGULAR.fullmatch(words[i]) and words[i] not in self._not_verbs:
            return i + 1, VerbForm(words[i], "other", "", frozenset({"past", "participle"}))
        return None

    def _spelt(self, first: str) -> _Begun:
        begun = self._begun[first] = _indexed(self._rows[first])
        return begun


def _indexed(rows: Iterable[tuple[str, str, Verb]]) -> _Begun:
    surfaces: dict[tuple[tuple[str, ...], str], tuple[Verb, set[str]]] = {}
    for surface, kind, verb in rows:
        surfaces.setdefault((tuple(_PIECES.findall(surface)), verb.lemma), (verb, set()))[1].add(kind)
    begun = _Begun(defaultdict(list), defaultdict(list))
    for (tokens, _), (verb, kinds) in sorted(surfaces.items(), key=lambda item: -len(item[0][0])):
        form = VerbForm(verb.lemma, verb.frame, verb.type, frozenset(kinds), verb.alone)
        begun.options["".join(tokens[1:2])].append((tokens, form))
        if _may_part(tokens[1:]):
            begun.tails[tokens[1]].append((tokens[1:], form))
    return begun


def _parted(begun: _Begun, words: Sequence[str], i: int) -> VerbForm | None:
    """Return the verb whose parts an object parts at a token; None where there is none."""
    opens = words[i + 1] if begun.tails and i + 1 < len(words) else ""
    if not opens or (opens in grammar.FUNCTION_WORDS and opens not in grammar.DETERMINERS):
        return None
    for at in range(i + 2, min(i + 2 + _OBJECT_MOST, len(words))):
        for tail, form in begun.tails.get(words[at], ()):
            end = at + len(tail)
            if tuple(words[at:end]) == tail and (len(tail) > 1 or _closes(tail[0], words[end : end + 1])):
                return form
        if words[at] in _ENDS_OBJECT:
            return None
    return None


def _stands(words: Sequence[str], i: int, tokens: tuple[str, ...]) -> bool:
    """True where these are the next words; the “up” of “trained up to 200” belongs to the number."""
    end = i + len(tokens)
    if tuple(words[i:end]) != tokens:
        return False
    return tokens[-1] != "up" or words[end : end + 1] != ["to"] or not "".join(words[end + 1 : end + 2]).isdigit()


def _closes(particle: str, behind: Sequence[str]) -> bool:
    """True for the end of “set a team up in May”, unlike “gave the team up to 30 books”."""
    if particle == "through" or not behind or not behind[0].isalpha():
        return True
    return behind[0] in _BEHIND_PARTICLE and not (behind[0] in ("of", "to") and particle in ("up", "out"))


def _may_part(tail: tuple[str, ...]) -> bool:
    """True for “up” and “into effect”, unlike “for” and “up to”: an object may stand before it."""
    if len(tail) < 2:
        return tail in _PARTICLES
    return tail[0] in ("in", "into", "on", "to") and tail[-1] not in grammar.PREPOSITIONS
