"""The tables of names: organisations, initiatives, audiences, events."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor

DATA = Path(extractor.__file__).parent / "lexicon" / "data"
COLUMNS = {
    "organisations": ["id", "name", "acronyms", "aliases", "kind", "parent", "country"],
    "initiatives": ["id", "name", "aliases"],
    "audiences": ["singular", "plural", "kind"],
    "events": ["name", "aliases"],
}
LEAST = {"organisations": 450, "initiatives": 60, "audiences": 350, "events": 60}
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
Row = dict[str, str]


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(QUOTES))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def read(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def names(row: Row) -> list[str]:
    """Everything that the matcher may read as this row, once per distinct fold."""
    return [row["name"], *several(row.get("acronyms", "")), *several(row.get("aliases", ""))]


def claimed_twice(rows: list[Row]) -> Iterator[tuple[str, set[str]]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in names(row):
            owners[fold(name)].add(row.get("id") or row["name"])
    yield from ((name, ids) for name, ids in owners.items() if len(ids) > 1)


@pytest.fixture(scope="module")
def organisations() -> list[Row]:
    return read("organisations")


@pytest.fixture(scope="module")
def by_id(organisations: list[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in organisations}


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_size(table: str) -> None:
    rows = read(table)
    assert list(rows[0]) == COLUMNS[table]
    assert len(rows) >= LEAST[table]


@pytest.mark.parametrize("table", COLUMNS)
def test_cells_are_tidy(table: str) -> None:
    for row in read(table):
        for column, cell in row.items():
            values = cell.split("|") if column in {"aliases", "acronyms"} and cell else [cell]
            for value in values:
                assert value == " ".join(value.split()), (table, row)
                assert value or not cell, (table, row)


@pytest.mark.parametrize("table", COLUMNS)
def test_first_column_is_unique_and_sorted(table: str) -> None:
    keys = [row[COLUMNS[table][0]].casefold() for row in read(table)]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", ["organisations", "initiatives", "events"])
def test_no_name_belongs_to_two_rows(table: str) -> None:
    assert list(claimed_twice(read(table))) == []


@pytest.mark.parametrize("table", ["organisations", "initiatives", "events"])
def test_every_alias_adds_something(table: str) -> None:
    for row in read(table):
        folds = [fold(name) for name in (row["name"], *several(row["aliases"]))]
        assert len(set(folds)) == len(folds), row


def test_parents_exist_and_do_not_circle(by_id: dict[str, Row]) -> None:
    for key, row in by_id.items():
        seen, parent = {key}, row["parent"]
        while parent:
            assert parent in by_id, row
            assert parent not in seen, row
            seen.add(parent)
            parent = by_id[parent]["parent"]


def test_countries_are_codes_and_regulators_have_one(organisations: list[Row]) -> None:
    for row in organisations:
        assert row["country"] == "" or (len(row["country"]) == 3 and row["country"].isupper()), row
        assert row["kind"] != "regulator" or row["country"] or row["parent"], row


def test_acronyms_hold_a_capital(organisations: list[Row]) -> None:
    for row in organisations:
        for acronym in several(row["acronyms"]):
            assert any(c.isupper() or c.isdigit() for c in acronym), row


def test_short_names_are_matched_by_case_only(organisations: list[Row]) -> None:
    """A name or alias is read in any case: none may be a plain English word."""
    words = {
        "who",
        "first",
        "impact",
        "orange",
        "apple",
        "meta",
        "snap",
        "x",
        "plan",
        "globe",
        "thorn",
        "amazon",
    }
    for row in organisations:
        assert not words & {fold(row["name"]), *map(fold, several(row["aliases"]))}, row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNICEF", "UNICEF"),
        ("United Nations Children’s Fund", "UNICEF"),
        ("World Health Organisation", "WHO"),
        ("Save the Children International", "STC"),
        ("Saudi Telecom Company", "SAUDI-TELECOM"),
        ("Plan International", "PLAN"),
        ("Council of Europe", "COE"),
        ("Council of the European Union", None),
        ("Committee on the Rights of the Child", "CRC"),
        ("Convention on the Rights of the Child", None),
        ("Office of the SRSG-VAC", "SRSG-VAC"),
        ("Fundacion Telefonica", "Telefónica Foundation"),
        ("Telefónica", "Telefónica"),
        ("National Telecommunications Commission", None),
        ("Ministry of Education", None),
        ("ITU Academy", None),
        ("NCA", None),
        ("TRA", None),
        ("RCC", None),
    ],
)
def test_who_owns_a_name(organisations: list[Row], text: str, expected: str | None) -> None:
    owners = [row["id"] for row in organisations if fold(text) in map(fold, names(row))]
    assert owners == ([expected] if expected else [])


@pytest.mark.parametrize("child", ["BDT", "BR", "TSB", "ITU-D", "GSR Secretariat", "CWG-COP"])
def test_bodies_of_the_union_lead_to_it(by_id: dict[str, Row], child: str) -> None:
    assert by_id[child]["parent"] == "ITU"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("child", "children"),
        ("woman", "women"),
        ("person", "persons"),
        ("policy-maker", "policy-makers"),
        ("staff", "staff"),
        ("secretary", "secretaries"),
        ("police officer", "police officers"),
    ],
)
def test_audience_pairs(singular: str, plural: str) -> None:
    assert {"singular": singular, "plural": plural} in [
        {"singular": row["singular"], "plural": row["plural"]} for row in read("audiences")
    ]


def test_audience_kinds_and_near_misses() -> None:
    rows = read("audiences")
    assert {row["kind"] for row in rows} == {"person", "collective"}
    heads = {word for row in rows for word in (row["singular"], row["plural"])}
    assert heads == {head.lower() for head in heads}
    assert not heads & {
        "country",
        "countries",
        "school",
        "schools",
        "family",
        "families",
        "workshops",
        "pilots",
    }


def test_initiatives_leave_the_plain_subject_alone() -> None:
    read_as = {fold(name) for row in read("initiatives") for name in names(row)}
    assert {"go-safer", "industry connect", "cyberdrill", "cyber drill", "global cyberdrill"} <= read_as
    assert not read_as & {"child online protection", "child online protection initiative", "cop", "training"}


def test_events_are_not_organisations(organisations: list[Row]) -> None:
    held = {fold(name) for row in read("events") for name in names(row)}
    assert not held & {fold(name) for row in organisations for name in names(row)}
