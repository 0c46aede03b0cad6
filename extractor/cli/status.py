"""`extract status --store STORE`: what the last backfill did."""

from pathlib import Path

import click

from extractor.cli import options, sink


@click.command("status")
@options.store
@click.option("--format", "form", type=click.Choice(["text", "html", "json", "csv"]), default="text", show_default=True)
@options.output
def status(*, store: str, form: str, output: Path | None) -> None:
    """Tell how the inputs of the last backfill fared."""
    from extractor import service
    from extractor.backfill.report import summary, write

    told = service.run_report(store)
    with sink.opened(output) as stream:
        if form == "text":
            for line in summary(told):
                click.echo(line, file=stream)
        else:
            write(told, form, stream)
