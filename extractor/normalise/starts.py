"""Where a pattern may begin in a text: each word is looked at once, however often it stands there."""

import re
from collections.abc import Iterator
from itertools import accumulate, compress, count

# Words kept; an archive's misprints and numbers shouldn't fill the memory.
_MOST = 50_000


class Starts(dict[str, tuple[int, ...]]):
    """By word, the places in it where a costly pattern may begin: a cheap pattern is asked once for each word."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """Start with no words.

        Args:
            pattern: What a match begins with. It must hold no space and look no further than its word.
        """
        super().__init__()
        self._pattern = pattern

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _MOST:
            self.clear()
        places = self[word] = tuple(match.start() for match in self._pattern.finditer(word))
        return places

    def matches(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer` yields.

        Args:
            pattern: The costly pattern; it begins nowhere but where the cheap one matches.
            text: Any text.
            start: First character looked at; it follows no word.
            end: One past the last.
        """
        words = text[start:end].split(" ")
        places = list(map(self.__getitem__, words))
        if not any(places):
            return
        # Of each word, where the next one starts, but for the spaces between.
        stops = [0, *accumulate(map(len, words))]
        free = start
        for i in compress(count(), places):
            at = start + stops[i] + i
            for place in places[i]:
                if at + place >= free and (match := pattern.match(text, at + place, end)):
                    yield match
                    free = match.end()
