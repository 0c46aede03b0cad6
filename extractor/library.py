"""What other programs call: `from extractor import extract, diff, to_dataframe`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import comparing, service
from extractor.settings import Limits, Settings
from models import Extraction
from models.findings import Comparison, Mode

if TYPE_CHECKING:
    import pandas

Side = str | Path | Extraction | Iterable[Extraction]


def extract(path: str | Path, *, lexicons: str | Path | None = None, limits: Limits | None = None) -> Extraction:
    """Return the records of one document, with its facts, checks and warnings.

    Args:
        path: A DOCX, PDF, HTML or text file.
        lexicons: Folder that overlays the shipped lexicons; None for the shipped ones alone.
        limits: What the file may cost at most; None for the usual limits.

    Raises:
        UnreadableError: The file can't be read; the subclass says why.
        LexiconError: A lexicon has faults.
    """
    return service.extract(path, _settings(lexicons, limits))


def diff(
    before: Side, after: Side, *, mode: Mode | None = None, lexicons: str | Path | None = None
) -> Comparison:
    """Return what two sides tell differently.

    Args:
        before: A document, a result made earlier (`.json`, `.jsonl`), a folder of either; or results.
        after: The same.
        mode: "sources" where both report on one period, "periods" where on two; None decides it by what they say.
        lexicons: Folder that overlays the shipped lexicons; None for the shipped ones alone.

    Raises:
        UnreadableError: A side can't be read.
        LexiconError: A lexicon has faults.
    """
    from extractor.lexicon.load import load
    from extractor.reconcile.compare import compare
    from extractor.reconcile.reading import ItemReader
    from extractor.reconcile.sides import side
    from extractor.reconcile.vocabulary import vocabulary

    settings = _settings(lexicons)
    reader = ItemReader(vocabulary(load(settings.lexicons)))
    sides = [
        side(_label(one, usual), _results(one, settings), reader)
        for one, usual in ((before, "before"), (after, "after"))
    ]
    return compare(sides[0], sides[1], mode)


def to_dataframe(
    results: Extraction | Iterable[Extraction], *, lexicons: str | Path | None = None
) -> "pandas.DataFrame":
    """Return a pandas DataFrame with a row for each record; its columns are those of `extract export`.

    Args:
        results: One result or several.
        lexicons: Folder that overlays the shipped lexicons, whose countries give the codes.

    Raises:
        UsageError: pandas is not installed.
        LexiconError: A lexicon has faults.
    """
    from extractor.export.frame import frame
    from extractor.export.material import Material
    from extractor.export.rows import codes_of
    from extractor.lexicon.load import load

    codes = codes_of(load(_settings(lexicons).lexicons))
    return frame(Material([results] if isinstance(results, Extraction) else results, codes).told(), codes)


def _settings(lexicons: str | Path | None, limits: Limits | None = None) -> Settings:
    return Settings(limits=limits or Limits(), lexicons=Path(lexicons) if lexicons else None)


def _label(side: Side, usual: str) -> str:
    if isinstance(side, str | Path):
        return Path(side).name or str(side)
    return side.document.filename if isinstance(side, Extraction) else usual


def _results(side: Side, settings: Settings) -> Iterator[Extraction]:
    if isinstance(side, str | Path):
        yield from comparing.results((str(side),), settings, comparing.Comparing())
    elif isinstance(side, Extraction):
        yield side
    else:
        yield from side
