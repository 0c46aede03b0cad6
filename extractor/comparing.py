"""One plain function for each command that compares, follows, adds up or judges."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import service
from extractor.collector import without_collector
from extractor.errors import ExtractError, NotFoundError
from extractor.settings import Settings
from models import Extraction, SourceDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.reconcile.reading import ItemReader
    from extractor.review.sheet import Reviewed
    from models.decisions import Decision
    from models.findings import Comparison, Judgement, Mode
    from models.rollups import Matrix, Overview, Timeline


@dataclass(frozen=True)
class Comparing:
    """How to compare two sides.

    Attributes:
        mode: Whether both report on the same period; None decides it by their periods.
        explain: Whether each match says how its score came about.
        judgements: What people said about findings.
        decisions: What people decided about records, oldest first: corrected values count, dismissed records don't.
        store: Store whose periods the sides name; None where they are files and folders.
        on_error: Called for a document of a folder that can't be read; None raises its error.
        on_note: Called with what could not be honoured of the decisions, and with how many records were dismissed.
        keep: Where to keep the documents behind the results by their ids; None where nobody shows them.
    """

    mode: "Mode | None" = None
    explain: bool = False
    judgements: "tuple[Judgement, ...]" = ()
    decisions: "tuple[Decision, ...]" = ()
    store: str | None = None
    on_error: Callable[[ExtractError], None] | None = None
    on_note: Callable[[str], None] = lambda _: None
    keep: dict[str, SourceDocument] | None = None


def diff(before: str, after: str, settings: Settings, how: Comparing | None = None) -> "Comparison":
    """Return what two sides tell differently.

    Args:
        before: A document, a result, a folder of either; a period where a store is given.
        after: The same.
        settings: What the run was told.
        how: How to compare.

    Raises:
        UnreadableError: A side can't be read.
        UsageError: A side names no period.
        LexiconError: A lexicon has faults.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.compare import compare
    from extractor.reconcile.judgements import honoured, rules_digest
    from extractor.reconcile.sides import side
    from extractor.reconcile.together import both

    how = how or Comparing()
    lexicons = load(settings.lexicons)
    reader = _item_reader(settings)
    with without_collector():
        sides = both(lambda name: side(Path(name).name or name, results((name,), settings, how), reader), before, after)
        found = compare(*sides, how.mode, explain=how.explain)
    return honoured(found, how.judgements, rules_digest(lexicons)) if how.judgements else found


def judge(
    sides: tuple[str, str], given: "Iterable[Judgement]", settings: Settings, how: Comparing
) -> "list[Judgement]":
    """Return judgements with the evidence and the rules that they were made on; arguments and errors as for `diff`.

    Args:
        sides: Before and after.
        given: What a person says.
        settings: What the run was told.
        how: How to compare.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.judgements import rules_digest, stamped

    found = diff(*sides, settings, replace(how, judgements=()))
    return list(stamped(found, given, rules_digest(load(settings.lexicons))))


@dataclass(frozen=True)
class Applied:
    """What became of reviewed files.

    Attributes:
        records: What the log of decisions gains.
        findings: What the table of judgements gains.
        repeated: How many decisions were known.
        conflicts: What contradicts another person's decision, or can't be taken, and was left out; a line each.
        notes: What else a person should know.
    """

    records: "tuple[Decision, ...]"
    findings: "tuple[Judgement, ...]"
    repeated: int
    conflicts: tuple[str, ...]
    notes: tuple[str, ...] = ()


def apply(
    files: "Iterable[Path]", log: "Sequence[Decision]", said: "Sequence[Judgement]", settings: Settings
) -> Applied:
    """Return what reviewed files add to what people said so far.

    Args:
        files: Decisions as a page saved them (`.json`), reviewed workbooks (`.xlsx`).
        log: Decisions on records, oldest first.
        said: Judgements on findings.
        settings: What the run was told.

    Raises:
        UnreadableError: A file can't be read.
        LexiconError: A lexicon has faults.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.judgements import gained
    from extractor.review.fields import names_of
    from extractor.review.log import merged

    reviewed = [_reviewed(path) for path in files]
    given = [one.decisions for one in reviewed]
    records = merged(log, (one for each in given for one in each.records), names_of(load(settings.lexicons)))
    told = [one for each in given for one in each.findings]
    findings, conflicts = gained(said, told)
    return Applied(
        records=records.added,
        findings=tuple(findings),
        repeated=records.repeated + len(told) - len(findings) - len(conflicts),
        conflicts=(*(line for one in reviewed for line in one.refused), *records.conflicts, *conflicts),
        notes=tuple(line for one in reviewed for line in one.notes),
    )


def _reviewed(path: Path) -> "Reviewed":
    if path.suffix.lower() == ".xlsx":
        from extractor.review.sheet import read_sheet

        return read_sheet(path)
    from extractor.review.log import read_file
    from extractor.review.sheet import Reviewed

    return Reviewed(read_file(path))


def timeline(sources: tuple[str, ...], settings: Settings, how: Comparing, about: dict[str, str]) -> "Timeline":
    """Return activities followed through all periods.

    Args:
        sources: Documents, results, folders of either; periods where a store is given, none for all it holds.
        settings: What the run was told.
        how: Store and what to do about unreadable documents.
        about: What is asked for: country, initiative, partner.

    Raises:
        UsageError: There is no such country.
    """
    from extractor.reconcile.periods import by_period
    from extractor.reconcile.rollups import timeline as followed

    if "country" in about:
        about = {**about, "country": country(about["country"], settings)}
    return followed(by_period(results(sources, settings, how), _item_reader(settings)), about)


def summary(sources: tuple[str, ...], settings: Settings, how: Comparing, cut: tuple[str, tuple[str, ...]]) -> "Matrix":
    """Return the matrix of activities and people reached; arguments as for `timeline`.

    Args:
        sources: Documents, results, folders of either; periods where a store is given, none for all it holds.
        settings: What the run was told.
        how: Store and what to do about unreadable documents.
        cut: What the rows are (country, type, partner, region, m49), and the periods; none for the documents' own.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.periods import by_period
    from extractor.reconcile.rollups import summary as summed

    by, periods = cut
    found = by_period(results(sources, settings, how), _item_reader(settings), periods)
    return summed(found, by, load(settings.lexicons))


def overview(
    sources: tuple[str, ...], settings: Settings, how: Comparing, cut: tuple[str, tuple[str, ...]]
) -> "Overview":
    """Return the matrix with the activities behind it; arguments as for `summary`."""
    from extractor.lexicon.load import load
    from extractor.reconcile.overview import overview as placed
    from extractor.reconcile.periods import by_period

    by, periods = cut
    found = by_period(results(sources, settings, how), _item_reader(settings), periods)
    return placed(found, by, load(settings.lexicons))


def results(sources: tuple[str, ...], settings: Settings, how: Comparing) -> "Iterator[Extraction]":
    """Yield the results that sides are made of, as people corrected them; arguments as for `diff`.

    Args:
        sources: Documents, results, folders of either; periods where a store is given, none for all it holds.
        settings: What the run was told.
        how: Store, decisions, and what to do about unreadable documents.

    Raises:
        NotFoundError: No document of the store reports on a period.
    """
    read = _as_read(sources, settings, how)
    return _corrected(read, settings, how) if how.decisions else read


def _corrected(read: "Iterable[Extraction]", settings: Settings, how: Comparing) -> "Iterator[Extraction]":
    from extractor.export.wording import numbered
    from extractor.lexicon.load import load
    from extractor.review.fields import names_of
    from extractor.review.log import Decisions

    decisions, names, dismissed = Decisions(how.decisions), names_of(load(settings.lexicons)), 0
    for result in read:
        if not decisions.about(result.document.id):
            yield result
            continue
        corrected, problems = decisions.honoured_all(result, names)
        upheld = decisions.upheld(corrected)
        dismissed += len(corrected.records) - len(upheld.records)
        for problem in problems:
            how.on_note(problem)
        yield upheld
    if dismissed:
        how.on_note(f"{numbered(dismissed, 'dismissed record')} left out")


def _as_read(sources: tuple[str, ...], settings: Settings, how: Comparing) -> "Iterator[Extraction]":
    from extractor.reconcile.periods import days_named, reported_days, within
    from extractor.reconcile.reading import origin_of
    from extractor.reconcile.sides import results_of

    if how.store is None:
        for name in sources:
            for found in results_of(Path(name), lambda path: _kept(path, settings, how), how.on_error):
                if how.keep is not None and found.document.id not in how.keep:
                    how.keep[found.document.id] = _source_of(found)
                yield found
        return
    from extractor.reconcile.stored import stored_results

    wanted = {name: days_named(name) for name in sources}
    empty = set(wanted)
    for found in stored_results(service.stored(how.store).engine):
        days = reported_days(origin_of(found.document))
        held = {name for name, period in wanted.items() if within(days, period)}
        empty -= held
        if held or not wanted:
            if how.keep is not None:
                how.keep[found.document.id] = _source_of(found, service.stored(how.store).text(found.document.id))
            yield found
    for name in sorted(empty):
        raise NotFoundError(name, f"no document in {how.store} reports on it", "give a period that one reports on")


def country(text: str, settings: Settings) -> str:
    """Return the alpha-3 code of a country, by its code or a name.

    Args:
        text: What the user gave.
        settings: What the run was told.

    Raises:
        UsageError: There is no such country.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.filters import country_code

    return country_code(text, load(settings.lexicons))


def _kept(path: Path, settings: Settings, how: Comparing) -> Extraction:
    if how.keep is None:
        return service.extract(path, settings)
    source = service.read(path, settings)
    how.keep[source.id] = source
    return service.explained(source, settings).result


def _source_of(result: Extraction, plain_text: str | None = None) -> SourceDocument:
    from extractor.review.stored import source_of

    return source_of(result, plain_text)


def stamps(comparison: "Comparison", settings: Settings) -> "tuple[dict[str, str], str]":
    """Return the digests that judgements rest on: of the evidence by finding, and of the rules.

    Args:
        comparison: What was found.
        settings: What the run was told.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.judgements import evidence_of, rules_digest

    evidence = {found.id: evidence_of(found, comparison) for found in comparison.findings}
    return evidence, rules_digest(load(settings.lexicons))


def _item_reader(settings: Settings) -> "ItemReader":
    from extractor.lexicon.load import load
    from extractor.reconcile.reading import ItemReader
    from extractor.reconcile.vocabulary import vocabulary

    return ItemReader(vocabulary(load(settings.lexicons)))
