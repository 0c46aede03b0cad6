"""Reads sentences that only point at an activity: “Of note was a workshop”, “To this must be added a course”."""

from extractor.assembly import activity, kinds
from extractor.assembly.drafts import Basis, Mention
from extractor.assembly.said import Reading, Said
from extractor.rules.grammar import PREPOSITIONS

_POINTING = r"(?i)<pointing_word>\b"
# “a”, “the regional”, “two further”
_A = r"(?i) (?:also )?(?:an?|the|<number>|another) (?:[\w-]+ ){0,5}"
_HELD = activity.GATHERINGS | {"assessment", "awareness_campaign", "technical_assistance"}


def presented(said: Said) -> Reading | None:
    """Return the activity that a sentence points at, with when and where it was; None where it points at none.

    Args:
        said: The clause.
    """
    verb = said.verb
    told = said.block.phrasing
    if verb is None or verb.negated or verb.lemma not in told.of("pointing_verb"):
        return None
    first = said.subject.casefold().split(" ", 1)[0]
    if (first not in PREPOSITIONS and not told[_POINTING].match(said.subject)) or said.has("date", end=verb.start):
        return None
    noun = _object(said)
    if noun is None or not said.has("date", start=noun.end):
        return None
    if not said.has("city", "country", "people", start=verb.end):
        return None
    # “Next on the calendar is a workshop in May”: its date tells.
    tells = None
    if verb.aspect != "present":
        value = "planned" if verb.aspect == "future" else "completed"
        tells = Basis(value, verb.start, verb.end, "status_past")
    return Reading("record", kinds.type_of(None, noun), tells, noun)


def _object(said: Said) -> Mention | None:
    """Return the activity right behind the verb."""
    verb = said.verb
    assert verb is not None
    noun = next(iter(activity.triggers(said.block, verb.end, said.clause.end)), None)
    if noun is None or noun.key not in _HELD or noun.detail == "light":
        return None
    return noun if said.block.phrasing[_A].fullmatch(said.text(verb.end, noun.start)) else None
