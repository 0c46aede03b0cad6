"""Reads the tables of cases, takes each through the whole pipeline, and says what came out in a case's own words."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.assembly import assemble
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from models import DateSpan, Extraction, Participant, Quantity, Record

CASES = Path(__file__).parents[1] / "cases"
TITLE_BLOCK = """Council 2024
Geneva, 4–14 June 2024

Document C24/31-E
3 May 2024
English only

Report by the Secretary-General
PROGRESS REPORT ON ITU ACTIVITIES

Summary
This report describes what ITU has done since the last ordinary session of the Council.
Action required
The Council is invited to note this report.

1 Activities since the last session
"""
"""Stands above every sentence: a report of ITU, so that nothing but the sentence says who and where."""


@cache
def load(table: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the cases of a table, each with its line."""
    text = (CASES / f"{table}.yaml").read_text(encoding="utf-8")
    maker = yaml.SafeLoader("")
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return [(node.start_mark.line + 1, maker.construct_object(node, deep=True)) for node in root.value]


def params(table: str) -> list[Any]:
    """Return the cases of a table for `parametrize`, named by line and first words."""
    return [pytest.param(case, id=f"line {line}: {named(case)}") for line, case in load(table)]


def named(case: dict[str, Any]) -> str:
    return " ".join(str(case["text"]).split())[:60]


def document(case: dict[str, Any]) -> str:
    """Return the document of a case: its sentence as a bullet, or its block of lines, under a title block."""
    if case.get("whole"):
        return str(case["text"])
    text = str(case["text"]).strip()
    lines = [TITLE_BLOCK]
    if heading := case.get("heading"):
        lines.append(f"1.1 {heading}\n")
    lines.append(text if "\n" in text or case.get("plain") else f"– {text}")
    return "\n".join(lines) + "\n"


def run(case: dict[str, Any]) -> Extraction:
    return extract(document(case).encode(), "case.txt")


def extract(data: bytes, name: str) -> Extraction:
    settings = Settings()
    return assemble(parse_bytes(data, name, settings), cached_pipeline(settings)).result


def count(entry: Participant | Quantity) -> str:
    noun = entry.audience if isinstance(entry, Participant) else entry.counted
    words = [
        "" if entry.qualifier == "exact" else entry.qualifier,
        f"{entry.value}–{entry.value_max}" if entry.value_max else str(entry.value),
        noun or "",
        "(part)" if isinstance(entry, Participant) and entry.part else "",
    ]
    return " ".join(word for word in words if word)


def span(date: DateSpan | None) -> str | None:
    return date and f"{date.start or ''}..{date.end or ''}"


def flat(values: Iterable[Iterable[str]]) -> list[str]:
    return sorted({value for group in values for value in group})


RECORDS: dict[str, Callable[[tuple[Record, ...]], Any]] = {
    "records": len,
    "titles": lambda records: [r.title for r in records],
    "evidence": lambda records: [r.evidence.text for r in records],
    "type": lambda records: [r.activity_type for r in records],
    "status": lambda records: [r.status for r in records],
    "countries": lambda records: flat([c.alpha_3 for c in r.countries] for r in records),
    "regions": lambda records: flat([g.id for g in r.regions] for r in records),
    "location": lambda records: flat([r.location.name] for r in records if r.location),
    "partners": lambda records: flat([p.id for p in r.partners] for r in records),
    "partner_names": lambda records: flat([p.name for p in r.partners] for r in records),
    "roles": lambda records: {p.id: p.role for r in records for p in r.partners},
    "initiative": lambda records: flat([r.initiative.id] for r in records if r.initiative),
    "dates": lambda records: flat([span(d) or "" for d in r.dates] for r in records),
    "participants": lambda records: [count(p) for r in records for p in r.participants],
    "quantities": lambda records: [count(q) for r in records for q in r.quantities],
}
FACTS = ("kind", "title", "reference", "publisher", "published", "period", "language")


def observed(result: Extraction, field: str) -> Any:
    """Return what a result says of a field, in the form that the tables write."""
    if field == "each":
        return list(result.records)
    if field == "checks":
        return [f"{c.kind} {c.stated}/{c.listed} {'agrees' if c.agrees else 'differs'}" for c in result.checks]
    if field in FACTS:
        value = getattr(result.document, field)
        return span(value) if isinstance(value, DateSpan) else value
    return RECORDS[field](result.records)


def as_written(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def differences(result: Extraction, expect: dict[str, Any]) -> list[str]:
    """Return one line for each field that is not what the case expects."""
    if "each" in expect:
        wanted = expect["each"]
        if len(wanted) != len(result.records):
            return [f"records: {len(wanted)} expected, {len(result.records)} found: {told(result)}"]
        singles = [result.model_copy(update={"records": (record,)}) for record in result.records]
        return [line for want, one in zip(wanted, singles, strict=True) for line in differences(one, want)]
    return [
        f"{field}: {want!r} expected, {got!r} found; {told(result)}"
        for field, want in expect.items()
        if not same(field, want, got := observed(result, field))
    ]


def same(field: str, want: Any, got: Any) -> bool:
    if field in ("type", "status"):
        # “a or b” leaves open what the contract leaves open.
        wanted = want if isinstance(want, list) else [want]
        return len(wanted) == len(got) and all(g in w.split(" or ") for w, g in zip(wanted, got, strict=True))
    if isinstance(want, list):
        return sorted(want) == sorted(got)
    if isinstance(want, dict):
        return all(got.get(key) == value for key, value in want.items())
    return bool(want == got)


def told(result: Extraction) -> str:
    return " | ".join(f"{r.activity_type}/{r.status} «{r.evidence.text}»" for r in result.records) or "no record"


NOTHING: dict[str, Any] = {
    field: []
    for field in ("countries", "regions", "location", "partners", "dates", "participants", "quantities", "initiative")
}


def whole(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case that expects nothing of its records but what it names, and that they are completed."""
    each = [
        {"status": "completed", "evidence": [str(case["text"]).strip()]}
        | NOTHING
        | {"partners": list(want.get("roles", ()))}
        | want
        for want in case["expect"]["each"]
    ]
    return case | {"expect": {"each": each}}


def check(case: dict[str, Any]) -> None:
    """Fail with every difference between a case and what the pipeline makes of it."""
    found = differences(run(case), case["expect"])
    assert not found, "\n".join([document(case).removeprefix(TITLE_BLOCK), *found])
