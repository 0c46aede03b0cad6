"""Statuses that a clause tells though its main verb reports nothing: a habit, a description, a finding."""

import re

from extractor.assembly import status
from extractor.assembly.activity import GATHERINGS
from extractor.assembly.context import opening_date
from extractor.assembly.drafts import Basis
from extractor.assembly.said import Said
from extractor.rules.annotations import FoundDate, Predicate
from extractor.rules.grammar import FUNCTION_WORDS, PREPOSITIONS

DONE_FRAMES = frozenset(
    "join hold happen deliver attend gather create adopt sign begin continue end plan cancel move treat train "
    "translate survey assess assist appoint migrate sensitise commission teach".split()
)
_ASSENTING = frozenset({"approve", "endorse"})
_PROGRESS = r"(?i)\s*(?:[a-z-]+ ){0,2}<progress_noun>\b"
_FOR = re.compile(r"\b(?:for|on|with) (?:an?|the|two|three|their) (?:[\w-]+ ){0,6}$")
_NEW = re.compile(r"an? ", re.I)
_OWNS = re.compile(r" (?:now )?the (?:proud )?(?:new )?owner of an? ")
_AN = re.compile(r" (?:now )?(?:an?|the|its own|its first) ")
COMING = frozenset({"come", "come to", "go", "head", "return", "travel"})
_COMING_FRAMES = frozenset({"appoint", "begin", "create", "hold", "happen"})
_COMING_VERBS = frozenset({"go", "take delivery"})
_MODIFIERS = 4
_OF_ASPECT = {"past": "completed", "perfect": "completed", "present": "planned", "future": "planned"}
_SUMS_UP = frozenset({"be", "include", "comprise", "see"})
_SUMMARY = r"(?i)(?:this|these|they|(?:[\w’'-]+ ){0,4}<summary_noun>(?: (?:of|in|for|during|over) [^,;]{2,40})?)"
_SERVICE = r"(?i) (?:(?:again|already|fully|now) )?<service_cue>\b"
# “The new centre”, “Haiti's station”
_FOUND = re.compile(r"(?:The|A|An|Its|Their) |(?:.{0,50}, )?[A-Z][\w ]+[’']s? (?:new )?[a-z]")
# “COP was established”, “The Digital Waves were launched”, unlike “Registration was launched”
_NAMED = re.compile(
    r"(?:The )?(?:[A-Z]\w*[A-Z-][\w-]*|[A-Z]\w+(?: (?:(?:of|for|in|the) ){0,2}[A-Z][\w-]+){1,5})(?: \([A-Z]\w+\))?"
)
_FOLLOWS = re.compile(r" (?:in|on|from|by)\b")
_LARGEST = re.compile(r" (?:by far )?the (?:\w+est|best|most)\b")
_SIZED = GATHERINGS | {"awareness_campaign"}
_HELD = GATHERINGS | {"assessment", "research"}


def goes_on_now(said: Said) -> bool:
    """Return True for “opened in May, still running, 750 learners are enrolled”."""
    cue = status.of_cues(said.block, said.clause.start, said.clause.end, verbless=False)
    return said.verb is not None and said.verb.aspect == "present" and cue is not None and cue.value == "ongoing"


def is_entry(said: Said) -> bool:
    """Return True for “Egypt: avatar demonstrated to inspectors”, unlike “Egypt: shelved”."""
    told = ":" in said.subject and said.subject.rpartition(":")[2].strip()
    return bool(told) and said.verb is not None and said.verb.bare and said.verb.frame in DONE_FRAMES


def otherwise(said: Said) -> Basis | None:
    """Return the status that a clause tells by other means than its main verb; None where it reports nothing.

    Args:
        said: The clause.
    """
    return next((told for way in _WAYS if (told := way(said))), None)


def of_whole(said: Said, kind: Basis | None) -> Basis | None:
    """Return the status that subject and verb tell together; None where they don't.

    “Good progress has been made in …” tells of what goes on, “approved the holding of a forum” of what is to come.

    Args:
        said: The clause.
        kind: Its activity type.
    """
    verb = said.verb
    assert verb is not None
    told = said.block.phrasing
    if verb.lemma == "make" and (told[_PROGRESS].match(said.subject if verb.passive else said.behind)):
        return Basis("ongoing", verb.start, verb.end, "status_progressive")
    of_event = kind is not None and kind.value in GATHERINGS and said.noun is not None
    if of_event and verb.lemma in _ASSENTING and verb.passive == said.noun_is_subject:
        return Basis("planned", verb.start, verb.end, "status_future")
    return None


def is_named_start(said: Said) -> bool:
    """Return True for “COP was established in November 2008”: a name that nothing else explains, and a month.

    Args:
        said: The clause.
    """
    verb = said.verb
    started = verb is not None and verb.frame == "create" and verb.passive and not verb.bare
    if verb is None or not started or verb.aspect not in ("past", "perfect"):
        return False
    known = said.has("organisation", "country", end=verb.start)
    dated = any(not d.match.bare_year for d in said.facts("date", start=verb.end) if isinstance(d, FoundDate))
    return dated and not known and _NAMED.fullmatch(said.subject) is not None


def runs_there(said: Said) -> bool:
    """Return True for “Haiti's monitoring station is back in service”, “40 schools in Chad are now online”.

    Args:
        said: The clause.
    """
    verb = said.verb
    if verb is None or verb.lemma != "be" or verb.aspect not in ("present", "perfect") or verb.negated:
        return False
    slight = said.noun is None or said.noun.detail == "weak"
    runs = slight and said.block.phrasing[_SERVICE].match(said.behind) and said.has("country", "city")
    return bool(runs) and (_FOUND.match(said.subject) is not None or said.has("count", end=said.opening + 1))


def _of_service(said: Said) -> Basis | None:
    verb = said.verb
    return Basis("ongoing", verb.start, verb.end, "status_cue") if verb and runs_there(said) else None


def _of_size(said: Said) -> Basis | None:
    """“With 340 entries from 61 countries, the 2014 contest was the largest yet” reports it."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or verb.lemma != "be" or verb.aspect != "past" or verb.negated:
        return None
    held = said.noun_is_subject and noun.key in _SIZED and noun.detail != "light"
    sized = held and _LARGEST.match(said.behind) and said.has("count")
    return Basis("completed", verb.start, verb.end, "status_past") if sized else None


def _of_day(said: Said) -> Basis | None:
    """“The next meeting of the group is on 3 May in Suva” reports it; so does “was on 3 May in Suva”."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or verb.lemma != "be" or verb.aspect not in _OF_ASPECT or verb.negated:
        return None
    day = next((d for d in said.facts("date", start=verb.end) if isinstance(d, FoundDate)), None)
    # “The deadline for the course is 3 May”
    heads = PREPOSITIONS.isdisjoint(said.text(said.clause.lead_end, noun.start).casefold().split())
    held = heads and said.noun_is_subject and noun.key in GATHERINGS
    if day is None or day.match.bare_year or not held or _AN.match(said.text(day.end)):
        return None
    between = said.text(verb.end, day.start)
    told = between in (" ", " on ", " in ") or (between.endswith((" on ", " from ", " ")) and _in_city(said, day))
    return Basis(_OF_ASPECT[verb.aspect], verb.start, verb.end, f"status_{verb.aspect}") if told else None


def _in_city(said: Said, day: FoundDate) -> bool:
    """True for the city of “is in Suva on 3 May”."""
    verb = said.verb
    assert verb is not None
    city = next(said.facts("city", start=verb.end, end=day.start), None)
    return city is not None and said.text(verb.end, city.start) in (" in ", " at ")


def _of_present(said: Said) -> Basis | None:
    """The present tense reports in a diary's line, and where it says who runs a programme or whom it reaches now."""
    verb, noun = said.verb, said.noun
    if verb is None or verb.aspect != "present" or verb.negated:
        return None
    if verb.lemma.startswith("announce "):
        # “ITU announces the launch of …”
        return Basis("completed", verb.start, verb.end, "status_present")
    if noun is not None and _has_now(said) and noun.key not in _HELD:
        return Basis("completed", verb.start, verb.end, "status_present")
    if verb.frame in DONE_FRAMES and opening_date(said.block):
        return Basis("planned", verb.start, verb.end, "status_present")
    arrives = verb.frame == "deliver" and verb.lemma in _COMING_VERBS
    if verb.lemma == "follow" and not verb.passive and _FOLLOWS.match(said.behind) and _has_day_or_month(said):
        # “the one in Maseru follows in September 2016”
        return Basis("planned", verb.start, verb.end, "status_present")
    new = noun is not None or verb.frame == "appoint" or arrives or _NEW.match(said.subject)
    if new and (arrives or verb.frame in _COMING_FRAMES) and not verb.passive and _has_day_or_month(said):
        return Basis("planned", verb.start, verb.end, "status_present")
    if noun is None:
        return None
    runs = verb.passive and verb.frame in ("hold", "deliver") and said.has("organisation", start=verb.end)
    reaches = verb.frame == "gather" and said.has("country", start=verb.end)
    led = verb.frame == "state" and noun.start > verb.start and _led(said)
    if (runs and noun.key in ("programme", "platform")) or (reaches and noun.key == "programme") or led:
        return Basis("ongoing", verb.start, verb.end, "status_present")
    return None


def _has_now(said: Said) -> bool:
    """True for “Togo now has a response team”: what somebody has now was set up; “now has 40 members” tells a size."""
    verb = said.verb
    if verb is None or verb.lemma not in ("have", "be"):
        return False
    if not (_AN.match(said.behind) or _has_several(said, verb) if verb.lemma == "have" else _OWNS.match(said.behind)):
        return False
    now = re.search(r"\bnow\b", said.subject + said.behind[:4]) is not None
    return now and said.has("country", "organisation", "city", end=verb.start)


def _has_several(said: Said, verb: Predicate) -> bool:
    """True for “now have emergency plans”, unlike “now have 30 plans” and “have plans to train”."""
    noun = said.noun
    if noun is None or noun.start < verb.end or noun.text[-1:] != "s":
        return False
    between = said.text(verb.end, noun.start).casefold().split()
    plain = all(word.isalpha() or "-" in word for word in between) and FUNCTION_WORDS.isdisjoint(between)
    return plain and len(between) <= _MODIFIERS and not said.text(noun.end, noun.end + 4).startswith(" to ")


def _of_perfect(said: Said) -> Basis | None:
    """“The caravan has been on the road since 3 July” reports what goes on."""
    verb = said.verb
    if verb is None or verb.frame != "state" or verb.aspect != "perfect" or verb.negated or not said.noun_is_subject:
        return None
    goes_on = status.since(said.block, said.clause)
    return Basis("ongoing", verb.start, verb.end, "status_perfect") if goes_on else None


def _has_day_or_month(said: Said) -> bool:
    """True for “The second edition opens on 14 October”: a day or month, told by this verb and none behind it."""
    verb = said.verb
    assert verb is not None
    end = next((p.start for p in said.clause.predicates if p.start >= verb.end), said.clause.end)
    dates = said.facts("date", start=verb.end)
    return any(not d.match.bare_year and d.start < end for d in dates if isinstance(d, FoundDate))


def _of_audience(said: Said) -> Basis | None:
    """“Beneficiaries of the workshop were 30 judges” and “The contest was open to schools in Fiji” report them."""
    verb = said.verb
    if verb is None or verb.frame != "state" or verb.aspect != "past" or not said.noun_is_subject:
        return None
    # “Installation fell to three regulators”
    reached = verb.lemma != "fall" and said.has("people", start=verb.end)
    reached = reached or (said.behind.startswith(" open to ") and said.has("country"))
    return Basis("completed", verb.start, verb.end, "status_past") if reached else None


def _of_subject(said: Said) -> Basis | None:
    """“A drill in Vanuatu on 14 August showed that …” reports the drill."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or verb.frame != "state" or verb.aspect != "past" or verb.negated:
        return None
    told = said.noun_is_subject and noun.detail in ("strong", "normal") and noun.key in _HELD
    dated = said.has("date", start=noun.end, end=verb.start)
    held = told and dated and said.has("country", "city", "people", "region", end=verb.start)
    return Basis("completed", verb.start, verb.end, "status_past") if held else None


def _of_object(said: Said) -> Basis | None:
    """“had its first meeting on 14 June”, “brought 38 teachers to Goroka for a course” report what they had."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or verb.frame != "state" or verb.passive or verb.aspect not in _OF_ASPECT:
        return None
    came = verb.lemma in COMING
    if verb.negated or noun.key not in _HELD or noun.start < verb.end or not (came or verb.lemma in ("have", "bring")):
        return None
    if verb.aspect in ("present", "future") and not came:
        return None
    dated = said.has("date", start=None if came else verb.end) and said.has("people", "city", "country", start=verb.end)
    brought = verb.lemma == "have" or _FOR.search(said.text(verb.end, noun.start)) is not None
    return Basis(_OF_ASPECT[verb.aspect], verb.start, verb.end, f"status_{verb.aspect}") if brought and dated else None


def _of_summary(said: Said) -> Basis | None:
    """“Highlights of the year were the launch of …”, “This included a course in Fiji” report what they sum up."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or verb.negated or verb.lemma not in _SUMS_UP or noun.start < verb.end:
        return None
    told = said.block.phrasing[_SUMMARY].fullmatch(said.subject) and verb.aspect in _OF_ASPECT
    if not told or not said.has("date", "city", "country", "people", start=verb.end):
        return None
    value = "planned" if verb.aspect == "future" else "completed"
    return Basis(value, verb.start, verb.end, f"status_{verb.aspect}")


def _led(said: Said) -> bool:
    """True for “X is a two-year initiative led by …”."""
    return any(
        inner.frame in ("hold", "deliver") and inner.passive and said.has("organisation", start=inner.end)
        for inner in said.clause.predicates
    )


def _of_relative(said: Said) -> Basis | None:
    """“The agreement, which was signed in May, covers …”: the relative clause reports, the main verb describes."""
    verb, noun = said.verb, said.noun
    if noun is None or verb is None or noun.start > verb.start:
        return None
    for inner in said.clause.predicates:
        bare = inner.bare and inner.passive and inner.frame in ("hold", "create", "sign")
        # “Launched in May, the portal has had 400 visitors”
        opens = bare and inner.start <= said.opening and noun.start > inner.end
        behind = (bare or inner.relative) and noun.end <= inner.start < verb.start
        if (opens or behind) and inner.frame in DONE_FRAMES:
            lasts = noun.key in ("platform", "programme") or noun.text.casefold().endswith(("programme", "program"))
            now = verb.aspect == "present" or verb.text.startswith(("is ", "are "))
            if now and lasts and inner.frame == "hold":
                return Basis("ongoing", inner.start, inner.end, "status_present")
            if verb.aspect == inner.aspect == "past" and inner.frame == "begin":
                # “The review, which began in March, covered six laws.”
                return Basis("completed", inner.start, inner.end, "status_past")
            return status.of_predicate(said.block, said.clause, inner)
    return None


_WAYS = (
    _of_service,
    _of_size,
    _of_day,
    _of_present,
    _of_perfect,
    _of_relative,
    _of_audience,
    _of_subject,
    _of_object,
    _of_summary,
)
