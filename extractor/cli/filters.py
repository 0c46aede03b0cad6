"""Which records a command is about."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.store.wanted import Wanted

_NAMES = ("country", "period", "activity_type", "status", "partner", "min_confidence")


def wanted(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose records; the command takes them as `wanted`."""

    @functools.wraps(command)
    def with_wanted(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in _NAMES}
        return command(*args, wanted=_wanted(**chosen), **given)

    for add in (
        click.option("--min-confidence", type=click.FloatRange(0, 1), help="Only records at least so certain."),
        click.option("--partner", metavar="NAME", help="An organisation's acronym, or a part of its name."),
        click.option("--status", type=click.Choice(["planned", "ongoing", "completed", "cancelled"])),
        click.option("--type", "activity_type", metavar="TYPE", help="Activity type, such as workshop."),
        click.option("--period", metavar="PERIOD", help="2025, 2025-03, or two of them: 2024-07/2025-06."),
        click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-3, such as MAR."),
    ):
        with_wanted = add(with_wanted)
    return with_wanted


def _wanted(*, period: str | None, **chosen: Any) -> "Wanted":
    from extractor.store.wanted import Wanted

    return Wanted(period=_days(period) if period else None, **chosen)


def _days(period: str) -> tuple[str, str]:
    from extractor.backfill.manifest import interval

    found = interval(period)
    if not found:
        raise UsageError(f"--period {period}", "is no period", "give 2025, 2025-03, or 2024-07/2025-06")
    return found["start"], found["end"]
