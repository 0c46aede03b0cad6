"""Parts of a comparison."""

from collections.abc import Collection, Mapping

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
    """Return a comparison with the findings asked for, and their summary.

    Args:
        comparison: What was found.
        wanted: `kinds`, `severities` and `countries` (alpha-3 codes); an empty one asks for all.
        only_open: Whether to leave out what somebody has judged.
    """
    codes = set(wanted.get("countries", ()))

    def is_wanted(found: Finding) -> bool:
        return (
            found.kind in (wanted.get("kinds") or (found.kind,))
            and found.severity in (wanted.get("severities") or (found.severity,))
            and (not codes or bool(codes & _countries(found, comparison)))
            and not (only_open and found.judgement)
        )

    kept = tuple(found for found in comparison.findings if is_wanted(found))
    return comparison.model_copy(update={"findings": kept, "summary": summary_of(kept)})


def _countries(found: Finding, comparison: Comparison) -> set[str]:
    statements = comparison.statements
    told = [statements["before"].get(key) for key in found.before]
    told += [statements["after"].get(key) for key in found.after]
    return {code for statement in told if statement for code in statement.countries}
