"""Shows what was measured: on a terminal, and as Markdown."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.part import Part

_WIDTH = 140


def show(part: Part) -> None:
    """Print one benchmark."""
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    console.print(f"\n[bold]{part.title}[/bold] ({part.seconds:.0f} s)\n{part.how}", soft_wrap=True)
    for rows in (part.rows, [claim.as_row() for claim in part.claims]):
        if rows:
            console.print(_grid(rows))
    for line in part.skipped:
        console.print(f"skipped: {line}", soft_wrap=True)


def _grid(rows: Sequence[dict[str, Any]]) -> Any:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for name in rows[0]:
        table.add_column(name, justify="right" if _is_number(rows[0][name]) else "left")
    for row in rows:
        table.add_row(*(cell(value) for value in row.values()))
    return table


def markdown(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown table.

    Args:
        rows: All with the same keys, which head the columns.
    """
    yield f"| {' | '.join(rows[0])} |"
    yield f"|{'|'.join('--:' if _is_number(value) else '---' for value in rows[0].values())}|"
    for row in rows:
        yield f"| {' | '.join(cell(value) for value in row.values())} |"


def cell(value: Any) -> str:
    """Return a value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def summary(parts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of one Markdown table of all claims; those on several cases of one thing share a row.

    Args:
        parts: Benchmarks as they are stored.
    """
    rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for part in parts:
        for claim in part["claims"]:
            rows.setdefault((claim["measured"], claim["target"]), []).append(claim)
    yield from markdown([_merged(claims) for claims in rows.values()])


def _merged(claims: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    cases = [f"{claim['case']}: {cell(claim['ratio'])}" if claim["case"] else cell(claim["ratio"]) for claim in claims]
    first = claims[0]
    return {
        "measured": first["measured"],
        "against": " · ".join(dict.fromkeys(claim["against"] for claim in claims)),
        "ratio": " · ".join(cases),
        "target": first["target"],
        "met": first["met"] and all(claim["met"] for claim in claims),
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
