"""Turns what the components found, in tokens, into annotations with document offsets."""

import re
from collections.abc import Sequence
from operator import itemgetter

from extractor.rules import grammar
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Mention, Predicate, Sentence
from extractor.rules.clause_parts import ClauseSpan
from extractor.rules.components import NAME_GROUPS, WORD_GROUPS, Findings, Span
from extractor.rules.phrasing import Phrasing
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup
from models import Block

_MADE = frozenset({"create", "adopt", "deliver", "translate"})
_START = itemgetter(0)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


def annotate_block(block: Block, found: Findings, phrasing: Phrasing) -> AnnotatedBlock:
    """Return a block's annotations.

    Args:
        block: The block.
        found: What the components found in it.
        phrasing: Constructions over the word lists.
    """
    base, tokens = block.start, found.tokens
    predicates = _predicates(found, base)
    return AnnotatedBlock(
        block=block,
        text=tokens.text,
        phrasing=phrasing,
        sentences=tuple(
            Sentence(
                base + tokens.starts[start],
                base + tokens.ends[end - 1],
                tuple(_clause(tokens, clause, base, predicates) for clause in clauses),
            )
            for (start, end), clauses in zip(found.sentences, found.clauses, strict=True)
        ),
        mentions={
            group: tuple([_mention(group, span, tokens, base) for span in sorted(spans, key=_START)]) if spans else ()
            for group, spans in found.spans.items()
        },
        counts=tuple(c._replace(start=base + c.start, end=base + c.end) for c in found.counts),
        dates=tuple(FoundDate(base + d.start, base + d.end, d.text, d) for d in found.dates),
    )


def unread_block(block: Block, text: str, phrasing: Phrasing) -> AnnotatedBlock:
    """Return a block in which nothing was looked for, since it is not English."""
    return AnnotatedBlock(block, text, phrasing, mentions={group: () for group in (*NAME_GROUPS, *WORD_GROUPS)})


def _mention(group: str, span: Span, tokens: Tokens, base: int) -> Mention:
    start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
    return Mention(group, span.key, base + start, base + end, tokens.text[start:end], span.rule, span.detail)


def _predicates(found: Findings, base: int) -> list[Predicate]:
    tokens, finder = found.tokens, found.finder
    assert finder is not None
    out = []
    for k, group in enumerate(found.groups):
        start, end = tokens.starts[group.start], tokens.ends[group.end - 1]
        out.append(
            Predicate(
                start=base + start,
                end=base + end,
                lemma=group.form.lemma,
                frame=group.form.frame,
                type=group.form.type,
                alone=group.form.alone,
                aspect=group.aspect,
                passive=group.passive or (group.bare and (finder.reduced[k] or _lacks_object(tokens, group))),
                negated=group.negated,
                finite=group.finite and not finder.reduced[k],
                bare=group.bare,
                relative=finder.relative[k],
                text=tokens.text[start:end],
                via=group.via,
            )
        )
    return out


def _lacks_object(tokens: Tokens, group: VerbGroup) -> bool:
    """True for “checklist released with the Coalition”, which shortens a passive: a preposition follows the verb."""
    behind = tokens.words[group.end] if group.end < len(tokens.words) else ""
    return group.form.frame in _MADE and behind in grammar.PREPOSITIONS and behind != "as"


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


def _as_explained(mention: Mention, explained: dict[str, Mention]) -> Mention:
    """Return what an acronym alone means in this document, where the document says so."""
    first = explained.get(mention.text)
    if first is None or first.key == mention.key:
        return mention
    detail = first.detail.partition("|")[0] + "|"
    return mention._replace(key=first.key, rule="acronym_in_document", detail=detail)


def _with_acronyms(block: AnnotatedBlock, explained: dict[str, Mention]) -> AnnotatedBlock:
    base = block.block.start
    block.mentions["organisation"] = tuple(_as_explained(m, explained) for m in block.mentions["organisation"])
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
