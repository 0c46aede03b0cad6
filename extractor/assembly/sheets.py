"""Sheets that tell one event line by line under its name: “Venue: Suva”, “Dates: 3–7 May 2021”, “Host: …”."""

from collections.abc import Sequence
from itertools import groupby

from extractor.assembly import fields
from extractor.assembly.activity import GATHERINGS, triggers
from extractor.assembly.context import SHEET_LINE, Context
from extractor.assembly.drafts import Basis, Draft, Mention
from extractor.assembly.titles import title_range
from extractor.assembly.untold import status_of_date
from extractor.rules.annotations import AnnotatedBlock

_ITS_OWN = r"(?i)\b<meeting_noun>\b"
_TEXT = frozenset({"paragraph", "list_item", "heading"})


def read(context: Context) -> dict[int, Draft | None]:
    """Return what the sheets of a document tell: by the number of a block the draft that begins there.

    The blocks of a sheet behind its first have None.

    Args:
        context: The document around.
    """
    found: dict[int, Draft | None] = {}
    for is_line, group in groupby(context.document.blocks, key=_is_line):
        lines = list(group)
        if is_line and (draft := _draft(context, lines)):
            found |= dict.fromkeys(line.block.index for line in lines)
            found[lines[0].block.index] = draft
    return found


def _is_line(block: AnnotatedBlock) -> bool:
    return block.block.kind in _TEXT and block.phrasing[SHEET_LINE].match(block.text) is not None


def _draft(context: Context, lines: Sequence[AnnotatedBlock]) -> Draft | None:
    dated = next((line for line in lines if line.dates), None)
    placed = any(line.of("city") or line.of("country") or line.of("organisation") for line in lines)
    named = _name(context, lines) if dated and placed else None
    if dated is None or named is None:
        return None
    block, noun = named
    clause = block.sentences[0].clauses[0]
    kind = Basis(noun.key, noun.start, noun.end, "activity_noun")
    status = status_of_date(context, dated, dated.sentences[0].clauses[0])
    draft = Draft(block, clause.start, clause.end, kind, status, title_range(block, clause, noun))
    for line in (block, *(line for line in lines if line is not block)):
        for part in (part for sentence in line.sentences for part in sentence.clauses):
            fields.gather(context, draft, line, part)
    return draft


def _name(context: Context, lines: Sequence[AnnotatedBlock]) -> tuple[AnnotatedBlock, Mention] | None:
    """Return the line that names the event, with its noun: the one above, or “What: course on radio” among them."""
    above = context.document.blocks[: lines[0].block.index][-1:]
    for block in (*above, *lines):
        meets = block.phrasing[_ITS_OWN].search(block.text)
        for noun in () if meets or not block.sentences else triggers(block, block.block.start, block.block.end):
            if noun.key in GATHERINGS and noun.detail != "light":
                return block, noun
    return None
