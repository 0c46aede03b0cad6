"""What a lexicon column may hold: the types that the row classes use, and how a cell becomes a value."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from models.record import ActivityType


@dataclass(frozen=True)
class Must:
    """What a filled cell has to satisfy beyond its type.

    Attributes:
        fill: True where the cell may not be empty.
        pattern: Regular expression that the whole cell matches; None for any text.
        like: A value of the right shape, shown in the fault.
        table: Table whose key the cell names; None where it names none.
    """

    fill: bool = True
    pattern: str | None = None
    like: str = ""
    table: str | None = None


Filled = Annotated[str, Must()]
_SAME, _GROUP = "(…)", re.compile(r"\(([^()]*)\)")
_CHOICES = r"[^()|]*(?:\([^()]+\)[^()|]*)*"
Choices = Annotated[str, Must(pattern=_CHOICES, like="under (review|revision)")]
ChoicesOrNone = Annotated[str, Must(fill=False, pattern=_CHOICES, like="(action|work) plans")]
FilledMany = Annotated[tuple[str, ...], Must()]
Alpha3 = Annotated[str, Must(pattern="[A-Z]{3}", like="NAM")]
CountryCode = Annotated[str, Must(table="countries")]
CountryCodes = Annotated[tuple[str, ...], Must(table="countries")]
CountryCodeOrNone = Annotated[str, Must(fill=False, table="countries")]
WholeOrNone = Annotated[str, Must(fill=False, pattern="-?[0-9]+", like="12")]
ActivityCodeOrNone = Literal["", ActivityType]


def choices(cell: str) -> list[str]:
    """Return every wording that a cell allows: “under (review|revision)” is two, “(the|)” with the word and without."""
    parts = _GROUP.split(cell)
    spelt = product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts)))
    return [" ".join("".join(pieces).split()) for pieces in spelt]


def chosen_columns(row: type[Any]) -> list[int]:
    """Return the indexes of the columns that may hold choices."""
    hints = get_type_hints(row, include_extras=True)
    return [index for index, hint in enumerate(hints.values()) if hint in (Choices, ChoicesOrNone)]


def spelt_out(records: Iterable[Sequence[str]], columns: Sequence[int]) -> Iterator[Sequence[str]]:
    """Return a record for each wording of a record: the first choices of its columns go together, then the second.

    Args:
        records: The cells of the rows.
        columns: The columns that may hold choices; an empty cell goes with every choice of the others, and “(…)”
            stands for choices of the first column, the last “(…)” for its last.

    Raises:
        ValueError: The columns of a record have not equally many choices.
    """
    for record in records:
        if not any("(" in record[column] for column in columns):
            yield record
            continue
        groups = _GROUP.findall(record[columns[0]])
        wordings = {column: choices(_filled(record[column], groups)) for column in columns if record[column]}
        for forms in zip(*wordings.values(), strict=True):
            chosen = dict(zip(wordings, forms, strict=True))
            yield [chosen.get(column, cell) for column, cell in enumerate(record)]


def _filled(cell: str, groups: Sequence[str]) -> str:
    first, *others = cell.split(_SAME)
    last = groups[len(groups) - len(others) :]
    return first + "".join(f"({group}){other}" for group, other in zip(last, others, strict=True))


def converters(row: type[Any]) -> dict[int, Callable[[str], Any]]:
    """Return how to turn cells into values, by the index of each column that isn't plain text."""
    ways: dict[Any, Callable[[str], Any]] = {int: int, bool: "yes".__eq__, tuple: _split}
    hints = get_type_hints(row)
    found = {index: ways.get(get_origin(kind) or kind) for index, kind in enumerate(hints.values())}
    return {index: way for index, way in found.items() if way}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
