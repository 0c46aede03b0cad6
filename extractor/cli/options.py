"""Options that several commands share."""

import functools
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.settings import Limits, Settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

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


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return what tells a shell to complete names of files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


sources: Decorator = click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=files)
any_store: Decorator = click.option(
    "--store", metavar="STORE", help="Take results from a store; a source is then a period."
)
table_or_json: Decorator = click.option(
    "--format", "form", type=click.Choice(["json", "table"]), help="Default: table on a terminal, else JSON."
)
decisions: Decorator = click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("decisions.jsonl"),
    show_default=True,
    help="What people decided about records, a line each.",
)
html: Decorator = click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page to this file instead: one file, no network, to look at, decide and pass on.",
)
_UNITS = {"": 1, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_LIMIT = re.compile(r"(\w+)=(\d+(?:\.\d+)?)([kMG]?)")


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a file is read; the command takes them as `settings`."""

    @functools.wraps(command)
    def with_settings(
        *args: Any, ocr: bool, ocr_language: str, limits: Limits, lexicons: Path | None = None, **given: Any
    ) -> Any:
        settings = Settings(limits=limits, lexicons=lexicons, ocr=ocr_language if ocr else None)
        return command(*args, settings=settings, **given)

    for add in (
        click.option("--limit", "limits", metavar="NAME=NUMBER", multiple=True, callback=_limits,
                     help=f"What a file may cost at most, such as file_seconds=300 or memory=4G; may be given again. "
                          f"Names: {', '.join(_limit_names())}."),
        click.option("--ocr-language", default="eng", show_default=True, metavar="CODE", callback=_language,
                     help="What --ocr reads, as Tesseract names it, such as fra or eng+fra."),
        click.option("--ocr", is_flag=True, help="Recognise the text of scanned pages; needs Tesseract."),
    ):  # fmt: skip
        with_settings = add(with_settings)
    return with_settings


def _limit_names() -> list[str]:
    return [limit.name for limit in fields(Limits)]


def _limits(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> Limits:
    chosen: dict[str, float] = {}
    for text in given:
        found = _LIMIT.fullmatch(text)
        if not found or found[1] not in _limit_names() or not float(found[2]):
            told = f"{text!r} is none of {', '.join(_limit_names())} with a number, such as pages=9000."
            raise click.BadParameter(told, ctx, param)
        number = float(found[2]) * _UNITS[found[3]]
        chosen[found[1]] = number if found[1].endswith("seconds") else int(number)
    return Limits(**chosen)  # type: ignore[arg-type]


def _language(ctx: click.Context, param: click.Parameter, text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]\w*(?:\+[A-Za-z]\w*)*", text):
        raise click.BadParameter(f"{text!r} is no language code, such as eng.", ctx, param)
    return text
