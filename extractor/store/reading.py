"""Reads back what the store holds, in the same order from every database."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Engine, Select, Table, and_, case, func, or_, select, true, tuple_
from sqlalchemy.sql.elements import ColumnElement

from extractor.store import schema
from extractor.store.outcome import FAILURES, Row, Status
from extractor.store.rows import extraction_json
from extractor.store.wanted import Wanted
from models import Extraction

records, versions, inputs, runs = schema.records, schema.versions, schema.inputs, schema.runs


@dataclass(frozen=True)
class StoredRecord:
    """A record and the document that it comes from.

    Attributes:
        path: Where the document stands; the first where there are several.
        document: Its facts: id, filename, kind, title, reference, publisher, published, period, language, pages.
        body: The record of the contract.
        decisions: What people decided about it, oldest first.
    """

    path: str
    document: Row
    body: Row
    decisions: Sequence[Row] = ()


@dataclass(frozen=True)
class InputStatus:
    """How one input fared."""

    path: str
    status: Status
    error: str | None
    message: str | None
    seconds: float
    document_id: str | None


@dataclass(frozen=True)
class StoreStatus:
    """What is in a store.

    Attributes:
        run: The last run: id, started, ended, state, tool_version, rules, settings; None before the first.
        counts: Inputs of the last run by status.
        standing: All inputs by how they fared when last read.
        sizes: Number of documents, versions, current records.
    """

    run: Row | None
    counts: dict[str, int]
    standing: dict[str, int]
    sizes: dict[str, int]


class StoreReader:
    """Answers questions about a store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine.execution_options(reads_only=True)

    def records(self, wanted: Wanted) -> Iterator[StoredRecord]:
        """Yield the current records of the documents that still stand somewhere, by path and place."""
        with self.engine.connect().execution_options(yield_per=500) as connection:
            for row in connection.execute(_wanted(wanted)).mappings():
                yield _stored(row)

    def documents(self, wanted: Wanted) -> Iterator[tuple[str, Extraction, str]]:
        """Yield documents by path, each with a result of its wanted records, and its plain text."""
        with self.engine.connect().execution_options(yield_per=100) as connection:
            rows = connection.execute(_wanted(wanted, versions.c.id, versions.c.plain_text)).mappings()
            for _, group in groupby(rows, key=lambda row: row["id"]):
                first, *others = group
                bodies = [row["body"] for row in (first, *others)]
                result = Extraction.model_validate_json(extraction_json(first["facts"], bodies))
                yield first["path"], result, zlib.decompress(first["plain_text"]).decode("utf-8")

    def record(self, identity: str) -> list[tuple[StoredRecord, str]]:
        """Return the current records whose id starts so, each with its document's plain text."""
        path = _first_path()
        query = (
            select(path, versions.c.facts, versions.c.plain_text, records.c.body)
            .join_from(records, versions, records.c.version_id == versions.c.id)
            .where(versions.c.current == true(), records.c.record_id.startswith(identity, autoescape=True))
            .order_by(path, records.c.position)
        )
        with self.engine.connect() as connection:
            rows = connection.execute(query.limit(20)).mappings().all()
        return [(_stored(row), zlib.decompress(row["plain_text"]).decode("utf-8")) for row in rows]

    def text(self, document: str) -> str:
        """Return the plain text of a document's current version; empty where there is none."""
        query = select(versions.c.plain_text).where(versions.c.current == true(), versions.c.document_id == document)
        with self.engine.connect() as connection:
            packed = connection.scalar(query)
        return zlib.decompress(packed).decode("utf-8") if packed else ""

    def status(self) -> StoreStatus:
        """Return what the last run did, and what the store holds."""
        with self.engine.connect() as connection:
            run = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).mappings().first()
            standing = select(inputs.c.status, func.count()).group_by(inputs.c.status)
            current = records.join(versions, records.c.version_id == versions.c.id)
            sizes = {
                "documents": select(func.count()).select_from(schema.documents),
                "versions": select(func.count()).select_from(versions),
                "records": select(func.count()).select_from(current).where(versions.c.current == true()),
            }
            seen = select(_fared().label("fared")).where(inputs.c.seen_run == (run["id"] if run else 0)).subquery()
            told = select(seen.c.fared, func.count()).group_by(seen.c.fared)
            return StoreStatus(
                run=dict(run) if run else None,
                counts=_counted(connection.execute(told)),
                standing=_counted(connection.execute(standing)),
                sizes={name: connection.scalar(query) or 0 for name, query in sizes.items()},
            )

    def inputs(self, run: int | None = None, *, only_failures: bool = False) -> Iterator[InputStatus]:
        """Yield how inputs fared, by path.

        Args:
            run: Only the inputs that this run saw; None for all.
            only_failures: Only those that could not be read.
        """
        fared = _fared() if run is not None else inputs.c.status
        query: Select[Any] = select(
            inputs.c.path, fared, inputs.c.error, inputs.c.message, inputs.c.seconds, inputs.c.document_id
        ).order_by(inputs.c.path)
        if run is not None:
            query = query.where(inputs.c.seen_run == run)
        if only_failures:
            query = query.where(inputs.c.status.in_(FAILURES))
        with self.engine.connect().execution_options(yield_per=1000) as connection:
            for row in connection.execute(query):
                yield InputStatus(*row)


def _fared() -> ColumnElement[str]:
    """Return how an input fared in the run that saw it last."""
    good = inputs.c.status.not_in(FAILURES)
    return case((and_(good, inputs.c.read_run != inputs.c.seen_run), "unchanged"), else_=inputs.c.status)


def _first_path() -> ColumnElement[str | None]:
    here = inputs.c.document_id == versions.c.document_id
    return select(func.min(inputs.c.path)).where(here).scalar_subquery().label("path")


def _wanted(wanted: Wanted, *more: ColumnElement[Any]) -> Select[Any]:
    """Return a query that goes through the inputs by path, so that the first come at once.

    Args:
        wanted: Which records.
        more: Columns to have besides the path, the document's facts and the record's body.
    """
    others = inputs.alias()
    first = select(func.min(others.c.path)).where(others.c.document_id == inputs.c.document_id).scalar_subquery()
    at = inputs.join(versions, versions.c.document_id == inputs.c.document_id)
    return (
        select(inputs.c.path, versions.c.facts, records.c.body, *more)
        .select_from(at.join(records, records.c.version_id == versions.c.id))
        .where(versions.c.current == true(), inputs.c.path == first, *_conditions(wanted))
        .order_by(inputs.c.path, records.c.position)
        .limit(wanted.limit)
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    plain = {
        records.c.activity_type: wanted.activity_type,
        records.c.status: wanted.status,
    }
    yield from (column == value for column, value in plain.items() if value is not None)
    if wanted.country is not None:
        places = schema.record_places.c
        yield _few(schema.record_places, places.kind == "country", places.code == wanted.country.upper())
    if wanted.partner is not None:
        partners = schema.record_partners.c
        same = func.lower(partners.partner_id) == wanted.partner.lower()
        named = partners.name.icontains(wanted.partner, autoescape=True)
        yield _few(schema.record_partners, or_(same, named))
    if wanted.period is not None:
        first, last = wanted.period
        dates = schema.record_dates.c
        begun = or_(dates.starts <= last, and_(dates.starts.is_(None), dates.ends.is_not(None)))
        lasting = or_(dates.ends >= first, and_(dates.ends.is_(None), dates.starts.is_not(None)))
        yield _many(schema.record_dates, begun, lasting)
    if wanted.min_confidence is not None:
        yield records.c.confidence >= wanted.min_confidence


def _few(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a record has such a part, where few have: the parts lead to the records."""
    own = tuple_(records.c.version_id, records.c.position)
    return own.in_(select(table.c.version_id, table.c.position).where(*conditions))


def _many(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a record has such a part, where many have: each record is looked at in its turn."""
    own = and_(table.c.version_id == records.c.version_id, table.c.position == records.c.position)
    return select(table.c.item).where(own, *conditions).exists()


def _stored(row: Any) -> StoredRecord:
    document = json.loads(row["facts"])["document"]
    return StoredRecord(path=row["path"] or "", document=document, body=json.loads(row["body"]))


def _counted(rows: Any) -> dict[str, int]:
    return {status: number for status, number in sorted(rows)}
