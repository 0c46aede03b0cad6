"""Timelines and summaries as JSON and as tables for a terminal."""

import json
from typing import IO

from extractor.export.as_json import safe
from extractor.export.wording import code, numbered, one_line
from models.rollups import Chain, Matrix, Tally, Timeline

_OUTCOMES = {
    "never_reported_again": "planned, and never reported again",
    "counted_more_than_once": "reported as completed in more than one period",
}


def write_json(rollup: Timeline | Matrix, stream: IO[str]) -> None:
    """Write a timeline or a summary as JSON.

    Args:
        rollup: The timeline or summary.
        stream: Where to write.
    """
    print(safe(json.dumps(rollup.model_dump(mode="json"), ensure_ascii=False, indent=2)), file=stream)


def write_timeline(timeline: Timeline, stream: IO[str]) -> None:
    """Write each activity with what every period tells of it.

    Args:
        timeline: The activities.
        stream: Where to write.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    asked = ", ".join(f"{name} {value}" for name, value in timeline.about.items())
    for chain in timeline.chains:
        console.print(Text(one_line(chain.name), style="bold"))
        for line in _lines(chain):
            console.print(Padding(Text(line), (0, 0, 0, 3), expand=False))
    told = f"{numbered(len(timeline.chains), 'activity', 'activities')} in {numbered(len(timeline.periods), 'period')}"
    console.print(Text(f"{told} ({one_line(asked)})" if asked else told, style="bold"))


def write_summary(matrix: Matrix, stream: IO[str]) -> None:
    """Write the matrix, activities before people in each cell.

    Args:
        matrix: The matrix.
        stream: Where to write.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, show_footer=True)
    table.add_column(code(matrix.by), footer="total")
    for period, tally in zip(matrix.periods, matrix.totals, strict=True):
        table.add_column(period, footer=_cell(tally), justify="right")
    table.add_column("each once", footer=_cell(matrix.total), justify="right")
    for row in matrix.rows:
        table.add_row(one_line(row.name), *map(_cell, row.cells), _cell(row.total))
    console.print(table)
    console.print("activities · people reached, at least to at most; an activity told by several periods adds once")


def _lines(chain: Chain) -> list[str]:
    lines = [
        f"{entry.period}: {entry.status}{entry.dates and f' ({entry.dates})'}: “{one_line(entry.statement, 160)}”"
        for entry in chain.entries
    ]
    return lines + [f"! {_OUTCOMES[outcome]}" for outcome in chain.outcomes]


def _cell(tally: Tally) -> str:
    if not tally.activities:
        return "–"
    if tally.people_most is None:
        return f"{tally.activities} · {tally.people_least:,}+"
    if tally.people_least == tally.people_most:
        return f"{tally.activities} · {tally.people_least:,}" if tally.people_most else f"{tally.activities}"
    return f"{tally.activities} · {tally.people_least:,}–{tally.people_most:,}"
