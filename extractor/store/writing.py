"""Saves runs and outcomes: each document in one transaction, all of it or nothing."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from extractor.store import schema
from extractor.store.errors import StoreLostError
from extractor.store.opening import shown
from extractor.store.outcome import GOOD, Outcome, Row, Status
from extractor.store.saving import save

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

    def end_run(self, run: int, state: str, counts: dict[str, int], *, attempts: int = ATTEMPTS) -> None:
        """Write down how a run ended; few attempts do where the store is known to be lost."""
        ended = {"ended": _now(), "state": state, "counts": json.dumps(counts)}
        change = update(schema.runs).where(schema.runs.c.id == run).values(ended)
        self._attempt(lambda c: c.execute(change) and None, attempts)

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
            return self._attempt(lambda c: save(c, run, outcome))
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
            return self._attempt(lambda c: save(c, run, failed))

    def save_unchanged(self, run: int, outcomes: Sequence[Outcome]) -> list[Status]:
        """Return the statuses that inputs found unchanged stand for; all are saved in one transaction."""
        if not outcomes:
            return []
        # Two writers that lock the same rows in the same order never wait for each other in a circle.
        ordered = sorted(range(len(outcomes)), key=lambda position: outcomes[position].path)

        def save_all(connection: Connection) -> list[Status]:
            found = {position: save(connection, run, outcomes[position]) for position in ordered}
            return [found[position] for position in range(len(outcomes))]

        return self._attempt(save_all)

    def _attempt(self, step: Callable[[Connection], Result], attempts: int = ATTEMPTS) -> Result:
        """Return what a step returns; it runs again after a deadlock or a lost connection."""
        for attempt in range(attempts):
            try:
                with self.engine.begin() as connection:
                    return step(connection)
            except OperationalError as error:
                cause = str(error.orig).strip().partition("\n")[0]
                if attempt + 1 == attempts or any(word in cause for word in FULL):
                    raise StoreLostError(shown(self.engine.url), f"can't be written ({cause})", _REMEDY) from error
            except DBAPIError as error:
                if not error.connection_invalidated or attempt + 1 == attempts:
                    raise
            self.engine.dispose()
            self._pause(2.0**attempt / 4)
        raise AssertionError("the last attempt returns or raises")


_REMEDY = "make room or bring it back, then start again: the run goes on where it stopped"


def _inserted(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
