"""Reads clauses without a verb by their noun, date and place: “Workshop on radio, Suva, 3 May”."""

from extractor.assembly import activity, anaphora, topics
from extractor.assembly.context import closing_date
from extractor.assembly.drafts import Basis
from extractor.assembly.said import MORE, NONE, Reading, Said, Surroundings

_NEAR_START = 40
_NOUN_MOST = 60


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
    return of_state and next_one and said.has("country", start=said.opening, end=said.opening + 1)


def noun_phrase(said: Said, around: Surroundings, tells: Basis | None) -> Reading:
    """Read an activity's noun with what stands around it, or facts alone, which go on about the record before.

    Args:
        said: The clause.
        around: What stands around it.
        tells: Its status; None where it tells none.
    """
    noun = said.noun
    stands_alone = around.fragment_ok or _names_activity(said) or topics.opens_entry(said)
    if noun is None or not stands_alone or noun.start - said.clause.lead_end > _NOUN_MOST:
        if said.clause.joint == "start" and anaphora.is_elsewhere(said, around):
            return NONE
        return facts_alone(said, around)
    if said.clause.joint != "start" and around.same_block and tells is None:
        return MORE
    return Reading("record", activity.type_of(None, noun), tells, noun)


def facts_alone(said: Said, around: Surroundings) -> Reading:
    """Read facts as going on about the record before in the same block.

    Args:
        said: The clause.
        around: What stands around it.
    """
    return MORE if around.same_block and said.has("count", "date", "city", "organisation") else NONE


def _names_activity(said: Said) -> bool:
    """True for a paragraph that is only “Workshop on X, Ouagadougou, 11–13 October”, “Webinar. 3 May. Suva.”."""
    start = said.clause.start
    if said.noun is None or start != said.block.block.start or said.noun.start - start > _NEAR_START:
        return False
    return said.has("date", "country", "city") or closing_date(said.block) is not None


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
        kind = activity.type_of(None, said.noun) or Basis("event", behind, said.clause.end, "calendar_line")
        return Reading("record", kind, tells, said.noun)
    told = tells is not None and tells.rule != "status_infinitive"
    if said.noun and said.clause.joint == "start" and told and said.noun.start - start <= _NEAR_START:
        return Reading("record", activity.type_of(None, said.noun), tells, said.noun)
    return None
