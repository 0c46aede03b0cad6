"""The workbook as written, and as LibreOffice saves it again."""

import datetime
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extractor.export.material import Shown
from extractor.review import layout
from models.findings import Finding, Statement
from tests.export import made

STATEMENT = Statement(text="It was held.", document="report.docx", page=2, countries=())
SHOWN = Shown(
    Finding(
        id="f-1", kind="new", severity="info", before=(), after=("r-full",), field=None, before_value=None,
        after_value=None, message="A workshop: not reported before",
    ),
    (), (STATEMENT,), ("2023", "2024"), "e1", "d1",
)  # fmt: skip
VISIBLE = ["Records", "Participants", "Partners", "Findings", "Documents", "Read me"]


@pytest.fixture
def workbook(written, tmp_path) -> Path:
    path = tmp_path / "review.xlsx"
    path.write_bytes(written("xlsx", made.result(), findings=lambda: [SHOWN]))
    return path


@pytest.fixture
def saved_again(workbook, tmp_path) -> Path:
    """The workbook, opened and saved by LibreOffice."""
    return by_libreoffice(workbook, tmp_path)


def by_libreoffice(path: Path, folder: Path) -> Path:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed (.ci/run installs libreoffice-calc-nogui)")
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    out = folder / "saved"
    subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=300)
    return out / path.name


@pytest.fixture(params=["as written", "saved again"])
def book(request):
    path = request.getfixturevalue("workbook" if request.param == "as written" else "saved_again")
    return load_workbook(path)


def line(sheet, number) -> dict:
    headers = [cell.value for cell in sheet[1]]
    return dict(zip(headers, sheet[number], strict=True))


def test_types_filters_and_drop_downs(book):
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == VISIBLE
    sheet = book["Records"]
    full = line(sheet, 2)
    assert full["Start"].value == datetime.datetime(2023, 6, 10)
    assert full["Start"].is_date
    assert (full["People"].value, full["Page"].value, full["Confidence"].value) == (104, 2, 0.9)
    assert full["Countries"].value == "GHA; NAM; XKX"
    assert full["Evidence"].value == "A workshop was held."
    assert sheet.auto_filter.ref == sheet.dimensions
    offered = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for header in ("Type", "Status", "Judgement"):
        assert offered[letters[header]] == f'"{",".join(layout.CHOICES[header])}"'
    assert {str(rule.sqref)[0] for rule in book["Participants"].data_validations.dataValidation} == {"F", "H"}
    assert line(book["Participants"], 3)["Part of a total"].value == "yes"
    assert line(book["Partners"], 3)["Role"].value == "lead"
    assert line(book["Findings"], 2)["Statement after"].value == "“It was held.” (report.docx, page 2)"
    assert line(book["Documents"], 2)["Records"].value == 2


def test_headers_stay_in_sight(workbook):
    assert {sheet.freeze_panes for sheet in load_workbook(workbook)} == {"B2"}


def test_choices_fit_a_list(workbook):
    for choices in layout.CHOICES.values():
        assert len(",".join(choices)) <= 255


def test_hidden_columns_hold_the_keys(workbook):
    sheet = load_workbook(workbook)["Records"]
    hidden = [cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden]
    assert hidden == ["Document id"]


def test_nothing_in_it_is_a_formula_a_link_or_a_macro(written):
    text = "=cmd|' /C calc'!A0"
    hostile = made.record(title=text, statement="http://x.test +1", partners=[made.partner("Y", name="@SUM(A1)")])
    content = written("xlsx", made.result(hostile, filename="-1+1.docx"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in part or "<hyperlink" in part for part in sheets)
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]
    row = line(load_workbook(io.BytesIO(content))["Records"], 2)
    assert (row["Title"].value, row["Title"].data_type) == (f"'{text}", "s")
    assert row["Document"].value == "'-1+1.docx"


def test_a_text_longer_than_a_cell_is_cut_and_told(written):
    notes: list[str] = []
    content = written("xlsx", made.result(made.record(statement="a" * 40_000)), notes=notes)
    value = line(load_workbook(io.BytesIO(content))["Records"], 2)["Evidence"].value
    assert len(value) == 32_767
    assert notes == ["1 text cut at the 32,767 characters of a cell"]
