"""Unknown names: a table for reading, or rows for a lexicon's overlay."""

import csv
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, get_args, get_type_hints

from extractor.export.wording import one_line

if TYPE_CHECKING:
    from extractor.assembly.suggesting import Suggestion, UnknownName

_EXAMPLE_WIDTH = 240


def write_table(suggestions: Sequence["Suggestion"], stream: IO[str]) -> None:
    """Write the names with counts and an example sentence each.

    Args:
        suggestions: The names, in the order to show them.
        stream: Where to write.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True, show_edge=False)
    table.add_column("count", justify="right", no_wrap=True)
    table.add_column("looks like")
    table.add_column("name", ratio=2, overflow="fold")
    table.add_column("example", ratio=3, overflow="fold")
    for suggestion in suggestions:
        name = suggestion.name
        acronym = f" ({name.acronym})" if name.acronym else ""
        cells = (str(suggestion.count), name.subject, name.name + acronym, name.example)
        table.add_row(*(Text(one_line(cell, _EXAMPLE_WIDTH)) for cell in cells))
    if suggestions:
        console.print(table)
    console.print(Text(f"{len(suggestions)} unknown name{'' if len(suggestions) == 1 else 's'}", style="bold"))


def write_rows(suggestions: Sequence["Suggestion"], stream: IO[str]) -> None:
    """Write the names as rows of their tables, a header above each table's rows.

    Args:
        suggestions: The names; those of one table are written together.
        stream: Where to write.
    """
    from extractor.lexicon.things import Initiative, Organisation

    kinds = get_args(get_type_hints(Organisation)["kind"])
    rows = {
        "organisation": (Organisation._fields, lambda name: _organisation(name, kinds)),
        "initiative": (Initiative._fields, lambda name: (name.acronym or name.name, name.name, name.acronym)),
    }
    writer = csv.writer(stream, lineterminator="\n")
    parts = 0
    for subject, (header, row) in rows.items():
        names = [suggestion.name for suggestion in suggestions if suggestion.name.subject == subject]
        if names:
            if parts:
                stream.write("\n")
            writer.writerow(header)
            writer.writerows(_once(map(row, names)))
            parts += 1


def _organisation(name: "UnknownName", kinds: Sequence[str]) -> tuple[str, ...]:
    # A body that nothing tells the kind of is most often a network or association.
    kind = name.kind if name.kind in kinds else "network"
    return (name.acronym or name.name, name.name, name.acronym, "", kind, "", name.country)


def _once(rows: Iterable[Any]) -> list[Any]:
    """Return rows of which no two have the same key: an acronym that is taken gives way to the name."""
    kept: dict[str, Any] = {}
    for row in rows:
        cells = tuple(" ".join(one_line(cell).replace("|", "/").split()) for cell in row)
        key = cells[0] if cells[0] not in kept else cells[1]
        kept.setdefault(key, (key, *cells[1:]))
    return list(kept.values())
