"""The rules as components of anyone's spaCy pipeline: `nlp.add_pipe("council_countries")`.

An installed package names them as entry points of the group `spacy_factories`, so that nothing need be imported.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.rules import components
from extractor.rules.components import COMPONENTS, Component, Findings
from extractor.rules.english import ReportEnglish
from extractor.rules.tokens import TokenReader

_LINE = re.compile(r"[^\n]+")


class Mark(NamedTuple):
    """Characters that mean something: the rule that found them, the key of the word list, a detail."""

    start: int
    end: int
    rule: str
    key: str = ""
    detail: str = ""


Reader = Callable[[Findings], Iterator[Mark]]


def _spans(group: str) -> Reader:
    def marks(found: Findings) -> Iterator[Mark]:
        tokens = found.tokens
        for span in found.spans[group]:
            yield Mark(tokens.starts[span.start], tokens.ends[span.end - 1], span.rule, span.key, span.detail)

    return marks


def _dates(found: Findings) -> Iterator[Mark]:
    yield from (Mark(date.start, date.end, "date") for date in found.dates)


def _counts(found: Findings) -> Iterator[Mark]:
    yield from (Mark(count.start, count.end, count.rule) for count in found.counts)


def _clauses(found: Findings) -> Iterator[Mark]:
    tokens = found.tokens
    for clause in (each for sentence in found.clauses for each in sentence):
        yield Mark(tokens.starts[clause.start], tokens.ends[clause.end - 1], clause.joint)


# What each factory writes to `doc.spans`, after the last of our own steps that it needs.
FACTORIES: dict[str, tuple[Callable[[Language, Lexicons], Component], dict[str, Reader]]] = {
    "council_countries": (components.names, {name: _spans(name) for name in ("country", "region", "city", "demonym")}),
    "council_organisations": (
        components.organisations,
        {name: _spans(name) for name in ("organisation", "initiative", "event")},
    ),
    "council_dates": (components.measures, {"date": _dates}),
    "council_counts": (components.measures, {"count": _counts}),
    "council_activities": (components.words, {name: _spans(name) for name in ("activity", "cue", "partner_cue")}),
    "council_clauses": (components.clauses, {"clause": _clauses}),
}


class CouncilSpans:
    """A component that writes span groups, and leaves nothing else behind in a Doc.

    A span's label is the rule that found it, its id the key of the word list, such as alpha-3 for a country.
    """

    def __init__(self, factory: str, lexicons: str | None) -> None:
        """Keep what to write.

        Args:
            factory: Name of the factory.
            lexicons: Folder that overlays the shipped lexicons; None for the shipped ones alone.
        """
        self._factory, self._lexicons = factory, lexicons

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the span groups; groups of the same name are replaced."""
        needed, groups = FACTORIES[self._factory]
        written: dict[str, list[Span]] = {group: [] for group in groups}
        for start, found in _reading(doc.text, self._lexicons).after(needed):
            for group, marks in groups.items():
                written[group] += _as_spans(doc, marks(found), start)
        for group, spans in written.items():
            doc.spans[group] = sorted(spans)
        return doc


class _Reading:
    """What was found in a text so far, line by line: as in a document's blocks, no name runs over a line's end."""

    def __init__(self, text: str, lexicons: str | None) -> None:
        reader, self._steps = _steps(lexicons)
        self._lines = [(line.start(), Findings(reader.read(line[0]))) for line in _LINE.finditer(text)]
        self._taken, self._turn = 0, Lock()

    def after(self, needed: Callable[[Language, Lexicons], Component]) -> list[tuple[int, Findings]]:
        """Return the offset of each line, and what is found in it once the step that is needed was taken."""
        last = COMPONENTS.index(needed) + 1
        with self._turn:
            for step in self._steps[self._taken : last]:
                for _, found in self._lines:
                    step(found)
            self._taken = max(self._taken, last)
        return self._lines


# The components of a pipeline read each Doc in turn: what one of them found isn't looked for again.
@lru_cache(maxsize=4)
def _reading(text: str, lexicons: str | None) -> _Reading:
    return _Reading(text, lexicons)


def _as_spans(doc: Doc, marks: Iterable[Mark], base: int) -> Iterator[Span]:
    """Yield marks as spans of the Doc's own tokens, whole ones where its tokenizer cuts otherwise."""
    for mark in marks:
        start, end = base + mark.start, base + mark.end
        span = doc.char_span(start, end, mark.rule, mark.detail, alignment_mode="expand", span_id=mark.key)
        if span is not None:
            yield span


@lru_cache(maxsize=4)
def _steps(lexicons: str | None) -> tuple[TokenReader, tuple[Component, ...]]:
    """Return our own tokenizer and steps; built when first needed, once for all pipelines."""
    nlp, tables = ReportEnglish(), load(Path(lexicons) if lexicons else None)
    return TokenReader(nlp), tuple(make(nlp, tables) for make in COMPONENTS)


@Language.factory("council_countries", default_config={"lexicons": None})
def countries(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds countries, regions, cities and demonyms."""
    return CouncilSpans("council_countries", lexicons)


@Language.factory("council_organisations", default_config={"lexicons": None})
def organisations(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds organisations, initiatives and events."""
    return CouncilSpans("council_organisations", lexicons)


@Language.factory("council_dates", default_config={"lexicons": None})
def dates(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds dates."""
    return CouncilSpans("council_dates", lexicons)


@Language.factory("council_counts", default_config={"lexicons": None})
def counts(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds counted people and things."""
    return CouncilSpans("council_counts", lexicons)


@Language.factory("council_activities", default_config={"lexicons": None})
def activities(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds activity words and the cues of status and partners."""
    return CouncilSpans("council_activities", lexicons)


@Language.factory("council_clauses", default_config={"lexicons": None})
def clauses(nlp: Language, name: str, lexicons: str | None) -> CouncilSpans:
    """Return the component that finds clauses."""
    return CouncilSpans("council_clauses", lexicons)
