"""Checks the tables of a folder: every fault with file, row and column, in words for a table's editor."""

import csv
import io
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from extractor.lexicon.columns import Must, chosen_columns, converters, spelt_out
from extractor.lexicon.rows import Lexicons

Rows = tuple[Any, ...]
Records = list[tuple[int, list[str]]]
_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_PASSED_OVER = (".", "~$")  # what desktops and spreadsheets leave behind
_UNKNOWN = Must(fill=False)


@dataclass
class Checker:
    """Reads a folder of tables and gathers its faults.

    Attributes:
        faults: What is wrong, one line each: "organisations.csv, row 12, column kind: …".
    """

    faults: list[str] = field(default_factory=list)
    _mentions: list[tuple[str, str, str]] = field(default_factory=list)

    def lay_over(self, folder: Path, below: dict[str, Rows]) -> dict[str, Rows]:
        """Return the tables of the folder laid over others; faults are gathered, not raised.

        Args:
            folder: Folder with `<table>.csv` (replaces) and `<table>.add.csv` (adds).
            below: The tables to lay over, by name.
        """
        if not folder.is_dir():
            self.faults.append(f"{folder}: is not a folder")
            return below
        self._unknown_files(folder)
        merged = {}
        for table in fields(Lexicons):
            replaced = self._rows(folder / f"{table.name}.csv", table)
            added = self._rows(folder / f"{table.name}.add.csv", table)
            base = below[table.name] if replaced is None else replaced
            merged[table.name] = _merge(base, added, key_of(table)) if added else base
        self._unknown_mentions(merged)
        return merged

    def _unknown_files(self, folder: Path) -> None:
        known = {f"{table.name}{end}" for table in fields(Lexicons) for end in (".csv", ".add.csv")}
        for path in sorted(folder.iterdir()):
            if path.name not in known | {"README.md"} and not path.name.startswith(_PASSED_OVER):
                self.faults.append(f"{path.name}: is the name of no lexicon table")

    def _unknown_mentions(self, merged: dict[str, Rows]) -> None:
        """Add a fault for every code that names a row of another table and finds none."""
        keys = {name: {row[0] for row in rows} for name, rows in merged.items()}
        self.faults += [
            f"{place}: {code!r} is not in {name}.csv"
            for place, code, name in self._mentions
            if code not in keys[name]
        ]

    def _rows(self, path: Path, table: "Field[Any]") -> Rows | None:
        """Return the rows of one file, faulty ones too; None where there is no such file."""
        if not path.exists():
            return None
        row_class = table.metadata["row"]
        records = self._records(path)
        if not records or not self._header(path.name, records[0][1], row_class._fields):
            return ()
        order = [records[0][1].index(column) for column in row_class._fields]
        rows: list[tuple[int, Any]] = []
        for number, cells in records[1:]:
            place = f"{path.name}, row {number}"
            if len(cells) != len(order):
                self.faults.append(f"{place}: has {len(cells)} cells instead of {len(order)}")
            else:
                row = self._row(place, [cells[index] for index in order], row_class)
                rows += [(number, wording) for wording in self._wordings(place, row)]
        self._duplicates(path.name, rows, table)
        return tuple(row for _, row in rows)

    def _wordings(self, place: str, row: Any) -> list[Any]:
        """Return a row for each wording of a row with choices; none, and a fault, where its columns disagree."""
        try:
            return [row._make(cells) for cells in spelt_out([row], chosen_columns(type(row)))]
        except ValueError:
            self.faults.append(f"{place}: its columns have not equally many choices")
            return []

    def _duplicates(self, name: str, rows: list[tuple[int, Any]], table: "Field[Any]") -> None:
        """Add a fault for every wording that stands in a row already."""
        first: dict[Rows, int] = {}
        for number, row in rows:
            key = key_of(table)(row)
            if first.setdefault(key, number) != number:
                place = f"{name}, row {number}, column {' and '.join(table.metadata['key'])}"
                self.faults.append(f"{place}: {_said(key)} stands in row {first[key]} already")

    def _records(self, path: Path) -> Records:
        """Return the filled records of a file with their row numbers, from 1 for the header."""
        records: Records = []
        number = 0
        try:
            text = path.read_bytes().decode("utf-8-sig")
            for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
                if any(cell.strip() for cell in cells):
                    records.append((number, cells))
        except OSError as error:
            self.faults.append(f"{path.name}: cannot be read ({error.strerror})")
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            self.faults.append(f"{path.name}, row {row}: is not UTF-8 text; save the file as CSV UTF-8")
            return []
        except csv.Error as error:
            self.faults.append(f"{path.name}, row {number + 1}: {error}")
        if not records:
            self.faults.append(f"{path.name}: is empty; the first row must name the columns")
        return records

    def _header(self, name: str, header: list[str], columns: tuple[str, ...]) -> bool:
        """Return whether the header names every column once; add what is wrong with it."""
        if len(header) == 1:
            for sign, words in _DELIMITERS.items():
                if sign in header[0]:
                    self.faults.append(f"{name}, row 1: {words} separate the columns; save with commas")
                    return False
        missing = [column for column in columns if column not in header]
        extra = [column for column in header if column not in columns]
        twice = sorted({column for column in header if column in columns and header.count(column) > 1})
        for found, problem in ((missing, "is missing"), (extra, "is unknown"), (twice, "stands twice")):
            self.faults += [f"{name}, row 1, column {column or '(no name)'}: {problem}" for column in found]
        return not missing + extra + twice

    def _row(self, place: str, cells: list[str], row_class: type[Any]) -> Any:
        """Return the row of the cells; a faulty cell becomes a fault, and its value is empty."""
        hints = typing.get_type_hints(row_class, include_extras=True)
        values: list[Any] = list(cells)
        ways = converters(row_class)
        for index, (column, cell) in enumerate(zip(row_class._fields, cells, strict=True)):
            here = f"{place}, column {column}"
            if problem := problem_of(cell, hints[column]):
                self.faults.append(f"{here}: {problem}")
                values[index] = "" if get_origin(bare(hints[column])) is not tuple else ()
            elif index in ways:
                values[index] = ways[index](cell)
            target = must_of(hints[column]).table
            if target and not problem:
                codes = values[index] if isinstance(values[index], tuple) else (cell,)
                self._mentions += [(here, code, target) for code in codes if code]
        return row_class._make(values)


def _said(key: Rows) -> str:
    return " and ".join(repr(part if isinstance(part, str) else "|".join(part)) for part in key)


def _merge(base: Rows, added: Rows, key: Callable[[Any], Rows]) -> Rows:
    """Return the base with the added rows, a known key's row in the old one's place."""
    merged = {key(row): row for row in base}
    merged.update((key(row), row) for row in added)
    return tuple(merged.values())


def key_of(table: "Field[Any]") -> Callable[[Any], Rows]:
    """Return the function that gives the key cells of a table's row."""
    columns = table.metadata["key"]
    return lambda row: tuple(getattr(row, column) for column in columns)


def problem_of(cell: str, hint: Any) -> str | None:
    """Return what is wrong with a cell, in words; None where nothing is.

    Args:
        cell: The text of the cell.
        hint: The column's type as the row class gives it.
    """
    return next(_problems(cell, bare(hint), must_of(hint)), None)


def _problems(cell: str, kind: Any, must: Must) -> Iterator[str]:
    if cell != cell.strip():
        yield f"{cell!r} has a space or line break at an end"
    if any(ord(char) < 32 for char in cell):
        yield "holds a line break, tab or control character"
    if not cell:
        if kind in (int, bool) or (must.fill and kind in (str, tuple[str, ...])):
            yield "is empty"
    elif must.pattern and not re.fullmatch(must.pattern, cell):
        yield f"{cell!r} has not the form of {must.like!r}"
    elif kind is bool and cell not in ("yes", "no"):
        yield f"{cell!r} is neither yes nor no"
    elif kind is int and not re.fullmatch("[0-9]+", cell):
        yield f"{cell!r} is not a whole number"
    elif kind == tuple[str, ...] and not all(part and part == part.strip() for part in cell.split("|")):
        yield f"{cell!r} has an empty value or a space beside a bar"
    if get_origin(kind) is Literal and cell not in get_args(kind):
        choices = ", ".join(choice or "(empty)" for choice in get_args(kind))
        yield f"{cell!r} is none of: {choices}" if cell else f"is empty; choose one of: {choices}"


def bare(hint: Any) -> Any:
    """Return a column's type without what `Annotated` adds."""
    return get_args(hint)[0] if get_origin(hint) is typing.Annotated else hint


def must_of(hint: Any) -> Must:
    """Return what a column demands of its cells."""
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Must)), _UNKNOWN)
