"""Self-contained pages: no network, no inline handler, every text of a document escaped."""
