"""What an activity is: the noun in the right slot of the verb, or the verb itself."""

import re
from collections.abc import Sequence

from extractor.assembly.drafts import Mention
from extractor.rules.annotations import AnnotatedBlock, Clause, Predicate
from extractor.rules.grammar import FUNCTION_WORDS, PREPOSITIONS, is_adverb

GATHERINGS = frozenset({"event", "workshop", "training", "training_of_trainers", "exercise"})
_SUBJECT_FIRST = frozenset({"happen", "gather", "begin", "continue", "end", "plan", "cancel", "move", "state", "treat"})
_DRAWS = frozenset({"other", "gather", "attend"})
_GROUP = {
    "training": 0,
    "workshop": 0,
    "training_of_trainers": 0,
    "exercise": 0,
    "localization": 1,
    "publication": 1,
    "platform": 1,
    "assessment": 2,
    "strategy": 2,
    "technical_assistance": 2,
    "research": 2,
}
_NOUNS = re.compile(r" (?:[a-z][a-z’'-]+ ){1,2}")
# “the campaign’s 48 lessons”
_POSSESSED = re.compile(r"[’']s (?:[\w-]+ ){0,3}")
_ITS_NUMBER = re.compile(r" \d{1,3}\b(?! [A-Z])")
_LANGUAGE = re.compile(r"(?:[a-z,]|\bAn?|\bThe) (?:[A-Z][\w-]+ (?:and |or ))?[A-Z][\w-]+ $")
_ADAPTED = r"(?i)\b<adapted_for> $"
# What follows a verb that has an object, unlike “steering committee set up in May”.
_OBJECT = re.compile(rf" (?!(?:{'|'.join(PREPOSITIONS)})\b)\w")
OCCASIONS = frozenset({"event", "workshop", "training", "exercise"})
_AGENT = re.compile(r" (?:[\w-]+ )?by (?:the |an? )?(?:[\w-]+ ){0,3}")
_PLACE = re.compile(r" (?:[\w-]+ )?(?:on|at|from|via) (?:the |its |our |their )(?:[\w-]+ ){0,3}")
_AFTER = re.compile(r"\b(?:after|following) (?:[\w-]+ ){0,3}$")
# “at the seminar”, “the subject of a seminar”
_AT = re.compile(
    r" (?:at (?!least )|(?:at|during|in|(?:on )?the \w+ of) (?:an?|the|its|their|two|three) )(?:[\w-]+ ){0,4}$"
)
# “E-waste was the theme of a seminar”, unlike “The theme of the seminar was …”
_THOSE = r" <people>\b"
_THAT = r"(?i)<general_noun> (?:that|which)\b"
_ONE = re.compile(r" (?:an?|the|two|three) ")
_WAS_THE = re.compile(r"\b(?:was|were|been|be) (?:also )?(?:the|a) $")


def triggers(block: AnnotatedBlock, start: int, end: int) -> list[Mention]:
    """Return the activity nouns between two offsets that head their noun phrase.

    Of neighbours (“training workshop”, “campaign guidelines”) the last is the head; words inside a partner cue
    (“with the support of”) name no activity.
    """
    found = block.of("activity", start, end)
    if not found:
        return []
    cues = block.of("partner_cue", start, end)
    base, text = block.block.start, block.text
    found = [m for m in found if not any(c.start < m.start < c.end for c in cues)]
    found = [m for m in found if text[m.end - base : m.end - base + 1] != "-" and not _is_verb(block, m)]
    found = [m for m in found if not (_in_phrase(block, m) or _in_name(block, m) or _numbered_rule(block, m))]
    found = [m for m in found if not _is_counted(block, m)]
    heads: list[Mention] = []
    for mention in found:
        if heads and _POSSESSED.fullmatch(text, heads[-1].end - base, mention.start - base):
            heads[-1] = mention
        elif heads and _one_noun(block, heads[-1].end, mention.start):
            heads[-1] = _head(heads[-1], mention)
        else:
            heads.append(mention)
    return heads


def _is_counted(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for the game of “45 game studios”, the helpline of “helpline counsellors”: they only tell which."""
    if block.phrasing[_THOSE].match(block.text, mention.end - block.block.start):
        return True
    return mention.detail == "weak" and any(c.start < mention.start and mention.end < c.end for c in block.counts)


def _in_phrase(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for the report of “this report”, and for what “demand for courses” only talks about."""
    for phrase in block.of("phrase", end=mention.start + 1):
        own = phrase.key != "self_reference" or not phrase.text.casefold().startswith("the ")
        if own and phrase.start <= mention.start and mention.end <= phrase.end:
            return True
        between = block.text[phrase.end - block.block.start : mention.start - block.block.start]
        was_theme = _ONE.match(between) and _WAS_THE.search(block.text[: phrase.start - block.block.start])
        headed = phrase.key == "abstract_head" and not was_theme
        if headed and phrase.end <= mention.start and len(between.split()) <= 3:
            return not re.search(r"[,;:.]", between)
    return False


def _in_name(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for the class of “Class Beacon”, the programme of “World Food Programme”: the word alone says little."""
    if mention.detail != "weak":
        return False
    named = [m for m in block.of("initiative", end=mention.start + 1) if m.rule == "initiative_in_document"]
    bodies = block.of("organisation", end=mention.start) if mention.key != "governance" else ()
    return any(mention.end <= m.end for m in (*named, *bodies))


def _numbered_rule(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for “Rule 7” and “Plan 2”: a provision, by its number."""
    named = mention.detail == "weak" and mention.key == "strategy" and mention.text[0].isupper()
    return named and _ITS_NUMBER.match(block.text, mention.end - block.block.start) is not None


def _is_verb(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for the report of “nothing to report”."""
    return any(p.start <= mention.start and mention.end <= p.end for p in block.predicates) or _sums_up(block, mention)


def _sums_up(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for “are being surveyed, an exercise that began in May”: the noun stands for what the verb tells."""
    base = block.block.start
    told = block.text[: mention.start - base].endswith((", an ", ", a ")) and block.predicates
    return bool(told and told[0].end < mention.start and block.phrasing[_THAT].match(block.text, mention.start - base))


def _one_noun(block: AnnotatedBlock, start: int, end: int) -> bool:
    """True where only nouns stand between two activity nouns: “helpline staff course”."""
    between = block.text[start - block.block.start : end - block.block.start]
    if not between.strip(" -"):
        return True
    if not _NOUNS.fullmatch(between) or any(start <= p.start < end for p in block.predicates):
        return False
    return not any(word in FUNCTION_WORDS or is_adverb(word) for word in between.split())


def _head(modifier: Mention, noun: Mention) -> Mention:
    """Return the noun, or its modifier where that says more: “training-of-trainers sessions”."""
    same_group = _GROUP.get(modifier.key, -1) == _GROUP.get(noun.key)
    if modifier.key == "training_of_trainers":
        return modifier
    if noun.key == "programme" and noun.text[0].isupper():
        return noun
    if modifier.detail == "strong" and (noun.detail == "weak" or (same_group and noun.detail != "strong")):
        return modifier
    return noun


def choose(block: AnnotatedBlock, clause: Clause) -> Mention | None:
    """Return the activity noun that the clause is about; None where it has none.

    Args:
        block: The block around.
        clause: The clause.
    """
    noun = _choose_noun(block, clause)
    verb = clause.main
    slight = noun is None or noun.detail in ("weak", "light")
    told_at = verb and verb.passive and (verb.frame == "treat" or (verb.frame == "deliver" and slight))
    told_at = told_at or (verb and verb.frame == "treat" and is_shared(block, clause, verb))
    if verb and told_at and (occasion := _occasion(block, clause, verb)):
        return occasion
    name = _choose_name(block, clause, verb.start) if verb and noun and slight else None
    if name and noun and verb:
        first = noun.detail == "weak" and name.start < noun.start and name.key == "event"
        if first or _is_edition(block, noun, name, verb):
            return name
    if noun and verb and verb.passive and noun.start > verb.end:
        return _choose_name(block, clause, verb.start) or noun
    return noun or _choose_name(block, clause, clause.end)


def _is_edition(block: AnnotatedBlock, noun: Mention, name: Mention, verb: Predicate) -> bool:
    """True for “The fifth edition of Accessible Africa was attended by 410 delegates”."""
    base = block.block.start
    of_name = noun.detail == "light" and block.text[noun.end - base : name.start - base] in (" of ", " of the ")
    return of_name and verb.frame in ("hold", "happen", "attend")


def is_shared(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> bool:
    """Return True for “Mali and Chad shared their data at the seminar”: countries or people are the subject.

    Args:
        block: The block around.
        clause: The clause.
        verb: Its verb.
    """
    people = any(c.is_people and clause.lead_end <= c.start < verb.start for c in block.counts)
    return people or bool(block.of("country", clause.lead_end, verb.start))


def _occasion(block: AnnotatedBlock, clause: Clause, verb: Predicate) -> Mention | None:
    """Return the workshop of “They discussed the draft at a workshop in Suva”, where its date or place is told."""
    nouns = [m for m in triggers(block, verb.end, clause.end) if m.detail in ("strong", "normal")]
    for noun in nouns if verb.frame == "treat" else nouns[:1]:
        before = block.text[verb.end - block.block.start : noun.start - block.block.start]
        told = block.of("city", noun.end, clause.end) or any(clause.start <= d.start < clause.end for d in block.dates)
        if noun.key in OCCASIONS and _AT.search(before) and " which " not in before and told:
            return noun
    return None


def _choose_name(block: AnnotatedBlock, clause: Clause, end: int) -> Mention | None:
    """Return a named event or initiative before an offset as the activity where no noun tells one."""
    for label, kind in (("event", "event"), ("initiative", "programme")):
        for mention in block.of(label, clause.lead_end, end):
            takes_part = any(m.start == mention.start for m in block.of("organisation", mention.start, mention.end))
            if takes_part or block.text[mention.end - block.block.start :][:2] in ("’s", "'s"):
                continue
            if mention.rule == "event_by_tail" and not _is_told_of(block, clause, mention):
                continue
            day = mention.text.casefold().rpartition(" ")[2] in block.phrasing.of("event_tail")
            # “Accessible Africa, which should have been held in Nairobi, has been cancelled”
            held = (p.lemma == "hold" and p.passive and p.relative and p.finite for p in clause.predicates)
            day = day or any(held)
            return mention._replace(key="event" if day else kind, detail="named")
    return None


def _is_told_of(block: AnnotatedBlock, clause: Clause, event: Mention) -> bool:
    """True for what takes place, is held or has its venue told; what opens on World Radio Day is no day."""
    verb, base = clause.main, block.block.start
    if verb is None:
        return False
    if event.start >= verb.end:
        return verb.frame == "hold" or bool(block.of("cue", verb.start, event.start))
    before = block.text[clause.lead_end - base : event.start - base].casefold()
    return event.end <= verb.start and not set(before.split()) & PREPOSITIONS


def _choose_noun(block: AnnotatedBlock, clause: Clause) -> Mention | None:
    verb = clause.main
    if verb is None:
        behind_lead = _first(block, _behind_label(block, _heading_phrases(block, clause.lead_end, clause.end)))
        return behind_lead or _first(block, triggers(block, clause.start, clause.end))
    subject = _behind_label(block, triggers(block, clause.lead_end, verb.start))
    if not subject and verb.passive and verb.frame in ("hold", "cancel", "plan"):
        subject = triggers(block, clause.start, clause.lead_end)
    behind = [noun for noun in triggers(block, verb.end, clause.end) if not _acts_or_holds(block, verb, noun)]
    if verb.frame == "cancel" and behind[1:] and behind[0].detail == "weak" and _one_for_other(block, behind):
        del behind[0]
    set_up = verb.bare and verb.frame == "create" and not _OBJECT.match(block.text, verb.end - block.block.start)
    held = [m for m in subject if m.key != "governance" or set_up]
    if verb.passive and verb.frame == "happen":
        # “The conference was preceded by a briefing”
        return _first(block, triggers(block, verb.end, clause.end))
    if verb.passive or verb.frame in _SUBJECT_FIRST:
        had = verb.lemma == "have" and behind
        if verb.frame == "begin" and held and held[0].detail == "light" and behind and not verb.passive:
            # “A first intake of shopkeepers starts classes”
            return _first(block, behind)
        return _first(block, held if had else subject) or _first(block, behind)
    if held and behind and behind[0].detail == "weak" and held[0].detail in ("strong", "normal"):
        opening = block.text[clause.lead_end - block.block.start : held[0].start - block.block.start]
        if verb.frame in _DRAWS and not set(opening.casefold().split()) & PREPOSITIONS:
            return _first(block, held)
    return _first(block, behind) or _first(block, held)


def _acts_or_holds(block: AnnotatedBlock, verb: Predicate, noun: Mention) -> bool:
    """True for who acts in “set by the membership”, for the place of “is found on the website”.

    What went before is none either: “passed it on 3 May, after consultations with the union”.
    """
    base, acts = block.block.start, noun.key == "governance" or noun.detail == "weak"
    if verb.frame == "adopt" and _AFTER.search(block.text, verb.end - base, noun.start - base):
        return True
    lead = _PLACE if noun.key == "platform" else _AGENT if acts else None
    return lead is not None and lead.fullmatch(block.text, verb.end - base, noun.start - base) is not None


def _one_for_other(block: AnnotatedBlock, nouns: Sequence[Mention]) -> bool:
    """True for “dropped its plan for a call centre”: it is the call centre that won't be."""
    between = block.text[nouns[0].end - block.block.start : nouns[1].start - block.block.start]
    return between in (" for ", " for a ", " for an ")


def _heading_phrases(block: AnnotatedBlock, start: int, end: int) -> list[Mention]:
    """Return the activity nouns but a weak one that only opens another's name: “Network technicians, second course”."""
    found = triggers(block, start, end)
    rest = block.text[found[0].end - block.block.start :].split(maxsplit=1)[:1] if found[1:] else []
    opens = found[1:] and found[0].detail == "weak" and rest and rest[0].rstrip(",") not in FUNCTION_WORDS
    return found[1:] if opens and rest[0].rstrip(",").islower() else found


def _behind_label(block: AnnotatedBlock, nouns: list[Mention]) -> list[Mention]:
    """Return the nouns but a body that only labels what it did: “Centres of Excellence: 15 courses”."""
    if not nouns[1:]:
        return nouns
    between = block.text[nouns[0].end - block.block.start : nouns[-1].start - block.block.start]
    labels = nouns[0].key == "governance" and nouns[1].detail in ("strong", "normal") and between.startswith(":")
    if labels:
        return nouns[1:]
    # “Guide on rural networks: the Portuguese translation is being prepared”
    step = nouns[-1].key == "localization" and nouns[0].key == "publication" and ": " in between
    return nouns[-1:] if step else nouns


def _first(block: AnnotatedBlock, mentions: Sequence[Mention]) -> Mention | None:
    """Return the first noun; of a light one (“version of its application”) what it is one of.

    A language's name before it, or whom it is put into plain words for, makes a version one of its own.
    """
    if not mentions or mentions[0].detail != "light":
        return mentions[0] if mentions else None
    base, light = block.block.start, mentions[0]
    before = block.text[: light.start - base]
    if _LANGUAGE.search(before) or block.phrasing[_ADAPTED].search(before):
        return light._replace(key="localization", detail="normal")
    for noun in mentions[1:2]:
        if re.fullmatch(r"(?: [\d.]*\d)?(?: of)? (?:[\w’'-]+ ){0,4}", block.text[light.end - base : noun.start - base]):
            return _first(block, mentions[1:])
    return light
