"""Builds the rules, and takes a document through them."""

import re
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from extractor.collector import without_collector
from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.rules.annotate import annotate_block, link_acronyms, unread_block
from extractor.rules.annotations import AnnotatedDocument
from extractor.rules.components import COMPONENTS, Findings
from extractor.rules.grammar import FUNCTION_WORDS
from extractor.rules.tokens import TokenReader
from extractor.settings import Settings
from models import SourceDocument

_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*")
_ENGLISH = frozenset(word for word in FUNCTION_WORDS if len(word) > 1)
_SAMPLE = 20_000


def is_english(text: str, fewest: int = 20) -> bool:
    """Return False for prose in another language: too few of its lower-case words are English function words.

    English prose has 40 % and more of them, other languages stay under 8 %, with the few forms that they share (“in”,
    “an”, “no”).

    Args:
        text: Any text; a long one is judged by its beginning.
        fewest: Texts of fewer lower-case words are taken for English.
    """
    words = _WORD.findall(text[:_SAMPLE])
    return len(words) < fewest or sum(map(_ENGLISH.__contains__, words)) >= 0.12 * len(words)


class Pipeline:
    """The rules over one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Build the tokenizer and the components.

        Args:
            lexicons: The tables that the rules read.
        """
        self.lexicons = lexicons
        self.nlp: Language = spacy.blank("en")
        self._reader = TokenReader(self.nlp)
        self._components = [make(self.nlp, lexicons) for make in COMPONENTS]

    def annotate(self, source: SourceDocument) -> AnnotatedDocument:
        """Return the document with everything that the rules found, block by block.

        Args:
            source: A document as read.
        """
        if not is_english(source.plain_text):
            return AnnotatedDocument(source, (), is_english=False)
        blocks = []
        for block in source.blocks:
            text = source.text_of(block)
            if block.kind != "table_row" and not is_english(text, fewest=12):
                blocks.append(unread_block(block, text))
                continue
            found = Findings(self._reader.read(text))
            for component in self._components:
                component(found)
            blocks.append(annotate_block(block, found))
        return AnnotatedDocument(source, tuple(link_acronyms(blocks)))


def cached_pipeline(settings: Settings) -> Pipeline:
    """Return the pipeline for the settings' lexicons; built once a process.

    Args:
        settings: What the run was told.
    """
    return _pipeline(settings.lexicons)


@lru_cache(maxsize=4)
def _pipeline(overlay: Path | None) -> Pipeline:
    with without_collector():
        return Pipeline(load(overlay))
