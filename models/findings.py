"""What a comparison of two sides finds (the reconciliation contract)."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, SkipValidation, model_serializer

from models.spans import DateSpan, Frozen

FindingKind = Literal[
    "count_mismatch",
    "date_conflict",
    "regressed",
    "double_counted",
    "total_mismatch",
    "contradicted",
    "overdue",
    "slipped",
    "brought_forward",
    "unreported",
    "in_other_period",
    "partners_changed",
    "name_variant",
    "fulfilled",
    "progressed",
    "continued",
    "new",
]
Severity = Literal["discrepancy", "notice", "info"]
Mode = Literal["periods", "sources"]
Verdict = Literal["confirmed", "dismissed", "unsure"]

SEVERITIES: dict[FindingKind, Severity] = {
    "count_mismatch": "discrepancy",
    "date_conflict": "discrepancy",
    "regressed": "discrepancy",
    "double_counted": "discrepancy",
    "total_mismatch": "discrepancy",
    "contradicted": "discrepancy",
    "overdue": "notice",
    "slipped": "notice",
    "brought_forward": "notice",
    "unreported": "notice",
    "in_other_period": "notice",
    "partners_changed": "notice",
    "name_variant": "notice",
    "fulfilled": "info",
    "progressed": "info",
    "continued": "info",
    "new": "info",
}


def _without(dumped: dict[str, Any], key: str) -> dict[str, Any]:
    """Leave out what nobody asked for, so that the output is the contract's."""
    if dumped[key] is None:
        del dumped[key]
    return dumped


class DocumentRef(Frozen):
    """A document that a side is made of."""

    id: str
    filename: str


class Side(Frozen):
    """One of the two sides of a comparison.

    Attributes:
        label: What a reader calls it: a file's name, a folder's, a period.
        period: What its documents report on, from the first to the last day; None where none says.
        documents: The documents.
        records: Activities, after tellings of one by several documents were merged.
    """

    label: str
    period: DateSpan | None
    documents: tuple[DocumentRef, ...]
    records: int


class Reason(Frozen):
    """What one feature of a pair adds to its score, in points of log-odds."""

    feature: str
    points: float
    note: str


class Match(Frozen):
    """Two records that tell of one activity; `reasons` where they were asked for."""

    before: str
    after: str
    score: float
    reasons: tuple[Reason, ...] | None = None

    @model_serializer(mode="wrap")
    def _brief(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without(dump(self), "reasons")


class Judgement(Frozen):
    """What a person said about a finding.

    Attributes:
        finding: The finding's id.
        verdict: What the person said.
        note: Why.
        name: Who.
        evidence: Digest of the statements and values that were judged.
        rules: Digest of the rules and word lists that made the finding.
        date: When, ISO 8601; empty where nobody told.
    """

    finding: str
    verdict: Verdict
    note: str = ""
    name: str = ""
    evidence: str = ""
    rules: str = ""
    date: str = ""


class Finding(Frozen):
    """Something that doesn't add up, or that a reader should know.

    Attributes:
        id: The same kind about the same activities has the same id, however their statements are worded.
        kind: What it is.
        severity: How bad that is.
        before: Ids of the records before.
        after: Ids of the records after.
        field: The field that differs; None where the finding is about whole records.
        before_value: The value before.
        after_value: The value after.
        message: The finding in one sentence, which can be read alone.
        judgement: What a person said about it.
    """

    id: str
    kind: FindingKind
    severity: Severity
    before: tuple[str, ...]
    after: tuple[str, ...]
    field: str | None
    before_value: Any
    after_value: Any
    message: str
    judgement: Judgement | None = None

    @model_serializer(mode="wrap")
    def _brief(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without(dump(self), "judgement")


class Summary(Frozen):
    """How many findings there are."""

    discrepancy: int
    notice: int
    info: int
    by_kind: dict[str, int]


class Statement(Frozen):
    """What one record rests on, for quoting; it starts at a character of the document's plain text."""

    text: str
    document: str
    page: int | None
    countries: tuple[str, ...]
    document_id: str = ""
    start: int = 0


class Comparison(Frozen):
    """The result of a comparison; `statements` are for readers and stay out of the JSON."""

    schema_version: Literal["1.0"] = "1.0"
    mode: Mode
    before: Side
    after: Side
    matches: SkipValidation[tuple[Match, ...]]
    findings: SkipValidation[tuple[Finding, ...]]
    summary: Summary
    statements: SkipValidation[dict[Literal["before", "after"], Mapping[str, Statement]]] = Field(exclude=True)
    expired: tuple[str, ...] = Field(default=(), exclude=True)
    """Judgements that no longer hold, each with the reason."""
