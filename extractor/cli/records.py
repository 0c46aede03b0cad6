"""`extract records --store STORE`: the records of all documents, or those asked for."""

import sys
from pathlib import Path
from typing import Any

import click

from extractor.cli import options, sink
from extractor.errors import UsageError


@click.command("records")
@options.store
@click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-3, such as MAR.")
@click.option("--period", metavar="PERIOD", help="2025, 2025-03, or two of them: 2024-07/2025-06.")
@click.option("--type", "activity_type", metavar="TYPE", help="Activity type, such as workshop.")
@click.option("--status", type=click.Choice(["planned", "ongoing", "completed", "cancelled"]))
@click.option("--partner", metavar="NAME", help="An organisation's acronym, or a part of its name.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Only records at least so certain.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]))
@options.output
def records(*, store: str, period: str | None, form: str | None, output: Path | None, **chosen: Any) -> None:
    """Print the records in a store.

    As a table on a terminal, as JSON elsewhere, unless --format says otherwise.
    """
    from extractor import service
    from extractor.export import as_csv, as_records
    from extractor.store.wanted import Wanted

    wanted = Wanted(period=_days(period) if period else None, **chosen)
    writers = {
        "table": as_records.write_table,
        "json": as_records.write_json,
        "jsonl": as_records.write_jsonl,
        "csv": as_csv.write,
    }
    default = "table" if output is None and sys.stdout.isatty() else "json"
    reader = service.stored(store)
    with sink.opened(output) as stream:
        writers[form or default](reader.records(wanted), stream)


def _days(period: str) -> tuple[str, str]:
    from extractor.backfill.manifest import interval

    found = interval(period)
    if not found:
        raise UsageError(f"--period {period}", "is no period", "give 2025, 2025-03, or 2024-07/2025-06")
    return found["start"], found["end"]
