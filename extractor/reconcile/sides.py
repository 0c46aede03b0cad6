"""A side: what a document, a result made earlier, a folder of either, or a period of a store reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import DamagedError, ExtractError, NotFoundError, UnreadableError
from extractor.reconcile.intervals import Interval, hull
from extractor.reconcile.items import Item, Origin
from extractor.reconcile.merge import merged
from extractor.reconcile.reading import ItemReader, origin_of
from models import Check, DateSpan, Extraction, Span
from models.findings import DocumentRef, Side

RESULTS = (".json", ".jsonl")
Extract = Callable[[Path], Extraction]


@dataclass(frozen=True)
class StatedCheck:
    """A stated total that its own list doesn't bear out, and the records that it stands in."""

    check: Check
    ids: tuple[str, ...]
    document: str


@dataclass(frozen=True)
class Told:
    """One side, ready to be compared.

    Attributes:
        facts: What the output says about it.
        items: Its activities, each once.
        period: The days that it reports on; None where no document says.
        until: The last day that it can know of; None where nothing tells.
        checks: Stated totals that disagree with their lists.
    """

    facts: Side
    items: tuple[Item, ...]
    period: Interval | None
    until: int | None
    checks: tuple[StatedCheck, ...]


def side(label: str, results: Iterable[Extraction], reader: ItemReader) -> Told:
    """Return one side from the results of its documents; a document given twice counts once.

    Args:
        label: What a reader calls the side.
        results: One result for each document; each is let go once its records are read.
        reader: Reads items; both sides share it.
    """
    documents: dict[str, DocumentRef] = {}
    spans: list[DateSpan] = []
    known: list[Origin] = []
    items: list[Item] = []
    checks: list[StatedCheck] = []
    for result in results:
        facts = result.document
        if facts.id in documents:
            continue
        documents[facts.id] = DocumentRef(id=facts.id, filename=facts.filename)
        known.append(origin_of(facts))
        spans += [facts.period] if facts.period and facts.period.end else []
        items.extend(reader.items(result))
        checks.extend(_checks(result))
    activities = merged(items)
    return Told(
        facts=Side(
            label=label,
            period=_span_of(spans),
            documents=tuple(sorted(documents.values(), key=lambda one: (one.filename, one.id))),
            records=len(activities),
        ),
        items=tuple(activities),
        period=hull(origin.period for origin in known if origin.period),
        until=max((origin.until for origin in known if origin.until), default=None),
        checks=tuple(checks),
    )


def results_of(
    path: Path, extract: Extract, on_error: Callable[[ExtractError], None] | None = None
) -> Iterator[Extraction]:
    """Yield the results that a path stands for: a document, a `.json` or `.jsonl`, or a folder of these.

    Args:
        path: File or folder; a folder is read with its subfolders, hidden files left out.
        extract: Makes the result of a document.
        on_error: Called for a file of a folder that can't be read, which is then passed over; None raises.

    Raises:
        NotFoundError: There is no such path, or nothing in the folder.
        DamagedError: A file of results holds something else.
    """
    if not path.is_dir():
        yield from _results(path, extract)
        return
    files = sorted(each for each in path.rglob("*") if each.is_file() and not _hidden(each.relative_to(path)))
    if not files:
        raise NotFoundError(str(path), "an empty folder", "name one with documents or results")
    for each in files:
        try:
            yield from _results(each, extract)
        except UnreadableError as error:
            if on_error is None:
                raise
            on_error(error)


def _results(path: Path, extract: Extract) -> Iterator[Extraction]:
    if path.suffix.lower() in RESULTS:
        yield from _stored(path)
    else:
        yield extract(path)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _stored(path: Path) -> Iterator[Extraction]:
    """Yield the results of a file: one indented, or one a line."""
    from pydantic import ValidationError

    try:
        if path.suffix.lower() == ".json":
            yield Extraction.model_validate_json(path.read_bytes())
            return
        with path.open("rb") as lines:
            yield from (Extraction.model_validate_json(line) for line in lines if line.strip())
    except FileNotFoundError:
        raise NotFoundError(str(path), "no such file", "check the name") from None
    except ValidationError as error:
        first = str(error).splitlines()
        remedy = "give what `extract FILE` printed"
        raise DamagedError(str(path), f"is no result ({' '.join(first[:3])})", remedy) from None


def _checks(result: Extraction) -> Iterator[StatedCheck]:
    for check in result.checks:
        if not check.agrees:
            inside = [
                record.id
                for record in result.records
                if record.evidence.start < check.span.end and check.span.start < record.evidence.end
            ]
            before = [record.id for record in result.records if record.evidence.end <= check.span.start]
            yield StatedCheck(check, tuple(inside or before[-1:]), result.document.filename)


def _span_of(spans: list[DateSpan]) -> DateSpan | None:
    """Return the only period as its document tells it, or one from the first day to the last of several."""
    if len({(span.start, span.end) for span in spans}) < 2:
        return spans[0] if spans else None
    start = min((span.start for span in spans if span.start), default=None)
    end = max(span.end for span in spans if span.end)
    text = f"{start or ''} to {end}"
    return DateSpan(start=start, end=end, precision="range", text=text, span=Span(start=0, end=0, text=""))
