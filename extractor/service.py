"""One plain function for each command."""

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.settings import Settings
from models import Extraction, SourceDocument
from models.reasons import ExplainedExtraction

if TYPE_CHECKING:
    from extractor.backfill.backfill import Backfill, Options
    from extractor.backfill.report import RunReport
    from extractor.store.reading import StoreReader


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
    """Return the records of one document; arguments and errors as for `explain`."""
    return explain(path, settings).result


def explain(path: str | Path, settings: Settings) -> ExplainedExtraction:
    """Return the records of one document, and the reasons for each.

    Args:
        path: The file; "-" reads standard input.
        settings: What the run was told.

    Raises:
        UnreadableError: The file can't be read; the subclass says why.
        LexiconError: A lexicon has faults.
    """
    source = read(path, settings)

    # Below the reading: a file that can't be read shouldn't wait for spaCy.
    from extractor.assembly import assemble
    from extractor.rules.pipeline import cached_pipeline

    return assemble(source, cached_pipeline(settings))


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
