"""Gathers the values of a record from a stretch of text."""

import re

from extractor.assembly import asides, giving, partners, times
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.context import Context, dateline_end
from extractor.assembly.drafts import Basis, Draft, Place, add_place
from extractor.assembly.said import is_founded
from extractor.rules.annotations import AnnotatedBlock, Clause, Count, Mention
from extractor.rules.grammar import PREPOSITIONS

_LANGUAGES = re.compile(r"\binto (?:[A-Z][\w-]+, )*(?:[A-Z][\w-]+ and )?$")
_COMPARED = r"\b(?<!well )<comparison> (?:the )?$"
_COMPARED_MOST = 60
_LEFT_OUT_MOST = 60
_VENUE = re.compile(r"\s*(?:,|\()\s*(?:the )?")
_NUMBERED = re.compile(r":? \d")
_PAYS = re.compile(
    r"\s(?:the )?(?:[Gg]overnments? of (?:the )?)?(?:[A-Z][\w’'-]*(?: of)?(?: [A-Z][\w’'-]*){0,3} and (?:the )?)?"
)
_WIDER = r"(?i)\b<wider_word>\b"
_LEFT_OUT = r"(?i)\b<except_word> (?:the )?(?:[A-Z]\w+(?:,| and|,? or) )?$"
_SEAT = r"(?i)\b<seat_noun> (?:for [\w -]{2,40} )?in $"
_SEAT_MOST = 60
_OF_STATE = r"<state_organ>"
_WITH = re.compile(r"\bwith $")
_MEMBERS = re.compile(r"(?:[a-z]+ )?members")
_GATHERED = GATHERINGS | {"awareness_campaign"}
_NATIONAL = frozenset(
    {"training", "training_of_trainers", "workshop", "exercise", "awareness_campaign", "technical_assistance"}
)
_OF_BODY = re.compile(r" (?:(?:from|of) [^,;:.]{2,80} )?")


def gather(context: Context, draft: Draft, block: AnnotatedBlock, clause: Clause) -> None:
    """Add everything that a clause says to a draft.

    Args:
        context: The document around.
        draft: The record in the making.
        block: The clause's block.
        clause: The clause.
    """
    _places(context, draft, block, clause)
    for count in block.counts:
        # “Two ITU officers” help; they are not who is reached.
        own = count.is_people and (count.counted or "").startswith(context.own_leads)
        if clause.start <= count.start < clause.end and not own:
            _count(draft, block, clause, count)
    known = {(a.id, a.start) for a in draft.partners}
    for ally in partners.of_range(context, block, clause):
        if (ally.id, ally.start) not in known:
            draft.partners.append(ally)
    draft.dates += times.told(draft, block, clause)
    if draft.initiative is None:
        first = block.first("initiative", clause.start, clause.end)
        if first:
            draft.initiative = Basis(first.key, first.start, first.end, first.rule)


def host_country(context: Context, draft: Draft, block: AnnotatedBlock) -> None:
    """Add the country that an activity was held in, where it is more than the venue.

    It is where the paragraph names the country before, and where a course or campaign for no wider group was held
    in a city of it.

    Args:
        context: The document around.
        draft: The record in the making, with its location.
        block: The block.
    """
    place = draft.location
    if place is None or not place.key:
        return
    named = any(m.key == place.key and not inside_name(block, m) for m in block.of("country", end=draft.start))
    base = block.block.start
    venue = any(m.key == place.key for m in block.of("country", draft.start, draft.end))
    several = block.phrasing.of("place_plural")
    end = next((s.end for s in block.sentences if s.start <= draft.start < s.end), draft.end)
    counts = (count for count in block.counts if draft.start <= count.start < end)
    wider = bool(draft.regions) or any((count.counted or "").casefold() in several for count in counts)
    wider = wider or bool(block.phrasing[_WIDER].search(block.text[draft.start - base : draft.end - base]))
    if named or (venue and draft.kind in _NATIONAL and not wider):
        name = context.known.countries.get(place.key, place.name)
        add_place(draft.countries, Place(place.key, name, place.start, place.end, "country_of_place", carried=named))


def inside_name(block: AnnotatedBlock, mention: Mention) -> bool:
    """Return True where a country is part of an organisation's or event's name, other than of its own government's."""
    for label in ("organisation", "event"):
        for name in block.of(label):
            if name.start <= mention.start and mention.end <= name.end:
                after = block.text[mention.end - block.block.start :][:2]
                own = block.phrasing[_OF_STATE].match(name.text) or after in ("’s", "'s")
                own = own or any(is_founded(block, c, name) for s in block.sentences for c in s.clauses)
                return not (label == "organisation" and bool(own))
    return _heads_event(block, mention)


def _heads_event(block: AnnotatedBlock, country: Mention) -> bool:
    """True for the country of “Andorra Digital Forum”: capitals alone lead on to a capitalised activity."""
    base = block.block.start
    for noun in block.of("activity", country.end, country.end + 60):
        between = block.text[country.end - base : noun.start - base]
        if noun.text[:1].isupper() and re.fullmatch(r" (?:[A-Z][\w-]+ )*", between):
            return True
    return False


def country_places(context: Context, block: AnnotatedBlock, start: int, end: int) -> list[Place]:
    """Return the countries named as such between two offsets; venues (“Cairo, Egypt”) are left out.

    Args:
        context: The document around.
        block: The block.
        start: First character.
        end: One past the last.
    """
    out = []
    branches = _branches(block)
    for mention in block.of("country", start, end):
        before = block.text[: mention.start - block.block.start]
        if ("into " in before and _LANGUAGES.search(before)) or _is_compared(block, before):
            continue
        if inside_name(block, mention) or _is_venue(block, mention) or _stands_behind(block, mention, "funder"):
            continue
        if mention in branches:
            continue
        name = context.known.countries.get(mention.key, mention.text)
        out.append(Place(mention.key, name, mention.start, mention.end, mention.rule))
    return out


def _branches(block: AnnotatedBlock) -> set[Mention]:
    """Return the Japan of “In Mongolia, Save the Children Japan trained …”; none where a sentence names such alone."""
    base = block.block.start
    ends = {body.end + 1 for body in block.of("organisation") if block.text.startswith(" ", body.end - base)}
    branches: set[Mention] = set()
    for sentence in block.sentences if ends else ():
        countries = block.of("country", sentence.start, sentence.end)
        found = {country for country in countries if country.start in ends}
        if {country.key for country in found} < {country.key for country in countries}:
            branches |= found
    return branches


def _is_compared(block: AnnotatedBlock, before: str) -> bool:
    """True for the second country of “Fiji introduced a code, as in Tonga”."""
    return block.phrasing[_COMPARED].search(before, max(0, len(before) - _COMPARED_MOST)) is not None


def _is_venue(block: AnnotatedBlock, country: Mention) -> bool:
    base = block.block.start
    return any(
        city.end <= country.start
        and city.detail == country.key
        and _VENUE.fullmatch(block.text[city.end - base : country.start - base])
        and not _NUMBERED.match(block.text, country.end - base)
        for city in block.of("city")
    )


def _stands_behind(block: AnnotatedBlock, country: Mention, part: str) -> bool:
    """True for the countries of “funded by the Government of Japan and Norway”, “with support from Japan”."""
    base = block.block.start
    cues = [cue for cue in block.of("partner_cue", end=country.start) if cue.key == part]
    return bool(cues) and _PAYS.fullmatch(block.text[cues[-1].end - base : country.start - base]) is not None


def _places(context: Context, draft: Draft, block: AnnotatedBlock, clause: Clause) -> None:
    givers = {m.start for m in block.of("country", clause.start, clause.end) if _is_giver(block, clause, m)}
    places = country_places(context, block, clause.start, clause.end)
    earlier = asides.tells_earlier(block, clause)
    own = [place for place in places if place.start >= clause.lead_end] if earlier else []
    others = asides.of_others(draft, block, clause)
    for place in own or places:
        at = place.start - block.block.start
        if any(start <= place.start < end for start, end in others):
            continue
        left_out = block.phrasing[_LEFT_OUT].search(block.text[max(0, at - _LEFT_OUT_MOST) : at])
        if place.start not in givers and not left_out:
            add_place(draft.countries, place)
    for region in block.of("region", clause.start, clause.end):
        if not inside_name(block, region):
            add_place(draft.regions, Place(region.key, region.text, region.start, region.end, region.rule))
    if draft.location is None:
        dateline = _dateline_end(block)
        cities = block.of("city", max(clause.lead_end if earlier else clause.start, dateline), clause.end)
        cities = [city for city in cities if not any(start <= city.start < end for start, end in others)]
        cities = [city for city in cities if not _is_seat(block, city)] or cities
        for city in cities:
            if not inside_name(block, city) and not (city is not cities[-1] and _is_left(block, clause, city)):
                draft.location = Place(city.detail, city.text, city.start, city.end, city.rule)
                break


def _is_seat(block: AnnotatedBlock, city: Mention) -> bool:
    """True for the city of “a team from the ITU Office in Jakarta”, which was elsewhere."""
    at = city.start - block.block.start
    return block.phrasing[_SEAT].search(block.text, max(0, at - _SEAT_MOST), at) is not None


def _is_left(block: AnnotatedBlock, clause: Clause, city: Mention) -> bool:
    """True for the first city of “The forum, planned for Suva, was moved to Nadi”, “was moved from Suva to Nadi”."""
    verb = clause.main
    if verb is None or verb.frame not in ("move", "cancel"):
        return False
    later = any(other.start > max(city.start, verb.end) for other in block.of("city", city.end, clause.end))
    return later and (city.start < verb.start or block.text[: city.start - block.block.start].endswith(" from "))


def _are_trained(block: AnnotatedBlock, clause: Clause, count: Count) -> bool:
    """True for “trained 26 operators” and “26 members of the Board were trained”, not “staff from 26 operators”."""
    before = block.text[clause.start - block.block.start : count.start - block.block.start].split()
    among = before and before[-1].casefold() in PREPOSITIONS
    if among or any(other.is_people for other in block.counts if clause.start <= other.start < clause.end):
        return False
    base = block.block.start
    return any(
        p.frame in ("train", "teach")
        and (
            _OF_BODY.fullmatch(block.text, count.end - base, max(count.end, p.start) - base)
            if p.passive
            else 0 <= count.start - p.end <= 2
        )
        for p in clause.predicates
    )


def _is_giver(block: AnnotatedBlock, clause: Clause, country: Mention) -> bool:
    """True for a country that only paid: nothing was done there, unless no other country is named."""
    if giving.paid(block, clause, country):
        return True
    others = any(m.key != country.key for m in block.of("country", clause.start, clause.end))
    elsewhere = others or bool(block.of("region", clause.start, clause.end))
    # “thanks to Fiji's regulator” names a body there
    owner = block.text.startswith(("'s", "’s"), country.end - block.block.start)
    helped = giving.funded(block, clause, country) or giving.backed(block, country)
    return elsewhere and (helped or (not owner and _stands_behind(block, country, "contributor")))


def _dateline_end(block: AnnotatedBlock) -> int:
    """Return where the text goes on behind “GENEVA, 9 February 2021 –”; the block's start where nothing opens it."""
    return next((end for found in block.dates[:1] if (end := dateline_end(block, found))), block.block.start)


def _count(draft: Draft, block: AnnotatedBlock, clause: Clause, count: Count) -> None:
    if count.counted is None and not count.is_people:
        if draft.kind in _GATHERED and _WITH.search(block.text[: count.start - block.block.start]):
            draft.people.append(count)
            return
        if not any(p.frame in ("attend", "gather") and 0 <= p.start - count.end <= 2 for p in clause.predicates):
            return
        draft.people.append(count)
        return
    members = draft.kind == "governance" and _MEMBERS.fullmatch(count.counted or "")
    if count.is_people or members or _are_trained(block, clause, count):
        draft.people.append(count)
    else:
        draft.things.append(count)
