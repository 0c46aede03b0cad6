"""What `extract FILE` prints: one result per document."""

from typing import Literal

from models.record import Record
from models.source import ReadWarning
from models.spans import DateSpan, Frozen, Span


class DocumentFacts(Frozen):
    """What the document says about itself."""

    id: str
    filename: str
    media_type: str
    kind: Literal["council_report", "news_item", "other"]
    title: str | None
    reference: str | None
    publisher: str | None
    published: DateSpan | None
    period: DateSpan | None
    language: str
    pages: int | None


class Check(Frozen):
    """A stated total compared with the list or the parts that follow it."""

    kind: Literal["stated_total", "stated_sum"]
    counted: str | None
    stated: int
    listed: int
    agrees: bool
    span: Span


class ResultWarning(ReadWarning):
    """Something a person should look at."""


class Extraction(Frozen):
    """The result for one document."""

    schema_version: Literal["1.0"] = "1.0"
    document: DocumentFacts
    records: tuple[Record, ...]
    checks: tuple[Check, ...]
    warnings: tuple[ResultWarning, ...]
