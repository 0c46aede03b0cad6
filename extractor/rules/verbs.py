"""Looks verb forms up: what a word at a place can be as a verb."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.lexicon.wording import Verb
from extractor.normalise.text import fold
from extractor.rules import grammar

_PIECES = re.compile(r"-|[^ -]+")
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


_Option = tuple[tuple[str, ...], VerbForm]


class VerbTable:
    """All forms of all verbs, by their first token."""

    def __init__(self, verbs: Iterable[Verb], not_verbs: frozenset[str]) -> None:
        """Index the rows of verbs.csv.

        Args:
            verbs: The rows.
            not_verbs: Folded words in -ed that are no verbs (“hundred”).
        """
        self._not_verbs = not_verbs
        surfaces: dict[tuple[tuple[str, ...], str], tuple[Verb, set[str]]] = {}
        for verb in verbs:
            for kind in _FORMS:
                tokens = tuple(_PIECES.findall(fold(getattr(verb, kind))))
                surfaces.setdefault((tokens, verb.lemma), (verb, set()))[1].add(kind)
        # By first and second token: “put” begins a hundred verbs. A verb of one token has none behind it.
        self._options: defaultdict[str, defaultdict[str, list[_Option]]] = defaultdict(lambda: defaultdict(list))
        # “put … into effect”, “set … up”: what stands behind the object, by the first tokens of both parts
        self._tails: defaultdict[str, defaultdict[str, list[_Option]]] = defaultdict(lambda: defaultdict(list))
        for (tokens, _), (verb, kinds) in sorted(surfaces.items(), key=lambda item: -len(item[0][0])):
            form = VerbForm(verb.lemma, verb.frame, verb.type, frozenset(kinds), verb.alone)
            self._options[tokens[0]]["".join(tokens[1:2])].append((tokens, form))
            if _may_part(tokens[1:]):
                self._tails[tokens[0]][tokens[1]].append((tokens[1:], form))

        self.first_words = frozenset(self._options)

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
        if words[i] in self.first_words:
            options, behind = self._options[words[i]], words[i + 1] if i + 1 < len(words) else ""
            longer = options.get(behind, ())
            if found := next((option for option in longer if _stands(words, i, option[0])), None):
                return i + len(found[0]), found[1]
            if parted := self._parted(words, i):
                return i + 1, parted
            if "" in options:
                return i + 1, options[""][0][1]
        if _REGULAR.fullmatch(words[i]) and words[i] not in self._not_verbs:
            return i + 1, VerbForm(words[i], "other", "", frozenset({"past", "participle"}))
        return None

    def _parted(self, words: Sequence[str], i: int) -> VerbForm | None:
        tails = self._tails.get(words[i])
        opens = words[i + 1] if tails and i + 1 < len(words) else ""
        if not tails or not opens or (opens in grammar.FUNCTION_WORDS and opens not in grammar.DETERMINERS):
            return None
        for at in range(i + 2, min(i + 2 + _OBJECT_MOST, len(words))):
            for tail, form in tails.get(words[at], ()):
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
