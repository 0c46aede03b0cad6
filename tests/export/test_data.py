"""CSV, lines of JSON, Parquet and data frames: the same columns, typed."""

import csv
import datetime
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.formats import FORMATS
from extractor.export.rows import COLUMNS
from extractor.normalise.cells import as_typed, harmless, visible
from tests.export import made

NAMES = [column.name for column in COLUMNS]


def test_lines_of_json_are_typed(written):
    full, bare = map(json.loads, written("jsonl", made.result()).decode().splitlines())
    assert list(full) == list(bare) == NAMES
    assert full["countries"] == ["GHA", "NAM", "XKX"]
    assert full["countries_alpha_2"] == ["GH", "NA", "XK"]
    assert full["countries_m49"] == ["288", "516", ""]
    assert full["itu_regions"] == ["Africa", "Europe"]
    assert (full["people"], full["people_max"], full["people_qualifier"]) == (104, 114, "mixed")
    assert full["participants"] == ["64 teachers", "41 women", "40–50 parents"]
    assert (full["start"], full["end"], full["dates"]) == ("2023-06-10", "2023-06-12", ["2023-06-10/2023-06-12"])
    assert (full["published"], full["period_end"]) == ("2024-04-12", "2024-02-29")
    assert [bare[name] for name in ("people", "start", "end", "location", "verdict")] == [None] * 5


def test_csv_has_the_same_cells(written):
    rows = list(csv.DictReader(io.StringIO(written("csv", made.result()).decode())))
    lines = [json.loads(line) for line in written("jsonl", made.result()).decode().splitlines()]
    for row, line in zip(rows, lines, strict=True):
        told = {name: "|".join(map(str, value)) if isinstance(value, list) else value for name, value in line.items()}
        assert row == {name: "" if value is None else str(value) for name, value in told.items()}


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ([], None, None),
        ([made.days("2023-06-01", None)], "2023-06-01", None),
        ([made.days(None, "2023-06-01")], None, "2023-06-01"),
        ([made.days("2023-06-01", "2023-06-02"), made.days("2023-05-01", "2023-05-31")], "2023-05-01", "2023-06-02"),
        ([made.days("2023-06-01", None), made.days("2023-05-01", "2023-05-31")], "2023-05-01", None),
    ],
)
def test_days_of_several_dates(written, dates, first, last):
    (line,) = written("jsonl", made.result(made.record(dates=dates))).decode().splitlines()
    assert (json.loads(line)["start"], json.loads(line)["end"]) == (first, last)


def test_parquet_is_read_back_by_duckdb(written, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "records.parquet"
    path.write_bytes(written("parquet", made.result()))
    found = duckdb.sql(f"SELECT * FROM '{path}'")
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert list(types) == NAMES
    assert (types["start"], types["people"], types["confidence"]) == ("DATE", "BIGINT", "DOUBLE")
    assert types["countries"] == "VARCHAR[]"
    asked = f"SELECT record, start, people, countries[2] FROM '{path}' WHERE start < DATE '2024-01-01'"
    assert duckdb.sql(asked).fetchall() == [("r-full", datetime.date(2023, 6, 10), 104, "NAM")]
    assert duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE start IS NULL").fetchall() == [(1,)]


def test_parquet_of_nothing_has_its_columns(written, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "none.parquet"
    path.write_bytes(written("parquet"))
    assert duckdb.sql(f"SELECT * FROM '{path}'").columns == NAMES


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_results_give_the_same_bytes(written, form):
    assert written(form, made.result()) == written(form, made.result())


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "␍=1"),
        ("  =1", "'  =1"),
        ("plain", "plain"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("–5", "–5"),
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x7f\x85", "a␀b␡⟨U+0085⟩"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_harmless_cells(text, cell):
    assert harmless(text) == cell
    assert as_typed(cell) == visible(text)


@given(st.text())
def test_no_cell_begins_a_formula_or_controls_anything(text):
    cell = harmless(text)
    assert not cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not any(char < " " and char not in "\t\n" for char in cell)
