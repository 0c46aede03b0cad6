"""What became of one input: the thing that workers hand over and the store saves."""

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["done", "unchanged", "partial", "failed", "timed_out", "crashed"]
STATUSES: tuple[Status, ...] = ("done", "unchanged", "partial", "failed", "timed_out", "crashed")
GOOD: tuple[Status, ...] = ("done", "partial")
FAILURES: tuple[Status, ...] = ("failed", "timed_out", "crashed")

Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Rows of one table, made by a worker so that the writer only hands them on.

    Attributes:
        columns: Names of the columns, in the order of the table.
        values: Their values, row by row.
    """

    columns: tuple[str, ...]
    values: list[tuple[Any, ...]]


@dataclass(frozen=True)
class Reading:
    """What the rules made of a document, as rows of the store.

    Attributes:
        version: Columns of its row in `versions`.
        tables: Rows of `records` and of the tables of repeated fields, by table name; none where there are none.
    """

    version: Row
    tables: dict[str, Rows]


@dataclass(frozen=True)
class Outcome:
    """What became of one input.

    Attributes:
        path: Where the input was found, as the store keeps it.
        status: How it fared.
        document_id: "sha256:" and the digest of its bytes; None where they couldn't be had.
        size: Number of its bytes.
        media_type: Decided by the bytes; None where they weren't read that far.
        rules: Hash of the rules that it was read with.
        overrides: What a manifest said of it, as JSON; empty where it said nothing.
        error: Code of what went wrong; None where nothing did.
        message: The same in words.
        seconds: Time that it took.
        reading: What was read; None where it was not.
    """

    path: str
    status: Status
    document_id: str | None = None
    size: int = 0
    media_type: str | None = None
    rules: str = ""
    overrides: str = ""
    error: str | None = None
    message: str | None = None
    seconds: float = 0.0
    reading: Reading | None = field(default=None, repr=False)
