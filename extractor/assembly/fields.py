"""Gathers the values of a record from a stretch of text."""

import re

from extractor.assembly import giving, partners, status
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.context import Context, dateline_end
from extractor.assembly.drafts import Basis, Draft, Place, When, add_place
from extractor.assembly.said import is_founded
from extractor.rules.annotations import AnnotatedBlock, Clause, Count, FoundDate, Mention, Predicate
from extractor.rules.grammar import PREPOSITIONS

_LANGUAGES = re.compile(r"\binto (?:[A-Z][\w-]+, )*(?:[A-Z][\w-]+ and )?$")
_COMPARED = r"\b(?<!well )<comparison> (?:the )?$"
_COMPARED_MOST = 60
_OTHER_TIME = r"\b(?:<instead_of>|<compared_with>\b[^.;,()—]{0,40}?|<more_than>\b[^.;,()\d—]{0,40}?) (?:in |on )?$"
_SERIES = re.compile(r"\ba series (?:that |which )?$")
_OTHER_TIME_MOST = 80
_DUE = r"(?i)(?:\bdue(?: (?:out|back|for [a-z]+))?|, for <step_noun>(?: [^.,;()]{1,50})?) (?:in |on |by )?(?:the )?$"
_LEFT_OUT_MOST = 60
_VENUE = re.compile(r"\s*(?:,|\()\s*(?:the )?")
_NUMBERED = re.compile(r":? \d")
_PAYS = re.compile(
    r"\s(?:the )?(?:[Gg]overnments? of (?:the )?)?(?:[A-Z][\w’'-]*(?: of)?(?: [A-Z][\w’'-]*){0,3} and (?:the )?)?"
)
_WIDER = r"(?i)\b<wider_word>\b"
_PART_OF_TIME = r"(?i)\b(?:<part_of_time> of|(?:in|during|over|throughout) the <time_noun>)\s$"
_EARLIER = r"(?i)\s*<earlier_word>\b"
_LEFT_OUT = r"(?i)\b<except_word> (?:the )?(?:[A-Z]\w+(?:,| and|,? or) )?$"
_OF_STATE = r"<state_organ>"
_WITH = re.compile(r"\bwith $")
_MEMBERS = re.compile(r"(?:[a-z]+ )?members")
_GATHERED = GATHERINGS | {"awareness_campaign"}
_NATIONAL = frozenset(
    {"training", "training_of_trainers", "workshop", "exercise", "awareness_campaign", "technical_assistance"}
)
# “Course for judges, Fiji, 2021.”
_LAST_ITEM = re.compile(r", [^,]+[.;)]?")


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
    times = [d for d in _dates_of(block, clause) if _is_time(block, d) and not _is_past_plan(block, clause, d)]
    if _tells_earlier(block, clause):
        times = [found for found in times if found.start >= clause.lead_end] or times
    for found in _as_spell(clause, _exact(block, times)):
        lean = "future" if _is_due(block, found) else _lean(clause, found)
        draft.dates.append(When(_new_date(draft, clause, found), lean=lean))
    if draft.initiative is None:
        first = block.first("initiative", clause.start, clause.end)
        if first:
            draft.initiative = Basis(first.key, first.start, first.end, first.rule)


def _exact(block: AnnotatedBlock, dates: list[FoundDate]) -> list[FoundDate]:
    """Return the dates without the year of “this year's forum is on 3 May”."""
    own = [d for d in dates if block.text[d.end - block.block.start :][:2] not in ("’s", "'s")]
    return own or dates


def _as_spell(clause: Clause, dates: list[FoundDate]) -> list[FoundDate]:
    """Return the two dates of “began on 8 April and ended on 19 April” as one range."""
    if len(dates) != 2 or any(found.match.last or found.match.opening for found in dates):
        return dates
    first, last = dates
    told = [p for p in clause.predicates if p.end <= last.start and p.aspect == "past"]
    spell = told[-2:-1] and status.ended(told[-2], told[-1]) and told[-2].end <= first.start < told[-1].start
    if not spell:
        return dates
    match = first.match._replace(kind="range", last=last.match.first)
    return [first._replace(match=match)]


def _new_date(draft: Draft, clause: Clause, found: FoundDate) -> FoundDate:
    """Return the new date of “has been put off until October” without its open start; of “from May to June” June.

    What began in May and is under way goes on: its date has no end.
    """
    before = [p for p in clause.predicates if p.end <= found.start]
    if before and draft.state == "ongoing" and before[-1].frame == "begin" and before[-1].relative:
        return found._replace(match=found.match._replace(opening="end"))
    if before and before[-1].frame in ("cancel", "move") and status.is_moved_from(found, before[-1].end):
        return found._replace(match=found.match.only_last())
    if found.match.opening == "start" and before and before[-1].frame == "cancel":
        return found._replace(match=found.match._replace(opening=""))
    return found


def _is_due(block: AnnotatedBlock, found: FoundDate) -> bool:
    """True for “due out in February”, “for adoption in October”: to come, whatever the rest tells of."""
    at = found.start - block.block.start
    return block.phrasing[_DUE].search(block.text, max(0, at - _OTHER_TIME_MOST), at) is not None


def _lean(clause: Clause, found: FoundDate) -> str:
    """Return what the verb before a date says of it: “begun in October, is expected to end in May”."""
    before = [p for p in clause.predicates if p.end <= found.start]
    if not before:
        return ""
    opening = before[-1].frame == "begin" and before[-1].aspect == "participle"
    verb = before[-2] if opening and before[1:] else before[-1]
    if verb.frame in ("plan", "cancel"):
        return "future" if verb.aspect == "present" else ""
    if verb.aspect in ("future", "should") or (verb.aspect == "infinitive" and verb.passive):
        return "future"
    return "past" if verb.aspect in ("past", "perfect", "participle") and len(clause.predicates) > 1 else ""


def _is_past_plan(block: AnnotatedBlock, clause: Clause, found: FoundDate) -> bool:
    """Return True for the first date of “…, first planned for March, was held in May”, of “moved from May to June”."""
    at = found.start - block.block.start
    if block.phrasing[_OTHER_TIME].search(block.text, max(0, at - _OTHER_TIME_MOST), at):
        return True
    before = [p for p in clause.predicates if p.end <= found.start]
    had = next((p for p in clause.predicates if p.start == found.end + 1 and p.relative), None)
    if had and had.frame == "plan" and had.passive and had.aspect == "perfect":
        # “…, for which May had been pencilled in, will now be held in June”
        return True
    later = any(d.start > found.end for d in _dates_of(block, clause))
    moved_from = bool(before) and block.text[before[-1].end - block.block.start : at] == " from "
    other = later or (before and before[-1].bare and len(_dates_of(block, clause)) > 1)
    if other and moved_from and before[-1].frame in ("cancel", "move"):
        return True
    led = clause.lead_end > clause.start and clause.main is not None and found.end <= clause.main.start
    aside = before and before[-1].relative and before[-1].text.startswith("had ")
    led = led or bool(aside and clause.main and found.end <= clause.main.start)
    if led and later and before and before[-1].relative and before[-1].frame != "begin":
        # “Under the agreement, which was signed in May, a forum was held in June”
        return True
    if before and _SERIES.search(block.text[: before[-1].start - block.block.start]):
        return True
    if not before or clause.main is None:
        return False
    if before[-1] is clause.main:
        planned = clause.main.frame == "plan" and clause.main.bare
        done = status.came_of(block, clause, clause.main) if planned else None
        # “assessment requested in May, completed in June”
        asked = clause.main.frame == "direct" and clause.main.bare
        return asked or (done is not None and any(d.start > done.end for d in _dates_of(block, clause)))
    if clause.main.start < before[-1].start:
        return _is_target(block, clause, before[-1], found)
    if _befell(block, clause.main, before[-1], later):
        return True
    to_be = later and before[-1].aspect == "infinitive" and before[-1].passive
    plan = to_be or before[-1].frame in ("plan", "cancel") or before[-1].lemma == "announce"
    moved = clause.main.frame == "cancel" and any(d.start > clause.main.end for d in _dates_of(block, clause))
    of_old = before[-1].passive or before[-1].aspect == "perfect"
    aside = before[-1].relative or (before[-1].bare and before[-1].passive)
    plan = (plan and of_old) or (aside and _was_undone(before[-1]))
    return plan and (clause.main.frame != "cancel" or moved)


def _befell(block: AnnotatedBlock, main: Predicate, verb: Predicate, later: bool) -> bool:
    """True for “Counters destroyed in 2022 have been rebuilt”: the date is no date of the rebuilding.

    Nor is the first date one of the meeting in “The group, set up in 2009, met on 2 November”.
    """
    if not verb.bare or not verb.passive or verb.end >= main.start:
        return False
    earlier = main.passive and verb.lemma in block.phrasing.of("earlier_deed")
    met = main.frame in ("hold", "happen", "train") and not main.passive
    return earlier or (later and met and verb.frame == "create")


def _was_undone(verb: Predicate) -> bool:
    """True for “could not be held in May”, “was to be held in May”, told of what has another date now."""
    intended = verb.aspect == "future" and verb.text.casefold().startswith(("was ", "were ", "had "))
    return intended or (verb.negated and verb.aspect in ("past", "perfect"))


def _dates_of(block: AnnotatedBlock, clause: Clause) -> list[FoundDate]:
    return [found for found in block.dates if clause.start <= found.start < clause.end]


def _is_target(block: AnnotatedBlock, clause: Clause, last: Predicate, found: FoundDate) -> bool:
    """Return True for the second date of “was launched in 2019 to connect every school by 2030”."""
    assert clause.main is not None
    aim = last.aspect == "infinitive" and not last.passive and clause.main.aspect in ("past", "perfect")
    if not aim or not found.match.bare_year:
        return False
    return any(clause.start <= own.start < last.start for own in block.dates)


def _is_time(block: AnnotatedBlock, found: FoundDate) -> bool:
    """Tell “in the course of 2019” from the year of “the 2019 edition”."""
    base = block.block.start
    prose = len(block.text) > 100 or block.text.rstrip().endswith((".", "!", "”", '"'))
    if prose and dateline_end(block, found):
        return False
    if not found.match.bare_year or found.match.introduced:
        return True
    if block.phrasing[_PART_OF_TIME].search(block.text[: found.start - base]):
        return True
    around = block.text[max(0, found.start - base - 2) : found.end - base + 1]
    if _LAST_ITEM.fullmatch(around):
        return True
    placed = any(found.start - m.end == 2 for label in ("country", "city") for m in block.of(label))
    return placed and around.endswith(f"({found.text})")


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
        if inside_name(block, mention) or _is_venue(block, mention) or _is_funder(block, mention):
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


def _is_funder(block: AnnotatedBlock, country: Mention) -> bool:
    """True for the countries of “funded by the Government of Japan and Norway”."""
    base = block.block.start
    cues = [cue for cue in block.of("partner_cue", end=country.start) if cue.key == "funder"]
    return bool(cues) and _PAYS.fullmatch(block.text[cues[-1].end - base : country.start - base]) is not None


def _places(context: Context, draft: Draft, block: AnnotatedBlock, clause: Clause) -> None:
    givers = {m.start for m in block.of("country", clause.start, clause.end) if _is_giver(block, clause, m)}
    places = country_places(context, block, clause.start, clause.end)
    own = [place for place in places if place.start >= clause.lead_end] if _tells_earlier(block, clause) else []
    for place in own or places:
        at = place.start - block.block.start
        left_out = block.phrasing[_LEFT_OUT].search(block.text[max(0, at - _LEFT_OUT_MOST) : at])
        if place.start not in givers and not left_out:
            add_place(draft.countries, place)
    for region in block.of("region", clause.start, clause.end):
        if not inside_name(block, region):
            add_place(draft.regions, Place(region.key, region.text, region.start, region.end, region.rule))
    if draft.location is None:
        dateline = _dateline_end(block)
        cities = block.of("city", max(clause.start, dateline), clause.end)
        for city in cities:
            if not inside_name(block, city) and not (city is not cities[-1] and _is_left(block, clause, city)):
                draft.location = Place(city.detail, city.text, city.start, city.end, city.rule)
                break


def _is_left(block: AnnotatedBlock, clause: Clause, city: Mention) -> bool:
    """True for the first city of “The forum, planned for Suva, was moved to Nadi”, “was moved from Suva to Nadi”."""
    verb = clause.main
    if verb is None or verb.frame not in ("move", "cancel"):
        return False
    later = any(other.start > max(city.start, verb.end) for other in block.of("city", city.end, clause.end))
    return later and (city.start < verb.start or block.text[: city.start - block.block.start].endswith(" from "))


def _are_trained(block: AnnotatedBlock, clause: Clause, count: Count) -> bool:
    """True for “trained 26 operators” and “26 operators were trained”, not “staff from 26 operators”."""
    before = block.text[clause.start - block.block.start : count.start - block.block.start].split()
    among = before and before[-1].casefold() in PREPOSITIONS
    if among or any(other.is_people for other in block.counts if clause.start <= other.start < clause.end):
        return False
    return any(
        p.frame in ("train", "teach") and 0 <= (p.start - count.end if p.passive else count.start - p.end) <= 2
        for p in clause.predicates
    )


def _tells_earlier(block: AnnotatedBlock, clause: Clause) -> bool:
    """True for “Following a forum in Fiji in May 2021, …”, which has a place and a time of its own."""
    return block.phrasing[_EARLIER].match(block.text, clause.start - block.block.start) is not None


def _is_giver(block: AnnotatedBlock, clause: Clause, country: Mention) -> bool:
    """True for a country that only paid: nothing was done there, unless no other country is named."""
    if giving.paid(block, clause, country):
        return True
    others = any(m.key != country.key for m in block.of("country", clause.start, clause.end))
    elsewhere = others or bool(block.of("region", clause.start, clause.end))
    return elsewhere and (giving.funded(block, clause, country) or giving.backed(block, country))


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
