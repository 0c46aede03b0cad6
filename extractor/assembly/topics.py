"""Entries that open with their topic, as does “School mapping, Honduras. Under way since May.”."""

import re

from extractor.assembly import status
from extractor.assembly.anaphora import is_same_thing, starts_definite, starts_with_pronoun
from extractor.assembly.drafts import Basis, Draft
from extractor.assembly.said import GOES_ON, MORE, Reading, Said, Surroundings
from extractor.rules.annotations import AnnotatedBlock, Clause, Predicate
from extractor.rules.grammar import is_adverb

_TOPIC_MOST = 110
# Words of “Final draft version”.
_STEP_MOST = 4
_NOTHING = r"(?i)(?:[^:]{2,60}: )?<no_news>\b"
# “The first cycle”, “Phase two”
_ROUND = r"(?i)the (?:(?:<ordinal>|<turn_word>) )?<round_noun>\b|<round_noun> (?:<number>|\d|[IVX]+)$"
# “Work is under way”, “Drafting has begun”: what goes on is the topic.
_BARE = re.compile(r"(?:[A-Z][a-z]+ (?:of [a-z]+ )?)?[A-Za-z][a-z]+")
_GOES_ON = frozenset({"state", "begin", "continue", "end", "plan"})
# “two years after work began”: when it was, not what.
_WHEN = r"\b<subordinator> "
# Where nothing but a date, a section or nothing at all tells how far it is.
_UNTOLD = frozenset({"status_default", "status_by_date", "status_section"})
_NAMED = frozenset({"strong", "normal"})


def topic_of(block: AnnotatedBlock) -> Clause | None:
    """Return the first sentence of a block where it only names what the others tell of; None elsewhere.

    Args:
        block: The block.
    """
    if not block.sentences[1:] or len(block.sentences[0].clauses) != 1:
        return None
    clause = block.sentences[0].clauses[0]
    text = block.text[: clause.end - block.block.start].rstrip()
    if clause.main is not None or len(text) > _TOPIC_MOST or not text.endswith("."):
        return None
    return clause


def is_open(draft: Draft | None, block: AnnotatedBlock) -> bool:
    """Return True for the record of a block's topic while nothing has told how far it is.

    Args:
        draft: The last record; None at the start.
        block: The block.
    """
    if draft is None or draft.block is not block or draft.status.rule not in _UNTOLD:
        return False
    topic = topic_of(block)
    return topic is not None and draft.start == topic.start


def says_nothing(block: AnnotatedBlock, clause: Clause) -> bool:
    """Return True for “Nothing to report this quarter”, “No progress since the last meeting”.

    Args:
        block: The block.
        clause: A clause of it.
    """
    return block.phrasing[_NOTHING].match(block.text, clause.start - block.block.start) is not None


def is_bare(draft: Draft) -> bool:
    """Return True for a topic that told no more than what and where: what follows may be another activity."""
    return not (draft.dates or draft.people or draft.things or draft.partners)


def labelled(block: AnnotatedBlock, clause: Clause) -> Clause:
    """Return the clause whose label holds: the first of “Fiji: hardware shipped; staff to be trained in May”.

    Args:
        block: The block.
        clause: A clause of it.
    """
    if clause.joint != "semicolon":
        return clause
    return next(s.clauses[0] for s in reversed(block.sentences) if s.start <= clause.start)


def befell(draft: Draft, reading: Reading) -> bool:
    """Return True for “Mission on licensing; put back to 2018”, “… was begun and goes on”: what follows tells how far.

    Args:
        draft: The record of an item.
        reading: What the clause behind it is.
    """
    if reading.status is not None and reading.status.rule == GOES_ON:
        return True
    untold = draft.status.rule == "status_default" and draft.block.block.kind == "list_item"
    return untold and reading.status is not None and reading.status.value in ("planned", "cancelled")


def opens_entry(said: Said) -> bool:
    """Return True for a topic before a sentence without a subject: “Spectrum workshop. Cancelled: the host left.”."""
    if topic_of(said.block) is not said.clause:
        return False
    following = said.block.sentences[1].clauses[0]
    after = Said.of(said.block, following)
    return _is_step(after) or _participle(after) is not None or _cue(after) is not None


def read_on(said: Said, around: Surroundings) -> Reading | None:
    """Read a sentence behind a topic that nothing has told the state of; None where it tells of something else.

    Args:
        said: The clause.
        around: What stands around it.
    """
    if said.clause.joint != "start" or says_nothing(said.block, said.clause):
        return None
    if verb := _participle(said):
        told = status.of_fragment(said.block, said.clause)
        kind = Basis(verb.type, verb.start, verb.end, "activity_verb") if verb.frame == "translate" else None
        return Reading("more", kind, told)
    if said.verb is None:
        named = said.noun is not None and said.noun.detail in _NAMED
        told = status.of_fragment(said.block, said.clause)
        return None if named else Reading("more", status=told) if told else MORE
    tells = status.of_predicate(said.block, said.clause, said.verb)
    return Reading("more", status=tells) if tells and _is_of_topic(said, tells, around) else None


def _is_of_topic(said: Said, tells: Basis, around: Surroundings) -> bool:
    """True for “It was signed”, “The mapping is under way”, “The first cycle closed”: what befell the topic."""
    verb, last = said.verb, around.last
    if verb is None or last is None or (verb.type and not verb.passive):
        return False
    befell = verb.passive or verb.frame in ("state", "happen", "begin", "end", "continue", "plan", "cancel", "move")
    if starts_with_pronoun(said):
        return befell and (verb.type in ("", last.kind))
    if _is_step(said):
        return True
    if not befell or said.has("organisation", "country", end=verb.start):
        return False
    if starts_definite(said) and said.noun_is_subject:
        return is_same_thing(said, last)
    if said.noun is not None and said.noun_is_subject and said.noun.detail in _NAMED:
        return False
    bare = verb.frame in _GOES_ON and not said.people_before_verb() and _BARE.fullmatch(said.subject)
    return bool(bare) or said.block.phrasing[_ROUND].match(said.subject) is not None


def _is_step(said: Said) -> bool:
    """True for “Second draft delivered”, “Draft shared with the Ministry”: a piece of the topic, and what befell it."""
    light = said.noun is not None and said.noun.detail == "light" and said.noun_is_subject
    return said.verb is not None and said.verb.bare and light and len(said.subject.split()) <= _STEP_MOST


def _participle(said: Said) -> Predicate | None:
    """Return the verb of “Hosted by Fiji”, “To be held in May” at the start of a sentence without a subject."""
    first = next(iter(said.clause.predicates), None)
    if first is None or not (first.bare or first.aspect in ("infinitive", "being", "progressive")):
        return None
    opening = said.text(said.clause.start, first.start).split()
    passive = first.passive or first.aspect in ("being", "progressive")
    if not passive or not all(map(is_adverb, map(str.casefold, opening))):
        return None
    main = said.clause.main
    if main is None or main is first:
        return first
    between = said.text(first.end, main.start)
    return first if said.block.phrasing[_WHEN].search(between) else None


def _cue(said: Said) -> Basis | None:
    """Return the state of “Under way since May”, which opens a sentence without a verb."""
    if said.clause.main is not None:
        return None
    told = status.of_cues(said.block, said.clause.start, said.clause.end, verbless=True)
    opens = told is not None and all(map(is_adverb, said.text(said.clause.start, told.start).casefold().split()))
    return told if opens else None
