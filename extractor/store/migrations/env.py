"""Run by Alembic: migrates in the transaction that `extractor.store.opening` holds."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
