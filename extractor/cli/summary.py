"""`extract summary`: activities and people reached, each activity added once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import options, report, sink
from extractor.cli.diff import TROUBLE, attempt, how_to
from extractor.errors import ExtractError, UsageError
from extractor.settings import Settings

if TYPE_CHECKING:
    from models.rollups import Overview


@click.command("summary")
@options.sources
@options.any_store
@click.option("--by", type=click.Choice(["country", "type", "partner", "region", "m49"]), default="country",
              show_default=True, help="Rows; region is of ITU, m49 of the United Nations.")  # fmt: skip
@click.option("--periods", metavar="PERIODS", default="",
              help="Columns, such as 2024,2025-Q1,2025-04..2025-09; default: the documents' own.")  # fmt: skip
@options.table_or_json
@options.output
@options.html
@options.decisions
@options.lexicons
@options.debug
@click.pass_context
def summary(ctx: click.Context, /, *, sources: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """Print a matrix of activities and people reached, with lower and upper bounds.

    Totals add each activity once, however many periods report it. SOURCE is a document, a result made
    earlier (.json, .jsonl), or a folder of either.
    """
    if not sources and not given["store"]:
        raise UsageError("extract summary", "nothing to read", "name files or folders, or a --store")
    from extractor import comparing
    from extractor.export import rollup_table

    unread: list[ExtractError] = []
    cut = given["by"], tuple(part.strip() for part in given["periods"].split(",") if part.strip())
    settings = Settings(lexicons=given["lexicons"])
    how = attempt(lambda: how_to(given, unread), debug=given["debug"])
    if page := given["page"]:
        sink.refuse_input(page, sources)
        overview = attempt(lambda: comparing.overview(sources, settings, how, cut), debug=given["debug"])
        attempt(lambda: _write_page(page, overview), debug=given["debug"])
        ctx.exit(TROUBLE if unread else report.FINE)
    found = attempt(lambda: comparing.summary(sources, settings, how, cut), debug=given["debug"])
    with sink.opened(output) as stream:
        as_table = (given["form"] or ("table" if output is None and sys.stdout.isatty() else "json")) == "table"
        (rollup_table.write_summary if as_table else rollup_table.write_json)(found, stream)
    ctx.exit(TROUBLE if unread else report.FINE)


def _write_page(page: Path, overview: "Overview") -> None:
    from extractor.export.pages import summary as summary_page

    with sink.opened(page) as stream:
        summary_page.write(overview, stream)
