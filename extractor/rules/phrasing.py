"""Constructions with the words of the word lists in them.

A rule writes a construction as a regular expression that names its words: “the <ordinal> <round_noun>”. A name is a
kind of `phrases.csv`, a class of `NUMBERS`, or a closed class of grammar.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.normalise.vocabulary import either
from extractor.rules import grammar

# What constructions may name beside phrases and grammar; `_words` says where it stands.
NUMBERS = ("duration", "money", "number", "ordinal", "people", "percent", "qualifier", "ratio", "scale")
_NAME = re.compile(r"(?<!\?P)<([a-z_]+)>")


class Phrasing(dict[str, re.Pattern[str]]):
    """By construction, its pattern with the words of one set of lexicons; compiled when it is first asked for."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the words.

        Args:
            words: Words by the name that constructions give them.
        """
        super().__init__()
        self._words = words

    def __missing__(self, construction: str) -> re.Pattern[str]:
        found = self[construction] = re.compile(_NAME.sub(self._either, construction))
        return found

    def _either(self, name: re.Match[str]) -> str:
        return either(self.of(name[1])).replace("'", "['’]")

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the phrases of a kind as printed; none where the lists have none."""
        return self._words.get(kind, ())

    def folded(self, kind: str) -> frozenset[str]:
        """Return the phrases of a kind, folded."""
        return frozenset(map(fold, self.of(kind)))


@lru_cache(maxsize=4)
def phrasing(lexicons: Lexicons) -> Phrasing:
    """Return the constructions over a set of lexicons; one for each set."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for name, word in (*grammar.named(), *_words(lexicons)):
        words[name].append(word)
    return Phrasing({name: tuple(found) for name, found in words.items()})


def _words(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    yield from ((row.kind, row.phrase) for row in lexicons.phrases)
    yield from (("number", form) for row in lexicons.numbers if row.role in ("unit", "tens") for form in row.forms)
    yield from (("scale", form) for row in lexicons.numbers if row.role == "scale" for form in row.forms)
    yield from (("ordinal", word) for row in lexicons.layout_words if row.role == "ordinal" for word in row.words)
    yield from (("qualifier", form) for row in lexicons.qualifiers if row.position == "before" for form in row.forms)
    yield from (("people", row.plural or row.singular) for row in lexicons.audiences)
    beside = (row for row in lexicons.number_nouns if row.kind in ("duration", "money", "percent", "ratio"))
    yield from ((row.kind, form) for row in beside for form in row.forms)
