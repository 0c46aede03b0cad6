"""A reviewed workbook read back: what a person judged and changed in it, and what can't be taken."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import DamagedError, NotFoundError
from extractor.normalise.cells import as_typed
from extractor.review import layout
from extractor.review.fields import same
from extractor.settings import Limits
from models.decisions import Change, Decision, DecisionFile, EditedField, JudgedFinding
from models.findings import Verdict

Key = tuple[str, str]


class Row(NamedTuple):
    """A row that has something in it: its number in the sheet, and its cells by header."""

    number: int
    cells: dict[str, Any]

    @property
    def key(self) -> Key:
        """The ids of the document and the record."""
        return layout.plain(self.cells.get(layout.DOCUMENT_ID)), layout.plain(self.cells.get(layout.RECORD))

    def text(self, header: str) -> str:
        """Return a cell as text, without the apostrophe that keeps it from being run."""
        return as_typed(layout.plain(self.cells.get(header)))


@dataclass
class Reviewed:
    """What a workbook hands back.

    Attributes:
        decisions: What a person decided.
        refused: What can't be taken, a line each.
        notes: What a person should know, a line each.
    """

    decisions: DecisionFile = field(default_factory=DecisionFile)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(path: Path) -> Reviewed:
    """Return what a reviewed workbook hands back; nothing in it is run.

    Args:
        path: The workbook, as `extract export --format xlsx` wrote it and any spreadsheet saved it.

    Raises:
        NotFoundError: There is no such file.
        DamagedError: It is no workbook, or one that was not made for review.
    """
    return _Reader(path, *_opened(path)).reviewed()


def _opened(path: Path) -> tuple[dict[str, list[Row]], datetime | None]:
    """Return the rows of each sheet, and when the workbook was saved."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from extractor.parsers.docx.container import Container

    try:
        Container(path.read_bytes(), path.name, Limits())
        book = load_workbook(path, read_only=True)
        sheets = {sheet.title: list(_rows(sheet)) for sheet in book.worksheets if sheet.title in layout.COLUMNS}
        saved = book.properties.modified
        book.close()
    except FileNotFoundError:
        raise NotFoundError(str(path), "no such file", "check the name") from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise DamagedError(str(path), f"is no workbook ({error})", "save it again as XLSX") from None
    missing = [name for name in (layout.RECORDS, layout.AS_EXPORTED) if name not in sheets]
    if missing:
        cause = f"has no sheet {' and no sheet '.join(missing)}"
        raise DamagedError(str(path), cause, "give one that `extract export --format xlsx` made")
    return sheets, saved


def _rows(sheet: Any) -> Iterator[Row]:
    # LibreOffice states no dimensions that can be relied on.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    headers = [layout.plain(cell) for cell in next(rows, ())]
    for number, cells in enumerate(rows, start=2):
        if any(layout.plain(cell) for cell in cells):
            yield Row(number, {header: cell for header, cell in zip(headers, cells, strict=False) if header})


class _Reader:
    """Compares what came back with what was handed out."""

    def __init__(self, path: Path, sheets: Mapping[str, list[Row]], saved: datetime | None) -> None:
        self._name, self._sheets = path.name, sheets
        when = saved.replace(tzinfo=UTC) if saved else datetime.fromtimestamp(path.stat().st_mtime, UTC)
        self._date = when.isoformat(timespec="seconds")
        self._kept: dict[str, dict[tuple[str, ...], Row]] = defaultdict(dict)
        for row in sheets[layout.AS_EXPORTED]:
            number = layout.plain(row.cells.get(layout.NUMBER))
            self._kept[row.text(layout.SHEET)][*row.key, number] = row
        self._who = next((row.text(layout.NAME_HERE) for row in sheets.get(layout.READ_ME, ())), "")
        self._told = Reviewed()

    def reviewed(self) -> Reviewed:
        lists = self._lists()
        records = [*self._records(lists)]
        # What only the sheets of people and partners hold of a record whose row was taken out.
        for key, changes in lists.items():
            decided = self._decision(key, None, changes)
            records += [decided] if decided else []
        self._told.decisions = DecisionFile(records=tuple(records), findings=tuple(self._findings()))
        return self._told

    def _records(self, lists: dict[Key, list[Change]]) -> Iterator[Decision]:
        kept = self._kept[layout.RECORDS]
        seen: set[Key] = set()
        for row in self._sheets[layout.RECORDS]:
            before = kept.get((*row.key, ""))
            if not before or row.key in seen:
                why = "is a second row of it" if before else "no such record was handed out"
                self._refuse(layout.RECORDS, row, f"{row.text(layout.RECORD) or 'no id'}: {why}")
                continue
            seen.add(row.key)
            self._check_fixed(layout.RECORDS, row, before)
            changes = [*self._changes(row, before), *lists.pop(row.key, ())]
            twice = {change.field for change in changes if sum(one.field == change.field for one in changes) > 1}
            for name in sorted(twice):
                self._refuse(layout.RECORDS, row, f"{row.key[1]}: {name} were changed here and in their own sheet")
            decided = self._decision(row.key, (row, before), [one for one in changes if one.field not in twice])
            if decided:
                yield decided
        gone = len(kept) - len(seen)
        if gone:
            rows = "1 record has no row" if gone == 1 else f"{gone} records have no row"
            self._told.notes.append(f"{self._name}: {rows} any more, which decides nothing")

    def _changes(self, row: Row, before: Row) -> Iterator[Change]:
        for header, name in layout.EDITABLE.items():
            after = self._text(layout.RECORDS, row, header)
            if after is not None and not same(after, before.text(header)):
                yield Change(field=name, before=before.text(header), after=after)
        yield from self._days(row, before)

    def _days(self, row: Row, before: Row) -> Iterator[Change]:
        """Yield the change of the only date, where its first or last day was changed."""
        days = [self._text(layout.RECORDS, row, header) for header in (layout.START, layout.END)]
        old = [before.text(header) for header in (layout.START, layout.END)]
        if days == old or None in days:
            return
        dates = before.text("Dates")
        if ";" in dates or row.text("Dates") != dates:
            told = "Start or End was changed beside several dates or a changed one; change Dates alone"
            self._refuse(layout.RECORDS, row, f"{row.key[1]}: {told}")
            return
        start, end = (day or "" for day in days)
        yield Change(field="dates", before=dates, after=start if start == end else f"{start}/{end}")

    def _lists(self) -> dict[Key, list[Change]]:
        """Return the fields whose values were changed in the sheets that have a row for each value."""
        found: dict[Key, list[Change]] = defaultdict(list)
        for sheet, name in layout.LISTS.items():
            if sheet not in self._sheets:
                continue
            before: dict[Key, list[str]] = defaultdict(list)
            for row in self._kept[sheet].values():
                before[row.key].append(row.text(layout.TEXT))
            after = self._listed(sheet, name)
            for key in {**before, **after}:
                old, new = "; ".join(before[key]), after.get(key, [])
                if None not in new and not same(old, "; ".join(filter(None, new))):
                    found[key].append(Change(field=name, before=old, after="; ".join(filter(None, new))))
        return found

    def _listed(self, sheet: str, name: EditedField) -> dict[Key, list[str | None]]:
        """Return the values of each record by their rows; None for one that can't be read."""
        found: dict[Key, list[tuple[float, str | None]]] = defaultdict(list)
        for row in self._sheets[sheet]:
            number = layout.plain(row.cells.get(layout.NUMBER))
            kept = self._kept[sheet].get((*row.key, number))
            if (*row.key, "") not in self._kept[layout.RECORDS]:
                self._refuse(sheet, row, f"{row.key[1] or 'no id'}: no such record was handed out")
                continue
            if kept and kept.text(layout.OWN_DIGEST) == layout.digest(row.cells, layout.own(sheet)):
                text: str | None = kept.text(layout.TEXT)
            else:
                text = self._value(sheet, row)
            if kept:
                self._check_fixed(sheet, row, kept)
            found[row.key].append((float(number) if kept else float("inf"), text))
        return {key: [text for _, text in sorted(values, key=lambda one: one[0])] for key, values in found.items()}

    def _value(self, sheet: str, row: Row) -> str | None:
        cells = {header: self._text(sheet, row, header) for header in layout.own(sheet) if header in row.cells}
        if None in cells.values():
            return None
        told = {header: " ".join((cell or "").replace(";", ",").split()) for header, cell in cells.items()}
        if sheet == layout.PARTNERS:
            return f"{told.get(layout.NAME, '')} ({told.get(layout.ROLE) or 'partner'})"
        value, most = told.get(layout.VALUE, ""), told.get(layout.UP_TO, "")
        for text in filter(None, (value or "0", most)):
            if not text.isdecimal() or not value:
                self._refuse(sheet, row, f"{row.key[1]}: {value!r} to {most!r} are no whole numbers")
                return None
        qualifier = told.get(layout.QUALIFIER, "").replace("_", " ")
        sign = "" if qualifier in ("exact", "between") else f"{qualifier} "
        part = " (part)" if told.get(layout.PART) == "yes" else ""
        return f"{sign}{value}{f'–{most}' if most else ''} {told.get(layout.AUDIENCE, '')}".strip() + part

    def _findings(self) -> Iterator[JudgedFinding]:
        kept = {key[1]: row for key, row in self._kept[layout.FINDINGS].items()}
        for row in self._sheets.get(layout.FINDINGS, ()):
            identity = row.text(layout.FINDING)
            before = kept.get(identity)
            if not before:
                self._refuse(layout.FINDINGS, row, f"{identity or 'no id'}: no such finding was handed out")
                continue
            self._check_fixed(layout.FINDINGS, row, before)
            judged = self._verdict(layout.FINDINGS, row, before)
            noted = row.text(layout.NOTE) != before.text(layout.NOTE)
            stood = _verdict_of(before)
            verdict = judged or (stood if noted else None)
            if verdict:
                yield JudgedFinding(
                    finding=identity,
                    verdict=verdict,
                    note=row.text(layout.NOTE),
                    name=self._by(row, before),
                    evidence=row.text(layout.EVIDENCE_DIGEST),
                    rules=row.text(layout.RULES_DIGEST),
                    date=self._date,
                    seen=stood,
                )

    def _decision(self, key: Key, rows: tuple[Row, Row] | None, changes: list[Change]) -> Decision | None:
        if rows is None:
            told = Decision(record=key[1], document=key[0], changes=tuple(changes), name=self._who, date=self._date)
            return told if changes else None
        row, before = rows
        verdict = self._verdict(layout.RECORDS, row, before)
        note = row.text(layout.NOTE) if row.text(layout.NOTE) != before.text(layout.NOTE) else ""
        if not (verdict or changes or note):
            return None
        return Decision(
            record=key[1],
            document=key[0],
            verdict=verdict,
            seen=_verdict_of(before),
            changes=tuple(changes),
            note=note,
            name=self._by(row, before),
            date=self._date,
        )

    def _verdict(self, sheet: str, row: Row, before: Row) -> Verdict | None:
        """Return a judgement that is new."""
        text, stood = (self._text(sheet, row, layout.JUDGEMENT) or "").lower(), before.text(layout.JUDGEMENT)
        if text == stood:
            return None
        for verdict in layout.VERDICTS:
            if text == verdict:
                return verdict
        told = f"{text!r} is no judgement" if text else f"{stood!r} can't be taken back, only changed"
        self._refuse(sheet, row, f"{told}; choose one of {', '.join(layout.VERDICTS)}")
        return None

    def _text(self, sheet: str, row: Row, header: str) -> str | None:
        """Return a cell's text; None where its column is gone, or it holds a formula."""
        if header not in row.cells:
            return None
        value = row.cells[header]
        if isinstance(value, str) and value.startswith("="):
            self._refuse(sheet, row, f"{header} holds a formula; write what it should say")
            return None
        return row.text(header)

    def _by(self, row: Row, before: Row) -> str:
        """Return who decided: the name beside the row where it is a new one, else that of the sheet."""
        name = row.text(layout.REVIEWER)
        return name if name and name != before.text(layout.REVIEWER) else self._who or name

    def _check_fixed(self, sheet: str, row: Row, before: Row) -> None:
        headers = layout.fixed(sheet)
        there = all(header in row.cells for header in headers)
        if there and before.text(layout.FIXED_DIGEST) != layout.digest(row.cells, headers):
            told = f"a cell of {', '.join(headers)} was changed; these say what the document says"
            self._refuse(sheet, row, told)

    def _refuse(self, sheet: str, row: Row, why: str) -> None:
        self._told.refused.append(f"{self._name}, {sheet}, row {row.number}: {why}")


def _verdict_of(row: Row) -> Verdict | None:
    text = row.text(layout.JUDGEMENT)
    return next((verdict for verdict in layout.VERDICTS if verdict == text), None)
