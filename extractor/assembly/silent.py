"""Tells which clauses report no activity: wishes, opinions, conditions, the document about itself, the wide world."""

import re

from extractor.assembly import anaphora
from extractor.assembly.drafts import Count, Mention
from extractor.assembly.said import Said

_SILENT_FRAMES = frozenset({"direct", "judge", "speak", "want"})
_SOMEBODY = re.compile(r"(?:he|she|his|her)\b", re.I)
_NEAR = 12
_FOR = re.compile(r" (?:for|of|on) (?:the )?")
_OF = re.compile(r" (?:of|on) (?:the |an? )(?:[\w-]+ ){0,2}")
_STUDIES = frozenset({"assessment", "research"})
# “It was observed that …” is no activity, whatever was observed.
_IT_THAT = re.compile(r"it\W+(?:\w+ ){2,3}that\b(?! (?:day|week|month|year)\b)", re.I)
_TOLD_BY_OTHERS = r"According to (?!(?i:(?:(?:the|this|its) (?:[a-z]+ )?)?<report_noun>\b))"
_OPINION = r"(?i)(?:in|to) (?:his|her|its|their|(?:the )?(?:[a-z]+['’]? )?)<opinion_noun>\b|<opinion_opening>\b"
_AIMS = r"(?i)(?:the|its|our|their|one) (?:\w+ )?<aim_noun>\b"
_AIM = r"(?i)<aim_noun>\b"
# “The focus of the project is training teachers.”
_AIM_IS = _AIMS + r"(?: (?:for|in|of) .*)?\s*$|What \w"
_MEANT = r"<be>\b"
_AGENDA = r"(?i)Day \d"
STATISTIC = (
    # “16 out of 20 fellows” are those who came, “7 out of 10 children” a share.
    r"(?i)(?:(?:<qualifier>|only) )?(?!\d{2,3} out of \d)"
    r"(?:(?:<number>|\d+) <ratio>|one \w+ <ratio>) (?:every )?(?:<number>|\d+)\b"
    # “two families in three own one”, unlike “40 teachers in 12 schools”.
    r"|(?:(?:<qualifier>|only) )?(?:<number>|\d+) \w+ <ratio> (?:every )?(?:<number>|\d+)\b(?! (?:[\w-]+ )?\w+s\b)"
    r"|(?:(?:<qualifier>|only) )?[\w.,-]+ ?<percent>(?!\w) of\b|<share_of>\b"
)
_CONDITION = re.compile(r"(?:where|wherever|whenever|if|unless)\b", re.I)
_NO_OBJECT = re.compile(r" no (?!fewer\b|less\b|more than\b|one\b)")
_REMARKING = frozenset({"hold", "attend"})
_WHOLE_WORLD = 100_000_000
_BACKGROUND = (STATISTIC, _AGENDA, r"(?i)<other_subject>\b")


def is_silent(said: Said) -> bool:
    """Return True for directions, opinions, wishes, conditions, and what something was meant to do."""
    verb = said.verb
    assert verb is not None
    told = said.block.phrasing
    purpose = verb.passive and verb.lemma in told.of("purpose_verb") and said.behind.startswith(" to ")
    meant = purpose and (verb.lemma == "mean" or anaphora.starts_definite(said))
    is_to = told[_MEANT].match(verb.text)
    meant = meant or bool(is_to and verb.text[is_to.end() :].startswith(" to") and told[_AIMS].match(said.subject))
    # “It is intended to hold a forum” plans it, “The forum is intended to help” doesn't.
    plans = said.subject.casefold() == "it" and verb.text.startswith("is ")
    meant = meant or (is_to is not None and "intend" in (verb.lemma, verb.via) and not plans)
    meant = meant or (verb.aspect == "progressive" and told[_AIM_IS].match(said.subject) is not None)
    hoped = verb.lemma == "expect" and verb.passive and said.behind.startswith(" to ")
    meant = meant or (hoped and not said.has("date", "people"))
    undated = verb.aspect == "should" and verb.frame != "state" and not said.has("date") and not verb.via
    told_by_others = told[_TOLD_BY_OTHERS].match(said.text(said.clause.start)) is not None
    told_by_others = told_by_others or told[_OPINION].match(said.text(said.clause.start)) is not None
    told_by_others = told_by_others or (verb.passive and _IT_THAT.match(said.text(said.clause.lead_end)) is not None)
    confirmed = verb.frame == "speak" and verb.passive and said.noun_is_subject and said.has("date", start=verb.end)
    silent = (verb.frame in _SILENT_FRAMES and not confirmed) or verb.aspect in ("conditional", "directive")
    # “ITU counts 193 Member States.”
    sized = verb.frame in ("gather", "state") and verb.aspect == "present" and not verb.passive
    sized = sized and said.has("organisation", end=said.opening + 1) and said.has("count", start=verb.end)
    background = (
        sized
        or _tells_career(said)
        or _says_of_world(said)
        or any(told[shape].match(said.subject) for shape in _BACKGROUND)
    )
    return meant or silent or told_by_others or background or (undated and not verb.passive)


def _tells_career(said: Said) -> bool:
    """True for “He has advised 20 governments”: what somebody has done in life, without a time or place."""
    verb = said.verb
    career = verb is not None and verb.aspect == "perfect" and _SOMEBODY.match(said.subject) is not None
    return career and not said.has("date", "country", "city")


def _says_of_world(said: Said) -> bool:
    """True for a condition, for what there was none of, for what was remarked, and for figures beyond any activity.

    “Where a focal point has been named, …”, “created no obligation”, “observed that …”, “1.5 billion learners”; and
    for an order: “instructed the secretariat to conduct …”.
    """
    verb = said.verb
    assert verb is not None
    condition = said.clause.lead_end == said.clause.start and _CONDITION.match(said.text(said.clause.start))
    remarked = not verb.passive and verb.frame in _REMARKING and said.behind.startswith(" that ")
    nothing = not verb.passive and _NO_OBJECT.match(said.behind)
    # “The aim is simple: every school will be connected.”
    aim = said.clause.joint == "colon" and said.block.phrasing[_AIMS].match(said.sentence)
    later = (p for p in said.clause.predicates if p.start >= verb.end)
    ordered = verb.lemma == "instruct" and any(p.aspect == "infinitive" for p in later)
    return bool(condition or remarked or nothing or aim or ordered) or any(
        isinstance(count, Count) and count.value >= _WHOLE_WORLD for count in said.facts("people")
    )


def reports_itself(said: Said) -> bool:
    """Tell “This report covers …”, “The agenda was adopted”, “The aim of the training was …” from an activity."""
    verb = said.verb
    stop = verb.start if verb else said.clause.end
    first = said.block.first("phrase", said.clause.lead_end, stop)
    if first is None or _is_inside_noun(said, first) or _is_another(said, first):
        return False
    before = said.text(said.clause.lead_end, first.start).strip(" ,").split()
    if first.key == "procedure_noun":
        return len(before) <= 3
    if first.key == "abstract_head":
        return len(before) <= 2 and said.block.phrasing[_AIM].match(first.text) is not None
    # “The report on farming came out in May”, “The report on farming is expected in May”
    dated = verb and verb.frame in ("happen", "plan") and said.has("date", start=verb.end)
    topic = dated and first.text.casefold().startswith("the ") and said.text(first.end).startswith((" on ", " about "))
    other = topic or (verb and verb.passive and verb.frame == "create")
    return before in ([], ["The"], ["the"]) and not other


def _is_inside_noun(said: Said, phrase: Mention) -> bool:
    """True for the table of “The table-top exercise”."""
    nouns = said.block.of("activity")
    return any(noun.start < at < noun.end for noun in nouns for at in (phrase.start, phrase.end))


def _is_another(said: Said, phrase: Mention) -> bool:
    """True for “The report for Ecuador” and “The report of the national survey”, unlike the one in hand."""
    if phrase.key != "self_reference":
        return False
    places = said.block.of("country", phrase.end, phrase.end + _NEAR)
    studies = (m for m in said.block.of("activity", phrase.end, said.clause.end) if m.key in _STUDIES)
    return any(_FOR.fullmatch(said.text(phrase.end, place.start)) for place in places) or any(
        _OF.fullmatch(said.text(phrase.end, study.start)) for study in studies
    )


def procedure_behind(said: Said, words: int = 100) -> bool:
    """Return True for “supported the proposal”: the object is the meeting's own business.

    Args:
        said: The clause.
        words: How many words may stand between.
    """
    verb = said.verb
    assert verb is not None
    named = [(m.start, m.end) for m in said.block.of("activity", verb.end, said.clause.end) if m.detail == "strong"]
    return any(
        phrase.key == "procedure_noun"
        and len(said.text(verb.end, phrase.start).split()) <= words
        # “the Digital Agenda”
        and not any(start <= phrase.start and phrase.end <= end for start, end in named)
        # “drew 73 contributions”
        and not any(count.start <= phrase.start < count.end for count in said.block.counts)
        for phrase in said.block.of("phrase", verb.end, said.clause.end)
    )
