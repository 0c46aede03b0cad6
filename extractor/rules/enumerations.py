"""Finds the items of a list inside a sentence: “… as follows: (i) a course in Fiji; (ii) a study; (iii) a forum”.

Likewise “…: one in Fiji, another in Samoa and a third in Tonga”.
"""

from collections.abc import Callable, Iterator

from extractor.rules import grammar
from extractor.rules.tokens import Tokens

_LABELS = frozenset("i ii iii iv v vi vii viii ix x a b c d e f g h 1 2 3 4 5 6 7 8 9 10".split())
_ANNOUNCING = frozenset({"following", "follows"})
_JOINTS = frozenset({":", ";", ",", "–", "—"})
_ONE = frozenset({"one", "another"})
_OTHER = frozenset("other first second third fourth fifth last".split())
_BEHIND_ONE = grammar.PREPOSITIONS - {"of", "than"}


class Enumerations:
    """Finds where such items begin."""

    def __init__(self, tokens: Tokens, has_main: Callable[[int, int], bool]) -> None:
        """Keep what items are found by.

        Args:
            tokens: The block's tokens.
            has_main: Whether a clause's own verb stands between two tokens.
        """
        self._t = tokens
        self._has_main = has_main

    def points(self, start: int, end: int) -> dict[int, int]:
        """Return for each token that ends what stands before an item the token that the item begins with.

        Args:
            start: First token of the sentence.
            end: One past its last.
        """
        if several := self._several(start, end):
            return several
        colon = next((i for i in range(start + 1, end - 1) if self._t.words[i] == ":"), None)
        if colon is None:
            return {}
        labelled = dict(self._labelled(colon, end))
        if colon in labelled and len(labelled) > 1:
            return labelled
        plain = [i for i in range(colon, end - 1) if self._t.words[i] == ";"]
        # “the Office organized: a forum in Nadi; two courses in Apia”
        done = self._t.verbal[colon - 1] and self._t.words[colon + 1] not in grammar.PREPOSITIONS
        announced = done or not _ANNOUNCING.isdisjoint(self._t.words[start:colon])
        if not plain or not announced or not self._has_main(start, colon):
            return {}
        items = {i: i + 1 + (self._t.words[i + 1] == "and") for i in (colon, *plain)}
        verbless = (not self._has_main(at, stop) for at, stop in zip(items.values(), (*plain, end), strict=True))
        return items if all(verbless) else {}

    def _several(self, start: int, end: int) -> dict[int, int]:
        """Return the points of “: one in Fiji, another in Samoa and a third in Tonga”."""
        words = self._t.words
        found: dict[int, int] = {}
        for i in range(start + 2, end - 1):
            head = i + (words[i] in grammar.ARTICLES and words[i + 1] in _OTHER)
            named = words[i] in _ONE if head == i else True
            if not named or words[head + 1 : head + 2] == [] or words[head + 1] not in _BEHIND_ONE:
                continue
            joined = i - 2 if words[i - 1] == "and" and words[i - 2] in _JOINTS else i - 1
            if words[joined] in _JOINTS or (found and words[joined] == "and"):
                found[joined] = i
        if len(found) < 2 or not self._has_main(start, min(found)):
            return {}
        stops = (*list(found)[1:], end)
        return found if not any(map(self._has_main, found.values(), stops)) else {}

    def _labelled(self, colon: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what stands before “(i)” or “a)” behind a colon, with the token behind the label."""
        words = self._t.words
        for i in range(colon + 1, end - 1):
            if words[i] not in _LABELS or words[i + 1] != ")":
                continue
            before = i - 1 - (words[i - 1] == "(")
            joined = before - (words[before] == "and")
            joined = joined if words[joined] in _JOINTS else before
            if words[joined] in _JOINTS or words[joined] == "and":
                yield joined, i + 2
