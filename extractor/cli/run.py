"""`extract FILE...`: the records of documents."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from extractor.cli import options, report, sink, talk
from extractor.cli.group import DefaultCommand
from extractor.settings import Settings

if TYPE_CHECKING:
    from models import Extraction


@click.command("run", cls=DefaultCommand, hidden=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=options.files)
@options.output
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "table"]),
    help="Default: table on a terminal, JSON elsewhere; several files give one line of JSON each.",
)
@options.html
@options.decisions
@options.lexicons
@options.debug
@click.pass_context
@options.reading
def run(
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    output: Path | None,
    form: str | None,
    settings: Settings,
    **given: Any,
) -> None:
    """Print the records of each FILE; "-" reads standard input."""
    from extractor import service

    sink.refuse_input(output, files)
    tally = report.Tally(debug=given["debug"])
    if page := given["page"]:
        _write_page(page, (files, given["decisions"]), settings, tally)
        ctx.exit(tally.status)
    with sink.opened(output) as stream:
        write = _writer(form or _default_form(output), several=len(files) > 1)
        for name in files:
            result = tally.attempt(name, lambda name=name: service.extract(name, settings))  # type: ignore[misc]
            if result:
                write(result, stream)
                report.tell_read(name, result)
    ctx.exit(tally.status)


def _write_page(
    page: Path, named: tuple[tuple[str, ...], Path], settings: Settings, tally: report.Tally
) -> None:
    """Write a page to review the files that can be read."""
    from extractor import service
    from extractor.review.log import read_log

    files, decisions = named
    sink.refuse_input(page, files)
    log = read_log(decisions)
    read = [tally.attempt(name, lambda name=name: service.reviewable(name, settings, log)) for name in files]  # type: ignore[misc]
    documents = [document for document in read if document]
    if documents:
        from extractor.export.pages import review

        with sink.opened(page) as stream:
            review.write(documents, service.country_names(settings), stream)


def _default_form(output: Path | None) -> str:
    return "table" if output is None and sys.stdout.isatty() else "json"


def _writer(form: str, *, several: bool) -> "Callable[[Extraction, IO[str]], None]":
    if form == "table":
        return _write_table

    from extractor.export import as_json

    encode = as_json.line if several or form == "jsonl" else as_json.indented
    return lambda extraction, stream: print(encode(extraction), end="", file=stream)


def _write_table(extraction: "Extraction", stream: IO[str]) -> None:
    from extractor.export import as_table

    as_table.write(extraction, stream)
    if talk.level() < 1:
        report.tell_warnings(extraction)
