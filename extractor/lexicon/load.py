"""Reads the lexicon tables: the shipped ones fast and unchecked, a user's overlay checked cell by cell."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import Field, fields
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from extractor.errors import LexiconError
from extractor.lexicon.columns import chosen_columns, converters, spelt_out
from extractor.lexicon.faults import Checker
from extractor.lexicon.rows import Lexicons

__all__ = ["Lexicons", "check", "column_docs", "digest", "load", "shipped_folder"]

Rows = tuple[Any, ...]


def load(overlay: Path | None = None) -> Lexicons:
    """Return the lexicons.

    Args:
        overlay: Folder whose `<table>.csv` replaces a shipped table and whose `<table>.add.csv` adds rows to
            it, a row with a known key taking the old one's place; None for the shipped tables alone.

    Raises:
        LexiconError: The overlay has faults; all of them are told at once.
    """
    shipped = _shipped()
    if overlay is None:
        return shipped
    checker = Checker()
    merged = checker.lay_over(overlay, _by_name(shipped))
    if checker.faults:
        raise LexiconError(str(overlay), checker.faults)
    return Lexicons(**merged)


def check(folder: Path | None = None) -> list[str]:
    """Return every fault of an overlay folder, or of the shipped tables, each with file, row and column."""
    checker = Checker()
    if folder is None:
        checker.lay_over(shipped_folder(), _by_name(Lexicons()))
    else:
        checker.lay_over(folder, _by_name(_shipped()))
    return checker.faults


def digest(lexicons: Lexicons) -> str:
    """Return the SHA-256 of all table contents, the same for the same rows on every machine."""
    sha = hashlib.sha256()
    for name, rows in _by_name(lexicons).items():
        sha.update(repr((name, [tuple(row) for row in rows])).encode())
    return sha.hexdigest()


def column_docs(row: type[Any]) -> dict[str, str]:
    """Return what each column of a row class is for, as its docstring tells it."""
    docs: dict[str, str] = {}
    for line in (row.__doc__ or "").partition("Attributes:")[2].splitlines():
        name, colon, text = line.strip().partition(": ")
        if colon and name in row._fields:
            docs[name] = text
        elif docs and line.strip():
            docs[list(docs)[-1]] += " " + line.strip()
    return docs


def shipped_folder() -> Path:
    """Return the folder of the shipped tables."""
    return Path(str(resources.files("extractor.lexicon").joinpath("data")))


def _by_name(lexicons: Lexicons) -> dict[str, Rows]:
    return {table.name: getattr(lexicons, table.name) for table in fields(Lexicons)}


@lru_cache(maxsize=1)
def _shipped() -> Lexicons:
    folder = shipped_folder()
    return Lexicons(**{table.name: _read(folder, table) for table in fields(Lexicons)})


def _read(folder: Path, table: "Field[Any]") -> Rows:
    """Return the rows of a shipped table; an absent table has none."""
    path = folder / f"{table.name}.csv"
    if not path.exists():
        return ()
    row = table.metadata["row"]
    # The check allows no line break in a cell, so splitting is safe, and faster than reading line by line.
    header, *records = csv.reader(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    if header != list(row._fields):
        raise LexiconError(path.name, [f"{path.name}, row 1: the columns must be {', '.join(row._fields)}"])
    if not records:
        return ()
    chosen = chosen_columns(row)
    columns: list[Iterable[Any]] = list(zip(*(spelt_out(records, chosen) if chosen else records), strict=True))
    for index, convert in converters(row).items():
        columns[index] = map(convert, columns[index])
    # What `_make` does, less a Python call for each of thousands of rows.
    return tuple(map(partial(tuple.__new__, row), zip(*columns, strict=True)))
