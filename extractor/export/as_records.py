"""Records of a store as JSON, lines of JSON, a table, or one of them in its context."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from extractor.export.as_json import safe
from extractor.export.wording import code, few, one_line
from extractor.store.reading import StoredRecord

CONTEXT = 400


def write_jsonl(records: Iterable[StoredRecord], stream: IO[str]) -> None:
    """Write each record on a line of its own, with the document that it comes from.

    Args:
        records: From the store.
        stream: Where to write.
    """
    for record in records:
        stream.write(safe(json.dumps(_object(record), ensure_ascii=False)) + "\n")


def write_json(records: Iterable[StoredRecord], stream: IO[str]) -> None:
    """Write a list of records; arguments as for `write_jsonl`."""
    between = "[\n  "
    for record in records:
        stream.write(between + safe(json.dumps(_object(record), ensure_ascii=False)))
        between = ",\n  "
    stream.write("[]\n" if between.startswith("[") else "\n]\n")


def write_csv(records: Iterable[StoredRecord], stream: IO[str]) -> None:
    """Write the columns that `extract export` has; arguments as for `write_jsonl`."""
    from extractor.export import as_csv
    from extractor.export.rows import Telling, codes_of
    from extractor.lexicon.load import load
    from models import DocumentFacts, Record

    told = (
        Telling(DocumentFacts.model_validate(one.document), Record.model_validate(one.body), one.path)
        for one in records
    )
    as_csv.write(told, codes_of(load()), stream)


def write_table(records: Iterable[StoredRecord], stream: IO[str]) -> None:
    """Write a table for people; arguments as for `write_jsonl`."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True, show_edge=False)
    for header, ratio in (
        ("document", 2),
        ("record", None),
        ("type", 2),
        ("places", 2),
        ("dates", 2),
        ("statement", 4),
    ):
        table.add_column(header, ratio=ratio, overflow="fold")
    for record in records:
        table.add_row(*map(Text, _cells(record)))
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    number = table.row_count
    if number:
        console.print(table)
    console.print(f"{number:,} record{'' if number == 1 else 's'}")


def shown(record: StoredRecord, plain_text: str) -> str:
    """Return one record in words, its statement marked in the text around it.

    Args:
        record: From the store.
        plain_text: The text of its document.
    """
    body, evidence = record.body, record.body["evidence"]
    lines = [
        one_line(f"{code(body['activity_type'])}, {body['status']}: {body['title']}"),
        one_line(f"record {body['id']} · {record.path}" + (f" · page {evidence['page']}" if evidence["page"] else "")),
    ]
    lines += [one_line(f"“{heading}”") for heading in evidence["section"]]
    lines += [f"{name:<13} {one_line(text)}" for name, text in _fields(body) if text]
    lines += ["", *_in_context(plain_text, evidence["start"], evidence["end"])]
    return "\n".join(lines) + "\n"


def _fields(body: Any) -> Iterator[tuple[str, str]]:
    yield "initiative", body["initiative"]["name"] if body["initiative"] else ""
    yield "countries", ", ".join(country["name"] for country in body["countries"])
    yield "regions", ", ".join(region["name"] for region in body["regions"])
    yield "location", body["location"]["name"] if body["location"] else ""
    yield "participants", "; ".join(one["span"]["text"] for one in body["participants"])
    yield "quantities", "; ".join(one["span"]["text"] for one in body["quantities"])
    yield "partners", "; ".join(f"{one['name']} ({one['role']})" for one in body["partners"])
    yield "dates", "; ".join(_date(one) for one in body["dates"])
    yield "confidence", f"{body['confidence']:.2f}" if body.get("confidence") is not None else ""
    yield "rules", ", ".join(body["rules"])


def _in_context(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the lines around a statement; those that hold it start with ">"."""
    first = text.rfind("\n", 0, max(0, start - CONTEXT)) + 1
    last = text.find("\n", min(len(text), end + CONTEXT))
    position = first
    for line in text[first : last if last >= 0 else len(text)].split("\n"):
        told = position < end and position + len(line) > start
        if line.strip():
            yield f"{'>' if told else ' '} {one_line(line)}"
        position += len(line) + 1


def _object(record: StoredRecord) -> dict[str, Any]:
    told = {"path": record.path, "document": record.document, "record": record.body}
    return {**told, "decisions": list(record.decisions)} if record.decisions else told


def _cells(record: StoredRecord) -> tuple[str, ...]:
    body = record.body
    places = [place["name"] for place in (*body["countries"], *body["regions"])]
    return (
        one_line(record.document["reference"] or record.document["filename"], 60),
        body["id"],
        f"{code(body['activity_type'])}, {body['status']}",
        one_line(few(places, 4)),
        one_line(few([_date(date) for date in body["dates"]], 2)),
        one_line(body["evidence"]["text"], 160),
    )


def _date(date: Any) -> str:
    start, end = date["start"] or "", date["end"] or ""
    return start if start == end else f"{start} – {end}"
