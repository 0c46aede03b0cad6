"""`extract diff`, `judge`, `timeline` and `summary` as a user runs them."""

import csv
import json

import pytest

EARLIER = """\
Report by the Secretary-General

Safer networks for schools

This report covers the period from January 2022 to December 2022.

In Togo, a workshop for 45 network engineers was held in Lome from 7 to 9 March 2022 with UNESCO.

The drafting of a national broadband strategy for Fiji is under way with UNDP.

A training course for judges will be held in Lima, Peru, in May 2023.

In Malta, a reporting portal for parents was launched in June 2022.
"""
LATER = """\
Report by the Secretary-General

Safer networks for schools

This report covers the period from January 2023 to December 2023.

In Togo, a workshop for 60 network engineers was held in Lome from 7 to 9 March 2022 with UNESCO.

The national broadband strategy for Fiji was adopted in April 2023 with UNDP and UNICEF.

A training course for judges was held in Lima, Peru, in August 2023.

In Malta, the reporting portal for parents is being finalised and will be launched in March 2024.
"""


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sides")
    paths = folder / "2022.txt", folder / "2023.txt"
    for path, text in zip(paths, (EARLIER, LATER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def told(done) -> dict:
    return json.loads(done.stdout)


def test_diff_finds_what_does_not_add_up(run, sides):
    done = run("diff", *sides)
    assert done.returncode == 1, done.stderr
    found = told(done)
    assert found["mode"] == "periods"
    kinds = set(found["summary"]["by_kind"])
    assert {"count_mismatch", "double_counted", "regressed", "slipped", "fulfilled", "progressed"} <= kinds
    assert set(found) == {"schema_version", "mode", "before", "after", "matches", "findings", "summary"}
    assert all(
        {"kind", "severity", "before", "after", "field", "before_value", "after_value", "message"} <= set(one)
        for one in found["findings"]
    )


def test_a_document_against_itself_is_in_order(run, sides):
    done = run("diff", sides[0], sides[0])
    assert done.returncode == 0
    summary = told(done)["summary"]
    assert (summary["discrepancy"], summary["notice"]) == (0, 0)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--fail-on", "never"), 0),
        (("--severity", "info"), 0),
        (("--severity", "info", "--fail-on", "notice"), 0),
        (("--kind", "slipped", "--fail-on", "notice"), 1),
        (("--country", "per"), 0),
        (("--country", "tgo"), 1),
        (("--country", "Togo"), 1),
        (("--country", "ZZZ"), 2),
        (("--kind", "nonsense"), 2),
        (("--store", "absent.db"), 2),
    ],
)
def test_exit_status_follows_what_is_asked(run, sides, options, status):
    assert run("diff", *sides, *options).returncode == status


def test_trouble_is_one_line_and_two(run, sides, tmp_path):
    for wrong in (tmp_path / "absent.txt", tmp_path):
        done = run("diff", sides[0], wrong)
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
        assert done.stdout == b""


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_readers_get_both_quotes(run, sides, form):
    text = run("diff", *sides, "--format", form, COLUMNS="300").stdout.decode()
    assert text.index("Discrepancies") < text.index("Notices") < text.index("For information")
    assert "45 network engineers was held" in text
    assert "60 network engineers was held" in text


def test_explanations_add_up(run, sides):
    for match in told(run("diff", *sides, "--explain"))["matches"]:
        assert {reason["feature"] for reason in match["reasons"]} >= {"start", "words"}
        assert 0.5 < match["score"] <= 1


def test_a_country_has_its_own_matches(run, sides):
    whole, part = (told(run("diff", *sides, *options)) for options in ((), ("--country", "TGO")))
    assert len(part["matches"]) == 1 < len(whole["matches"])
    assert part["matches"][0] in whole["matches"]


@pytest.fixture(scope="module")
def decided(run, sides, tmp_path_factory):
    """Returns a log: the second count of engineers is corrected, and the portal that went back is dismissed."""
    result = told(run(sides[1]))
    workshop, portal = (
        next(one["id"] for one in result["records"] if word in one["evidence"]["text"]) for word in ("Togo", "Malta")
    )
    kept = {"document": result["document"]["id"], "name": "Ana", "date": "2024-03-01"}
    change = {"field": "participants", "before": "60 network engineers", "after": "45 network engineers"}
    log = tmp_path_factory.mktemp("decided") / "log.jsonl"
    lines = {**kept, "record": workshop, "changes": [change]}, {**kept, "record": portal, "verdict": "dismissed"}
    log.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return log


def test_decisions_on_records_count(run, sides, decided):
    done = run("diff", *sides, "--decisions", decided)
    kinds = told(done)["summary"]["by_kind"]
    assert "double_counted" in kinds
    assert not {"count_mismatch", "regressed"} & set(kinds)
    assert done.stderr.decode() == "note: 1 dismissed record left out\n"


def test_decisions_count_where_periods_are_added_up(run, sides, decided):
    done = run("timeline", sides[1], "--country", "MLT", "--decisions", decided)
    assert told(done)["chains"] == []
    assert done.stderr.decode() == "note: 1 dismissed record left out\n"
    rows = {}
    for options in ((), ("--decisions", decided)):
        matrix = told(run("summary", sides[1], *options))
        rows[bool(options)] = {row["key"]: row["total"]["people_most"] for row in matrix["rows"]}
    assert (rows[False]["TGO"], rows[True]["TGO"]) == (60, 45)


def test_a_decision_on_what_is_read_otherwise_now_is_told(run, sides, decided, tmp_path):
    stale = tmp_path / "stale.jsonl"
    stale.write_text(decided.read_text(encoding="utf-8").replace('"60 ', '"61 '), encoding="utf-8")
    done = run("diff", *sides, "--decisions", stale)
    assert "count_mismatch" in told(done)["summary"]["by_kind"]
    assert b"was corrected from '61 network engineers'" in done.stderr


@pytest.mark.parametrize("command", ["diff", "timeline", "summary"])
def test_a_damaged_log_is_trouble(run, sides, tmp_path, command):
    log = tmp_path / "log.jsonl"
    log.write_text("no decision\n", encoding="utf-8")
    done = run(command, *sides, "--decisions", log)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"line 1 is no decision" in done.stderr


def test_results_and_folders_are_sides_too(run, sides, tmp_path):
    (tmp_path / "results").mkdir()
    for path in sides:
        (tmp_path / "results" / f"{path.stem}.json").write_bytes(run(path).stdout)
    stored = [tmp_path / "results" / f"{path.stem}.json" for path in sides]
    fresh = told(run("diff", *sides))
    assert told(run("diff", *stored))["findings"] == fresh["findings"]
    folder = told(run("diff", tmp_path / "results", sides[1]))
    assert len(folder["before"]["documents"]) == 2


def test_a_judgement_closes_a_finding(run, sides, tmp_path):
    said = tmp_path / "said.csv"
    findings = [one for one in told(run("diff", *sides))["findings"] if one["severity"] == "discrepancy"]
    for one in findings[:-1]:
        chosen = ("--finding", one["id"], "--verdict", "dismissed", "--name", "Ana", "--judgements", said)
        assert run("judge", *sides, *chosen).returncode == 0
    bulk = tmp_path / "bulk.csv"
    bulk.write_text(f"finding,verdict,note\n{findings[-1]['id']},dismissed,seen\n")
    assert run("judge", *sides, "--from", bulk, "--judgements", said).returncode == 0
    with said.open(encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == len(findings)
    done = run("diff", *sides, "--judgements", said)
    assert done.returncode == 0
    assert sum("judgement" in one for one in told(done)["findings"]) == len(findings)
    left = told(run("diff", *sides, "--judgements", said, "--open"))["findings"]
    assert {one["id"] for one in left}.isdisjoint(one["id"] for one in findings)
    sides[1].write_text(LATER.replace("60 network", "61 network"), encoding="utf-8")
    done = run("diff", *sides, "--judgements", said)
    sides[1].write_text(LATER, encoding="utf-8")
    assert done.returncode == 1
    assert b"evidence has changed" in done.stderr


def test_a_timeline_follows_an_activity(run, sides):
    found = told(run("timeline", *sides, "--country", "Fiji"))
    assert [[entry["status"] for entry in chain["entries"]] for chain in found["chains"]] == [["ongoing", "completed"]]


def test_a_summary_adds_each_activity_once(run, sides):
    found = told(run("summary", *sides))
    togo = next(row for row in found["rows"] if row["key"] == "TGO")
    assert [cell["activities"] for cell in togo["cells"]] == [1, 1]
    assert togo["total"]["activities"] == 1
    assert b"each once" in run("summary", *sides, "--format", "table").stdout


def test_a_store_has_periods(run, sides, tmp_path):
    store = tmp_path / "store.db"
    assert run("backfill", *sides, "--store", store).returncode == 0
    done = run("diff", "2022", "2023-01..2023-12", "--store", store)
    assert done.returncode == 1, done.stderr
    kinds = told(run("diff", *sides))["summary"]["by_kind"]
    assert told(done)["summary"]["by_kind"] == kinds
    assert len(told(run("timeline", "--store", store))["periods"]) == 2
    assert run("diff", "then", "2023", "--store", store).returncode == 2
    silent = run("diff", "2019", "2023", "--store", store)
    assert silent.returncode == 2
    assert b"2019: no document" in silent.stderr
