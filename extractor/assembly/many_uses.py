"""Tells what a verb of many uses means where it stands: “announced a course” plans one, “can now read it” opens it."""

import re
from collections.abc import Callable

from extractor.assembly import giving
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.reported import COMING, DONE_FRAMES
from extractor.assembly.said import Said
from extractor.rules.annotations import FoundDate, Predicate

# “announced a course”, “announced 100 scholarships”, unlike “announced a rise”
_ANNOUNCED = r" (?:an?|<number>|\d[\d,]*) "
# “chose Mr Diarra of Mali as Chairman”, “joined as a programme coordinator”
_AS_POST = r"(?i)[^,;:()]{0,60} (?:as|to be) (?:(?:its|their|the|an?|our|new) ){0,2}(?:[a-z-]+ ){0,3}<post>\b"
# “now have solar-powered Wi-Fi”, “now have access to broadband”
_CONNECTION = r"(?i)(?: now)?(?: [a-z][\w-]*){0,4}? <connection_noun>\b"
# “are the latest to join”, “was the first country of the region to sign”
_NEWEST = r"(?i) (?:among |one of )?the (?:<ordinal>|<newest_word>|\d+(?:st|nd|rd|th))\b(?: [\w-]+){0,6} to "
# “became the 40th and 41st members of the coalition”
_NTH_MEMBER = r"(?i) the (?:(?:<ordinal>|\d+(?:st|nd|rd|th))(?:,| and)* )+(?:[a-z]+ )?<member_noun> (?:in|of|to the)\b"
_SUM = r"<money> ?\d|\d ?(?:<scale> )?<money>\b"
_TOGETHER = r"(?i)\b<together_tail>\b"
_IN_USE = r"(?i)\b<in_use_tail>\b"
# How far those are who are or were busy with it.
_OF_THOSE = {"present": "progressive", "past": "past", "perfect": "progressive", "future": "future"}
_OF_THOSE_TO_COME = frozenset({"present", "progressive"})
_NEXT = re.compile(r"(?:the )?next\b", re.I)
_DONE = frozenset({"past", "perfect", "progressive"})
_OUT_AT_ONCE = frozenset({"agreement", "governance", "instrument", "platform", "programme", "publication"})
_AT_WORK = r"(?i) (?:<at_work>|(?:(?:at|in) [A-Z][^,;:]{2,60}))(?: (?:across|at|in|on) [^,;:]{2,60}?)? "
_SHOWN_HOW = re.compile(r" (?:[a-z]|\d|[A-Z])[^,;:]{2,90} how to ")
_HOW_TO = re.compile(r" by [^,;]{2,100} how to ")
# “were shown the kits”, unlike “were shown to be” and “were shown in the hall”
_SHOWN = re.compile(r" (?!(?:as|at|by|for|from|in|last|next|on|that|this|to|with)\b)[a-z]")
_TO_PEOPLE = re.compile(r"\b(?:to|before|for|in front of) [\w ]{0,12}$")
_IN = re.compile(r" (?:in|at|to \d)")
_AN = re.compile(r" an? ")
_TO_DO = re.compile(r" (?:to|by|from)\b")
_IN_HANDS = re.compile(r" (?:\w+ )?in the hands of (?!the\b)")
_SHOWN_TO = re.compile(r" (?:to|at|before|for|in front of|in [A-Z])\b")
# “were among the beneficiaries of a workshop”
_BENEFITS = r"(?i) (?:also )?(?:among )?(?:the|an?) (?:<ordinal> )?<beneficiary_noun> of (?:an?|the|<number>|\d+) "
# “was the subject of a seminar”
_THEME = r"(?i) (?:also )?(?:(?:on|at) )?(?:the|a|one of the) (?:main |central )?<theme_noun> of (?:an?|the|two|three) "
_COUNT_NEAR = len(" more than ")
_TO = re.compile(r" (?:out )?to ")
_TO_PLACE = re.compile(r" to (?:the )?[A-Z]")
# “welcomed 64 girls to a bootcamp”
_TO_ONE = re.compile(r"[^,;:]* to (?:an?|the|its|their) (?:[\w-]+ ){0,4}")
_SENT = frozenset({"publication", "assessment", "localization", "technical_assistance"})
# “Thanks to a grant, 12 engineers could attend”, unlike “With a grant, 12 engineers could attend”
_ENABLED = r"(?i)\b<thanks_to>\b"
# “got tablets”, unlike “got older” and “got to know”
_GOT = re.compile(r" (?!(?:\w+er|its|lost|ready|rid|the|their|to|used)\b)\w")
_REACHING = frozenset({"research", "assessment", "programme", "training", "awareness_campaign"})
_AGREED = frozenset({"strategy", "instrument", "agreement", "publication"})
# “is complete in Fiji”, unlike “are complete and concise”
_ENDED = re.compile(r"(?: (?:now|all|both))*(?: (?:complete|over))?(?: (?:in|for|at) (?:the )?[A-Z][^:]+)?[ .;,]*")
_ENDING = frozenset({"complete", "conclude", "finalise", "finalize", "finish"})
_INTO_LAW = re.compile(r" into law\b")


def as_meant(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb as it is meant where that isn't what its row says; None elsewhere.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if told := _was_enabled(said, verb) or _mentioned(said, verb):
        return told
    if verb.via == "agree" and said.noun is None and not (verb.type or verb.alone):
        # “agreed to share their data”
        return verb._replace(lemma="agree", frame="plan", alone="agreement", aspect="past", via="")
    if _adopts(said, verb):
        return verb._replace(frame="adopt", type="")
    if _was_talked_over(said, verb):
        return verb._replace(type="event")
    if _is_ended(said, verb):
        return verb._replace(lemma="complete", frame="end", aspect="perfect", passive=True)
    if verb.lemma == "be":
        return _of_be(said, verb)
    if verb.lemma in COMING or verb.lemma == "commission":
        return _come_into_use(said, verb)
    joined = verb.lemma == "become" and said.block.phrasing[_NTH_MEMBER].match(said.behind)
    if joined and all(p.aspect != "infinitive" for p in said.clause.predicates):
        return verb._replace(lemma="join", frame="join", type="agreement")
    if verb.lemma in said.block.phrasing.of("enabling_verb"):
        return _made_to_do(said, verb)
    frame = _frame(said, verb)
    return _as(verb, frame) if frame else None


def _as(verb: Predicate, frame: str) -> Predicate:
    """Return a verb in another frame, with the type that the frame gives it there."""
    if frame == "give":
        return verb._replace(lemma="give", frame="deliver", type="technical_assistance")
    if frame == "receive":
        return verb._replace(lemma="receive", frame="attend")
    if frame == "connect":
        return verb._replace(lemma=frame, frame="deliver", alone="technical_assistance", aspect="perfect")
    if frame == "join":
        return verb._replace(lemma=frame, frame=frame, passive=False, type="agreement")
    if frame == "appoint":
        return verb._replace(lemma="appoint", frame=frame, type="governance")
    return verb._replace(frame=frame, type="training" if frame == "train" else verb.type)


def _come_into_use(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of “is coming to Suva in May”, which is to be held there, and of “Stations were commissioned”."""
    if verb.lemma in COMING:
        aspect = "future" if verb.aspect in _OF_THOSE_TO_COME else verb.aspect
        frame = "hold" if _has_come(said, verb) else _frame(said, verb)
        return verb._replace(frame=frame, aspect=aspect if frame == "hold" else verb.aspect) if frame else None
    # “A study was commissioned”, “A firm was commissioned to draft it”
    other = not verb.passive or said.noun_is_subject or _TO_DO.match(said.behind)
    return None if other else verb._replace(type="technical_assistance")


def _is_ended(said: Said, verb: Predicate) -> bool:
    """True for “The survey is complete in Fiji”, “Installation is finished”: it has come to its end."""
    told = verb.aspect == "present" and not verb.negated and _ENDED.fullmatch(said.behind)
    if not told or said.has("date", start=verb.end):
        return False
    if verb.lemma == "be":
        words = said.behind.strip(" .;,").split()[:3]
        return "complete" in words or (said.noun_is_subject and "over" in words)
    return verb.passive and verb.lemma in _ENDING


def _of_be(said: Said, verb: Predicate) -> Predicate | None:
    """Return “be” as what it tells of: “were among the beneficiaries of a course”, “was the subject of a seminar”.

    “Tablets were in the hands of 6,400 pupils” tells that they got them.
    """
    if said.block.phrasing[_BENEFITS].match(said.behind):
        return verb._replace(lemma="benefit", frame="gather")
    if verb.aspect in _DONE | {"future"} and said.block.phrasing[_THEME].match(said.behind):
        return verb._replace(frame="treat", passive=True)
    if _IN_HANDS.match(said.behind) and said.has("people", start=verb.end):
        done = verb.aspect if verb.aspect in ("past", "future") else "perfect"
        return verb._replace(frame="deliver", alone="technical_assistance", aspect=done)
    return _at_work(said, verb)


def _at_work(said: Said, verb: Predicate) -> Predicate | None:
    """Return what those do who “are on the ground repairing lines”, “were in Suva showing staff how to …”."""
    if verb.aspect not in _OF_THOSE or said.noun_is_subject:
        return None
    inner = next((p for p in said.clause.predicates if p.start >= verb.end), None)
    told = said.block.phrasing[_AT_WORK]
    if inner is None or inner.aspect != "participle" or not told.fullmatch(said.text(verb.end, inner.start)):
        return None
    inner = inner._replace(aspect=_OF_THOSE[verb.aspect], start=verb.start)
    if inner.lemma == "show" and _SHOWN_HOW.match(said.text(inner.end, said.clause.end)):
        return inner._replace(frame="train", type="training")
    done = inner.frame in DONE_FRAMES - {"cancel", "plan"} or inner.alone == "technical_assistance"
    return inner if done else None


def leading(said: Said, verb: Predicate) -> Predicate | None:
    """Return “be” as a verb that leads to what was done; None elsewhere.

    “was in Lomé on 3 May to advise the regulator”, “are the latest to join the coalition”.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if verb.lemma != "be":
        return None
    if said.block.phrasing[_NEWEST].match(said.behind) and _leads_to_deed(said, verb):
        return verb._replace(lemma="become", aspect="future" if verb.aspect == "future" else "perfect")
    if not _was_in(said, verb):
        return None
    return verb._replace(lemma="travel", aspect="progressive" if verb.aspect == "present" else verb.aspect)


def _frame(said: Said, verb: Predicate) -> str:
    """Return the frame that a verb has here, “” where its row's holds."""
    if verb.frame == "promise" and verb.passive:
        # “Missions were undertaken to Fiji”
        return "deliver"
    told = _BY_LEMMA.get(verb.lemma)
    return told(said, verb) if told else ""


def _has_come(said: Said, verb: Predicate) -> bool:
    """True for “The summit returns to Geneva on 6 July”: what comes to a place is held there."""
    noun = said.noun
    event = noun is not None and noun.key in GATHERINGS and said.noun_is_subject
    told = said.has("date") or _NEXT.match(said.subject) is not None
    return event and told and said.has("city", "country", start=verb.end)


def _of_add(said: Said, verb: Predicate) -> str:
    """“A dashboard was added to the intranet”, “Cuba and Gabon were added to the programme”."""
    if verb.passive and said.noun and not said.noun_is_subject and said.has("country", end=verb.start):
        return "join"
    return "create" if said.noun and said.noun_is_subject == verb.passive else ""


def _of_announce(said: Said, verb: Predicate) -> str:
    """“announced a course” plans it, “announced a partnership” tells it."""
    if not said.block.phrasing[_ANNOUNCED].match(said.behind):
        return ""
    if said.noun is None:
        # “100 scholarships”, “a credit line of US$ 85 million”, unlike “an increase”
        told = said.has("count", start=verb.end, end=verb.end + 2) or said.block.phrasing[_SUM].search(said.behind)
        return "plan" if told else ""
    return "create" if said.noun.key in _OUT_AT_ONCE else "plan"


def _of_bring(said: Said, verb: Predicate) -> str:
    """“brought ministers face to face”, “The campaign was brought to Suva in May”."""
    if said.block.phrasing[_TOGETHER].search(said.behind):
        return "gather"
    noun = said.noun if verb.passive and said.noun_is_subject and _TO_PLACE.match(said.behind) else None
    placed = noun is not None and noun.key in _REACHING and said.has("city", "country", start=verb.end)
    return "hold" if placed and verb.aspect in _DONE else ""


def _of_get(said: Said, verb: Predicate) -> str:
    """“Thirty schools in Fiji got tablets in May”, unlike “Fiji got the attention of many”."""
    counted = said.has("count", end=verb.start) and said.has("country", "city") and said.has("date", "partner_cue")
    done = said.noun is None and not verb.passive and verb.aspect in _DONE
    return "receive" if counted and done and _GOT.match(said.behind) else ""


def _of_go(said: Said, verb: Predicate) -> str:
    """“Ten scholarships went to students from Fiji”, unlike “Ten students went to Fiji”."""
    given = said.has("count", end=verb.start) and not said.people_before_verb()
    # “The manual went out to all 192 administrations”
    sent = said.noun_is_subject and said.noun is not None and said.noun.key in _SENT
    given = given or (sent and said.has("count", "country", "date", start=verb.end))
    return "deliver" if given and _TO.match(said.behind) else ""


def _of_leave(said: Said, verb: Predicate) -> str:
    """“A first batch of 100 receivers left for Haiti”, “40 laptops arrived in Suva”, unlike “40 pupils arrived”."""
    sent = said.has("count", end=verb.start) and not said.people_before_verb()
    return "deliver" if sent and not verb.passive and said.has("country", "city", start=verb.end) else ""


def _of_present(said: Said, verb: Predicate) -> str:
    """“presented Nepal with radios”, unlike “presented the radios in Nepal”."""
    given = next(said.facts("country", "organisation", start=verb.end, end=verb.end + len(" the ") + 1), None)
    return "give" if given and not verb.passive and said.text(given.end).startswith(" with ") else ""


def _of_put(said: Said, _: Predicate) -> str:
    """“put the guide to use”, “put EUR 2 million into a training centre”."""
    told = said.block.phrasing
    return "deliver" if told[_IN_USE].search(said.behind) or told[giving.AMOUNT].match(said.behind) else ""


def _of_show(said: Said, verb: Predicate) -> str:
    """“were shown how to pay”, “Nurses were shown the kits” taught, “The film was shown in 12 villages” was held."""
    if not verb.passive:
        return ""
    if said.people_before_verb() and _HOW_TO.match(said.behind):
        return "teach"
    if _SHOWN.match(said.behind) and said.has("date", "city", "country"):
        return "train"
    return "hold" if said.noun_is_subject and _IN.match(said.behind) else ""


def _of_cover(said: Said, verb: Predicate) -> str:
    """“The pilot in Bhutan now covers nine schools” goes on, unlike “The law covers nine sectors”."""
    counted = said.noun_is_subject and said.has("count", start=verb.end) and said.noun and said.noun.key in _REACHING
    return "continue" if counted and said.subject.endswith(" now") else ""


def _of_demonstrate(said: Said, verb: Predicate) -> str:
    """“Safe dismantling was demonstrated to 40 recyclers”, “demonstrated to inspectors”, not “demonstrated that …”."""
    people = next(said.facts("people", start=verb.end), None)
    if people and _TO_PEOPLE.search(said.text(verb.end, people.start)):
        return "train"
    return "deliver" if (verb.passive or verb.bare) and _SHOWN_TO.match(said.behind) else ""


def _of_stop(said: Said, verb: Predicate) -> str:
    """“The roadshow stopped in Nadi”, unlike “The course was stopped”."""
    return "hold" if not verb.passive and _IN.match(said.behind) and said.has("city", start=verb.end) else ""


def _of_welcome(said: Said, verb: Predicate) -> str:
    """“welcomed a symposium to Suva”, “The forum welcomed 120 participants”, “welcomed 64 girls to a course in May”.

    “welcomed the report” does nothing.
    """
    noun = said.noun
    people = next(said.facts("people", start=verb.end), None)
    if people and noun and said.noun_is_subject:
        return "gather" if not verb.passive and people.start <= verb.end + _COUNT_NEAR else ""
    if noun and people and noun.key in GATHERINGS and _TO_ONE.fullmatch(said.text(people.end, noun.start)):
        return "hold" if said.has("date", "city", "country") else ""
    placed = noun is not None and said.has("city", start=noun.end) and _AN.match(said.behind)
    venue = noun is not None and noun.key in GATHERINGS and said.has("city", end=said.opening + 1)
    return "hold" if placed or (venue and said.has("date")) else ""


def _of_answer(said: Said, verb: Predicate) -> str:
    """“The helpline had answered 1 870 questions”, unlike “answered that it would”."""
    return "deliver" if said.has("count", start=verb.end, end=verb.end + 2) else ""


def _of_choose(said: Said, verb: Predicate) -> str:
    """“chose Mr Diarra as Chairman”, “joined on 7 January as coordinator”, unlike “chose Suva as its venue”."""
    return "" if verb.passive or not said.block.phrasing[_AS_POST].match(said.behind) else "appoint"


def _of_have(said: Said, verb: Predicate) -> str:
    """“Eleven clinics in Chad now have Wi-Fi”, unlike “Eleven clinics have Wi-Fi” and “now have 40 nurses”."""
    now = verb.aspect == "present" and re.search(r"\bnow\b", said.subject + said.behind[:5]) is not None
    there = said.has("count", end=verb.start) and said.has("country", "city", end=verb.start)
    return "connect" if now and there and said.block.phrasing[_CONNECTION].match(said.behind) else ""


_BY_LEMMA: dict[str, Callable[[Said, Predicate], str]] = {
    "add": _of_add,
    "announce": _of_announce,
    "answer": _of_answer,
    "arrive": _of_leave,
    "bring": _of_bring,
    "choose": _of_choose,
    "cover": _of_cover,
    "demonstrate": _of_demonstrate,
    "depart": _of_leave,
    "leave": _of_leave,
    "get": _of_get,
    "go": _of_go,
    "have": _of_have,
    "join": _of_choose,
    "pick": _of_choose,
    "present": _of_present,
    "put": _of_put,
    "show": _of_show,
    "stop": _of_stop,
    "welcome": _of_welcome,
}


def _made_to_do(said: Said, verb: Predicate) -> Predicate | None:
    """Return the second verb of “allowed Togo to train 40 teachers”, “forced ITU to call off the forum”."""
    inner = next((p for p in said.clause.predicates if p.start > verb.end), None)
    led = inner is not None and inner.aspect == "infinitive" and inner.frame in DONE_FRAMES
    done = led and not verb.passive and verb.aspect in _DONE
    return inner._replace(aspect=verb.aspect) if inner and done else None


def _was_enabled(said: Said, verb: Predicate) -> Predicate | None:
    """Return what was done in “Thanks to a grant, 12 engineers could attend it” and “Teachers can now read it”."""
    if verb.text.startswith("can now ") and verb.lemma in said.block.phrasing.of("use_verb"):
        return verb._replace(frame="create", type="", aspect="perfect")
    could = verb.aspect == "conditional" and verb.text.casefold().startswith("could ") and not verb.negated
    words = said.text(said.clause.start, said.clause.end)
    return verb._replace(aspect="past") if could and said.block.phrasing[_ENABLED].search(words) else None


def _mentioned(said: Said, verb: Predicate) -> Predicate | None:
    """Return the verb of “recalled the code, adopted in May” as that behind its object, which alone reports."""
    if said.noun is None or verb.lemma not in said.block.phrasing.of("mentioning_verb") or verb.passive:
        return None
    later = next((p for p in said.clause.predicates if p.start >= said.noun.end > verb.end), None)
    done = later is not None and later.bare and later.passive and later.frame in DONE_FRAMES
    if later is None or not done or not said.has("date", start=later.end):
        return None
    return verb._replace(lemma=later.lemma, frame=later.frame, type=later.type, alone=later.alone, aspect="past")


def _was_talked_over(said: Said, verb: Predicate) -> bool:
    """True for “The findings were discussed in Suva on 4 June with seven officials”: who did so met."""
    if verb.frame != "treat" or not verb.passive or verb.aspect not in ("past", "perfect"):
        return False
    noun = next((m for m in said.block.of("activity", verb.end, said.clause.end) if m.key in GATHERINGS), None)
    there = noun is None and said.has("city", start=verb.end)
    return there and any(not d.match.bare_year for d in said.facts("date") if isinstance(d, FoundDate))


def _adopts(said: Said, verb: Predicate) -> bool:
    """True for “A roadmap was agreed” and “signed the bill into law”."""
    if verb.frame == "sign":
        return _INTO_LAW.search(said.behind) is not None
    agreed = verb.lemma == "agree" and verb.passive and said.noun_is_subject
    return agreed and said.noun is not None and said.noun.key in _AGREED


def _leads_to_deed(said: Said, verb: Predicate) -> bool:
    """True for “are the latest to join the coalition”."""
    later = (p for p in said.clause.predicates if p.start > verb.end)
    return any(p.aspect == "infinitive" and (p.frame in DONE_FRAMES or p.lemma == "have") for p in later)


def _was_in(said: Said, verb: Predicate) -> bool:
    """True for “was in Lomé from 3 to 5 May to advise the regulator”, “will be in Suva on 3 May for a course”."""
    place = next(said.facts("city", "country", start=verb.end), None)
    there = place is not None and said.text(verb.end, place.start) in (" in ", " in the ")
    return there and said.has("date") and not said.noun_is_subject
