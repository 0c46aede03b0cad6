"""No document is read with more faults than it has today: what is missed and what is extra, field by field.

faults.json keeps how many of each; UPDATE_GOLDEN=1 writes it anew, and fails so that the difference is looked at.
"""

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .documents import ROOT, SHARED, explained

SCORER = SHARED.parent / "score.py"
KEPT = Path(__file__).parent / "faults.json"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
FOLDERS = (ROOT / "tests" / "corpus", SHARED / "seeds", SHARED / "dev")

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="../shared is absent: no scorer")


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golds() -> list[tuple[Path, dict[str, Any]]]:
    """Return each file to read with its gold."""
    found = []
    for path in (path for folder in FOLDERS for path in sorted(folder.glob("*.gold.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "records" in gold:
            found += [(path.parent / name, gold) for name in gold.get("files") or [gold["text"]]]
    return found


def told(path: Path, gold: dict[str, Any]) -> tuple[dict[str, list[int]], list[str]]:
    """Return how many values of each field are missed and extra, and the scorer's words on each."""
    result = explained(path).result.model_dump(mode="json")
    text = (path.parent / gold["text"]).read_text(encoding="utf-8")
    tally, facts, trace = scorer().score_document(gold, result, text)
    faults = {field: [tally.fn[field], tally.fp[field]] for field in scorer().FIELDS}
    faults["document"] = [facts.count(False), 0]
    return {field: counts for field, counts in faults.items() if any(counts)}, trace


@pytest.mark.parametrize(("path", "gold"), [pytest.param(*one, id=one[0].name) for one in golds()])
def test_no_fault_is_new(path: Path, gold: dict[str, Any]) -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    faults, trace = told(path, gold)
    if UPDATE:
        kept[path.name] = faults
        lines = (f" {json.dumps(name)}: {json.dumps(kept[name])}" for name in sorted(kept))
        KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    assert not UPDATE, "written anew: read the difference, then run without UPDATE_GOLDEN"
    before = {field: kept.get(path.name, {}).get(field, [0, 0]) for field in faults}
    more = {
        field: (before[field], now)
        for field, now in faults.items()
        if any(n > b for n, b in zip(now, before[field], strict=True))
    }
    assert more == {}, "\n".join(trace)
