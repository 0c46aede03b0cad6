"""Items that tell nothing without the line over their list: bare countries, and countries with a figure."""

import re
from functools import lru_cache

from extractor.assembly import activity, fields, status
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis, Count, Draft, add_place
from extractor.assembly.said import Reading
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Clause

_ARTICLE = len("the ") + 1
_BARE = re.compile(r"(?:\b(?:and|the)\b|[\s,;.&])*")
_BEFORE = re.compile(r"(?: \([^()]{2,80}\))?(?:\s*[:–—=-]|,)?\s*\(?")
_AFTER = re.compile(r"[\s;,.)]*")


def leads_names(document: AnnotatedDocument, block: AnnotatedBlock) -> bool:
    """Return True for “Eight centres were set up in:” over bare countries, “… in partnership with:” over bodies.

    Args:
        document: The document.
        block: A block that ends in a colon.
    """
    behind = document.blocks[block.block.index + 1 :]
    items = [other for other in behind if other.block.parent == block.block.index]
    return bool(items) and (all(map(_is_country, items)) or lists_names(block, items[0]))


def lists_names(before: AnnotatedBlock, block: AnnotatedBlock) -> bool:
    """Return True for the items under “The workshop was delivered in partnership with:”.

    Args:
        before: The line over a list.
        block: A block behind it.
    """
    named = block.first("organisation", end=block.block.start + _ARTICLE) is not None
    return named and block.block.parent == before.block.index and _ends_in_cue(before)


def _ends_in_cue(block: AnnotatedBlock) -> bool:
    end = block.block.start + len(block.text.rstrip(" :"))
    return block.text.rstrip().endswith(":") and any(cue.end == end for cue in block.of("partner_cue"))


def add_country(context: Context, last: Draft | None, block: AnnotatedBlock) -> bool:
    """Add an item that is a country to the record that the line over the list tells; False where neither is so.

    Args:
        context: The document around.
        last: The last record; None at the start.
        block: The item.
    """
    if last is None or block.block.parent != last.block.block.index or not _is_country(block):
        return False
    for place in fields.country_places(context, block, block.block.start, block.block.end):
        add_place(last.countries, place._replace(carried=True))
    last.rules.append("continuing_sentence")
    return True


def _is_country(block: AnnotatedBlock) -> bool:
    rest = block.text
    for country in block.of("country"):
        rest = rest.replace(country.text, "", 1)
    return rest != block.text and _BARE.fullmatch(rest) is not None


def figure_of_country(above: AnnotatedBlock, block: AnnotatedBlock, clause: Clause) -> Reading | None:
    """Read “Fiji: 45” and “Fiji (USP): 45” under “Teachers trained in 2023:” as what the line says was done.

    Args:
        above: The line over the list.
        block: The item.
        clause: Its clause.
    """
    verb = next((p for p in above.predicates if p.bare and (p.type or p.alone)), None)
    if verb is None or _figure(block) is None or clause.start != block.block.start:
        return None
    kind = Basis(verb.type or verb.alone, verb.start, verb.end, "activity_verb", carried=True)
    return Reading("record", kind, Basis("completed", verb.start, verb.end, "status_participle", carried=True))


def add_figure(context: Context, draft: Draft, block: AnnotatedBlock) -> None:
    """Add the figure of “Fiji: 45” to its record, as people where the line over the list counts people.

    Args:
        context: The document around.
        draft: The record that the item began.
        block: The item.
    """
    count = _figure(block) if draft.type.carried and draft.block is block else None
    if count is None or block.block.parent is None:
        return
    above = context.document.blocks[block.block.parent]
    draft.things = [told for told in draft.things if told.start != count.start]
    words = fold(above.text[: draft.type.start - above.block.start]).split()
    if words and words[-1] in people_nouns(context.lexicons):
        draft.people.append(count._replace(is_people=True))
    elif draft.type.rule == "activity_verb":
        draft.things.append(count)


@lru_cache(maxsize=4)
def people_nouns(lexicons: Lexicons) -> frozenset[str]:
    """Return the plurals that count people: “teachers”, “persons”.

    Args:
        lexicons: The word lists.
    """
    return frozenset({"people", "persons", *(fold(row.plural) for row in lexicons.audiences if row.plural)})


def _figure(block: AnnotatedBlock) -> Count | None:
    """Return the number of an item that is a country, a body in brackets perhaps, and a number that counts nothing."""
    country, count = block.first("country"), block.counts[-1] if block.counts else None
    if country is None or count is None or country.start != block.block.start:
        return None
    if count.counted not in (None, country.text):
        return None
    base = block.block.start
    between = block.text[country.end - base : count.start - base]
    alone = count._replace(counted=None)
    return alone if _BEFORE.fullmatch(between) and _AFTER.fullmatch(block.text, count.end - base) else None


def of_state(context: Context, block: AnnotatedBlock, clause: Clause) -> Reading | None:
    """Read “Completed: Bhutan; Sri Lanka.” under a title or heading such as “Strategies: where countries stand”.

    Args:
        context: The document around.
        block: The block.
        clause: A clause of it.
    """
    base = block.block.start
    colon = block.text.find(": ", clause.start - base, clause.end - base) + base
    country = block.first("country", clause.start, colon + len(": ") + 1)
    opens = clause.joint == "start" and colon > clause.start and country is not None
    label = clause._replace(end=colon, predicates=tuple(p for p in clause.predicates if p.end <= colon))
    tells = status.of_fragment(block, label) if opens and country and country.start == colon + len(": ") else None
    nouns = activity.triggers(block, clause.start, clause.end) if tells else []
    # “At consultation stage: Zimbabwe” names no consultation
    if tells is None or any(not tells.start <= noun.start < tells.end for noun in nouns):
        return None
    before = context.document.blocks[: block.block.index]
    above = next((other for other in reversed(before) if other.block.kind == "heading"), before[0] if before else block)
    nouns = activity.triggers(above, above.block.start, above.block.end)
    noun = next((noun for noun in nouns if noun.detail in ("strong", "normal")), None)
    if noun is None:
        return None
    return Reading("record", Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True), tells)
