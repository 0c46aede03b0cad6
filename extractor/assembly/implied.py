"""What a statement means and doesn't say: the countries of its subject or of the record before, whom it is about."""

import re
from collections.abc import Sequence

from extractor.assembly import fields
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis, Draft, Place, carried
from extractor.assembly.sequels import countries_meant
from extractor.rules.annotations import AnnotatedBlock, Clause
from extractor.rules.grammar import is_adverb

_THE_COUNTRY = r"(?i)\b(?:the|both|these|two|the same) <country_noun>\b(?! (?:of|for)\b)|^\s*there, "
# “The national e-waste assessment was completed”, behind a sentence about one country
_NATIONAL = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?:(?!inter)[a-z-]+ ){0,2}national (?!and international|societ)")
# “Uzbekistan announced that it would adopt …”
_OF_SPEAKER = re.compile(r"\s*(?:it|they)\b")
# “… and 40 of their teachers will be trained”
_FOR_ITS = re.compile(r"\bfor (?:its|their) ")
_OF_THEIRS = re.compile(r"\bof (?:its|their) ")
_SECOND = r"(?i)[ ,]*(?:an? (?!first\b)(?:<ordinal>|<further_word>)|another)\b"
# “Sixty counsellors were trained for it”
_FOR_IT = re.compile(r" (?:for|in) (?:it|them)\b")
_APPOSED = re.compile(r", (?:an?|the) (?:[\w-]+ ){0,4}program(?:me)?")
# What joins a clause that has a subject of its own.
_WITH_SUBJECT = ("start", "semicolon", "colon")


def countries(context: Context, draft: Draft, clause: Clause, before: Sequence[Draft]) -> list[Place]:
    """Return the countries of a record that names none.

    Args:
        context: The document around.
        draft: The record in the making.
        clause: Its clause.
        before: The records before it.
    """
    block, found = draft.block, []
    # “In Peru much was new: a course was held …”
    if _points_back(draft, clause) or (clause.joint == "colon" and draft.location is None):
        found = _said_before(context, block, clause)
    if not found and draft.location is None and not draft.regions and _is_national(draft, clause):
        told = _said_before(context, block, clause)
        found = told if len({place.key for place in told}) == 1 else []
    again = draft.type.rule == "activity_again" and before and before[-1].block is block
    if not found and again and draft.location is None and not draft.regions:
        found = list(countries_meant(block, clause, before))
    if not found and draft.location is None:
        found = _of_subject(context, block, clause) or list(_of_first(draft, clause, before))
    return carried(dict.fromkeys(found))


def kind(draft: Draft) -> Basis:
    """Return a record's type; a survey assesses a country, and without one is research.

    “That session” is of the kind told before it; “Wise Click, a mentoring programme, was set up” tells a programme.

    Args:
        draft: The record in the making, with its countries.
    """
    told, base = draft.type, draft.block.block.start
    if draft.block.text[: told.start - base].endswith((" that ", " this ")) and _is_general(draft):
        before = [m for m in draft.block.of("activity", end=told.start) if m.key in GATHERINGS and m.detail != "weak"]
        return told._replace(value=before[-1].key) if before else told
    if told.value == "training" and told.rule == "activity_noun" and _is_named_programme(draft):
        return told._replace(value="programme")
    if told.value != "assessment" or draft.countries:
        return told
    noun = draft.block.text[told.start - base : told.end - base].casefold().split()[-1]
    return told._replace(value="research") if noun in draft.block.phrasing.of("survey_noun") else told


def _is_general(draft: Draft) -> bool:
    """True for “session” and “event”, which any gathering may be."""
    noun = next(iter(draft.block.of("activity", draft.type.start, draft.type.end)), None)
    return noun is not None and noun.key == "event" and noun.detail == "weak"


def _is_named_programme(draft: Draft) -> bool:
    """True for “Wise Click, a mentoring programme run with UNICEF”."""
    name, base, noun = draft.initiative, draft.block.block.start, draft.type
    if name is None or name.carried or name.start > noun.start:
        return False
    return _APPOSED.fullmatch(draft.block.text[name.end - base : noun.end - base]) is not None


def _of_first(draft: Draft, clause: Clause, before: Sequence[Draft]) -> Sequence[Place]:
    """Return the countries of the camp told before “A second camp is planned for May”."""
    block = draft.block
    if not block.phrasing[_SECOND].match(block.text, clause.lead_end - block.block.start):
        return []
    return next((d.countries for d in reversed(before) if d.block is block and d.kind == draft.kind), [])


def _points_back(draft: Draft, clause: Clause) -> bool:
    """True for “both countries”, “where …”, “theirs”, and for what a speaker says of itself."""
    block = draft.block
    words = block.text[clause.start - block.block.start : clause.end - block.block.start]
    of_speaker = clause.joint == "that" and _OF_SPEAKER.match(words) is not None
    there = clause.joint == "where" and draft.location is None
    theirs = clause.joint in ("and", "semicolon") and _OF_THEIRS.search(words) is not None
    theirs = theirs or (draft.location is None and _FOR_ITS.search(words) is not None)
    # “Grenada was to be the third stop, but the workshop was dropped.”
    spared = draft.state == "cancelled" and clause.joint == "and" and draft.location is None
    theirs = theirs or (draft.location is None and _FOR_IT.search(words) is not None)
    return of_speaker or there or theirs or spared or block.phrasing[_THE_COUNTRY].search(words) is not None


def _is_national(draft: Draft, clause: Clause) -> bool:
    """True for “the national assessment”, unlike “the international one” and “the national societies of Asia”."""
    block = draft.block
    words = block.text[clause.start - block.block.start : clause.end - block.block.start]
    return _NATIONAL.search(words) is not None


def _said_before(context: Context, block: AnnotatedBlock, clause: Clause) -> list[Place]:
    """Return the countries of the nearest sentence that names any up to a clause, in the same block."""
    for sentence in reversed(block.sentences):
        if sentence.start <= clause.start:
            places = fields.country_places(context, block, sentence.start, min(sentence.end, clause.start))
            if places:
                return places
    return []


def _of_subject(context: Context, block: AnnotatedBlock, clause: Clause) -> list[Place]:
    """Return the countries of a subject: “Fiji held a forum and launched a portal”, “Fiji held a forum. It launched …”.

    “Having adopted a law, Fiji …” takes it from what follows.
    """
    base, verb = block.block.start, clause.main
    if verb is None:
        return []
    words = block.text[clause.lead_end - base : verb.start - base].strip(" ,").split()
    pronoun = clause.joint == "start" and words[:1] in (["It"], ["They"])
    ahead = not words and verb.text.startswith("Having ")
    if not (pronoun or ahead or clause.joint == "and") or not all(map(is_adverb, words[pronoun:])):
        return []
    others = [c for sentence in block.sentences for c in sentence.clauses if c.main and c.joint in _WITH_SUBJECT]
    before, behind = [c for c in others if c.start < clause.start], [c for c in others if c.start > clause.start]
    told = behind[:1] if ahead else before[-1:]
    return [p for c in told if c.main for p in fields.country_places(context, block, c.lead_end, c.main.start)]
