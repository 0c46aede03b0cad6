"""Figures of one activity told twice: which of them conflict."""

from datetime import date

import pytest

from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import dates, participants, record

TEXT = "A workshop on safe gaming and age assurance was held in Suva, Fiji, on 2 May 2023 with the regulator."


def telling(key: str, *counts, field: str = "participants", **changes) -> dict:
    made = {"title": "workshop on safe gaming", "countries": ["FJI"], "dates": [dates(date(2023, 5, 2))], "text": TEXT}
    return record(key, **{field: list(counts)}, **(made | changes))


def things(value: int, noun: str) -> dict:
    return {
        "value": value, "value_max": None, "qualifier": "exact", "counted": noun,
        "span": {"start": 0, "end": 1, "text": f"{value} {noun}"},
    }  # fmt: skip


def part(count: dict) -> dict:
    return count | {"part": True}


@pytest.fixture
def mismatches(diff):
    """Returns a function that gives field and values of each count that two tellings of one period tell otherwise."""

    def run(before: dict, after: dict, periods=(FIRST, FIRST)):
        found = diff([before], [after], periods).findings
        return [(one.field, one.before_value, one.after_value) for one in found if one.kind == "count_mismatch"]

    return run


PEOPLE = [
    # before, after, whether they conflict
    ([participants(40, "teachers")], [participants(41, "teachers")], True),
    ([participants(40, "teachers")], [participants(40, "teachers")], False),
    ([participants(40, "teachers")], [participants(39, "teachers", "more_than")], False),
    ([participants(40, "teachers")], [participants(41, "teachers", "more_than")], True),
    ([participants(40, "teachers")], [participants(50, "secondary school teachers")], True),
    ([participants(40, "primary teachers")], [participants(50, "university teachers")], False),
    ([participants(40, "teachers")], [participants(50, "judges")], False),
    ([participants(40, "people")], [participants(50, "people")], True),
    # All are at least as many as some of them.
    ([participants(40, "people")], [participants(50, "judges")], True),
    ([participants(50, "judges")], [participants(40, "people")], True),
    ([participants(50, "people")], [participants(40, "judges")], False),
    ([participants(50, "people")], [participants(50, "judges")], False),
    ([participants(50, "people")], [participants(60, "people"), participants(9, "judges")], False),
    ([participants(40, "people"), part(participants(19, "women"))], [participants(50, "people")], True),
    ([participants(40, "people"), part(participants(19, "women"))], [participants(40, "people")], False),
    ([part(participants(19, "people"))], [part(participants(20, "people"))], False),
    # Any count or sum may be the other's.
    ([participants(40, "teachers"), participants(30, "teachers")], [participants(70, "teachers")], False),
    ([participants(40, "teachers"), participants(30, "teachers")], [participants(30, "teachers")], False),
    ([participants(40, "teachers"), participants(30, "teachers")], [participants(71, "teachers")], True),
    # Parts are compared with parts.
    ([part(participants(40, "teachers"))], [participants(50, "teachers")], False),
    ([part(participants(40, "teachers"))], [part(participants(50, "teachers"))], True),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "conflict"), PEOPLE)
def test_people_conflict_where_no_figure_can_be_the_others(mismatches, before, after, conflict):
    found = mismatches(telling("b", *before), telling("a", *after))
    assert bool(found) is conflict
    if conflict:
        assert found[0] == ("participants", before[0]["span"]["text"], after[0]["span"]["text"])


@pytest.mark.parametrize(
    ("before", "after", "conflict"),
    [("handbooks", "handbooks", True), ("handbooks", "posters", False), ("copies", "printed copies", True)],
)
def test_things_conflict_as_people_do(mismatches, before, after, conflict):
    tellings = (telling(key, things(n, noun), field="quantities") for key, n, noun in (("b", 3, before), ("a", 5, after)))
    assert mismatches(*tellings) == ([("quantities", f"3 {before}", f"5 {after}")] if conflict else [])


def test_a_message_says_both_figures(diff):
    before, after = telling("b", participants(40, "teachers")), telling("a", participants(50, "teachers"))
    [found] = diff([before], [after], (FIRST, FIRST)).findings
    assert found.message == "Workshop on safe gaming (Fiji): 40 teachers before, 50 teachers after"
    assert (found.before, found.after) == (("b",), ("a",))


@pytest.mark.parametrize(
    ("text", "counts", "found"),
    [
        ("Since 2019, {} teachers have been trained in safe gaming in Fiji, 2 May 2023.", (40, 50), 0),
        ("Since 2019, {} teachers have been trained in safe gaming in Fiji, 2 May 2023.", (50, 40), 1),
        ("On 2 May 2023, {} teachers have been trained in safe gaming in Fiji.", (40, 50), 1),
    ],
)
def test_a_running_total_may_grow_and_never_shrinks(mismatches, text, counts, found):
    before, after = (
        telling(key, participants(n, "teachers"), text=text.format(n)) for key, n in zip("ba", counts, strict=True)
    )
    assert len(mismatches(before, after, (FIRST, SECOND))) == found
    assert len(mismatches(after, before, (SECOND, FIRST))) == found


def test_a_plan_and_its_outcome_may_differ(mismatches):
    plan = telling("b", participants(40, "teachers"), status="planned")
    assert mismatches(plan, telling("a", participants(50, "teachers")), (FIRST, SECOND)) == []
    assert mismatches(plan, plan | {"participants": [participants(50, "teachers")]}) != []
