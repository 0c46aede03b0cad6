"""`extract lexicon add` and `extract lexicon suggest`, as a user runs them."""

import csv
import io
import json

import pytest

from extractor.cli.main import run as run_in_process

TEXT = """\
Report by the Secretary-General

Digital safety in schools

This report covers the period from January 2023 to December 2023.

A workshop was held in Lusaka, Zambia, in March 2023 for 45 teachers with the Lakeside Coding Foundation (LCF).

The LCF and UNICEF held a second workshop in Malta in May 2023 for parents.

Three towns took part in the Open Harbour project. A training course of Open Harbour was held in Malta.
"""
ORGANISATION = ("add", "organisation", "Lakeside Coding Foundation", "--acronym", "LCF", "--kind", "foundation")


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "words"


@pytest.fixture
def lexicon(capsys):
    """Returns a function that runs `extract lexicon` and returns status, standard output and standard error."""

    def run(*arguments):
        status = run_in_process(["lexicon", *map(str, arguments)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


ADDED = [
    (("organisation", "Lake Trust", "--kind", "ngo"), "organisations", "Lake Trust,Lake Trust,,,ngo,,"),
    (
        (
            *("organisation", "Mirror Lake Trust", "--acronym", "MLT", "--acronym", "MiLT"),
            *("--alias", "The Mirror Trust", "--kind", "ngo", "--country", "ZMB", "--parent", "UNICEF"),
        ),
        "organisations",
        "MLT,Mirror Lake Trust,MLT|MiLT,The Mirror Trust,ngo,UNICEF,ZMB",
    ),
    (("initiative", "Open, Harbour", "--alias", "OH"), "initiatives", '"Open, Harbour","Open, Harbour",OH'),
    (("event", "Harbour Days"), "events", "Harbour Days,"),
    (("country-name", "Harbourland", "--alpha-3", "MLT"), "country_names", "MLT,Harbourland,common,no,hand"),
    (("city", "New Harbour Town", "--alpha-3", "NAM"), "cities", "New Harbour Town,NAM,0,no,city,hand"),
    (("audience", "harbour guide", "--plural", "harbour guides"), "audiences", "harbour guide,harbour guides,person"),
    (
        ("activity", "codeathon", "--plural", "codeathons", "--type", "workshop", "--weight", "strong"),
        "activity_nouns",
        "codeathon,codeathons,workshop,strong",
    ),
]


@pytest.mark.parametrize(("arguments", "table", "row"), ADDED)
def test_a_row_is_added(lexicon, folder, arguments, table, row):
    status, out, err = lexicon("add", *arguments, "--lexicons", folder)
    assert (status, err) == (0, "")
    path = folder / f"{table}.add.csv"
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [row]
    assert out.startswith(f"{path}: row 2 added (")
    assert len(out.splitlines()) == 1
    assert lexicon("check", folder) == (0, "", "")
    assert [file.name for file in folder.iterdir()] == [path.name]


REFUSED = [
    (("organisation", "Unicef", "--kind", "un"), "'Unicef' is a row already"),
    (("organisation", "united nations children’s fund", "--id", "NB", "--kind", "un"), "is a name of 'UNICEF' already"),
    (("organisation", "New Body", "--acronym", "UNICEF", "--kind", "un"), "'UNICEF' is a row already"),
    (("organisation", "New Body", "--id", "NB", "--acronym", "UNICEF", "--kind", "un"), "'UNICEF' is a name of"),
    (("organisation", "New Body", "--kind", "ngo", "--country", "Malta"), "'Malta' is not in countries.csv"),
    (("organisation", "New Body", "--kind", "ngo", "--parent", "NoBody"), "'NoBody' is not in organisations.csv"),
    (("organisation", " New Body", "--kind", "ngo"), "has a space or line break at an end"),
    (("organisation", "", "--kind", "ngo"), "is empty"),
    (("organisation", "New\nBody", "--kind", "ngo"), "holds a line break"),
    (("event", "New Day", "--alias", "A||B"), "has an empty value"),
    (("country-name", "malta", "--alpha-3", "MLT"), "'malta' is a row already"),
    (("city", "New Town", "--alpha-3", "NAM", "--population", "many"), "is not a whole number"),
]


@pytest.mark.parametrize(("arguments", "cause"), REFUSED)
def test_faults_and_duplicates_are_refused_in_one_line(lexicon, folder, arguments, cause):
    status, out, err = lexicon("add", *arguments, "--lexicons", folder)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert cause in err
    assert "; " in err, "the line says what to do"
    assert not folder.exists()


def test_an_unknown_kind_is_refused_with_the_choices(lexicon, folder):
    status, _, err = lexicon("add", "organisation", "New Body", "--kind", "club", "--lexicons", folder)
    assert status == 2
    assert "'club' is not one of" in err


def test_the_same_row_is_added_once(lexicon, folder):
    assert lexicon(*ORGANISATION, "--lexicons", folder)[0] == 0
    before = (folder / "organisations.add.csv").read_bytes()
    assert lexicon(*ORGANISATION, "--lexicons", folder)[0] == 2
    assert (folder / "organisations.add.csv").read_bytes() == before


def test_a_file_keeps_its_own_order_of_columns_and_line_ends(lexicon, folder):
    folder.mkdir()
    path = folder / "events.add.csv"
    path.write_bytes(b"\xef\xbb\xbfaliases,name\r\nHD,Harbour Days")
    assert lexicon("add", "event", "Quay Nights", "--alias", "QN", "--lexicons", folder)[0] == 0
    assert path.read_bytes() == b"\xef\xbb\xbfaliases,name\r\nHD,Harbour Days\r\nQN,Quay Nights\r\n"


def test_nothing_is_added_to_a_folder_with_faults(lexicon, folder):
    folder.mkdir()
    (folder / "events.add.csv").write_text("name\nHarbour Days\n", encoding="utf-8")
    status, _, err = lexicon(*ORGANISATION, "--lexicons", folder)
    assert status == 2
    assert "column aliases: is missing" in err
    assert not (folder / "organisations.add.csv").exists()


def test_help_names_an_option_for_each_column(lexicon):
    status, out, _ = lexicon("add", "organisation", "--help")
    assert status == 0
    assert all(f"--{option} " in out for option in ("id", "acronym", "alias", "kind", "parent", "country", "lexicons"))


def test_unknown_names_are_listed_with_counts_and_examples(lexicon, text_file):
    status, out, err = lexicon("suggest", text_file)
    assert (status, err) == (0, "")
    lines = " ".join(out.split())
    assert "2 organisation Lakeside Coding" in lines
    assert "2 initiative Open Harbour" in lines
    assert "2 unknown names" in lines
    assert "UNICEF " not in out.partition("example")[0]


def test_suggested_rows_can_be_pasted(lexicon, text_file, folder):
    folder.mkdir()
    for subject in ("organisation", "initiative"):
        status, out, _ = lexicon("suggest", text_file, text_file, "--format", "csv", "--only", subject)
        assert status == 0
        (folder / f"{subject}s.add.csv").write_text(out, encoding="utf-8")
    assert lexicon("check", folder) == (0, "", "")
    assert lexicon("suggest", text_file, "--lexicons", folder)[1] == "0 unknown names\n"


def test_rows_of_both_tables_stand_under_their_own_headers(lexicon, text_file):
    out = lexicon("suggest", text_file, "--format", "csv")[1]
    first, second = (list(csv.DictReader(io.StringIO(part))) for part in out.split("\n\n"))
    assert [(row["id"], row["name"], row["kind"]) for row in first] == [
        ("LCF", "Lakeside Coding Foundation", "foundation")
    ]
    assert [row["id"] for row in second] == ["Open Harbour"]


def test_an_added_name_is_used(run, lexicon, text_file, folder):
    assert lexicon("add", "initiative", "Open Harbour", "--id", "OPENH", "--lexicons", folder)[0] == 0
    found = json.loads(run(text_file, "--lexicons", folder).stdout)
    assert "OPENH" in {record["initiative"]["id"] for record in found["records"] if record["initiative"]}


def test_a_file_that_is_missing_is_told(lexicon, text_file, tmp_path):
    status, out, err = lexicon("suggest", text_file, tmp_path / "missing.txt")
    assert status == 1
    assert "2 unknown names" in out
    assert "missing.txt" in err
