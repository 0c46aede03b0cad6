"""Two large sides are read at the same time, and come out as if they weren't."""

import json
import os
from pathlib import Path

import pytest

from extractor import comparing
from extractor.errors import DamagedError
from extractor.reconcile import together
from extractor.settings import Settings
from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import Maker, result, told


@pytest.fixture
def sides(tmp_path):
    maker = Maker(8, FIRST)
    made = [maker.activity(status) for status in ("completed", "planned", "ongoing") * 5]
    paths = tmp_path / "before.jsonl", tmp_path / "after.json"
    paths[0].write_text(json.dumps(result("b", [told(one, f"b{key}") for key, one in enumerate(made)], FIRST)))
    paths[1].write_text(json.dumps(result("a", [told(one, f"a{key}", count=7) for key, one in enumerate(made)], SECOND)))
    return [str(path) for path in paths]


def test_a_second_process_changes_nothing(sides, monkeypatch):
    alone = comparing.diff(*sides, Settings())
    monkeypatch.setattr(together, "LARGE", 0)
    beside = comparing.diff(*sides, Settings())
    assert beside.findings
    assert beside.model_dump() == alone.model_dump()
    assert dict(beside.statements["after"]) == dict(alone.statements["after"])


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_wrong_with_either_side_is_told(sides, monkeypatch, place):
    monkeypatch.setattr(together, "LARGE", 0)
    with Path(sides[place]).open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    with pytest.raises(DamagedError, match="is no result"):
        comparing.diff(*sides, Settings())


def test_a_second_process_that_is_killed_costs_time_only(sides, monkeypatch):
    monkeypatch.setattr(together, "LARGE", 0)
    ours = os.getpid()

    def make(name: str) -> str:
        if os.getpid() != ours:
            os._exit(9)
        return name.upper()

    assert together.both(make, *sides) == (sides[0].upper(), sides[1].upper())
