"""Turns a Doc's span groups into plain annotations with document offsets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Mention, Predicate, Sentence
from extractor.rules.clauses import ClauseFinder, ClauseSpan
from extractor.rules.components import NAME_GROUPS, WORD_GROUPS
from extractor.rules.counts import Tokens
from models import Block

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


def annotate_block(block: Block, doc: Doc) -> AnnotatedBlock:
    """Return a block's annotations.

    Args:
        block: The block.
        doc: Its text after all components.
    """
    base = block.start
    finder, cut = doc.user_data["clause"]
    predicates = _predicates(doc, finder, base)
    tokens: Tokens = doc.user_data["tokens"]
    return AnnotatedBlock(
        block=block,
        text=doc.text,
        sentences=tuple(
            Sentence(
                base + sentence.start_char,
                base + sentence.end_char,
                tuple(_clause(tokens, clause, base, predicates) for clause in clauses),
            )
            for sentence, clauses in cut
        ),
        mentions={
            group: tuple(sorted((_mention(group, s, base) for s in doc.spans[group]), key=lambda m: m.start))
            for group in (*NAME_GROUPS, *WORD_GROUPS)
        },
        counts=tuple(replace(c, start=base + c.start, end=base + c.end) for c in doc.user_data["count"]),
        dates=tuple(FoundDate(base + d.start, base + d.end, d.text, d) for d in doc.user_data["date"]),
    )


def unread_block(block: Block, text: str) -> AnnotatedBlock:
    """Return a block in which nothing was looked for, since it is not English."""
    return AnnotatedBlock(block, text, mentions={group: () for group in (*NAME_GROUPS, *WORD_GROUPS)})


def _mention(group: str, span: Span, base: int) -> Mention:
    return Mention(
        label=group,
        key=span.id_,
        start=base + span.start_char,
        end=base + span.end_char,
        text=span.text,
        rule=span.label_,
        detail=span.kb_id_,
    )


def _predicates(doc: Doc, finder: ClauseFinder, base: int) -> list[Predicate]:
    out = []
    for k, group in enumerate(doc.user_data["predicate"]):
        span = doc[group.start : group.end]
        out.append(
            Predicate(
                start=base + span.start_char,
                end=base + span.end_char,
                lemma=group.form.lemma,
                frame=group.form.frame,
                type=group.form.type,
                alone=group.form.alone,
                aspect=group.aspect,
                passive=group.passive or (group.bare and finder.reduced[k]),
                negated=group.negated,
                finite=group.finite and not finder.reduced[k],
                bare=group.bare,
                relative=finder.relative[k],
                text=span.text,
                via=group.via,
            )
        )
    return out


def _clause(tokens: Tokens, clause: ClauseSpan, base: int, predicates: Sequence[Predicate]) -> Clause:
    start = tokens.starts[clause.start]
    lead = tokens.starts[clause.lead_end] if clause.lead_end > clause.start else start
    return Clause(
        start=base + start,
        end=base + tokens.ends[clause.end - 1],
        joint=clause.joint,
        lead_end=base + lead,
        main=predicates[clause.main] if clause.main is not None else None,
        predicates=tuple(predicates[k] for k in clause.groups),
    )


def link_acronyms(blocks: Sequence[AnnotatedBlock]) -> list[AnnotatedBlock]:
    """Return the blocks with a mention wherever an acronym stands that the document itself explains.

    Args:
        blocks: All blocks of a document.
    """
    explained: dict[str, Mention] = {}
    for block in blocks:
        for mention in block.mentions["organisation"]:
            acronym = mention.detail.partition("|")[2]
            if acronym:
                explained.setdefault(acronym, mention)
    return [_with_acronyms(block, explained) for block in blocks] if explained else list(blocks)


def _with_acronyms(block: AnnotatedBlock, explained: dict[str, Mention]) -> AnnotatedBlock:
    base = block.block.start
    taken = [(m.start, m.end) for group in ("organisation", "event", "initiative") for m in block.mentions[group]]
    added = []
    for match in _ACRONYM.finditer(block.text):
        first = explained.get(match[0])
        start, end = base + match.start(), base + match.end()
        if first and not any(a < end and start < b for a, b in taken):
            detail = first.detail.partition("|")[0] + "|"
            added.append(Mention("organisation", first.key, start, end, match[0], "acronym_in_document", detail))
    if added:
        together = sorted((*block.mentions["organisation"], *added), key=lambda m: m.start)
        block.mentions["organisation"] = tuple(together)
    return block
