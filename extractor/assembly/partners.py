"""Which organisations took part, as what, and under which key."""

import re
from collections.abc import Iterator

from extractor.assembly import giving
from extractor.assembly.context import Context
from extractor.assembly.drafts import Ally, Mention
from extractor.assembly.linking import near_organisation
from extractor.assembly.said import is_founded
from extractor.normalise.text import slug
from extractor.rules.annotations import AnnotatedBlock, Clause
from models.record import PartnerRole

_ATTRIBUTE = r"(?i)\s*(?:<attribute_word> )?(?:<body_attribute>|\w+ channel)\b"
_BROKEN_OFF = r"[.;:]|\b<auxiliary>\b"
_NTH = r"(?i)\b(?:<ordinal>|\d+(?:st|nd|rd|th)) $"
_TOPIC = re.compile(r"\b(?:on|about|on how|how|against) (?:[A-Z]\w+,? (?:and |or )?){0,2}$")
_SOURCE = re.compile(r"\b[Aa]ccording to (?:the )?$")
_MEETING = r"\b<meeting_of> (?:the )?$"
_ROLE_BY_FRAME: dict[str, PartnerRole] = {"hold": "lead", "deliver": "lead", "create": "lead", "sign": "signatory"}


def of_range(context: Context, block: AnnotatedBlock, clause: Clause) -> Iterator[Ally]:
    """Yield the partners named in a clause.

    Args:
        context: The document around.
        block: The block.
        clause: The clause.
    """
    cues = [c for c in block.of("partner_cue", clause.start, clause.end)]
    for mention in block.of("organisation", clause.start, clause.end):
        if not _takes_part(context, block, mention) or is_founded(block, clause, mention):
            continue
        cue = _cue_before(block, mention, cues)
        role = (cue and _role_of_cue(clause, cue)) or _role_of_subject(clause, mention)
        if giving.paid(block, clause, mention) or giving.funded(block, clause, mention):
            role = "funder"
        yield ally(context, _of_its_country(context, block, mention), role)  # type: ignore[arg-type]


def ally(context: Context, mention: Mention, role: PartnerRole) -> Ally:
    """Return a mention as a partner: known ones under their key and full name, unknown ones under their slug.

    Args:
        context: The document around.
        mention: An organisation.
        role: Its part.
    """
    known = context.known.organisations.get(mention.key) or near_organisation(context, mention)
    if known:
        return Ally(known.id, known.name, role, mention.start, mention.end, mention.rule)
    return Ally(slug(mention.key) or mention.key, mention.key, role, mention.start, mention.end, mention.rule)


def _of_its_country(context: Context, block: AnnotatedBlock, mention: Mention) -> Mention:
    """Return a national body's name with the other country behind it, so that it isn't taken for its namesake.

    The lexicon's “Childline” is British; the text's “Childline Zimbabwe” is not.
    """
    known = context.known.organisations.get(mention.key)
    if known is None or not known.country:
        return mention
    base = block.block.start
    for country in block.of("country", mention.end, mention.end + 10):
        between = block.text[mention.end - base : country.start - base]
        if country.key != known.country and between in (" ", " of ", " of the "):
            name = block.text[mention.start - base : country.end - base]
            return mention._replace(key=name, end=country.end, text=name, rule="organisation_of_country")
    return mention


def _takes_part(context: Context, block: AnnotatedBlock, mention: Mention) -> bool:
    if mention.key in block.phrasing.of("whole_system") or context.is_own(mention.key):
        return False
    if _part_of_own(context, block, mention) or _is_edition(block, mention):
        return False
    if any(event.start <= mention.start < event.end for event in block.of("event")) or _part_of_named(block, mention):
        return False
    after = block.text[mention.end - block.block.start :]
    before = block.text[: mention.start - block.block.start]
    if mention.detail.startswith(("company", "media")) and _TOPIC.search(before):
        return False
    if _SOURCE.search(before):
        return False
    # “during the UN General Assembly” names a meeting, not who took part.
    return not block.phrasing[_ATTRIBUTE].match(after) and not block.phrasing[_MEETING].search(before)


def _is_edition(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for “the sixth Global Forum on Radio”: what is numbered is an event, no body."""
    before = block.text[: mention.start - block.block.start]
    return mention.rule != "organisation_lexicon" and block.phrasing[_NTH].search(before) is not None


def _part_of_own(context: Context, block: AnnotatedBlock, mention: Mention) -> bool:
    """True for “ITU Academy”, “ITU's Development Sector” and the fund of “ITU Innovation Fund” in a report of ITU."""
    before = block.text[: mention.start - block.block.start]
    named = before.endswith(context.own_leads) and mention.rule != "organisation_lexicon"
    return named or mention.text.startswith(context.own_leads) or before.endswith(context.own_possessives)


def _part_of_named(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for the part of a body named before: “CARICOM Statistics Department”, “the Union's Executive Council”."""
    if not mention.detail.startswith("government"):
        return False
    before = [m.end for m in block.of("organisation", end=mention.start)]
    between = block.text[max(before) - block.block.start : mention.start - block.block.start] if before else ","
    return between in (" ", "’s ", "'s ", "’ ", "' ")


def _cue_before(block: AnnotatedBlock, mention: Mention, cues: list[Mention]) -> Mention | None:
    """Return the nearest partner cue before a name with no stop or verb between."""
    best = None
    for cue in cues:
        if cue.end <= mention.start:
            between = block.text[cue.end - block.block.start : mention.start - block.block.start]
            if not block.phrasing[_BROKEN_OFF].search(between):
                best = cue
    return best


def _role_of_cue(clause: Clause, cue: Mention) -> str:
    """Return the part that a cue tells; "" for “was attended by officers of UNICEF”: who came did not lead."""
    before = [p for p in clause.predicates if p.end <= cue.start]
    if cue.key != "lead" or not before or not before[-1].passive:
        return cue.key
    if before[-1].frame in ("attend", "gather"):
        return ""
    return "signatory" if before[-1].frame == "sign" else cue.key


def _role_of_subject(clause: Clause, mention: Mention) -> PartnerRole:
    verb = clause.main
    if verb and mention.end <= verb.start and not verb.passive:
        if verb.lemma in ("host", "co-host", "play host", "play host to"):
            return "host"
        return _ROLE_BY_FRAME.get(verb.frame, "partner")
    return "partner"
