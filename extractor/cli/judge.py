"""`extract judge BEFORE AFTER`: what a person says about findings."""

from pathlib import Path
from typing import Any

import click

from extractor.cli import report
from extractor.cli.diff import attempt, compared, how_to
from extractor.errors import ExtractError, UsageError
from extractor.settings import Settings


@click.command("judge")
@compared
@click.option("--finding", metavar="ID", help="The finding, by the id that `extract diff` shows.")
@click.option("--verdict", type=click.Choice(["confirmed", "dismissed", "unsure"]))
@click.option("--note", default="", help="Why.")
@click.option("--name", default="", help="Who says so.")
@click.option("--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV or XLSX with the columns finding, verdict, note, name: many at once.")  # fmt: skip
@click.pass_context
def judge(ctx: click.Context, /, **given: Any) -> None:
    """Keep what a person says about findings; the next `extract diff` honours it.

    A judgement holds until the statements behind the finding, the rules or the word lists change.
    """
    told = attempt(lambda: _judged(given), debug=given["debug"])
    click.echo(f"{told} kept in {given['judgements']}", err=True)
    ctx.exit(report.FINE)


def _judged(given: dict[str, Any]) -> str:
    from extractor import service
    from extractor.cli import sink
    from extractor.reconcile.judgements import read_table, table

    unread: list[ExtractError] = []
    path, sides = given["judgements"], (given["before"], given["after"])
    fresh = service.judge(sides, _said(given), Settings(lexicons=given["lexicons"]), how_to(given, unread))
    known = read_table(path) if path.exists() else []
    with sink.opened(path) as stream:
        stream.write(table([*known, *fresh]))
    return f"{len(fresh)} judgement{'s' if len(fresh) != 1 else ''}"


def _said(given: dict[str, Any]) -> list[Any]:
    from extractor.reconcile.judgements import read_table
    from models.findings import Judgement

    if given["sheet"]:
        return list(read_table(given["sheet"]))
    if not (given["finding"] and given["verdict"]):
        raise UsageError("extract judge", "nothing is judged", "give --finding and --verdict, or --from a table")
    return [Judgement(**{key: given[key] for key in ("finding", "verdict", "note", "name")})]
