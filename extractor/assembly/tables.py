"""Reads a row of an activities table: its columns give the fields."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.assembly import activity, captions, fields, kinds, lists, partners, status, untold
from extractor.assembly.context import Context
from extractor.assembly.drafts import Ally, Basis, Count, Draft, Place, When, add_place, carried
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold, slug
from extractor.rules.annotations import AnnotatedBlock, Clause, Predicate
from models import Cell

_EMPTY = r"(?i)[\s–—-]*|<empty_cell>"
_NUMBER = r"(?i)\s*(?:<qualifier>\s?)?\d[\d., ]*\+?\s*"
_SEX = r"<sex_mark>"
_ONE_SEX = r"(?i)<one_sex>(?: <attendee>)?"
_OF_WHOM = re.compile(r"(?i)(?:of (?:whom|which|these|them)|thereof|including)\b")
_TRAINED = re.compile(r"(?i)(?:(?:no\.|number) of )?(?:[a-z]+ )?trainees\b")
_COUNTED = (
    r"(?i)(?!.*(?:<money>|<percent>|<duration>\b))"
    r"(?:(?:no\.|number) of .+|(?:[^\W\d_]+ )*[^\W\d_]{3,}s(?: \w+ed\b.*)?|\w+ed since .+)(?: \(.*\))?"
)
_WORDS = re.compile(r"[^\W\d_]{3}")
_SPLIT = re.compile(r"\s*(?:;|\n|/| \| )\s*|,\s+(?=[A-Z])")


def read_row(context: Context, block: AnnotatedBlock) -> Draft | None:
    """Return the activity of a table row; None where the row tells none.

    Args:
        context: The document around.
        block: The row.
    """
    roles = {c.start: _role(context, c) for c in block.block.cells}
    cells = {role: cell for cell in reversed(block.block.cells) if (role := roles[cell.start])}
    if "activity" not in cells and (named := _under_noun(context, block, roles)):
        cells["activity"] = named
    listed = context.calendar or _of_caption(context, block)
    main = cells.get("activity") or _cell_with_noun(block) or _calendar_entry(context, block)
    if main is None and listed and _tells_one(context, block, roles, listed):
        main = block.block.cells[0]
    if main is None:
        return _done_by_header(context, block, roles, cells)
    noun = next(iter(activity.triggers(block, main.start, main.end)), None)
    noun = noun or next((m._replace(key="event") for m in block.of("event", main.start, main.end)), None)
    if noun is None and "activity" not in cells and listed is None:
        return None
    vague = noun is not None and noun.detail == "weak"
    kind = (
        (_of_header(context, block, main, vague=False) if vague else None)
        or kinds.type_of(None, noun)
        or _of_header(context, block, main)
        or _typed_verb(block, main)
        or listed
        or Basis("other", main.start, main.end, "table_column")
    )
    draft = Draft(
        block, block.block.start, block.block.end, kind, _status(context, block, cells), (main.start, main.end)
    )
    for cell in block.block.cells:
        _take(context, draft, block, (cell, roles[cell.start]))
    if not draft.countries:
        draft.countries += _countries_above(context, block)
    draft.rules.append("table_row")
    return draft


def _of_caption(context: Context, block: AnnotatedBlock) -> Basis | None:
    caption = captions.over_row(context, block)
    return caption.kind if caption else None


def _tells_one(context: Context, block: AnnotatedBlock, roles: dict[int, str], listed: Basis) -> bool:
    """True for a row that tells when one of what its table lists took place, or where and before how many.

    A title alone leads in no figures: “Internet users” by country.
    """
    placed = "country" in roles.values() or block.of("country") or block.of("city")
    people = (c for c in block.block.cells if roles[c.start] == "participants" or _heads_people(context, c))
    counted = any(block.phrasing[_NUMBER].fullmatch(_text(block, cell)) for cell in people)
    counted = counted and listed.start >= context.document.blocks[0].block.end
    return "date" in roles.values() or bool(placed and (block.dates or counted))


def _countries_above(context: Context, block: AnnotatedBlock) -> list[Place]:
    """Return the countries of the first cell that is filled above an empty one: it stands for the rows below too."""
    row, blocks = block, context.document.blocks
    while row.block.index and not _text(row, row.block.cells[0]).strip():
        row = blocks[row.block.index - 1]
        if row.block.table != block.block.table or not row.block.cells or row.block.is_header:
            return []
    first = row.block.cells[0]
    return [] if row is block else carried(fields.country_places(context, row, first.start, first.end))


def _done_by_header(
    context: Context, block: AnnotatedBlock, roles: dict[int, str], cells: dict[str, Cell]
) -> Draft | None:
    """Return what “Schools mapped”, “Teachers trained” over a figure say was done in the country of the row."""
    done = [found for cell in block.block.cells if (found := _verb_of_header(context, block, cell))]
    if "country" not in cells or not done:
        return None
    title = cells["country"].start, cells["country"].end
    draft = Draft(block, block.block.start, block.block.end, done[0], _status(context, block, cells), title)
    for cell in block.block.cells:
        _take(context, draft, block, (cell, roles[cell.start]))
    draft.rules.append("table_row")
    return draft if draft.countries else None


def _calendar_entry(context: Context, block: AnnotatedBlock) -> Cell | None:
    """Return the first cell with words behind a date's, in a document that lists events."""
    dated = [cell for cell in block.block.cells if any(cell.start <= date.start < cell.end for date in block.dates)]
    if context.calendar is None or not dated:
        return None
    rest = (cell for cell in block.block.cells if cell not in dated)
    return next((c for c in rest if _WORDS.search(_text(block, c))), None)


def _verb_of_header(context: Context, block: AnnotatedBlock, cell: Cell) -> Basis | None:
    """Return the type of “Teachers trained” and “Trainees” over a figure; None for a cell that is no figure."""
    head = _header_of(context, block, cell)
    if head is None or not block.phrasing[_NUMBER].fullmatch(_text(block, cell)):
        return None
    above, named = head
    if _TRAINED.match(_text(above, named)):
        return Basis("training", named.start, named.end, "table_header", carried=True)
    told = (p for p in _predicates(above, named) if p.bare and (p.type or p.alone))
    return next((Basis(p.type or p.alone, p.start, p.end, "table_header", carried=True) for p in told), None)


def add_attendance(context: Context, draft: Draft, block: AnnotatedBlock) -> None:
    """Add a row of “Country, Participants, Institution” to the event that it tells the attendance of.

    Args:
        context: The document around.
        draft: The event.
        block: The row.
    """
    roles = [(cell, _role(context, cell)) for cell in block.block.cells]
    if not any(role == "country" for _, role in roles):
        return
    people = len(draft.people)
    for cell, role in roles:
        if role in ("country", "participants", "partners"):
            _take(context, draft, block, (cell, role))
    draft.people[people:] = [count._replace(part=True, is_people=True) for count in draft.people[people:]]
    draft.rules.append("attendance_table")


def _under_noun(context: Context, block: AnnotatedBlock, roles: dict[int, str]) -> Cell | None:
    """Return the cell with words under a header that is an activity's noun: “Course” over “Data protection”."""
    for cell in block.block.cells:
        text = _text(block, cell)
        if not roles[cell.start] and fold(cell.header or "") in _headers(context.lexicons) and _WORDS.search(text):
            return cell
    return None


@lru_cache(maxsize=4)
def _headers(lexicons: Lexicons) -> frozenset[str]:
    nouns = [noun for noun in lexicons.activity_nouns if noun.weight in ("strong", "normal")]
    return frozenset(fold(form) for noun in nouns for form in (noun.noun, noun.plural) if form)


def _of_header(context: Context, block: AnnotatedBlock, cell: Cell, *, vague: bool = True) -> Basis | None:
    """Return the type that the column's header tells: “Course” over “Data protection”; weak nouns where vague."""
    head = _header_of(context, block, cell)
    nouns = activity.triggers(head[0], head[1].start, head[1].end) if head else ()
    nouns = [n for n in nouns if vague or n.detail in ("strong", "normal")]
    return Basis(nouns[0].key, nouns[0].start, nouns[0].end, "table_header", carried=True) if nouns else None


def _header_of(context: Context, block: AnnotatedBlock, cell: Cell) -> tuple[AnnotatedBlock, Cell] | None:
    """Return the row that names the columns of a cell's table, and the cell over it."""
    for other in context.document.blocks:
        if other.block.is_header and other.block.table == block.block.table:
            place = block.block.cells.index(cell)
            return next(((other, head) for head in other.block.cells[place : place + 1]), None)
    return None


def _role(context: Context, cell: Cell) -> str:
    return _role_of_header(context.lexicons, cell.header or "")


@lru_cache(maxsize=1000)
def _role_of_header(lexicons: Lexicons, header: str) -> str:
    folded = fold(header)
    return next((row.role for row in lexicons.table_columns if row.role and _names(row.header, folded)), "")


def _names(column: str, header: str) -> bool:
    word = fold(column)
    return word in header and re.search(rf"\b{re.escape(word)}\b", header) is not None


def _cell_with_noun(block: AnnotatedBlock) -> Cell | None:
    cells = block.block.cells
    named = (c for c in cells if any(block.of("event", c.start, c.end)))
    return next((c for c in cells if activity.triggers(block, c.start, c.end)), None) or next(named, None)


def _typed_verb(block: AnnotatedBlock, cell: Cell) -> Basis | None:
    for verb in _predicates(block, cell):
        if verb.type:
            return Basis(verb.type, verb.start, verb.end, "activity_verb")
    return None


def _predicates(block: AnnotatedBlock, cell: Cell) -> Iterator[Predicate]:
    for sentence in block.sentences:
        for clause in sentence.clauses:
            for verb in clause.predicates:
                if cell.start <= verb.start < cell.end:
                    yield verb


def _status(context: Context, block: AnnotatedBlock, cells: dict[str, Cell]) -> Basis:
    order = [cells[r] for r in ("status", "date", "activity") if r in cells]
    for cell in [*order, *block.block.cells]:
        clause = Clause(cell.start, cell.end, "start", cell.start, None, tuple(_predicates(block, cell)))
        told = status.of_fragment(block, clause)
        if told and (cell in order[:2] or told.value in ("cancelled", "ongoing")):
            return told
    if (caption := captions.over_row(context, block)) and caption.status:
        return caption.status
    return untold.status_by_date(context, block, block.block.start, block.block.end)


def _take(context: Context, draft: Draft, block: AnnotatedBlock, column: tuple[Cell, str]) -> None:
    cell, role = column
    if block.phrasing[_EMPTY].fullmatch(_text(block, cell)):
        return
    role = _role_in_row(block, cell, role)
    clause = Clause(cell.start, cell.end, "start", cell.start, None, ())
    if role == "participants" or (not role and _heads_people(context, cell) and _begins_with_number(block, cell)):
        part = _is_part(draft, block, cell)
        for count in _people(block, cell, None if role else cell.header):
            people = count.is_people or count.counted is None
            (draft.people if people else draft.things).append(count._replace(part=count.part or part))
    elif not role and _counts_header(block, cell):
        draft.things += [count._replace(counted=cell.header, rule="table_column") for count in _counts(block, cell)]
    elif role == "partners":
        _partners(context, draft, block, cell)
    elif role in ("country", "location"):
        _place(context, draft, block, column)
    elif role == "date":
        draft.dates += [When(d) for d in block.dates if cell.start <= d.start < cell.end]
    else:
        fields.gather(context, draft, block, clause)
    draft.countries[:] = list(dict.fromkeys(draft.countries))


def _text(block: AnnotatedBlock, cell: Cell) -> str:
    return block.text[cell.start - block.block.start : cell.end - block.block.start]


def _role_in_row(block: AnnotatedBlock, cell: Cell, role: str) -> str:
    """Return what a cell tells: a figure people, “Postponed to May” under “Attendance” whatever it says."""
    if role in ("country", "partners") and block.phrasing[_NUMBER].fullmatch(_text(block, cell)):
        return "participants"
    return "" if role == "participants" and not _counts(block, cell) else role


def _place(context: Context, draft: Draft, block: AnnotatedBlock, column: tuple[Cell, str]) -> None:
    """Take what a cell under “Country” or “Place” names; a city alone is one under “Place”."""
    cell, role = column
    for place in fields.country_places(context, block, cell.start, cell.end):
        add_place(draft.countries, place)
    fields.gather(context, draft, block, Clause(cell.start, cell.end, "start", cell.start, None, ()))
    if role == "location" and draft.location is None:
        draft.location = _city(context, cell, _text(block, cell))


def _city(context: Context, cell: Cell, text: str) -> Place | None:
    """Return the place that a cell under “Place” names with nothing that would make it one elsewhere: “Dakar”."""
    country = _cities(context.lexicons).get(fold(text))
    return Place(country, text, cell.start, cell.end, "table_column") if country else None


@lru_cache(maxsize=4)
def _cities(lexicons: Lexicons) -> dict[str, str]:
    return {fold(row.name): row.alpha_3 for row in reversed(lexicons.cities)}


def _counts(block: AnnotatedBlock, cell: Cell) -> list[Count]:
    return [count for count in block.counts if cell.start <= count.start < cell.end]


def _heads_people(context: Context, cell: Cell) -> bool:
    return fold(cell.header or "").rpartition(" ")[2] in lists.people_nouns(context.lexicons)


def _begins_with_number(block: AnnotatedBlock, cell: Cell) -> bool:
    return block.phrasing[_NUMBER].match(_text(block, cell)) is not None


def _is_part(draft: Draft, block: AnnotatedBlock, cell: Cell) -> bool:
    """True for “Of whom women”, and for “Women” beside “Participants”, unlike “Women” beside “Men”."""
    sex = block.phrasing[_ONE_SEX]
    wholes = [told for told in draft.people if not told.part and not sex.fullmatch(told.counted or "")]
    return bool(wholes) and (sex.fullmatch(cell.header or "") or _OF_WHOM.match(cell.header or "")) is not None


def _people(block: AnnotatedBlock, cell: Cell, header: str | None) -> Iterator[Count]:
    """Yield the people of “27 (4 F)” under “Trainees”: 27 trainees, 4 of them of one sex."""
    told, base = _counts(block, cell), block.block.start
    for count in told:
        inside = count is not told[0] and "(" in block.text[told[0].end - base : count.start - base]
        if count.counted is None and count is told[0]:
            yield count._replace(counted=header, is_people=True, rule="table_column")
        elif inside and count.counted and block.phrasing[_SEX].fullmatch(count.counted):
            yield count._replace(is_people=True, part=True)
        else:
            yield count._replace(part=count.part or (inside and count.is_people))


def _counts_header(block: AnnotatedBlock, cell: Cell) -> bool:
    """True for “6” under “Language versions” and “Number of schools”: the column says what is counted."""
    plural = block.phrasing[_COUNTED].fullmatch(cell.header or "") is not None
    return plural and block.phrasing[_NUMBER].fullmatch(_text(block, cell)) is not None


def _partners(context: Context, draft: Draft, block: AnnotatedBlock, cell: Cell) -> None:
    """Take known names, and whatever else stands between separators, as partners."""
    base = block.block.start
    mentions = [m for m in block.of("organisation", cell.start, cell.end)]
    for mention in mentions:
        if not context.is_own(mention.key):
            draft.partners.append(partners.ally(context, mention, "partner"))
    at = cell.start
    for piece in _SPLIT.split(_text(block, cell)):
        start = block.text.find(piece, at - base) + base
        at = start + len(piece)
        covered = any(m.start < at and start < m.end for m in mentions) or block.phrasing[_EMPTY].fullmatch(piece)
        if not covered and piece[:1].isupper() and not _is_place(block, start, at):
            draft.partners.append(Ally(slug(piece) or piece, piece, "partner", start, at, "table_column"))


def _is_place(block: AnnotatedBlock, start: int, end: int) -> bool:
    """True for “Suva” beside a body, unlike “Autism-Europe”."""
    base = block.block.start
    places = filter(None, (block.first(label, start, end) for label in ("country", "region", "city")))
    return any(block.text[place.start - base - 1 : place.start - base] != "-" for place in places)
