"""The rows that records, findings and documents give in the sheets of a review workbook."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extractor.export.material import Shown
from extractor.export.rows import Codes, Telling, day, first_day, last_day, people
from extractor.export.wording import code
from extractor.normalise.cells import harmless
from extractor.review import layout
from extractor.review.fields import text_of, text_of_value
from models import Extraction, Participant, Partner
from models.findings import Statement

Line = dict[str, Any]
Placed = tuple[str, Line]

LONGEST = 32_767
_MANUAL = (
    "Each row of “Records” is one activity as one statement of a document reports it; “Evidence” is that statement.",
    "Columns with a dark header are yours to change: choose a judgement (confirmed: it is an activity, and the row is "
    "right; dismissed: it is none; unsure), correct cells, and write a note where you like.",
    "Write your name in the cell under “Your name”, or beside each row that you judge, under “Reviewer”.",
    "All other columns say what the document says. Changes there are told when the sheet comes back, and left out.",
    "Several values in a cell have “; ” between them. Countries are ISO 3166-1 alpha-3 codes or names. Dates are "
    "2025-03-14, 2025-03, 2025, or two with “/” between; where an activity has one date, Start and End may be changed "
    "instead. People are written like “about 50 teachers” or “40–50 parents”; “(part)” marks a part of a total.",
    "“Participants” and “Partners” hold the same people and organisations, one a row: change them there or in "
    "“Records”, not in both. A row taken out takes the value out; to add one, write the record and its document id.",
    "“Findings” tells what one period and the next report differently; judge them in the same way.",
    "Save the workbook as XLSX and hand it back: extract judge --apply FILE. Every change is kept with its name and "
    "date; what contradicts another person's decision is told, and nothing is overwritten.",
    "An apostrophe before =, +, - or @ keeps a spreadsheet from running a document's text. Confidence under 0.8 is "
    "marked: look there first.",
)


def of_record(told: Telling, codes: Codes) -> Iterator[Placed]:
    """Yield the rows of one record, each with the name of its sheet.

    Args:
        told: The record.
        codes: Countries by their alpha-3 codes.
    """
    record, decided = told.record, told.decided
    known = [codes[one.alpha_3] for one in record.countries if one.alpha_3 in codes]
    line = {
        **_keys(told),
        "Page": record.evidence.page,
        "Evidence": record.evidence.text,
        **{header: text_of(record, field) for header, field in layout.EDITABLE.items()},
        "Country names": _listed(one.name for one in record.countries),
        "Regions": _listed(one.name for one in record.regions),
        layout.START: first_day(record.dates),
        layout.END: last_day(record.dates),
        "People": people(record),
        "Confidence": record.confidence,
        layout.JUDGEMENT: told.verdict,
        layout.NOTE: decided.note if decided else None,
        layout.REVIEWER: decided.name if decided else None,
        "Section": " › ".join(record.evidence.section),
        "ITU region": _listed(dict.fromkeys(one.itu_region for one in known if one.itu_region)),
        "UN M49 region": _listed(dict.fromkeys(one.m49_region for one in known)),
        "Rules": ", ".join(record.rules),
    }
    yield from _with_kept(layout.RECORDS, line)
    for sheet, field in layout.LISTS.items():
        for number, value in enumerate(getattr(record, field), start=1):
            part = {**_keys(told), layout.NUMBER: number, "Words": value.span.text, **_PARTS[sheet](value)}
            yield from _with_kept(sheet, part, text_of_value(value))


def of_document(result: Extraction) -> Iterator[Placed]:
    """Yield the row of one document."""
    facts, period = result.document, result.document.period
    disagreeing = (
        f"“{check.span.text}”: {check.stated} stated, {check.listed} listed"
        for check in result.checks
        if not check.agrees
    )
    line = {
        "Document": facts.filename,
        "Kind": code(facts.kind),
        "Title": facts.title,
        "Reference": facts.reference,
        "Publisher": facts.publisher,
        "Published": day(facts.published.start or facts.published.end) if facts.published else None,
        "Period start": day(period.start) if period else None,
        "Period end": day(period.end) if period else None,
        "Language": facts.language,
        "Pages": facts.pages,
        "Records": len(result.records),
        "Totals that disagree": "\n".join(disagreeing),
        "Warnings": "\n".join(f"{one.message}{_on_page(one.page)}" for one in result.warnings),
        layout.DOCUMENT_ID: facts.id,
    }
    yield layout.DOCUMENTS, as_cells(line)


def of_finding(shown: Shown) -> Iterator[Placed]:
    """Yield the rows of one finding."""
    found, judged = shown.found, shown.found.judgement
    line = {
        layout.FINDING: found.id,
        "Severity": found.severity,
        "Kind": code(found.kind),
        "Message": found.message,
        "Before": shown.sides[0],
        "Statement before": _quoted(shown.before),
        "After": shown.sides[1],
        "Statement after": _quoted(shown.after),
        layout.JUDGEMENT: judged.verdict if judged else None,
        layout.NOTE: judged.note if judged else None,
        layout.REVIEWER: judged.name if judged else None,
        "Records": _listed((*found.before, *found.after)),
        layout.EVIDENCE_DIGEST: shown.evidence,
        layout.RULES_DIGEST: shown.rules,
    }
    for sheet, row in _with_kept(layout.FINDINGS, line):
        yield sheet, {**row, layout.RECORD: found.id} if sheet == layout.AS_EXPORTED else row


def manual() -> Iterator[Placed]:
    """Yield the rows that tell a person what to do."""
    for text in _MANUAL:
        yield layout.READ_ME, {layout.READ_ME: text}


def as_cells(line: Line) -> Line:
    """Return a row as cells: texts harmless, and no longer than a cell may be."""
    return {header: _cell(value) for header, value in line.items()}


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _with_kept(sheet: str, line: Line, text: str = "") -> Iterator[Placed]:
    """Yield a row, and what the hidden sheet keeps of it."""
    row = as_cells(line)
    yield sheet, row
    yield layout.AS_EXPORTED, {
        **{header: layout.plain(value) for header, value in row.items() if header in layout.KEPT},
        layout.SHEET: sheet,
        layout.FIXED_DIGEST: layout.digest(row, layout.fixed(sheet)),
        layout.OWN_DIGEST: layout.digest(row, layout.own(sheet)),
        layout.TEXT: _cell(text),
    }


def _keys(told: Telling) -> Line:
    return {layout.RECORD: told.record.id, "Document": told.path, layout.DOCUMENT_ID: told.document.id}


def _participant(one: Participant) -> Line:
    return {
        layout.VALUE: one.value,
        layout.UP_TO: one.value_max,
        layout.QUALIFIER: one.qualifier,
        layout.AUDIENCE: one.audience,
        layout.PART: "yes" if one.part else "no",
    }


def _partner(one: Partner) -> Line:
    return {"Id": one.id, layout.NAME: one.name, layout.ROLE: one.role}


_PARTS: dict[str, Callable[[Any], Line]] = {layout.PARTICIPANTS: _participant, layout.PARTNERS: _partner}


def _quoted(statements: Iterable[Statement]) -> str:
    return "\n".join(f"“{one.text}” ({one.document}{_on_page(one.page)})" for one in statements)


def _on_page(page: int | None) -> str:
    return f", page {page}" if page else ""


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)
