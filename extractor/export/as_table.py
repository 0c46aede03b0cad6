"""Results as a table for a terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from extractor.export.wording import code, few, one_line, partner, people, when
from models import Check, Extraction, Record

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table

STATUS_STYLES = {"completed": "green", "ongoing": "yellow", "planned": "cyan", "cancelled": "red"}
WIDE, NARROW = 120, 64


def write(extraction: Extraction, stream: IO[str]) -> None:
    """Write the facts of a document, its records, and a summary.

    Args:
        extraction: The result for one document.
        stream: Where to write; where it is a terminal, colours follow what the terminal and NO_COLOR say.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for name, value in _facts(extraction):
        console.print(Text.assemble((f"{name:<10}", "bold"), value))
    if extraction.records and console.width < NARROW:
        console.print(*_stacked(extraction), sep="\n")
    elif extraction.records:
        console.print(_table(extraction, console))
    for check in extraction.checks:
        if not check.agrees:
            console.print(Text(_disagreement(check), style="yellow"))
    console.print(Text(_summary(extraction), style="bold"))


def _facts(extraction: Extraction) -> Iterator[tuple[str, str]]:
    document = extraction.document
    pages = _counted(document.pages, "page", "pages") if document.pages is not None else None
    about = (document.filename, code(document.kind), document.language, pages)
    facts = {
        "Document": ", ".join(filter(None, about)),
        "Title": document.title,
        "Reference": document.reference,
        "Publisher": document.publisher,
        "Published": when(document.published) if document.published else None,
        "Period": when(document.period) if document.period else None,
    }
    for name, value in facts.items():
        if value:
            yield name, one_line(value)


def _table(extraction: Extraction, console: "Console") -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    wide = console.width >= WIDE
    paged = extraction.document.pages is not None
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True, show_edge=False)
    table.leading = 0 if wide else 1
    table.add_column("#", justify="right", no_wrap=True)
    for header in _headers(wide=wide):
        ratio = {"statement": 3, "status": None}.get(header, 2)
        table.add_column(header, ratio=ratio, overflow="fold", min_width=9)
    if paged:
        table.add_column("p.", justify="right", no_wrap=True)
    for position, record in enumerate(extraction.records, start=1):
        cells = [Text(text) for text in _cells(record, wide=wide)]
        cells[0].stylize(STATUS_STYLES[record.status], 0, len(record.status))
        page = [Text(str(record.evidence.page or ""))] if paged else []
        table.add_row(Text(str(position)), *cells, *page)
    return table


def _stacked(extraction: Extraction) -> "Iterator[Padding]":
    """Yield records one under the other, for lines too short for columns."""
    from rich.padding import Padding
    from rich.text import Text

    for position, record in enumerate(extraction.records, start=1):
        status, kind, *cells = _cells(record, wide=True)
        page = f", p. {record.evidence.page}" if record.evidence.page else ""
        head = Text.assemble(f"{position} ", (status, STATUS_STYLES[record.status]), f" {kind}{page}")
        yield Padding(head, (1, 0, 0, 0), expand=False)
        for cell in filter(None, cells):
            yield Padding(Text(cell), (0, 0, 0, 2), expand=False)


def _headers(*, wide: bool) -> tuple[str, ...]:
    if wide:
        return ("status", "type", "countries", "people", "partners", "dates", "statement")
    return ("status\ntype", "countries", "people\npartners", "dates", "statement")


def _cells(record: Record, *, wide: bool) -> tuple[str, ...]:
    most = 6 if wide else 3
    names = [country.name for country in record.countries] + [region.name for region in record.regions]
    places = few([one_line(name) for name in names], most)
    if record.location:
        places = f"{places} ({one_line(record.location.name)})".lstrip()
    audience = few(people(record.participants), most)
    partners = few([partner(organisation) for organisation in record.partners], most)
    dates = few([when(span) for span in record.dates], most)
    kind = code(record.activity_type)
    statement = one_line(record.evidence.text, 160 if wide else 90)
    if wide:
        return record.status, kind, places, audience, partners, dates, statement
    taking_part = "\n".join(filter(None, (audience, partners)))
    return f"{record.status}\n{kind}", places, taking_part, dates, statement


def _disagreement(check: Check) -> str:
    counted = f" {one_line(check.counted)}" if check.counted else ""
    found = "the list has" if check.kind == "stated_total" else "the parts add up to"
    return f"Check: {check.stated}{counted} stated, {found} {check.listed}: “{one_line(check.span.text, 60)}”"


def _summary(extraction: Extraction) -> str:
    records = extraction.records
    by_status: Counter[str] = Counter(record.status for record in records)
    statuses = ", ".join(f"{by_status[status]} {status}" for status in STATUS_STYLES if by_status[status])
    countries = {country.alpha_3 for record in records for country in record.countries}
    agreeing = sum(check.agrees for check in extraction.checks)
    parts = [
        _counted(len(records), "record", "records") + (f" ({statuses})" if statuses else ""),
        _counted(len(countries), "country", "countries"),
        f"{agreeing} of {len(extraction.checks)} checks agree" if extraction.checks else "",
        _counted(len(extraction.warnings), "warning", "warnings") if extraction.warnings else "",
    ]
    return " · ".join(filter(None, parts))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
