"""Two large sides are read at the same time, and come out as if they weren't."""

import json
import os
import pickle
from pathlib import Path
from typing import IO

import pytest

from extractor import comparing
from extractor.errors import DamagedError
from extractor.lexicon.load import load
from extractor.reconcile import together
from extractor.reconcile.reading import ItemReader
from extractor.reconcile.sides import Told, results_of, side
from extractor.reconcile.vocabulary import vocabulary
from extractor.settings import Settings
from models.findings import Side
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


@pytest.mark.parametrize("batch", [4, 5000])
def test_a_second_process_changes_nothing(sides, monkeypatch, batch):
    alone = comparing.diff(*sides, Settings())
    monkeypatch.setattr(together, "LARGE", 0)
    monkeypatch.setattr(together, "_BATCH", batch)
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

    def make(name: str) -> Told:
        if os.getpid() != ours:
            os._exit(9)
        return told_nothing(name)

    assert together.both(make, *sides) == (told_nothing(sides[0]), told_nothing(sides[1]))


def test_a_second_process_that_is_killed_while_it_sends_costs_time_only(sides, monkeypatch):
    monkeypatch.setattr(together, "LARGE", 0)
    ours, dump = os.getpid(), pickle.dump

    def cut(made: object, sending: IO[bytes], protocol: int) -> None:
        dump(made, sending, protocol)
        sending.flush()
        os._exit(9)

    def make(name: str) -> Told:
        if os.getpid() != ours:
            monkeypatch.setattr(pickle, "dump", cut)
        return side(name, results_of(Path(name), extract=None), ItemReader(vocabulary(load(None))))

    before, after = together.both(make, *sides)
    assert [item.ids for item in after.items] == [(f"a{key}",) for key in range(15)]
    assert len(before.items) == 15


def told_nothing(name: str) -> Told:
    return Told(Side(label=name, period=None, documents=(), records=0), (), None, None, ())
