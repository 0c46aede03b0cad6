"""Links misspelt names to what the lexicons know; short names are never guessed at."""

from collections.abc import Iterable
from functools import lru_cache

from extractor.assembly.context import Context
from extractor.normalise.text import fold

_SHORTEST = 7


def near(name: str, known: Iterable[str], shortest: int = _SHORTEST) -> str | None:
    """Return the one known name that is a letter or two off; None where none or several are.

    Args:
        name: A folded name.
        known: Folded names.
        shortest: Names with fewer letters are never linked.
    """
    if len(name) < shortest:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(name) < 9 else 2
    hits = process.extract(name, list(known), scorer=OSA.distance, score_cutoff=allowed, limit=3)
    hits = [hit for hit in hits if len(hit[0]) >= shortest and hit[0][0] == name[0]]
    if not hits or (len(hits) > 1 and hits[0][1] == hits[1][1]):
        return None
    return str(hits[0][0])


def near_country(context: Context, text: str) -> str | None:
    """Return the alpha-3 code of the country that a misspelt name means; None where none is near.

    Args:
        context: The document around.
        text: The name as printed.
    """
    names = _country_names(tuple(context.lexicons.country_names))
    name = fold(text)
    if name in _demonyms(tuple(context.lexicons.demonyms)):
        return None
    hit = near(name, names)
    return names[hit] if hit else None


@lru_cache(maxsize=4)
def _country_names(rows: tuple) -> dict[str, str]:  # type: ignore[type-arg]
    return {fold(row.name): row.alpha_3 for row in rows if not row.case_sensitive}


@lru_cache(maxsize=4)
def _demonyms(rows: tuple) -> frozenset[str]:  # type: ignore[type-arg]
    return frozenset(fold(row.demonym) for row in rows)
