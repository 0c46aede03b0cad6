"""How much a command tells on standard error."""

from typing import Any

import click

_LEVEL = "extractor.cli.talk"


def level() -> int:
    """Return -1 for --quiet, 1 for --verbose, else 0."""
    context = click.get_current_context(silent=True)
    return int(context.meta.get(_LEVEL, 0)) if context else 0


def with_quiet(command: click.Command) -> click.Command:
    """Return a command with the option --quiet."""
    command.params.append(_option("-q", "--quiet", -1, "Tell errors and conflicts only."))
    return command


def with_verbose(command: click.Command) -> click.Command:
    """Return a command with the option --verbose."""
    command.params.append(_option("-v", "--verbose", 1, "Tell what was read from each input, and every warning."))
    return command


def _option(short: str, name: str, meaning: int, told: str) -> click.Option:
    def keep(ctx: click.Context, _: click.Parameter, given: Any) -> None:
        if given:
            ctx.meta[_LEVEL] = meaning

    return click.Option([short, name], is_flag=True, expose_value=False, callback=keep, help=told)
