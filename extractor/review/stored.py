"""What a store keeps, for a review: its text in blocks again, its records as people corrected them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.review.fields import Names
from extractor.review.log import Decisions
from extractor.store.reading import StoredRecord
from models import Block, Record
from models.decisions import Decision


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
