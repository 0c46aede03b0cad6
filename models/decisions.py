"""What a person decided about records: confirmed, dismissed, corrected; who, when, before and after."""

from typing import Literal, get_args

from models.findings import Judgement, Verdict
from models.spans import Frozen

EditedField = Literal[
    "activity_type",
    "status",
    "title",
    "initiative",
    "countries",
    "location",
    "participants",
    "quantities",
    "partners",
    "dates",
]
EDITED_FIELDS: tuple[EditedField, ...] = get_args(EditedField)


class Change(Frozen):
    """A field that a person corrected; both texts in the form that `extractor.review.fields` writes and reads.

    Attributes:
        field: The field.
        before: What the person saw.
        after: What it should be; empty for nothing.
    """

    field: EditedField
    before: str
    after: str


class Decision(Frozen):
    """What one person decided about one record at one time.

    Attributes:
        record: The record's id.
        document: The id of its document, since two documents may have a record of one id.
        verdict: Confirmed as an activity, dismissed as none, or unsure; None where only fields were corrected.
        seen: The verdict that stood when the person decided; None where none did.
        changes: The corrected fields.
        note: Why.
        name: Who.
        date: When, ISO 8601, a day or a moment.
    """

    record: str
    document: str
    verdict: Verdict | None = None
    seen: Verdict | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""
    name: str = ""
    date: str = ""


class JudgedFinding(Judgement):
    """A judgement on a finding, with the verdict that stood when the person judged; None where none did."""

    seen: Verdict | None = None


class DecisionFile(Frozen):
    """What a reviewed page or sheet hands back: decisions on records, and judgements on findings."""

    schema_version: Literal["1.0"] = "1.0"
    records: tuple[Decision, ...] = ()
    findings: tuple[JudgedFinding, ...] = ()
