"""The steps that are measured do what they say, each taken once on next to nothing."""

import pytest

from benchmarks import growth, reconcile, rules, whole
from extractor.lexicon.load import load
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings


@pytest.mark.parametrize("kind", whole.KINDS)
def test_each_phase_of_a_document(kind):
    make, floor = whole.KINDS[kind]
    steps = whole.phases([make(1, 2)], floor, cached_pipeline(Settings()))
    told = {name: step() for name, step in steps.items()}
    assert told[whole.FLOOR]
    assert told[whole.RECORDS][0].records
    assert '"records"' in told[whole.WHOLE][0]


def test_ten_times_the_organisations_are_all_different():
    rows = load().organisations[:50]
    more = growth.ten_times(rows)
    assert len({row.id for row in more}) == len({row.name for row in more}) == 500


def test_peers_look_for_the_names_of_the_word_lists():
    names = dict(rules._names(load()))
    assert "Kenya" in names["country"]
    assert "UNICEF" in names["organisation"]
    assert all(names.values())


def test_the_cost_of_one_comparison(tmp_path):
    paths = reconcile.write_sides(tmp_path, 50)
    cost = reconcile.measure(paths)
    assert cost.peak > 10
    assert cost.processor > cost.floor > 0
    assert (tmp_path / "diff.json").stat().st_size


def test_a_comparison_over_its_limit_is_ended(tmp_path):
    with pytest.raises(MemoryError, match="over 1 MiB"):
        reconcile.measure(reconcile.write_sides(tmp_path, 50), limit=1)
