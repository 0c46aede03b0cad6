"""The tables. A change here needs a migration; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import TEXT

# The last migration: what a store has whose tables are these.
REVISION = "0001"
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite numbers rows by itself only in a column called INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")
# Paths sort by their bytes on every server, so that results come in the same order from each.
Path = Text().with_variant(TEXT(collation="C"), "postgresql")

runs = Table(
    "runs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("state", String(16), nullable=False),
    Column("tool_version", String(32), nullable=False),
    Column("lexicon_hash", String(64), nullable=False),
    Column("rules", String(64), nullable=False),
    Column("settings", Text, nullable=False),
    Column("counts", Text, nullable=False),
)

# One row for each content; what became of it when it was last read.
documents = Table(
    "documents",
    metadata,
    Column("id", String(71), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text),
    Column("status", String(16), nullable=False),
    Column("error", String(64)),
    Column("message", Text),
    Column("rules", String(64), nullable=False),
    Column("overrides", Text, nullable=False),
    Column("run_id", Number, nullable=False),
    ForeignKeyConstraint(["run_id"], ["runs.id"]),
)

# Every place where a content was ever found.
paths = Table(
    "paths",
    metadata,
    Column("document_id", String(71), primary_key=True),
    Column("path", Path, primary_key=True),
    ForeignKeyConstraint(["document_id"], ["documents.id"]),
    sqlite_with_rowid=False,
)

# One row for each path: what stands there now, and how it fared.
inputs = Table(
    "inputs",
    metadata,
    Column("path", Path, primary_key=True),
    Column("document_id", String(71)),
    Column("status", String(16), nullable=False),
    Column("error", String(64)),
    Column("message", Text),
    Column("seconds", Float, nullable=False),
    Column("read_run", Number, nullable=False),
    Column("seen_run", Number, nullable=False),
    ForeignKeyConstraint(["document_id"], ["documents.id"]),
    ForeignKeyConstraint(["read_run"], ["runs.id"]),
    ForeignKeyConstraint(["seen_run"], ["runs.id"]),
    Index("ix_inputs_document_id", "document_id"),
    Index("ix_inputs_seen_run", "seen_run"),
)

# What one set of rules read from a content; the last is current, those before are kept.
versions = Table(
    "versions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("document_id", String(71), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("rules", String(64), nullable=False),
    Column("overrides", Text, nullable=False),
    Column("run_id", Number, nullable=False),
    Column("status", String(16), nullable=False),
    Column("filename", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("title", Text),
    Column("reference", Text),
    Column("publisher", Text),
    Column("published", String(10)),
    Column("period_starts", String(10)),
    Column("period_ends", String(10)),
    Column("language", String(35), nullable=False),
    Column("pages", Integer),
    Column("facts", Text, nullable=False),
    Column("plain_text", LargeBinary, nullable=False),
    ForeignKeyConstraint(["document_id"], ["documents.id"]),
    ForeignKeyConstraint(["run_id"], ["runs.id"]),
    Index("ix_versions_document_id_number", "document_id", "number", unique=True),
    Index(
        "ix_versions_current",
        "document_id",
        unique=True,
        sqlite_where=text("current"),
        postgresql_where=text("current"),
    ),
)

records = Table(
    "records",
    metadata,
    Column("version_id", Number, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("record_id", String(64), nullable=False),
    Column("activity_type", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("initiative", Text),
    Column("place", Text),
    Column("place_country", String(3)),
    Column("confidence", Float),
    Column("page", Integer),
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(["version_id"], ["versions.id"]),
    Index("ix_records_record_id", "record_id"),
    Index("ix_records_activity_type", "activity_type"),
)


def _part(name: str, *columns: Column[str] | Column[int] | Column[bool] | Index) -> Table:
    """Return a table of a record's repeated field; `item` is the place in its list."""
    return Table(
        name,
        metadata,
        Column("version_id", Number, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("item", Integer, primary_key=True, autoincrement=False),
        *columns,
        ForeignKeyConstraint(["version_id"], ["versions.id"]),
        sqlite_with_rowid=False,
    )


record_places = _part(
    "record_places",
    Column("kind", String(8), nullable=False),
    Column("code", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Index("ix_record_places_code", "code"),
)
record_partners = _part(
    "record_partners",
    Column("partner_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Index("ix_record_partners_partner_id", "partner_id"),
)
# A record without a date of its own has the document's period here, as the contract says.
record_dates = _part(
    "record_dates",
    Column("starts", String(10)),
    Column("ends", String(10)),
    Column("own", Boolean, nullable=False),
    Index("ix_record_dates_starts", "starts"),
)
record_counts = _part(
    "record_counts",
    Column("kind", String(16), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("value_max", BigInteger),
    Column("qualifier", String(16), nullable=False),
    Column("label", Text),
    Column("part", Boolean, nullable=False),
)

PARTS = (record_places, record_partners, record_dates, record_counts)
