"""The matrix with the activities behind it, and each period compared with the next."""

from datetime import date

import pytest

from extractor.lexicon.load import load
from extractor.reconcile.consecutive import consecutive
from extractor.reconcile.overview import overview
from extractor.reconcile.periods import by_period
from tests.reconcile.made import Maker, dates, extraction, told

YEARS = [(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2024, 2025)]


@pytest.fixture
def activity():
    return Maker(21, YEARS[0]).activity(kind="strategy") | {"country": "KEN", "count": 40, "partners": ["UNICEF"]}


def results(*tellings):
    return [
        extraction(f"y{n}", [told(activity, f"y{n}-{key}", **changes) for key, (activity, changes) in enumerate(then)], period)
        for n, (then, period) in enumerate(zip(tellings, YEARS, strict=False))
    ]


def test_an_activity_stands_in_the_cells_that_count_it(reader, activity):
    plan = (activity, {"status": "planned", "when": date(2024, 3, 1)})
    done = (activity, {"when": date(2024, 4, 2)})
    periods = by_period(results([plan], [done]), reader)
    found = overview(periods, "country", load())
    [placed] = found.activities
    assert placed.cells == (("KEN", 1),)
    assert placed.regions == ("Africa",)
    assert (placed.planned.start, placed.planned.end) == ("2024-03-01", "2024-03-01")
    assert (placed.delivered.start, placed.delivered.end) == ("2024-04-02", "2024-04-02")
    assert placed.reached
    assert [row.key for row in found.matrix.rows] == ["KEN"]
    assert [entry.period for entry in placed.chain.entries] == ["2023", "2024"]


def test_what_is_only_planned_stands_in_no_cell(reader, activity):
    plan = (activity, {"status": "planned", "when": date(2024, 3, 1)})
    [placed] = overview(by_period(results([plan]), reader), "country", load()).activities
    assert (placed.cells, placed.reached, placed.delivered) == ((), False, None)
    assert placed.planned is not None


def test_what_has_no_dates_has_no_days(reader, activity):
    [placed] = overview(by_period(results([(activity, {"when": None})]), reader), "country", load()).activities
    assert (placed.planned, placed.delivered, placed.reached) == (None, None, True)


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({"start": None}, ("2023-05-09", "2023-05-09")),
        ({"end": None}, ("2023-05-02", "2023-05-02")),
        ({"start": None, "end": None}, None),
        ({}, ("2023-05-02", "2023-05-09")),
    ],
)
def test_an_open_end_is_the_day_that_is_told(reader, activity, changes, days):
    when = dates(date(2023, 5, 2), date(2023, 5, 9)) | changes
    records = [told(activity, "r") | {"dates": [when]}]
    periods = by_period([extraction("y", records, YEARS[0])], reader)
    [placed] = overview(periods, "country", load()).activities
    assert (placed.delivered and (placed.delivered.start, placed.delivered.end)) == days


def test_each_period_is_compared_with_the_next(reader, activity):
    plan = (activity, {"status": "planned", "when": date(2025, 3, 1)})
    work, done = (activity, {"status": "ongoing", "when": None}), (activity, {"when": date(2025, 4, 2)})
    undated = extraction("none", [told(activity, "n")], None)
    found = list(consecutive([undated, *reversed(results([plan], [work], [done]))], reader))
    assert [(one.before.label, one.after.label) for one in found] == [("2023", "2024"), ("2024", "2025")]
    assert [[each.kind for each in one.findings] for one in found] == [["progressed"], ["progressed"]]


def test_one_period_has_nothing_to_be_compared_with(reader, activity):
    assert list(consecutive(results([(activity, {})]), reader)) == []
