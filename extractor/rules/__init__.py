"""Finds spans: the only package that knows spaCy."""
