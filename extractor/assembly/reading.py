"""Decides what a clause is: a record, more about the record before, or neither."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractor.assembly import activity, status
from extractor.assembly.drafts import Basis, Draft, Mention
from extractor.rules.annotations import AnnotatedBlock, Clause, Predicate

_SILENT_FRAMES = frozenset({"direct", "judge", "speak", "want"})
_HAPPENING = frozenset(
    {"join", "hold", "happen", "deliver", "attend", "gather", "create", "adopt", "sign", "begin", "continue", "end", "plan",
     "cancel", "move", "treat", "train", "translate", "survey", "assess", "assist", "appoint", "migrate", "sensitise",
     "commission"}
)  # fmt: skip
_ANAPHOR = re.compile(
    r"(?:it|they|this|these|the|those|its|both|participants|speakers|delegates|attendees|panellists|trainees)\b", re.I
)
_PRONOUN = re.compile(r"(?:it|they|this|these|both)\b(?! [a-z]+(?:s|ing|ion|ment)\b)", re.I)
_THAT_OF = re.compile(r"(?:that|those) (?:of|in|for|to|with|between)\b|the (?:remaining|other|others|rest)\b", re.I)
_HOST = re.compile(r"\s+the (?:co-)?(?:hosts?|organi[sz]ers?|partners?)\b")
_CAME = re.compile(r"(?:the )?(?:teams|participants|delegates|trainees|experts|speakers|they)\b", re.I)
_PEOPLE = re.compile(r"(?:participants|speakers|delegates|attendees|panell?ists|experts|trainees|representatives)\b", re.I)
_EVENTS = frozenset({"event", "exercise", "workshop", "training", "training_of_trainers", "awareness_campaign"})
_NAMED = frozenset({"hold", "happen", "create", "begin", "continue", "end", "plan", "cancel", "move", "gather", "deliver"})
_OBJECT_PRONOUN = re.compile(r"\s+(?:it|them|theirs|its own)(?=[.,;]|\s+(?:in|on|at|since|for|from|by|with|to)\b|$)")
_DEFINITE = re.compile(r"(?:the|this|these|those|its|both)\b", re.I)
_AGAIN = re.compile(r"\b(?:second|third|another|further|next|new) (?:one|round|edition|phase|series|wave|group|cohort|batch|volume|cycle)\b|\bones?\b|^(?:that|those) (?:of|in|for|to|with|between)\b|^the (?:remaining|other) \w+\b(?! \w)|^the (?:others|rest)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says.

    Attributes:
        verdict: record, more (about the record before) or none.
        type: What the activity is; None unless the verdict is record.
        status: How far it is; None where the clause doesn't tell.
        noun: The activity noun; None where the verb alone tells.
    """

    verdict: Literal["record", "more", "none"]
    type: Basis | None = None
    status: Basis | None = None
    noun: Mention | None = None


NONE = Reading("none")
MORE = Reading("more")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a clause.

    Attributes:
        block: Its block.
        last: The record before, where the clause may add to it; else None.
        same_block: True where that record stands in the same block.
        near: True where it stands in one of the paragraphs just before, under the same heading.
        fragment_ok: True where a noun phrase without a verb reports an activity: in a list, under a label.
    """

    block: AnnotatedBlock
    last: Draft | None
    same_block: bool
    near: bool
    fragment_ok: bool


def read(clause: Clause, around: Surroundings) -> Reading:
    """Return what a clause is.

    Args:
        clause: The clause.
        around: What stands around it.
    """
    block = around.block
    noun = activity.choose(block, clause)
    verb = clause.main
    if verb is None:
        return _fragment(clause, noun, around)
    if verb.frame == "team" or verb.lemma == "become":
        clause = _with_purpose(clause, verb)
        verb, noun = clause.main or verb, activity.choose(block, clause)
    if around.near and not around.same_block and _goes_on(clause, noun, around):
        return MORE
    if _reports_itself(block, clause) or _points_back(clause, around):
        return NONE
    if around.same_block and verb.lemma == "come" and _CAME.match(_subject(block, clause)):
        return MORE
    if around.same_block and verb.frame == "treat" and _PEOPLE.match(_subject(block, clause)):
        return MORE
    if around.same_block and verb.frame == "state" and _HOST.match(block.text[verb.end - block.block.start :]):
        return MORE
    if "intend" in (verb.lemma, verb.via) or (verb.lemma == "mean" and verb.passive):
        return NONE
    if verb.frame in _SILENT_FRAMES or verb.aspect in ("conditional",):
        return NONE
    if verb.aspect == "aim":
        return _aim(clause, noun, around)
    tells = status.of_predicate(block, clause, verb)
    kind = activity.type_of(verb, noun)
    if _again(clause, noun, around):
        assert around.last is not None
        kind = Basis(around.last.kind, clause.start, verb.start, "activity_again", carried=True)
    elif _adds(clause, noun, (kind, tells), around):
        return Reading("more", status=tells, noun=noun)
    if tells is None:
        tells = _present(clause, noun, block) or _relative(clause, noun, block)
    if tells is None:
        return MORE if around.same_block and kind is None and _counts_in(block, clause) else NONE
    if kind is None and _PRONOUN.match(_subject(block, clause)) and around.same_block and around.last:
        kind = Basis(around.last.kind, clause.start, verb.start, "activity_again", carried=True)
    if kind is None and verb.lemma in ("meet", "come together", "gather") and _people_before(block, clause):
        kind = Basis("event", verb.start, verb.end, "activity_verb")
    if kind is None and _there(clause, block):
        return MORE if around.same_block else NONE
    if kind is None and _something(clause, block, tells):
        kind = Basis("other", verb.start, verb.end, "activity_other")
    again = kind is not None and kind.rule == "activity_again"
    done = again or verb.frame in _HAPPENING or verb.frame == "state" or _unknown_verb(verb, noun)
    if kind is None or not done:
        return MORE if around.same_block and _counts_in(block, clause) else NONE
    if not _fits(verb, noun, kind, block, clause):
        return NONE
    return Reading("record", kind, tells, noun)


def _again(clause: Clause, noun: Mention | None, around: Surroundings) -> bool:
    """Tell “a second round is planned”, “that of Egypt followed”, “Fiji joined it”, “will hold their own sessions”."""
    last, verb, block = around.last, clause.main, around.block
    if last is None or verb is None:
        return False
    behind = block.text[verb.end - block.block.start : clause.end - block.block.start]
    if around.same_block and _OBJECT_PRONOUN.match(behind) and not verb.type and not (noun and noun.detail == "strong"):
        return any(block.of("country", clause.start, verb.start))
    if around.same_block and noun and noun.detail == "weak" and re.match(r" (?:its|their) own\b", behind):
        return True
    if around.same_block and noun is None and verb.lemma in ("follow", "follow suit") and not verb.passive:
        return any(block.of("country", clause.start, verb.start))
    subject = _subject(block, clause)
    if _DEFINITE.match(subject) and not _THAT_OF.match(subject):
        return False
    return bool(_AGAIN.search(subject)) and not (noun and noun.start < verb.start and noun.detail != "light")


def _goes_on(clause: Clause, noun: Mention | None, around: Surroundings) -> bool:
    """Tell a paragraph that goes on about the event of the one before: who organised it, who was there."""
    last, verb, block = around.last, clause.main, around.block
    if last is None or verb is None or last.kind not in _EVENTS:
        return False
    subject = _subject(block, clause)
    own_noun = noun is not None and clause.lead_end <= noun.start < verb.start
    if re.fullmatch(r"it|this", subject, re.I):
        return verb.passive and verb.frame in ("hold", "attend", "deliver", "gather")
    if verb.lemma == "come" and _CAME.match(subject):
        return any(block.of("country", verb.end, clause.end))
    if _there(clause, block) or (verb.lemma == "represent" and verb.passive):
        return _counts_in(block, clause)
    if verb.frame in ("attend", "gather") and not own_noun and noun is None:
        return _people_before(block, clause)
    if noun is not None and own_noun and _DEFINITE.match(subject) and verb.frame in ("hold", "attend", "gather"):
        said = last.block.text[last.start - last.block.block.start : last.end - last.block.block.start].casefold()
        dated = any(clause.start <= d.start < clause.end for d in block.dates)
        return noun.text.casefold().split()[-1].rstrip("s") in said and not dated
    return False


def _points_back(clause: Clause, around: Surroundings) -> bool:
    """True for “These sessions continued to …” under a list: it sums up what other blocks told."""
    block = around.block
    if around.same_block or not re.match(r"(?:these|those|such|both)\b(?! countr)", _subject(block, clause), re.I):
        return False
    own = (*block.dates, *block.counts, *block.mentions["country"], *block.mentions["city"])
    return not any(clause.start <= x.start < clause.end for x in own)


def _with_purpose(clause: Clause, verb: Predicate) -> Clause:
    """Let “became the first country to adopt a law” and “joined forces to train 320 teachers” report what was done."""
    for inner in clause.predicates:
        if inner.aspect == "infinitive" and inner.start > verb.end and inner.frame in _HAPPENING:
            return replace(clause, main=replace(inner, aspect=verb.aspect, start=verb.start))
    return clause


def _subject(block: AnnotatedBlock, clause: Clause) -> str:
    stop = clause.main.start if clause.main else clause.end
    return block.text[clause.lead_end - block.block.start : stop - block.block.start].strip(" ,")


def _reports_itself(block: AnnotatedBlock, clause: Clause) -> bool:
    """Tell “This report covers …” and “The agenda was adopted” from a reported activity."""
    stop = clause.main.start if clause.main else clause.end
    first = next(block.of("phrase", clause.lead_end, stop), None)
    if first is None:
        return False
    subject = block.text[clause.lead_end - block.block.start : first.start - block.block.start].strip(" ,")
    if first.key == "procedure_noun":
        return len(subject.split()) <= 3
    if first.key == "abstract_head":
        return len(subject.split()) <= 2 and first.text.split()[0].casefold() in ("aim", "objective", "purpose", "theme")
    return subject == "" and not (clause.main and clause.main.passive and clause.main.frame == "create")


def _fragment(clause: Clause, noun: Mention | None, around: Surroundings) -> Reading:
    tells = status.of_fragment(around.block, clause)
    if re.match(r"Day \d", around.block.text):
        return NONE
    if clause.joint == "followed_by" and noun and around.last:
        return Reading("record", activity.type_of(None, noun), around.last.status, noun)
    stands_alone = around.fragment_ok or _names_activity(around.block, clause, noun)
    if noun is None or not stands_alone or noun.start - clause.lead_end > 60:
        return MORE if around.same_block and _facts_in(around.block, clause) else NONE
    if clause.joint != "start" and around.same_block and tells is None:
        return MORE
    return Reading("record", activity.type_of(None, noun), tells, noun)


def _names_activity(block: AnnotatedBlock, clause: Clause, noun: Mention | None) -> bool:
    """True for a paragraph that is only “Workshop on X, Ouagadougou, 11–13 October”."""
    if noun is None or clause.start != block.block.start or noun.start - clause.start > 40:
        return False
    facts = (*block.dates, *block.mentions["country"], *block.mentions["city"])
    return any(clause.start <= fact.start < clause.end for fact in facts)


def _aim(clause: Clause, noun: Mention | None, around: Surroundings) -> Reading:
    """“aims to train 200 teachers” is planned; an aim without people is none."""
    people = [c for c in around.block.counts if clause.start <= c.start < clause.end and c.is_people]
    kind = activity.type_of(clause.main, noun)
    if not people or kind is None or clause.main is None:
        return NONE
    return Reading("record", kind, Basis("planned", clause.main.start, clause.main.end, "status_aim"), noun)


def _adds(
    clause: Clause, noun: Mention | None, told: tuple[Basis | None, Basis | None], around: Surroundings
) -> bool:
    """Tell whether the clause goes on about the record before: a pronoun, a definite noun of its kind, or people alone."""
    last, verb = around.last, clause.main
    kind, tells = told
    if last is None or verb is None:
        return False
    subject = _subject(around.block, clause)
    if not around.same_block:
        return False
    if _OBJECT_PRONOUN.match(around.block.text[verb.end - around.block.block.start :]):
        return not any(around.block.of("country", clause.start, verb.start))
    turned = last.state == "completed" and tells is not None and tells.value in ("planned", "ongoing")
    if turned:
        return False
    if _PRONOUN.match(subject):
        return not verb.type or verb.type == last.kind
    own_noun = noun is not None and clause.lead_end <= noun.start < verb.start
    if _DEFINITE.match(subject) and own_noun and noun is not None:
        return _same_thing(around, noun, last) and not (verb.type and not verb.passive)
    planned_people = verb.frame == "plan" and _people_before(around.block, clause)
    if (planned_people or verb.frame in ("attend", "gather", "treat")) and not own_noun:
        definite = noun is not None and _definite_before(around.block, noun)
        return noun is None or (definite and (noun.detail == "weak" or _same_thing(around, noun, last)))
    return kind is None and _ANAPHOR.match(subject) is not None and verb.frame in ("state", "attend", "gather")


def _definite_before(block: AnnotatedBlock, noun: Mention) -> bool:
    before = block.text[: noun.start - block.block.start].split()[-3:]
    return any(_DEFINITE.fullmatch(word) for word in before)


def _same_thing(around: Surroundings, noun: Mention, last: Draft) -> bool:
    """True where a definite noun can mean the record before: the same type, or the same head word."""
    said = around.block.text[last.start - around.block.block.start : last.end - around.block.block.start].casefold()
    head = noun.text.casefold().split()[-1].rstrip("s")
    plain = _DEFINITE.fullmatch(around.block.text[: noun.start - around.block.block.start].split(" ")[-2])
    if _placed_elsewhere(around.block, noun, last):
        return False
    generic = noun.detail in ("weak", "light") or (plain is not None and " " not in noun.text)
    return head in said or (noun.key == last.kind and generic)


def _placed_elsewhere(block: AnnotatedBlock, noun: Mention, last: Draft) -> bool:
    """True for “The drill for the Arab States” after one for Africa: the noun has a place of its own."""
    base = block.block.start
    known = {p.key for p in (*last.countries, *last.regions)}
    for label in ("region", "country", "city"):
        for place in block.of(label, noun.end, noun.end + 40):
            between = block.text[noun.end - base : place.start - base]
            if re.fullmatch(r" (?:for|in|of) (?:the )?", between) and place.key not in known:
                return True
    return False


def _present(clause: Clause, noun: Mention | None, block: AnnotatedBlock) -> Basis | None:
    """The present tense reports where it says who runs a programme, or whom it reaches now."""
    verb = clause.main
    if verb is None or noun is None or verb.aspect != "present" or verb.negated:
        return None
    runs = verb.passive and verb.frame in ("hold", "deliver") and any(block.of("organisation", verb.end, clause.end))
    reaches = verb.frame == "gather" and any(block.of("country", verb.end, clause.end))
    led = verb.frame == "state" and noun.start > verb.start and _led(clause, block)
    if (runs and noun.key in ("programme", "platform")) or (reaches and noun.key == "programme") or led:
        return Basis("ongoing", verb.start, verb.end, "status_present")
    return None


def _relative(clause: Clause, noun: Mention | None, block: AnnotatedBlock) -> Basis | None:
    """“The agreement, which was signed in May, covers …”: the relative clause reports, the main verb describes."""
    verb = clause.main
    if noun is None or verb is None or noun.start > verb.start:
        return None
    for inner in clause.predicates:
        told = inner.relative or (inner.bare and inner.passive and inner.lemma in ("hold", "launch", "sign", "publish"))
        if told and noun.end <= inner.start < verb.start and inner.frame in _HAPPENING:
            return status.of_predicate(block, clause, inner)
    return None


def _led(clause: Clause, block: AnnotatedBlock) -> bool:
    """True for “X is a two-year initiative led by …”."""
    return any(
        p.frame in ("hold", "deliver") and p.passive and any(block.of("organisation", p.end, clause.end))
        for p in clause.predicates
    )


def _counts_in(block: AnnotatedBlock, clause: Clause) -> bool:
    return any(clause.start <= c.start < clause.end for c in block.counts)


def _procedure_object(block: AnnotatedBlock, verb: Predicate) -> bool:
    """True for “supported the proposal”: the object is the meeting's own business."""
    base = block.block.start
    return any(
        p.key == "procedure_noun" and len(block.text[verb.end - base : p.start - base].split()) <= 2
        for p in block.of("phrase", verb.end, verb.end + 30)
    )


def _something(clause: Clause, block: AnnotatedBlock, tells: Basis) -> bool:
    """True where something was done in a named country, by people or on a day, that no noun or verb types."""
    verb = clause.main
    if verb is None or verb.lemma == "make" or verb.frame not in ("hold", "deliver", "create") or verb.aspect in ("present", "should"):
        return False
    where = any(block.of("country", clause.start, clause.end)) or any(block.of("city", clause.start, clause.end))
    facts = (*block.dates, *(c for c in block.counts if c.is_people))
    return where and any(clause.start <= fact.start < clause.end for fact in facts)


def _people_before(block: AnnotatedBlock, clause: Clause) -> bool:
    stop = clause.main.start if clause.main else clause.end
    return any(c.is_people and clause.start <= c.start < stop for c in block.counts)


def _unknown_verb(verb: Predicate, noun: Mention | None) -> bool:
    """True for “the agreement was prolonged”: what happened to a named activity, in a verb that no row knows."""
    weak = noun is None or noun.detail in ("weak", "light", "named")
    return verb.frame == "other" and verb.passive and not weak and noun is not None and noun.start < verb.start


def _there(clause: Clause, block: AnnotatedBlock) -> bool:
    """True for “There were 104 participants”."""
    return _subject(block, clause).casefold().endswith("there")


def _facts_in(block: AnnotatedBlock, clause: Clause) -> bool:
    facts = (*block.counts, *block.dates, *block.mentions["city"], *block.mentions["organisation"])
    return any(clause.start <= fact.start < clause.end for fact in facts)


def _fits(verb: Predicate, noun: Mention | None, kind: Basis, block: AnnotatedBlock, clause: Clause) -> bool:
    """True where the verb can have such an activity: meetings are discussed at, people speak at them."""
    if not verb.passive and _procedure_object(block, verb):
        return False
    if noun is not None and noun.detail == "named" and verb.frame not in _NAMED:
        return False
    if verb.lemma in ("present", "showcase") and kind.rule == "activity_verb":
        if any(p.key == "procedure_noun" for p in block.of("phrase", verb.end, clause.end)):
            return False
        return any(
            clause.start <= x.start < clause.end
            for x in (*block.dates, *block.mentions["city"], *(c for c in block.counts if c.is_people))
        )
    if verb.frame == "treat" and kind.rule == "activity_again":
        return True
    if verb.frame == "treat":
        return noun is not None and noun.start < verb.start and kind.value in ("event", "training", "workshop")
    if verb.frame == "state":
        return noun is not None or kind.rule == "activity_again"
    if kind.value == "technical_assistance" and noun is None:
        helped = any(any(block.of(label, verb.end, clause.end)) for label in ("country", "organisation"))
        return verb.passive or helped
    if verb.frame == "end" and not verb.passive:
        return noun is not None and noun.start < verb.start
    if verb.frame in ("gather", "attend") and noun is None:
        return kind.rule == "activity_again" or verb.type != "" or kind.value == "event"
    return True
