"""Tells whether a clause goes on about the record before."""

import re

from extractor.assembly import giving
from extractor.assembly.drafts import Basis, Draft, Mention
from extractor.assembly.said import Said, Surroundings
from extractor.rules.annotations import Predicate

_ATTENDED = r"(?i)(?:the )?(?:<attendee>|they)\b"
_ANAPHOR = r"(?i)(?:it|they|this|these|the|those|its|both|<attendee>)\b"
_PRONOUN = re.compile(r"(?:it|they|this|these|both)\b(?! [a-z]+(?:s|ing|ion|ment)\b)", re.I)
# Where an object ends.
STOP = r"(?=[.,;]|\s+(?:in|on|at|since|for|from|by|with|to)\b|$)"
OBJECT_PRONOUN = re.compile(rf"\s+(?:it|them|theirs|its own){STOP}")
_DEFINITE = re.compile(r"(?:the|this|these|those|its|both)\b", re.I)
_FURTHER = r"(?i)(?:another|a further) (?:<qualifier> )?(?:<number>|\d[\d,. ]*)"
_ORDINAL = r"(?i)\b(?:<ordinal>|\d+(?:st|nd|rd|th))\b"
_ROLES = r"(?i)(?:the )?<role_noun>$"
_HOST = (
    r"\s+(?:(?:the|an?|its|among the|one of the) )?(?:[a-z]+ )?(?:co-)?<host_noun>\b"
    r"(?! of| to (?:an?|<number>|\d+)\b)"
)
_MEANS = r"(?i)\s*(?:(?:the|its|all|some|both) )?(?:[a-z]+ ){0,2}<means_noun>\b(?! in\b| for\b)"
_BACKING = r"(?i)\s*(?:(?:its|their|the|an?) )?(?:[a-z]+ )?<backing_noun>[.,;]?\s*$"
_AWARD = r"(?i)(?:the )?(?:[a-z]+ )?<award_noun>\b"
_SUMMARY = re.compile(r"(?:these|those|such|both)\b(?! countr)", re.I)
_MAKING = frozenset({"create", "hold", "adopt", "sign", "deliver"})
FOLLOWING = frozenset({"follow", "follow suit", "do so", "do the same", "do likewise"})
_GIVING = frozenset({"deliver", "hold"})
# Behind what was done to people, more about them alone.
_OF_THEM = re.compile(r"(?:,? including\b.*|,?(?:[^,]*) (?:of (?:whom|them)|among them)\b.*)?\W*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_COURSES = frozenset({"training", "training_of_trainers", "workshop", "exercise"})
STUDIES = frozenset({"research", "assessment"})
EVENTS = frozenset({"event", "exercise", "workshop", "training", "training_of_trainers", "awareness_campaign"})


def starts_with_pronoun(said: Said) -> bool:
    """Return True for “It was organised by …”."""
    return _PRONOUN.match(said.subject) is not None


def starts_definite(said: Said) -> bool:
    """Return True for “The course was …” and “Its courses were …”."""
    return _DEFINITE.match(said.subject) is not None


def sums_up(said: Said, around: Surroundings) -> bool:
    """Return True for “These sessions continued to …” under a list: it sums up what other blocks told."""
    if around.same_block or not _SUMMARY.match(said.subject):
        return False
    return not said.has("date", "count", "country", "city")


def came(said: Said) -> bool:
    """Return True for “164 delegates from Egypt and Iraq joined it”, unlike “Egypt joined it”."""
    return said.verb is not None and said.verb.frame == "attend" and said.people_before_verb()


def is_strong(said: Said) -> bool:
    """Return True where the clause's noun says all by itself what the activity is."""
    return said.noun is not None and said.noun.detail == "strong"


def tells_who_came(said: Said) -> bool:
    """Return True for a clause that only adds who had a part: “X provided the trainers”, “a further 31 were online”."""
    verb = said.verb
    if verb is None:
        return False
    told = said.block.phrasing
    further = told[_FURTHER].fullmatch(said.subject) and not said.has("date", "city", "country", "region")
    cues = said.block.of("partner_cue", said.clause.start)
    came_from = any(cue.start < verb.start < cue.end for cue in cues)
    # “Speakers from GSMA and BEREC shared their views”
    spoke = cues and cues[0].key == "speaker" and cues[0].start == said.opening and said.noun is None
    if further or came_from or spoke or _gave_means(said, verb) or _was_there(said, verb):
        return True
    attended = verb.lemma == "come" or (verb.frame == "treat" and not verb.passive) or _tried_there(verb)
    # “Participants drew up a plan of their own”
    made = verb.frame == "create" and verb.aspect == "past" and not verb.passive and not starts_with_pronoun(said)
    attended = attended or made
    if attended and told[_ATTENDED].match(said.subject):
        return True
    return verb.frame == "state" and bool(told[_HOST].match(said.behind) or told[_ROLES].match(said.subject))


def leads_with_part(said: Said, around: Surroundings) -> bool:
    """Return True for “Developed with the Ministry of Fiji, it can reach all”, whatever the main verb says."""
    first = next(iter(said.clause.predicates), None)
    if first is None or said.verb is None or not around.same_block or first.start > said.opening:
        return False
    part = first.bare and first.frame in ("hold", "deliver", "create") and first.end <= said.clause.lead_end
    cue = said.has("partner_cue", start=said.opening, end=first.end + 2) and said.has("organisation", start=first.end)
    return part and cue and (starts_with_pronoun(said) or starts_definite(said))


def may_come(said: Said, around: Surroundings) -> bool:
    """Return True for “Up to 45 counsellors can attend” and, before the event, “70 delegates have been invited”."""
    verb, last = said.verb, around.last
    if verb is None or last is None or verb.negated or not around.same_block or not said.learners_before_verb():
        return False
    invited = verb.lemma == "invite" and verb.passive and last.state == "planned"
    return last.kind in EVENTS and (invited or (verb.frame == "attend" and verb.aspect == "conditional"))


def _gave_means(said: Said, verb: Predicate) -> bool:
    """True for “UNICEF provided the trainers”, “The venue was lent by UNICEF”, “UNICEF lent a hand”."""
    given, rest = (said.subject, said.behind) if verb.passive else (said.behind, "")
    told = said.block.phrasing
    if giving.is_bill(said.block, said.clause):
        return rest.startswith(" by ")
    paid = verb.lemma in told.of("funding_verb") and not given.strip(" .,;")
    if verb.frame not in ("deliver", "create") or not (
        paid or told[_MEANS].match(given) or told[_BACKING].match(given)
    ):
        return False
    giver = rest.startswith(" by ") if verb.passive else said.has("organisation", end=verb.start)
    return giver and not said.has("city", "count", "date") and not _names_country(said)


def _names_country(said: Said) -> bool:
    """False where only a body's name has a country: “the Research Centre of Canada”."""
    bodies = [(body.start, body.end + len(" of the ")) for body in said.facts("organisation")]
    return any(all(not a <= place.start <= b for a, b in bodies) for place in said.facts("country"))


def _was_there(said: Said, verb: Predicate) -> bool:
    """True for “UNODC played host.”: a verb of holding with nothing behind it but “, with tutors from …”."""
    held = verb.frame == "hold" and not verb.passive and verb.aspect == "past"
    held = held and not said.behind.split(", with ")[0].strip(" .,;")
    return held and said.noun is None and said.has("organisation", end=verb.start)


def _tried_there(verb: Predicate) -> bool:
    """True for what people or the event itself did there: “tested the plan”, “reviewed the strategy”."""
    return verb.frame in ("survey", "assess") and verb.aspect == "past" and not verb.passive


def goes_on(said: Said, around: Surroundings) -> bool:
    """Return True for a paragraph about the event of the one before: who organised it, who was there."""
    last, verb = around.last, said.verb
    if last is None or verb is None or around.same_block or not around.near or last.kind not in EVENTS:
        return False
    attended = said.block.phrasing[_ATTENDED].match(said.subject) is not None
    about_people = said.has("people", "organisation") or attended
    if around.attendance and about_people and not is_strong(said):
        return verb.frame in ("state", "attend", "gather", "treat")
    if re.fullmatch(r"it|this", said.subject, re.I):
        return verb.passive and verb.frame in ("hold", "attend", "deliver", "gather")
    if verb.lemma == "come" and attended:
        return said.has("country", start=verb.end)
    if said.starts_there() or (verb.lemma == "represent" and verb.passive):
        return said.has("count")
    if verb.frame in ("attend", "gather") and said.noun is None:
        return said.people_before_verb()
    definite = said.noun_is_subject and starts_definite(said)
    if said.noun and definite and verb.frame in ("hold", "attend", "gather"):
        return _head(said.noun) in _statement(last) and not said.has("date")
    return False


def names_it(said: Said, around: Surroundings) -> bool:
    """Return True for the name of what was told without one: “84 girls swapped blankets for keyboards. The camp …”."""
    last, noun = around.last, said.noun
    if last is None or noun is None or not around.same_block or last.kind != "other" or not last.people:
        return False
    told = noun.key in EVENTS and noun.detail in ("strong", "normal") and said.noun_is_subject
    again = said.clause.joint == "start" and starts_definite(said) and not _other_countries(said, last)
    return told and again and last.state == "completed" and not last.dates


def adds(said: Said, kind: Basis | None, tells: Basis | None, around: Surroundings) -> bool:
    """Return True where a clause goes on about the record before: a pronoun, a definite noun of its kind, people alone.

    Args:
        said: The clause.
        kind: The activity type that it would have by itself.
        tells: The status that it tells.
        around: What stands around it.
    """
    last, verb = around.last, said.verb
    if last is None or verb is None or not around.same_block:
        return False
    if OBJECT_PRONOUN.match(said.behind):
        return came(said) or not said.has("country", end=verb.start)
    if last.state == "completed" and tells is not None and tells.value != "completed":
        return False
    if (said.noun_is_subject and _is_another(said, last)) or _came_with(verb):
        return False
    if _only_counts(said, kind, last) or _awards(said, verb, last) or _paid_for(said, verb, last):
        return True
    if starts_with_pronoun(said):
        more = _gave_more(said, last) or _did_more(said, last) or _had_done_before(said, last, tells)
        apart = more or _was_treated_there(said, last) or _is_led_away(said, last)
        return not apart and (not verb.type or verb.type == last.kind or _is_its_own_deed(said, last))
    if said.noun_is_subject and starts_definite(said):
        return is_same_thing(said, last) and not (verb.type and not verb.passive)
    if _did_so_too(said, last):
        return False
    if _took_part(said, last) and not said.noun_is_subject:
        return said.noun is None or (_is_definite(said) and (said.noun.detail == "weak" or is_same_thing(said, last)))
    told = said.block.phrasing[_ANAPHOR].match(said.subject) is not None
    return kind is None and verb.frame in ("state", "attend", "gather") and told


def _took_part(said: Said, last: Draft) -> bool:
    """True for “45 judges attended”; what people learned once a thing was installed is a training of its own."""
    verb = said.verb
    assert verb is not None
    if verb.type == "training" and last.kind not in EVENTS and said.people_before_verb():
        return False
    if verb.frame in ("plan", "join"):
        return said.people_before_verb()
    return verb.frame in ("attend", "gather", "treat") or _were_trained(said, last)


def _came_with(verb: Predicate) -> bool:
    """True for “It was complemented by a meeting in Suva”: the meeting is another."""
    return verb.passive and verb.frame == "happen"


def _only_counts(said: Said, kind: Basis | None, last: Draft) -> bool:
    """True for “survey under way; 5,000 questionnaires sent out”, “…, where 40 were trained”: how many there were."""
    alike = kind is not None and (kind.value == last.kind or {kind.value, last.kind} <= STUDIES)
    if said.clause.joint not in ("semicolon", "where") or not alike:
        return False
    if said.clause.joint == "where":
        return said.noun is None and said.has("count") and not said.has("country")
    counted = said.has("count", start=said.opening, end=said.opening + 1)
    return counted and not said.has("date", "city", "country", "region", "organisation")


def _were_trained(said: Said, last: Draft) -> bool:
    """True for “28 officers were certified, 11 of them women.” after a course with no number of its own."""
    verb = said.verb
    assert verb is not None
    told = verb.frame == "train" and verb.aspect in ("past", "perfect") and said.people_before_verb()
    if not told or last.kind not in _COURSES or last.people or said.has("date", "city"):
        return False
    if said.has("country", end=verb.start):
        return False
    return _OF_THEM.fullmatch(_BRACKETS.sub("", said.behind)) is not None


def _did_so_too(said: Said, last: Draft) -> bool:
    """True for “Fiji joined in”, and for what another country got: “Chile received a studio” after a course in Peru."""
    verb = said.verb
    assert verb is not None
    if verb.lemma == "receive":
        return said.has("country", end=said.opening + 1) and _other_countries(said, last)
    return verb.lemma in FOLLOWING | {"join", "join in"} and said.has("country", end=verb.start)


def _awards(said: Said, verb: Predicate, last: Draft) -> bool:
    """True for “Certificates were awarded to 45 judges” after a course."""
    given = said.subject if verb.passive else said.behind.strip()
    there = last.kind in EVENTS and verb.frame == "deliver" and not said.has("date", "city", "country")
    return there and said.has("people") and said.block.phrasing[_AWARD].match(given) is not None


def _paid_for(said: Said, verb: Predicate, last: Draft) -> bool:
    """True for “Huawei sponsored the gathering.” after a summit."""
    paid = verb.lemma in said.block.phrasing.of("funding_verb") and not said.has("date", "city", "country", "count")
    return paid and last.kind in EVENTS and said.noun is not None and _is_definite(said) and is_same_thing(said, last)


def _gave_more(said: Said, last: Draft) -> bool:
    """True for “They gave courses to 600 people” after “Two centres were opened”: an activity of another kind."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or said.noun_is_subject or verb.passive or verb.frame not in _GIVING:
        return False
    other = last.kind not in EVENTS and noun.key in EVENTS and noun.detail in ("strong", "normal")
    return other and said.has("people", start=verb.end)


def _did_more(said: Said, last: Draft) -> bool:
    """True for “It also published a study” after “Fiji held a workshop”: somebody's next deed, not the workshop's."""
    verb, noun = said.verb, said.noun
    if verb is None or noun is None or said.noun_is_subject or verb.passive or _is_definite(said):
        return False
    made = verb.frame in _MAKING and noun.key != last.kind and noun.detail in ("strong", "normal")
    first = [p for p in last.block.predicates if last.start <= p.start <= last.type.start and p.finite][:1]
    return made and any(not p.passive and p.frame in _MAKING for p in first)


def _had_done_before(said: Said, last: Draft, tells: Basis | None) -> bool:
    """True for “It published a first edition in 2023” after “ITU will present a report”: another, done before."""
    verb = said.verb
    done = last.state == "planned" and tells is not None and tells.value == "completed"
    return done and verb is not None and not verb.passive and said.noun is not None and not said.noun_is_subject


def _was_treated_there(said: Said, last: Draft) -> bool:
    """True for “They were debated at a hearing on 4 May” after “Amendments were drafted”: the hearing is another."""
    verb = said.verb
    if verb is None or verb.frame != "treat" or not verb.passive or last.kind in EVENTS:
        return False
    return said.noun is not None and not said.noun_is_subject and said.has("date", start=verb.end)


def _is_its_own_deed(said: Said, last: Draft) -> bool:
    """True for “It trained 45 officials”, “It tested the plan” after an event: what the event itself did."""
    verb = said.verb
    assert verb is not None
    placed = said.has("country", "city", "date")
    own = last.kind in EVENTS and not verb.passive and verb.aspect == "past"
    return own and not placed and (verb.frame == "train" or _tried_there(verb))


def is_elsewhere(said: Said, around: Surroundings) -> bool:
    """Return True for a subject with other countries than the record before: “Radio stations in Uganda now run …”."""
    last = around.last
    return last is not None and bool(last.countries) and _other_countries(said, last)


def _is_another(said: Said, last: Draft) -> bool:
    """True for “The sixth symposium” after the fifth, and for what was held at another place and time."""
    ordinal = said.block.phrasing[_ORDINAL].search(said.subject)
    if ordinal and ordinal[0].casefold() not in _statement(last):
        return True
    if _other_countries(said, last):
        return True
    verb = said.verb
    held = verb is not None and verb.frame in ("hold", "happen") and said.has("date") and bool(last.dates)
    return held and said.has("city", "country") and (last.location is not None or bool(last.countries))


def _is_led_away(said: Said, last: Draft) -> bool:
    """True for “In Uganda it was held in June” after a workshop in Kenya."""
    led = {country.key for country in said.block.of("country", said.clause.start, said.clause.lead_end)}
    return bool(last.countries) and not led <= {place.key for place in last.countries}


def _other_countries(said: Said, last: Draft) -> bool:
    """True for “the plans of Fiji were approved” after plans of Fiji and Kiribati were drafted."""
    end = said.verb.start if said.verb else said.clause.end
    here = {country.key for country in said.block.of("country", said.clause.start, end)}
    return bool(here) and here != {place.key for place in last.countries}


def _statement(draft: Draft) -> str:
    base = draft.block.block.start
    return draft.block.text[draft.start - base : draft.end - base].casefold()


def _head(noun: Mention) -> str:
    return noun.text.casefold().split()[-1].rstrip("s")


def _is_definite(said: Said) -> bool:
    """True where “the” or the like stands among the three words before the noun."""
    before = said.text(said.block.block.start, said.noun.start).split()[-3:] if said.noun else []
    return any(_DEFINITE.fullmatch(word) for word in before)


def is_same_thing(said: Said, last: Draft) -> bool:
    """Return True where a definite noun can mean the record before: its head word, or a general one of its type."""
    noun = said.noun
    if noun is None or _placed_elsewhere(said, last) or _is_topic(noun, last):
        return False
    words = said.text(said.block.block.start, noun.start).split(" ")
    plain = len(words) > 1 and _DEFINITE.fullmatch(words[-2]) is not None and " " not in noun.text
    general = plain or noun.detail in ("weak", "light")
    return _head(noun) in _statement(last) or (noun.key == last.kind and general)


def _is_topic(noun: Mention, last: Draft) -> bool:
    """True for “The strategy” after a strategy workshop: what people met about is another thing than the meeting."""
    return last.kind in EVENTS and noun.key not in EVENTS and noun.detail == "strong"


def _placed_elsewhere(said: Said, last: Draft) -> bool:
    """True for “The drill for the Arab States” after one for Africa: the noun has a place of its own."""
    noun = said.noun
    if noun is None:
        return False
    known = {place.key for place in (*last.countries, *last.regions)}
    for label in ("region", "country", "city"):
        for place in said.block.of(label, noun.end, noun.end + 40):
            if re.fullmatch(r" (?:for|in|of) (?:the )?", said.text(noun.end, place.start)) and place.key not in known:
                return True
    return False
