"""Lists names that no lexicon knows, with what a lexicon row would say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.initiatives import find_named, with_named_initiatives
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention
from extractor.rules.phrasing import phrasing
from extractor.rules.pipeline import Pipeline
from models import SourceDocument

Subject = Literal["organisation", "initiative"]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name where one document has it.

    Attributes:
        subject: What it looks like.
        name: The name as printed.
        acronym: The acronym that the document gives it; "" where there is none.
        kind: Kind of body that its head noun tells; "" where it tells none.
        country: Alpha-3 code of the country inside the name; "" where there is none.
        example: The sentence that it stands in.
    """

    subject: Subject
    name: str
    acronym: str
    kind: str
    country: str
    example: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unknown name over all documents.

    Attributes:
        name: The name with what is known of it, from the place that tells most.
        count: How often it stands in the documents.
    """

    name: UnknownName
    count: int


def unknown_names(source: SourceDocument, pipeline: Pipeline) -> list[UnknownName]:
    """Return the names in a document that look like an organisation or initiative and are in no lexicon.

    Args:
        source: The document as read.
        pipeline: The rules.
    """
    lexicons = pipeline.lexicons
    document = pipeline.annotate(source)
    acronyms = {found.name: found.acronym for found in find_named(document, lexicons)}
    names: list[UnknownName] = []
    for block in with_named_initiatives(document, lexicons).blocks:
        for mention in block.of("initiative"):
            if mention.rule == "initiative_in_document":
                example = _sentence(block, mention, document)
                names.append(UnknownName("initiative", mention.key, acronyms[mention.key], "", "", example))
        names += _organisations(block, document, lexicons)
    return names


def _organisations(block: AnnotatedBlock, document: AnnotatedDocument, lexicons: Lexicons) -> Iterator[UnknownName]:
    if block.block.is_title_block or block.block.kind == "heading":
        return
    no_names = {fold(row.head) for row in lexicons.org_heads}
    no_names |= phrasing(lexicons).folded("person_title")
    known = {form for row in lexicons.organisations for form in (row.id, *row.acronyms)}
    for mention in block.of("organisation"):
        if mention.rule != "organisation_lexicon" and fold(mention.key) not in no_names:
            kind, _, acronym = mention.detail.partition("|")
            inside = {m.key for m in block.of("country", mention.start, mention.end)}
            country = inside.pop() if len(inside) == 1 else ""
            example = _sentence(block, mention, document)
            acronym = "" if acronym in known else acronym
            yield UnknownName("organisation", mention.key, acronym, kind, country, example)


def _sentence(block: AnnotatedBlock, mention: Mention, document: AnnotatedDocument) -> str:
    for sentence in block.sentences:
        if sentence.start <= mention.start < sentence.end:
            return document.source.plain_text[sentence.start : sentence.end]
    return block.text


def counted(names: Iterable[UnknownName]) -> list[Suggestion]:
    """Return each name once with its count over all documents, the most frequent first.

    Args:
        names: The names of any number of documents.
    """
    groups: dict[tuple[str, str], list[UnknownName]] = {}
    for name in names:
        groups.setdefault((name.subject, fold(name.name)), []).append(name)
    told = [Suggestion(max(group, key=_told), len(group)) for group in groups.values()]
    return sorted(told, key=lambda suggestion: (-suggestion.count, suggestion.name.subject, suggestion.name.name))


def _told(name: UnknownName) -> int:
    return bool(name.acronym) + bool(name.kind) + bool(name.country)
