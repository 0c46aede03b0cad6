"""Web pages: find the article, walk it, keep its structure."""

from extractor.parsers.html.reader import read

__all__ = ["read"]
