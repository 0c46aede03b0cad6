"""Statements written out once for each database, so that saving costs the database's time and little more."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Prepared:
    """A statement in the words of one database.

    Attributes:
        sql: Its text.
        names: What its places stand for, in order.
    """

    sql: str
    names: tuple[str, ...]

    def run(self, connection: Connection, row: Mapping[str, Any]) -> CursorResult[Any]:
        """Return what the database answers.

        Args:
            connection: In a transaction.
            row: Values by name; may hold others as well.
        """
        return connection.exec_driver_sql(self.sql, tuple(row[name] for name in self.names))


@lru_cache(maxsize=64)
def putting(database: str, table: Table, changing: tuple[str, ...] = (), returning: str | None = None) -> Prepared:
    """Return an INSERT that leaves a row alone where its key is there already, but for some columns.

    Args:
        database: "postgresql" or "sqlite".
        table: Where to.
        changing: Columns that take their new values even then.
        returning: A column to return of a row that was added or changed.
    """
    dialect: Any = postgresql if database == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = list(table.primary_key.columns)
    if changing:
        values = {name: statement.excluded[name] for name in changing}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=values)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    return _prepared(database, statement.returning(table.c[returning]) if returning else statement)


@lru_cache(maxsize=64)
def adding(database: str, table: Table, columns: tuple[str, ...], returning: str | None = None) -> Prepared:
    """Return an INSERT of some columns.

    Args:
        database: "postgresql" or "sqlite".
        table: Where to.
        columns: Which, in the order of the table; the others keep their defaults.
        returning: A column to return.
    """
    statement = insert(table).values(dict.fromkeys(columns))
    prepared = _prepared(database, statement.returning(table.c[returning]) if returning else statement)
    assert prepared.names == columns
    return prepared


@lru_cache(maxsize=64)
def choosing(database: str, query: Select[Any]) -> Prepared:
    """Return a query whose places are bound parameters."""
    return _prepared(database, query)


def _prepared(database: str, statement: Any) -> Prepared:
    if database == "postgresql":
        from sqlalchemy.dialects.postgresql import psycopg

        of_server: Any = psycopg.dialect
        dialect = of_server(paramstyle="format")
    else:
        dialect = sqlite.dialect(paramstyle="qmark")
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    return Prepared(compiled.string, tuple(compiled.positiontup or ()))
