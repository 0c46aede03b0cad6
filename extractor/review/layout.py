"""What a review sheet looks like: the names of its sheets and columns, and what a person may change in them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args
from zlib import crc32

from models.decisions import EditedField
from models.findings import Verdict
from models.record import ActivityType, PartnerRole, Qualifier, Status

RECORDS, PARTICIPANTS, PARTNERS, FINDINGS = "Records", "Participants", "Partners", "Findings"
DOCUMENTS, READ_ME, AS_EXPORTED = "Documents", "Read me", "As exported"

RECORD, DOCUMENT_ID, FINDING = "Record", "Document id", "Finding"
EVIDENCE_DIGEST, RULES_DIGEST = "Evidence digest", "Rules digest"
JUDGEMENT, NOTE, REVIEWER = "Judgement", "Note", "Reviewer"
START, END, NUMBER = "Start", "End", "No."
VALUE, UP_TO, QUALIFIER, AUDIENCE, PART = "Value", "Up to", "Qualifier", "Audience", "Part of a total"
NAME, ROLE = "Name", "Role"
NAME_HERE = "Your name"

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
EDITABLE: dict[str, EditedField] = {
    "Type": "activity_type",
    "Status": "status",
    "Title": "title",
    "Initiative": "initiative",
    "Countries": "countries",
    "Place": "location",
    "Dates": "dates",
    "Participants": "participants",
    "Quantities": "quantities",
    "Partners": "partners",
}
LISTS: dict[str, EditedField] = {PARTICIPANTS: "participants", PARTNERS: "partners"}
CHOICES: dict[str, tuple[str, ...]] = {
    "Type": get_args(ActivityType),
    "Status": get_args(Status),
    JUDGEMENT: VERDICTS,
    QUALIFIER: get_args(Qualifier),
    PART: ("yes", "no"),
    ROLE: get_args(PartnerRole),
}
KEPT = (RECORD, DOCUMENT_ID, NUMBER, *EDITABLE, START, END, JUDGEMENT, NOTE, REVIEWER)
SHEET, FIXED_DIGEST, OWN_DIGEST, TEXT = "Sheet", "Digest", "Own digest", "Text"

Kind = Literal["text", "wrapped", "integer", "number", "date"]


class Column(NamedTuple):
    """A column: its header, what it holds, its width in characters, and whether a person may change it."""

    header: str
    kind: Kind = "text"
    width: float = 12
    editable: bool = False
    hidden: bool = False


def _own(header: str, kind: Kind = "text", width: float = 12) -> Column:
    return Column(header, kind, width, editable=True)


_DOCUMENT_ID = Column(DOCUMENT_ID, width=20, hidden=True)
_JUDGED = (_own(JUDGEMENT, width=12), _own(NOTE, "wrapped", 24), _own(REVIEWER, width=14))

_RECORDS = (
    Column(RECORD, width=16),
    Column("Document", width=26),
    Column("Page", "integer", 6),
    Column("Evidence", "wrapped", 60),
    _own("Type", width=20),
    _own("Status", width=11),
    _own("Title", "wrapped", 32),
    _own("Initiative", "wrapped", 18),
    _own("Countries", "wrapped", 14),
    Column("Country names", "wrapped", 22),
    Column("Regions", "wrapped", 16),
    _own("Place", width=14),
    _own(START, "date", 11),
    _own(END, "date", 11),
    _own("Dates", "wrapped", 23),
    Column("People", "integer", 9),
    _own("Participants", "wrapped", 28),
    _own("Quantities", "wrapped", 24),
    _own("Partners", "wrapped", 30),
    Column("Confidence", "number", 11),
    *_JUDGED,
    Column("Section", "wrapped", 30),
    Column("ITU region", "wrapped", 16),
    Column("UN M49 region", "wrapped", 16),
    Column("Rules", "wrapped", 30),
    _DOCUMENT_ID,
)
_LIST = (Column(RECORD, width=16), Column("Document", width=26), Column(NUMBER, "integer", 6))
_LISTS = {
    PARTICIPANTS: (
        *_LIST,
        _own(VALUE, "integer", 10),
        _own(UP_TO, "integer", 10),
        _own(QUALIFIER, width=12),
        _own(AUDIENCE, "wrapped", 34),
        _own(PART, width=14),
        Column("Words", "wrapped", 40),
        _DOCUMENT_ID,
    ),
    PARTNERS: (
        *_LIST,
        Column("Id", width=18),
        _own(NAME, "wrapped", 44),
        _own(ROLE, width=14),
        Column("Words", "wrapped", 40),
        _DOCUMENT_ID,
    ),
}
_FINDINGS = (
    Column(FINDING, width=16),
    Column("Severity", width=12),
    Column("Kind", width=18),
    Column("Message", "wrapped", 60),
    Column("Before", width=18),
    Column("Statement before", "wrapped", 50),
    Column("After", width=18),
    Column("Statement after", "wrapped", 50),
    *_JUDGED,
    Column("Records", "wrapped", 18),
    Column(EVIDENCE_DIGEST, width=18, hidden=True),
    Column(RULES_DIGEST, width=18, hidden=True),
)
_DOCUMENTS = (
    Column("Document", width=30),
    Column("Kind", width=16),
    Column("Title", "wrapped", 44),
    Column("Reference", width=14),
    Column("Publisher", width=14),
    Column("Published", "date", 11),
    Column("Period start", "date", 11),
    Column("Period end", "date", 11),
    Column("Language", width=9),
    Column("Pages", "integer", 7),
    Column("Records", "integer", 9),
    Column("Totals that disagree", "wrapped", 40),
    Column("Warnings", "wrapped", 50),
    Column(DOCUMENT_ID, width=20),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    RECORDS: _RECORDS,
    **_LISTS,
    FINDINGS: _FINDINGS,
    DOCUMENTS: _DOCUMENTS,
    READ_ME: (Column("Read me", "wrapped", 110), _own(NAME_HERE, width=24)),
    # What each row was when it was written.
    AS_EXPORTED: tuple(Column(header) for header in (SHEET, *KEPT, FIXED_DIGEST, OWN_DIGEST, TEXT)),
}


def plain(value: Any) -> str:
    """Return a cell's value as text that is the same whatever program saved the workbook."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.6g}"
    return " ".join(str(value).split())


def own(sheet: str) -> tuple[str, ...]:
    """Return the headers of the columns that a person may change."""
    return tuple(column.header for column in COLUMNS[sheet] if column.editable)


def fixed(sheet: str) -> tuple[str, ...]:
    """Return the headers of the columns that nobody may change."""
    return tuple(column.header for column in COLUMNS[sheet] if not column.editable)


def digest(line: Mapping[str, Any], headers: Iterable[str]) -> str:
    """Return a digest of some cells of a row, to tell whether one of them was changed."""
    cells = [plain(line.get(header)) for header in headers]
    return f"{crc32(json.dumps(cells).encode()):08x}"
