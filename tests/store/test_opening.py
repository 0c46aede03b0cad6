"""Opening a store: addresses, migrations from the first schema on, and what is told where it can't be done."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from store_servers import postgres_database

from extractor.store.errors import StoreUnusableError
from extractor.store.opening import migration_config, open_engine, store_exists, store_url
from extractor.store.reading import StoreReader, Wanted
from extractor.store.schema import REVISION, metadata

FIRST = Path(__file__).parent / "first_schema.sql"


def test_migrations_make_the_tables_of_the_schema(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        head = ScriptDirectory.from_config(migration_config()).get_current_head()
        assert context.get_current_revision() == head == REVISION


def test_opening_again_changes_nothing(address, engine):
    tables = inspect(engine).get_table_names()
    again = open_engine(address, create=False)
    assert inspect(again).get_table_names() == tables
    again.dispose()


def test_a_store_of_the_first_schema_is_read_today(tmp_path):
    path = tmp_path / "first.db"
    raw = create_engine(f"sqlite:///{path}").raw_connection()
    raw.executescript(FIRST.read_text(encoding="utf-8"))
    raw.close()
    engine = open_engine(str(path), create=False)
    reader = StoreReader(engine)
    (record,) = reader.records(Wanted(country="ZMB", period=("2022-03-07", "2022-03-07")))
    assert record.body["activity_type"] == "training_of_trainers"
    assert reader.record(record.body["id"])[0][1].startswith("Report by the Secretary-General")
    assert reader.status().sizes == {"documents": 1, "versions": 1, "records": 3}
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_reader_waits_for_no_writer(address, engine):
    with engine.begin() as writer:
        writer.execute(text("DELETE FROM runs"))
        assert StoreReader(open_engine(address, create=False)).status().run is None


def test_many_open_a_new_store_at_once(address):
    errors = []

    def open_it():
        try:
            open_engine(address, create=True).dispose()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_newer_store_is_left_alone(address, engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnusableError, match="newer version"):
        open_engine(address, create=True)


def test_somebody_elses_database_is_left_alone(tmp_path):
    path = tmp_path / "photos.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("CREATE TABLE photos (name TEXT)"))
    with pytest.raises(StoreUnusableError, match="something else"):
        open_engine(str(path), create=True)


def test_an_empty_database_holds_no_store(tmp_path):
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreUnusableError, match="holds no store"):
        open_engine(str(tmp_path / "empty.db"), create=False)
    with postgres_database() as url, pytest.raises(StoreUnusableError, match="holds no store"):
        open_engine(url, create=False)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("FOLDER/none.db", "does not exist"),
        ("FOLDER/text.db", "can't be opened"),
        ("nonsense://somewhere", "no address of a store"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "can't be opened"),
    ],
)
def test_what_can_not_be_opened(tmp_path, address, words):
    (tmp_path / "text.db").write_text("This is no database, but a text that somebody named so.\n" * 40)
    with pytest.raises(StoreUnusableError, match=words) as caught:
        open_engine(address.replace("FOLDER", str(tmp_path)), create=False)
    assert "secret" not in str(caught.value)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("records.db", "sqlite"),
        ("sqlite:///records.db", "sqlite"),
        ("postgresql://host/name", "postgresql+psycopg"),
        ("postgres://host/name", "postgresql+psycopg"),
    ],
)
def test_addresses(address, driver):
    assert store_url(address).drivername == driver


def test_a_server_is_taken_to_be_there(tmp_path):
    assert not store_exists(str(tmp_path / "none.db"))
    with postgres_database() as url:
        assert store_exists(url)
