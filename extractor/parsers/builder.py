"""From a reader's raw blocks to the document that everything else works on."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, zip_longest
from typing import Any

from extractor.parsers.cleaning import (
    clean_characters,
    clean_document,
    clean_text,
    clean_texts,
    fold_spaces,
    remove_leftovers,
)
from extractor.parsers.labels import Labelled, split_label, split_lost_labels
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.parsers.structure import (
    Draft,
    decide_kinds,
    find_title,
    has_symbol,
    mark_repeats,
    mark_title_block,
    mark_typed_notes,
    nest_lists,
    set_levels,
    set_sections,
)
from extractor.parsers.words import LayoutWords, load_words
from extractor.settings import Settings
from models import SourceDocument
from models.source import ReadWarning

_RULE_CHARACTERS = "_-–—=*.~ "


def build(raw: RawDocument, data: bytes, name: str, settings: Settings) -> SourceDocument:
    """Return the document: clean text, blocks with offsets, and the structure around them.

    Args:
        raw: What the format's reader found.
        data: The file's bytes, for the id.
        name: Name without folders; "-" for standard input.
        settings: Limits and the folder of lexicons.
    """
    _keep_within(settings.limits.blocks, raw)
    words = load_words(settings)
    drafts = _drafts(raw.blocks, words)
    mark_title_block(drafts, words)
    decide_kinds(drafts, words)
    mark_typed_notes(drafts)
    title = find_title(drafts, words)
    if title is not None:
        mark_repeats(drafts, title)
    set_levels(drafts, words)
    set_sections(drafts)
    nest_lists(drafts)
    own_title = clean_text(raw.title, words) if raw.title else ""
    plain_text, blocks = _place(drafts)
    if not plain_text:
        raw.warnings.append(ReadWarning(code="no_text", message="the file holds no text"))
    return SourceDocument.model_validate(
        {
            "id": "sha256:" + hashlib.sha256(data).hexdigest(),
            "filename": name,
            "media_type": raw.media_type,
            "plain_text": plain_text,
            "blocks": blocks,
            "pages": raw.pages,
            "title": own_title or (title.text if title else None),
            "published": raw.published,
            "set_aside": [text for text in clean_texts(raw.set_aside, words) if text],
            "warnings": raw.warnings,
        }
    )


def _keep_within(most: int, raw: RawDocument) -> None:
    """Cut the blocks beyond the limit off, and say so."""
    if len(raw.blocks) > most:
        message = f"only the first {most} of {len(raw.blocks)} blocks were kept; allow more with --limit blocks=N"
        raw.warnings.append(ReadWarning(code="partial", message=message))
        del raw.blocks[most:]


def _drafts(raw_blocks: Sequence[RawBlock], words: LayoutWords) -> list[Draft]:
    blocks = [piece for block in _flatten_layout(raw_blocks, words) for piece in _pieces(block)]
    split = split_lost_labels([_split(block) for block in blocks], words)
    pairs = list(zip(blocks, split, strict=True))
    texts = iter(clean_document((text for pair in pairs for text in _texts(*pair)), words))
    drafts = [_draft(block, part, texts) for block, part in pairs]
    for draft, following in pairwise(drafts):
        following.after_rule = draft.is_rule or (draft.after_rule and not draft.text.strip("\t"))
    return [draft for draft in drafts if draft.text.strip("\t")]


def _split(block: RawBlock) -> Labelled:
    if block.kind == "table_row":
        return Labelled(None, "")
    text = remove_leftovers(clean_characters(block.text, keep="\t\n"))
    if _is_rule(text):
        return Labelled(None, text)
    if block.label is not None or block.kind == "footnote":
        label = fold_spaces(clean_characters(block.label or ""))
        return Labelled(label or None, text)
    return split_label(text)


def _texts(block: RawBlock, part: Labelled) -> tuple[str, ...]:
    """Return the texts of a block that are to be cleaned: those of its cells, or its own."""
    return block.cells if block.kind == "table_row" else (part.text,)


def _draft(block: RawBlock, part: Labelled, texts: Iterator[str]) -> Draft:
    """Return the draft of a block.

    Args:
        block: The block.
        part: Its label, and its own text.
        texts: The clean texts of this block, and of those behind it.
    """
    cells = tuple(islice(texts, len(block.cells))) if block.kind == "table_row" else ()
    text = "\t".join(cells) if block.kind == "table_row" else next(texts)
    is_rule = not cells and _is_rule(text)
    return Draft(
        kind=block.kind,
        text="" if is_rule else text,
        is_rule=is_rule,
        label=part.label,
        level=block.level,
        depth=block.depth,
        page=block.page,
        table=block.table,
        cells=cells,
        is_header=block.is_header,
        is_prose=block.is_prose,
    )


def _is_rule(text: str) -> bool:
    text = text.strip()
    return len(text) >= 3 and not text.strip(_RULE_CHARACTERS)


def _pieces(block: RawBlock) -> Iterator[RawBlock]:
    """Cut a paragraph at line breaks that begin an item of a typed list; other breaks are spaces."""
    if "\n" not in block.text or block.kind not in ("paragraph", "list_item"):
        yield block
        return
    lines: list[list[str]] = [[]]
    for line in block.text.split("\n"):
        if lines[-1] and split_label(line).label is not None:
            lines.append([])
        lines[-1].append(line)
    for at, group in enumerate(lines):
        yield RawBlock(
            kind=block.kind if at == 0 else "paragraph",
            text=" ".join(group),
            depth=block.depth,
            label=block.label if at == 0 else None,
            page=block.page,
        )


def _flatten_layout(blocks: Sequence[RawBlock], words: LayoutWords) -> Iterator[RawBlock]:
    """Turn tables that only lay out text into paragraphs: one column, or the title block of a report."""
    widths: dict[int, int] = {}
    for block in blocks:
        if block.table is not None:
            widths[block.table] = max(widths.get(block.table, 0), len(block.cells))
    layout = {table for table, width in widths.items() if width <= 1} | _title_tables(blocks, words)
    for block in blocks:
        if block.table not in layout or block.kind != "table_row":
            yield block
            continue
        seen: list[str] = []
        for cell in block.cells:
            if cell not in seen:
                seen.append(cell)
                yield from (
                    RawBlock("paragraph", line, page=block.page) for line in cell.split("\n") if line.strip()
                )


def _title_tables(blocks: Sequence[RawBlock], words: LayoutWords) -> set[int]:
    """Return the tables that stand above the body and hold a symbol or a line such as "Original:"."""
    found: set[int] = set()
    for block in blocks[:25]:
        if block.kind == "table_row" and block.table is not None:
            if any(has_symbol(cell) or words.title_line.match(cell.strip()) for cell in block.cells):
                found.add(block.table)
        elif words.section_role(fold_spaces(block.text)) is not None or len(block.text) > 200:
            break
    return found


def _place(drafts: Sequence[Draft]) -> tuple[str, list[dict[str, Any]]]:
    """Join the drafts to the plain text and turn each into a block with offsets, to be checked all at once."""
    blocks: list[dict[str, Any]] = []
    headers: dict[int, tuple[str, ...]] = {}
    start = 0
    for index, draft in enumerate(drafts):
        if draft.is_header and draft.table is not None:
            headers[draft.table] = _stack_headers(headers.get(draft.table, ()), draft.cells)
        end = start + len(draft.text)
        blocks.append(
            {
                "index": index,
                "kind": draft.kind,
                "start": start,
                "end": end,
                "level": draft.level,
                "depth": draft.depth,
                "label": draft.label,
                "page": draft.page,
                "section": draft.section,
                "parent": draft.parent,
                "table": draft.table,
                "cells": _cells(draft, start, headers.get(draft.table) if draft.table is not None else None),
                "is_header": draft.is_header,
                "is_title_block": draft.is_title_block,
            }
        )
        start = end + 1
    return "\n".join(draft.text for draft in drafts), blocks


def _stack_headers(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Join two header rows column by column ("Participants" over "Women"); equal texts stand once."""
    pairs = zip_longest(above, below, fillvalue="")
    return tuple(first if first == second else f"{first} {second}".strip() for first, second in pairs)


def _cells(draft: Draft, start: int, header: tuple[str, ...] | None) -> list[dict[str, Any]]:
    cells = []
    for column, text in enumerate(draft.cells):
        named = header[column] if header and column < len(header) and not draft.is_header else None
        cells.append({"start": start, "end": start + len(text), "header": named or None})
        start += len(text) + 1
    return cells
