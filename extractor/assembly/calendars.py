"""Documents whose title says what they list: “Calendar of virtual meetings for 2021”, “Operational plan 2024”."""

import re

from extractor.assembly.activity import GATHERINGS
from extractor.assembly.drafts import Basis
from extractor.assembly.said import Reading
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Clause

_CALENDAR = r"(?i)\b<calendar_word>\b(?! year)"
_PLAN = r"(?i)(?!.*\b<looks_back>\b).*\b<plan_title>\b"
_WORDS = re.compile(r"[^\W\d_]{3}")


def kind_of(document: AnnotatedDocument) -> Basis | None:
    """Return what a document lists by its title: events, workshops; None where it lists none.

    Args:
        document: The annotated document.
    """
    for title in document.blocks[:1]:
        nouns = [noun for noun in title.of("activity") if noun.key in GATHERINGS]
        if nouns and title.phrasing[_CALENDAR].search(title.text):
            return Basis(nouns[-1].key, nouns[-1].start, nouns[-1].end, "activity_noun", carried=True)
    return None


def is_to_come(document: AnnotatedDocument) -> bool:
    """Return True under a title of what is to come: “Calendar of forthcoming events”, “Operational plan 2024”.

    Args:
        document: The annotated document.
    """
    title = document.blocks[0]
    listed = kind_of(document) is not None and any(cue.key == "planned" for cue in title.of("cue"))
    return listed or title.phrasing[_PLAN].match(title.text) is not None


def entry(kind: Basis | None, block: AnnotatedBlock, clause: Clause) -> Reading | None:
    """Read “PacINET, Tonga, 3 September” and “2. Women coders, with UN Women” as one of what the title lists.

    Args:
        kind: What the document lists; None where it lists nothing.
        block: The block.
        clause: A clause of it.
    """
    if kind is None or clause.main is not None or clause.start != block.block.start:
        return None
    dated = any(clause.start <= date.start < clause.end for date in block.dates)
    listed = block.block.label is not None and (block.of("organisation") or block.of("country") or block.of("city"))
    return Reading("record", kind) if (dated or listed) and _names(block) else None


def _names(block: AnnotatedBlock) -> bool:
    """True where words are left beside dates and places."""
    rest, base = block.text, block.block.start
    places = [(place.start, place.end) for label in ("country", "city") for place in block.of(label)]
    for start, end in (*places, *((date.start, date.end) for date in block.dates)):
        rest = rest[: start - base] + " " * (end - start) + rest[end - base :]
    return _WORDS.search(rest) is not None
