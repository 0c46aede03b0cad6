"""Decides what a clause is: a record, more about the record before, or neither."""

import re

from extractor.assembly import activity, anaphora, fragments, giving, kinds, reported, sequels, status, topics
from extractor.assembly.deeds import with_deed
from extractor.assembly.drafts import Basis, Mention
from extractor.assembly.presented import presented
from extractor.assembly.said import MORE, NONE, Reading, Said, Surroundings
from extractor.assembly.silent import STATISTIC, is_silent, procedure_behind, reports_itself
from extractor.rules.annotations import Clause, FoundDate, Predicate

_FRAMES_OF_NAMES = frozenset("hold happen create begin continue end plan cancel move gather deliver".split())
# What befell a named event, and what a named programme did: “WRC was attended by …”, “Giga mapped 40 schools”.
_NAMES_DO = {"attend": "event"}
_DEEDS_OF_NAMES = frozenset({"research", "assessment", "training", "localization"})
_PROCEDURE = r"<procedure_verb> <procedure_object>"
_TREATED = frozenset({"event", "training", "workshop"})
_GOES_ON = frozenset({"state", "continue", "begin", "deliver", "hold", "happen"})
_FEWEST_FACTS = 2
_MADE = frozenset({"create", "adopt", "translate"})
# “Accessible Asia 2017 was hosted by Sri Lanka”
_EDITION = re.compile(r"(?:[A-Z][\w’'&-]* (?:(?:of|for|and|in|the) ){0,2}){1,6}(?:19|20)\d\d")
# What one of those who came says or has.
_PERSON = re.compile(r"(?:now )?(?:he|she|i|you)\b", re.I)
_WORK = re.compile(r"(?:the )?(?:[a-z-]+(?:tion|ment|ing) of|(?:[a-z]+ )?work (?:at|in|on|with)) ", re.I)
_GENERAL = r"(?i)<general_opening>\b"
_AGENDA = r"(?i)Day \d"
# “Two are planned for May”
_NUMBER = r"(?i)(?:(?:a|the) )?(?:<ordinal>|<number>|<further_word>)(?: (?:more|others?))?"
_SHARE = r"(?i) (?:(?:<qualifier>|only) )?[\d.,]+ ?<percent>"
_LABEL = re.compile(r"[^:]{2,100}:(?= )")
# “Barbados: hardware shipped”
_COUNTRY_FIRST = re.compile(r"[A-Z][^:,;]{2,40}(?:: | – )")
_PREPARING = r"(?i)(?:the )?(?:[a-z]+ )?<preparing_noun>\b"


def read(clause: Clause, around: Surroundings) -> Reading:
    """Return what a clause is.

    Args:
        clause: The clause.
        around: What stands around it.
    """
    if clause.joint == "tail":
        return NONE
    said = with_deed(Said.of(around.block, clause))
    said = fragments.without_tail(said)
    if told := (around.topic and topics.read_on(said, around)) or _did_so(said, around) or presented(said):
        return told
    if said.verb is None:
        return _headline(said, around) or fragments.joining(said) or _fragment(said, around)
    if anaphora.goes_on(said, around):
        return MORE
    if reports_itself(said) or anaphora.sums_up(said, around):
        return NONE
    if anaphora.tells_who_came(said):
        return MORE if around.same_block else NONE
    if is_silent(said):
        return MORE if anaphora.leads_with_part(said, around) or anaphora.may_come(said, around) else NONE
    if plan := _preparation(said):
        return plan
    told = _aim(said) if said.verb.aspect == "aim" else _statement(said, around)
    return _labelled(said, around, told) if around.fragment_ok else told


def _did_so(said: Said, around: Surroundings) -> Reading | None:
    """Read “So was the Action Plan.” as done like what was told before it."""
    if not sequels.did_so(said, around):
        return None
    kind = kinds.type_of(None, said.noun) or _kind_of_last(said, around)
    return Reading("record", kind, _status_of_last(around))


def _labelled(said: Said, around: Surroundings, told: Reading) -> Reading:
    """Read “Training of trainers for Nepal: 120 got certificates” as its label, where the sentence tells less."""
    if told.verdict != "record" and (closed := fragments.of_labelled_country(said, around)):
        return closed
    label = _LABEL.match(said.text(said.clause.start, said.clause.end)) if said.clause.joint == "start" else None
    if label is None or (told.verdict == "record" and told.status and not reported.goes_on_now(said)):
        return told
    noun = next(iter(activity.triggers(said.block, said.clause.start, said.clause.start + label.end())), None)
    if noun is None or noun.detail in ("weak", "light") or not said.has("people", "date"):
        return told
    tells = status.of_cues(said.block, said.clause.start, said.clause.end, verbless=True)
    return Reading("record", kinds.type_of(None, noun), tells, noun)


def _statement(said: Said, around: Surroundings) -> Reading:
    verb = said.verb
    assert verb is not None
    tells = status.of_predicate(said.block, said.clause, verb)
    kind = kinds.type_of(verb, said.noun)
    if kind and anaphora.names_it(said, around):
        return Reading("more", kind, tells, said.noun)
    if more := sequels.status_of_more(said, tells, around):
        return more
    if sequels.tells_when(said, around):
        return MORE
    if sequels.is_sequel(said, around):
        kind = _kind_of_last(said, around)
    elif anaphora.adds(said, kind, tells, around):
        enlisted = verb.lemma in said.block.phrasing.of("enlist_verb")
        same = around.last is not None and (around.last.state == "cancelled" or enlisted)
        return Reading("more", status=None if same else tells, noun=said.noun)
    tells = reported.of_whole(said, kind) or tells or reported.otherwise(said)
    if tells is None:
        light = said.noun is not None and said.noun.detail == "light" and not said.noun_is_subject
        told_more = around.same_block and (kind is None or light) and not anaphora.is_elsewhere(said, around)
        told_more = told_more and not _PERSON.match(said.subject)
        return MORE if told_more and said.has("count") else NONE
    if kind is None and said.starts_there():
        return MORE if around.same_block else NONE
    kind = _in_progress(said, kind, tells) or _kind_by_context(said, around)
    if kind is None or not _happens(said, kind):
        if _evident(said, around, tells):
            return Reading("record", kind or kinds.alone(said), tells, said.noun)
        return MORE if around.same_block and said.has("count") else NONE
    return Reading("record", kind, tells, said.noun) if _fits(said, kind, around) else NONE


def _preparation(said: Said) -> Reading | None:
    """Read “Preparations for a workshop are under way”, “Arrangements are being made for a workshop” as its plan."""
    verb = said.verb
    assert verb is not None
    if verb.frame == "cancel" or not said.block.phrasing[_PREPARING].match(said.subject):
        return None
    nouns = activity.triggers(said.block, said.clause.lead_end, said.clause.end)
    events = said.block.of("event", said.clause.lead_end, said.clause.end)
    nouns += [m._replace(key="event", detail="normal") for m in events]
    noun = next((m for m in nouns if m.key in activity.GATHERINGS and m.detail in ("strong", "normal")), None)
    if noun is None:
        return _groundwork(said) if not nouns else None
    if not said.has("date", "city", "country"):
        return None
    planned = Basis("planned", verb.start, verb.end, "status_future")
    return Reading("record", kinds.type_of(None, noun), planned, noun)


def _groundwork(said: Said) -> Reading | None:
    """Read “Preparatory work is in progress in Guinea”: it does not say what for."""
    verb = said.verb
    assert verb is not None
    tells = status.of_predicate(said.block, said.clause, verb)
    if tells is None or tells.value != "ongoing" or not said.has("country", start=verb.end):
        return None
    kind = Basis("technical_assistance", said.opening, verb.start, "activity_other")
    return Reading("record", kind, tells)


def _headline(said: Said, around: Surroundings) -> Reading | None:
    """Read “Croatia: 230 teachers trained by the Centre” as the passive sentence that it shortens."""
    told = (p for p in said.clause.predicates if p.passive and (p.bare or p.aspect == "infinitive"))
    verb = next(told, None)
    given = verb is not None and verb.alone != "" and verb.frame == "deliver"
    if verb is None or not around.fragment_ok:
        return None
    dated = verb.aspect == "infinitive" and verb.type != "" and said.has("date", start=verb.end)
    if not dated and not said.has("count" if given else "people", end=verb.start):
        return None
    if said.noun and said.noun.start < verb.end:
        return None
    reading = _statement(said.with_verb(verb), around)
    return reading if reading.verdict == "record" else None


def _fragment(said: Said, around: Surroundings) -> Reading:
    """Read a clause without a main verb: an item of a list, “Eswatini: strategy adopted”, “followed by a session”."""
    told, tells = said.block.phrasing, status.of_fragment(said.block, said.clause)
    noun = said.noun
    if fragments.adds_names(said, around, tells):
        return MORE
    if said.is_listed:
        return fragments.facts_alone(said, around)
    if (
        topics.says_nothing(said.block, said.clause)
        or told[_AGENDA].match(said.block.text)
        or any(told[shape].match(said.text(said.clause.start)) for shape in (_GENERAL, STATISTIC))
    ):
        return NONE
    if sequels.is_next_country(said, around):
        named = noun if noun and noun.detail in ("strong", "normal") else None
        kind = kinds.type_of(None, named) or _kind_of_last(said, around)
        return Reading("record", kind, tells or _status_of_last(around), noun)
    if sequels.is_next_step(said, tells, around):
        own = noun if noun and noun.detail != "weak" else None
        return Reading("record", kinds.type_of(None, own) or _kind_of_last(said, around), tells, noun)
    if said.clause.joint == "followed_by" and noun:
        return Reading("record", kinds.type_of(None, noun), _status_of_last(around) or tells, noun)
    if said.clause.joint == "gapped":
        own = noun if noun and noun.detail != "light" else None
        kind = kinds.type_of(None, own) or Basis("other", said.clause.start, said.clause.end, "activity_other")
        return Reading("record", kind, _status_of_last(around), own)
    if around.last and said.clause.joint == "another":
        return Reading("record", kinds.type_of(None, noun) or _kind_of_last(said, around), around.last.status, noun)
    told_of = fragments.same_again(said, around, tells) or fragments.calendar_line(said, tells)
    told_of = told_of or fragments.of_country(said, around, tells)
    return told_of or fragments.noun_phrase(said, around, tells)


def _aim(said: Said) -> Reading:
    """“aims to train 200 teachers” is planned; an aim without people is none."""
    kind = kinds.type_of(said.verb, said.noun)
    if kind is None or said.verb is None or not said.has("people"):
        return NONE
    return Reading("record", kind, Basis("planned", said.verb.start, said.verb.end, "status_aim"), said.noun)


def _kind_of_last(said: Said, around: Surroundings) -> Basis | None:
    if around.last is None:
        return None
    end = said.verb.start if said.verb else said.clause.end
    return Basis(around.last.kind, said.clause.start, end, "activity_again", carried=True)


def _status_of_last(around: Surroundings) -> Basis | None:
    return around.last.status if around.last and around.same_block else None


def _in_progress(said: Said, kind: Basis | None, tells: Basis) -> Basis | None:
    """Return research for a study that goes on; what is out is a publication."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or kind is None or kind.value != "publication" or tells.value != "ongoing":
        return kind
    studied = verb.frame in _GOES_ON and noun.text.casefold().split()[-1] in said.block.phrasing.of("study_noun")
    return kind._replace(value="research") if studied else kind


def _kind_by_context(said: Said, around: Surroundings) -> Basis | None:
    """Return a type that neither noun nor verb tells: the last record's, a gathering, or something done somewhere."""
    verb = said.verb
    assert verb is not None
    bare = anaphora.starts_with_pronoun(said) or said.block.phrasing[_NUMBER].fullmatch(said.subject)
    if around.same_block and bare:
        return _kind_of_last(said, around)
    met = verb.lemma in said.block.phrasing.of("meeting_verb")
    day = any(isinstance(d, FoundDate) and d.match.first.day for d in said.facts("date", start=verb.end))
    if met and (day or said.people_before_verb() or said.has("city")):
        return Basis("event", verb.start, verb.end, "activity_verb")
    if reported.runs_there(said):
        return Basis("platform", verb.start, verb.end, "activity_other")
    if verb.frame == "continue" and _WORK.match(said.subject) and said.has("country", "city"):
        # “Registration of operators continues in Chad”
        return kinds.alone(said)
    if reported.is_named_start(said):
        return Basis("programme", said.opening, verb.start, "activity_other")
    told = verb.frame in ("hold", "deliver", "create") and verb.aspect not in ("present", "should")
    if told and verb.lemma != "make" and said.has("country", "city") and said.has("date", "people"):
        edition = verb.frame == "hold" and verb.passive and _EDITION.fullmatch(said.subject)
        return Basis("event", verb.start, verb.end, "activity_verb") if edition else kinds.alone(said)
    return None


def _evident(said: Said, around: Surroundings, tells: Basis) -> bool:
    """True where a clause tells enough to be an activity, though neither noun nor verb names one."""
    verb = said.verb
    assert verb is not None
    announced = verb.frame == "speak" and tells.value == "planned"
    foreseen = verb.passive and (verb.frame in ("plan", "cancel", "move") or announced)
    foreseen = foreseen or (tells.rule == "status_present" and tells.value == "planned")
    told = said.block.phrasing
    if told[giving.AMOUNT].match(said.subject) or (verb.frame == "gather" and told[_SHARE].match(said.behind)):
        return False
    if verb.frame == "state" or (verb.aspect in ("present", "should", "conditional", "aim") and not foreseen):
        return False
    object_named = said.noun is not None and said.noun.detail in ("strong", "normal") and not said.noun_is_subject
    facts = (("country", "city", "region"), ("date",), ("count",), ("organisation",))
    labelled = _COUNTRY_FIRST.match(said.subject) is not None and said.has("country", end=said.opening + 1)
    shortened = verb.bare and around.fragment_ok and (labelled or said.has("count", end=verb.start))
    if verb.alone and not (verb.passive or shortened) and not said.behind.strip(" .,;"):
        return False
    enough = foreseen or object_named or (verb.alone and (verb.frame != "aim" or verb.passive))
    enough = enough or (around.fragment_ok and reported.is_entry(said)) or _helps_make(said)
    own = sum(said.has(*kinds) for kinds in facts)
    return own >= (1 if enough else _FEWEST_FACTS - (around.placed and not said.has(*facts[0])))


def _helps_make(said: Said) -> bool:
    """True for “is helping Nicaragua to draw up a plan”, unlike “helped Chad to grow”."""
    verb, noun = said.verb, said.noun
    inner = next((p for p in said.clause.predicates if verb and p.start > verb.end), None)
    if verb is None or verb.lemma != "help" or noun is None or said.noun_is_subject or inner is None:
        return False
    made = inner.aspect == "infinitive" and inner.frame in _MADE and inner.end < noun.start
    return made and said.has("country", start=verb.end, end=verb.end + len(" the ") + 1)


def _happens(said: Said, kind: Basis) -> bool:
    """True where the verb reports; one that no row knows does where it tells what befell a named activity."""
    verb, noun = said.verb, said.noun
    assert verb is not None
    if kind.rule == "activity_again" or verb.frame in reported.DONE_FRAMES or verb.frame == "state":
        return True
    named = noun is not None and noun.detail not in ("weak", "light", "named") and noun.start < verb.start
    return verb.frame == "other" and verb.passive and named


def _fits(said: Said, kind: Basis, around: Surroundings) -> bool:
    """True where the verb can have such an activity: meetings are discussed at, people speak at them."""
    verb, noun = said.verb, said.noun
    assert verb is not None
    before = noun is not None and noun.start < verb.start
    again = kind.rule == "activity_again"
    if not verb.passive and procedure_behind(said, words=2):
        return False
    if before and noun is not None and _is_procedure(said, verb, noun):
        return False
    # “WRC-19 decided on new bands”
    decided = verb.frame == "plan" and before and verb.aspect == "past" and not verb.passive
    if noun is not None and noun.detail == "named" and (decided or verb.frame not in _FRAMES_OF_NAMES):
        them = said.people_before_verb() if verb.passive else said.has("people", start=verb.end, end=noun.start)
        own = verb.type in _DEEDS_OF_NAMES and (before or them)
        return own or (before and _NAMES_DO.get(verb.frame, "") == kind.value) or _done_to_name(said, noun, kind)
    if verb.lemma in ("present", "showcase") and kind.rule == "activity_verb":
        return not procedure_behind(said) and said.has("date", "city", "people")
    if verb.lemma == "learn" and not said.has("people"):
        return said.has("city") or (said.has("country") and said.has("date"))
    if verb.frame == "teach":
        taught = said.has("people", start=verb.end, end=verb.end + 2)
        return taught or (verb.passive and (kind.rule != "activity_verb" or said.learners_before_verb()))
    if kind.value == "technical_assistance" and noun is None and not again:
        counted = said.has("count", start=verb.end, end=verb.end + 2)
        labelled = ":" in said.subject and said.has("country", end=verb.start)
        counted = counted or labelled or around.placed
        return verb.passive or counted or said.has("country", "organisation", start=verb.end) or said.has("city")
    # “The storm has delayed many missions” tells of none.
    told = said.has("date", "count", "country", "city", "region", "organisation", "initiative")
    treated = before or verb.type != ""
    fitting = {
        "cancel": again or told or (before and _heads(said)) or noun is None or noun.detail != "weak",
        "treat": again or _exchanged(said) or _at_occasion(said) or (treated and _is_treated(verb, kind)),
        "state": again or noun is not None or kind.rule == "activity_other",
        "end": verb.passive or before or kind.value == "agreement" or sequels.closes(said, kind),
        "gather": noun is not None or again or verb.type != "" or kind.value == "event",
        "attend": noun is not None or again or verb.type != "" or kind.value == "event",
    }
    return fitting.get(verb.frame, True)


def _done_to_name(said: Said, name: Mention, kind: Basis) -> bool:
    """True for “was elected at WTDC”, “joined Giga”, “350 people followed it”, “Suva will be the venue of it”."""
    verb = said.verb
    assert verb is not None
    if name.start < verb.start:
        return False
    if verb.frame == "attend":
        return kind.value == "agreement" or (not verb.passive and said.people_before_verb())
    venue = verb.frame == "state" and said.has("cue", start=verb.start, end=name.start)
    return venue or verb.frame == "appoint"


def _exchanged(said: Said) -> bool:
    """True for “Kenya and Ghana exchanged experience in Nairobi”, unlike “The meeting exchanged views”."""
    verb = said.verb
    met = verb is not None and verb.lemma in said.block.phrasing.of("meeting_verb") and not said.noun_is_subject
    return met and said.has("city", "country")


def _heads(said: Said) -> bool:
    """True unless a weak noun only tells more of another: “The colours used in earlier reports were dropped”."""
    noun = said.noun
    if noun is None or noun.detail != "weak":
        return True
    return not any(said.clause.lead_end < p.start < noun.start and p.bare for p in said.clause.predicates)


def _is_treated(verb: Predicate, kind: Basis) -> bool:
    return kind.value in _TREATED or verb.lemma == "exchange" or (verb.passive and kind.rule == "activity_verb")


def _at_occasion(said: Said) -> bool:
    """True for “The draft was discussed at a workshop in Suva”, “Mali shared its data at the seminar”."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or noun.detail not in ("strong", "normal") or noun.start < verb.end:
        return False
    return verb.passive or (noun.key in activity.GATHERINGS and activity.is_shared(said.block, said.clause, verb))


def _is_procedure(said: Said, verb: Predicate, noun: Mention) -> bool:
    """True for “The session was opened”: a meeting's own business."""
    head = noun.text.casefold().split()[-1]
    return said.block.phrasing[_PROCEDURE].fullmatch(f"{verb.lemma} {head}") is not None
