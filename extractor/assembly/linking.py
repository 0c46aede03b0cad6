"""Links misspelt names to what the lexicons know; short names are never guessed at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.lexicon.rows import Lexicons
from extractor.lexicon.things import Organisation
from extractor.normalise.text import fold
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention

if TYPE_CHECKING:
    from extractor.assembly.context import Context

_SHORTEST = 7
_LONG_NAME = 15
# Names kept with what they are near to; an archive's names shouldn't fill the memory.
_MOST = 20_000
_CANDIDATE = re.compile(
    r"(?:^|\t|\b(?:[Ii]n|[Tt]o|[Ff]or|[Ff]rom|of|by|and|with)\s+(?:the\s+)?|,\s+)"
    r"([^\W\d_a-z][^\W\d_]{6,}(?:-[^\W\d_]+)*)(?![\w’'-])"
    r"|^([^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){1,2})(?=:)"
)


class NearNames:
    """Known names by first letter and length, with their letters, so that few are looked at for a name."""

    def __init__(self, known: Iterable[str]) -> None:
        """Sort the names.

        Args:
            known: Folded names.
        """
        self._alike: defaultdict[tuple[str, int], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for name in known:
            if len(name) >= _SHORTEST:
                self._alike[name[0], len(name)].append((name, frozenset(name)))

    def likely(self, name: str, allowed: int) -> list[str]:
        """Return the known names that may be so many letters off.

        Args:
            name: A folded name.
            allowed: How many letters.
        """
        letters = frozenset(name)
        sizes = range(len(name) - allowed, len(name) + allowed + 1)
        alike = (known for size in sizes for known in self._alike.get((name[0], size), ()))
        close = [other for other, theirs in alike if len(letters - theirs) <= allowed]
        return [other for other in close if (Counter(name) - Counter(other)).total() <= allowed]


def near(name: str, known: NearNames) -> list[str]:
    """Return the known names that are a letter or two off, as few as any is.

    A name of seven or eight letters may be one letter off, a longer one two (the record contract, section 8).

    Args:
        name: A folded name.
        known: Folded names.
    """
    if len(name) < _SHORTEST:
        return []
    allowed = 1 if len(name) < 9 else 2
    # Letters and length rule most out, so that rapidfuzz is loaded only where it decides.
    likely = known.likely(name, allowed)
    if not likely:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    hits = process.extract(name, likely, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    hits = [hit for hit in hits if hit[1]]
    return [str(hit) for hit, off, _ in hits if off == hits[0][1]]


def _only(names: dict[str, str], hits: Iterable[str]) -> str | None:
    """Return what the names all mean; None where there are none, or they mean several things."""
    meant = {names[hit] for hit in hits}
    return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=4)
def _tables(lexicons: Lexicons) -> tuple[dict[str, str], NearNames, frozenset[str]]:
    """Return country codes by folded name, these names, and folded words that look like a country and are none."""
    names = {fold(row.name): row.alpha_3 for row in lexicons.country_names if not row.case_sensitive}
    words = {fold(row.demonym) for row in lexicons.demonyms}
    words |= {fold(row.demonym) + "s" for row in lexicons.demonyms}
    words |= {fold(row.name) for row in lexicons.cities}
    words |= {word for row in lexicons.regions for name in (row.name, *row.aliases) for word in fold(name).split()}
    words |= {fold(row.name) for row in lexicons.country_traps}
    return names, NearNames(names), frozenset(words)


@lru_cache(maxsize=_MOST)
def near_country(lexicons: Lexicons, text: str) -> str | None:
    """Return the alpha-3 code of the country that a misspelt name means; None where none is near.

    Args:
        lexicons: The tables.
        text: The name as printed.
    """
    names, alike, words = _tables(lexicons)
    name = fold(text)
    if name in words or name in names:
        return None
    return _only(names, near(name, alike))


def near_organisation(context: Context, mention: Mention) -> Organisation | None:
    """Return the known organisation that a misspelt long name means; None where none is near.

    Args:
        context: The document around.
        mention: An organisation that no lexicon knows.
    """
    if mention.rule not in ("organisation_head", "partner_cue") or len(mention.key) < _LONG_NAME:
        return None
    key = _organisation_key(context.lexicons, mention.key)
    return context.known.organisations.get(key) if key else None


@lru_cache(maxsize=_MOST)
def _organisation_key(lexicons: Lexicons, text: str) -> str | None:
    names, alike = _organisation_names(lexicons)
    name = fold(text)
    return _only(names, [name] if name in names else near(name, alike))


@lru_cache(maxsize=4)
def _organisation_names(lexicons: Lexicons) -> tuple[dict[str, str], NearNames]:
    rows = lexicons.organisations
    names = {fold(name): row.id for row in rows for name in (row.name, *row.aliases) if len(name) >= _LONG_NAME}
    return names, NearNames(names)


def with_near_countries(document: AnnotatedDocument, lexicons: Lexicons) -> AnnotatedDocument:
    """Return the document with a country mention for each misspelt one, where a place may stand.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    for block in document.blocks:
        if block.block.kind == "heading" or block.block.is_title_block:
            continue
        added = [m for m in _candidates(block, lexicons) if not _covered(block, m)]
        if added:
            block.mentions["country"] = tuple(sorted((*block.mentions["country"], *added), key=lambda m: m.start))
    return document


def _candidates(block: AnnotatedBlock, lexicons: Lexicons) -> Iterable[Mention]:
    for match in _CANDIDATE.finditer(block.text):
        name = match[1] or match[2]
        if code := near_country(lexicons, name):
            start = block.block.start + match.start(match.lastindex or 0)
            yield Mention("country", code, start, start + len(name), name, "country_near")


def _covered(block: AnnotatedBlock, mention: Mention) -> bool:
    return any(
        other.start < mention.end and mention.start < other.end
        for label in ("country", "city", "region", "organisation", "initiative", "event", "demonym", "activity")
        for other in block.of(label)
    )
