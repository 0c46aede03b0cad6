"""Alembic's scripts: how a store of any earlier version becomes one of today."""
