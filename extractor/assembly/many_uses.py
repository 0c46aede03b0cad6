"""Tells what a verb of many uses means where it stands: “announced a course” plans one, “can now read it” opens it."""

import re

from extractor.assembly.reported import DONE_FRAMES
from extractor.assembly.said import Said
from extractor.rules.annotations import Predicate

# “announced a course”, “announced 100 scholarships”, unlike “announced a rise”
_ANNOUNCED = r" (?:an?|<number>|\d[\d,]*) "
# “are the latest to join”, “is the tenth country to sign”
_NEWEST = r"(?i) (?:among |one of )?the (?:<ordinal>|<newest_word>|\d+(?:st|nd|rd|th))\b(?: \w+){0,3} to "
_TOGETHER = r"(?i)\b<together_tail>\b"
_IN_USE = r"(?i)\b<in_use_tail>\b"
_OUT_AT_ONCE = frozenset({"agreement", "governance", "instrument", "platform", "programme", "publication"})
# “were shown by volunteers how to pay”
_HOW_TO = re.compile(r" by [^,;]{2,100} how to ")
# “will welcome a symposium to Suva”, unlike “welcomed the report”
_AN = re.compile(r" an? ")
_AGREED = frozenset({"strategy", "instrument", "agreement", "publication"})
_INTO_LAW = re.compile(r" into law\b")


def as_meant(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb as it is meant where that isn't what its row says; None elsewhere.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    usable = verb.aspect == "conditional" and verb.text.startswith("can now ")
    if usable and verb.lemma in said.block.phrasing.of("use_verb"):
        return verb._replace(frame="create", type="", aspect="perfect")
    if verb.via == "agree" and said.noun is None and not (verb.type or verb.alone):
        # “agreed to share their data”
        return verb._replace(lemma="agree", frame="plan", alone="agreement", aspect="past", via="")
    if _adopts(said, verb):
        return verb._replace(frame="adopt", type="")
    frame = _frame(said, verb)
    return verb._replace(frame=frame) if frame else None


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
        return verb._replace(lemma="become", aspect="perfect")
    there = verb.aspect in ("past", "perfect", "future") and _was_in(said, verb)
    return verb._replace(lemma="travel") if there else None


def _frame(said: Said, verb: Predicate) -> str:
    """Return the frame that a verb has here, “” where its row's holds.

    Teach in “were shown by X how to pay”, hold in “will welcome a forum”, plan in “announced a course”.
    """
    tail = {"bring": (_TOGETHER, "gather"), "put": (_IN_USE, "deliver")}.get(verb.lemma)
    if tail and said.block.phrasing[tail[0]].search(said.behind):
        return tail[1]
    if verb.lemma == "show" and verb.passive and said.people_before_verb() and _HOW_TO.match(said.behind):
        return "teach"
    if verb.lemma == "announce" and not verb.passive and said.block.phrasing[_ANNOUNCED].match(said.behind):
        return "create" if said.noun and said.noun.key in _OUT_AT_ONCE else "plan"
    if verb.frame == "promise" and verb.passive:
        # “Missions were undertaken to Fiji”
        return "deliver"
    if verb.lemma == "add" and said.noun and said.noun_is_subject == verb.passive:
        # “A dashboard was added to the intranet”
        return "create"
    given = said.has("count", end=verb.start) and not said.people_before_verb()
    if verb.lemma == "go" and said.behind.startswith(" to ") and given:
        # “Ten scholarships went to students from Fiji”
        return "deliver"
    placed = said.noun is not None and said.has("city", start=said.noun.end)
    return "hold" if verb.lemma == "welcome" and placed and _AN.match(said.behind) else ""


def _adopts(said: Said, verb: Predicate) -> bool:
    """True for “A roadmap was agreed” and “signed the bill into law”."""
    if verb.frame == "sign":
        return _INTO_LAW.search(said.behind) is not None
    agreed = verb.lemma == "agree" and verb.passive and said.noun_is_subject
    return agreed and said.noun is not None and said.noun.key in _AGREED


def _leads_to_deed(said: Said, verb: Predicate) -> bool:
    later = (p for p in said.clause.predicates if p.start > verb.end)
    return any(p.aspect == "infinitive" and p.frame in DONE_FRAMES for p in later)


def _was_in(said: Said, verb: Predicate) -> bool:
    """True for “was in Lomé from 3 to 5 May to advise the regulator”, “will be in Suva on 3 May for a course”."""
    place = next(said.facts("city", "country", start=verb.end), None)
    there = place is not None and said.text(verb.end, place.start) in (" in ", " in the ")
    return there and said.has("date") and not said.noun_is_subject
