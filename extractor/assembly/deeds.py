"""Finds the verb that says what was done, where the main one only leads to it or frames it."""

import re

from extractor.assembly import status
from extractor.assembly.reported import COMING, DONE_FRAMES
from extractor.assembly.said import Said
from extractor.rules.annotations import Predicate
from extractor.rules.grammar import PREPOSITIONS, is_adverb

_NONE = r"(?i)(?:[^:]{2,60}: )?(?:none of|neither|no(?! (?:one|fewer|less|more)\b))\b"
_ITS_PLAN = r"(?i)\s*(?:its |their |an? |the |new )*<plan_noun>\s*"
_OFFER = r"(?i)\s*(?:its |their |an? |the |kind )*<offer_noun>(?: (?:of|by|from|made by) [^,;:]{2,80})?\s*"
_TAKEN_UP = frozenset({"accept", "welcome", "take up"})
_LED_TO = COMING | {"become", "stay"}
_FOLLOWING = frozenset({"follow", "follow suit", "come", "be", "have"})
_EXPLAINS = re.compile(r"[^:]*: (?:it|they|its|their|this|the|both|one|all)\b[^:]*", re.I)
# “will welcome a symposium to Suva”, unlike “welcomed the report”
_AN = re.compile(r" an? ")
# “announced a course”, “announced 100 scholarships”, unlike “announced a rise”
_ANNOUNCED = r" (?:an?|<number>|\d[\d,]*) "
# “are the latest to join”, “is the tenth country to sign”
_NEWEST = r"(?i) (?:among |one of )?the (?:<ordinal>|<newest_word>|\d+(?:st|nd|rd|th))\b(?: \w+){0,3} to "
_TOGETHER = r"(?i)\b<together_tail>\b"
_IN_USE = r"(?i)\b<in_use_tail>\b"
_OUT_AT_ONCE = frozenset({"agreement", "governance", "instrument", "platform", "programme", "publication"})
# “were shown by volunteers how to pay”
_HOW_TO = re.compile(r" by [^,;]{2,100} how to ")
_WHICH = re.compile(r"(?: (?:in|for|of) (?:the )?[A-Z][\w ]+)?, which (?:[^,]+ )?$")
_OWN = re.compile(r" (?:its|their|an?) (?:[\w-]+ ){1,6}$")


def with_deed(said: Said) -> Said:
    """Return the clause told by the verb that says what was done; the clause itself where that is its main verb.

    “became the first country to adopt a law”, “joined forces to train 320 teachers”, “stayed on to help Fiji”, “spent a
    week learning”, “an agreement, signed on 3 May, will open the platform”; “no course could be held” tells that it was
    not.
    """
    verb, told = said.verb, said.block.phrasing
    if verb is None:
        return said
    if told[_NONE].match(said.subject):
        could = verb.aspect == "conditional" and verb.text.startswith("could")
        return said.with_verb(verb._replace(negated=True, aspect="past" if could else verb.aspect))
    if inner := _explained(said, verb) or _framed(said, verb):
        return said.with_verb(inner)
    if frame := _other_frame(said, verb):
        return said.with_verb(verb._replace(frame=frame))
    if verb.aspect == "conditional" and verb.text.startswith("can now ") and verb.lemma in told.of("use_verb"):
        return said.with_verb(verb._replace(frame="create", type="", aspect="perfect"))
    if verb.via == "agree" and said.noun is None and not (verb.type or verb.alone):
        # “agreed to share their data”
        return said.with_verb(verb._replace(lemma="agree", frame="plan", alone="agreement", aspect="past", via=""))
    if verb.lemma == "be" and verb.aspect in ("past", "perfect", "future") and _was_in(said, verb):
        verb = verb._replace(lemma="travel")
        said = said.with_verb(verb)
    newest = verb.lemma == "be" and told[_NEWEST].match(said.behind) is not None
    if newest:
        verb = verb._replace(aspect="perfect")
    if verb.aspect in ("future", "present"):
        signed = next((p for p in said.clause.predicates if p.frame == "sign" and p.bare and p.end < verb.start), None)
        subject = said.block.first("activity", said.clause.lead_end, verb.start)
        return said.with_verb(signed) if signed and subject and subject.key == "agreement" else said
    if verb.frame == "speak" or verb.lemma == "prepare" or verb.lemma in _TAKEN_UP:
        return _announced(said, verb)
    spent = verb.lemma == "spend"
    if verb.frame != "team" and verb.lemma not in _LED_TO and not spent and not newest:
        return said
    for inner in said.clause.predicates:
        done = inner.frame in DONE_FRAMES or inner.alone == "technical_assistance"
        if inner.aspect == ("participle" if spent else "infinitive") and inner.start > verb.end and done:
            return said.with_verb(inner._replace(aspect=verb.aspect, start=verb.start))
    return said


def _other_frame(said: Said, verb: Predicate) -> str:
    """Return what a verb of many uses does.

    Teach in “were shown by X how to pay”, hold in “will welcome a forum”, plan in “announced a course”.
    """
    if verb.lemma == "show" and verb.passive and said.people_before_verb() and _HOW_TO.match(said.behind):
        return "teach"
    if verb.lemma == "announce" and not verb.passive and said.block.phrasing[_ANNOUNCED].match(said.behind):
        return "create" if said.noun and said.noun.key in _OUT_AT_ONCE else "plan"
    if verb.lemma == "go" and said.behind.startswith(" to ") and said.has("count", end=verb.start):
        # “Ten scholarships went to students from Fiji”
        return "" if said.people_before_verb() else "deliver"
    if verb.lemma == "bring" and said.block.phrasing[_TOGETHER].search(said.behind):
        return "gather"
    if verb.lemma == "put" and said.block.phrasing[_IN_USE].search(said.behind):
        return "deliver"
    placed = said.noun is not None and said.has("city", start=said.noun.end)
    return "hold" if verb.lemma == "welcome" and placed and _AN.match(said.behind) else ""


def _was_in(said: Said, verb: Predicate) -> bool:
    """True for “was in Lomé from 3 to 5 May to advise the regulator”, “will be in Suva on 3 May for a course”."""
    place = next(said.facts("city", "country", start=verb.end), None)
    there = place is not None and said.text(verb.end, place.start) in (" in ", " in the ")
    return there and said.has("date") and not said.noun_is_subject


def _explained(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb behind a colon that tells what the main one doesn't: “Kuwait is next: its board will meet”."""
    tells = verb.frame == "state" and status.of_predicate(said.block, said.clause, verb)
    if verb.lemma not in _FOLLOWING or tells:
        return None
    behind = (p for p in said.clause.predicates if p.start > verb.end and p.finite and not p.relative)
    inner = next((p for p in behind if ":" in said.text(verb.end, p.start)), None)
    return inner if inner and _EXPLAINS.fullmatch(said.text(verb.end, inner.start)) else None


def _announced(said: Said, verb: Predicate) -> Said:
    """Return the clause told by what is planned.

    “confirmed its plan to set up a centre”, “is preparing to host a forum”, “accepted the offer of Poland to host it”.
    """
    inner = next((p for p in said.clause.predicates if p.start >= verb.end), None)
    if verb.passive or inner is None or inner.aspect != "infinitive" or inner.frame not in DONE_FRAMES:
        return said
    between = said.text(verb.end, inner.start)
    told = said.block.phrasing
    if verb.lemma in _TAKEN_UP:
        meant = told[_OFFER].fullmatch(between) is not None
    else:
        meant = told[_ITS_PLAN].fullmatch(between) is not None if verb.frame == "speak" else not between.strip()
    return said.with_verb(inner._replace(aspect="future", start=verb.start)) if meant else said


def _framed(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb that reports what the main one only frames.

    “Also held in May was a course”, “The course, held in Suva in May, was praised”, “asked for a course, which will be
    held in May”, “agreed that a hearing would be held”, “assisted Fiji in drafting a law”, “had its law reviewed”,
    “battled a worm at the drill, which Fiji hosted”.
    """
    done = (p for p in said.clause.predicates if p.frame in DONE_FRAMES)
    inner = next((p for p in done if _reports(said, verb, p)), None)
    helped = inner is not None and (inner.aspect == "participle" or verb.lemma == "have")
    return inner._replace(aspect=verb.aspect) if inner and helped else inner


def _reports(said: Said, verb: Predicate, inner: Predicate) -> bool:
    """True for one of the verbs above."""
    if inner.start > verb.end:
        asked = verb.frame == "direct" and inner.relative and inner.passive and inner.aspect == "future"
        agreed = verb.frame == "plan" and not verb.passive and inner.aspect == "should"
        if agreed and said.text(verb.end, inner.start).startswith(" that "):
            return inner.passive
        had = verb.lemma == "have" and inner.bare and inner.passive
        if had and _OWN.match(said.text(verb.end, inner.start)):
            return True
        if verb.frame == "other" and inner.relative and not verb.passive:
            noun = next(reversed(said.block.of("activity", verb.end, inner.start)), None)
            return noun is not None and _WHICH.match(said.text(noun.end, inner.start)) is not None
        behind_in = inner.aspect == "participle" and said.text(verb.end, inner.start).endswith(" in ")
        return asked or (verb.frame == "assist" and behind_in)
    if not (inner.bare and inner.passive):
        return False
    behind = said.text(inner.end, verb.start).split()[:1]
    first = all(map(is_adverb, said.text(said.clause.start, inner.start).casefold().replace(",", " ").split()))
    inverted = verb.frame == "state" and first and (not behind or behind[0] in PREPOSITIONS)
    praised = verb.frame == "judge" and verb.passive and said.has("date", start=inner.end, end=verb.start)
    return inverted or (praised and said.text(inner.start - 2, inner.start) == ", ")
