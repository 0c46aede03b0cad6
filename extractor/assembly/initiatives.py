"""Finds the initiatives that a document names itself, by the constructions that introduce one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention

_CAPITAL = r"(?:[^\W\d_a-zß-ÿ]|\d+[^\W\d_a-z])[\w+@]*(?:[-/’'@][\w+@]+)*!?"
_LINK = r"(?:(?:of|for|and|the|to|on|&)\s)"
_RUN = rf"(?<![\w“\"‘'’-])(?P<name>{_CAPITAL}(?:\s{_LINK}{{0,2}}{_CAPITAL}|\s\d{{1,2}}\b){{0,8}})"
_ACRONYM = r"(?P<acronym>[^\W\d_a-z][\w+@-]*[^\W_a-z+@-][\w+@-]*)"
_BRACKET = rf"(?:\s\({_ACRONYM}\))"
_QUOTED = r"[“\"«‘](?P<name>[^\W_a-z][^“”\"«»‘\n]{1,70}?[^\W_]!?)[”\"»’]"
_MODIFIERS = r"(?:[^\W_][\w’'–-]*\s){0,4}"
_TRIMMED = re.compile(rf"(?:[’']s?|\s|,|{_LINK}|\()+")
_NOT_AT_SENTENCE_START = re.compile(r"[\w,;)’'–-]\s+$")
_CLAUSE_ENDS = (".", "!", "?", ":")
_WORD = re.compile(r"[^\W_]+")
_ODD = re.compile(r"\w.*[^\W\d_a-zß-ÿ]|.*[\d@+]|.*\w-\w")
_TAKEN = ("organisation", "event", "initiative")
_PLACES = ("country", "region", "city", "demonym")
_PLACING = frozenset({"in", "at", "from", "on", "since", "until", "by", "during", "near", "for"})
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class NamedInitiative:
    """An initiative where its document introduces it.

    Attributes:
        name: The name as printed.
        acronym: The acronym given in brackets; "" where there is none.
        start: First character of the name.
        end: One past its last.
    """

    name: str
    acronym: str
    start: int
    end: int


def with_named_initiatives(document: AnnotatedDocument, lexicons: Lexicons) -> AnnotatedDocument:
    """Return the document with an initiative mention wherever a name stands that the document introduces.

    Args:
        document: The annotated document; its blocks' mentions are added to.
        lexicons: The tables.
    """
    keys: dict[str, str] = {}
    for found in find_named(document, lexicons):
        for form in filter(None, (found.name, found.acronym)):
            keys.setdefault(fold(form), found.name)
    if keys:
        anywhere = _anywhere(keys)
        for block in document.blocks:
            _add_mentions(block, anywhere, keys)
    return document


def find_named(document: AnnotatedDocument, lexicons: Lexicons) -> list[NamedInitiative]:
    """Return the initiatives that a document introduces and no lexicon knows, each once, in order.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    nouns = tuple(row.phrase for row in lexicons.phrases if row.kind == "initiative_noun")
    naming = tuple(row.phrase for row in lexicons.phrases if row.kind == "initiative_naming")
    if not nouns:
        return []
    trigger, patterns = _patterns(nouns, naming)
    reader = _Reader(document, lexicons)
    found: dict[str, NamedInitiative] = {}
    for block in document.blocks:
        if trigger.search(block.text) and not block.block.is_title_block:
            for pattern in patterns:
                for match in pattern.finditer(block.text):
                    if (initiative := reader.read(block, match)) and fold(initiative.name) not in found:
                        found[fold(initiative.name)] = initiative
    return sorted(found.values(), key=lambda initiative: initiative.start)


@lru_cache(maxsize=4)
def _patterns(nouns: tuple[str, ...], naming: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Return what any introduction holds, and the constructions, the surest first.

    The group `name` holds the name, or words before it too; `acronym` the acronym. The group `plain` is there
    where a capital alone tells the name, so that more must speak for it.
    """
    noun = rf"(?i:{_either(nouns)})\b(?![-’'])"
    be = _either(grammar.BE_PRESENT | grammar.BE_PAST)
    named = rf"(?:,?\s(?:{_either(naming)}))"
    return re.compile(noun), tuple(
        re.compile(text)
        for text in (
            rf"{_RUN}{_BRACKET}\s{_MODIFIERS}{noun}",
            rf"{_RUN}(?<={noun[:-len(_BEHIND)]}){_BRACKET}" if False else rf"{_RUN}{_BRACKET}(?=,?\s(?:an?|{be})\s{_MODIFIERS}{noun})",
            rf"{_QUOTED},?\s(?:[a-z-]+\s){{0,2}}{noun}",
            rf"\b{noun}{named}?,?\s{_QUOTED}",
            rf"\b{noun}{named}\s(?:the\s)?{_RUN}",
            rf"{_RUN},\s(?:an?\s{_MODIFIERS}|the\s){noun}(?P<plain>)",
            rf"{_RUN}\s(?:{be})\san?\s{_MODIFIERS}{noun}(?P<plain>)",
            rf"\b(?:the|its|their|our|this|under)\s{_RUN}\s{noun}(?P<plain>)",
        )
    )
