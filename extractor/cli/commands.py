"""The commands beside the default one."""

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli import options, report, sink
from extractor.errors import UsageError
from extractor.settings import Settings

if TYPE_CHECKING:
    from models import Record
    from models.reasons import ExplainedExtraction


@click.command("text")
@click.argument("file", shell_complete=options.files)
@options.output
@options.debug
@click.pass_context
@options.reading
def text(ctx: click.Context, *, file: str, output: Path | None, settings: Settings, debug: bool) -> None:
    """Print the plain text that offsets refer to."""
    from extractor import service
    from extractor.export.wording import printable

    sink.refuse_input(output, (file,))
    tally = report.Tally(debug=debug)
    source = tally.attempt(file, lambda: service.read(file, settings))
    if source:
        with sink.opened(output) as stream:
            on_terminal = output is None and sys.stdout.isatty()
            click.echo(printable(source.plain_text) if on_terminal else source.plain_text, file=stream)
    ctx.exit(tally.status)


@click.command("explain")
@click.argument("file", shell_complete=options.files)
@click.option("--record", "wanted", metavar="ID", help="Only this record, by its id or its number.")
@options.lexicons
@options.debug
@click.pass_context
@options.reading
def explain(
    ctx: click.Context, *, file: str, wanted: str | None, settings: Settings, debug: bool
) -> None:
    """Tell which words gave which value of a record."""
    from extractor import service
    from extractor.export.as_explanation import explanation

    tally = report.Tally(debug=debug)
    explained = tally.attempt(file, lambda: service.explain(file, settings))
    if explained:
        width = shutil.get_terminal_size(fallback=(100, 24)).columns
        click.echo(explanation(explained, _chosen(explained, wanted), width), nl=False)
    ctx.exit(tally.status)


def _chosen(explained: "ExplainedExtraction", wanted: str | None) -> "list[Record]":
    numbered = enumerate(explained.result.records, start=1)
    chosen = [record for position, record in numbered if wanted in (None, record.id, str(position))]
    if wanted is not None and not chosen:
        last = len(explained.result.records)
        raise UsageError(f"--record {wanted}", "no such record", f"give an id, or a number from 1 to {last}")
    return chosen


@click.command("schema")
def schema() -> None:
    """Print the JSON Schema of the results."""
    from models import Extraction

    described = Extraction.model_json_schema(mode="serialization")
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))


@click.group("lexicon")
def lexicon() -> None:
    """Look after the word lists."""


@lexicon.command("check")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Print every fault of the word lists.

    Those shipped, or those with DIR laid over them; each fault with its file, row and column.
    """
    from extractor import service
    from extractor.export.wording import one_line

    faults = service.lexicon_faults(folder)
    for fault in faults:
        click.echo(one_line(fault))
    ctx.exit(report.PROBLEMS if faults else report.FINE)
