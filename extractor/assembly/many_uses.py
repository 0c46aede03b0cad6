"""Tells what a verb of many uses means where it stands: “announced a course” plans one, “can now read it” opens it."""

import re

from extractor.assembly.activity import GATHERINGS
from extractor.assembly.reported import COMING, DONE_FRAMES
from extractor.assembly.said import Said
from extractor.assembly.verb_uses import DONE, frame_of
from extractor.rules.annotations import FoundDate, Predicate

# “are the latest to join”, “was the first country of the region to sign”
_NEWEST = r"(?i) (?:among |one of )?the (?:<ordinal>|<newest_word>|\d+(?:st|nd|rd|th))\b(?: [\w-]+){0,6} to "
# “became the 40th and 41st members of the coalition”
_NTH_MEMBER = r"(?i) the (?:(?:<ordinal>|\d+(?:st|nd|rd|th))(?:,| and)* )+(?:[a-z]+ )?<member_noun> (?:in|of|to the)\b"
# How far those are who are or were busy with it.
_OF_THOSE = {"present": "progressive", "past": "past", "perfect": "progressive", "future": "future"}
_OF_THOSE_TO_COME = frozenset({"present", "progressive"})
_NEXT = re.compile(r"(?:the )?next\b", re.I)
_AT_WORK = r"(?i) (?:<at_work>|(?:(?:at|in) [A-Z][^,;:]{2,60}))(?: (?:across|at|in|on) [^,;:]{2,60}?)? "
_SHOWN_HOW = re.compile(r" (?:[a-z]|\d|[A-Z])[^,;:]{2,90} how to ")
_TO_DO = re.compile(r" (?:to|by|from)\b")
_IN_HANDS = re.compile(r" (?:\w+ )?in the hands of (?!the\b)")
# “were among the beneficiaries of a workshop”
_BENEFITS = r"(?i) (?:also )?(?:among )?(?:the|an?) (?:<ordinal> )?<beneficiary_noun> of (?:an?|the|<number>|\d+) "
# “was the subject of a seminar”
_THEME = r"(?i) (?:also )?(?:(?:on|at) )?(?:the|a|one of the) (?:main |central )?<theme_noun> of (?:an?|the|two|three) "
# “Thanks to a grant, 12 engineers could attend”, unlike “With a grant, 12 engineers could attend”
_ENABLED = r"(?i)\b<thanks_to>\b"
_AGREED = frozenset({"strategy", "instrument", "agreement", "publication"})
# “is complete in Fiji”, unlike “are complete and concise”
_ENDED = re.compile(r"(?: (?:now|all|both))*(?: (?:complete|over))?(?: (?:in|for|at) (?:the )?[A-Z][^:]+)?[ .;,]*")
_ENDING = frozenset({"complete", "conclude", "finalise", "finalize", "finish"})
_INTO_LAW = re.compile(r" into law\b")


def as_meant(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb as it is meant where that isn't what its row says; None elsewhere.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if told := _was_enabled(said, verb) or _mentioned(said, verb):
        return told
    if verb.via == "agree" and said.noun is None and not (verb.type or verb.alone):
        # “agreed to share their data”
        return verb._replace(lemma="agree", frame="plan", alone="agreement", aspect="past", via="")
    if _adopts(said, verb):
        return verb._replace(frame="adopt", type="")
    if _was_talked_over(said, verb) or _met_to_do(said, verb):
        return verb._replace(type="event")
    if _is_ended(said, verb):
        return verb._replace(lemma="complete", frame="end", aspect="perfect", passive=True)
    if verb.lemma == "be":
        return _of_be(said, verb)
    if verb.lemma in COMING or verb.lemma == "commission":
        return _come_into_use(said, verb)
    joined = verb.lemma == "become" and said.block.phrasing[_NTH_MEMBER].match(said.behind)
    if joined and all(p.aspect != "infinitive" for p in said.clause.predicates):
        return verb._replace(lemma="join", frame="join", type="agreement")
    if verb.lemma in said.block.phrasing.of("enabling_verb"):
        return _made_to_do(said, verb)
    frame = frame_of(said, verb)
    return _as(verb, frame) if frame else None


def _as(verb: Predicate, frame: str) -> Predicate:
    """Return a verb in another frame, with the type that the frame gives it there."""
    if frame == "give":
        return verb._replace(lemma="give", frame="deliver", type="technical_assistance")
    if frame == "receive":
        return verb._replace(lemma="receive", frame="attend")
    if frame == "connect":
        return verb._replace(lemma=frame, frame="deliver", alone="technical_assistance", aspect="perfect")
    if frame == "join":
        return verb._replace(lemma=frame, frame=frame, passive=False, type="agreement")
    if frame == "appoint":
        return verb._replace(lemma="appoint", frame=frame, type="governance")
    return verb._replace(frame=frame, type="training" if frame == "train" else verb.type)


def _come_into_use(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of “is coming to Suva in May”, which is to be held there, and of “Stations were commissioned”."""
    if verb.lemma in COMING:
        aspect = "future" if verb.aspect in _OF_THOSE_TO_COME else verb.aspect
        frame = "hold" if _has_come(said, verb) else frame_of(said, verb)
        return verb._replace(frame=frame, aspect=aspect if frame == "hold" else verb.aspect) if frame else None
    # “A study was commissioned”, “A firm was commissioned to draft it”
    other = not verb.passive or said.noun_is_subject or _TO_DO.match(said.behind)
    return None if other else verb._replace(type="technical_assistance")


def _is_ended(said: Said, verb: Predicate) -> bool:
    """True for “The survey is complete in Fiji”, “Installation is finished”: it has come to its end."""
    told = verb.aspect == "present" and not verb.negated and _ENDED.fullmatch(said.behind)
    if not told or said.has("date", start=verb.end):
        return False
    if verb.lemma == "be":
        words = said.behind.strip(" .;,").split()[:3]
        return "complete" in words or (said.noun_is_subject and "over" in words)
    return verb.passive and verb.lemma in _ENDING


def _of_be(said: Said, verb: Predicate) -> Predicate | None:
    """Return “be” as what it tells of: “were among the beneficiaries of a course”, “was the subject of a seminar”.

    “Tablets were in the hands of 6,400 pupils” tells that they got them.
    """
    if said.block.phrasing[_BENEFITS].match(said.behind):
        return verb._replace(lemma="benefit", frame="gather")
    if verb.aspect in DONE | {"future"} and said.block.phrasing[_THEME].match(said.behind):
        return verb._replace(frame="treat", passive=True)
    if _IN_HANDS.match(said.behind) and said.has("people", start=verb.end):
        done = verb.aspect if verb.aspect in ("past", "future") else "perfect"
        return verb._replace(frame="deliver", alone="technical_assistance", aspect=done)
    return _at_work(said, verb)


def _at_work(said: Said, verb: Predicate) -> Predicate | None:
    """Return what those do who “are on the ground repairing lines”, “were in Suva showing staff how to …”."""
    if verb.aspect not in _OF_THOSE or said.noun_is_subject:
        return None
    inner = next((p for p in said.clause.predicates if p.start >= verb.end), None)
    told = said.block.phrasing[_AT_WORK]
    if inner is None or inner.aspect != "participle" or not told.fullmatch(said.text(verb.end, inner.start)):
        return None
    inner = inner._replace(aspect=_OF_THOSE[verb.aspect], start=verb.start)
    if inner.lemma == "show" and _SHOWN_HOW.match(said.text(inner.end, said.clause.end)):
        return inner._replace(frame="train", type="training")
    done = inner.frame in DONE_FRAMES - {"cancel", "plan"} or inner.alone == "technical_assistance"
    return inner if done else None


def leading(said: Said, verb: Predicate) -> Predicate | None:
    """Return “be” as a verb that leads to what was done; None elsewhere.

    “was in Lomé on 3 May to advise the regulator”, “are the latest to join the coalition”.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if verb.lemma != "be":
        return None
    if said.block.phrasing[_NEWEST].match(said.behind) and _leads_to_deed(said, verb):
        return verb._replace(lemma="become", aspect="future" if verb.aspect == "future" else "perfect")
    if not _was_in(said, verb):
        return None
    return verb._replace(lemma="travel", aspect="progressive" if verb.aspect == "present" else verb.aspect)


def _has_come(said: Said, verb: Predicate) -> bool:
    """True for “The summit returns to Geneva on 6 July”: what comes to a place is held there."""
    noun = said.noun
    event = noun is not None and noun.key in GATHERINGS and said.noun_is_subject
    told = said.has("date") or _NEXT.match(said.subject) is not None
    return event and told and said.has("city", "country", start=verb.end)


def _made_to_do(said: Said, verb: Predicate) -> Predicate | None:
    """Return the second verb of “allowed Togo to train 40 teachers”, “forced ITU to call off the forum”."""
    inner = next((p for p in said.clause.predicates if p.start > verb.end), None)
    led = inner is not None and inner.aspect == "infinitive" and inner.frame in DONE_FRAMES
    done = led and not verb.passive and verb.aspect in DONE
    return inner._replace(aspect=verb.aspect) if inner and done else None


def _was_enabled(said: Said, verb: Predicate) -> Predicate | None:
    """Return what was done in “Thanks to a grant, 12 engineers could attend it” and “Teachers can now read it”."""
    if verb.text.startswith("can now ") and verb.lemma in said.block.phrasing.of("use_verb"):
        return verb._replace(frame="create", type="", aspect="perfect")
    could = verb.aspect == "conditional" and verb.text.casefold().startswith("could ") and not verb.negated
    words = said.text(said.clause.start, said.clause.end)
    return verb._replace(aspect="past") if could and said.block.phrasing[_ENABLED].search(words) else None


def _mentioned(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of “recalled the code, adopted in May” as that behind its object, which alone reports."""
    if said.noun is None or verb.lemma not in said.block.phrasing.of("mentioning_verb") or verb.passive:
        return None
    later = next((p for p in said.clause.predicates if p.start >= said.noun.end > verb.end), None)
    done = later is not None and later.bare and later.passive and later.frame in DONE_FRAMES
    if later is None or not done or not said.has("date", start=later.end):
        return None
    return verb._replace(lemma=later.lemma, frame=later.frame, type=later.type, alone=later.alone, aspect="past")


def _was_talked_over(said: Said, verb: Predicate) -> bool:
    """True for “The findings were discussed in Suva on 4 June with seven officials”: who did so met."""
    if verb.frame != "treat" or not verb.passive or verb.aspect not in ("past", "perfect"):
        return False
    noun = next((m for m in said.block.of("activity", verb.end, said.clause.end) if m.key in GATHERINGS), None)
    there = noun is None and said.has("city", start=verb.end)
    return there and any(not d.match.bare_year for d in said.facts("date") if isinstance(d, FoundDate))


def _met_to_do(said: Said, verb: Predicate) -> bool:
    """True for “met in Suva to discuss a plan”: they met, whatever came of it."""
    noun = said.noun
    if noun is None or noun.key in GATHERINGS or verb.lemma not in said.block.phrasing.of("meeting_verb"):
        return False
    aims = [p for p in said.clause.predicates if p.aspect == "infinitive" and verb.end < p.start < noun.start]
    return bool(aims) and said.has("city", "date")


def _adopts(said: Said, verb: Predicate) -> bool:
    """True for “A roadmap was agreed” and “signed the bill into law”."""
    if verb.frame == "sign":
        return _INTO_LAW.search(said.behind) is not None
    agreed = verb.lemma == "agree" and verb.passive and said.noun_is_subject
    return agreed and said.noun is not None and said.noun.key in _AGREED


def _leads_to_deed(said: Said, verb: Predicate) -> bool:
    """True for “are the latest to join the coalition”."""
    later = (p for p in said.clause.predicates if p.start > verb.end)
    return any(p.aspect == "infinitive" and (p.frame in DONE_FRAMES or p.lemma == "have") for p in later)


def _was_in(said: Said, verb: Predicate) -> bool:
    """True for “was in Lomé from 3 to 5 May to advise the regulator”, “will be in Suva on 3 May for a course”."""
    place = next(said.facts("city", "country", start=verb.end), None)
    there = place is not None and said.text(verb.end, place.start) in (" in ", " in the ")
    return there and said.has("date") and not said.noun_is_subject
