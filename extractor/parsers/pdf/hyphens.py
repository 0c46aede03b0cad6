"""Lines joined again: hyphens of the type setter taken out, those of the words kept."""

import re
from collections.abc import Iterable
from functools import cached_property

from extractor.parsers.pdf.lines import glues
from extractor.parsers.pdf.words import LINE_END_HYPHEN

_HYPHENS = f"-\u2010\u00ad{LINE_END_HYPHEN}"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(rf".*?([^\s–—/(]+)[{_HYPHENS}]", re.DOTALL)
_RIGHT = re.compile(r"[\w’'-]+")


class Vocabulary:
    """The words that a document itself uses, by which a hyphen at a line's end is judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines; they are cut into words only when a hyphen is doubtful.

        Args:
            lines: All lines of the document.
        """
        self._lines = lines

    @cached_property
    def _words(self) -> set[str]:
        words: set[str] = set()
        for line in self._lines:
            whole = line.rpartition(" ")[0] if line[-1:] in _HYPHENS else line
            words.update(_WORD.findall(whole.lower()))
        return words

    def join(self, before: str, after: str) -> str:
        """Return two lines as one text.

        Args:
            before: The text so far.
            after: The line that goes on.
        """
        left = _LEFT.fullmatch(before[before.rfind(" ") + 1 :]) if before[-1:] in _HYPHENS else None
        if not left:
            glued = glues(before[-2:]) and after[:1].isalnum()
            return before + after if glued else f"{before} {after}"
        bare = before[:-1]
        if before.endswith("\u00ad"):
            return bare + after
        right = _RIGHT.match(after)
        keep = right is None or self._keeps(left.group(1), right.group())
        return f"{bare}-{after}" if keep else bare + after

    def _keeps(self, left: str, right: str) -> bool:
        """Return whether the hyphen between two halves belongs to the word."""
        if not right[0].islower() or not left[-1].isalpha() or left.isupper() or "-" in left:
            return True
        first, second = left.lower().strip("“”‘’\"'(["), _WORD.match(right.lower())
        if second is None or len(first) < 2:
            return True
        follows = second.group()
        if first + follows in self._words:
            return False
        if f"{first}-{follows}" in self._words:
            return True
        return len(first) > 2 and first in self._words and follows in self._words
