"""What a store keeps, for a review: its text in blocks again, its records as people corrected them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.review.fields import Names
from extractor.review.log import Decisions
from extractor.store.reading import StoredRecord
from models import Block, Extraction, Record, SourceDocument
from models.decisions import Decision


def source_of(result: Extraction, plain_text: str | None) -> SourceDocument:
    """Return a document as far as its result tells it: the whole text, or the statements in their places.

    Args:
        result: The result.
        plain_text: The text; None where nobody kept it.
    """
    facts = result.document
    text = _statements(result.records) if plain_text is None else plain_text
    return SourceDocument(
        id=facts.id,
        filename=facts.filename,
        media_type=facts.media_type,
        plain_text=text,
        blocks=blocks_of(text, result.records),
        pages=facts.pages,
    )


def _statements(records: Iterable[Record]) -> str:
    """Return a text that has the records' statements at their characters, and nothing between."""
    text: list[str] = []
    for record in sorted(records, key=lambda one: (one.evidence.start, -one.evidence.end)):
        start, end = record.evidence.start, record.evidence.end
        if start >= len(text):
            text += " " * (start - len(text) - 1) + "\n" if start > len(text) else ""
        text[start:] = [*text[start:], *record.evidence.text[max(0, len(text) - start) : end - start]]
    return "".join(text)


def blocks_of(plain_text: str, records: Iterable[Record]) -> tuple[Block, ...]:
    """Return the blocks of a text whose own were not kept: a line each, headings as the records name them.

    Args:
        plain_text: The text.
        records: Its records, which know their sections and pages.
    """
    records = list(records)
    levels = {title: level for one in records for level, title in enumerate(one.evidence.section, start=1)}
    pages = iter(sorted((one.evidence.start, one.evidence.page) for one in records if one.evidence.page))
    upcoming = next(pages, None)
    found: list[Block] = []
    start, page = 0, None
    for index, line in enumerate(plain_text.split("\n")):
        end = start + len(line)
        while upcoming and upcoming[0] <= end:
            page, upcoming = upcoming[1], next(pages, None)
        level = levels.get(line.strip(), 0)
        kind = "heading" if level else "table_row" if "\t" in line else "paragraph"
        block = {"index": index, "kind": kind, "start": start, "end": end, "level": level, "page": page}
        found.append(Block.model_validate({**block, "table": 0 if kind == "table_row" else None}))
        start = end + 1
    return tuple(found)


def honoured(
    records: Iterable[StoredRecord], names: Names, log: Sequence[Decision], tell: Callable[[str], None]
) -> Iterator[StoredRecord]:
    """Yield records as people corrected them, without those that they dismissed.

    Args:
        records: From a store.
        names: What the word lists call things.
        log: What people decided, oldest first.
        tell: Called with what could not be honoured, and at the end with how many were dismissed.
    """
    decisions, dismissed = Decisions(log), 0
    for stored in records:
        document, key = stored.document["id"], stored.body["id"]
        standing = decisions.on(document, key)
        if standing is None:
            yield stored
            continue
        if standing.verdict == "dismissed":
            dismissed += 1
            continue
        record, problems = decisions.honoured(document, Record.model_validate(stored.body), names)
        for problem in problems:
            tell(problem)
        yield replace(stored, body=record.model_dump(mode="json"), decisions=standing.trace())
    if dismissed:
        tell(f"{dismissed} dismissed record{'s' if dismissed != 1 else ''} left out")
