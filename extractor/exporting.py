"""What `extract export` does: gathers results, honours decisions, chooses records, compares periods."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor import comparing
from extractor.errors import ExtractError, UnreadableError
from extractor.export.material import Material, Reporting, Shown
from extractor.export.rows import codes_of
from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.review.fields import names_of
from extractor.review.log import Decisions
from extractor.settings import Settings
from extractor.store.wanted import Wanted
from models import Extraction
from models.decisions import Decision
from models.findings import Comparison, Judgement, Statement


@dataclass(frozen=True)
class Exporting:
    """What is exported, and how.

    Attributes:
        store: Store that results are taken from, its sources being periods; None for files and folders.
        wanted: Which records.
        decisions: What people decided about records, oldest first.
        judgements: What people said about findings.
        with_findings: Whether periods are compared; all results are then kept in memory.
        reporting: Who reports to IATI.
        on_error: Called for a document that can't be read; None raises its error.
        on_result: Called for each result that was read.
    """

    store: str | None = None
    wanted: Wanted = field(default_factory=Wanted)
    decisions: Sequence[Decision] = ()
    judgements: Sequence[Judgement] = ()
    with_findings: bool = False
    reporting: Reporting = field(default_factory=Reporting)
    on_error: Callable[[ExtractError], None] | None = None
    on_result: Callable[[Extraction], None] = lambda _: None


def material(sources: tuple[str, ...], settings: Settings, how: Exporting) -> Material:
    """Return what a format writes; documents are read while it is written.

    Args:
        sources: Documents, results, folders of either; periods where a store is given, none for all it holds.
        settings: What the run was told.
        how: What is exported.

    Raises:
        LexiconError: A lexicon has faults.
    """
    lexicons = load(settings.lexicons)
    decisions = Decisions(how.decisions)
    made = Material((), codes_of(lexicons), decisions, reporting=how.reporting)
    whole: list[Extraction] = []
    chosen: set[str] = set()

    def results() -> Iterator[Extraction]:
        names = names_of(lexicons)
        for result in _once(_read(sources, settings, how), made.notes):
            corrected, problems = decisions.honoured_all(result, names)
            made.notes += problems
            made.documents += 1
            how.on_result(result)
            kept = tuple(one for one in corrected.records if how.wanted.takes(one, corrected.document))
            if how.with_findings:
                whole.append(decisions.upheld(corrected))
                chosen.update(one.id for one in kept)
            yield corrected.model_copy(update={"records": kept})

    made.results = results()
    if how.with_findings:
        made.findings = lambda: _findings(whole, chosen, lexicons, how.judgements)
    return made


def _read(sources: tuple[str, ...], settings: Settings, how: Exporting) -> Iterator[Extraction]:
    sides = comparing.Comparing(store=how.store, on_error=how.on_error)
    if how.store is not None:
        yield from comparing.results(sources, settings, sides)
        return
    for name in sources:
        try:
            yield from comparing.results((name,), settings, sides)
        except UnreadableError as error:
            if how.on_error is None:
                raise
            how.on_error(error)


def _once(results: Iterable[Extraction], notes: list[str]) -> Iterator[Extraction]:
    """Yield each document's result once."""
    seen: dict[str, str] = {}
    for result in results:
        facts = result.document
        if facts.id in seen:
            notes.append(f"{facts.filename} is the same document as {seen[facts.id]}, and was written once")
        else:
            seen[facts.id] = facts.filename
            yield result


def _findings(
    whole: Sequence[Extraction], chosen: set[str], lexicons: Lexicons, judgements: Sequence[Judgement]
) -> Iterator[Shown]:
    """Yield what each period and the next tell differently of the chosen records."""
    from extractor.reconcile.consecutive import consecutive
    from extractor.reconcile.judgements import evidence_of, honoured, rules_digest
    from extractor.reconcile.reading import ItemReader
    from extractor.reconcile.vocabulary import vocabulary

    rules = rules_digest(lexicons)
    for compared in consecutive(whole, ItemReader(vocabulary(lexicons))):
        judged = honoured(compared, judgements, rules)
        for found in judged.findings:
            if not chosen.isdisjoint((*found.before, *found.after)):
                quotes = _quoted(judged, "before", found.before), _quoted(judged, "after", found.after)
                sides = judged.before.label, judged.after.label
                yield Shown(found, *quotes, sides, evidence_of(found, judged), rules)


def _quoted(compared: Comparison, side: Literal["before", "after"], keys: Iterable[str]) -> tuple[Statement, ...]:
    statements = compared.statements[side]
    return tuple(statements[key] for key in keys if key in statements)
