"""`extract records --store STORE`: the records of all documents, or those asked for."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli import filters, options, sink

if TYPE_CHECKING:
    from extractor.store.wanted import Wanted


@click.command("records")
@options.store
@filters.wanted
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]))
@options.output
def records(*, store: str, wanted: "Wanted", form: str | None, output: Path | None) -> None:
    """Print the records in a store.

    As a table on a terminal, as JSON elsewhere, unless --format says otherwise.
    """
    from extractor import service
    from extractor.export import as_records

    writers = {
        "table": as_records.write_table,
        "json": as_records.write_json,
        "jsonl": as_records.write_jsonl,
        "csv": as_records.write_csv,
    }
    default = "table" if output is None and sys.stdout.isatty() else "json"
    reader = service.stored(store)
    with sink.opened(output) as stream:
        writers[form or default](reader.records(wanted), stream)
