"""Two sides of records matched and compared; records come in, documents are never read."""
