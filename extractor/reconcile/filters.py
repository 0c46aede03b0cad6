"""Parts of a comparison."""

from collections.abc import Collection, Mapping

from extractor.reconcile.compare import summary_of
from models.findings import Comparison, Finding


def filtered(comparison: Comparison, wanted: Mapping[str, Collection[str]], *, only_open: bool = False) -> Comparison:
    """Return a comparison with the findings asked for, and their summary.

    Args:
        comparison: What was found.
        wanted: `kinds`, `severities` and `countries` (alpha-3 codes); an empty one asks for all.
        only_open: Whether to leave out what somebody has judged.
    """
    codes = {code.upper() for code in wanted.get("countries", ())}

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
