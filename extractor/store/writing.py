"""Saves runs and outcomes: each document in one transaction, all of it or nothing."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from extractor.store import schema
from extractor.store.errors import StoreLostError
from extractor.store.outcome import FAILURES, GOOD, Outcome, Reading, Row, Status

ATTEMPTS = 8
FULL = ("full", "No space left")
Result = TypeVar("Result")


@dataclass(frozen=True)
class RunFacts:
    """What a run was started with.

    Attributes:
        tool_version: Version of this package.
        lexicon_hash: Hash of all word lists.
        rules: Hash of everything that decides what is read from given bytes.
        settings: All options, for people who look later.
    """

    tool_version: str
    lexicon_hash: str
    rules: str
    settings: dict[str, Any]


class StoreWriter:
    """The one writer of a backfill; several backfills may each have one on the same store."""

    def __init__(self, engine: Engine, pause: Callable[[float], None] = time.sleep) -> None:
        """Take an engine from `open_engine`.

        Args:
            engine: Whose tables are up to date.
            pause: What waits between attempts after a lost connection.
        """
        self.engine = engine
        self._pause = pause

    def begin_run(self, facts: RunFacts) -> int:
        """Return the number of a new run."""
        row = {
            "started": _now(),
            "state": "running",
            "tool_version": facts.tool_version,
            "lexicon_hash": facts.lexicon_hash,
            "rules": facts.rules,
            "settings": json.dumps(facts.settings, sort_keys=True),
            "counts": "{}",
        }
        return self._attempt(lambda c: _inserted(c, schema.runs, row))

    def end_run(self, run: int, state: str, counts: dict[str, int]) -> None:
        """Write down how a run ended."""
        ended = {"ended": _now(), "state": state, "counts": json.dumps(counts)}
        change = update(schema.runs).where(schema.runs.c.id == run).values(ended)
        self._attempt(lambda c: c.execute(change) and None)

    def settled(self, rules: str | None, *, retry_failed: bool) -> Iterator[tuple[str, str]]:
        """Yield the id and overrides of each document that needs no reading.

        Args:
            rules: Only what was read with these; None for any.
            retry_failed: Whether documents that failed are to be read again.
        """
        table = schema.documents
        wanted = select(table.c.id, table.c.overrides)
        if rules is not None:
            wanted = wanted.where(table.c.rules == rules)
        if retry_failed:
            wanted = wanted.where(table.c.status.in_(GOOD))
        with self.engine.connect().execution_options(reads_only=True, yield_per=5000) as connection:
            for row in connection.execute(wanted):
                yield row.id, row.overrides

    def save(self, run: int, outcome: Outcome) -> Status:
        """Return the status under which an outcome was saved, in a transaction of its own.

        Args:
            run: The run that it belongs to.
            outcome: What became of the input.

        Raises:
            StoreLostError: The store can't be written; nothing of the outcome is in it.
        """
        try:
            return self._attempt(lambda c: _save(c, run, outcome))
        except (SQLAlchemyError, ValueError) as error:
            # A value that the database doesn't take costs this document alone.
            failed = Outcome(
                path=outcome.path,
                status="failed",
                document_id=outcome.document_id,
                size=outcome.size,
                rules=outcome.rules,
                overrides=outcome.overrides,
                error="not_storable",
                message=f"the store refused its values ({type(error).__name__})",
                seconds=outcome.seconds,
            )
            return self._attempt(lambda c: _save(c, run, failed))

    def save_unchanged(self, run: int, outcomes: Sequence[Outcome]) -> list[Status]:
        """Return the statuses that inputs found unchanged stand for; all are saved in one transaction."""
        # Two writers that lock the same rows in the same order never wait for each other in a circle.
        ordered = sorted(range(len(outcomes)), key=lambda position: outcomes[position].path)

        def save(connection: Connection) -> list[Status]:
            found = {position: _save(connection, run, outcomes[position]) for position in ordered}
            return [found[position] for position in range(len(outcomes))]

        return self._attempt(save)

    def _attempt(self, step: Callable[[Connection], Result]) -> Result:
        """Return what a step returns; it runs again after a deadlock or a lost connection."""
        for attempt in range(ATTEMPTS):
            try:
                with self.engine.begin() as connection:
                    return step(connection)
            except OperationalError as error:
                cause = str(error.orig).strip().partition("\n")[0]
                if attempt + 1 == ATTEMPTS or any(word in cause for word in FULL):
                    raise StoreLostError("store", f"can't be written ({cause})", _REMEDY) from error
            except DBAPIError as error:
                if not error.connection_invalidated or attempt + 1 == ATTEMPTS:
                    raise
            self.engine.dispose()
            self._pause(2.0**attempt / 4)
        raise AssertionError("the last attempt returns or raises")


_REMEDY = "make room or bring it back, then start again: the run goes on where it stopped"


def _save(connection: Connection, run: int, outcome: Outcome) -> Status:
    told: Row = {"status": outcome.status, "error": outcome.error, "message": outcome.message}
    reader = run
    if outcome.document_id:
        before = _locked_document(connection, run, outcome)
        if before and (outcome.status == "unchanged" or _is_settled(before, outcome)):
            # Unchanged, or another backfill was first, or this very run under another path.
            told = {name: before[name] for name in told}
            reader = before["run_id"]
        else:
            _save_document(connection, run, outcome)
        row = {"document_id": outcome.document_id, "path": outcome.path}
        connection.execute(_upsert(connection, schema.paths, row, ()))
    _save_input(connection, outcome, told, (run, reader))
    status: Status = told["status"]
    return "unchanged" if reader != run and status not in FAILURES else status


def _locked_document(connection: Connection, run: int, outcome: Outcome) -> Row | None:
    """Return the document's row as it was, locked; None where it is new, and now has one."""
    table = schema.documents
    row = {"id": outcome.document_id, "size": outcome.size} | _columns(run, outcome)
    added = _upsert(connection, table, row, ()).returning(table.c.id)
    if connection.execute(added).first():
        return None
    found = connection.execute(select(table).where(table.c.id == outcome.document_id).with_for_update())
    return dict(found.mappings().one())


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


def _save_document(connection: Connection, run: int, outcome: Outcome) -> None:
    table = schema.documents
    connection.execute(update(table).where(table.c.id == outcome.document_id).values(_columns(run, outcome)))
    if outcome.reading:
        _add_version(connection, run, outcome, outcome.reading)


def _add_version(connection: Connection, run: int, outcome: Outcome, reading: Reading) -> None:
    table = schema.versions
    own = table.c.document_id == outcome.document_id
    last = connection.scalar(select(func.max(table.c.number)).where(own)) or 0
    if last:
        connection.execute(update(table).where(own, table.c.current == true()).values(current=False))
    version = _inserted(
        connection,
        table,
        {
            **reading.version,
            "document_id": outcome.document_id,
            "number": last + 1,
            "current": True,
            "rules": outcome.rules,
            "overrides": outcome.overrides,
            "run_id": run,
            "status": outcome.status,
        },
    )
    for rows, into in ((reading.records, schema.records), *_tables(reading)):
        if rows:
            connection.execute(insert(into), [{**row, "version_id": version} for row in rows])


def _tables(reading: Reading) -> Iterator[tuple[list[Row], Table]]:
    for table in schema.PARTS:
        yield reading.parts.get(table.name, []), table


def _save_input(connection: Connection, outcome: Outcome, told: Row, runs: tuple[int, int]) -> None:
    """Write the row of a path: what was told of it, the run that saw it, and the run that read it."""
    seen, reader = runs
    row = {
        "path": outcome.path,
        "document_id": outcome.document_id,
        **told,
        "seconds": outcome.seconds,
        "read_run": reader,
        "seen_run": seen,
    }
    changing = ["document_id", *told, "read_run", "seen_run", *(("seconds",) if reader == seen else ())]
    connection.execute(_upsert(connection, schema.inputs, row, changing))


def _inserted(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _upsert(connection: Connection, table: Table, row: Row, changing: Sequence[str]) -> Any:
    """Return an INSERT that changes the named columns where the key is there already."""
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row)
    keys = list(table.primary_key.columns)
    if not changing:
        return statement.on_conflict_do_nothing(index_elements=keys)
    values = {name: row[name] for name in changing}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
