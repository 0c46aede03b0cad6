"""`extract lexicon add` and `extract lexicon suggest`: names of a user's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import options, report, sink
from extractor.cli.commands import lexicon
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.lexicon.adding import Column, Subject

__all__ = ["lexicon"]


class Subjects(click.Group):
    """A group with a command for each subject, its options read off the table's row class when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the subjects in the order of their tables."""
        from extractor.lexicon.adding import SUBJECTS

        return list(SUBJECTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a subject; None where there is no such subject."""
        from extractor.lexicon.adding import SUBJECTS

        return _command(cmd_name, SUBJECTS[cmd_name]) if cmd_name in SUBJECTS else None


@lexicon.command("add", cls=Subjects)
def add() -> None:
    """Add a row to a folder of your own word lists."""


def _command(name: str, subject: "Subject") -> click.Command:
    from extractor.lexicon.adding import columns_of

    columns = {column.name: column for column in columns_of(subject)}
    folder = click.Option(
        ["--lexicons", "folder"],
        required=True,
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of your word lists; made where it is missing.",
    )
    title = name.replace("-", " ")
    article = "an" if title[0] in "aeiou" else "a"
    return click.Command(
        name,
        params=[click.Argument([subject.main], metavar="NAME"), *map(_option, columns.values()), folder],
        callback=_adder(subject),
        help=f"Add {article} {title} to {subject.table}.add.csv; options that take several values are repeated.",
        short_help=f"Add {article} {title}.",
    )


def _option(column: "Column") -> click.Option:
    return click.Option(
        [f"--{column.option}", column.name],
        required=column.required,
        multiple=column.many,
        type=click.Choice(column.choices) if column.choices else str,
        metavar=None if column.choices else "TEXT",
        help=column.help,
    )


def _adder(subject: "Subject") -> Callable[..., None]:
    def run(folder: Path, **values: Any) -> None:
        from extractor import service
        from extractor.export.wording import one_line

        cells = {name: "|".join(v) if isinstance(v, tuple) else v or "" for name, v in values.items()}
        added = service.add_to_lexicon(subject, cells, folder)
        said = "; ".join(f"{name} {cell}" for name, cell in added.cells.items())
        click.echo(one_line(f"{added.path}: row {added.row} added ({said})"))

    return run


@lexicon.command("suggest")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=options.files)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    help="A table with counts and examples, or rows to paste into the .add.csv files.",
)
@click.option("--only", type=click.Choice(["organisation", "initiative"]), help="Names of this sort alone.")
@options.output
@options.lexicons
@options.debug
@click.pass_context
def suggest(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    output: Path | None,
    lexicons: Path | None,
    debug: bool,
    **shown: str | None,
) -> None:
    """List names in each FILE that no word list knows.

    Organisations and initiatives, the most frequent first.
    """
    from extractor import service
    from extractor.export import as_suggestions

    sink.refuse_input(output, files)
    settings, tally = Settings(lexicons=lexicons), report.Tally(debug=debug)
    names = []
    for file in files:
        found = tally.attempt(file, lambda file=file: service.unknown_names(file, settings))  # type: ignore[misc]
        names += [name for name in found or () if shown["only"] in (None, name.subject)]
    with sink.opened(output) as stream:
        write = as_suggestions.write_rows if shown["form"] == "csv" else as_suggestions.write_table
        write(service.counted_names(names), stream)
    ctx.exit(tally.status)
