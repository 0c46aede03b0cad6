"""Opens a store and brings its tables up to date."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from extractor.store.errors import StoreUnusableError
from extractor.store.schema import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that no other program on the server is likely to lock.
MIGRATION_LOCK = 20_871_123
BUSY_SECONDS = 60
CACHE_KIBIBYTES = 64 * 1024


def open_engine(address: str, *, create: bool) -> Engine:
    """Return an engine for a store whose tables are up to date.

    Args:
        address: Path of an SQLite file, or a URL such as postgresql://user@host/name.
        create: Whether a store may be made where there is none.

    Raises:
        StoreUnusableError: It can't be opened, or a newer version of the tool wrote it.
    """
    url = store_url(address)
    named = shown(url) if "://" in address else address
    if url.database and url.drivername == "sqlite" and not create and not Path(url.database).exists():
        raise StoreUnusableError(named, "does not exist", "check the path given with --store")
    try:
        engine = _engine(url)
        if not _is_current(engine, named, create=create):
            with engine.begin() as connection:
                _migrate(connection, named)
    except ImportError as error:
        extra = f"driver {error.name or error} is not installed"
        raise StoreUnusableError(named, extra, "pip install 'council-extract[postgres]'") from error
    except DBAPIError as error:
        cause = f"can't be opened ({_first_line(error)})"
        raise StoreUnusableError(named, cause, "check the address given with --store") from error
    return engine


def store_exists(address: str) -> bool:
    """Return whether there is anything at the address of a store; a server is taken to be there."""
    url = store_url(address)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


def store_url(address: str) -> URL:
    """Return the URL of a store; a plain path is an SQLite file."""
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).absolute()))
    try:
        url = make_url(address)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except ImportError:
        return url
    except (ArgumentError, NoSuchModuleError) as error:
        remedy = "name a file, or postgresql://user@host/name"
        raise StoreUnusableError("--store", "is no address of a store", remedy) from error
    return url


def shown(url: URL) -> str:
    """Return the address of a store for people: the path of a file, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.render_as_string(hide_password=True).replace("postgresql+psycopg:", "postgresql:")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=2)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own transactions leave table changes out; with None, BEGIN is what we say.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # A killed process loses nothing; a power cut may lose the last documents, which are then read again.
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint=8000")
    # The indexes of a large store are written here and there: what is held in memory is not read again.
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail, not wait, beside another writer.
    reads_only = connection.get_execution_options().get("reads_only")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def migration_config(connection: Connection | None = None) -> "Config":
    """Return Alembic's configuration for the migrations in this package.

    Args:
        connection: In whose transaction to migrate; None where only the scripts are asked for.
    """
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_current(engine: Engine, shown: str, *, create: bool) -> bool:
    """Return whether nothing is to be migrated; found out without a lock, so that readers wait for nobody."""
    with engine.connect().execution_options(reads_only=True) as connection:
        present = _revision(connection)
        foreign = present is None and engine.dialect.name == "sqlite" and bool(inspect(connection).get_table_names())
    if foreign or (present is None and not create):
        cause = "is a database of something else" if foreign else "holds no store"
        raise StoreUnusableError(shown, cause, "check the address given with --store")
    return present == REVISION


def _migrate(connection: Connection, named: str) -> None:
    # Loaded only now: a store that is up to date, as nearly every one, is read sooner without.
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    config = migration_config(connection)
    present = _revision(connection)
    # Another may have migrated while this one waited for the lock.
    if present != REVISION:
        try:
            ScriptDirectory.from_config(config).get_revision(present or "base")
        except CommandError as error:
            cause = "was written by a newer version of this tool"
            raise StoreUnusableError(named, cause, "update council-extract") from error
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0]
