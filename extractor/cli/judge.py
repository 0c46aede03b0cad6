"""`extract judge`: what a person says about findings and records."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from extractor.cli import report
from extractor.cli.diff import TROUBLE, attempt, compared, how_to
from extractor.errors import ExtractError, UsageError
from extractor.settings import Settings


@click.command("judge")
@partial(compared, required=False)
@click.option("--finding", metavar="ID", help="The finding, by the id that `extract diff` shows.")
@click.option("--verdict", type=click.Choice(["confirmed", "dismissed", "unsure"]))
@click.option("--note", default="", help="Why.")
@click.option("--name", default="", help="Who says so.")
@click.option("--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV or XLSX with the columns finding, verdict, note, name: many at once.")  # fmt: skip
@click.option("--apply", "reviewed", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="What a review page saved, or a reviewed .xlsx; may be given again. Alone.")  # fmt: skip
@click.pass_context
def judge(ctx: click.Context, /, **given: Any) -> None:
    """Keep what a person says about findings and records.

    The next `extract diff` honours judgements, which hold until the statements behind the finding, the rules or the
    word lists change. --apply takes in what was decided on a page; it tells what contradicts an earlier decision,
    and then ends with 1; nothing that was kept is overwritten.
    """
    if given["reviewed"]:
        conflicts = attempt(lambda: _applied(given), debug=given["debug"])
        ctx.exit(report.PROBLEMS if conflicts else report.FINE)
    if not (given["before"] and given["after"]):
        raise click.UsageError("Name BEFORE and AFTER, or give --apply with what a review page saved.", ctx)
    unread: list[ExtractError] = []
    told = attempt(lambda: _judged(unread, given), debug=given["debug"])
    report.tell(f"{told} kept in {given['judgements']}")
    ctx.exit(TROUBLE if unread else report.FINE)


def _applied(given: dict[str, Any]) -> tuple[str, ...]:
    """Return the conflicts that the reviewed files have with what was kept, after keeping the rest."""
    from extractor import comparing
    from extractor.cli import sink
    from extractor.export.wording import numbered
    from extractor.reconcile.judgements import read_table, table
    from extractor.review.log import lines, read_log

    log, said = given["decisions"], given["judgements"]
    kept, known = read_log(log), read_table(said) if said.exists() else []
    found = comparing.apply(given["reviewed"], kept, known, Settings(lexicons=given["lexicons"]))
    for note in found.notes:
        report.say("note", note)
    for conflict in found.conflicts:
        report.say("conflict", conflict)
    if found.records:
        with sink.opened(log) as stream:
            stream.write(lines([*kept, *found.records]))
    if found.findings:
        with sink.opened(said) as stream:
            stream.write(table([*known, *found.findings]))
    told = [f"{numbered(len(found.records), 'decision')} kept in {log}"]
    told += [f"{numbered(len(found.findings), 'judgement')} kept in {said}"] if found.findings else []
    told += [f"{found.repeated} known already"] if found.repeated else []
    report.tell(", ".join(told))
    return found.conflicts


def _judged(unread: list[ExtractError], given: dict[str, Any]) -> str:
    from extractor import comparing
    from extractor.cli import sink
    from extractor.export.wording import numbered
    from extractor.reconcile.judgements import read_table, table

    path, sides = given["judgements"], (given["before"], given["after"])
    fresh = comparing.judge(sides, _said(given), Settings(lexicons=given["lexicons"]), how_to(given, unread))
    known = read_table(path) if path.exists() else []
    with sink.opened(path) as stream:
        stream.write(table([*known, *fresh]))
    return numbered(len(fresh), "judgement")


def _said(given: dict[str, Any]) -> list[Any]:
    from extractor.export.wording import numbered
    from extractor.reconcile.judgements import read_table
    from models.findings import Judgement

    if given["sheet"]:
        sheet = given["sheet"]
        blank: list[int] = []
        said = read_table(sheet, blank.append)
        if blank:
            report.say("warning", f"{sheet.name}: {numbered(len(blank), 'row')} without a verdict passed over")
        return said
    if not (given["finding"] and given["verdict"]):
        raise UsageError("extract judge", "nothing is judged", "give --finding and --verdict, or --from a table")
    return [Judgement(**{key: given[key] for key in ("finding", "verdict", "note", "name")})]
