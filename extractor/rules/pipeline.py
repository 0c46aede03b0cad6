"""Builds the spaCy pipeline, and takes a document through it."""

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.rules.annotate import annotate_block, link_acronyms
from extractor.rules.annotations import AnnotatedDocument
from extractor.rules.components import COMPONENTS
from extractor.settings import Settings
from models import SourceDocument


class Pipeline:
    """The rules over one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Build the spaCy pipeline.

        Args:
            lexicons: The tables that the rules read.
        """
        self.lexicons = lexicons
        self.nlp: Language = spacy.blank("en")
        self._components = [make(self.nlp, lexicons) for make in COMPONENTS.values()]

    def annotate(self, source: SourceDocument) -> AnnotatedDocument:
        """Return the document with everything that the rules found, block by block.

        Args:
            source: A document as read.
        """
        blocks = []
        for block in source.blocks:
            doc = self.nlp.make_doc(source.text_of(block))
            for component in self._components:
                doc = component(doc)
            blocks.append(annotate_block(block, doc))
        return AnnotatedDocument(source, tuple(link_acronyms(blocks)))


def cached_pipeline(settings: Settings) -> Pipeline:
    """Return the pipeline for the settings' lexicons; built once a process.

    Args:
        settings: What the run was told.
    """
    return _pipeline(settings.lexicons)


@lru_cache(maxsize=4)
def _pipeline(overlay: Path | None) -> Pipeline:
    return Pipeline(load(overlay))
