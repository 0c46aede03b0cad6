"""Looks lexicon entries up in a Doc: the longest match wins, then the entry added first."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractor.normalise.text import fold

_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_PIECES = re.compile(r"-|[^ -]+")


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


def fold_norms(nlp: Language) -> None:
    """Let the pipeline's NORM attribute ignore case, accents and the shape of quotes."""
    nlp.vocab.lex_attr_getters[NORM] = fold


def pattern(nlp: Language, form: str) -> Doc:
    """Return a form as tokens, without the tokenizer's cost where words and hyphens alone make it up."""
    if _PLAIN.fullmatch(form):
        return Doc(nlp.vocab, words=_PIECES.findall(form))
    return nlp.make_doc(form)


class Gazetteer:
    """Two phrase matchers, one blind to case and accents and one exact, over the same entries."""

    def __init__(self, nlp: Language) -> None:
        """Start empty.

        Args:
            nlp: The pipeline whose tokenizer and vocabulary the forms go through.
        """
        self._nlp = nlp
        self._matchers = {
            False: PhraseMatcher(nlp.vocab, attr=NORM),
            True: PhraseMatcher(nlp.vocab, attr=ORTH),
        }
        self._entries: dict[int, tuple[int, Entry]] = {}

    def add(self, entry: Entry, forms: Iterable[str], exact: bool = False) -> None:
        """Add the forms of an entry; `exact` ones match to the letter."""
        docs = [pattern(self._nlp, form) for form in forms if form]
        if not docs:
            return
        name = f"{entry.label}\t{entry.key}\t{entry.detail}"
        self._matchers[exact].add(name, docs)
        key = self._nlp.vocab.strings.add(name)
        self._entries.setdefault(key, (len(self._entries), entry))

    def find_all(self, doc: Doc) -> list[Found]:
        """Return every match, longest first, ties in the order of adding."""
        hits = {hit for matcher in self._matchers.values() if len(matcher) for hit in matcher(doc)}
        ranked = sorted((start - end, self._entries[key][0], start, end, key) for key, start, end in hits)
        return [Found(start, end, self._entries[key][1]) for _, _, start, end, key in ranked]

    def find(self, doc: Doc, taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
        """Return matches that overlap neither each other nor `taken` token ranges, in text order."""
        used = {i for start, end in taken for i in range(start, end)}
        kept = []
        for found in self.find_all(doc):
            if used.isdisjoint(range(found.start, found.end)):
                kept.append(found)
                used.update(range(found.start, found.end))
        return sorted(kept)
