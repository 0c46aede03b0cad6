"""Turns a result into rows; runs in the workers, so that the one writer has little to do."""

import json
import zlib
from typing import Any

from extractor.store.outcome import Reading, Row, Rows
from models import DateSpan, Extraction, Record


def reading_of(result: Extraction, plain_text: str) -> Reading:
    """Return the rows of a result.

    Args:
        result: The records of a document and its facts.
        plain_text: The text that offsets refer to.
    """
    tables: dict[str, list[Row]] = {"records": []}
    for position, record in enumerate(result.records):
        tables["records"].append(_record(position, record))
        for table, values in _parts(record, result.document.period).items():
            rows = tables.setdefault(table, [])
            rows += [{"position": position, "item": item, **value} for item, value in enumerate(values)]
    return Reading(_version(result, plain_text), {name: _packed(rows) for name, rows in tables.items() if rows})


def _packed(rows: list[Row]) -> Rows:
    return Rows(tuple(rows[0]), [tuple(row.values()) for row in rows])


def _version(result: Extraction, plain_text: str) -> Row:
    document = result.document
    period, published = document.period, document.published
    return {
        "filename": document.filename,
        "kind": document.kind,
        "title": document.title,
        "reference": document.reference,
        "publisher": document.publisher,
        "published": published and (published.start or published.end),
        "period_starts": period and period.start,
        "period_ends": period and period.end,
        "language": document.language,
        "pages": document.pages,
        "facts": result.model_dump_json(exclude={"records"}),
        "plain_text": zlib.compress(plain_text.encode("utf-8", "replace"), 6),
    }


def _record(position: int, record: Record) -> Row:
    return {
        "position": position,
        "record_id": record.id,
        "activity_type": record.activity_type,
        "status": record.status,
        "title": record.title,
        "initiative": record.initiative and record.initiative.id,
        "place": record.location and record.location.name,
        "place_country": record.location and record.location.alpha_3,
        "confidence": getattr(record, "confidence", None),
        "page": record.evidence.page,
        "body": record.model_dump_json(),
    }


def _parts(record: Record, period: DateSpan | None) -> dict[str, list[Row]]:
    places = [{"kind": "country", "code": place.alpha_3, "name": place.name} for place in record.countries]
    places += [{"kind": "region", "code": place.id, "name": place.name} for place in record.regions]
    partners = [{"partner_id": one.id, "name": one.name, "role": one.role} for one in record.partners]
    spans = record.dates or ((period,) if period else ())
    own = bool(record.dates)
    dates: list[Row] = [{"starts": span.start, "ends": span.end, "own": own} for span in spans]
    counts = [_count("participants", one, one.audience, part=one.part) for one in record.participants]
    counts += [_count("quantity", one, one.counted, part=False) for one in record.quantities]
    return {
        "record_places": places,
        "record_partners": partners,
        "record_dates": dates,
        "record_counts": counts,
    }


def _count(kind: str, counted: Any, label: str | None, *, part: bool) -> Row:
    return {
        "kind": kind,
        "value": counted.value,
        "value_max": counted.value_max,
        "qualifier": counted.qualifier,
        "label": label,
        "part": part,
    }


def extraction_json(facts: str, bodies: list[str]) -> str:
    """Return a result of the contract, put together again from what the store keeps of it.

    Args:
        facts: The result without its records, as JSON.
        bodies: Its records in their order, each as JSON.
    """
    result = json.loads(facts)
    result["records"] = [json.loads(body) for body in bodies]
    order = ("schema_version", "document", "records", "checks", "warnings")
    return json.dumps({name: result[name] for name in order}, ensure_ascii=False)
