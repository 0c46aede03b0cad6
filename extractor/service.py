"""One plain function for each command."""

from pathlib import Path

from extractor.settings import Settings
from models import Extraction, SourceDocument
from models.reasons import ExplainedExtraction


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
