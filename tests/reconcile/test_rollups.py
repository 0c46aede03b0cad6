"""Activities followed through periods, and sums that add each once."""

from datetime import date

import pytest

from extractor.errors import UsageError
from extractor.lexicon.load import load
from extractor.reconcile.periods import by_period, days_named
from extractor.reconcile.rollups import summary, timeline
from tests.reconcile.made import Maker, extraction, told

YEARS = [(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2024, 2025)]


def years(reader, *tellings, wanted=()):
    results = [
        extraction(
            f"y{n}",
            [told(activity, f"y{n}-{key}", **changes) for key, (activity, changes) in enumerate(told_then)],
            period,
        )
        for n, (told_then, period) in enumerate(zip(tellings, YEARS, strict=False))
    ]
    return by_period(results, reader, wanted)


@pytest.fixture
def activity():
    return Maker(21, YEARS[0]).activity(kind="strategy") | {"country": "KEN", "count": 40, "partners": ["UNICEF"]}


def test_one_activity_is_followed_from_plan_to_completion(reader, activity):
    plan = (activity, {"status": "planned", "when": date(2025, 3, 1)})
    work, done = (activity, {"status": "ongoing", "when": None}), (activity, {"when": date(2025, 4, 2)})
    found = timeline(years(reader, [plan], [work], [done]), {"country": "KEN"})
    assert [[entry.status for entry in chain.entries] for chain in found.chains] == [
        ["planned", "ongoing", "completed"]
    ]
    assert found.periods == ("2023", "2024", "2025")
    assert found.chains[0].outcomes == ()


def test_what_was_planned_and_never_reported_again_is_named(reader, activity):
    plan = (activity, {"status": "planned", "when": date(2024, 3, 1)})
    found = timeline(years(reader, [plan], []), {})
    assert found.chains[0].outcomes == ()  # no later period has records, so none could tell
    other = Maker(22, YEARS[1]).activity() | {"country": "PER"}
    found = timeline(years(reader, [plan], [(other, {})]), {"partner": "unicef", "country": "KEN"})
    assert [chain.outcomes for chain in found.chains] == [("never_reported_again",)]


def test_what_was_counted_twice_is_named_and_added_once(reader, activity):
    periods = years(reader, [(activity, {})], [(activity, {})])
    assert [chain.outcomes for chain in timeline(periods, {}).chains] == [("counted_more_than_once",)]
    matrix = summary(periods, "country", load())
    assert [(row.key, [cell.activities for cell in row.cells], row.total.activities) for row in matrix.rows] == [
        ("KEN", [1, 1], 1)
    ]
    assert (matrix.total.people_least, matrix.total.people_most) == (40, 40)


@pytest.mark.parametrize(
    ("qualifier", "bounds"), [("exact", (40, 40)), ("about", (36, 44)), ("more_than", (40, None)), ("up_to", (0, 40))]
)
def test_people_are_added_with_bounds(reader, activity, qualifier, bounds):
    other = Maker(23, YEARS[0]).activity() | {"country": "PER", "count": 0}
    matrix = summary(years(reader, [(activity, {"qualifier": qualifier}), (other, {})]), "type", load())
    assert (matrix.total.people_least, matrix.total.people_most) == bounds
    assert matrix.total.activities == 2


@pytest.mark.parametrize(
    ("by", "key"), [("country", "KEN"), ("region", "Africa"), ("m49", "Africa"), ("partner", "UNICEF")]
)
def test_rows_group_by_what_is_asked(reader, activity, by, key):
    assert [row.key for row in summary(years(reader, [(activity, {})]), by, load()).rows] == [key]


def test_plans_are_not_reached(reader, activity):
    matrix = summary(years(reader, [(activity, {"status": "planned", "when": date(2024, 5, 1)})]), "country", load())
    assert matrix.rows == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-01..2025-09", date(2025, 1, 1), date(2025, 9, 30)),
        ("2024-H2..2025", date(2024, 7, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_read(text, first, last):
    assert days_named(text) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("text", ["", "2025-Q5", "2025-13", "2025-02-30", "2025..2024", "soon"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UsageError):
        days_named(text)
