"""The spaCy components: each finds one kind of span and writes it to a span group.

A span's label is the rule that fired, its id the lexicon key, its kb_id a detail. Values that no span can carry
(dates, counts, verb groups, clauses) stand in `doc.user_data` under the group's name.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.lexicon.rows import Lexicons
from extractor.normalise.dates import DateFinder, DateVocabulary
from extractor.normalise.numbers import NumberFinder, NumberVocabulary
from extractor.normalise.text import fold
from extractor.rules.clauses import ClauseFinder, Marks
from extractor.rules.counts import CountFinder, Tokens
from extractor.rules.gazetteer import Entry, Found, Gazetteer
from extractor.rules.grammar import FUNCTION_WORDS
from extractor.rules.names import NameFinder
from extractor.rules.organisations import Name, OrganisationFinder
from extractor.rules.predicates import PredicateFinder
from extractor.rules.sentences import sentence_starts
from extractor.rules.verbs import VerbTable

_LITTLE_WORDS = FUNCTION_WORDS | {"it", "us", "we", "how", "not"}

Component = Callable[[Doc], Doc]

NAME_GROUPS = ("country", "region", "city", "demonym", "organisation", "initiative", "event")
WORD_GROUPS = ("activity", "cue", "partner_cue", "phrase", "step")


def _write(doc: Doc, group: str, spans: Iterable[Span]) -> None:
    doc.spans[group] = [*doc.spans.get(group, []), *spans]


def verbs(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that reads tokens, sentences and verb groups (groups sentence, predicate)."""
    nouns = {fold(form).split()[-1] for noun in lexicons.activity_nouns for form in (noun.noun, noun.plural) if form}
    nouns |= {fold(row.plural) for row in lexicons.audiences}
    nouns |= {fold(p.phrase) for p in lexicons.phrases if p.kind == "noun"}
    not_verbs = frozenset(fold(p.phrase) for p in lexicons.phrases if p.kind == "not_verb")
    finder = PredicateFinder(VerbTable(lexicons.verbs, not_verbs), frozenset(nouns))
    abbreviations = frozenset(p.phrase for p in lexicons.phrases if p.kind in ("abbreviation", "person_title"))

    def component(doc: Doc) -> Doc:
        raw = [token.text for token in doc]
        capitals = doc.text.isupper()
        words = [text if not capitals and _is_acronym(text) else fold(text) or text for text in raw]
        titled = [any(letter.isupper() for letter in text[:2]) for text in raw]
        groups = finder.find(words, titled)
        verbal = [False] * len(raw)
        for group in groups:
            verbal[group.start : group.end] = [True] * (group.end - group.start)
        starts = [token.idx for token in doc]
        ends = [token.idx + len(token.text) for token in doc]
        doc.user_data["tokens"] = Tokens(doc.text, words, starts, ends, titled, verbal)
        doc.user_data["raw"] = raw
        doc.user_data["predicate"] = groups
        _write(doc, "predicate", (Span(doc, g.start, g.end, label=g.aspect, span_id=g.form.lemma) for g in groups))
        marks = [*sentence_starts(raw, abbreviations), len(raw)]
        _write(doc, "sentence", (Span(doc, a, b, label="sentence") for a, b in pairwise(marks)))
        return doc

    return component


def _is_acronym(text: str) -> bool:
    """Tell WHO from who and IT from it; no help in a heading in capitals."""
    return text.isupper() and len(text) > 1 and fold(text) in _LITTLE_WORDS


def names(nlp: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds what the lexicons name (groups country, region, city, organisation …)."""
    finder = NameFinder(nlp, lexicons)

    def component(doc: Doc) -> Doc:
        tokens: Tokens = doc.user_data["tokens"]
        found = [
            _with_acronym(doc.user_data["raw"], f)
            for f in finder.find(doc.user_data["raw"], list(tokens.words), list(tokens.titled))
        ]
        found = [f for i, f in enumerate(found) if not (i and f.start < found[i - 1].end)]
        doc.user_data["names"] = found
        for group in NAME_GROUPS:
            own = [f for f in found if f.entry.label == group]
            _write(doc, group, (_span(doc, f, f"{group}_lexicon") for f in own))
        return doc

    return component


def _with_acronym(raw: list[str], found: Found) -> Found:
    """Extend a known organisation over the acronym in brackets behind it, which the document may use alone."""
    i = found.end
    bracketed = i + 2 < len(raw) and raw[i] == "(" and raw[i + 2] == ")"
    if found.entry.label == "organisation" and bracketed and sum(letter.isupper() for letter in raw[i + 1]) >= 2:
        entry = found.entry._replace(detail=f"{found.entry.detail}|{raw[i + 1]}")
        return Found(found.start, i + 3, entry)
    return found


def _span(doc: Doc, found: Found, rule: str) -> Span:
    return Span(doc, found.start, found.end, label=rule, span_id=found.entry.key, kb_id=found.entry.detail)


def measures(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds dates and counted things (groups date, count)."""
    dates = DateFinder(DateVocabulary(lexicons.months, lexicons.year_parts))
    numbers = NumberFinder(NumberVocabulary(lexicons.numbers, lexicons.qualifiers, lexicons.number_nouns))
    counts = CountFinder(lexicons.audiences, lexicons.phrases)

    def component(doc: Doc) -> Doc:
        found = dates.find(doc.text)
        doc.user_data["date"] = found
        _write(doc, "date", filter(None, (_chars(doc, d.start, d.end, "date") for d in found)))
        taken = [(d.start, d.end) for d in found]
        taken += [(s.start_char, s.end_char) for g in ("event", "organisation", "initiative") for s in doc.spans[g]]
        counted = counts.find(doc.user_data["tokens"], numbers.find(doc.text, sorted(taken)), 0)
        doc.user_data["count"] = counted
        _write(doc, "count", filter(None, (_chars(doc, c.start, c.end, c.rule) for c in counted)))
        return doc

    return component


def _chars(doc: Doc, start: int, end: int, rule: str) -> Span | None:
    return doc.char_span(start, end, label=rule, alignment_mode="expand")


def words(nlp: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds activity nouns, status cues, partner cues and fixed phrases."""
    gazetteers = {group: Gazetteer(nlp) for group in WORD_GROUPS}
    for noun in lexicons.activity_nouns:
        forms = (noun.noun, noun.plural)
        short = [form for form in forms if form[1:] != form[1:].lower()]
        entry = Entry("activity", noun.type, noun.weight)
        gazetteers["activity"].add(entry, [form for form in forms if form not in short])
        gazetteers["activity"].add(entry, short, exact=True)
    idioms = [phrase.phrase for phrase in lexicons.phrases if phrase.kind == "idiom"]
    gazetteers["activity"].add(Entry("idiom", ""), idioms)
    for cue in lexicons.status_cues:
        gazetteers["cue"].add(Entry("cue", cue.status, cue.where), (cue.cue,))
    for partner in lexicons.partner_cues:
        gazetteers["partner_cue"].add(Entry("partner_cue", partner.role), (partner.cue,))
    for phrase in lexicons.phrases:
        if phrase.kind in ("procedure_noun", "self_reference", "abstract_head"):
            gazetteers["phrase"].add(Entry("phrase", phrase.kind), (phrase.phrase,))
        elif phrase.kind == "step_noun":
            gazetteers["step"].add(Entry("step", phrase.kind), (phrase.phrase,))

    def component(doc: Doc) -> Doc:
        taken = [(f.start, f.end) for f in doc.user_data["names"] if f.entry.label not in ("initiative", "demonym")]
        words = doc.user_data["tokens"].words
        for group, gazetteer in gazetteers.items():
            reserved = taken if group == "activity" else ()
            found = [f for f in gazetteer.find(words, doc.user_data["raw"], reserved) if f.entry.label == group]
            _write(doc, group, (_span(doc, f, f"{group}_word") for f in found))
        return doc

    return component


def organisations(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that finds organisations no lexicon knows (group organisation)."""
    finder = OrganisationFinder(lexicons)

    def component(doc: Doc) -> Doc:
        tokens: Tokens = doc.user_data["tokens"]
        raw: list[str] = doc.user_data["raw"]
        known: list[Found] = doc.user_data["names"]
        found = finder.find(tokens, raw, known)
        taken = {i for name in found for i in range(name.start, name.end)}
        taken |= {i for f in known for i in range(f.start, f.end)}
        dated = {i for s in doc.spans["date"] for i in range(s.start, s.end)}
        for cue in doc.spans["partner_cue"]:
            for name in finder.after_cue(tokens, raw, cue.end, taken | dated):
                if taken.isdisjoint(range(name.start, name.end)):
                    found.append(name)
                    taken.update(range(name.start, name.end))
        _write(doc, "organisation", (_name(doc, name) for name in found))
        return doc

    return component


def _name(doc: Doc, name: Name) -> Span:
    known_as = doc[name.start : name.name_end].text
    return Span(doc, name.start, name.end, label=name.rule, span_id=known_as, kb_id=f"{name.kind}|{name.acronym}")


def clauses(_: Language, lexicons: Lexicons) -> Component:
    """Return the component that cuts sentences into clauses (group clause)."""
    subordinators = frozenset(fold(p.phrase) for p in lexicons.phrases if p.kind == "subordinator")

    def component(doc: Doc) -> Doc:
        tokens: Tokens = doc.user_data["tokens"]
        activities = [span.start for span in doc.spans["activity"] if span.kb_id_ not in ("weak", "light")]
        named = [i for g in ("organisation", "event") for s in doc.spans[g] for i in range(s.start, s.end)]
        steps = frozenset(span.start for span in doc.spans["step"])
        marks = Marks(activities, frozenset(named), subordinators, steps)
        finder = ClauseFinder(tokens, doc.user_data["predicate"], marks)
        cut = [(sentence, finder.cut(sentence.start, sentence.end)) for sentence in doc.spans["sentence"]]
        doc.user_data["clause"] = (finder, cut)
        _write(doc, "clause", (Span(doc, c.start, c.end, label=c.joint) for _, found in cut for c in found))
        return doc

    return component


COMPONENTS: dict[str, Callable[[Language, Lexicons], Component]] = {
    "council_verbs": verbs,
    "council_names": names,
    "council_measures": measures,
    "council_words": words,
    "council_organisations": organisations,
    "council_clauses": clauses,
}
