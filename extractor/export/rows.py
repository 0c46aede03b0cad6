"""Records as flat rows with typed columns: what CSV, lines of JSON, Parquet and data frames have in common."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from extractor.lexicon.rows import Lexicons
from extractor.lexicon.things import Country
from models import DateSpan, DocumentFacts, Participant, Quantity, Record
from models.decisions import Decision

Kind = Literal["text", "integer", "number", "date", "texts"]
Codes = Mapping[str, Country]


class Telling(NamedTuple):
    """A record, and the document that tells it.

    Attributes:
        document: The document's facts.
        record: The record.
        path: Where the document stands, or its name where only that is known.
        verdict: What people said of the record; None where nobody did.
        decided: The last decision about it.
    """

    document: DocumentFacts
    record: Record
    path: str
    verdict: str | None = None
    decided: Decision | None = None


class Column(NamedTuple):
    """One column: its name, what its cells hold, and how to get them."""

    name: str
    kind: Kind
    cell: Callable[[Telling, Codes], Any]


def codes_of(lexicons: Lexicons) -> Codes:
    """Return the countries of the word lists by their alpha-3 codes."""
    return {country.alpha_3: country for country in lexicons.countries}


def row(telling: Telling, codes: Codes) -> list[Any]:
    """Return the cells of one record in the order of `COLUMNS`; None where nothing is told.

    Args:
        telling: The record.
        codes: Countries by their alpha-3 codes.
    """
    return [column.cell(telling, codes) for column in COLUMNS]


def day(text: str | None) -> date | None:
    """Return a day as a date; None where there is none."""
    return date.fromisoformat(text) if text else None


def first_day(spans: Sequence[DateSpan]) -> date | None:
    """Return the earliest day of several intervals; None where none has a beginning."""
    return day(min((span.start for span in spans if span.start), default=None))


def last_day(spans: Sequence[DateSpan]) -> date | None:
    """Return the latest day of several intervals; None where one is open."""
    ends = [span.end for span in spans]
    return day(max(end for end in ends if end)) if ends and all(ends) else None


def totals(record: Record) -> list[Participant]:
    """Return the counts of people that are no parts of others."""
    return [one for one in record.participants if not one.part]


def people(record: Record) -> int | None:
    """Return the people reached as stated, parts left out; None where none are."""
    counted = totals(record)
    return sum(one.value for one in counted) if counted else None


def people_max(record: Record) -> int | None:
    """Return the upper end where a range of people is stated, else None."""
    counted = totals(record)
    ranged = any(one.value_max is not None for one in counted)
    return sum(one.value if one.value_max is None else one.value_max for one in counted) if ranged else None


def people_qualifier(record: Record) -> str | None:
    """Return how exact the number of people is; "mixed" where several counts differ in it."""
    found = {one.qualifier for one in totals(record)}
    return None if not found else found.pop() if len(found) == 1 else "mixed"


def count(counted: Participant | Quantity, noun: str | None) -> str:
    """Return a count in words: "about 50 teachers", "40–50 parents"."""
    upper = f"–{counted.value_max}" if counted.value_max is not None else ""
    qualifier = "" if counted.qualifier in ("exact", "between") else counted.qualifier.replace("_", " ") + " "
    return f"{qualifier}{counted.value}{upper} {noun or ''}".strip()


def interval(span: DateSpan) -> str:
    """Return an interval as ISO 8601 has it: "2025-03-01/2025-03-31", one day alone, ".." for an open end."""
    return span.start if span.start and span.start == span.end else f"{span.start or '..'}/{span.end or '..'}"


def _countries(value: Callable[[Country], str]) -> Callable[[Telling, Codes], list[str]]:
    return lambda told, codes: [
        value(codes[one.alpha_3]) if one.alpha_3 in codes else "" for one in told.record.countries
    ]


def _regions(value: Callable[[Country], str]) -> Callable[[Telling, Codes], list[str]]:
    return lambda told, codes: list(dict.fromkeys(filter(None, _countries(value)(told, codes))))


def _of_document(value: Callable[[DocumentFacts], Any]) -> Callable[[Telling, Codes], Any]:
    return lambda told, _: value(told.document)


def _of_record(value: Callable[[Record], Any]) -> Callable[[Telling, Codes], Any]:
    return lambda told, _: value(told.record)


def _published(document: DocumentFacts) -> date | None:
    return day(document.published.start or document.published.end) if document.published else None


COLUMNS: tuple[Column, ...] = (
    Column("document", "text", lambda told, _: told.path),
    Column("document_id", "text", _of_document(lambda one: one.id)),
    Column("document_kind", "text", _of_document(lambda one: one.kind)),
    Column("document_title", "text", _of_document(lambda one: one.title)),
    Column("reference", "text", _of_document(lambda one: one.reference)),
    Column("publisher", "text", _of_document(lambda one: one.publisher)),
    Column("published", "date", _of_document(_published)),
    Column("period_start", "date", _of_document(lambda one: day(one.period.start if one.period else None))),
    Column("period_end", "date", _of_document(lambda one: day(one.period.end if one.period else None))),
    Column("record", "text", _of_record(lambda one: one.id)),
    Column("activity_type", "text", _of_record(lambda one: one.activity_type)),
    Column("status", "text", _of_record(lambda one: one.status)),
    Column("title", "text", _of_record(lambda one: one.title)),
    Column("initiative", "text", _of_record(lambda one: one.initiative and one.initiative.name)),
    Column("countries", "texts", _of_record(lambda one: [each.alpha_3 for each in one.countries])),
    Column("countries_alpha_2", "texts", _countries(lambda one: one.alpha_2)),
    Column("countries_m49", "texts", _countries(lambda one: one.m49)),
    Column("country_names", "texts", _of_record(lambda one: [each.name for each in one.countries])),
    Column("itu_regions", "texts", _regions(lambda one: one.itu_region)),
    Column("m49_regions", "texts", _regions(lambda one: one.m49_region)),
    Column("m49_subregions", "texts", _regions(lambda one: one.m49_subregion)),
    Column("regions", "texts", _of_record(lambda one: [each.name for each in one.regions])),
    Column("location", "text", _of_record(lambda one: one.location and one.location.name)),
    Column("location_country", "text", _of_record(lambda one: one.location and one.location.alpha_3)),
    Column("people", "integer", _of_record(people)),
    Column("people_max", "integer", _of_record(people_max)),
    Column("people_qualifier", "text", _of_record(people_qualifier)),
    Column("participants", "texts", _of_record(lambda one: [count(each, each.audience) for each in one.participants])),
    Column("quantities", "texts", _of_record(lambda one: [count(each, each.counted) for each in one.quantities])),
    Column("partners", "texts", _of_record(lambda one: [each.name for each in one.partners])),
    Column("partner_ids", "texts", _of_record(lambda one: [each.id for each in one.partners])),
    Column("partner_roles", "texts", _of_record(lambda one: [each.role for each in one.partners])),
    Column("start", "date", _of_record(lambda one: first_day(one.dates))),
    Column("end", "date", _of_record(lambda one: last_day(one.dates))),
    Column("dates", "texts", _of_record(lambda one: [interval(each) for each in one.dates])),
    Column("confidence", "number", _of_record(lambda one: one.confidence)),
    Column("verdict", "text", lambda told, _: told.verdict),
    Column("page", "integer", _of_record(lambda one: one.evidence.page)),
    Column("section", "texts", _of_record(lambda one: list(one.evidence.section))),
    Column("statement", "text", _of_record(lambda one: one.evidence.text)),
    Column("rules", "texts", _of_record(lambda one: list(one.rules))),
)
