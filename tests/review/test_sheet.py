"""Reviewed workbooks: what a person changed is traced, what can't be taken is told."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from extractor import comparing
from extractor.errors import ExtractError
from extractor.export.formats import FORMATS
from extractor.export.material import Material
from extractor.export.rows import codes_of
from extractor.lexicon.load import load
from extractor.review.fields import names_of
from extractor.review.log import Decisions
from extractor.review.sheet import read_sheet
from extractor.settings import Settings
from models.decisions import Decision
from tests.export import made
from tests.export.test_xlsx import SHOWN, by_libreoffice


class Book:
    """A workbook handed out, edited, and handed back."""

    def __init__(self, path, *results, **material) -> None:
        self.path = path
        stream = io.BytesIO()
        made_of = Material(results or (made.result(),), codes_of(load()), findings=lambda: [SHOWN], **material)
        FORMATS["xlsx"].write(made_of, stream)
        path.write_bytes(stream.getvalue())
        self.book = load_workbook(path)

    def set(self, sheet, row, **cells) -> "Book":
        headers = {str(cell.value).replace(" ", "_"): cell.column for cell in self.book[sheet][1]}
        for header, value in cells.items():
            self.book[sheet].cell(row, headers[header]).value = value
        return self

    def back(self):
        self.book.save(self.path)
        return read_sheet(self.path)


@pytest.fixture
def book(tmp_path) -> Book:
    return Book(tmp_path / "review.xlsx")


def changed(reviewed, key="r-full") -> dict[str, tuple[str, str]]:
    (decision,) = [one for one in reviewed.decisions.records if one.record == key]
    return {change.field: (change.before, change.after) for change in decision.changes}


@pytest.mark.parametrize("spreadsheet", ["openpyxl", "LibreOffice"])
def test_an_untouched_workbook_decides_nothing(book, tmp_path, spreadsheet):
    book.book.save(book.path)
    path = by_libreoffice(book.path, tmp_path) if spreadsheet == "LibreOffice" else book.path
    reviewed = read_sheet(path)
    assert (reviewed.decisions.records, reviewed.decisions.findings) == ((), ())
    assert (reviewed.refused, reviewed.notes) == ([], [])


@pytest.mark.parametrize("spreadsheet", ["openpyxl", "LibreOffice"])
def test_every_change_has_who_when_before_and_after(book, tmp_path, spreadsheet):
    book.set("Records", 2, Type="training", Countries="GHA; KEN", Judgement="confirmed", Note="seen", Reviewer="Ana")
    book.set("Records", 3, Status="cancelled").set("Read me", 2, Your_name="Bo")
    book.set("Findings", 2, Judgement="dismissed", Note="known")
    book.book.save(book.path)
    path = by_libreoffice(book.path, tmp_path) if spreadsheet == "LibreOffice" else book.path
    reviewed = read_sheet(path)
    full, bare = reviewed.decisions.records
    assert (full.record, full.document, full.verdict, full.note, full.name) == (
        "r-full", "sha256:d1", "confirmed", "seen", "Ana",
    )  # fmt: skip
    assert datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(full.date) < datetime.timedelta(days=1)
    assert changed(reviewed) == {
        "activity_type": ("workshop", "training"),
        "countries": ("GHA; NAM; XKX", "GHA; KEN"),
    }
    assert (bare.name, bare.verdict, changed(reviewed, "r-bare")) == ("Bo", None, {"status": ("planned", "cancelled")})
    (finding,) = reviewed.decisions.findings
    assert (finding.finding, finding.verdict, finding.note, finding.name) == ("f-1", "dismissed", "known", "Bo")
    assert (finding.evidence, finding.rules) == ("e1", "d1")
    assert reviewed.refused == []


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "field", "after"),
    [
        ("Participants", 2, {"Value": 65}, "participants", "65 teachers; 41 women (part); 40–50 parents"),
        ("Participants", 2, {"Qualifier": "about"}, "participants", "about 64 teachers; 41 women (part); 40–50 parents"),
        ("Participants", 3, {"Part_of_a_total": "no"}, "participants", "64 teachers; 41 women; 40–50 parents"),
        ("Participants", 4, {"Up_to": None, "Qualifier": "exact"}, "participants", "64 teachers; 41 women (part); 40 parents"),
        ("Partners", 2, {"Role": "host"}, "partners", "The UNICEF (host); UNESCO (lead); GIZ (funder); X (speaker)"),
        ("Records", 2, {"Participants": "64 girls"}, "participants", "64 girls"),
        ("Records", 2, {"End": datetime.datetime(2023, 6, 13)}, "dates", "2023-06-10/2023-06-13"),
        ("Records", 2, {"End": datetime.datetime(2023, 6, 10)}, "dates", "2023-06-10"),
        ("Records", 2, {"Dates": "2023-07"}, "dates", "2023-07"),
        ("Records", 2, {"Place": None}, "location", ""),
    ],
)  # fmt: skip
def test_what_may_be_changed(book, sheet, row, cells, field, after):
    reviewed = book.set(sheet, row, **cells).back()
    assert reviewed.refused == []
    (told,) = changed(reviewed).items()
    assert told == (field, (told[1][0], after))
    log = comparing.apply([book.path], (), (), Settings()).records
    names = names_of(load())
    record, problems = Decisions(log).honoured("sha256:d1", made.FULL, names)
    assert problems == []
    assert record != made.FULL


def test_rows_taken_out_and_added(book):
    book.book["Participants"].delete_rows(4)
    sheet = book.book["Partners"]
    sheet.append(["r-bare", "report.docx", None, None, "UNICEF", "lead", None, "sha256:d1"])
    reviewed = book.back()
    assert changed(reviewed)["participants"][1] == "64 teachers; 41 women (part)"
    assert changed(reviewed, "r-bare") == {"partners": ("", "UNICEF (lead)")}


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "why"),
    [
        ("Records", 2, {"Evidence": "It never was."}, "these say what the document says"),
        ("Records", 2, {"Record": "r-else"}, "r-else: no such record was handed out"),
        ("Records", 2, {"Judgement": "maybe"}, "'maybe' is no judgement"),
        ("Records", 2, {"Title": '=HYPERLINK("http://x.test")'}, "Title holds a formula"),
        ("Participants", 2, {"Value": "some"}, "'some' to '' are no whole numbers"),
        ("Participants", 2, {"Words": "70 teachers"}, "these say what the document says"),
        ("Partners", 2, {"Record": None}, "no id: no such record was handed out"),
        ("Findings", 2, {"Finding": "f-2"}, "f-2: no such finding was handed out"),
        ("Findings", 2, {"Message": "All is well"}, "these say what the document says"),
    ],
)
def test_what_cannot_be_taken_is_told(book, sheet, row, cells, why):
    reviewed = book.set(sheet, row, **cells).back()
    (line,) = [told for told in reviewed.refused if why in told]
    assert line.startswith(f"review.xlsx, {sheet}, row {row}: ")


def test_two_places_for_one_field_are_a_conflict(book):
    reviewed = book.set("Records", 2, Participants="1 teacher").set("Participants", 2, Value=65).back()
    assert reviewed.decisions.records == ()
    assert "participants were changed here and in their own sheet" in reviewed.refused[0]


def test_a_second_row_of_a_record_is_told(book):
    sheet = book.book["Records"]
    sheet.append([cell.value for cell in sheet[2]])
    assert "r-full: is a second row of it" in book.back().refused[0]


def test_records_without_a_row_are_told(book):
    book.book["Records"].delete_rows(2)
    assert book.back().notes == ["review.xlsx: 1 record has no row any more, which decides nothing"]


def test_rows_in_another_order_say_the_same(book):
    sheet = book.book["Records"]
    rows = [[cell.value for cell in sheet[number]] for number in (2, 3)]
    for number, row in zip((3, 2), rows, strict=True):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    reviewed = book.back()
    assert (reviewed.decisions.records, reviewed.refused) == ((), [])


EARLIER = Decision(
    record="r-full", document="sha256:d1", verdict="confirmed", name="Ana", date="2024-01-01",
    changes=({"field": "activity_type", "before": "workshop", "after": "event"},),
)  # fmt: skip


def test_another_reviewers_decision_is_not_overwritten(book):
    book.set("Records", 2, Type="training", Judgement="dismissed", Reviewer="Bo", Title="new").back()
    applied = comparing.apply([book.path], (EARLIER,), (), Settings())
    assert sorted(line.split(": ")[1].split(" by ")[0] for line in applied.conflicts) == [
        "activity_type 'training'",
        "dismissed",
    ]
    assert [change.field for change in applied.records[0].changes] == ["title"]


def test_who_saw_the_decision_may_change_it(tmp_path):
    names = names_of(load())
    seen, _ = Decisions((EARLIER,)).honoured_all(made.result(), names)
    book = Book(tmp_path / "second.xlsx", seen, decisions=Decisions((EARLIER,)))
    book.set("Records", 2, Type="training", Judgement="dismissed", Reviewer="Bo").back()
    applied = comparing.apply([book.path], (EARLIER,), (), Settings())
    assert applied.conflicts == ()
    assert (applied.records[0].seen, applied.records[0].verdict) == ("confirmed", "dismissed")


def test_a_record_that_changed_meanwhile_is_told(book):
    book.set("Records", 2, Type="training").back()
    log = comparing.apply([book.path], (), (), Settings()).records
    now = made.FULL.model_copy(update={"activity_type": "event"})
    record, problems = Decisions(log).honoured("sha256:d1", now, names_of(load()))
    assert record.activity_type == "event"
    assert "was corrected from 'workshop' to 'training'" in problems[0]


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook(tmp_path, content):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    with pytest.raises(ExtractError, match=r"bad\.xlsx"):
        read_sheet(path)


def test_a_workbook_of_someone_else(tmp_path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(ExtractError, match="has no sheet Records"):
        read_sheet(tmp_path / "other.xlsx")
