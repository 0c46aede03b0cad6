"""`extract diff BEFORE AFTER`: what two sides tell differently."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from extractor.cli import options, report, sink
from extractor.errors import ExtractError
from extractor.settings import Settings

if TYPE_CHECKING:
    from models import SourceDocument
    from models.findings import Comparison

DIFFERENT, TROUBLE = 1, 2
JUDGEMENTS = Path("judgements.csv")

Result = TypeVar("Result")


def compared(command: Callable[..., Any], *, required: bool = True) -> Callable[..., Any]:
    """Add the two sides, which may be optional, and the options that `diff` and `judge` share."""
    for add in (
        options.debug,
        options.lexicons,
        options.decisions,
        click.option("--judgements", type=click.Path(dir_okay=False, path_type=Path), default=JUDGEMENTS,
                     show_default=True, help="CSV with what people said about findings."),
        click.option("--mode", type=click.Choice(["periods", "sources"]),
                     help="Whether the sides report on two periods or on one; default: by their periods."),
        click.option("--store", metavar="STORE", help="Take sides from a store: a side is a period, such as 2025-Q3."),
        click.argument("after", required=required, shell_complete=options.files),
        click.argument("before", required=required, shell_complete=options.files),
    ):  # fmt: skip
        command = add(command)
    return command


@click.command("diff")
@compared
@options.output
@options.html
@click.option("--format", "form", type=click.Choice(["json", "table", "markdown"]),
              help="Default: table on a terminal, JSON elsewhere.")  # fmt: skip
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be given again.")
@click.option("--severity", "severities", multiple=True, type=click.Choice(["discrepancy", "notice", "info"]),
              help="Only this severity; may be given again.")  # fmt: skip
@click.option("--country", "countries", multiple=True, metavar="COUNTRY",
              help="Only findings on it, such as MAR; may be given again.")  # fmt: skip
@click.option("--open", "only_open", is_flag=True, help="Only findings that nobody has judged yet.")
@click.option("--fail-on", type=click.Choice(["discrepancy", "notice", "never"]), default="discrepancy",
              show_default=True, help="Exit with 1 from this severity on.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Tell for each match how its score came about.")
@click.pass_context
def diff(ctx: click.Context, /, *, output: Path | None, form: str | None, fail_on: str, **given: Any) -> None:
    """Print what doesn't add up between two sides.

    BEFORE and AFTER are documents, results made earlier (.json, .jsonl), or folders of either. Exit status:
    0 no discrepancy, 1 at least one, 2 trouble.
    """
    sink.refuse_input(output, (given["before"], given["after"]))
    page = given["page"]
    sink.refuse_input(page, (given["before"], given["after"]))
    unread: list[ExtractError] = []
    documents: dict[str, SourceDocument] | None = {} if page else None
    found = attempt(lambda: _found(unread, given, documents), debug=given["debug"])
    for line in found.expired:
        report.say("warning", line)
    if page:
        attempt(lambda: _write_page(found, documents or {}, given), debug=given["debug"])
        ctx.exit(TROUBLE if unread else _status(found, fail_on))
    with sink.opened(output) as stream:
        terminal = output is None and sys.stdout.isatty()
        _writer(form or ("table" if terminal else "json"))(found, stream)
    ctx.exit(TROUBLE if unread else _status(found, fail_on))


def attempt(step: Callable[[], Result], *, debug: bool) -> Result:
    """Return what a step returns; where it fails, say why and end with the status for trouble.

    Args:
        step: What to do.
        debug: Whether to show the traceback of an internal error.
    """
    try:
        return step()
    except ExtractError as error:
        for line in str(error).splitlines():
            report.say("error", line)
    except Exception as error:
        report.internal("extract", error, debug=debug)
    raise click.exceptions.Exit(TROUBLE)


def how_to(given: dict[str, Any], unread: list[ExtractError]) -> Any:
    """Return how the service is to compare; a document of a folder that can't be read is told and kept."""
    from extractor.comparing import Comparing
    from extractor.review.log import read_log

    def tell(error: ExtractError) -> None:
        report.say("error", str(error))
        unread.append(error)

    wanted = {name: given[name] for name in ("mode", "store", "explain") if name in given}
    log = tuple(read_log(given["decisions"]))
    return Comparing(on_error=tell, on_note=lambda text: report.say("note", text), decisions=log, **wanted)


def _write_page(found: "Comparison", documents: "dict[str, SourceDocument]", given: dict[str, Any]) -> None:
    from extractor import comparing, service
    from extractor.export.pages import diff as diff_page

    settings = Settings(lexicons=given["lexicons"])
    stamps, names = comparing.stamps(found, settings), service.country_names(settings)
    with sink.opened(given["page"]) as stream:
        diff_page.write(diff_page.Compared(found, documents, stamps, names), stream)


def _found(
    unread: list[ExtractError], given: dict[str, Any], documents: "dict[str, SourceDocument] | None"
) -> "Comparison":
    from dataclasses import replace

    from extractor import comparing
    from extractor.reconcile.filters import filtered
    from extractor.reconcile.judgements import read_table

    _refuse_unknown(given["kinds"])
    settings = Settings(lexicons=given["lexicons"])
    countries = [comparing.country(name, settings) for name in given["countries"]]
    said = read_table(given["judgements"]) if given["judgements"].exists() else []
    how = replace(how_to(given, unread), judgements=tuple(said), keep=documents)
    found = comparing.diff(given["before"], given["after"], settings, how)
    wanted = {"kinds": given["kinds"], "severities": given["severities"], "countries": countries}
    return filtered(found, wanted, only_open=given["only_open"])


def _refuse_unknown(kinds: tuple[str, ...]) -> None:
    from models.findings import FindingKind

    for kind in kinds:
        if kind not in get_args(FindingKind):
            raise click.BadParameter(f"{kind!r} is not one of {', '.join(get_args(FindingKind))}.", param_hint="--kind")


def _status(found: "Comparison", fail_on: str) -> int:
    worst = {"discrepancy": {"discrepancy"}, "notice": {"discrepancy", "notice"}}.get(fail_on, set())
    standing = [one for one in found.findings if not (one.judgement and one.judgement.verdict == "dismissed")]
    return DIFFERENT if any(one.severity in worst for one in standing) else report.FINE


def _writer(form: str) -> Callable[[Any, Any], None]:
    from extractor.export import diff_table

    return {"json": diff_table.write_json, "table": diff_table.write, "markdown": diff_table.write_markdown}[form]
