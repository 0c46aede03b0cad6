"""Activities followed through periods, and sums that add each once."""

from datetime import date

import pytest

from extractor.errors import UsageError
from extractor.lexicon.load import load
from extractor.reconcile.intervals import Interval
from extractor.reconcile.periods import by_period, days_named, within
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
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-03-15", date(2025, 3, 15), date(2025, 3, 15)),
        ("2025 .. 2025-03-15", date(2025, 1, 1), date(2025, 3, 15)),
    ],
)
def test_periods_are_read(text, first, last):
    assert days_named(text) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("text", ["", "2025-Q5", "2025-Q0", "2025-H3", "2025-3", "2025..", "..2025", "25", "2025-00", "2025-03-00", "2025-13", "2025-02-30", "2025..2024", "soon"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UsageError):
        days_named(text)


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        ((), ["2023", "2024"]),
        (("2023..2024",), ["2023..2024"]),
        (("2024", "2023"), ["2023", "2024"]),
        (("2025",), ["2025"]),
    ],
)
def test_documents_are_sorted_into_periods(reader, activity, wanted, labels):
    found = years(reader, [(activity, {})], [(activity, {"country": "PER"})], wanted=wanted)
    assert [period.label for period in found] == labels
    assert sum(len(period.items) for period in found) == (0 if wanted == ("2025",) else 2)


@pytest.mark.parametrize(
    ("period", "wanted", "inside"),
    [
        ((date(2023, 1, 1), date(2023, 12, 31)), "2023", True),
        ((date(2022, 9, 1), date(2023, 8, 31)), "2023", True),
        ((date(2022, 4, 1), date(2023, 3, 31)), "2023", False),
        ((date(2023, 1, 1), date(2023, 1, 1)), "2023", True),
        ((date(2023, 12, 31), date(2023, 12, 31)), "2023", True),
        ((date(2024, 1, 1), date(2024, 1, 1)), "2023", False),
        (None, "2023", False),
    ],
)
def test_a_document_belongs_where_the_middle_of_its_days_lies(reader, activity, period, wanted, inside):
    days = Interval(*(day.toordinal() for day in period)) if period else None
    assert within(days, days_named(wanted)) is inside
    result = extraction("x", [told(activity, "x")], period)
    assert bool(by_period([result], reader, [wanted])[0].items) is inside


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({}, 1),
        ({"country": "KEN"}, 1),
        ({"country": "PER"}, 0),
        ({"partner": "unicef"}, 1),
        ({"partner": "United Nations Children's Fund"}, 1),
        ({"partner": "WHO"}, 0),
        ({"initiative": "x"}, 0),
        ({"country": "KEN", "partner": "WHO"}, 0),
    ],
)
def test_what_is_asked_for(reader, activity, about, found):
    assert len(timeline(years(reader, [(activity, {})]), about).chains) == found


def test_an_entry_says_when_and_where_it_was_told(reader, activity):
    [chain] = timeline(years(reader, [(activity, {"when": date(2023, 4, 2)})]), {}).chains
    [entry] = chain.entries
    assert (entry.period, entry.status, entry.dates, entry.records) == ("2023", "completed", "2 Apr 2023", ("y0-0",))
    assert (entry.document, entry.page) == ("y0.txt", None)
    assert (chain.activity_type, chain.countries) == ("strategy", ("KEN",))
    assert chain.name.startswith("National strategy on ")


@pytest.mark.parametrize(
    ("tellings", "bounds"),
    [
        ([(40, "exact"), (50, "exact")], (50, 50)),
        ([(40, "exact"), (0, "exact")], (40, 40)),
        ([(0, "exact")], (0, 0)),
        ([(40, "at_least"), (50, "at_least")], (50, None)),
    ],
)
def test_the_latest_telling_that_counts_people_is_added(reader, activity, tellings, bounds):
    told_then = [[(activity, {"count": count, "qualifier": how})] for count, how in tellings]
    matrix = summary(years(reader, *told_then), "country", load())
    assert (matrix.total.people_least, matrix.total.people_most) == bounds


def test_people_of_an_activity_that_rows_share_are_none_up_to_all_of_each(reader, activity):
    shared = activity | {"partners": ["UNICEF", "WHO"]}
    matrix = summary(years(reader, [(shared, {})]), "partner", load())
    assert [(row.key, row.name, row.total.people_least, row.total.people_most) for row in matrix.rows] == [
        ("UNICEF", "United Nations Children's Fund", 0, 40),
        ("WHO", "World Health Organization", 0, 40),
    ]
    assert (matrix.by, matrix.periods, matrix.total.people_least) == ("partner", ("2023",), 40)


@pytest.mark.parametrize(("status", "rows"), [("ongoing", 1), ("completed", 1), ("planned", 0), ("cancelled", 0)])
def test_what_is_done_or_under_way_is_reached(reader, activity, status, rows):
    known = {"status": status if status != "cancelled" else "planned", "when": date(2023, 4, 1), "kind": "workshop"}
    results = [extraction("x", [told(activity, "x", **known) | {"status": status}], YEARS[0])]
    assert len(summary(by_period(results, reader), "type", load()).rows) == rows
