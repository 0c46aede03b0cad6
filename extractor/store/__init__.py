"""The store: documents, what was read from them, and the runs that read them; SQLite or PostgreSQL."""
