"""A backfill from beginning to end: plan, store, workers, loop."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from extractor import __version__
from extractor.backfill import work
from extractor.backfill.executors import Where, opened
from extractor.backfill.plan import Plan, store_files
from extractor.backfill.pool import Isolation, Preparation
from extractor.backfill.run import Job, Listener, Loop, State, Stop
from extractor.backfill.sources import Task
from extractor.settings import Settings
from extractor.store.errors import StoreLostError
from extractor.store.opening import open_engine, store_exists
from extractor.store.outcome import Outcome
from extractor.store.writing import RunFacts, StoreWriter


@dataclass(frozen=True)
class Options:
    """How to backfill.

    Attributes:
        workers: Processes; one for each core by default.
        scheduler: Address of a Dask scheduler, or "local"; None for processes of this machine.
        isolation: Limits for each document.
        refresh: Whether what other rules read is read again.
        retry_failed: Whether what failed is read again.
        most_failures: The run stops when so many inputs have failed; None for no limit.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    scheduler: str | None = None
    isolation: Isolation = field(default_factory=Isolation)
    refresh: bool = False
    retry_failed: bool = False
    most_failures: int | None = None


@dataclass(frozen=True)
class Ended:
    """How a backfill ended.

    Attributes:
        run: Its number in the store.
        state: Finished or stopped.
        counts: Inputs by status.
    """

    run: int
    state: State
    counts: dict[str, int]


class Backfill:
    """Some sources, a store, and what to do with them."""

    def __init__(self, sources: tuple[str, ...], store: str, settings: Settings, options: Options) -> None:
        """Check the sources; nothing is read or made yet.

        Args:
            sources: Files, folders, globs, manifests, archives, URLs.
            store: Path or URL.
            settings: Limits and the folder of lexicons.
            options: How to backfill.

        Raises:
            UsageError: A source is wrong.
            LexiconError: A lexicon has faults.
        """
        self.plan = Plan(sources, store_files(store))
        self.plan.check()
        self.store = store
        self.settings = settings
        self.options = options
        self.lexicon_hash, self.rules = rules_hash(settings)

    def run(self, listener: Listener, stop: Stop, function: Callable[[Task], Outcome] = work.process) -> Ended:
        """Return how it ended.

        Args:
            listener: Who is told how it goes.
            stop: Asks the run to end.
            function: What is called with each input in a worker.

        Raises:
            StoreUnusableError: The store can't be opened.
            StoreLostError: It was lost on the way; what was saved is whole.
            WorkersLostError: No worker can be had.
        """
        writer = StoreWriter(open_engine(self.store, create=True))
        setup = work.Setup(self.settings, self.rules, self._known(writer))
        where = Where(self.options.workers, self.options.scheduler, self.options.isolation)
        run = writer.begin_run(self._facts())
        with opened(where, Preparation(work.prepare, (setup,), work.PRELOAD)) as (workers, at_once):
            job = Job(
                tasks=self.plan,
                workers=workers,
                at_once=at_once,
                writer=writer,
                run=run,
                setup=setup,
                most_failures=self.options.most_failures,
                work=function,
            )
            loop = Loop(job, listener, stop)
            try:
                state = loop.go()
            except BaseException:
                with suppress(StoreLostError):
                    writer.end_run(run, "broken", dict(loop.counts), attempts=1)
                raise
            writer.end_run(run, state, dict(loop.counts))
        return Ended(run, state, dict(loop.counts))

    def preview(self) -> Iterator[tuple[Task, str]]:
        """Yield each input and what a run would do: "read", or "unchanged"; "unreadable" where it can't be had."""
        known = work.keys(())
        if store_exists(self.store):
            known = self._known(StoreWriter(open_engine(self.store, create=False)))
        for task in self.plan:
            yield task, work.verdict(task, known, self.settings)

    def _known(self, writer: StoreWriter) -> "work.Keys":
        rules = self.rules if self.options.refresh else None
        return work.keys(writer.settled(rules, retry_failed=self.options.retry_failed))

    def _facts(self) -> RunFacts:
        said = {
            "sources": self.plan.sources,
            "options": asdict(self.options),
            "limits": asdict(self.settings.limits),
            "lexicons": str(self.settings.lexicons) if self.settings.lexicons else None,
        }
        return RunFacts(__version__, self.lexicon_hash, self.rules, said)


def rules_hash(settings: Settings) -> tuple[str, str]:
    """Return the hash of the word lists, and that of all that decides what is read from given bytes."""
    from extractor.lexicon.load import digest, load

    words = digest(load(settings.lexicons))
    told = json.dumps([__version__, words])
    return words, hashlib.sha256(told.encode()).hexdigest()
