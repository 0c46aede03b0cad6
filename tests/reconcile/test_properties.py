"""What holds for any two sides."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import Maker, told

MIRRORS = {
    "count_mismatch": "count_mismatch", "date_conflict": "date_conflict", "double_counted": "double_counted",
    "contradicted": "contradicted", "partners_changed": "partners_changed", "name_variant": "name_variant",
    "in_other_period": "in_other_period", "total_mismatch": "total_mismatch", "continued": "continued",
}  # fmt: skip
STATUSES = ("completed", "completed", "ongoing", "planned")
SEEDS = st.integers(0, 10**6)


def side(seed: int, size: int, key: str) -> list[dict]:
    maker = Maker(seed, FIRST)
    return [told(maker.activity(maker.random.choice(STATUSES)), f"{key}{n}") for n in range(size)]


def changed(records: list[dict], seed: int) -> list[dict]:
    """Returns a part of the records, with the counts, dates and statuses of some exchanged."""
    chance = random.Random(seed)
    kept = [record | {"id": f"x{record['id']}"} for record in records if chance.random() < 0.8]
    for one, other in pairwise(kept):
        for field in ("participants", "dates", "partners", "status"):
            if chance.random() < 0.15:
                one[field], other[field] = other[field], one[field]
    return kept


@settings(max_examples=25)
@given(SEEDS, st.integers(0, 25))
def test_a_side_against_itself_has_nothing_to_settle(diff, seed, size):
    records = side(seed, size, "r")
    comparison = diff(records, records, (FIRST, FIRST))
    assert [found.message for found in comparison.findings if found.severity != "info"] == []
    assert len(comparison.matches) == size


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 25))
def test_the_order_of_records_changes_nothing(diff, seed, size):
    before = side(seed, size, "b")
    after = changed(before, seed)
    comparison = diff(before, after)
    random.Random(seed).shuffle(before)
    random.Random(seed + 1).shuffle(after)
    assert diff(before, after) == comparison


def mirrored(comparison, swap: bool):
    pairs = ("after", "before") if swap else ("before", "after")
    return sorted(
        (MIRRORS[found.kind], *(getattr(found, side) for side in pairs))
        for found in comparison.findings
        if found.kind in MIRRORS
    )


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 25), st.sampled_from([(FIRST, FIRST), (FIRST, SECOND)]))
def test_swapped_sides_mirror_the_findings(diff, seed, size, periods):
    before = side(seed, size, "b")
    after = changed(before, seed)
    there, back = diff(before, after, periods), diff(after, before, periods[::-1])
    assert mirrored(there, swap=False) == mirrored(back, swap=True)
    assert {(m.before, m.after) for m in there.matches} == {(m.after, m.before) for m in back.matches}
    slips = {found.kind for found in there.findings} & {"slipped", "brought_forward"}
    assert there.summary.by_kind.keys() >= slips


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 25))
def test_every_finding_points_at_records_of_its_side(diff, seed, size):
    before = side(seed, size, "b")
    after = changed(before, seed)
    comparison = diff(before, after)
    ids = {record["id"] for record in before}, {record["id"] for record in after}
    for found in comparison.findings:
        assert set(found.before) <= ids[0]
        assert set(found.after) <= ids[1]
        assert found.before or found.after
        assert found.message
    assert len({found.id for found in comparison.findings}) == len(comparison.findings)
    matched = [match.before for match in comparison.matches]
    assert len(matched) - len(set(matched)) <= len(after)
