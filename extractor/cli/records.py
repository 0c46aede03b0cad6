"""`extract records --store STORE`: the records of all documents, or those asked for."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import filters, options, report, sink
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.store.wanted import Wanted


@click.command("records")
@options.store
@filters.wanted
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="At most so many, by path and place.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]))
@options.output
@options.html
@options.decisions
@options.lexicons
def records(
    *,
    store: str,
    wanted: "Wanted",
    limit: int | None,
    form: str | None,
    output: Path | None,
    lexicons: Path | None,
    **given: Any,
) -> None:
    """Print the records in a store.

    As a table on a terminal, as JSON elsewhere, unless --format says otherwise. Records come as people corrected
    them (`extract judge --apply`); those that they dismissed are left out.
    """
    from extractor import service
    from extractor.export import as_records
    from extractor.review.log import read_log

    wanted = replace(wanted, limit=limit)
    settings, log = Settings(lexicons=lexicons), read_log(given["decisions"])
    if page := given["page"]:
        from extractor.export.pages import review

        documents = list(service.stored_reviewables(store, wanted, settings, log))
        with sink.opened(page) as stream:
            review.write(documents, service.country_names(settings), stream)
        return
    writers = {
        "table": as_records.write_table,
        "json": as_records.write_json,
        "jsonl": as_records.write_jsonl,
        "csv": as_records.write_csv,
    }
    default = "table" if output is None and sys.stdout.isatty() else "json"
    found = service.stored(store).records(wanted)
    if log:
        found = service.honoured(found, settings, log, lambda text: report.say("note", text))
    with sink.opened(output) as stream:
        writers[form or default](found, stream)
