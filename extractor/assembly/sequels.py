"""Tells whether a clause reports another activity of the kind told before, its new time or its next step."""

import re
from collections.abc import Sequence

from extractor.assembly.activity import GATHERINGS
from extractor.assembly.anaphora import (
    EVENTS,
    FOLLOWING,
    OBJECT_PRONOUN,
    STOP,
    STUDIES,
    came,
    is_strong,
    starts_definite,
    starts_with_pronoun,
)
from extractor.assembly.drafts import Basis, Draft, Place
from extractor.assembly.said import GOES_ON, Reading, Said, Surroundings
from extractor.rules.annotations import AnnotatedBlock, Clause, Predicate

_ONE_TOO = re.compile(
    rf"\s+(?:(?:the (?:next|other) )?one|another|one of (?:its|their) own){STOP}"
    rf"|.*\s(?:theirs|(?:its|their) own){STOP}"
)
_STEP_OF = r"(?:(?:the )?<step_noun> (?:of|for) )?"
_THAT_OF = r"(?:that|those|the ones?)(?: \w+ed)? (?:of|in|for|to|with|between)\b"
_THE_OTHERS = re.compile(rf"{_THAT_OF}|the (?:(?:\w+ )?others|remaining|other|rest)\b", re.I)
_SEQUEL = (
    r"(?i)\b<further_word> (?:one|<round_noun>)\b|\bones?\b|^another(?:$| (?:to|in|for|with|at)\b)"
    r"|^(?:an? )?<alike_word> |^(?:the )?same (?:for|in|with)\b|^an? <sequel_noun>\b"
    rf"|^(?:<number>|\d+) <count_modifier> <round_noun>s?\b|^{_STEP_OF}(?:an? (?!first\b)<ordinal>\b|{_THAT_OF})"
    r"|^the (?:remaining|other) \w+\b(?! \w)|^the (?:(?:\w+ )?others|rest)\b"
    r"|^(?:another|a further) [\d,. ]+$|^(?:<number>|[\d,. ]+) (?:more|others)$"
)
_OF_ALIKE = r"(?i)(?:the|an?) \w+ of (?:an? )?<alike_word> "
_NEXT_ROUND = r"(?i)(?:(?:an?|the|its) )?<further_word> <round_noun>\b|the (?:remaining|other) (?:<number>|\d+)\b"
_MORE = r"(?i)(?:<number>|\d+) <count_modifier>\b(?! [a-z]+s\b)"
_OF_TWO = re.compile(r"\s*the (?:former|(latter))\b", re.I)
_LABELS = re.compile(r" ?(?:[–—:-] |\()")
_ROUND = r"(?i)the (?:<ordinal>|<turn_word>|\d{4})(?: and \w+)? <round_noun>\b(?! of)|the <ordinal>$|the next one\b"
_ITS_LAUNCH = r"(?i)(?:its|the) (?:<formal_word> )?<step_noun>\b"
_NEXT = re.compile(r" next\b(?! (?:to|door)\b)|[a-z ]{0,20} doing (?:so|likewise|the same)\b")
_RESULTS = r"(?i)(?:[a-z]+ ){0,2}<result_noun>"
_WORK = r"(?i)(?:the|its) (?:[a-z]+ )?<study_part>\b"
_ENDS = r"(?i)(?:(?:its|the) )?<end_noun>"
_SIGNED = frozenset({"agreement", "instrument"})
_SO = (
    r"(?:and |And )?[Ss]o (?:(?:has|have|had|will) be(?:en)?|<be>|did|does|has|have|had|will)"
    r" (?:the|its|their|an?|[A-Z])"
)
_ALIKE = r"(?i)(?:an? )?<alike_word> <general_noun>\b"
_REPEATING = frozenset({"repeat", "replicate"})
_NEAR = 12
_PURSUING = frozenset({"continue", "deliver", "hold", "other"})
# What begins and then goes on; a portal once opened is there.
_BEGINNING = frozenset({"launch", "open", "set up", "roll out"})
_RUN = STUDIES | {"training", "training_of_trainers", "awareness_campaign", "programme", "technical_assistance"}


def is_sequel(said: Said, around: Surroundings) -> bool:
    """Return True for another activity of the kind told before.

    “A second round is planned”, “that of Egypt followed”, “Fiji joined it”, “Fiji is half-way through its own”.
    """
    verb, noun = said.verb, said.noun
    if around.last is None or verb is None:
        return False
    told = said.block.phrasing
    same = OBJECT_PRONOUN.match(said.behind) or _ONE_TOO.match(said.behind)
    own = verb.type and not (verb.frame == "sign" and around.last.kind in _SIGNED)
    if around.same_block and same and not own and not is_strong(said):
        return said.has("country", end=verb.start) and not came(said)
    if around.same_block and noun and noun.detail == "weak" and re.match(r" (?:its|their) own\b", said.behind):
        return True
    follows = noun is None and verb.lemma in FOLLOWING and not verb.passive
    follows = follows or (_may_be_next(verb, said) and _NEXT.match(said.behind) is not None)
    if around.same_block and follows and said.has("country", end=verb.start):
        return True
    slight = noun is None or noun.detail in ("weak", "light")
    own_step = slight and told[_ITS_LAUNCH].match(said.subject)
    if around.same_block and (own_step or _OF_TWO.fullmatch(said.subject) or _is_repeated(said, verb)):
        return True
    start = said.opening
    to_come = verb.frame == "plan" or verb.aspect == "future"
    step = next(said.facts("step", start=start, end=start + 2), None)
    named = step and noun and noun.start > step.end and said.text(step.end, noun.start).startswith(" of ")
    if around.same_block and slight and to_come and step and not named:
        return True
    goes_on = around.same_block and said.clause.joint == "and" and not said.subject
    if goes_on and (_turns_to_future(said, around.last) or _is_elsewhere(said, around.last)):
        return True
    if noun is None and told[_OF_ALIKE].match(said.subject):
        return True
    if starts_definite(said) and not _THE_OTHERS.match(said.subject):
        own = noun is not None and noun.detail != "light"
        placed = said.has("date", "city", "country")
        return not own and told[_ROUND].match(said.subject) is not None and placed and around.same_block
    own = noun is not None and noun.start < verb.start and noun.detail != "light"
    own = own and not told[_ALIKE].match(said.subject)
    again = around.same_block and around.last.kind in EVENTS and told[_NEXT_ROUND].fullmatch(said.subject) is not None
    return bool(told[_SEQUEL].search(said.subject)) and (again or not own)


def _may_be_next(verb: Predicate, said: Said) -> bool:
    """True for “Fiji is next”, “Fiji is close to doing so” and “Fiji is to be served next”: no activity of its own."""
    return verb.frame == "state" or (said.noun is None and verb.passive and verb.aspect == "future")


def _is_repeated(said: Said, verb: Predicate) -> bool:
    """True for “It was repeated in Uganda in June”: done again at another place or time."""
    again = verb.lemma in _REPEATING and verb.passive and (starts_with_pronoun(said) or starts_definite(said))
    return again and said.has("country", "city", "date", start=verb.end)


def countries_meant(block: AnnotatedBlock, clause: Clause, drafts: Sequence[Draft]) -> Sequence[Place]:
    """Return the countries of the last record that a clause goes on from; of “the latter” the second of its two.

    Args:
        block: The clause's block.
        clause: The clause.
        drafts: The records before it, at least one.
    """
    of_two = _OF_TWO.match(block.text, clause.lead_end - block.block.start)
    if not of_two:
        return drafts[-1].countries
    two = next((d.countries for d in reversed(drafts) if d.block is block and len(d.countries) == 2), [])
    return two[-1:] if of_two[1] else two[:1]


def did_so(said: Said, around: Surroundings) -> bool:
    """Return True for “So was the Action Plan.”, “So did Togo.” behind what was done: it was done too.

    Args:
        said: The clause.
        around: What stands around it.
    """
    so = said.block.phrasing[_SO].match(said.text(said.clause.start, said.clause.end))
    return so is not None and around.last is not None and around.same_block


def is_next_step(said: Said, tells: Basis | None, around: Surroundings) -> bool:
    """Return True for the step to come behind what was done: “…, implementation to start in May”, “26 more to come”.

    Or “…; a new strategy to be adopted in May”.
    """
    if not around.same_block or around.last is None or tells is None or tells.value != "planned":
        return False
    done = around.last.state in ("completed", "ongoing")
    told, text = said.block.phrasing, said.text(said.opening)
    more = told[_MORE].match(text) or told[_NEXT_ROUND].match(text)
    named = said.noun is not None and said.noun.detail in ("strong", "normal")
    another = said.clause.joint == "semicolon" and named and tells.rule == "status_infinitive"
    return done and (more is not None or another or said.has("step", start=said.opening, end=said.opening + 1))


def is_next_country(said: Said, around: Surroundings) -> bool:
    """Return True for the second half of “strategies: Mongolia – adopted; Ecuador – validated in May”."""
    last = around.last
    if last is None or not around.same_block or said.clause.joint != "semicolon":
        return False
    known = {place.key for place in last.countries}
    # “Mali, law on e-commerce; Niger, decree on SIM cards”
    named = said.noun is not None and said.noun.detail in ("strong", "normal") and said.verb is None
    return any(
        here.start == said.opening
        and here.key not in known
        and (_LABELS.match(said.text(here.end)) or (named and said.text(here.end).startswith(", ")))
        for here in said.block.of("country", said.clause.start, said.clause.end)
    )


def has_new_time(said: Said, around: Surroundings) -> bool:
    """Return True for what follows on “was put off”: “… and will now be held in May”, “It will take place in May”."""
    last, verb = around.last, said.verb
    if last is None or verb is None or last.state != "cancelled" or not around.same_block or verb.aspect != "future":
        return False
    held = verb.frame in ("hold", "happen", "deliver", "begin", "create")
    return held and said.has("date", start=verb.end) and (not said.subject or starts_with_pronoun(said))


def befell(said: Said, around: Surroundings) -> bool:
    """Return True for “Mission on licensing; put back to 2018”, “…; cancelled at the country's request”.

    Args:
        said: The clause.
        around: What stands around it.
    """
    verb, last = said.verb, around.last
    if verb is None or last is None or not around.same_block or said.clause.joint != "semicolon":
        return False
    return verb.bare and verb.frame in ("cancel", "move", "plan") and not said.subject


def status_of_more(said: Said, tells: Basis | None, around: Surroundings) -> Reading | None:
    """Read what only tells how far the activity before is: its new time, its result, what befell it, that it goes on.

    Args:
        said: The clause.
        tells: The status that its verb tells.
        around: What stands around it.
    """
    if has_new_time(said, around) or is_result(said, around) or befell(said, around):
        return Reading("more", status=tells)
    goes_on = _still_goes_on(said, tells, around)
    return Reading("more", status=goes_on) if goes_on else None


def _still_goes_on(said: Said, tells: Basis | None, around: Surroundings) -> Basis | None:
    """Return the status of “A survey was launched in May and is still running”, “…. It is under way”; else None."""
    last, verb = around.last, said.verb
    if last is None or verb is None or tells is None or tells.value != "ongoing" or not around.same_block:
        return None
    begun = last.block.text[last.status.start - last.block.block.start : last.status.end - last.block.block.start]
    if _is_pursued(said, verb, last) and any(p.frame == "begin" and p.text == begun for p in _predicates(last)):
        return Basis("ongoing", verb.start, verb.end, GOES_ON)
    if last.state != "completed" or last.kind not in _RUN or said.has("country", "count", "organisation"):
        return None
    runs = not verb.passive and verb.frame in ("state", "hold", "happen", "continue") and said.noun is None
    same = (said.clause.joint == "and" and not said.subject) or starts_with_pronoun(said)
    begins = any(p.frame == "begin" or p.lemma in _BEGINNING for p in _predicates(last) if p.text == begun)
    return Basis("ongoing", verb.start, verb.end, GOES_ON) if runs and same and begins else None


def _is_pursued(said: Said, verb: Predicate, last: Draft) -> bool:
    """True for “A survey was begun in May and is being carried forward with Fiji”, “… and is being funded by UNDP”."""
    same = said.clause.joint == "and" and not said.subject and said.noun is None and not verb.type
    pursued = same and verb.passive and verb.aspect == "progressive" and verb.frame in _PURSUING
    funded = verb.lemma in said.block.phrasing.of("funding_verb")
    return pursued and (funded or not last.countries or not _is_elsewhere(said, last))


def _predicates(draft: Draft) -> list[Predicate]:
    return [p for sentence in draft.block.sentences for clause in sentence.clauses for p in clause.predicates]


def is_result(said: Said, around: Surroundings) -> bool:
    """Return True for what a study that goes on will bring or consists of: “A survey is under way; results are due”."""
    last, verb = around.last, said.verb
    if last is None or verb is None or last.kind not in STUDIES or last.state not in ("ongoing", "planned"):
        return False
    if not around.same_block or verb.frame not in ("state", "plan", "continue"):
        return False
    told = said.block.phrasing
    return bool(told[_RESULTS].fullmatch(said.subject) or told[_WORK].match(said.subject))


def tells_when(said: Said, around: Surroundings) -> bool:
    """Return True for what follows on “in preparation”: “…; expected in June”, “…; completion is expected in June”."""
    last, verb = around.last, said.verb
    if last is None or verb is None or last.state == "completed" or not around.same_block:
        return False
    expected = verb.bare and verb.frame == "plan" and not said.subject and said.noun is None
    ends = said.block.phrasing[_ENDS].fullmatch(said.subject)
    if ends and verb.frame == "plan" and verb.passive:
        # “Work has begun on a code; completion is foreseen by May”
        return said.has("date", start=verb.end)
    return expected and said.has("date", start=verb.end, end=verb.end + _NEAR)


def _is_elsewhere(said: Said, last: Draft) -> bool:
    """True for “… was done in Fiji, is under way in Tonga and will start in Samoa”: no subject, another country."""
    verb = said.verb
    if verb is None or verb.type or said.noun:
        return False
    here = {country.key for country in said.block.of("country", verb.end, said.clause.end)}
    return bool(here) and here.isdisjoint(place.key for place in last.countries)


def _turns_to_future(said: Said, last: Draft) -> bool:
    """True for the second half of “was drafted and will be published in May”, “… and is under review in Tonga”."""
    verb = said.verb
    if verb is None or last.state != "completed":
        return False
    staged = verb.frame == "state" and verb.aspect == "present" and said.has("cue", start=verb.end, end=verb.end + 2)
    return staged or (verb.passive and verb.aspect == "future")


def closes(said: Said, kind: Basis) -> bool:
    """Return True for “Regulators wrapped up three days of talks in Suva”, “Fiji has concluded its tests”.

    Args:
        said: The clause of a verb for an end.
        kind: The type that its noun tells.
    """
    if kind.value in STUDIES and said.behind.startswith((" its ", " their ")):
        return said.has("country", "organisation", end=said.opening + 1)
    return kind.value in GATHERINGS and said.has("city", "country") and said.has("date", "count")
