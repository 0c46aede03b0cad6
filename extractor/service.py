"""One plain function for each command."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.settings import Settings
from models import Extraction, SourceDocument
from models.reasons import ExplainedExtraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.assembly.suggesting import Suggestion, UnknownName
    from extractor.backfill.backfill import Backfill, Options
    from extractor.backfill.report import RunReport
    from extractor.lexicon.adding import Added, Subject
    from extractor.review.reviewable import Reviewable
    from extractor.store.reading import StoredRecord, StoreReader
    from extractor.store.wanted import Wanted
    from models.decisions import Decision


def read(path: str | Path, settings: Settings) -> SourceDocument:
    """Return one document as read.

    Args:
        path: The file; "-" reads standard input.
        settings: What the run was told.

    Raises:
        UnreadableError: The file can't be read; the subclass says why.
    """
    from extractor.parsers import parse

    return parse(path, settings)


def extract(path: str | Path, settings: Settings) -> Extraction:
    """Return the records of one document.

    Args:
        path: The file; "-" reads standard input.
        settings: What the run was told.

    Raises:
        UnreadableError: The file can't be read; the subclass says why.
        LexiconError: A lexicon has faults.
    """
    source = read(path, settings)

    # Below the reading: a file that can't be read shouldn't wait for spaCy.
    from extractor.assembly import extraction
    from extractor.rules.pipeline import cached_pipeline

    return extraction(source, cached_pipeline(settings))


def explain(path: str | Path, settings: Settings) -> ExplainedExtraction:
    """Return the records of one document, and the reasons for each; arguments and errors as for `extract`."""
    return explained(read(path, settings), settings)


def explained(source: SourceDocument, settings: Settings) -> ExplainedExtraction:
    """Return the records of a document as read, and the reasons for each.

    Args:
        source: The document.
        settings: What the run was told.

    Raises:
        LexiconError: A lexicon has faults.
    """
    from extractor.assembly import assemble
    from extractor.rules.pipeline import cached_pipeline

    return assemble(source, cached_pipeline(settings))


def reviewable(path: str | Path, settings: Settings, log: "Sequence[Decision]") -> "Reviewable":
    """Return one document with its records as people corrected them; arguments and errors as for `explain`.

    Args:
        path: The file; "-" reads standard input.
        settings: What the run was told.
        log: What people decided, oldest first.
    """
    from extractor.lexicon.load import load
    from extractor.review.fields import names_of
    from extractor.review.reviewable import reviewed

    source = read(path, settings)
    told = explained(source, settings)
    return reviewed(source, told, log, names_of(load(settings.lexicons)))


def stored_reviewables(
    store: str, wanted: "Wanted", settings: Settings, log: "Sequence[Decision]"
) -> "Iterator[Reviewable]":
    """Yield the documents of a store that have wanted records, with these; arguments as for `reviewable`.

    Args:
        store: Path of an SQLite file, or URL of a database.
        wanted: Which records.
        settings: What the run was told.
        log: What people decided, oldest first.
    """
    from extractor.lexicon.load import load
    from extractor.review.fields import names_of
    from extractor.review.reviewable import reviewed
    from extractor.review.stored import source_of

    names = names_of(load(settings.lexicons))
    for path, result, plain_text in stored(store).documents(wanted):
        source = source_of(result, plain_text)
        found = reviewed(source, ExplainedExtraction(result=result, reasons={}), log, names)
        yield replace(found, path=path)


def honoured(
    records: "Iterable[StoredRecord]", settings: Settings, log: "Sequence[Decision]", tell: Callable[[str], None]
) -> "Iterator[StoredRecord]":
    """Yield stored records as people corrected them, without those that they dismissed.

    Args:
        records: From a store.
        settings: What the run was told.
        log: What people decided, oldest first.
        tell: Called with what could not be honoured, and at the end with how many were dismissed.
    """
    from extractor.lexicon.load import load
    from extractor.review.fields import names_of
    from extractor.review.stored import honoured as honour

    return honour(records, names_of(load(settings.lexicons)), log, tell)


def country_names(settings: Settings) -> "Mapping[str, str]":
    """Return the names of all countries by their alpha-3 codes."""
    from extractor.lexicon.load import load
    from extractor.review.fields import names_of

    return names_of(load(settings.lexicons)).countries


def lexicon_faults(folder: Path | None) -> list[str]:
    """Return every fault of the lexicons, one line each, with file, row and column.

    Args:
        folder: Folder that overlays the shipped lexicons; None checks the shipped ones.
    """
    from extractor.lexicon.load import check

    return check(folder)


def backfill(sources: tuple[str, ...], store: str, settings: Settings, options: "Options") -> "Backfill":
    """Return a backfill that is ready to run; its sources and the lexicons have been checked.

    Args:
        sources: Files, folders, globs, manifests, archives, URLs.
        store: Path of an SQLite file, or URL of a database.
        settings: What the run was told.
        options: How to backfill.

    Raises:
        UsageError: A source is wrong.
        LexiconError: A lexicon has faults.
    """
    from extractor.backfill.backfill import Backfill

    return Backfill(sources, store, settings, options)


def stored(store: str) -> "StoreReader":
    """Return what answers questions about a store.

    Args:
        store: Path of an SQLite file, or URL of a database.

    Raises:
        StoreUnusableError: It doesn't exist or can't be opened.
    """
    from extractor.store.opening import open_engine
    from extractor.store.reading import StoreReader

    return StoreReader(open_engine(store, create=False))


def run_report(store: str) -> "RunReport":
    """Return what the last run on a store did; arguments and errors as for `stored`."""
    from extractor.backfill.report import RunReport

    reader = stored(store)
    status = reader.status()
    run = status.run["id"] if status.run else 0
    return RunReport(status, lambda only_failures: reader.inputs(run, only_failures=only_failures))


def add_to_lexicon(subject: "Subject", cells: "Mapping[str, str]", folder: Path) -> "Added":
    """Return what was written to a user's own word list.

    Args:
        subject: What is added, from `extractor.lexicon.adding.SUBJECTS`.
        cells: Texts by column, several values with "|" between them.
        folder: Folder that overlays the shipped lexicons.

    Raises:
        UsageError: A cell is faulty, the row or a name of it is known already, or the file can't be written.
        LexiconError: The folder has faults before anything is added.
    """
    from extractor.lexicon.adding import add

    return add(subject, cells, folder)


def unknown_names(path: str | Path, settings: Settings) -> "list[UnknownName]":
    """Return the names in one document that no lexicon knows; arguments and errors as for `explain`."""
    source = read(path, settings)

    from extractor.assembly.suggesting import unknown_names as find
    from extractor.rules.pipeline import cached_pipeline

    return find(source, cached_pipeline(settings))


def counted_names(names: "Iterable[UnknownName]") -> "list[Suggestion]":
    """Return each unknown name once, the most frequent first.

    Args:
        names: Those of any number of documents.
    """
    from extractor.assembly.suggesting import counted

    return counted(names)
