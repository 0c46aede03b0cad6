"""Tells of which type an activity is, by its verb and its noun together."""

from typing import Literal

from extractor.assembly import anaphora
from extractor.assembly.activity import OCCASIONS
from extractor.assembly.drafts import Basis
from extractor.assembly.said import Said, is_founded
from extractor.rules.annotations import Mention, Predicate

_WHO_MEETS = frozenset({"governance", "platform", "programme"})
_NO_PERSON = frozenset({"awareness_campaign", "platform", "programme", "publication"})
_EXACT = frozenset({"training_of_trainers", "workshop", "exercise"})


def type_of(verb: Predicate | None, noun: Mention | None) -> Basis | None:
    """Return the type that verb and noun give together; None where neither tells one.

    Args:
        verb: The main verb.
        noun: The activity noun of the clause.
    """
    if verb and (told := _by_both(verb, noun)):
        return Basis(told, verb.start, verb.end, "activity_verb")
    if noun and not (verb and verb.type and not _tells_more(noun, verb)):
        return Basis(noun.key, noun.start, noun.end, "activity_noun")
    return Basis(verb.type, verb.start, verb.end, "activity_verb") if verb and verb.type else None


def _by_both(verb: Predicate, noun: Mention | None) -> str:
    """Return the type of what only verb and noun together tell; "" where one of them tells it."""
    if _binds(verb, noun):
        return "agreement"
    if told := _by_teaching(verb, noun) or (noun and (_met(verb, noun) or _sets_up(verb, noun))):
        return told
    round_of = noun is not None and (_is_occasion(verb, noun) or _is_document(verb, noun) or _is_round(verb, noun))
    return (verb.alone or "event") if round_of else ""


def _tells_more(noun: Mention, verb: Predicate) -> bool:
    """True where the noun tells the type, though the verb has one of its own."""
    if verb.frame == "appoint" and verb.passive and noun.end <= verb.start and noun.key in _NO_PERSON:
        # “The app was named best tool for schools”
        return True
    if verb.frame == "sign" and noun.key == "instrument" and noun.detail != "weak":
        return True
    if verb.type == "training" and noun.key in _EXACT:
        return True
    # “Voice models are being trained” teaches nobody.
    kinds = ("research", "event", "technical_assistance", "training" if noun.key == "research" else "")
    if verb.type in kinds and _is_its_subject(verb, noun):
        return True
    given = verb.type in ("technical_assistance", "assessment") and noun.key in _EXACT | {"strategy", "assessment"}
    return given and noun.detail == "strong"


def alone(said: Said) -> Basis:
    """Return the type that the verb tells where nothing else does; a body that was set up is one of governance.

    Args:
        said: The clause.
    """
    verb, bodies = said.verb, said.block.of("organisation", said.clause.start, said.clause.end)
    assert verb is not None
    # “Fiji received a consultant”, “A consultant was sent to Suva”
    got = verb.lemma == "receive" and said.has("country", end=said.opening + len("the ") + 1)
    if got or (verb.lemma == "send" and verb.passive and said.has("country", "city", start=verb.end)):
        return Basis("technical_assistance", verb.start, verb.end, "activity_other")
    named = said.block.of("activity", end=said.clause.start)
    if named and verb.frame == "adopt" and anaphora.OBJECT_PRONOUN.match(said.behind):
        # “Mongolia has an access policy: the Government passed it on 3 May”
        return Basis(named[-1].key, verb.start, verb.end, "activity_other")
    founded = any(is_founded(said.block, said.clause, body) for body in bodies)
    kind = verb.alone or ("governance" if founded else "other")
    # “300 pupils joined a clean-up”, unlike “Three regulators joined the Network”
    joined = kind == "agreement" and said.people_before_verb()
    if joined and not said.has("organisation", start=verb.end, end=verb.end + len(" the ") + 1):
        kind = "event"
    return Basis(kind, verb.start, verb.end, "activity_other")


def _is_occasion(verb: Predicate, noun: Mention) -> bool:
    """True where a programme's name stands for one edition of it: “Accessible Europe took place in Vienna”."""
    # “The programme ran from May to July” tells no edition.
    held = verb.frame in ("hold", "happen") and (verb.lemma != "run" or verb.passive)
    held = held or verb.alone in ("event", "publication") or verb.lemma == "follow"
    held = held or (verb.passive and verb.frame == "attend")
    return noun.detail == "named" and noun.key == "programme" and held and not verb.type


def _is_document(verb: Predicate, noun: Mention) -> bool:
    """True for advice or lessons that are documents: “Guidance on data was published”."""
    return verb.alone == "publication" and noun.key in ("technical_assistance", "training") and noun.detail == "weak"


def _joins(verb: Predicate) -> bool:
    return verb.lemma == "join" or (verb.frame == "attend" and verb.alone == "agreement")


def _binds(verb: Predicate, noun: Mention | None) -> bool:
    """True for “joined the coalition” and, whatever the noun, “committed to an assessment”."""
    joined = _joins(verb) and noun is not None and noun.key in ("programme", "platform", "governance")
    return joined or (verb.lemma == "commit" and not verb.passive)


def _is_its_subject(verb: Predicate, noun: Mention) -> bool:
    """True for “A bill was presented”, “It was shown at a workshop”, “The drill tested the plan”, not for who acts."""
    in_use = verb.frame == "commission" and noun.key in ("platform", "technical_assistance")
    helped = verb.type == "technical_assistance" and noun.key in OCCASIONS
    if verb.frame == "treat":
        # “The draft law was discussed in Suva on 4 June”
        return False
    if noun.start > verb.start:
        return verb.passive and noun.key in OCCASIONS
    return noun.key == "exercise" or (verb.passive and (noun.detail == "strong" or in_use or helped))


def _is_round(verb: Predicate, noun: Mention) -> bool:
    """True for “The second edition was held in Lima”, “Kenya will host the next edition”: it is an event’s."""
    edition = noun.detail == "light" and noun.text.casefold() in ("edition", "editions")
    return edition and verb.frame in ("hold", "happen") and verb.alone in ("", "event") and not verb.type


def _by_teaching(verb: Predicate, noun: Mention | None) -> Literal["training", ""]:
    """Return training for “Officials were shown how to use the model”, “ITU took 30 officials through the model”.

    Who follows a module learns by it.
    """
    if verb.lemma == "follow" and not verb.passive and noun and noun.key == "publication" and noun.start > verb.end:
        return "training"
    return "training" if verb.frame == "teach" and not (noun and noun.end <= verb.start) else ""


def _met(verb: Predicate, noun: Mention) -> Literal["event", ""]:
    """Return event for a body that meets: “The CIRT hosted 13 analysts”, “gathered for talks”."""
    if noun.text.casefold() == "talks":
        return "event" if verb.frame in ("attend", "gather") else ""
    meets = verb.lemma in ("meet", "host", "play host to") and not verb.passive and noun.end <= verb.start
    return "event" if meets and noun.key in _WHO_MEETS else ""


def _sets_up(verb: Predicate, noun: Mention) -> Literal["governance", ""]:
    """Return governance for “A focus group on AI was set up”, unlike the focus groups that a study held."""
    body = noun.key == "research" and noun.text.casefold().split()[-1].startswith("group")
    return "governance" if body and verb.frame == "create" else ""
