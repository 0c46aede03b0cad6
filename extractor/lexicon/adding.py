"""Adds rows to a user's overlay: one subject for each table that people extend by hand."""

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from extractor.errors import LexiconError, UsageError
from extractor.lexicon.faults import bare, must_of, problem_of
from extractor.lexicon.load import check, column_docs, load
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold

_FORMS = ("name", "acronyms", "aliases", "singular", "plural", "noun")
_BARS = ', "|" between them'
_SINGULARS = {"acronyms": "acronym", "aliases": "alias"}


@dataclass(frozen=True)
class Subject:
    """What can be added by a command.

    Attributes:
        table: Name of its table.
        main: Column of the value that is always given.
        defaults: Cells of columns that may be left out, beside those that may be empty.
    """

    table: str
    main: str
    defaults: Mapping[str, str] = field(default_factory=dict)


SUBJECTS = {
    "organisation": Subject("organisations", "name"),
    "initiative": Subject("initiatives", "name"),
    "event": Subject("events", "name"),
    "country-name": Subject("country_names", "name", {"kind": "common", "case_sensitive": "no", "source": "hand"}),
    "city": Subject("cities", "name", {"population": "0", "ambiguous": "no", "kind": "city", "source": "hand"}),
    "audience": Subject("audiences", "singular", {"kind": "person"}),
    "activity": Subject("activity_nouns", "noun", {"weight": "normal"}),
}


class Column(NamedTuple):
    """One column as an option: `option` without dashes, `choices` empty where any text will do."""

    name: str
    option: str
    help: str
    choices: tuple[str, ...]
    many: bool
    required: bool


class Added(NamedTuple):
    """What was written: the file, the row's number in it (1 is the header), and its filled cells."""

    path: Path
    row: int
    cells: dict[str, str]


def columns_of(subject: Subject) -> list[Column]:
    """Return the columns of a subject's table beside its main one.

    Args:
        subject: What is to be added.
    """
    row = _field(subject).metadata["row"]
    hints, docs = get_type_hints(row, include_extras=True), column_docs(row)
    out = []
    for name in row._fields:
        kind = bare(hints[name])
        choices = get_args(kind) if get_origin(kind) is Literal else ("yes", "no") if kind is bool else ()
        required = name not in ("id", *subject.defaults) and problem_of("", hints[name]) is not None
        option = _SINGULARS.get(name, name).replace("_", "-")
        if name != subject.main:
            said, many = docs[name].replace(_BARS, ""), get_origin(kind) is tuple
            out.append(Column(name, option, said, tuple(filter(None, choices)), many, required))
    return out


def add(subject: Subject, cells: Mapping[str, str], folder: Path) -> Added:
    """Return what was written to `<table>.add.csv` of the folder; both are made where they are missing.

    Args:
        subject: What is to be added.
        cells: Texts by column, several values with "|" between them; columns left out have their defaults.
        folder: The overlay.

    Raises:
        UsageError: A cell is faulty, the row or a name of it is known already, or the file can't be written.
        LexiconError: The overlay has faults before anything is added.
    """
    table = _field(subject)
    filled = _filled(subject, cells)
    path = folder / f"{table.name}.add.csv"
    if folder.exists() and (faults := check(folder)):
        raise LexiconError(str(folder), faults)
    known = load(folder if folder.exists() else None)
    if problem := next(_problems(table, filled, known), None):
        raise UsageError(path.name, *problem)
    try:
        folder.mkdir(exist_ok=True)
        row = _append(path, filled)
    except OSError as error:
        cause = f"can't be written ({error.strerror or error})"
        raise UsageError(str(path), cause, "name a folder that you may write to") from error
    return Added(path, row, {name: cell for name, cell in filled.items() if cell})


def _field(subject: Subject) -> "Field[Any]":
    return next(table for table in fields(Lexicons) if table.name == subject.table)


def _filled(subject: Subject, cells: Mapping[str, str]) -> dict[str, str]:
    """Return a cell for each column in order; an id that isn't given is the first acronym, or the name."""
    row = _field(subject).metadata["row"]
    filled = {name: cells.get(name) or subject.defaults.get(name, "") for name in row._fields}
    if "id" in filled:
        filled["id"] = filled["id"] or filled.get("acronyms", "").partition("|")[0] or filled[subject.main]
    return filled


def _problems(table: "Field[Any]", cells: Mapping[str, str], known: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row, and what to do about it."""
    hints = get_type_hints(table.metadata["row"], include_extras=True)
    for name, cell in cells.items():
        if problem := problem_of(cell, hints[name]):
            yield f"column {name}: {problem}", "correct it"
        target = must_of(hints[name]).table
        codes = {row[0] for row in getattr(known, target)} if target else set()
        for code in filter(None, cell.split("|")) if target else ():
            if code not in codes:
                yield f"column {name}: {code!r} is not in {target}.csv", "add that first, or correct it"
    rows = getattr(known, table.name)
    key = table.metadata["key"]
    if any(all(fold(getattr(row, name)) == fold(cells[name]) for name in key) for row in rows):
        said = " and ".join(repr(cells[name]) for name in key)
        yield f"{said} is a row already", "to change that row, edit the table"
    mine = _forms(cells)
    for row in rows:
        if shared := mine.keys() & _forms(_texts(row)).keys():
            form = mine[min(shared)]
            yield f"{form!r} is a name of {row[0]!r} already", "leave it out, or edit that row"


def _texts(row: Any) -> dict[str, str]:
    cells = {name: getattr(row, name) for name in _FORMS if hasattr(row, name)}
    return {name: cell if isinstance(cell, str) else "|".join(cell) for name, cell in cells.items()}


def _forms(cells: Mapping[str, str]) -> dict[tuple[bool, str], str]:
    """Return a row's names by the form that they match in: acronyms to the letter, others folded."""
    forms = {}
    for column in _FORMS:
        exact = column == "acronyms"
        for form in filter(None, cells.get(column, "").split("|")):
            forms[exact, form if exact else fold(form)] = form
    return forms


def _append(path: Path, cells: Mapping[str, str]) -> int:
    """Return the number of the row that was added to a file, in the file's own order of columns."""
    old = path.read_bytes().decode("utf-8") if path.exists() else ""
    end = "\r\n" if "\r\n" in old else "\n"
    records = list(csv.reader(io.StringIO(old.removeprefix("\ufeff"), newline="")))
    new = io.StringIO(newline="")
    writer = csv.writer(new, lineterminator=end)
    if not records:
        records = [list(cells)]
        writer.writerow(cells)
    writer.writerow(cells[name] for name in records[0])
    gap = "" if not old or old.endswith("\n") else end
    _replace(path, old + gap + new.getvalue())
    return len(records) + 1


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
