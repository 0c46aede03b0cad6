"""Builds the rules, and takes a document through them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from extractor.collector import without_collector
from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.rules.annotate import annotate_block, link_acronyms, unread_block
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument
from extractor.rules.components import COMPONENTS, Findings
from extractor.rules.english import ReportEnglish
from extractor.rules.grammar import FOREIGN_WORDS, FUNCTION_WORDS
from extractor.rules.phrasing import phrasing
from extractor.rules.tokens import TokenReader
from extractor.settings import Settings
from models import Block, SourceDocument

_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*")
_ENGLISH = frozenset(word for word in FUNCTION_WORDS if len(word) > 1)
_SAMPLE = 20_000
# Blocks that a component reads before the next one does: its code and tables stay in the processor's cache meanwhile,
# which makes all of them a seventh faster; more would cost memory.
_AT_ONCE = 100


def is_foreign(text: str, fewest: int = 20) -> bool:
    """Return True for a text in another language: hardly a word is an English function word, and some only others have.

    English prose has 40 % and more of the first, other languages stay under 8 %, with the few forms that they share
    (“in”, “an”, “no”). A table or a list may have none: “Kenya: strategy adopted, campaign launched, teachers trained”.

    Args:
        text: Any text; a long one is judged by its beginning.
        fewest: Texts of fewer lower-case words are taken for English.
    """
    words = _WORD.findall(text[:_SAMPLE])
    least = 0.12 * len(words)
    if len(words) < fewest or sum(map(_ENGLISH.__contains__, words)) >= least:
        return False
    return sum(word in FOREIGN_WORDS or not word.isascii() for word in words) >= least


class Pipeline:
    """The rules over one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Build the tokenizer and the components.

        Args:
            lexicons: The tables that the rules read.
        """
        self.lexicons = lexicons
        self.nlp: Language = ReportEnglish()
        self._phrasing = phrasing(lexicons)
        self._reader = TokenReader(self.nlp)
        self._components = [make(self.nlp, lexicons) for make in COMPONENTS]

    @without_collector()
    def annotate(self, source: SourceDocument) -> AnnotatedDocument:
        """Return the document with everything that the rules found, block by block.

        Args:
            source: A document as read.
        """
        if is_foreign(source.plain_text):
            return AnnotatedDocument(source, (), is_english=False)
        every = source.blocks
        blocks = [one for at in range(0, len(every), _AT_ONCE) for one in self._read(source, every[at : at + _AT_ONCE])]
        return AnnotatedDocument(source, tuple(link_acronyms(blocks)))

    def _read(self, source: SourceDocument, blocks: Sequence[Block]) -> list[AnnotatedBlock]:
        texts = [source.text_of(block) for block in blocks]
        findings = [
            Findings(self._reader.read(text)) if block.kind == "table_row" or not is_foreign(text, fewest=12) else None
            for block, text in zip(blocks, texts, strict=True)
        ]
        english = [found for found in findings if found is not None]
        for component in self._components:
            for found in english:
                component(found)
        return [
            unread_block(block, text, self._phrasing) if found is None else annotate_block(block, found, self._phrasing)
            for block, text, found in zip(blocks, texts, findings, strict=True)
        ]


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
