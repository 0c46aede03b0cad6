"""Finds the verb that says what was done, where the main one only leads to it or frames it."""

import re

from extractor.assembly import many_uses, new_dates, status
from extractor.assembly.reported import COMING, DONE_FRAMES
from extractor.assembly.said import Said
from extractor.rules.annotations import Predicate
from extractor.rules.grammar import PREPOSITIONS, is_adverb

_NONE = (
    r"(?i)(?:[^:]{2,60}: |(?:so far|thus far|to date|as yet),? )?"
    r"(?:none of|neither|no(?! (?:one|fewer|less|more)\b))\b"
)
_ITS_PLAN = r"(?i)\s*(?:its |their |an? |the |new )*<plan_noun>\s*"
_OFFER = r"(?i)\s*(?:its |their |an? |the |kind )*<offer_noun>(?: (?:of|by|from|made by) [^,;:]{2,80})?\s*"
_TAKEN_UP = frozenset({"accept", "welcome", "take up"})
_LED_TO = COMING | {"become", "stay"}
_FOLLOWING = frozenset({"follow", "follow suit", "come", "be", "have"})
_EXPLAINS = re.compile(r"[^:]*: (?:it|they|its|their|this|the|both|one|all)\b[^:]*", re.I)
_WHICH = re.compile(r"(?: (?:in|for|of) (?:the )?[A-Z][\w ]+)?, which (?:[^,]+ )?$")
# “Suva was where, on 4 May, the forum met”, “4 May was the day on which …”, “It was in Suva that …”
_CLEFT = re.compile(r"(?: [^,;:]{1,40})? (?:where|when|(?:on|in|at) which)\b[^;:]*")
_IT_THAT = re.compile(r" (?:at|during|in|on|with) [^,;:]{2,60} that\b[^;:]*")
# “Fiji and Chad are among the countries that took part in a workshop”
_AMONG = re.compile(r" (?:also |now )?(?:among|\w+ of) (?:the )?[^,;:]{2,60} (?:that|which|who) ")
_IT = re.compile(r" (?:it|they|he|she) ")
_OWN = re.compile(r" (?:(?:its|their|the(?! (?:\w+est|most) )|an?|\d+) (?:[\w-]+ ){1,6}|(?:itself|themselves) )$")
# “now has its app for the blue economy, released on 8 June”
_OWN_NOW = re.compile(r" (?:its|their|an?) (?:own )?(?:[\w-]+ ){0,7}[\w-]+, $")


def with_deed(said: Said) -> Said:
    """Return the clause told by the verb that says what was done; the clause itself where that is its main verb.

    “became the first country to adopt a law”, “was the first to have its law adopted”, “joined forces to train 320
    teachers”, “stayed on to help Fiji”, “spent a week learning”, “an agreement, signed on 3 May, will open the
    platform”; “no course could be held” tells that it was not.
    """
    verb = said.verb
    if verb is None:
        return said
    if said.block.phrasing[_NONE].match(said.subject):
        could = verb.aspect == "conditional" and verb.text.startswith("could")
        return said.with_verb(verb._replace(negated=True, aspect="past" if could else verb.aspect))
    if inner := _cleft(said, verb):
        verb, said = inner, said.with_verb(inner)
    told = _explained(said, verb) or new_dates.as_told(said, verb) or _framed(said, verb)
    if inner := told or many_uses.as_meant(said, verb):
        return said.with_verb(inner)
    if leads := many_uses.leading(said, verb):
        verb, said = leads, said.with_verb(leads)
    elif verb.aspect in ("future", "present"):
        signed = next((p for p in said.clause.predicates if p.frame == "sign" and p.bare and p.end < verb.start), None)
        subject = said.block.first("activity", said.clause.lead_end, verb.start)
        return said.with_verb(signed) if signed and subject and subject.key == "agreement" else said
    if verb.frame == "speak" or verb.lemma == "prepare" or verb.lemma in _TAKEN_UP:
        return _announced(said, verb)
    # “It fell to Mauritius to host the meeting”
    led = verb.lemma == "fall" and said.subject.casefold() == "it"
    led = led or verb.frame == "team" or verb.lemma in _LED_TO or verb.lemma.startswith("spend")
    inner = _led_to(said, verb) if led else None
    return said.with_verb(inner) if inner else said


def _led_to(said: Said, verb: Predicate) -> Predicate | None:
    """Return the deed that “became the first”, “joined forces” and “spent a week” lead to."""
    spent = verb.lemma.startswith("spend")
    for inner in said.clause.predicates:
        if inner.lemma == "have" and inner.aspect == "infinitive" and (had := _had_done(said, inner)):
            return had._replace(aspect=verb.aspect)
        done = inner.frame in DONE_FRAMES or inner.alone == "technical_assistance"
        done = done and (not verb.type or inner.type == "training")
        if inner.aspect == ("participle" if spent else "infinitive") and inner.start > verb.end and done:
            return inner._replace(aspect=verb.aspect, start=verb.start)
    return None


def _had_done(said: Said, having: Predicate) -> Predicate | None:
    """Return the verb of “to have its law adopted”."""
    inner = next((p for p in said.clause.predicates if p.start > having.end), None)
    had = inner is not None and inner.bare and inner.passive and inner.frame in DONE_FRAMES
    return inner if inner and had and _OWN.match(said.text(having.end, inner.start)) else None


def _explained(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb behind a colon that tells what the main one doesn't: “Kuwait is next: its board will meet”."""
    tells = verb.frame == "state" and status.of_predicate(said.block, said.clause, verb)
    if verb.lemma not in _FOLLOWING or tells:
        return None
    behind = (p for p in said.clause.predicates if p.start > verb.end and p.finite and not p.relative)
    inner = next((p for p in behind if ":" in said.text(verb.end, p.start)), None)
    return inner if inner and _EXPLAINS.fullmatch(said.text(verb.end, inner.start)) else None


def _cleft(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of the clause that “be” only leads to: “Suva was where it met”, “is among those that …”."""
    if verb.lemma != "be" or said.noun_is_subject:
        return None
    inner = next((p for p in said.clause.predicates if p.start > verb.end and p.finite), None)
    if inner is None or inner.frame not in DONE_FRAMES or inner.aspect == "present":
        return None
    if _AMONG.fullmatch(said.text(verb.end, inner.start)):
        return inner._replace(start=verb.start)
    shape = _IT_THAT if said.subject.casefold().strip() == "it" else _CLEFT
    return inner if shape.fullmatch(said.text(verb.end, inner.start)) else None


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
    “battled a worm at the drill, which Fiji hosted”, “says it will open a centre”, “Launched in May, it drew praise”,
    “rolled up their sleeves, learning how to price”.
    """
    done = (p for p in said.clause.predicates if p.frame in DONE_FRAMES)
    inner = next((p for p in done if _reports(said, verb, p)), None)
    aside = inner is not None and said.text(inner.start - 2, inner.start) == ", "
    behind = inner is not None and inner.start > verb.end
    helped = inner is not None and behind and (inner.aspect == "participle" or (verb.lemma == "have" and not aside))
    return inner._replace(aspect=verb.aspect) if inner and helped else inner


def _reports(said: Said, verb: Predicate, inner: Predicate) -> bool:
    """True for one of the verbs above."""
    if inner.start > verb.end:
        if verb.frame == "speak":
            return inner.finite and _IT.fullmatch(said.text(verb.end, inner.start)) is not None
        to_come = inner.relative and inner.passive and inner.aspect == "future"
        # “Fiji: assessment requested in May, completed in June”
        done = verb.bare and said.noun_is_subject and inner.bare and inner.passive
        done = done and said.text(inner.start - 2, inner.start) == ", "
        asked = verb.frame == "direct" and (to_come or done)
        agreed = verb.frame == "plan" and not verb.passive and inner.aspect == "should"
        if agreed and said.text(verb.end, inner.start).startswith(" that "):
            return inner.passive
        had = verb.lemma == "have" and inner.bare and inner.passive
        if had and _had(said, verb, inner):
            return True
        if verb.frame == "other" and inner.relative and not verb.passive:
            noun = next(reversed(said.block.of("activity", verb.end, inner.start)), None)
            return noun is not None and _WHICH.match(said.text(noun.end, inner.start)) is not None
        told = inner.type or said.has("activity", start=inner.end)
        if inner.lemma == "learn" and inner.aspect == "participle" and said.text(inner.start - 2, inner.start) == ", ":
            # “Officials rolled up their sleeves in Suva, learning how to price spectrum”
            return verb.frame == "other" and not verb.passive and said.has("date", "city", "people")
        behind_in = told and inner.aspect == "participle" and said.text(verb.end, inner.start).endswith(" in ")
        return asked or (verb.frame == "assist" and behind_in)
    if not (inner.bare and inner.passive):
        return False
    behind = said.text(inner.end, verb.start).split()[:1]
    first = all(map(is_adverb, said.text(said.clause.start, inner.start).casefold().replace(",", " ").split()))
    inverted = verb.frame == "state" and verb.lemma != "have" and first
    inverted = inverted and (not behind or behind[0] in PREPOSITIONS)
    dated = said.has("date", start=inner.end, end=verb.start)
    fronted = first and dated and said.noun_is_subject and verb.frame not in DONE_FRAMES
    praised = verb.frame == "judge" and verb.passive and dated
    return inverted or fronted or (praised and said.text(inner.start - 2, inner.start) == ", ")


def _had(said: Said, verb: Predicate, inner: Predicate) -> bool:
    """True for “had its law reviewed” and “now has its app, released on 8 June”."""
    between = said.text(verb.end, inner.start)
    return bool(_OWN.match(between) or (_OWN_NOW.match(between) and said.has("date", start=inner.end)))
