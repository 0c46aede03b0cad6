"""Looks lexicon entries up in a block: the longest match wins, then the entry added first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

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


class Gazetteer:
    """Entries by their first token, once blind to case and accents and once exact.

    spaCy's PhraseMatcher does the same, but building it for all lexicons takes a fifth of a cold start: each
    pattern has to become a Doc.
    """

    def __init__(self, nlp: Language) -> None:
        """Start empty.

        Args:
            nlp: The pipeline whose tokenizer the forms go through.
        """
        self._nlp = nlp
        # By exactness: the lengths of the forms with a first token, and the entries of a form with their rank.
        self._lengths: dict[bool, defaultdict[str, set[int]]] = {False: defaultdict(set), True: defaultdict(set)}
        self._forms: dict[bool, defaultdict[tuple[str, ...], list[tuple[int, Entry]]]] = {
            False: defaultdict(list),
            True: defaultdict(list),
        }
        self._size = 0

    def add(self, entry: Entry, forms: Iterable[str], exact: bool = False) -> None:
        """Add the forms of an entry; `exact` ones match to the letter."""
        for form in forms:
            if form:
                tokens = self.tokens(form)
                tokens = tokens if exact else tuple(fold(token) or token for token in tokens)
                self._lengths[exact][tokens[0]].add(len(tokens))
                self._forms[exact][tokens].append((self._size, entry))
        self._size += 1

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
        ranked = []
        for exact, texts in ((False, words), (True, raw)):
            lengths, forms = self._lengths[exact], self._forms[exact]
            for i in [i for i, text in enumerate(texts) if text in lengths]:
                for form in {tuple(texts[i : i + length]) for length in lengths[texts[i]]}:
                    for rank, entry in forms.get(form, ()):
                        ranked.append((-len(form), rank, i, entry))
        return [Found(start, start - size, entry) for size, _, start, entry in sorted(ranked)]

    def find(self, words: Sequence[str], raw: Sequence[str]) -> list[Found]:
        """Return matches that don't overlap, in text order.

        Args:
            words: Folded tokens of a block.
            raw: The same tokens as printed.
        """
        return without_overlaps(self.find_all(words, raw))


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
