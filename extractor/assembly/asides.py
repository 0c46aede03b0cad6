"""Tells which words of a clause report another activity than its own: “under the code, which was adopted in May”."""

import re

from extractor.assembly.activity import GATHERINGS
from extractor.assembly.drafts import Draft
from extractor.rules.annotations import AnnotatedBlock, Clause, Mention, Predicate
from extractor.rules.grammar import PREPOSITIONS

_EARLIER = r"(?i)\s*<earlier_word>\b"
_TEXTS = frozenset({"agreement", "instrument", "publication", "strategy"})
# What is done to what: a strategy is adopted, a workshop held.
_DONE_TO = {
    "adopt": _TEXTS,
    "create": frozenset({"awareness_campaign", "governance", "platform", "programme", "publication"}),
    "hold": GATHERINGS | {"assessment", "training", "training_of_trainers"},
    "sign": _TEXTS,
}
_PHRASE_OF = re.compile(r"(?: (?:between|for|in|of|on|with) [^.;:]{2,60}?)?(?:, | )(?:(?:that|which) )?")
# What stands before a noun that is no subject or object: “in line with its new”, “after a two-day”; “at a” tells where.
_WORD = rf"(?!(?:{'|'.join(PREPOSITIONS)})\b)[\w’'-]+ "
_BEHIND_PREPOSITION = re.compile(
    rf"\b(?:after|before|following|in|of|on|since|to|under|with|within) (?:{_WORD}){{1,4}}$"
)


def tells_earlier(block: AnnotatedBlock, clause: Clause) -> bool:
    """Return True for “Following a forum in Fiji in May 2021, …”, which has a place and a time of its own.

    Args:
        block: The block around.
        clause: The clause.
    """
    return block.phrasing[_EARLIER].match(block.text, clause.start - block.block.start) is not None


def of_others(draft: Draft, block: AnnotatedBlock, clause: Clause) -> list[tuple[int, int]]:
    """Return the ranges of a clause that say when and where another activity was; none where no other date is told.

    Args:
        draft: The record in the making.
        block: The clause's block.
        clause: The clause.
    """
    dates = [date.start for date in block.dates if clause.start <= date.start < clause.end]
    found = []
    for verb in clause.predicates if len(dates) > 1 else ():
        if verb is clause.main or not verb.passive or not (verb.relative or verb.bare):
            continue
        noun, end = _done(block, clause, verb), _end(block, clause, verb)
        if noun and noun.start != draft.type.start and any(not verb.start <= date < end for date in dates):
            found.append((verb.start, end))
    return found


def _done(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> Mention | None:
    """Return the activity that the verb was done to, where the clause names it by the way."""
    noun = next(iter(reversed(block.of("activity", clause.start, verb.start))), None)
    if noun is None or noun.key not in _DONE_TO.get(verb.frame, ()) or noun.detail == "light":
        return None
    base = block.block.start
    joined = _PHRASE_OF.fullmatch(block.text, noun.end - base, verb.start - base)
    by_the_way = _BEHIND_PREPOSITION.search(block.text, max(0, clause.start - base), noun.start - base)
    return noun if joined and by_the_way else None


def _end(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> int:
    """Return where the words behind the verb end: at a comma, at the main verb, at the clause's end."""
    stop = clause.main.start if clause.main and clause.main.start > verb.end else clause.end
    base = block.block.start
    comma = block.text.find(", ", verb.end - base, stop - base)
    return stop if comma < 0 else base + comma
