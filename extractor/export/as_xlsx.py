"""Records as a workbook that people review in a spreadsheet; `extractor.review.sheet` reads it back.

Written with xlsxwriter: the same input gives the same bytes, memory stays flat, and text is never taken for a formula.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any, NamedTuple

from extractor.errors import UsageError
from extractor.export.material import Material
from extractor.export.sheets import LONGEST, Line, Placed, manual, of_document, of_finding, of_record
from extractor.review import layout
from extractor.review.layout import Column

ROWS = 1_048_576
_LINE, _MOST, _A3 = 15, 20, 8
_CREATED = datetime(2000, 1, 1)
_UNSURE = 0.8


class Styles(NamedTuple):
    """The formats of cells, by what they hold; and those of headers."""

    cells: dict[str, Any]
    header: Any
    own: Any
    low: Any


class Sheet:
    """One sheet: a header, rows, filters, drop-downs."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], styles: Styles) -> None:
        """Write the header.

        Args:
            book: The workbook.
            name: The sheet's name.
            columns: Its columns.
            styles: The formats.
        """
        self._sheet, self._columns, self._styles = book.add_worksheet(name), columns, styles
        self._rows, self.cut = 0, 0
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A3)
        self._sheet.fit_to_pages(2 if len(columns) > 20 else 1, 0)
        self._sheet.repeat_rows(0)
        for place, column in enumerate(columns):
            hidden = {"hidden": True} if column.hidden else {}
            self._sheet.set_column(place, place, column.width, styles.cells[column.kind], hidden)
            self._sheet.write_string(0, place, column.header, styles.own if column.editable else styles.header)

    def add(self, line: Line) -> None:
        """Write a row.

        Args:
            line: Its cells by header.

        Raises:
            UsageError: A sheet holds no more rows.
        """
        self._rows += 1
        if self._rows >= ROWS:
            cause = f"a sheet holds {ROWS - 1:,} rows"
            raise UsageError("--format xlsx", cause, "choose fewer records, or --format csv")
        # Not every program makes room for wrapped text by itself.
        lines = max(_lines(column, line.get(column.header)) for column in self._columns)
        self._sheet.set_row(self._rows, _LINE * min(lines, _MOST))
        for place, column in enumerate(self._columns):
            self._write(place, line.get(column.header), self._styles.cells[column.kind])

    def finish(self, *, hidden: bool) -> None:
        """Add filters and drop-downs over all rows.

        Args:
            hidden: Whether nobody needs to see the sheet.
        """
        if hidden:
            self._sheet.hide()
            return
        last = max(self._rows, 1)
        if len(self._columns) > 2:
            self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        for place, column in enumerate(self._columns):
            if column.header in layout.CHOICES and column.editable:
                self._offer(place, column.header, last)
            if column.header == "Confidence":
                low = {"type": "cell", "criteria": "<", "value": _UNSURE, "format": self._styles.low}
                self._sheet.conditional_format(1, place, last, place, low)

    def _offer(self, place: int, header: str, last: int) -> None:
        told = {"error_title": header, "error_message": "Choose one of the list.", "ignore_blank": True}
        self._sheet.data_validation(
            1, place, last, place, {"validate": "list", "source": list(layout.CHOICES[header]), **told}
        )

    def _write(self, place: int, value: Any, style: Any) -> None:
        match value:
            case None | "":
                return
            case date():
                self._sheet.write_datetime(self._rows, place, value, style)
            case int() | float():
                self._sheet.write_number(self._rows, place, value, style)
            case _:
                self.cut += len(value) == LONGEST
                self._sheet.write_string(self._rows, place, value, style)


def write(material: Material, stream: IO[bytes]) -> None:
    """Write a workbook with the sheets Records, Participants, Partners, Findings, Documents, Read me.

    Args:
        material: What is to be written.
        stream: Where to write.
    """
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {"constant_memory": True, **safe})
    book.set_properties({"title": "Records to review", "created": _CREATED})
    styles = _styles(book)
    sheets = {name: Sheet(book, name, columns, styles) for name, columns in layout.COLUMNS.items()}
    _add(sheets, manual())
    for result in material.results:
        _add(sheets, of_document(result))
        for telling in material.told_by(result):
            _add(sheets, of_record(telling, material.codes))
    for shown in material.findings():
        _add(sheets, of_finding(shown))
    for name, sheet in sheets.items():
        sheet.finish(hidden=name == layout.AS_EXPORTED)
    cut = sum(sheet.cut for sheet in sheets.values())
    if cut:
        material.notes.append(f"{cut} text{'' if cut == 1 else 's'} cut at the {LONGEST:,} characters of a cell")
    book.close()


def _add(sheets: dict[str, Sheet], placed: Iterable[Placed]) -> None:
    for name, line in placed:
        sheets[name].add(line)


def _lines(column: Column, value: Any) -> int:
    """Return how many lines a cell takes, about."""
    if column.kind != "wrapped" or not isinstance(value, str):
        return 1
    return sum(1 + int(len(line) / (column.width - 1)) for line in value.split("\n"))


def _styles(book: Any) -> Styles:
    cell = {"valign": "top"}
    header = {"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1, "bg_color": "#E7E6E6"}
    return Styles(
        cells={
            "text": book.add_format({**cell, "num_format": "@"}),
            "wrapped": book.add_format({**cell, "num_format": "@", "text_wrap": True}),
            "integer": book.add_format({**cell, "num_format": "#,##0"}),
            "number": book.add_format({**cell, "num_format": "0.00"}),
            "date": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        },
        header=book.add_format(header),
        own=book.add_format({**header, "bg_color": "#1F4E78", "font_color": "#FFFFFF"}),
        low=book.add_format({"bg_color": "#FFE699", "font_color": "#000000"}),
    )
