"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    path = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
    op.create_table(
        "runs",
        sa.Column("id", number, nullable=False),
        sa.Column("started", sa.String(length=32), nullable=False),
        sa.Column("ended", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tool_version", sa.String(length=32), nullable=False),
        sa.Column("lexicon_hash", sa.String(length=64), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=71), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("overrides", sa.Text(), nullable=False),
        sa.Column("run_id", number, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_documents_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_table(
        "inputs",
        sa.Column("path", path, nullable=False),
        sa.Column("document_id", sa.String(length=71), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("read_run", number, nullable=False),
        sa.Column("seen_run", number, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_inputs_document_id")),
        sa.ForeignKeyConstraint(["read_run"], ["runs.id"], name=op.f("fk_inputs_read_run")),
        sa.ForeignKeyConstraint(["seen_run"], ["runs.id"], name=op.f("fk_inputs_seen_run")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_inputs")),
    )
    op.create_index("ix_inputs_document_id", "inputs", ["document_id"], unique=False)
    op.create_index("ix_inputs_seen_run", "inputs", ["seen_run"], unique=False)
    op.create_table(
        "paths",
        sa.Column("document_id", sa.String(length=71), nullable=False),
        sa.Column("path", path, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_paths_document_id")),
        sa.PrimaryKeyConstraint("document_id", "path", name=op.f("pk_paths")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "versions",
        sa.Column("id", number, nullable=False),
        sa.Column("document_id", sa.String(length=71), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("overrides", sa.Text(), nullable=False),
        sa.Column("run_id", number, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("period_starts", sa.String(length=10), nullable=True),
        sa.Column("period_ends", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("plain_text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_versions_document_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_versions_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    op.create_index(
        "ix_versions_current",
        "versions",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index("ix_versions_document_id_number", "versions", ["document_id", "number"], unique=True)
    op.create_table(
        "record_counts",
        sa.Column("version_id", number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("value_max", sa.BigInteger(), nullable=True),
        sa.Column("qualifier", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_record_counts_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", "item", name=op.f("pk_record_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_dates",
        sa.Column("version_id", number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts", sa.String(length=10), nullable=True),
        sa.Column("ends", sa.String(length=10), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_record_dates_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", "item", name=op.f("pk_record_dates")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_dates_starts", "record_dates", ["starts"], unique=False)
    op.create_table(
        "record_partners",
        sa.Column("version_id", number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_record_partners_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", "item", name=op.f("pk_record_partners")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_partners_partner_id", "record_partners", ["partner_id"], unique=False)
    op.create_table(
        "record_places",
        sa.Column("version_id", number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_record_places_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", "item", name=op.f("pk_record_places")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_places_code", "record_places", ["code"], unique=False)
    op.create_table(
        "records",
        sa.Column("version_id", number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.String(length=64), nullable=False),
        sa.Column("activity_type", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("initiative", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.String(length=3), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_records_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_records")),
    )
    op.create_index("ix_records_activity_type", "records", ["activity_type"], unique=False)
    op.create_index("ix_records_record_id", "records", ["record_id"], unique=False)
