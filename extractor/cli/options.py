"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

output: Decorator = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, whole or not at all.",
)
lexicons: Decorator = click.option(
    "--lexicons",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of CSV files that overlay the shipped lexicons.",
)
debug: Decorator = click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
store: Decorator = click.option(
    "--store",
    required=True,
    metavar="STORE",
    envvar="COUNCIL_EXTRACT_STORE",
    help="An SQLite file, or the URL of a PostgreSQL database.",
)
sources: Decorator = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
any_store: Decorator = click.option(
    "--store", metavar="STORE", help="Take results from a store; a source is then a period."
)
table_or_json: Decorator = click.option(
    "--format", "form", type=click.Choice(["json", "table"]), help="Default: table on a terminal, else JSON."
)
