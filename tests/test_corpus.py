"""The score of whole documents against gold written by hand does not fall; the scorer stands in ../shared."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor import service
from extractor.export import as_json
from extractor.settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score.py"
HEADLINE = ["records", "countries", "type", "status", "participants", "partners", "dates"]

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="../shared is absent: no scorer")


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
    assert figures["headline"] >= 0.92
    low = {field: figures["fields"][field]["f1"] for field in HEADLINE if figures["fields"][field]["f1"] < 0.8}
    assert low == {}
