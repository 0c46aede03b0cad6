"""Tokens a second of the rules, against the bare spaCy tokenizer and against others that look for the same words.

The text is that of our own corpus, paragraph by paragraph, the same for all. The tokenizer and all rules are warm: each
text was read once before, and the tokenizer looks up every word whole. A user's documents are new to it: so tokenizer
and rules are measured once more on texts of which they know no word. All rules find verbs, names, dates, counts, cues,
clauses. The peers look for no more than
the names, from the same word lists, and edsnlp for dates too; its patterns are French, so that it finds few. So their
names are measured against our names and words alone (which find the verbs first), and edsnlp with dates against all
our rules. Its measure of quantities is left out: it evaluates the text as Python, and fails on ours.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from benchmarks.part import Claim, Effort, Part, Rounds, Target, installed, interleaved, rounded
from extractor.assembly import extraction
from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.parsers import parse_bytes
from extractor.rules import components
from extractor.rules.factories import FACTORIES
from extractor.rules.pipeline import Pipeline
from extractor.rules.tokens import TokenReader
from extractor.settings import Settings
from models import SourceDocument

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
FLOOR = "spaCy's tokenizer alone"
NAMES = "our names and words alone"
RULES = "our rules, spans alone"
FLOOR_ONCE = "spaCy's tokenizer alone, each word new"
RULES_ONCE = "our rules, spans alone, each word new"
COMPONENTS = "our rules as components of a spaCy pipeline"
RECORDS = "our rules, and records made of them"
TARGET = Target("≥", 1 / 3)
DATES = "edsnlp's matcher and dates"


def part(effort: Effort) -> Part:
    """Return the rates."""
    lexicons = load()
    pipeline = Pipeline(lexicons)
    sources = [_read(path) for path in sorted(CORPUS.glob("*.txt"))[:: 4 if effort.quick else 1]]
    texts = [source.text_of(block) for source in sources for block in source.blocks]
    tokens = sum(len(pipeline.nlp.make_doc(text)) for text in texts)
    steps: dict[str, Callable[[], object]] = {
        FLOOR: lambda: _tokenized(pipeline.nlp, texts),
        NAMES: _names_and_words(pipeline, texts),
        RULES: lambda: _annotated(pipeline, sources),
        RECORDS: lambda: [extraction(source, pipeline) for source in sources],
        COMPONENTS: _step(_components(), texts),
    }
    # One for each round, and for the round that doesn't count.
    bare = iter([spacy.blank("en") for _ in range(effort.repeats + 1)])
    fresh = iter([_begun(lexicons) for _ in range(effort.repeats + 1)])
    steps[FLOOR_ONCE] = lambda: _tokenized(next(bare), texts)
    steps[RULES_ONCE] = lambda: _annotated(next(fresh), sources)
    found, skipped = _peers(pipeline.lexicons)
    steps |= {name: _step(nlp, texts) for name, nlp in found.items()}
    times = interleaved(steps, effort.repeats)
    return Part(
        name="rules",
        title="Rules",
        how=f"{tokens:,} tokens of tests/corpus, by paragraph, warm unless told; rates in processor time.",
        claims=[
            Claim("rate of the rules, spans", FLOOR, times.ratio(FLOOR, RULES), TARGET),
            Claim("rate of the rules, spans", FLOOR_ONCE, times.ratio(FLOOR_ONCE, RULES_ONCE), TARGET),
            Claim("rate of the rules, records", FLOOR, times.ratio(FLOOR, RECORDS)),
            *(_against(name, times) for name in found),
        ],
        rows=[
            {
                "what": name,
                "tokens a second": round(tokens / times.median(name)),
                "to the tokenizer": rounded(times.ratio(FLOOR, name)),
            }
            for name in steps
        ],
        skipped=skipped,
    )


def _tokenized(nlp: Language, texts: list[str]) -> object:
    return [nlp.make_doc(text) for text in texts]


def _annotated(pipeline: Pipeline, sources: list[SourceDocument]) -> object:
    return [pipeline.annotate(source) for source in sources]


def _begun(lexicons: Lexicons) -> Pipeline:
    """Return a pipeline that has built its tables, and read hardly a word."""
    pipeline = Pipeline(lexicons)
    pipeline.annotate(parse_bytes(b"On 3 May 2024 a workshop was held in Bonn for 20 girls.", "begun.txt", Settings()))
    return pipeline


def _against(peer: str, times: Rounds) -> Claim:
    """Return how many times as fast as a peer we do no less than it does."""
    ours, what = (RULES, "rate of the rules, spans") if peer == DATES else (NAMES, "rate of our names and words")
    return Claim(what, peer, times.ratio(peer, ours), Target(">", 1))


def _names_and_words(pipeline: Pipeline, texts: list[str]) -> Callable[[], object]:
    reader = TokenReader(pipeline.nlp)
    steps = [make(pipeline.nlp, pipeline.lexicons) for make in (components.verbs, components.names, components.words)]

    def find() -> None:
        for text in texts:
            found = components.Findings(reader.read(text))
            for step in steps:
                step(found)

    return find


def _read(path: Path) -> SourceDocument:
    return parse_bytes(path.read_bytes(), path.name, Settings())


def _step(nlp: Language, texts: list[str]) -> Callable[[], object]:
    return lambda: list(nlp.pipe(texts))


def _components() -> Language:
    nlp = spacy.blank("en")
    for name in FACTORIES:
        nlp.add_pipe(name)
    return nlp


def _peers(lexicons: Lexicons) -> tuple[dict[str, Language], list[str]]:
    """Return the pipelines of others, and what is not installed."""
    names = dict(_names(lexicons))
    found = {"spaCy's entity ruler, names alone": _entity_ruler(names)}
    if not installed("edsnlp"):
        return found, ["edsnlp is not installed"]
    matcher = _edsnlp(names)
    found["edsnlp's matcher, names alone"] = matcher
    dates = _edsnlp(names)
    dates.add_pipe("eds.dates")
    found[DATES] = dates
    return found, []


def _entity_ruler(names: dict[str, list[str]]) -> Language:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": label, "pattern": name} for label, forms in names.items() for name in forms])
    return nlp


def _edsnlp(names: dict[str, list[str]]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.matcher", config={"terms": names, "attr": "LOWER"})
    return nlp


def _names(lexicons: Lexicons) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of the word lists by what they name."""
    yield "country", _distinct(row.name for row in lexicons.country_names)
    yield "demonym", _distinct(row.demonym for row in lexicons.demonyms)
    for label, rows in (("region", lexicons.regions), ("initiative", lexicons.initiatives)):
        yield label, _distinct(name for row in rows for name in (row.name, *row.aliases))
    yield "city", _distinct(row.name for row in lexicons.cities)
    organisations = lexicons.organisations
    yield "organisation", _distinct(n for row in organisations for n in (row.name, *row.aliases, *row.acronyms))
    yield "activity", _distinct(form for row in lexicons.activity_nouns for form in (row.noun, row.plural))
    yield "people", _distinct(form for row in lexicons.audiences for form in (row.singular, row.plural))


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
