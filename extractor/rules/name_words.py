"""What names of organisations are made of, and what only looks like one."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.phrasing import phrasing

ACRONYM = re.compile(r"[a-z]?[A-Z][A-Za-z&-]*[A-Z][A-Za-z]*\d?|[A-Z]{2,}")


class Name(NamedTuple):
    """A name at tokens `start` to `end`, with the acronym that it defines; `kind` is that of its head noun."""

    start: int
    end: int
    rule: str
    kind: str = ""
    acronym: str = ""
    name_end: int = 0


class NameWords:
    """The head nouns of names, and the words that are none though they have capitals."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index the words.

        Args:
            lexicons: The tables.
        """
        self.heads = {fold(head.head): head for head in lexicons.org_heads}
        words = phrasing(lexicons)
        self.not_acronyms = frozenset(words.of("not_acronym"))
        self.not_names = words.folded("not_name") | {fold(form) for month in lexicons.months for form in month.forms}
        self.not_names |= {fold(d.demonym) for d in lexicons.demonyms}
        self.not_names |= {fold(row.plural) for row in lexicons.audiences}
        self.activity = {fold(n.noun) for n in lexicons.activity_nouns if n.type != "governance"}
        self.bodies = {
            fold(form) for n in lexicons.activity_nouns for form in (n.noun, n.plural) if n.type == "governance"
        }
        self.titles = frozenset(words.of("person_title"))
        self.persons = {fold(row.singular) for row in lexicons.audiences if row.kind == "person" and row.singular}
        self.posts = words.folded("post")
        self.features = words.folded("feature_noun")
        self.organs = words.folded("organ")
        self.event_tails = words.folded("event_tail")
        self.served = words.folded("served_people")
        self.body_nouns = words.folded("body_noun")


def same_body(text: str, key: str, lexicons: Lexicons) -> bool:
    """Return True where a printed name shares most of its words with one of a known organisation's.

    Args:
        text: The name as printed.
        key: The organisation's id.
        lexicons: The tables.
    """
    words = set(fold(text).split()) - grammar.NAME_LINKS
    row = next((row for row in lexicons.organisations if row.id == key), None)
    names = [set(fold(name).split()) - grammar.NAME_LINKS for name in (row.name, *row.aliases)] if row else []
    return any(2 * len(words & name) > max(len(words), 2) for name in names)


def with_acronym(raw: Sequence[str], name: Name) -> Name:
    """Return a name with the acronym that stands in brackets behind it, or between commas: “…, MCA, …”.

    Args:
        raw: The block's tokens as printed.
        name: A name.
    """
    i = name.end
    if i + 2 < len(raw) and raw[i] == "(":
        close = next((j for j in range(i + 1, min(i + 5, len(raw))) if raw[j] == ")"), None)
        text = "".join(raw[i + 1 : close]) if close else ""
        if close and ACRONYM.fullmatch(text):
            return Name(name.start, close + 1, name.rule, name.kind, text, name.name_end)
    if raw[i : i + 1] == [","] and i + 1 < len(raw) and raw[i + 2 : i + 3] in ([","], [";"], ["."]):
        initials = "".join(word[0] for word in raw[name.start : i] if word[0].isupper())
        if len(initials) > 2 and raw[i + 1] == initials:
            return Name(name.start, i + 2, name.rule, name.kind, initials, name.name_end)
    return name
