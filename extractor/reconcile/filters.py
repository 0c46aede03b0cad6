"""Parts of a comparison."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from extractor.errors import UsageError
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.reconcile.compare import summary_of
from models.findings import Comparison, Finding


def country_code(text: str, lexicons: Lexicons) -> str:
    """Return the alpha-3 code of a country, by its code or a name.

    Args:
        text: What the user gave.
        lexicons: The tables of countries and their names.

    Raises:
        UsageError: There is no such country.
    """
    codes = {fold(row.name): row.alpha_3 for row in lexicons.country_names}
    codes |= {code.lower(): row.alpha_3 for row in lexicons.countries for code in (row.alpha_2, row.alpha_3)}
    known = codes.get(fold(text))
    if known is None:
        raise UsageError(f"--country {text}", "is no country", "give its ISO 3166-1 code, such as MAR, or its name")
    return known


def filtered(comparison: Comparison, wanted: Mapping[str, Collection[str]], *, only_open: bool = False) -> Comparison:
    """Return a comparison with the findings asked for, their summary, and the matches in the countries asked for.

    Args:
        comparison: What was found.
        wanted: `kinds`, `severities` and `countries` (alpha-3 codes); an empty one asks for all.
        only_open: Whether to leave out what somebody has judged.
    """
    codes = set(wanted.get("countries", ()))

    def concerns(before: Iterable[str], after: Iterable[str]) -> bool:
        if not codes:
            return True
        told = (*_countries("before", before, comparison), *_countries("after", after, comparison))
        return not codes.isdisjoint(told)

    def is_wanted(found: Finding) -> bool:
        return (
            found.kind in (wanted.get("kinds") or (found.kind,))
            and found.severity in (wanted.get("severities") or (found.severity,))
            and concerns(found.before, found.after)
            and not (only_open and found.judgement)
        )

    kept = tuple(found for found in comparison.findings if is_wanted(found))
    matches = tuple(match for match in comparison.matches if concerns((match.before,), (match.after,)))
    return comparison.model_copy(update={"findings": kept, "matches": matches, "summary": summary_of(kept)})


def _countries(side: Literal["before", "after"], keys: Iterable[str], comparison: Comparison) -> Iterator[str]:
    for key in keys:
        if statement := comparison.statements[side].get(key):
            yield from statement.countries
