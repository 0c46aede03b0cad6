"""Saves one outcome within a transaction: the document, its version with its records, and the row of its path."""

from typing import Any

from sqlalchemy import Connection, bindparam, func, select, true, update

from extractor.store import schema
from extractor.store.outcome import FAILURES, GOOD, Outcome, Reading, Row, Status
from extractor.store.statements import adding, choosing, putting

_documents, _versions = schema.documents, schema.versions
_BEFORE = (
    select(
        _documents.c.status,
        _documents.c.error,
        _documents.c.message,
        _documents.c.rules,
        _documents.c.overrides,
        _documents.c.run_id,
    )
    .where(_documents.c.id == bindparam("id"))
    .with_for_update()
)
_VERSION = tuple(column.name for column in _versions.columns if column.name != "id")
_TOLD = ("status", "error", "message")
_SEEN = ("document_id", *_TOLD, "read_run", "seen_run")
_READ = (*_SEEN, "seconds")


def save(connection: Connection, run: int, outcome: Outcome) -> Status:
    """Return the status under which an outcome was saved.

    Args:
        connection: In a transaction, which is whole only when this returns.
        run: The run that the outcome belongs to.
        outcome: What became of an input.
    """
    database = connection.dialect.name
    told: Row = {"status": outcome.status, "error": outcome.error, "message": outcome.message}
    reader = run
    if outcome.document_id:
        before = _locked_document(connection, run, outcome)
        if before and (outcome.status == "unchanged" or _is_settled(before, outcome)):
            # Unchanged, or another backfill was first, or this very run under another path.
            told = {name: before[name] for name in _TOLD}
            reader = before["run_id"]
        else:
            _save_document(connection, run, outcome, is_new=before is None)
        place = {"document_id": outcome.document_id, "path": outcome.path}
        putting(database, schema.paths).run(connection, place)
    row = {
        "path": outcome.path,
        "document_id": outcome.document_id,
        **told,
        "seconds": outcome.seconds,
        "read_run": reader,
        "seen_run": run,
    }
    putting(database, schema.inputs, _READ if reader == run else _SEEN).run(connection, row)
    status: Status = told["status"]
    return "unchanged" if reader != run and status not in FAILURES else status


def _locked_document(connection: Connection, run: int, outcome: Outcome) -> Row | None:
    """Return the document's row as it was, locked; None where it is new, and now has one."""
    row = {"id": outcome.document_id, "size": outcome.size, **_columns(run, outcome)}
    if putting(connection.dialect.name, _documents, (), "id").run(connection, row).first():
        return None
    return dict(choosing(connection.dialect.name, _BEFORE).run(connection, row).mappings().one())


def _is_settled(before: Row, outcome: Outcome) -> bool:
    same = (before["rules"], before["overrides"]) == (outcome.rules, outcome.overrides)
    return same and before["status"] in GOOD


def _columns(run: int, outcome: Outcome) -> dict[str, Any]:
    return {
        "media_type": outcome.media_type,
        "status": outcome.status,
        "error": outcome.error,
        "message": outcome.message,
        "rules": outcome.rules,
        "overrides": outcome.overrides,
        "run_id": run,
    }


def _save_document(connection: Connection, run: int, outcome: Outcome, *, is_new: bool) -> None:
    number = 1
    if not is_new:
        own = _documents.c.id == outcome.document_id
        connection.execute(update(_documents).where(own).values(_columns(run, outcome)))
        number = 1 + _last_version(connection, outcome)
    if outcome.reading:
        row = {
            **outcome.reading.version,
            "document_id": outcome.document_id,
            "number": number,
            "current": True,
            "rules": outcome.rules,
            "overrides": outcome.overrides,
            "run_id": run,
            "status": outcome.status,
        }
        _add_version(connection, row, outcome.reading)


def _last_version(connection: Connection, outcome: Outcome) -> int:
    """Return the number of the last version, 0 for none; where another follows, it is current no more."""
    own = _versions.c.document_id == outcome.document_id
    last: int = connection.scalar(select(func.max(_versions.c.number)).where(own)) or 0
    if last and outcome.reading:
        connection.execute(update(_versions).where(own, _versions.c.current == true()).values(current=False))
    return last


def _add_version(connection: Connection, row: Row, reading: Reading) -> None:
    database = connection.dialect.name
    version: int = adding(database, _versions, _VERSION, "id").run(connection, row).scalar_one()
    for table in (schema.records, *schema.PARTS):
        if rows := reading.tables.get(table.name):
            statement = adding(database, table, ("version_id", *rows.columns))
            connection.exec_driver_sql(statement.sql, [(version, *values) for values in rows.values])
