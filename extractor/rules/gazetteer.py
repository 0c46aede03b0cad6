"""Looks lexicon entries up in a block: the longest match wins, then the entry added first."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Any, NamedTuple

from spacy.language import Language

from extractor.normalise.text import fold

_SIMPLE = re.compile(r"[^\W\d_]+(?:(?: |-|, | \(|\) |\)|'s | & )[^\W\d_]+)*\)?")
_PIECES = re.compile(r"'s(?= )|[-,()&]|[^\W\d_]+")


class Entry(NamedTuple):
    """A lexicon entry under one of its forms: its label, its id, and a detail for assembly."""

    label: str
    key: str
    detail: str = ""


class Found(NamedTuple):
    """An entry at tokens `start` to `end` (half-open)."""

    start: int
    end: int
    entry: Entry


# A tree of tokens: below each, those that may follow it; under "" the entries whose form ends there, with their rank.
Tree = dict[str, Any]


class Gazetteer:
    """Entries as trees of tokens, once blind to case and accents and once exact.

    spaCy's PhraseMatcher does the same, but building it for all lexicons takes a fifth of a cold start: each
    pattern has to become a Doc.
    """

    def __init__(self, nlp: Language) -> None:
        """Start empty.

        Args:
            nlp: The pipeline whose tokenizer the forms go through.
        """
        self._nlp = nlp
        # By their first token: a document meets few, so a tree grows when its first token does.
        self._forms: dict[bool, dict[str, list[tuple[str, int, Entry]]]] = {False: {}, True: {}}
        self._trees: dict[bool, dict[str, Tree]] = {False: {}, True: {}}
        self._size = 0

    def add(self, entry: Entry, forms: Iterable[str], exact: bool = False) -> None:
        """Add the forms of an entry; `exact` ones match to the letter."""
        for form in forms:
            if form:
                word = form.split(" ", 1)[0]
                first = word if word.isalpha() else self.tokens(form)[0]
                first = first if exact else _folded(first)
                self._forms[exact].setdefault(first, []).append((form, self._size, entry))
                self._trees[exact].pop(first, None)
        self._size += 1

    def _grow(self, first: str, exact: bool) -> Tree:
        """Return what may follow a first token, and the entries that end there; kept for its next place."""
        root = self._trees[exact][first] = Tree()
        for form, rank, entry in self._forms[exact][first]:
            tree = root
            for token in self.tokens(form)[1:]:
                tree = tree.setdefault(token if exact else _folded(token), {})
            tree.setdefault("", []).append((rank, entry))
        return root

    def tokens(self, form: str) -> tuple[str, ...]:
        """Return a form's tokens, without the tokenizer's cost where words and common marks alone make it up."""
        words = form.split(" ")
        if all(word.isalpha() for word in words):
            return tuple(words)
        if _SIMPLE.fullmatch(form):
            return tuple(_PIECES.findall(form))
        return tuple(token.text for token in self._nlp.make_doc(form))

    def find_all(self, words: Sequence[str], raw: Sequence[str]) -> list[Found]:
        """Return every match, longest first, ties in the order of adding.

        Args:
            words: Folded tokens of a block.
            raw: The same tokens as printed.
        """
        ranked: list[tuple[int, int, int, Entry]] = []
        for exact, texts in ((False, words), (True, raw)):
            trees = self._trees[exact]
            for i in compress(count(), map(self._forms[exact].__contains__, texts)):
                _collect(ranked, trees.get(texts[i]) or self._grow(texts[i], exact), texts, i)
        return [Found(start, start - size, entry) for size, _, start, entry in sorted(ranked)]

    def find(self, words: Sequence[str], raw: Sequence[str]) -> list[Found]:
        """Return matches that don't overlap, in text order.

        Args:
            words: Folded tokens of a block.
            raw: The same tokens as printed.
        """
        return without_overlaps(self.find_all(words, raw))


@lru_cache(maxsize=10_000)
def _folded(token: str) -> str:
    return fold(token) or token


def _collect(ranked: list[tuple[int, int, int, Entry]], tree: Tree, texts: Sequence[str], start: int) -> None:
    """Add the entries whose forms begin at a token, by the tree of their first."""
    end, below = start + 1, tree
    while below:
        if "" in below:
            ranked += [(start - end, rank, start, entry) for rank, entry in below[""]]
        below = below.get(texts[end], {}) if end < len(texts) else {}
        end += 1


def without_overlaps(matches: Iterable[Found], taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
    """Return the matches that overlap neither an earlier one nor `taken` token ranges, in text order.

    Args:
        matches: Matches, the better first.
        taken: Token ranges that nothing may touch.
    """
    used = {i for start, end in taken for i in range(start, end)}
    kept = []
    for found in matches:
        if used.isdisjoint(range(found.start, found.end)):
            kept.append(found)
            used.update(range(found.start, found.end))
    return sorted(kept)
