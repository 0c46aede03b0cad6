"""Tells which dates of a clause are when its activity was: no plan given up, no deed of before, no deadline."""

import re

from extractor.assembly import asides, status
from extractor.assembly.context import dateline_end
from extractor.assembly.drafts import Draft, When
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Predicate

_OTHER_TIME = (
    r"\b(?:<instead_of>|<compared_with>\b(?:[^.;,()—]|[.,](?=\d)){0,40}?|<more_than>\b[^.;,()\d—]{0,40}?) (?:in |on )?$"
)
_SERIES = re.compile(r"\ba series (?:that |which )?$")
_OTHER_TIME_MOST = 80
_DUE = r"(?i)(?:\bdue(?: (?:out|back|for [a-z]+))?|, for <step_noun>(?: [^.,;()]{1,50})?) (?:in |on |by )?(?:the )?$"
_PART_OF_TIME = r"(?i)\b(?:<part_of_time> of|(?:in|during|over|throughout) the <time_noun>)\s$"
# “Course for judges, Fiji, 2021.”
_LAST_ITEM = re.compile(r", [^,]+[.;)]?")


def told(draft: Draft, block: AnnotatedBlock, clause: Clause) -> list[When]:
    """Return when a clause says that its activity was or is to be.

    Args:
        draft: The record in the making.
        block: The clause's block.
        clause: The clause.
    """
    found = [d for d in _dates_of(block, clause) if _is_time(block, d) and not _is_past_plan(block, clause, d)]
    others = asides.of_others(draft, block, clause)
    found = [date for date in found if not any(start <= date.start < end for start, end in others)]
    if asides.tells_earlier(block, clause):
        found = [date for date in found if date.start >= clause.lead_end] or found
    return [
        When(_new_date(draft, clause, date), lean="future" if _is_due(block, date) else _lean(clause, date))
        for date in _as_spell(clause, _exact(block, found))
    ]


def _exact(block: AnnotatedBlock, dates: list[FoundDate]) -> list[FoundDate]:
    """Return the dates without the year of “this year's forum is on 3 May”."""
    own = [d for d in dates if block.text[d.end - block.block.start :][:2] not in ("’s", "'s")]
    return own or dates


def _as_spell(clause: Clause, dates: list[FoundDate]) -> list[FoundDate]:
    """Return the two dates of “began on 8 April and ended on 19 April” as one range."""
    if len(dates) != 2 or any(found.match.last for found in dates):
        return dates
    first, last = dates
    if first.match.opening or last.match.opening == "end":
        return dates
    verbs = [p for p in clause.predicates if p.end <= last.start and p.aspect == "past"]
    spell = verbs[-2:-1] and status.ended(verbs[-2], verbs[-1]) and verbs[-2].end <= first.start < verbs[-1].start
    if not spell:
        return dates
    match = first.match._replace(kind="range", last=last.match.first)
    return [first._replace(match=match)]


def _new_date(draft: Draft, clause: Clause, found: FoundDate) -> FoundDate:
    """Return the new date of “has been put off until October” without its open start; of “from May to June” June.

    What began in May and is under way goes on: its date has no end.
    """
    before = [p for p in clause.predicates if p.end <= found.start]
    if before and draft.state == "ongoing" and before[-1].frame == "begin" and before[-1].relative:
        return found._replace(match=found.match._replace(opening="end"))
    if before and before[-1].frame in ("cancel", "move") and status.is_moved_from(found, before[-1].end):
        return found._replace(match=found.match.only_last())
    if found.match.opening == "start" and before and before[-1].frame == "cancel":
        return found._replace(match=found.match._replace(opening=""))
    return found


def _is_due(block: AnnotatedBlock, found: FoundDate) -> bool:
    """True for “due out in February”, “for adoption in October”: to come, whatever the rest tells of."""
    at = found.start - block.block.start
    return block.phrasing[_DUE].search(block.text, max(0, at - _OTHER_TIME_MOST), at) is not None


def _lean(clause: Clause, found: FoundDate) -> str:
    """Return what the verb before a date says of it: “begun in October, is expected to end in May”."""
    before = [p for p in clause.predicates if p.end <= found.start]
    if not before:
        return ""
    opening = before[-1].frame == "begin" and before[-1].aspect == "participle"
    verb = before[-2] if opening and before[1:] else before[-1]
    if verb.frame in ("plan", "cancel"):
        return "future" if verb.aspect == "present" else ""
    if verb.aspect in ("future", "should") or (verb.aspect == "infinitive" and verb.passive):
        return "future"
    return "past" if verb.aspect in ("past", "perfect", "participle") and len(clause.predicates) > 1 else ""


def _is_past_plan(block: AnnotatedBlock, clause: Clause, found: FoundDate) -> bool:
    """Return True for the first date of “…, first planned for March, was held in May”, of “moved from May to June”."""
    at = found.start - block.block.start
    if block.phrasing[_OTHER_TIME].search(block.text, max(0, at - _OTHER_TIME_MOST), at):
        return True
    before = [p for p in clause.predicates if p.end <= found.start]
    had = next((p for p in clause.predicates if p.start == found.end + 1 and p.relative), None)
    if had and had.frame == "plan" and had.passive and had.aspect == "perfect":
        # “…, for which May had been pencilled in, will now be held in June”
        return True
    later = any(d.start > found.end for d in _dates_of(block, clause))
    moved_from = bool(before) and block.text[before[-1].end - block.block.start : at] == " from "
    other = later or (before and before[-1].bare and len(_dates_of(block, clause)) > 1)
    if other and moved_from and before[-1].frame in ("cancel", "move"):
        return True
    led = clause.lead_end > clause.start and clause.main is not None and found.end <= clause.main.start
    aside = before and before[-1].relative and before[-1].text.startswith("had ")
    led = led or bool(aside and clause.main and found.end <= clause.main.start)
    if led and later and before and before[-1].relative and before[-1].frame != "begin":
        # “Under the agreement, which was signed in May, a forum was held in June”
        return True
    # “…, scheduled to take place in May, was held in June”
    to_be = bool(later and before and before[-1].bare and before[-1].via)
    if to_be or (before and _SERIES.search(block.text[: before[-1].start - block.block.start])):
        return True
    if not before or clause.main is None:
        return False
    if before[-1] is clause.main:
        planned = clause.main.frame == "plan" and clause.main.bare
        done = status.came_of(block, clause, clause.main) if planned else None
        # “assessment requested in May, completed in June”
        asked = clause.main.frame == "direct" and clause.main.bare
        return asked or (done is not None and any(d.start > done.end for d in _dates_of(block, clause)))
    if clause.main.start < before[-1].start:
        return _is_target(block, clause, before[-1], found)
    if _befell(block, clause.main, before[-1], later):
        return True
    to_be = later and before[-1].aspect == "infinitive" and before[-1].passive
    plan = to_be or before[-1].frame in ("plan", "cancel") or before[-1].lemma == "announce"
    moved = clause.main.frame == "cancel" and any(d.start > clause.main.end for d in _dates_of(block, clause))
    of_old = before[-1].passive or before[-1].aspect == "perfect"
    aside = before[-1].relative or (before[-1].bare and before[-1].passive)
    plan = (plan and of_old) or (aside and _was_undone(before[-1]))
    return plan and (clause.main.frame != "cancel" or moved)


def _befell(block: AnnotatedBlock, main: Predicate, verb: Predicate, later: bool) -> bool:
    """True for “Counters destroyed in 2022 have been rebuilt”: the date is no date of the rebuilding.

    Nor is the first date one of the meeting in “The group, set up in 2009, met on 2 November”.
    """
    if not verb.bare or not verb.passive or verb.end >= main.start:
        return False
    earlier = main.passive and verb.lemma in block.phrasing.of("earlier_deed")
    met = main.frame in ("hold", "happen", "train") and not main.passive
    return earlier or (later and met and verb.frame == "create")


def _was_undone(verb: Predicate) -> bool:
    """True for “could not be held in May”, “was to be held in May”, told of what has another date now."""
    intended = verb.aspect == "future" and verb.text.casefold().startswith(("was ", "were ", "had "))
    return intended or (verb.negated and verb.aspect in ("past", "perfect"))


def _dates_of(block: AnnotatedBlock, clause: Clause) -> list[FoundDate]:
    return [found for found in block.dates if clause.start <= found.start < clause.end]


def _is_target(block: AnnotatedBlock, clause: Clause, last: Predicate, found: FoundDate) -> bool:
    """Return True for the second date of “was launched in 2019 to connect every school by 2030”."""
    assert clause.main is not None
    aim = last.aspect == "infinitive" and not last.passive and clause.main.aspect in ("past", "perfect")
    if not aim or not found.match.bare_year:
        return False
    return any(clause.start <= own.start < last.start for own in block.dates)


def _is_time(block: AnnotatedBlock, found: FoundDate) -> bool:
    """Tell “in the course of 2019” from the year of “the 2019 edition”."""
    base = block.block.start
    prose = len(block.text) > 100 or block.text.rstrip().endswith((".", "!", "”", '"'))
    if prose and dateline_end(block, found):
        return False
    if not found.match.bare_year or found.match.introduced:
        return True
    if block.phrasing[_PART_OF_TIME].search(block.text[: found.start - base]):
        return True
    around = block.text[max(0, found.start - base - 2) : found.end - base + 1]
    if _LAST_ITEM.fullmatch(around):
        return True
    placed = any(found.start - m.end == 2 for label in ("country", "city") for m in block.of(label))
    return placed and around.endswith(f"({found.text})")
