"""Documents of older word processors, by way of LibreOffice."""

from extractor.parsers.office.reader import read

__all__ = ["read"]
