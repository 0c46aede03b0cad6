"""What the document around a statement says: whose report it is, which parts report nothing, whose words are quoted."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from extractor.assembly import calendars
from extractor.assembly.drafts import Basis, Caption
from extractor.lexicon.rows import Lexicons
from extractor.lexicon.things import Organisation
from extractor.normalise.dates import DateContext, resolve
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, FoundDate, Sentence
from models import Block

_SPEECH = re.compile(r"[“\"„«]([^”\"»]{20,}?[.,?!…])[”\"»]")
_SPAN_OF_TITLE = re.compile(r",? (?:for|in|until|to|from|up to|during|over)\b|,? (?=(?:19|20)\d\d\b)")
_YEAR_HEADING = re.compile(r"\b((?:19|20)\d{2})\b")
_DATELINE = re.compile(r"\s*(?:\([^)]*\)\s*)?[–—-]\s")
_DATELINE_MOST = 45
_ABOUT = r"<boilerplate_opening>\b(?! (?i:\d|<number>\b))"
_FRONT = r"(?i)<front_label>\s*:|<ordinal> (?:[a-z]+ )?<meeting_noun>,"
# “Venue: Suva”, “Host: …”: a line of a sheet that tells one event
SHEET_LINE = r"(?i)<sheet_label>:\s"
_FRONT_MOST, _FRONT_BLOCKS = 90, 12
_SILENT_ROLES = frozenset(
    {"action", "references", "boilerplate", "summary", "purpose", "conclusion", "objectives", "others"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know, by key.

    Attributes:
        roles: Role of each folded heading that has one.
        organisations: Organisations by id.
        parts: Ids of the parts of an organisation.
        countries: Country names by alpha-3.
        regions: Region names by id.
        initiatives: Initiative names by id.
        factors: What each rule is good for, from 0 to 1.
    """

    roles: dict[str, str]
    organisations: dict[str, Organisation]
    parts: dict[str, frozenset[str]]
    countries: dict[str, str]
    regions: dict[str, str]
    initiatives: dict[str, str]
    factors: dict[str, float]

    def role_of(self, block: Block) -> str:
        """Return the role of the innermost heading above a block that has one; "body" where none has."""
        return next(filter(None, map(self._role_of_title, reversed(block.section))), "body")

    def _role_of_title(self, heading: str) -> str | None:
        """Return a heading's role; “Plans for the rest of 2017” has that of “Plans”."""
        title = fold(heading).strip(" .:!?…")
        if title in self.roles:
            return self.roles[title]
        head = _SPAN_OF_TITLE.split(title, maxsplit=1)[0]
        return "next_steps" if self.roles.get(head) == "next_steps" else None


@lru_cache(maxsize=4)
def known(lexicons: Lexicons) -> Known:
    """Return the tables by key; built once for a set of tables."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for row in lexicons.organisations:
        parts[row.parent].add(row.id)
    return Known(
        roles={fold(row.title): row.role for row in lexicons.section_titles},
        organisations={row.id: row for row in lexicons.organisations},
        parts={parent: frozenset(below) for parent, below in parts.items()},
        countries={row.alpha_3: row.name for row in lexicons.countries},
        regions={row.id: row.name for row in lexicons.regions},
        initiatives={row.id: row.name for row in reversed(lexicons.initiatives)},
        factors={row.rule: row.percent / 100 for row in lexicons.confidence},
    )


@dataclass
class Context:
    """One document's surroundings for every statement.

    Attributes:
        lexicons: The tables.
        document: The annotated document.
        own: Ids of the reporting organisation and its parts.
        dates: Where a missing year comes from.
        captions: What the lines over a table say of its rows, by table, once that was asked for.
    """

    lexicons: Lexicons
    document: AnnotatedDocument
    own: frozenset[str]
    dates: DateContext
    captions: dict[int | None, Caption | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take what the tables know."""
        self.known = known(self.lexicons)

    @cached_property
    def calendar(self) -> Basis | None:
        """What the document lists by its title: events, workshops; None where it lists none."""
        return calendars.kind_of(self.document)

    @cached_property
    def table_starts(self) -> dict[int | None, int]:
        """The index of each table's first row."""
        return {row.block.table: row.block.index for row in reversed(self.document.blocks)}

    @cached_property
    def own_leads(self) -> tuple[str, ...]:
        """How a name begins that one of the reporting organisation leads: “ITU Academy”."""
        rows = [(self.known.organisations.get(key), key) for key in self.own]
        return tuple(f"{name} " for row, key in rows for name in ((row.name, *row.acronyms) if row else (key,)))

    @cached_property
    def own_possessives(self) -> tuple[str, ...]:
        """How the text ends before something of the reporting organisation: “ITU’s ”."""
        return tuple(f"{name[:-1]}{ending}" for name in self.own_leads for ending in ("’s ", "'s "))

    def role_of(self, block: Block) -> str:
        """Return the role of the innermost heading above a block that has one; "body" where none has."""
        return self.known.role_of(block)

    def reports(self, block: AnnotatedBlock) -> bool:
        """Return True where a block's statements may become records."""
        b = block.block
        if b.is_title_block or b.kind == "heading" or b.is_header:
            return False
        if self._is_caption(block) or self._in_front(block):
            return False
        role = self.role_of(b)
        return role not in _SILENT_ROLES and not self._is_about(block)

    def _is_caption(self, block: AnnotatedBlock) -> bool:
        """True for the line over a table: it says what the rows tell one by one."""
        following = self.document.blocks[block.block.index + 1 : block.block.index + 2]
        leads = block.block.kind == "paragraph" and bool(following) and following[0].block.kind == "table_row"
        return leads and not block.text.rstrip().endswith((".", ":"))

    def _in_front(self, block: AnnotatedBlock) -> bool:
        """True for “Subject: …” and “Sixth meeting, Berne, 3 May 2024” over the text: what the document itself is."""
        if block.block.index >= self._first_prose:
            return False
        return block.phrasing[_FRONT].match(block.text) is not None

    @cached_property
    def _first_prose(self) -> int:
        """Number of the first block that is an item, a row or a paragraph of whole sentences."""
        for block in self.document.blocks[:_FRONT_BLOCKS]:
            text = block.text.rstrip()
            prose = len(text) > _FRONT_MOST and text.endswith(".")
            if prose or block.block.kind in ("list_item", "table_row"):
                return block.block.index
        return _FRONT_BLOCKS

    def _is_about(self, block: AnnotatedBlock) -> bool:
        return block.phrasing[_ABOUT].match(block.text) is not None

    def dates_in(self, block: AnnotatedBlock) -> DateContext:
        """Return where the dates of a block get their year and day from: in a dispatch, the day that it is dated."""
        return self._dispatches[block.block.index]

    @cached_property
    def _dispatches(self) -> list[DateContext]:
        out, now = [], self.dates
        for block in self.document.blocks:
            day = next((d for d in block.dates[:1] if d.match.first.day and dateline_end(block, d)), None)
            sent = resolve(day.match, self.dates) if day else None
            if block.block.kind == "heading":
                now = self.dates
            elif sent:
                now = self.dates._replace(published=sent.start, published_end=None)
            out.append(now)
        return out

    def is_own(self, organisation: str) -> bool:
        """Return True for the organisation that the document reports on, and for its parts."""
        return organisation in self.own


def opening_date(block: AnnotatedBlock) -> FoundDate | None:
    """Return the date that is a diary line's whole first sentence: “9–11 October. Course for nurses. Suva.”."""
    first = block.sentences[0] if block.sentences[1:] and block.dates else None
    return next((d for d in block.dates[:1] if first and _is_whole(block, d, first)), None)


def closing_date(block: AnnotatedBlock) -> FoundDate | None:
    """Return the date that is a later sentence of a diary's line: “Course for nurses. 9–11 October. Suva.”."""
    later = block.sentences[1:] if block.dates else ()
    return next((d for d in block.dates for sentence in later if _is_whole(block, d, sentence)), None)


def _is_whole(block: AnnotatedBlock, found: FoundDate, sentence: Sentence) -> bool:
    rest = block.text[found.end - block.block.start : sentence.end - block.block.start]
    return found.start == sentence.start and rest.strip() in ("", ".", ":", ";")


def dateline_end(block: AnnotatedBlock, found: FoundDate) -> int:
    """Return where the text goes on behind a date that opens a dispatch: “GENEVA, 9 February –”; 0 where none does."""
    base = block.block.start
    opens = block.block.kind == "paragraph" and found.start - base < _DATELINE_MOST
    opens = opens and (found.start > base or found.match.year is not None) and not _is_verbless(block)
    behind = _DATELINE.match(block.text, found.end - base) if opens else None
    return base + behind.end() if behind else 0


def _is_verbless(block: AnnotatedBlock) -> bool:
    """True for a calendar's line: “9 April – Workshop for nurses in Fiji.”."""
    return bool(block.sentences) and all(clause.main is None for clause in block.sentences[0].clauses)


def own_ids(publisher: str, lexicons: Lexicons) -> frozenset[str]:
    """Return a publisher's id with those of all its parts."""
    own = {publisher}
    parts, new = known(lexicons).parts, {publisher}
    while new:
        new = {part for whole in new for part in parts.get(whole, ())} - own
        own |= new
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
