"""The components: each finds one kind of thing in a block and adds it to what was found before.

Spans are of tokens. A span's rule is the rule that fired, its key the lexicon id, its detail a fact for assembly.
spaCy cuts the tokens and no more: its span groups cost more than the finding.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language

from extractor.lexicon.rows import Lexicons
from extractor.normalise.dates import DateFinder, DateMatch, DateVocabulary
from extractor.normalise.numbers import NumberFinder, NumberVocabulary
from extractor.normalise.text import fold
from extractor.rules.annotations import Count
from extractor.rules.clause_parts import ClauseSpan, Marks
from extractor.rules.clauses import ClauseFinder
from extractor.rules.counts import CountFinder
from extractor.rules.gazetteer import Entry, Found, Gazetteer, without_overlaps
from extractor.rules.listed import ListReader
from extractor.rules.name_words import Name, NameWords, same_body, with_acronym
from extractor.rules.names import NameFinder
from extractor.rules.occasions import OccasionFinder
from extractor.rules.organisations import NAMED_AFTER, OrganisationFinder
from extractor.rules.phrasing import phrasing
from extractor.rules.predicates import PredicateFinder
from extractor.rules.sentences import Abbreviations, sentence_starts
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup, VerbTable, VerbWords

NAME_GROUPS = ("country", "region", "city", "demonym", "organisation", "initiative", "event")
_PLACES = ("country", "region", "city", "demonym")
WORD_GROUPS = ("activity", "cue", "partner_cue", "phrase", "step")


class Span(NamedTuple):
    """Tokens `start` to `end` (half-open) that mean something."""

    start: int
    end: int
    rule: str
    key: str
    detail: str


@dataclass(slots=True)
class Findings:
    """A block's tokens, and what the components have found among them so far.

    Attributes:
        tokens: The tokens.
        groups: Verb groups.
        sentences: First token of each sentence, and one past its last.
        names: What the lexicons name.
        spans: Spans by group: those of `NAME_GROUPS` and `WORD_GROUPS`.
        dates: Dates, with offsets in the block.
        counts: Counted things, with offsets in the block.
        finder: What cut the clauses; it knows which verbs are relative or reduced.
        clauses: The clauses of each sentence.
    """

    tokens: Tokens
    groups: list[VerbGroup] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    names: list[Found] = field(default_factory=list)
    spans: dict[str, list[Span]] = field(default_factory=lambda: {g: [] for g in (*NAME_GROUPS, *WORD_GROUPS)})
    dates: list[DateMatch] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    finder: ClauseFinder | None = None
    clauses: list[list[ClauseSpan]] = field(default_factory=list)


Component = Callable[[Findings], None]
# Letters of the longest short form of a month that a full stop follows: “Sept.”.
_SHORT_MONTH = 4


def verbs(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds verb groups and sentences."""
    named = {fold(form) for noun in lexicons.activity_nouns for form in (noun.noun, noun.plural) if form}
    nouns = named | {form.split()[-1] for form in named}
    nouns |= {fold(row.plural) for row in lexicons.audiences}
    words = phrasing(lexicons)
    nouns |= words.folded("noun")
    several = [row for row in lexicons.numbers if row.role in ("unit", "tens") and row.value != "1"]
    numbers = frozenset(fold(form) for row in several for form in row.forms)
    table = VerbTable(lexicons.verbs, words.folded("not_verb"))
    finder = PredicateFinder(
        table,
        VerbWords(
            frozenset(nouns),
            numbers,
            words.folded("to_come"),
            words.folded("manner_word"),
            words.folded("glad_word"),
        ),
    )
    months = frozenset(form for month in lexicons.months for form in month.forms if len(form) <= _SHORT_MONTH)
    abbreviations = Abbreviations(frozenset(words.of("abbreviation") + words.of("person_title")), months)

    def component(found: Findings) -> None:
        tokens = found.tokens
        found.groups = finder.find(tokens.words, tokens.titled)
        for group in found.groups:
            tokens.verbal[group.start : group.end] = [True] * (group.end - group.start)
        found.sentences = list(pairwise([*sentence_starts(tokens.raw, abbreviations), len(tokens.raw)]))

    return component


def names(nlp: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds what the lexicons name (groups country, region, city, organisation …)."""
    finder = NameFinder(nlp, lexicons)
    charities = {head.head for head in lexicons.org_heads if head.kind == "foundation"}

    def component(found: Findings) -> None:
        tokens = found.tokens
        # “Vodacom Foundation” is a body of its own, which no list need know.
        listed = (f for f in finder.find(tokens) if not _names_charity(f, tokens.raw, charities))
        known = [_with_acronym(tokens.raw, f) for f in listed]
        found.names = [f for i, f in enumerate(known) if not (i and f.start < known[i - 1].end)]
        for f in found.names:
            if f.entry.label in found.spans:
                found.spans[f.entry.label].append(_span(f, f"{f.entry.label}_lexicon"))
            _take_verbs_back(found, f)

    return component


def _take_verbs_back(found: Findings, name: Found) -> None:
    """Drop the verbs that a name is written with: “United Republic of Tanzania”, “Open University”."""
    for group in [g for g in found.groups if name.start <= g.start and g.end <= name.end]:
        found.groups.remove(group)
        found.tokens.verbal[group.start : group.end] = [False] * (group.end - group.start)


def _names_charity(found: Found, raw: list[str], charities: set[str]) -> bool:
    return found.entry.detail == "company" and not charities.isdisjoint(raw[found.end : found.end + 1])


def _with_acronym(raw: list[str], found: Found) -> Found:
    """Extend a known organisation over the acronym behind it, which the document may use alone."""
    if found.entry.label != "organisation":
        return found
    name = with_acronym(raw, Name(found.start, found.end, ""))
    entry = found.entry._replace(detail=f"{found.entry.detail}|{name.acronym}")
    return Found(found.start, name.end, entry) if name.acronym else found


def _span(found: Found, rule: str) -> Span:
    return Span(found.start, found.end, rule, found.entry.key, found.entry.detail)


def measures(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds dates and counted things."""
    dates = DateFinder(DateVocabulary(lexicons.months, lexicons.year_parts))
    numbers = NumberFinder(NumberVocabulary(lexicons.numbers, lexicons.qualifiers, lexicons.number_nouns))
    counts = CountFinder(lexicons.audiences, (row.demonym for row in lexicons.demonyms), phrasing(lexicons))

    def component(found: Findings) -> None:
        tokens = found.tokens
        found.dates = dates.find(tokens.text)
        taken = [(d.start, d.end) for d in found.dates]
        taken += [
            (tokens.starts[span.start], tokens.ends[span.end - 1])
            for group in ("event", "organisation", "initiative")
            for span in found.spans[group]
        ]
        found.counts = counts.find(tokens, numbers.find(tokens.text, sorted(taken)), 0)

    return component


def words(nlp: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds activity nouns, status cues, partner cues and fixed phrases."""
    gazetteer = Gazetteer(nlp)
    for noun in lexicons.activity_nouns:
        forms = (noun.noun, noun.plural)
        short = [form for form in forms if form[1:] != form[1:].lower()]
        entry = Entry("activity", noun.type, noun.weight)
        gazetteer.add(entry, [form for form in forms if form not in short])
        gazetteer.add(entry, short, exact=True)
    # An idiom hides the activity noun inside it.
    gazetteer.add(Entry("activity", "", "idiom"), [row.phrase for row in lexicons.phrases if row.kind == "idiom"])
    for cue in lexicons.status_cues:
        gazetteer.add(Entry("cue", cue.status, cue.where), (cue.cue,))
    for partner in lexicons.partner_cues:
        gazetteer.add(Entry("partner_cue", partner.role), (partner.cue,))
    for phrase in lexicons.phrases:
        if phrase.kind in ("procedure_noun", "self_reference", "abstract_head"):
            gazetteer.add(Entry("phrase", phrase.kind), (phrase.phrase,))
        elif phrase.kind == "step_noun":
            gazetteer.add(Entry("step", phrase.kind), (phrase.phrase,))

    occasions = OccasionFinder(phrasing(lexicons).folded("occasion_noun"))

    def component(found: Findings) -> None:
        taken = [(f.start, f.end) for f in found.names if f.entry.label not in ("initiative", "demonym", "trap")]
        matches: dict[str, list[Found]] = {}
        for match in gazetteer.find_all(found.tokens.words, found.tokens.raw):
            matches.setdefault(match.entry.label, []).append(match)
        for group, own in matches.items():
            free = without_overlaps(own, taken if group == "activity" else ())
            found.spans[group] = [_span(f, f"{group}_word") for f in free if f.entry.detail != "idiom"]
        found.spans["event"] += _occasions(found, occasions)

    return component


def _occasions(found: Findings, finder: OccasionFinder) -> Iterator[Span]:
    """Yield the named days and weeks that no lexicon knows and no activity noun tells."""
    tokens = found.tokens
    known = [(f.start, f.end) for f in found.names if f.entry.label not in _PLACES]
    known += [(span.start, span.end) for span in found.spans["activity"]]
    for start, end in finder.find(tokens, {i for span in known for i in range(*span)}):
        name = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
        yield Span(start, end, "event_by_tail", name, "")


def organisations(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds organisations no lexicon knows."""
    known_words = NameWords(lexicons)
    finder, lists = OrganisationFinder(known_words), ListReader(known_words)

    def component(found: Findings) -> None:
        tokens = found.tokens
        unknown = finder.find(tokens, found.names)
        taken = {i for f in found.names for i in range(f.start, f.end)}
        taken |= {i for name in unknown for i in range(name.start, name.end)}
        unknown += lists.before_verb(tokens, found.groups, taken)
        taken |= {i for name in unknown for i in range(name.start, name.end)}
        people = [tokens.index_at(count.end) for count in found.counts if count.is_people]
        unknown += lists.told_what(tokens, people, taken)
        cues = found.spans["partner_cue"]
        if cues:
            taken |= {i for name in unknown for i in range(name.start, name.end)}
            dated = {i for date in found.dates for i in tokens.covering(date.start, date.end)}
            for cue in cues:
                for name in lists.after_cue(tokens, cue.end, taken | dated):
                    if name.start not in taken:
                        unknown.append(name)
                        taken.update(range(name.start, name.end))
        if found.spans["organisation"] or unknown:
            bodies = {i for span in found.spans["organisation"] for i in range(span.start, span.end)}
            bodies |= {i for name in unknown for i in range(name.start, name.end)}
            taken = bodies | {i for f in found.names for i in range(f.start, f.end)}
            taken |= {i for date in found.dates for i in tokens.covering(date.start, date.end)}
            unknown += lists.beside(tokens, taken, bodies)
        found.spans["organisation"] = _explained(tokens, found.spans["organisation"], unknown, lexicons)

    return component


def _explained(tokens: Tokens, known: list[Span], unknown: list[Name], lexicons: Lexicons) -> list[Span]:
    """Return all names; an acronym that a name explains means that name, whatever else it means elsewhere."""
    written = []
    for name in unknown:
        span, end = _unknown(tokens, name), name.end
        bracketed = next((s for s in known if s.start == end + 1 and tokens.raw[end] == "("), None)
        if bracketed and tokens.raw[bracketed.end : bracketed.end + 1] == [")"]:
            end = bracketed.end + 1
        for other in [s for s in known if name.start <= s.start and s.end <= end]:
            known = [s for s in known if s is not other]
            if other.start == name.start and other.end < name.name_end:
                # “BRAC University” is not BRAC.
                continue
            text = tokens.text[tokens.starts[other.start] : tokens.ends[other.end - 1]]
            # Four capitals mean many things; a longer acronym, or “Anatel”, hardly two.
            distinct = len(text) > 4 or not text.isupper()
            if name.rule != NAMED_AFTER and (distinct or same_body(span.key, other.key, lexicons)):
                detail = f"{other.detail.partition('|')[0]}|{name.acronym or text}"
                span = Span(name.start, end, other.rule, other.key, detail)
        written.append(span)
    return [*known, *written]


def _unknown(tokens: Tokens, name: Name) -> Span:
    known_as = tokens.text[tokens.starts[name.start] : tokens.ends[name.name_end - 1]]
    return Span(name.start, name.end, name.rule, known_as, f"{name.kind}|{name.acronym}")


def clauses(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that cuts sentences into clauses."""
    words = phrasing(lexicons)
    subordinators, leads, ordinals = map(words.folded, ("subordinator", "lead_word", "ordinal"))

    def component(found: Findings) -> None:
        activities = [span.start for span in found.spans["activity"] if span.detail not in ("weak", "light")]
        named = [i for g in NAME_GROUPS for s in found.spans[g] for i in range(s.start, s.end)]
        steps = frozenset(span.start for span in found.spans["step"])
        stages = frozenset(span.start for span in found.spans["cue"] if span.key in ("ongoing", "planned"))
        counts = frozenset(found.tokens.index_at(count.start) for count in found.counts)
        covered = [found.tokens.covering(date.start, date.end) for date in found.dates]
        dates = {span.start: span.stop for span in covered}
        marks = Marks(activities, frozenset(named), subordinators, leads, steps, stages, counts, ordinals, dates)
        finder = ClauseFinder(found.tokens, found.groups, marks)
        found.clauses = [finder.cut(start, end) for start, end in found.sentences]
        found.finder = finder

    return component


COMPONENTS: tuple[Callable[[Language, Lexicons], Component], ...] = (
    verbs,
    names,
    measures,
    words,
    organisations,
    clauses,
)
