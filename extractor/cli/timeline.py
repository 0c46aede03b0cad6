"""`extract timeline`: one activity followed through all periods."""

import sys
from pathlib import Path
from typing import Any

import click

from extractor.cli import options, report, sink
from extractor.cli.diff import TROUBLE, attempt, how_to
from extractor.errors import ExtractError, UsageError
from extractor.settings import Settings


@click.command("timeline")
@options.sources
@options.any_store
@click.option("--country", metavar="COUNTRY", help="Only activities in it, such as MAR.")
@click.option("--initiative", metavar="NAME", help="Only activities of this programme.")
@click.option("--partner", metavar="NAME", help="Only activities with this organisation.")
@options.table_or_json
@options.output
@options.decisions
@options.lexicons
@options.debug
@click.pass_context
def timeline(ctx: click.Context, /, *, sources: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """Print what was reported on a country, a programme or a partner, period by period.

    SOURCE is a document, a result made earlier (.json, .jsonl), or a folder of either.
    """
    if not sources and not given["store"]:
        raise UsageError("extract timeline", "nothing to read", "name files or folders, or a --store")
    from extractor import comparing
    from extractor.export import rollup_table

    unread: list[ExtractError] = []
    about = {name: given[name] for name in ("country", "initiative", "partner") if given[name]}
    settings = Settings(lexicons=given["lexicons"])
    how = attempt(lambda: how_to(given, unread), debug=given["debug"])
    found = attempt(lambda: comparing.timeline(sources, settings, how, about), debug=given["debug"])
    with sink.opened(output) as stream:
        as_table = (given["form"] or ("table" if output is None and sys.stdout.isatty() else "json")) == "table"
        (rollup_table.write_timeline if as_table else rollup_table.write_json)(found, stream)
    ctx.exit(TROUBLE if unread else report.FINE)
