"""The items of a list inside a sentence: “The following was done in Haiti in 2014: (i) a course; (ii) a survey”."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.assembly import activity, fields, kinds, status
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis, Draft, Place, carried
from extractor.assembly.said import Reading, Said
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Sentence
from extractor.rules.grammar import PREPOSITIONS

# Frames of what leads a list of what was done, unlike “The course dealt with: (a) spectrum; (b) licensing”.
_LEADING = frozenset({"hold", "happen", "deliver", "create", "plan", "continue", "end", "assist", "train"})
# “…: one in Fiji, another in Samoa”
_ONE = re.compile(r"\s*(?:one|another|the|a)\b")
_HOLDING = frozenset({"hold", "happen", "plan"})


class Enumeration(NamedTuple):
    """What was done as a list tells it, each item by itself.

    Attributes:
        lead: The clause before the colon.
        told: Whether the lead is a record of its own: “A course was held in Fiji, one in Samoa and one in Tonga”.
        items: The clauses behind it.
        status: How far all of it is.
        kind: What the lead says that each is; None where it says nothing.
        places: Its countries, for the items that name none.
    """

    lead: Clause
    told: bool
    items: Sequence[Clause]
    status: Basis
    kind: Basis | None
    places: list[Place]

    def read(self, block: AnnotatedBlock, clause: Clause) -> Reading:
        """Return an item as a record.

        Args:
            block: The block around.
            clause: The item.
        """
        noun = activity.choose(block, clause)
        kind = kinds.type_of(None, noun) or self.kind
        return Reading("record", kind, self.status, noun)


def enumeration(context: Context, block: AnnotatedBlock, sentence: Sentence) -> Enumeration | None:
    """Return the list in a sentence each item of which is an activity; None where there is none.

    Args:
        context: The document around.
        block: The block.
        sentence: One of its sentences.
    """
    items = [clause for clause in sentence.clauses if clause.joint == "item"]
    if not items or any(item.main for item in items):
        return None
    lead = sentence.clauses[sentence.clauses.index(items[0]) - 1]
    verb = lead.main
    several = all(_is_one(block, item) for item in items)
    if verb is None or not (several or verb.frame in _LEADING):
        return None
    if block.text[: lead.end - block.block.start].split()[-1] in PREPOSITIONS:
        # “A course was held in May on: (a) …”
        return None
    tells = status.of_predicate(block, lead, verb)
    noun = Said.of(block, lead).noun
    kind = kinds.type_of(verb, noun) if several or verb.frame in _HOLDING else None
    counted = several and Said(block, lead, None, None).has("count")
    if counted and noun is None:
        kind = kind or Basis("other", verb.start, verb.end, "activity_other")
    # “one in Fiji and one in Tonga” is one activity in two countries.
    facts = ("city", "date", "organisation", "people") if several else ("country", "city", "date", "region")
    told = (activity.choose(block, item) or (kind and Said(block, item, None, None).has(*facts)) for item in items)
    if tells is None or not all(told) or (several and _is_total(block, lead)):
        return None
    kind = kind._replace(carried=True) if kind else None
    alone = several and not counted and noun is not None and not noun.text.endswith("s")
    places = [] if alone else carried(fields.country_places(context, block, lead.start, lead.end))
    return Enumeration(lead, alone, items, tells._replace(carried=True), kind, places)


def taken_back(block: AnnotatedBlock, sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence; “one in Fiji” and “one in Samoa”, told as one activity, with what leads them.

    Args:
        block: The block.
        sentence: One of its sentences, which is no list.
    """
    made: list[Clause] = []
    for clause in sentence.clauses:
        if made and _is_one(block, clause):
            both = made[-1].predicates + clause.predicates
            made[-1] = made[-1]._replace(end=clause.end, predicates=both)
        else:
            made.append(clause)
    return made


def _is_one(block: AnnotatedBlock, clause: Clause) -> bool:
    return clause.joint == "item" and _ONE.match(block.text, clause.start - block.block.start) is not None


def _is_total(block: AnnotatedBlock, lead: Clause) -> bool:
    """True for “Two courses were held for 60 teachers, one in Fiji, one in Samoa”: nobody knows how many in each."""
    return Said(block, lead, None, None).has("people")


def share(context: Context, draft: Draft, block: AnnotatedBlock, listed: Enumeration) -> None:
    """Give an item who took part in all that its list tells, and where all of it was, if it names no place.

    Args:
        context: The document around.
        draft: The record of an item.
        block: The block around.
        listed: The list.
    """
    if listed.told:
        return
    lead = listed.lead
    common = Draft(block, lead.start, lead.end, draft.type, draft.status, (lead.start, lead.end))
    fields.gather(context, common, block, lead)
    draft.partners += common.partners
    if draft.location is None and common.location and not Said(block, lead, None, None).has("country"):
        draft.location = common.location._replace(carried=True)


def dates_before(block: AnnotatedBlock, clause: Clause) -> list[FoundDate]:
    """Return the dates that hold for a clause: of the sentence's opening, of what leads a list.

    Args:
        block: The block around.
        clause: The clause.
    """
    if clause.joint not in ("and", "colon", "item"):
        return []
    lead = next(s.clauses[0] for s in block.sentences if s.start <= clause.start < s.end)
    end = lead.end if clause.joint == "item" else lead.lead_end
    return [date for date in block.dates if lead.start <= date.start < end]
