"""The score of whole documents against gold written by hand does not fall; the scorer stands in ../shared."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from extractor import comparing, service
from extractor.export import as_json
from extractor.settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score.py"
HEADLINE = ["records", "countries", "type", "status", "participants", "partners", "dates"]

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="../shared is absent: no scorer")


class Told(NamedTuple):
    """How many of the findings were found, how many false ones, and what the scorer printed."""

    found: float
    wrong: int
    printed: str


def score(folder: Path, *golds: Path) -> dict[str, Any]:
    """Return the scorer's figures for what this process extracts, so that spaCy is imported once."""
    for gold_file in (file for gold in golds for file in sorted(gold.glob("*.gold.json"))):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        for name in (gold.get("files") or [gold["text"]]) if "records" in gold else []:
            printed = as_json.line(service.extract(gold_file.parent / name, Settings()))
            (folder / f"{name}.json").write_text(printed, encoding="utf-8")
    command = [sys.executable, str(SCORER), *map(str, golds), "--predictions", str(folder), "--json"]
    figures: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert figures["failed"] == 0
    return figures


def test_shared_gold(tmp_path: Path) -> None:
    figures = score(tmp_path, SHARED / "gold" / "seeds", SHARED / "gold" / "dev")
    assert figures["headline"] >= 0.96
    low = {field: row["f1"] for field, row in figures["fields"].items() if row["f1"] is not None and row["f1"] < 0.93}
    assert low == {}


def test_corpus(tmp_path: Path) -> None:
    figures = score(tmp_path, ROOT / "tests" / "corpus")
    assert figures["headline"] >= 0.94
    low = {field: figures["fields"][field]["f1"] for field in HEADLINE if figures["fields"][field]["f1"] < 0.8}
    assert low == {}


PASSAGES = {"council": 0.88, "council-2": 0.8, "news": 0.85, "news-2": 0.74, "agencies-and-tables": 0.8}


@pytest.mark.parametrize(("name", "least"), PASSAGES.items())
def test_passages(name: str, least: float, tmp_path: Path) -> None:
    """Single passages, each read as a document of its own."""
    golds, printed = tmp_path / "golds", tmp_path / "printed"
    golds.mkdir()
    printed.mkdir()
    passages = yaml.safe_load((ROOT / "tests" / "passages" / f"{name}.yaml").read_text(encoding="utf-8"))
    for number, passage in enumerate(passages):
        (golds / f"{number:03}.txt").write_text(passage.pop("text"), encoding="utf-8")
        (golds / f"{number:03}.gold.json").write_text(json.dumps({"text": f"{number:03}.txt", **passage}))
    assert score(printed, golds)["headline"] >= least


def run(command: str, fine: tuple[int, ...] = (0,), **names: Path) -> Any:
    """Do in this process what the scorer runs as a command for each file and each pair."""
    if command == "extract":
        return service.extract(names["file"], Settings()).model_dump(mode="json")
    return comparing.diff(str(names["before"]), str(names["after"]), Settings()).model_dump(mode="json")


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Told]:
    """Return what compares every pair with findings by hand under a folder."""
    monkeypatch.syspath_prepend(SHARED)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    import score_diff

    def compared(folder: Path) -> Told:
        golds = sorted(map(str, folder.rglob("*diff.gold.json")))
        assert golds
        monkeypatch.setattr(score_diff, "run", run)
        monkeypatch.setattr(sys, "argv", ["score_diff", *golds, "--run", "extract", "--diff", "diff"])
        score_diff.main()
        printed = capsys.readouterr().out
        told = re.search(r"findings: (\d+) of (\d+) found; (\d+) of \d+ false", printed)
        assert told is not None
        found, wanted, wrong = map(int, told.groups())
        return Told(found / wanted, wrong, printed)

    return compared


@pytest.mark.parametrize(
    ("folder", "least", "false"),
    [
        pytest.param(SHARED / "gold", 1.0, 0, id="shared"),
        pytest.param(ROOT / "tests" / "corpus", 0.9, 1, id="corpus"),
    ],
)
def test_pairs(folder: Path, least: float, false: int, compare: Callable[[Path], Told]) -> None:
    told = compare(folder)
    assert told.found >= least, told.printed
    assert told.wrong <= false, told.printed


def test_short_pairs(tmp_path: Path, compare: Callable[[Path], Told]) -> None:
    """Pairs of a few sentences each, as files of the scorer."""
    short = yaml.safe_load((ROOT / "tests" / "passages" / "pairs.yaml").read_text(encoding="utf-8"))
    for number, pair in enumerate(short, start=1):
        for side in ("before", "after"):
            name = f"{number:02}-{side}.txt"
            (tmp_path / name).write_text(pair[side], encoding="utf-8")
            pair[side] = name
        (tmp_path / f"{number:02}.diff.gold.json").write_text(json.dumps(pair), encoding="utf-8")
    told = compare(tmp_path)
    assert told.found >= 0.9, told.printed
    assert told.wrong <= 5, told.printed
