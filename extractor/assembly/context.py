"""What the document around a statement says: whose report it is, which parts report nothing, whose words are quoted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.lexicon.rows import Lexicons
from extractor.lexicon.things import Organisation
from extractor.normalise.dates import DateContext
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument
from models import Block

_SPEECH = re.compile(r"[“\"„«]([^”\"»]{20,}?[.,?!…])[”\"»]")
_YEAR_HEADING = re.compile(r"\b((?:19|20)\d{2})\b")
_SILENT_ROLES = frozenset(
    {"action", "references", "boilerplate", "summary", "purpose", "conclusion", "objectives", "others"}
)


@dataclass(slots=True)
class Context:
    """One document's surroundings for every statement.

    Attributes:
        lexicons: The tables.
        document: The annotated document.
        own: Ids of the reporting organisation and its parts.
        dates: Where a missing year comes from.
        roles: Role of each folded heading that has one.
        organisations: The known organisations by id.
        countries: Country names by alpha-3.
    """

    lexicons: Lexicons
    document: AnnotatedDocument
    own: frozenset[str]
    dates: DateContext
    roles: dict[str, str]
    organisations: dict[str, Organisation]
    countries: dict[str, str]

    def role_of(self, block: Block) -> str:
        """Return the role of the innermost heading above a block that has one; "body" where none has."""
        for heading in reversed(block.section):
            role = self.roles.get(fold(heading).strip(" .:"))
            if role:
                return role
        return "body"

    def reports(self, block: AnnotatedBlock) -> bool:
        """Return True where a block's statements may become records."""
        b = block.block
        if b.is_title_block or b.kind == "heading" or b.is_header:
            return False
        if self._is_caption(block):
            return False
        role = self.role_of(b)
        return role not in _SILENT_ROLES and not self._is_about(block)

    def _is_caption(self, block: AnnotatedBlock) -> bool:
        """True for the line over a table: it says what the rows tell one by one."""
        following = self.document.blocks[block.block.index + 1 : block.block.index + 2]
        leads = block.block.kind == "paragraph" and bool(following) and following[0].block.kind == "table_row"
        return leads and not block.text.rstrip().endswith((".", ":"))

    def _is_about(self, block: AnnotatedBlock) -> bool:
        return bool(re.match(r"(?:About|Note to editors|Notes to editors|Contact)\b", block.text))

    def is_own(self, organisation: str) -> bool:
        """Return True for the organisation that the document reports on, and for its parts."""
        return organisation in self.own


def own_ids(publisher: str, organisations: Iterable[Organisation]) -> frozenset[str]:
    """Return a publisher's id with those of all its parts."""
    own = {publisher}
    rows = list(organisations)
    grown = True
    while grown:
        more = {row.id for row in rows if row.parent in own} - own
        own |= more
        grown = bool(more)
    return frozenset(own)


def speech_ranges(block: AnnotatedBlock) -> list[tuple[int, int]]:
    """Return the document offsets of direct speech: long quotes that end in a stop or a comma."""
    base = block.block.start
    return [(base + m.start(), base + m.end()) for m in _SPEECH.finditer(block.text) if len(m[1].split()) >= 5]


def heading_year(block: Block) -> int | None:
    """Return the one year that the nearest dated heading states; None where none or several."""
    for heading in reversed(block.section):
        years = set(_YEAR_HEADING.findall(heading))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None
