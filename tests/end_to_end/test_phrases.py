"""A row of one's own in `phrases.add.csv` changes how the command line reads a sentence."""

import json

import pytest

from extractor.cli.main import run as run_in_process

OPENING = """\
Report by the Secretary-General

Digital safety in schools

This report covers the period from January 2023 to December 2023.

"""
HELD = "A workshop was held in Lusaka, Zambia, in March 2023."


def countries(result):
    return [[country["alpha_3"] for country in record["countries"]] for record in result["records"]]


def partners(result):
    return [partner["id"] for record in result["records"] for partner in record["partners"]]


def statuses(result):
    return [record["status"] for record in result["records"]]


def dates(result):
    return [date["text"] for record in result["records"] for date in record["dates"]]


def checks(result):
    return [(check["stated"], check["listed"]) for check in result["checks"]]


CASES = [
    (
        ("principality", "country_noun"),
        "Officials from Andorra met in May 2023. A workshop for 30 teachers of the principality was held in June 2023.",
        (countries, [["AND"], []], [["AND"], ["AND"]]),
    ),
    (
        ("stewards", "attendee"),
        f"{HELD} Stewards came from Malta and Kenya.",
        (countries, [["ZMB"]], [["ZMB", "MLT", "KEN"]]),
    ),
    (
        ("comprising", "open_list"),
        "Support was given to six countries comprising Malta, Kenya and Peru in May 2023.",
        (checks, [], [(6, 3)]),
    ),
    (
        ("raison d'être", "aim_noun"),
        "Its raison d’être was to hold a workshop in Lusaka, Zambia, in March 2023 for 45 teachers.",
        (statuses, ["planned"], []),
    ),
    (
        ("versus", "compared_with"),
        "A workshop for 20 teachers was held in Lusaka in May 2023, versus June 2021.",
        (dates, ["May 2023", "June 2021"], ["May 2023"]),
    ),
    (
        ("and now fixed for", "new_date"),
        "The workshop in Lusaka, Zambia, was postponed and now fixed for June 2024.",
        (statuses, ["cancelled"], ["planned"]),
    ),
    (
        ("hub", "body_attribute"),
        "A workshop was held in the UNICEF hub in Lusaka, Zambia, in March 2023.",
        (partners, ["UNICEF"], []),
    ),
]


@pytest.fixture
def read(tmp_path, capsys):
    """Returns a function that gives what `extract` prints for a sentence, with a row of one's own or without."""

    def extract(sentence, *rows):
        # Rules are built once for a folder, so each set of rows has its own.
        report, folder = tmp_path / "report.txt", tmp_path / f"words{len(rows)}"
        report.write_text(OPENING + sentence + "\n", encoding="utf-8")
        folder.mkdir(exist_ok=True)
        if rows:
            lines = ["phrase,kind", *map(",".join, rows)]
            (folder / "phrases.add.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert run_in_process([str(report), "--lexicons", str(folder)]) == 0
        return json.loads(capsys.readouterr().out)

    return extract


@pytest.mark.parametrize(("row", "sentence", "told"), CASES, ids=[" ".join(row) for row, *_ in CASES])
def test_a_phrase_of_ones_own_changes_a_reading(read, row, sentence, told):
    see, before, after = told
    assert see(read(sentence)) == before
    assert see(read(sentence, row)) == after


def test_a_list_without_phrases_still_reads(read, tmp_path):
    (tmp_path / "words0").mkdir()
    (tmp_path / "words0" / "phrases.csv").write_text("phrase,kind\nworkshops,noun\n", encoding="utf-8")
    assert statuses(read(HELD)) == ["completed"]


def test_a_kind_that_no_rule_knows_is_told(tmp_path, capsys):
    (tmp_path / "phrases.add.csv").write_text("phrase,kind\ntranche,rond_noun\n", encoding="utf-8")
    assert run_in_process(["lexicon", "check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told == "phrases.add.csv, row 2, column kind: 'rond_noun' is not in phrase_kinds.csv\n"
