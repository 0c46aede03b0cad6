"""Tells by what stands around a verb of many uses what it does there: “brought ministers together” gathers them."""

import re
from collections.abc import Callable

from extractor.assembly import giving
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.said import Said
from extractor.rules.annotations import Predicate

# “announced a course”, “announced 100 scholarships”, unlike “announced a rise”
_ANNOUNCED = r" (?:an?|<number>|\d[\d,]*) "
# “chose Mr Diarra of Mali as Chairman”, “joined as a programme coordinator”
_AS_POST = r"(?i)[^,;:()]{0,60} (?:as|to be) (?:(?:its|their|the|an?|our|new) ){0,2}(?:[a-z-]+ ){0,3}<post>\b"
# “now have solar-powered Wi-Fi”, “now have access to broadband”
_CONNECTION = r"(?i)(?: now)?(?: [a-z][\w-]*){0,4}? <connection_noun>\b"
_SUM = r"<money> ?\d|\d ?(?:<scale> )?<money>\b"
_TOGETHER = r"(?i)\b<together_tail>\b"
_IN_USE = r"(?i)\b<in_use_tail>\b"
# The aspects of what was done or is being done.
DONE = frozenset({"past", "perfect", "progressive"})
_OUT_AT_ONCE = frozenset({"agreement", "governance", "instrument", "platform", "programme", "publication"})
_HOW_TO = re.compile(r" by [^,;]{2,100} how to ")
# “were shown the kits”, unlike “were shown to be” and “were shown in the hall”
_SHOWN = re.compile(r" (?!(?:as|at|by|for|from|in|last|next|on|that|this|to|with)\b)[a-z]")
_TO_PEOPLE = re.compile(r"\b(?:to|before|for|in front of) [\w ]{0,12}$")
_IN = re.compile(r" (?:in|at|to \d)")
_AN = re.compile(r" an? ")
_SHOWN_TO = re.compile(r" (?:to|at|before|for|in front of|in [A-Z])\b")
_COUNT_NEAR = len(" more than ")
_TO = re.compile(r" (?:out )?to ")
_TO_PLACE = re.compile(r" to (?:the )?[A-Z]")
# “welcomed 64 girls to a bootcamp”
_TO_ONE = re.compile(r"[^,;:]* to (?:an?|the|its|their) (?:[\w-]+ ){0,4}")
_SENT = frozenset({"publication", "assessment", "localization", "technical_assistance"})
# “got tablets”, unlike “got older” and “got to know”
_GOT = re.compile(r" (?!(?:\w+er|its|lost|ready|rid|the|their|to|used)\b)\w")
_REACHING = frozenset({"research", "assessment", "programme", "training", "awareness_campaign"})


def frame_of(said: Said, verb: Predicate) -> str:
    """Return the frame that a verb has here; "" where that of its row holds.

    Args:
        said: The clause.
        verb: Its main verb.
    """
    if verb.frame == "promise" and verb.passive:
        # “Missions were undertaken to Fiji”
        return "deliver"
    told = _BY_LEMMA.get(verb.lemma)
    return told(said, verb) if told else ""


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
    """“brought ministers face to face”, “The campaign was brought to Suva in May”, “2021 will bring a forum”."""
    time = next(said.facts("date", start=said.opening, end=said.opening + 1), None)
    if verb.aspect == "future" and not verb.passive and time is not None and time.end == verb.start - 1:
        return "hold" if said.noun and said.noun.detail in ("strong", "normal") else ""
    if said.block.phrasing[_TOGETHER].search(said.behind):
        return "gather"
    noun = said.noun if verb.passive and said.noun_is_subject and _TO_PLACE.match(said.behind) else None
    placed = noun is not None and noun.key in _REACHING and said.has("city", "country", start=verb.end)
    return "hold" if placed and verb.aspect in DONE else ""


def _of_get(said: Said, verb: Predicate) -> str:
    """“Thirty schools in Fiji got tablets in May”, unlike “Fiji got the attention of many”."""
    counted = said.has("count", end=verb.start) and said.has("country", "city") and said.has("date", "partner_cue")
    done = said.noun is None and not verb.passive and verb.aspect in DONE
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
    """“were shown how to pay”, “Nurses were shown the kits” taught, “The film was shown in 12 villages” was held.

    “We showed 28 teachers how to run a lab” taught too.
    """
    if not verb.passive:
        near = said.has("people", start=verb.end, end=verb.end + _COUNT_NEAR)
        return "teach" if near and " how to " in said.behind else ""
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
