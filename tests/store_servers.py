"""Databases for tests: a file, and a new database on a PostgreSQL server."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SERVER = os.environ.get("COUNCIL_EXTRACT_POSTGRES")


@contextmanager
def postgres_database() -> Iterator[str]:
    """Yields the URL of a new database, which is dropped afterwards."""
    if not SERVER:
        pytest.skip("COUNCIL_EXTRACT_POSTGRES names no PostgreSQL server (.ci/run starts one)")
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
