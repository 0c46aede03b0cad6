"""What a worker does with one input; the same on this machine and on a cluster."""

import hashlib
import json
import time
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from extractor.backfill.remote import is_url
from extractor.backfill.sources import Task, fetch
from extractor.errors import ExtractError
from extractor.settings import Settings
from extractor.store.outcome import Outcome

# What workers share from before they are forked: with it, replacing one takes no imports.
PRELOAD = (
    "extractor.assembly",
    "extractor.parsers.docx",
    "extractor.parsers.html",
    "extractor.parsers.pdf",
    "extractor.parsers.text",
    "extractor.rules.pipeline",
    "extractor.store.rows",
    "pdfplumber",
    "trafilatura",
)
# Warnings of a reading where all was read, though with a doubt; any other means that something was not.
DOUBTS = frozenset({"article_not_sought", "encoding_guessed", "ocr", "read_otherwise"})


KEY = 16
Keys: TypeAlias = bytes


@dataclass(frozen=True)
class Setup:
    """What a worker needs before its first input.

    Attributes:
        settings: Limits and the folder of lexicons.
        rules: Hash of the rules, kept with each result.
        known: Keys of the documents that need no reading, sorted; see `key`.
    """

    settings: Settings
    rules: str
    known: Keys = b""


def key(document_id: str, overrides: str) -> bytes:
    """Return a few bytes that stand for a content and what a manifest says of it."""
    return hashlib.sha256(f"{document_id} {overrides}".encode()).digest()[:KEY]


def keys(settled: Iterable[tuple[str, str]]) -> Keys:
    """Return the sorted keys of documents, each given by its id and overrides, as one string of bytes."""
    return b"".join(sorted(key(*one) for one in settled))


class Reader:
    """Reads inputs; one for each worker process."""

    def __init__(self, setup: Setup) -> None:
        """Build the pipeline, once.

        Args:
            setup: What the run was told.
        """
        from extractor.rules.pipeline import cached_pipeline

        self.setup = setup
        self._pipeline = cached_pipeline(setup.settings)

    def read(self, task: Task) -> Outcome:
        """Return what became of an input; only what costs the worker itself is raised."""
        started = time.perf_counter()
        outcome = Outcome(path=task.path, status="failed", rules=self.setup.rules, overrides=task.overrides)
        try:
            data = fetch(task, self.setup.settings.limits.file_bytes)
            digest = "sha256:" + hashlib.sha256(data).hexdigest()
            outcome = replace(outcome, document_id=digest, size=len(data))
            outcome = self._outcome(task, data, outcome)
        except ExtractError as error:
            outcome = replace(outcome, error=error.code, message=f"{error.cause}; {error.remedy}")
        except MemoryError:
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}; please report it"
            outcome = replace(outcome, error="internal_error", message=message[:500])
        return replace(outcome, seconds=round(time.perf_counter() - started, 4))

    def _outcome(self, task: Task, data: bytes, outcome: Outcome) -> Outcome:
        if _holds(self.setup.known, key(outcome.document_id or "", task.overrides)):
            return replace(outcome, status="unchanged")

        from extractor.assembly import extraction
        from extractor.parsers import parse_bytes
        from extractor.store.rows import reading_of

        source = parse_bytes(data, task.name, self.setup.settings)
        result = extraction(source, self._pipeline)
        if task.overrides:
            result = result.model_copy(update={"document": _overridden(result.document, task.overrides)})
        unread = [warning for warning in source.warnings if warning.code not in DOUBTS]
        return replace(
            outcome,
            status="partial" if unread else "done",
            media_type=source.media_type,
            error=unread[0].code if unread else None,
            message=unread[0].message if unread else None,
            reading=reading_of(result, source.plain_text),
        )


def identified(task: Task, outcome: Outcome, setup: Setup) -> Outcome:
    """Return an outcome with the hash of its document, which was lost with the worker.

    With it, the next run knows the document, and doesn't lose another worker to it.
    """
    if is_url(task.location):
        # What hangs may be the network; this process must not.
        return outcome
    try:
        data = fetch(task, setup.settings.limits.file_bytes)
    except ExtractError:
        return outcome
    return replace(outcome, document_id="sha256:" + hashlib.sha256(data).hexdigest(), size=len(data))


def _holds(known: Keys, wanted: bytes) -> bool:
    number = len(known) // KEY
    place = bisect_left(range(number), wanted, key=lambda one: known[one * KEY : (one + 1) * KEY])
    return known[place * KEY : (place + 1) * KEY] == wanted


def verdict(task: Task, known: Keys, settings: Settings) -> str:
    """Return what a run would do with an input: "read", or "unchanged"; "unreadable" where it can't be had."""
    try:
        data = fetch(task, settings.limits.file_bytes)
    except ExtractError:
        return "unreadable"
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    return "unchanged" if _holds(known, key(digest, task.overrides)) else "read"


def _overridden(document: Any, overrides: str) -> Any:
    """Return a document's facts with what the manifest says of it in their place."""
    from models import DateSpan, Span

    said = json.loads(overrides)
    if period := said.get("period"):
        # The manifest's words stand nowhere in the text: the span is empty.
        said["period"] = DateSpan(**period, span=Span(start=0, end=0, text=""))
    return document.model_copy(update=said)


_reader: Reader | None = None


def prepare(setup: Setup) -> None:
    """Make this process ready to read: the pipeline is built here, and never again."""
    global _reader  # noqa: PLW0603 - a process has one, as with any pool's initializer
    _reader = Reader(setup)


def process(task: Task) -> Outcome:
    """Return what became of an input, in a process that was prepared."""
    assert _reader is not None
    return _reader.read(task)
