"""Word documents: package, styles, numbering, and one walk of the body."""

from extractor.parsers.docx.reader import read

__all__ = ["read"]
