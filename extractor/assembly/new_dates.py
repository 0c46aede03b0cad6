"""Reads a new date, a plan and a building site as what they tell: the thing is planned, or is being made."""

import re

from extractor.assembly.said import Said
from extractor.rules.annotations import Predicate

# “now has a new date, 3 July”, “has 3 July as its date”
_HAS_DATE = re.compile(r" (?:(?:a|its|the) (?:[a-z]+ )?date\b|[^,;:]* as (?:its|the|their) (?:[a-z]+ )?date\b)")
# “The new date of the course is 3 July”, “The date of the course has been changed to 3 July”
_ITS_DATE = re.compile(r"(?:the|its|a) (?:[a-z]+ )?date (?:of|for|set for) ", re.I)
_SITE = re.compile(r" (?:still |now |already )?under construction\b")
_HAVING = frozenset({"have", "get", "receive"})


def as_told(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of what was given a date, what was planned and is to have so many teams, what is being built.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if _is_dated(said, verb):
        return verb._replace(frame="hold", aspect="future", passive=True)
    if verb.frame != "state":
        return None
    if verb.lemma == "be" and said.noun is None and verb.aspect != "future" and _SITE.match(said.behind):
        return verb._replace(lemma="build", frame="create", aspect="progressive", passive=True)
    planned = (p for p in said.clause.predicates if p.frame == "plan" and p.bare and p.passive and p.end < verb.start)
    return next(planned, None) if verb.aspect == "future" and said.noun_is_subject else None


def _is_dated(said: Said, verb: Predicate) -> bool:
    """True for “now has a new date, 3 July” and “The new date of the course is 3 July”."""
    if not said.has("date", start=verb.end) or said.noun is None or verb.negated:
        return False
    if verb.lemma in _HAVING:
        return said.noun_is_subject and not verb.passive and _HAS_DATE.match(said.behind) is not None
    moved = verb.lemma == "be" or (verb.passive and verb.aspect in ("past", "perfect"))
    return moved and _ITS_DATE.match(said.subject) is not None
