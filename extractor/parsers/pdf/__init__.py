"""PDF files read into blocks: words by position, lines, columns, tables, paragraphs."""

from extractor.parsers.pdf.reader import read

__all__ = ["read"]
