"""How far an activity is: read off the verb, a cue, a participle, or the list's introduction."""

import re

from extractor.assembly.drafts import Basis
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Mention, Predicate
from extractor.rules.grammar import DETERMINERS

_FROM_ASPECT = {
    "past": "completed",
    "perfect": "completed",
    "progressive": "ongoing",
    "future": "planned",
    "should": "planned",
    "infinitive": "planned",
}
_ENDS = frozenset({"adopt", "sign", "create", "end", "translate"})
_NEW_DATE = r"\s*(?:from [\w ]{1,30} )?<new_date>\s+$"
# “put the workshop off until June”
_PARTED = re.compile(r"(?: [\w’'-]+){1,9} (?:off|back|forward)(?= )")
# “decided in May not to hold the forum”
_NOT_TO = re.compile(r"(?: (?:at|in|on) [\w ]{3,30},?)? not to ")
_UNTIL_NOW = r"(?i)\b<until_now>\b"
_LATER = frozenset({"begin", "cancel", "continue", "create", "hold", "happen", "deliver", "move"})
_TO_HAVE = " to have "
_DONE_FRAMES = frozenset({"hold", "deliver", "create", "adopt", "train", "sign", "end", "begin", "translate"})


def of_predicate(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> Basis | None:
    """Return the status that a verb group tells; None where it tells none (habit, condition, wish).

    Args:
        block: The block around.
        clause: The clause of the verb.
        verb: Its main verb.
    """
    verb = _turned(block, clause, verb) or verb
    if verb.frame == "state":
        return _of_state(block, clause, verb)
    value = _FROM_ASPECT.get(verb.aspect)
    if verb.frame == "speak" and verb.passive and _has_new_date(block, verb.end, clause.end):
        value = "planned"
    elif verb.lemma in ("agree", "commit") and not verb.via and not verb.passive:
        value = "completed"
    elif verb.frame == "cancel":
        value = "planned" if _has_new_date(block, verb.end, clause.end) else "cancelled"
    elif verb.aspect == "conditional" or (verb.lemma == "commit" and verb.passive and verb.aspect == "present"):
        value = None
    elif verb.via == "decide" and verb.frame == "create":
        value = "completed"
    elif verb.negated and (verb.aspect in ("past", "perfect", "future") or _is_unfinished(block, verb)):
        value = _of_omission(block, clause, verb)
    elif (verb.frame == "move" and _is_later(block, clause, verb)) or (
        verb.frame == "plan" and (verb.passive or verb.aspect != "future")
    ):
        value = "cancelled" if _NOT_TO.match(block.text, verb.end - block.block.start) else "planned"
    elif _lasts(block, clause, verb) or _will_end(clause, verb):
        value = "ongoing"
    return Basis(value, verb.start, verb.end, f"status_{verb.aspect}") if value else None


def _lasts(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> bool:
    """True for “continues”, “has begun”, “have been linked since May”, “600 people have so far attended”.

    What was signed since then is done.
    """
    if verb.frame == "continue":
        return verb.aspect not in ("future", "should")
    if verb.frame == "begin" and (verb.aspect == "perfect" or (verb.aspect == "past" and not verb.passive)):
        return True
    if verb.frame == "attend" and verb.aspect == "perfect":
        said = block.text[verb.start - block.block.start : clause.end - block.block.start]
        if block.phrasing[_UNTIL_NOW].search(said):
            return True
    if verb.frame == "hold" and verb.passive and any(clause.lead_end <= c.start < verb.start for c in block.counts):
        # “Four workshops have been held since May”
        return False
    return verb.aspect == "perfect" and since(block, clause) and verb.frame not in _ENDS


def since(block: AnnotatedBlock, clause: Clause) -> bool:
    """Return True for what goes on “since 3 July”.

    Args:
        block: The clause's block.
        clause: The clause.
    """
    return any(d.match.opening == "end" and clause.start <= d.start < clause.end for d in block.dates)


def _will_end(clause: Clause, verb: Predicate) -> bool:
    """True for “…, begun in January, is to end in December”, “…, which began in January, will go on until May”."""
    begun = (p for p in clause.predicates if p.frame == "begin" and p.end <= verb.start and p.aspect == "past")
    return verb.frame in ("end", "continue") and verb.aspect in ("future", "should") and next(begun, None) is not None


def _is_unfinished(block: AnnotatedBlock, verb: Predicate) -> bool:
    """True for “is not yet finished”."""
    begun = of_cues(block, verb.start, verb.end, verbless=True) if verb.passive else None
    return begun is not None and begun.value == "ongoing"


def _of_omission(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> str | None:
    """Return the status of “was not held”, “will not be held until May”; “had never been held” says that it is new."""
    words = verb.text.casefold().split()
    if verb.frame == "end":
        return "ongoing" if "yet" in words else None
    if verb.frame == "begin" and ("yet" in words or verb.aspect == "perfect"):
        return "planned"
    told = verb.frame in ("happen", "hold", "create", "deliver") or _TO_HAVE in verb.text
    if not told or (verb.aspect == "perfect" and "never" in words):
        return None
    if verb.aspect == "future":
        return "planned" if _has_new_date(block, verb.end, clause.end) else "cancelled"
    begun = of_cues(block, verb.start, verb.end, verbless=True)
    if begun and begun.value == "ongoing":
        return "ongoing"
    return "planned" if "yet" in words else "cancelled"


def _of_state(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> Basis | None:
    """Return the status of “is under way”, “will be available”, “there were seven trainings”."""
    cue = of_cues(block, verb.start, clause.end, verbless=False)
    if verb.aspect in ("future", "should"):
        if cue and cue.value in ("ongoing", "completed"):
            return cue._replace(value="planned")
        # “The versions would be ready by Q1 2020”, as minutes tell it
        dated = any(verb.end <= date.start < clause.end for date in block.dates)
        return cue if verb.aspect == "future" or dated else None
    if cue is None and verb.aspect == "past" and _existential(block, verb):
        return Basis("completed", verb.start, verb.end, "status_past")
    return cue


def _existential(block: AnnotatedBlock, verb: Predicate) -> bool:
    """True for “there were seven trainings”."""
    return block.text[: verb.start - block.block.start].rstrip().casefold().endswith("there")


def came_of(block: AnnotatedBlock, clause: Clause, plan: Predicate) -> Predicate | None:
    """Return what came of a plan told as a participle: “planned for May, cancelled”, “planned for May, held in June”.

    Args:
        block: The block around.
        clause: The clause.
        plan: The participle.
    """
    later = (p for p in clause.predicates if p.start > plan.end and p.bare and not p.relative)
    dates = [date.start for date in block.dates if date.start < clause.end]
    held = (p for p in later if p.frame == "cancel" or (p.lemma == "hold" and any(p.end < at for at in dates)))
    return next(held, None)


def ended(first: Predicate, last: Predicate) -> bool:
    """Return True for the verbs of “began on 8 April and ended on 19 April”, “opened in May and ran until June”.

    Args:
        first: The verb before.
        last: The verb behind.
    """
    begun = first.frame == "begin" or (first.frame == "create" and first.lemma == "open")
    past = first.aspect == last.aspect == "past" and not first.negated and not last.negated
    over = last.frame == "end" or last.lemma == "run"
    return begun and past and last.start > first.end and over and not last.relative


def _turned(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> Predicate | None:
    """Return the later verb of “was suspended in April but resumed”, “had been planned, of which seven were held”.

    “was deferred to May and then cancelled” and “planned for May, cancelled” were not held, “planned for May and held
    in June” was; “38 officers were attending” tells who was there.
    """
    if verb.aspect == "progressive" and verb.frame == "attend" and verb.text.startswith(("was ", "were ")):
        return verb._replace(aspect="past")
    if verb.frame == "plan" and verb.bare:
        return came_of(block, clause, verb)
    if done := next((p for p in clause.predicates if ended(verb, p)), None):
        return done
    had_planned = verb.frame == "plan" and verb.aspect == "perfect"
    # “was to have been held in May but took place in June”
    undone = verb.negated and _TO_HAVE in verb.text
    if verb.frame not in ("cancel", "move") and not (had_planned or undone):
        return None
    stop = _awaited(block, clause, verb)
    later = [p for p in clause.predicates if verb.end < p.start < stop and p.relative == had_planned]
    later = [p for p in later if p.finite or (p.frame == "continue" and p.aspect == "participle")]
    return next((p for p in later if p.frame in _LATER), None)


def _awaited(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> int:
    """Return where “… until funds have been granted” begins; the clause's end where nothing is waited for."""
    base = block.block.start
    at = block.text.find(" until ", verb.end - base, clause.end - base)
    return clause.end if at < 0 else base + at


def is_moved_from(date: FoundDate, behind: int) -> bool:
    """Return True where a range is no period but an old date and a new one: “was postponed from May to June”.

    Args:
        date: A date.
        behind: One past the last character of the word for moving.
    """
    return date.match.last is not None and date.text.casefold().startswith("from ") and 0 <= date.start - behind <= 2


def _has_new_date(block: AnnotatedBlock, start: int, end: int) -> bool:
    """Tell “postponed to September” from “postponed until further notice”."""
    text, base = block.text, block.block.start
    if parted := _PARTED.match(text, start - base):
        start = base + parted.end()
    return any(
        start <= date.start < end
        and (
            block.phrasing[_NEW_DATE].fullmatch(text[start - base : date.start - base])
            or (date.match.opening and date.start - start <= 2)
            or is_moved_from(date, start)
        )
        for date in block.dates
    )


def _is_later(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> bool:
    """Tell “was moved to September” from “was moved to a new website”."""
    return verb.lemma not in ("move", "transfer", "shift") or _has_new_date(block, verb.end, clause.end)


def of_cues(block: AnnotatedBlock, start: int, end: int, *, verbless: bool) -> Basis | None:
    """Return the status of the strongest cue between two offsets: called off, under way, to come, done.

    Args:
        block: The block around.
        start: First character.
        end: One past the last.
        verbless: True where words such as “completed” stand without an auxiliary.
    """
    found = block.of("cue", start, end)
    cues = [cue for cue in found if cue.detail == "anywhere" or (verbless and _stands(block, cue))]
    for status in ("cancelled", "ongoing", "planned", "completed"):
        for cue in cues:
            if cue.key == status:
                new = status == "cancelled" and _has_new_date(block, cue.end, end)
                return Basis("planned" if new else status, cue.start, cue.end, "status_cue")
    return None


def _stands(block: AnnotatedBlock, cue: Mention) -> bool:
    """Tell the adjective “complete” from the verb of “complete the assessment by July”."""
    behind = block.text[cue.end - block.block.start :].split(maxsplit=1)[:1]
    return cue.detail != "adjective" or not behind or behind[0] not in DETERMINERS


def of_fragment(block: AnnotatedBlock, clause: Clause) -> Basis | None:
    """Return the status of a clause without a finite verb: “strategy adopted by Parliament”, “review to start”."""
    cue = of_cues(block, clause.start, clause.end, verbless=True)
    if cue and cue.value in ("cancelled", "ongoing"):
        return cue
    for verb in clause.predicates:
        if verb.frame == "cancel":
            value = "planned" if _has_new_date(block, verb.end, clause.end) else "cancelled"
            return Basis(value, verb.start, verb.end, "status_participle")
        if verb.frame == "move" and verb.bare and _has_new_date(block, verb.end, clause.end):
            return Basis("planned", verb.start, verb.end, "status_participle")
        if verb.aspect in ("being", "progressive"):
            return Basis("ongoing", verb.start, verb.end, "status_being")
        if verb.aspect == "infinitive":
            return Basis("planned", verb.start, verb.end, "status_infinitive")
    if cue:
        return cue
    for verb in clause.predicates:
        # “course for nurses, given by WHO” tells who, not how far it is
        by = verb.frame in ("hold", "deliver") and block.text[verb.end - block.block.start :].startswith(" by ")
        told = not by and (verb.frame != "hold" or verb.lemma in ("hold", "conduct", "run"))
        if verb.passive and verb.bare and verb.frame in _DONE_FRAMES and told:
            return Basis("completed", verb.start, verb.end, "status_participle")
    return None
