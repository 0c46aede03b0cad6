"""The records that council-extract reads and writes."""

from models.record import (
    CountryRef,
    Evidence,
    Initiative,
    Location,
    Participant,
    Partner,
    Quantity,
    Record,
    RegionRef,
)
from models.result import Check, DocumentFacts, Extraction, ResultWarning
from models.source import Block, BlockKind, Cell, SourceDocument
from models.spans import DateSpan, Span

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "Check",
    "CountryRef",
    "DateSpan",
    "DocumentFacts",
    "Evidence",
    "Extraction",
    "Initiative",
    "Location",
    "Participant",
    "Partner",
    "Quantity",
    "Record",
    "RegionRef",
    "ResultWarning",
    "SourceDocument",
    "Span",
]
