"""Reads made Word documents, and says what was read."""

from docx_builder import docx

from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import Block, SourceDocument

SENTENCE = "The course was held in Lusaka for thirty teachers."


def read(body: str, **parts: str) -> SourceDocument:
    return parse_bytes(docx(body, **parts), "report.docx", Settings())


def shape(document: SourceDocument) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.label, document.text_of(block)) for block in document.blocks]


def texts(document: SourceDocument) -> list[str]:
    return document.plain_text.split("\n")


def blocks_of(document: SourceDocument, kind: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == kind]
