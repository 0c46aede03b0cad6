"""`python -m benchmarks` in its smallest form, and how what it measured is shown."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import paste
from benchmarks.__main__ import MODULES, PARTS, environment, kept
from benchmarks.part import Claim, Part, Target, interleaved
from benchmarks.tables import markdown, summary

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_one_part_measured_once(tmp_path):
    done = run("--only", "start", "--quick", "--repeats", "1", "--json", str(tmp_path / "told.json"))
    assert done.returncode == 0, done.stderr
    assert "the bare interpreter" in done.stdout
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert list(told["parts"]) == ["start"]
    assert told["environment"]["versions"]["council-extract"]
    start = told["parts"]["start"]
    assert [row["command"] for row in start["rows"]][:2] == ["the bare interpreter", "import spacy"]
    assert all(row["milliseconds"] > 0 for row in start["rows"])
    assert {claim["target"] for claim in start["claims"]} == {"≤ 1.3"}
    assert "| measured |" in paste.pasted("<!-- benchmarks: summary -->\n<!-- benchmarks: end -->", told)


def test_parts_measured_before_are_kept_where_nothing_else_changed(tmp_path):
    file = tmp_path / "told.json"
    assert kept(file) == {"environment": environment(), "parts": {}}
    file.write_text(json.dumps({"environment": environment(), "parts": {"start": {}}}), encoding="utf-8")
    assert kept(file)["parts"] == {"start": {}}
    file.write_text(json.dumps({"environment": {"python": "2.7"}, "parts": {"start": {}}}), encoding="utf-8")
    assert kept(file)["parts"] == {}


def test_a_part_that_does_not_exist_is_wrong_use():
    done = run("--only", "nothing")
    assert done.returncode == 2
    assert "nothing" in done.stderr


@pytest.mark.parametrize("name", PARTS)
def test_each_part_has_its_module(name):
    assert (ROOT / (MODULES.get(name, f"benchmarks.{name}").replace(".", "/") + ".py")).is_file()


@pytest.mark.parametrize(
    ("target", "ratio", "met"),
    [
        (Target("≤", 1.3), 1.3, True),
        (Target("≤", 1.3), 1.31, False),
        (Target("<", 1), 1.0, False),
        (Target("≥", 1 / 3), 0.34, True),
        (Target("≥", 1 / 3), 0.33, False),
        (Target(">", 1), 1.0, False),
    ],
)
def test_targets(target, ratio, met):
    assert target.met(ratio) is met


def test_steps_are_taken_in_turn_after_one_for_nothing():
    taken: list[str] = []
    times = interleaved({"a": lambda: taken.append("a"), "b": lambda: taken.append("b")}, 2)
    assert taken == ["a", "b", "a", "b", "a", "b"]
    assert times.median("a") >= 0


def test_cases_of_one_claim_share_a_row_that_is_met_where_all_are():
    limit = Target("≤", 3)
    claims = [Claim("time", "floor", 2.5, limit, "3 pages"), Claim("time", "floor", 3.5, limit, "30 pages")]
    part = Part("reading", "Reading", "how", [*claims, Claim("memory", "peer", 0.5)])
    lines = list(summary([part.as_json()]))
    assert lines[2] == "| time | floor | 3 pages: 2.5 · 30 pages: 3.5 | ≤ 3 | no |"
    assert lines[3] == "| memory | peer | 0.5 |  |  |"


def test_markdown_of_numbers_text_and_nothing():
    lines = list(markdown([{"what": "a", "number": 1234.5, "peak": None, "met": True}]))
    assert lines[-1] == "| a | 1,234 |  | yes |"


def test_pages_show_what_was_measured_last():
    told = json.loads(paste.MEASURED.read_text(encoding="utf-8"))
    for page in paste.PAGES:
        text = page.read_text(encoding="utf-8")
        assert paste.MARKED.search(text), page
        assert paste.pasted(text, told) == text, "run `python -m benchmarks.paste`"
