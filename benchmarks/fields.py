"""How well countries, dates and numbers are found, for whole documents, against tools that find such values in text.

For each document the gold names the values of its records: the countries of its activities (ISO 3166 alpha-3), their
dates, the numbers of people and things. What counts is the set of values of a document, whoever found it wherever:

- a country is right where the gold has it;
- a date is taken as its first and its last month (`2024-06`), so that whoever finds one day of “10–12 June 2024”, or
  makes a day of “June 2024”, is right; a bare year is January and December;
- a number is right where the gold counts it as a value, or as the upper end of a range.

What the gold leaves free is neither asked for nor wrong: optional records and values, venues, the document's own date
and period, stated totals. True and false values are added up over all documents: precision, recall, F1.

All read the same plain text. The others are given what serves them best (see `fields_peers.py`): English as the
language; the published date, which the rules must find by themselves; and no number that is a bare year. The gold
holds what activities report, so a country in the background is wrong for everyone; “every mention” shows our finders
without the records, which is what the others do.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.fields_peers import PEERS, Find, months
from benchmarks.part import Claim, Effort, Part, Target
from extractor.assembly import extraction
from extractor.assembly.facts import find_facts
from extractor.normalise.date_resolve import DateContext, DateValue, resolve
from extractor.normalise.dates import sentence_year
from extractor.parsers import parse_bytes
from extractor.rules.annotations import AnnotatedBlock
from extractor.rules.pipeline import Pipeline, cached_pipeline
from extractor.settings import Settings

ROOT = Path(__file__).parents[1]
CORPORA = {
    "shared gold": (ROOT.parent / "shared/gold/seeds", ROOT.parent / "shared/gold/dev"),
    "own corpus": (ROOT / "tests/corpus",),
}
FIELDS = ("countries", "dates", "numbers")
OURS, EVERY = "council-extract", "council-extract, every mention"

Values = Mapping[str, set[Any]]


@dataclass(frozen=True)
class Document:
    """A text with its gold.

    Attributes:
        text: The plain text.
        day: When it was published, or the end of its period; None where the gold says neither.
        asked: Values that are asked for, by field.
        free: Values that cost nothing either way.
    """

    text: str
    day: date | None
    asked: Values
    free: Values


def part(effort: Effort) -> Part:
    """Return the scores; how often times are taken changes nothing."""
    told = Part(name="fields", title="Fields", how="Sets of values for each document; the same scorer for all.")
    for corpus, folders in CORPORA.items():
        documents = [found for folder in folders for found in _documents(folder)][:: 4 if effort.quick else 1]
        if not documents:
            told.skipped.append(f"{corpus} is not here")
            continue
        for field in FIELDS:
            scores = {name: score(documents, field, find) for name, find in _finders(field).items()}
            told.rows += [{"corpus": corpus, "field": field, "tool": name, **row} for name, row in scores.items()]
            told.claims += _claims(field, corpus, scores)
    told.skipped += [f"{peer.name} is not installed" for peer in PEERS if not peer.present]
    return told


def _claims(field: str, corpus: str, scores: Mapping[str, Mapping[str, float]]) -> Iterator[Claim]:
    others = {name: row["F1"] for name, row in scores.items() if name not in (OURS, EVERY)}
    if others:
        best = max(others, key=lambda name: others[name])
        ratio = scores[OURS]["F1"] / others[best]
        yield Claim(f"F1 of {field}, of records", f"the best peer, {best}", ratio, Target(">", 1), corpus)
        ratio = scores[EVERY]["F1"] / others[best]
        yield Claim(f"F1 of {field}, every mention", f"the best peer, {best}", ratio, case=corpus)


def _finders(field: str) -> dict[str, Find]:
    """Return what finds the values of a field, by name: ours first."""
    found: dict[str, Find] = {OURS: lambda text, day: _of_records(text)[field]}
    found[EVERY] = lambda text, day: _mentioned(text)[field]
    found |= {peer.name: peer.load() for peer in PEERS if peer.field == field and peer.present}
    return found


def score(documents: Iterable[Document], field: str, find: Find) -> dict[str, float]:
    """Return precision, recall and F1 of a finder over documents.

    Args:
        documents: Texts with gold.
        field: Which values.
        find: Returns the values of a text, given when it was published.
    """
    right = wrong = missed = 0
    for document in documents:
        found, asked = find(document.text, document.day), document.asked[field]
        right += len(found & asked)
        wrong += len(found - asked - document.free[field])
        missed += len(asked - found)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "F1": round(f1, 3)}


def _documents(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "records" in gold:
            yield _document(gold, (folder / gold["text"]).read_text(encoding="utf-8"))


def _document(gold: dict[str, Any], text: str) -> Document:
    records = [record for record in gold["records"] if not record.get("optional")]
    asked = {field: set(_gold(records, field, "")) for field in FIELDS}
    free = {
        field: {*_gold(gold["records"], field, "_optional"), *_gold(gold["records"], field, "")} for field in FIELDS
    }
    facts = [gold["document"][name] for name in ("published", "period") if gold["document"].get(name)]
    for span in facts:
        free["dates"] |= months(span["start"], span.get("end"))
    for check in (*gold.get("checks", ()), *gold.get("checks_optional", ())):
        free["numbers"] |= {check["stated"], check["listed"]}
    ends = [span["end"] for span in facts if span.get("end")]
    return Document(text, date.fromisoformat(ends[0]) if ends else None, asked, free)


def _gold(records: list[dict[str, Any]], field: str, ending: str) -> Iterator[Any]:
    for record in records:
        if field == "countries":
            yield from _listed(record, "countries" + ending)
            if ending:
                yield from (*_listed(record, "location"), *_listed(record, "location_optional"))
        elif field == "dates":
            for span in _listed(record, "dates" + ending):
                yield from months(span["start"], span.get("end"))
        else:
            for counted in (*_listed(record, "participants" + ending), *_listed(record, "quantities" + ending)):
                yield from (one for one in (counted["value"], counted.get("value_max")) if one is not None)


def _listed(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


@cache
def _of_records(text: str) -> Values:
    """Return the values of all records of a text."""
    pipeline = cached_pipeline(Settings())
    records = extraction(parse_bytes(text.encode(), "report.txt", Settings()), pipeline).records
    counted = [one for record in records for one in (*record.participants, *record.quantities)]
    return {
        "countries": {country.alpha_3 for record in records for country in record.countries},
        "dates": {month for record in records for span in record.dates for month in months(span.start, span.end)},
        "numbers": {value for one in counted for value in (one.value, one.value_max) if value is not None},
    }


@cache
def _mentioned(text: str) -> Values:
    """Return the values of all that the rules find in a text, whether a record has it or not."""
    pipeline: Pipeline = cached_pipeline(Settings())
    document = pipeline.annotate(parse_bytes(text.encode(), "report.txt", Settings()))
    context = find_facts(document, pipeline.lexicons)[2]
    spans = [span for block in document.blocks for span in _resolved(block, context)]
    counts = [count for block in document.blocks for count in block.counts]
    return {
        "countries": {mention.key for block in document.blocks for mention in block.of("country")},
        "dates": {month for span in spans for month in months(span.start, span.end)},
        "numbers": {value for one in counts for value in (one.value, one.value_max) if value is not None},
    }


def _resolved(block: AnnotatedBlock, context: DateContext) -> Iterator[DateValue]:
    context = context._replace(sentence_year=sentence_year([each.match for each in block.dates]))
    for each in block.dates:
        if value := resolve(each.match, context):
            yield value
