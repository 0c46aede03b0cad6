"""A stretch of text cut where marks begin and end, since the values of several records overlap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """Characters that a value or a statement rests on.

    Attributes:
        start: First character in the plain text.
        end: One past the last.
        field: Field of the record; empty for the statement itself.
        value: Number of the value on the page; the record's for a statement.
    """

    start: int
    end: int
    field: str
    value: int


class Piece(NamedTuple):
    """Characters that all have the same marks.

    Attributes:
        text: The characters.
        field: Field of the shortest value here; empty where there is none.
        values: Numbers of the values, with spaces between, the shortest first.
        statements: Numbers of the records whose statement this is part of, with spaces between.
    """

    text: str
    field: str
    values: str
    statements: str


class Marks:
    """All marks of a document, looked up by stretch."""

    _STEP = 512

    def __init__(self, marks: Iterable[Mark]) -> None:
        """Sort marks so that those of a stretch are found at once.

        Args:
            marks: Marks in any order; empty ones are passed over.
        """
        self._near: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            if mark.end > mark.start:
                for step in range(mark.start // self._STEP, (mark.end - 1) // self._STEP + 1):
                    self._near[step].append(mark)

    def pieces(self, text: str, start: int) -> Iterator[Piece]:
        """Yield a stretch in pieces.

        Args:
            text: The characters.
            start: Where in the plain text they begin.
        """
        end = start + len(text)
        steps = range(start // self._STEP, max(start, end - 1) // self._STEP + 1)
        here = list(dict.fromkeys(mark for step in steps for mark in self._near.get(step, ())))
        here = [mark for mark in here if mark.start < end and mark.end > start]
        cuts = {start, end, *(cut for mark in here for cut in mark[:2] if start < cut < end)}
        for low, high in pairwise(sorted(cuts)):
            yield _piece(text[low - start : high - start], [mark for mark in here if mark.start <= low < mark.end])


def _piece(text: str, marks: list[Mark]) -> Piece:
    values = sorted((mark for mark in marks if mark.field), key=lambda mark: (mark.end - mark.start, mark.value))
    numbers = dict.fromkeys(mark.value for mark in values)
    statements = dict.fromkeys(mark.value for mark in marks if not mark.field)
    field = values[0].field if values else ""
    return Piece(text, field, " ".join(map(str, numbers)), " ".join(map(str, statements)))
