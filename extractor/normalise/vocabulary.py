"""What the finders need to know of a vocabulary row, whoever loads it."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

Cell = object


class MonthRow(Protocol):
    """A month's name: its forms, its number from 1, and whether the word also means something else."""

    @property
    def forms(self) -> Cell: ...  # noqa: D102
    @property
    def month(self) -> Cell: ...  # noqa: D102
    @property
    def ambiguous(self) -> Cell: ...  # noqa: D102


class YearPartRow(Protocol):
    """A word that dates are made of: its forms, its role, and up to two numbers that the role explains."""

    @property
    def forms(self) -> Cell: ...  # noqa: D102
    @property
    def role(self) -> Cell: ...  # noqa: D102
    @property
    def first(self) -> Cell: ...  # noqa: D102
    @property
    def last(self) -> Cell: ...  # noqa: D102


class NumberRow(Protocol):
    """A number word: its forms, its value, and its role in a longer number."""

    @property
    def forms(self) -> Cell: ...  # noqa: D102
    @property
    def value(self) -> Cell: ...  # noqa: D102
    @property
    def role(self) -> Cell: ...  # noqa: D102


class QualifierRow(Protocol):
    """Words that say how exact a number is: forms, code of the contract, position beside the number."""

    @property
    def forms(self) -> Cell: ...  # noqa: D102
    @property
    def code(self) -> Cell: ...  # noqa: D102
    @property
    def position(self) -> Cell: ...  # noqa: D102


class NumberNounRow(Protocol):
    """Words beside a number that tell what sort of number it is."""

    @property
    def forms(self) -> Cell: ...  # noqa: D102
    @property
    def kind(self) -> Cell: ...  # noqa: D102


def forms(cell: Cell) -> Iterator[str]:
    """Yield the values of a cell that holds one text, several with "|" between them, or a sequence."""
    parts: Iterable[object] = cell.split("|") if isinstance(cell, str) else cell  # type: ignore[assignment]
    for part in parts:
        if text := str(part).strip():
            yield text


def whole(cell: Cell) -> int:
    """Return a cell's whole number; 0 where it is empty.

    Raises:
        ValueError: the cell holds something else.
    """
    text = str(cell if cell is not None else "").strip()
    return int(text) if text else 0


def yes(cell: Cell) -> bool:
    """Return True for a cell that says yes."""
    return str(cell).strip().casefold() in {"yes", "true", "1"}


def either(words: Iterable[str], closed: bool = False) -> str:
    """Return a group of words for a pattern, the longest first; one that matches nothing where there are none.

    Args:
        words: The words.
        closed: Whether one that ends in a letter or digit must end at a word's end.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    pieces = [re.escape(word).replace(r"\ ", r"\s") for word in ordered]
    if closed:
        pieces = [
            piece + r"(?!\w)" if word[-1].isalnum() else piece
            for piece, word in zip(pieces, ordered, strict=True)
        ]
    return "(?:" + "|".join(pieces) + ")" if pieces else r"(?!)"
