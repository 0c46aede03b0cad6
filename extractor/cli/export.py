"""`extract export`: records passed on in the formats that other systems read."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import filters, options, report, sink
from extractor.cli.diff import JUDGEMENTS
from extractor.errors import UsageError
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.export.formats import Format
    from extractor.export.material import Material
    from extractor.exporting import Exporting

# Said again here, since the table itself loads the models; a test holds the two together.
FORMATS = ("xlsx", "csv", "jsonl", "parquet", "hxl", "iati")


@click.command("export")
@options.sources
@options.any_store
@filters.wanted
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of --output, else csv.")
@options.output
@options.decisions
@click.option("--judgements", type=click.Path(dir_okay=False, path_type=Path), default=JUDGEMENTS, show_default=True,
              help="CSV with what people said about findings.")  # fmt: skip
@click.option("--reporting-org", default="", metavar="REF",
              help="IATI: identifier of who reports, such as XM-DAC-41303.")  # fmt: skip
@click.option("--reporting-type", default="40", show_default=True, metavar="CODE",
              help="IATI: type of who reports; 40 is multilateral.")  # fmt: skip
@click.option("--only-complete", is_flag=True, help="IATI: leave out activities that lack what the schema requires.")
@click.option("--gaps", type=click.Path(dir_okay=False, path_type=Path),
              help="IATI: write what is lacking to this CSV file.")  # fmt: skip
@options.lexicons
@options.debug
@click.pass_context
@options.reading
def export(
    ctx: click.Context, /, *, sources: tuple[str, ...], output: Path | None, form: str | None, settings: Settings,
    gaps: Path | None, **given: Any,
) -> None:  # fmt: skip
    """Write records for other systems: XLSX, CSV, JSONL, Parquet, HXL, IATI.

    SOURCE is a document, a result made earlier (.json, .jsonl), or a folder of either; with --store a period,
    none for all. An XLSX sheet is for review: `extract judge --apply` takes it back.
    """
    if not sources and not given["store"]:
        raise UsageError("extract export", "nothing to read", "name files or folders, or a --store")
    from extractor.export.formats import FORMATS as TABLE
    from extractor.exporting import material

    sink.refuse_input(output, () if given["store"] else sources)
    name = _form(form, output)
    _refuse_terminal(name, TABLE[name], output)
    tally = report.Tally(debug=given["debug"])
    made = material(sources, settings, _how(given, tally, with_findings=name == "xlsx"))
    with sink.opened_bytes(output) as stream:
        TABLE[name].write(made, stream)
        tally.done = made.documents
        if tally.status == report.NOTHING_READ:
            ctx.exit(tally.status)
    _tell(made, gaps)
    ctx.exit(tally.status)


def _form(form: str | None, output: Path | None) -> str:
    ending = output.suffix.lower().lstrip(".") if output else ""
    return form or {"xml": "iati"}.get(ending) or (ending if ending in FORMATS else "csv")


def _refuse_terminal(name: str, form: "Format", output: Path | None) -> None:
    if output is None and not form.is_text and sys.stdout and sys.stdout.isatty():
        raise UsageError(f"--format {name}", "is not for a terminal", "name a file with -o")


def _how(given: dict[str, Any], tally: report.Tally, *, with_findings: bool) -> "Exporting":
    from extractor.export.material import Reporting
    from extractor.exporting import Exporting
    from extractor.reconcile.judgements import read_table
    from extractor.review.log import read_log

    said = given["judgements"]
    return Exporting(
        store=given["store"],
        wanted=given["wanted"],
        decisions=read_log(given["decisions"]),
        judgements=read_table(said) if with_findings and said.exists() else (),
        with_findings=with_findings,
        reporting=Reporting(given["reporting_org"], given["reporting_type"], given["only_complete"]),
        on_error=tally.failed,
        on_result=lambda result: report.tell_read(result.document.filename, result),
    )


def _tell(made: "Material", gaps: Path | None) -> None:
    from extractor.export import iati_gaps

    for note in made.notes:
        report.say("note", note)
    if gaps:
        with sink.opened(gaps) as stream:
            iati_gaps.write(made.gaps, stream)
        report.say("note", f"{len(made.gaps)} things that IATI needs are not said; see {gaps}")
        return
    for line in iati_gaps.in_brief(made.gaps):
        report.say("note", line)
