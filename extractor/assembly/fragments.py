"""Reads clauses without a verb by their noun, date and place: “Workshop on radio, Suva, 3 May”."""

from extractor.assembly import activity, anaphora, kinds, status, topics
from extractor.assembly.context import closing_date
from extractor.assembly.drafts import Basis
from extractor.assembly.said import MORE, NONE, Reading, Said, Surroundings
from extractor.rules.annotations import FoundDate

_NEAR_START = 40
_NOUN_MOST = 60
_NEW_MEMBERS = r"(?i)(?:(?:our|its|the|some|<number>) )?(?:latest|new|newest) (?:[a-z]+ )?<member_noun>\b[^:.]{,60}:"
_STATES = frozenset({"cancel", "end", "deliver", "create", "adopt", "begin", "plan", "move"})
_ANOTHER = r"(?i)(?:(?:an?|the) )?(?:(?!first\b)<ordinal>|<further_word>|another) [a-z]"
_SAME = r"(?i)(?:the )?<same_word>\b"
_LABEL_ENDS = (": ", " – ", " — ", " - ")
_LINKS_MOST = len("and in the ")


def without_tail(said: Said) -> Said:
    """Return “Seminar, Suva, 5–7 October, 20 countries invited” without a verb: its participle tells of the figure.

    Args:
        said: A clause.
    """
    verb = said.verb
    if verb is None or not verb.bare or said.behind.strip(" .;") or not said.noun_is_subject:
        return said
    tail = said.clause.lead_end + said.text(said.clause.lead_end, verb.start).rfind(", ")
    counted = said.has("count", start=tail, end=tail + len(", ") + 1)
    told = said.noun is not None and said.has("date", "city", start=said.noun.end, end=tail)
    return Said.of(said.block, said.clause._replace(main=None)) if counted and told else said


def adds_names(said: Said, around: Surroundings, tells: Basis | None) -> bool:
    """Return True for a name under “in partnership with:”, and for the Fiji of “Completed: Bhutan; Fiji”.

    And for the next region of “Nine centres joined: in Africa, those of Mali and Togo; in Europe, Poland”.

    Args:
        said: The clause.
        around: What stands around it.
        tells: Its status; None where it tells none.
    """
    if tells is not None:
        return False
    if around.names_listed:
        return said.has("organisation")
    of_state = around.last is not None and around.same_block and around.last.type.carried
    next_one = said.clause.joint == "semicolon" and said.noun is None and not said.has("date", "count")
    region = next(said.facts("region", end=said.opening + _LINKS_MOST), None)
    if next_one and around.same_block and region and said.has("country", start=region.end):
        return around.last is not None and bool(around.last.countries)
    return of_state and next_one and said.has("country", start=said.opening, end=said.opening + 1)


def of_country(said: Said, around: Surroundings, tells: Basis | None) -> Reading | None:
    """Read “Samoa: fully operational since June 2016”, “Tonga: closed, final report filed”: how far a country is.

    Args:
        said: The clause.
        around: What stands around it.
        tells: Its status; None where it tells none.
    """
    country = next(said.facts("country", end=said.opening + len("the ") + 1), None)
    listed = around.block.block.kind == "list_item" and _dated(said)
    if country is None or not (tells or listed) or not around.fragment_ok or said.clause.joint != "start":
        return None
    own = said.noun is not None and said.noun.detail in ("strong", "normal")
    if own or not said.text(country.end).startswith(_LABEL_ENDS):
        return None
    kind = Basis("technical_assistance", country.start, country.end, "activity_other")
    return Reading("record", kinds.type_of(None, said.noun) or kind, tells, said.noun)


def of_labelled_country(said: Said, around: Surroundings) -> Reading | None:
    """Read “Tonga: concluded, final report submitted”, “Palau: shelved for want of funds”.

    Args:
        said: The clause.
        around: What stands around it.
    """
    verb = said.verb
    if verb is None or not verb.bare or verb.frame not in _STATES or not said.subject.endswith((":", "–", "—", "-")):
        return None
    verbless = Said(said.block, said.clause._replace(main=None), None, None)
    return of_country(verbless, around, status.of_fragment(said.block, verbless.clause))


def noun_phrase(said: Said, around: Surroundings, tells: Basis | None) -> Reading:
    """Read an activity's noun with what stands around it, or facts alone, which go on about the record before.

    Args:
        said: The clause.
        around: What stands around it.
        tells: Its status; None where it tells none.
    """
    noun = said.noun
    if _begins_pair(said, around):
        return Reading("record", kinds.type_of(None, noun), tells, noun)
    stands_alone = around.fragment_ok or _names_activity(said) or topics.opens_entry(said)
    if noun is None or not stands_alone or noun.start - said.clause.lead_end > _NOUN_MOST:
        if said.clause.joint == "start" and anaphora.is_elsewhere(said, around):
            return NONE
        return facts_alone(said, around)
    if said.clause.joint != "start" and around.same_block and tells is None and not _is_another(said):
        return MORE
    return Reading("record", kinds.type_of(None, noun), tells, noun)


def _is_another(said: Said) -> bool:
    """True for “first course in May; second course in January”."""
    another = said.block.phrasing[_ANOTHER].match(said.text(said.opening)) is not None
    return another and said.clause.joint == "semicolon" and said.has("date", "city", "country", "people")


def same_again(said: Said, around: Surroundings, tells: Basis | None) -> Reading | None:
    """Read “Grenada (19–23 May): same, with ECTEL”, “Gabon: as Congo, in September” behind the item before.

    Args:
        said: The clause.
        around: What stands around it.
        tells: Its status; None where it tells none.
    """
    last = around.last
    if last is None or not around.fragment_ok or said.clause.joint != "start" or around.same_block:
        return None
    label = next((mark for mark in _LABEL_ENDS if mark in said.text(said.clause.start, said.clause.end)), None)
    if label is None or last.block.block.index != said.block.block.index - 1:
        return None
    behind = said.text(said.clause.start, said.clause.end).partition(label)[2]
    if not said.block.phrasing[_SAME].match(behind):
        return None
    kind = Basis(last.kind, said.opening, said.opening + 1, "activity_again", carried=True)
    return Reading("record", kind, tells or last.status)


def _begins_pair(said: Said, around: Surroundings) -> bool:
    """True for “Its first meeting, in Lima on 3 May, was (followed by a workshop)”, where it wasn't told before."""
    noun, last = said.noun, around.last
    if noun is None or noun.detail not in ("strong", "normal") or noun.key not in activity.GATHERINGS:
        return False
    words = said.text(said.clause.start, said.clause.end).rstrip()
    led = words.endswith((" was", " were", " had been")) and said.has("date", start=noun.end)
    return led and (last is None or not around.same_block or not anaphora.is_same_thing(said, last))


def joining(said: Said) -> Reading | None:
    """Read “Joining the ranks of our members: Kabul University, …” and “New members: Kabul University” as accessions.

    Args:
        said: The clause.
    """
    colon = said.text(said.clause.start, said.clause.end).find(":")
    if colon < 0 or said.clause.joint != "start" or not said.has("organisation", start=said.clause.start + colon):
        return None
    first = next(iter(said.clause.predicates), None)
    joins = first is not None and first.aspect == "participle" and "agreement" in (first.type, first.alone)
    opens = joins and first is not None and first.start == said.opening
    named = said.block.phrasing[_NEW_MEMBERS].match(said.text(said.opening, said.clause.end))
    if not (opens or named):
        return None
    end = said.clause.start + colon
    kind = Basis("agreement", said.opening, end, "activity_verb")
    return Reading("record", kind, Basis("completed", said.opening, end, "status_participle"))


def facts_alone(said: Said, around: Surroundings) -> Reading:
    """Read facts as going on about the record before in the same block.

    Args:
        said: The clause.
        around: What stands around it.
    """
    return MORE if around.same_block and said.has("count", "date", "city", "organisation") else NONE


def _names_activity(said: Said) -> bool:
    """True for a paragraph that is only “Workshop on X, Ouagadougou, 11–13 October”, “Webinar. 3 May. Suva.”.

    Likewise for its second sentence, and for “Training at the centre: 4 courses, 61 trainees”.
    """
    start = said.clause.start
    if said.noun is None or said.noun.start - start > _NEAR_START:
        return False
    if start != said.block.block.start:
        named = said.clause.joint == "start" and said.noun.detail in ("strong", "normal")
        return named and said.noun.start - said.opening <= _LINKS_MOST and said.has("city", "country") and _dated(said)
    labelled = said.text(start, said.noun.start).find(":") > 0 and said.has("people")
    return labelled or said.has("date", "country", "city") or closing_date(said.block) is not None


def _dated(said: Said) -> bool:
    """True where a day or month is told."""
    return any(not date.match.bare_year for date in said.facts("date") if isinstance(date, FoundDate))


def calendar_line(said: Said, tells: Basis | None) -> Reading | None:
    """Read “13–17 May, Santiago – Course on X” and “Follow-up meeting in Abuja foreseen in June”.

    Args:
        said: The clause.
        tells: Its status; None where it tells none.
    """
    start = said.clause.start
    dated = any(found.start - start <= 1 for found in said.facts("date"))
    if dated and start == said.block.block.start and said.has("city", "country"):
        behind = max(found.end for found in said.facts("date") if found.start - start <= 1)
        kind = kinds.type_of(None, said.noun) or Basis("event", behind, said.clause.end, "calendar_line")
        return Reading("record", kind, tells, said.noun)
    told = tells is not None and tells.rule != "status_infinitive"
    if said.noun and said.clause.joint == "start" and told and said.noun.start - start <= _NEAR_START:
        return Reading("record", kinds.type_of(None, said.noun), tells, said.noun)
    return None
