"""`extract backfill SOURCE... --store STORE`: a whole archive, unattended."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import options, report, sink, talk
from extractor.errors import ExtractError, UsageError
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.backfill.backfill import Backfill, Ended
    from extractor.backfill.backfill import Options as BackfillOptions
    from extractor.backfill.run import Stop

REPORTS = ("html", "json", "csv")
INTERRUPTED = 130


@click.command("backfill")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=options.files)
@options.store
@click.option("--workers", type=click.IntRange(1), help="Processes; default: one for each core.")
@click.option("--scheduler", metavar="URL", help='Work on a Dask cluster: tcp://host:8786, or "local" for one here.')
@click.option("--timeout", type=click.FloatRange(0.1), default=120.0, show_default=True, help="Seconds for a document.")
@click.option("--memory", type=click.IntRange(64), default=2048, show_default=True, help="MiB for a document.")
@click.option("--refresh", is_flag=True, help="Read again what was read with other rules.")
@click.option("--retry-failed", is_flag=True, help="Read again what failed.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be read.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first failure.")
@click.option("--max-failures", type=click.IntRange(1), help="Stop when so many inputs have failed.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every input's status to this file: .html, .json or .csv.",
)
@options.lexicons
@click.pass_context
@options.reading
def backfill(
    ctx: click.Context,
    /,
    *,
    sources: tuple[str, ...],
    store: str,
    settings: Settings,
    dry_run: bool,
    report_file: Path | None,
    **chosen: Any,
) -> None:
    """Read whole archives into a store.

    SOURCE is a folder, file, glob, ZIP archive, URL, or a manifest.csv with the columns path, kind, period and
    reference. What is in the store already is not read again. Ctrl-C stops after what is in hand, twice at once.
    """
    from extractor import service

    form = _report_form(report_file)
    work = service.backfill(sources, store, settings, _options(**chosen))
    if dry_run:
        _tell_plan(work)
        return
    try:
        ended, stop = _run(work)
    except UsageError:
        raise
    except ExtractError as error:
        report.say("error", str(error))
        ctx.exit(report.PROBLEMS)
    told = service.run_report(store)
    if form:
        from extractor.backfill.report import write

        with sink.opened(report_file) as stream:
            write(told, form, stream)
    _tell_summary(store)
    ctx.exit(INTERRUPTED if stop.soon.is_set() else _status(ended))


def _options(*, workers: int | None, fail_fast: bool, timeout: float, memory: int, **chosen: Any) -> "BackfillOptions":
    from extractor.backfill.backfill import Options
    from extractor.backfill.pool import Isolation

    most = chosen.pop("max_failures")
    return Options(
        workers=workers or os.cpu_count() or 1,
        isolation=Isolation(seconds=timeout, memory=memory * 1024**2),
        most_failures=1 if fail_fast else most,
        **chosen,
    )


def _report_form(path: Path | None) -> str | None:
    if path is None:
        return None
    form = path.suffix.lstrip(".").lower()
    if form not in REPORTS:
        raise UsageError(f"--report {path}", "has no known ending", "let it end in .html, .json or .csv")
    return form


def _run(work: "Backfill") -> "tuple[Ended, Stop]":
    from extractor.backfill.progress import shown_on
    from extractor.backfill.run import Stop

    stop = Stop()
    total = sum(1 for _ in work.plan)
    with _interrupts(stop), shown_on(io.StringIO() if talk.level() < 0 else sys.stderr, total) as listener:
        return work.run(listener, stop), stop


@contextmanager
def _interrupts(stop: "Stop") -> Iterator[None]:
    """Turn Ctrl-C, and a service manager's request to end, into a request to stop."""

    def ask(*_: object) -> None:
        stop.ask()
        how = "at once" if stop.now.is_set() else "after what is in hand; once more to stop at once"
        report.say("backfill", f"stopping {how}")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_plan(work: "Backfill") -> None:
    from collections import Counter

    from extractor.export.wording import one_line

    counts: Counter[str] = Counter()
    for task, verdict in work.preview():
        counts[verdict] += 1
        click.echo(f"{verdict}\t{one_line(task.path)}")
    told = ", ".join(f"{number:,} {verdict}" for verdict, number in sorted(counts.items()))
    report.say("dry run", told or "no inputs")


def _tell_summary(store: str) -> None:
    from extractor import service
    from extractor.backfill.report import summary

    for line in summary(service.run_report(store)):
        report.tell(line)


def _status(ended: "Ended") -> int:
    from extractor.store.outcome import FAILURES

    failed = sum(ended.counts.get(status, 0) for status in FAILURES)
    if not failed:
        return report.FINE
    return report.NOTHING_READ if failed == sum(ended.counts.values()) else report.PROBLEMS
