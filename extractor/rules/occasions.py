"""Finds events that no lexicon knows, by the last word of their names: “the fifth Green Standards Week”."""

from collections.abc import Iterator, Set
from itertools import compress, count

from extractor.rules import grammar
from extractor.rules.tokens import Tokens

# Words of a name before its last one; at a sentence's start every first word has a capital.
_FEWEST, _FEWEST_AT_START = 1, 2


class OccasionFinder:
    """Reads named days and weeks off capitals."""

    def __init__(self, tails: Set[str]) -> None:
        """Keep the words.

        Args:
            tails: Folded last words of such names.
        """
        self._tails = tails

    def find(self, tokens: Tokens, taken: Set[int]) -> Iterator[tuple[int, int]]:
        """Yield the first token of each name, and one past its last.

        Args:
            tokens: The block's tokens.
            taken: Tokens of other names and of activity nouns.
        """
        for i in compress(count(), map(self._tails.__contains__, tokens.words)):
            if i in taken or not tokens.titled[i] or any(tokens.titled[i + 1 : i + 2]):
                continue
            start = self._start(tokens, i, taken)
            opens = start == 0 or not tokens.raw[start - 1][0].isalnum()
            if i - start >= (_FEWEST_AT_START if opens else _FEWEST):
                yield start, i + 1

    @staticmethod
    def _start(tokens: Tokens, i: int, taken: Set[int]) -> int:
        """Return the first of the capitals, and the little words between them, that lead to a token."""
        start = j = i
        while j > 0 and j - 1 not in taken:
            j -= 1
            if tokens.titled[j] and tokens.raw[j][0].isalpha() and tokens.words[j] not in grammar.FUNCTION_WORDS:
                start = j
            elif tokens.words[j] not in grammar.NAME_TAIL or not any(tokens.titled[j - 1 : j]):
                break
        return start
