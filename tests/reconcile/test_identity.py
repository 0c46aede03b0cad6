"""Which two statements may tell of one activity."""

from datetime import date

import pytest

from extractor.reconcile.identity import Pair, in_time, may_be_one, may_merge, mode_of
from extractor.reconcile.intervals import Interval
from extractor.reconcile.reading import origin_of
from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import dates, extraction, participants, partner, record, span


@pytest.fixture
def item(reader):
    """Returns a function that makes an item of a record with changes, told in a period."""

    def make(period=FIRST, **fields):
        fields = {"text": "Held.", "countries": ["FJI"]} | fields
        result = extraction("x", [record("r", **fields)], period)
        return reader.item(result.records[0], origin_of(result.document))

    return make


def on(*days: date) -> dict:
    return {"dates": [dates(day) for day in days]}


def teachers(said: str, qualifier: str = "exact") -> dict:
    size = next(int(word) for word in said.split() if word.isdigit())
    return {"participants": [participants(size, "teachers", qualifier) | {"span": span(f"{said} teachers")}]}


MAY, JULY, NEXT_MAY = on(date(2023, 5, 2)), on(date(2023, 7, 2)), on(date(2024, 5, 2))
PLANNED, ONGOING, CANCELLED = {"status": "planned"}, {"status": "ongoing"}, {"status": "cancelled"}
STRATEGY, COURSE, PORTAL = {"activity_type": "strategy"}, {"activity_type": "training"}, {"activity_type": "platform"}
FOURTH, FIFTH = {"title": "fourth forum"}, {"title": "fifth forum"}
BEGUN, ENDED = {"text": "The portal was launched."}, {"text": "The portal was closed."}

IN_TWO_PERIODS = [
    # early, late, how alike the words are, whether they may be one
    (MAY, MAY, 0.0, True),
    (MAY, NEXT_MAY, 0.9, False),
    (STRATEGY | MAY, STRATEGY | NEXT_MAY, 0.9, True),
    (STRATEGY | MAY, STRATEGY | NEXT_MAY, 0.1, False),
    # The fourth and the fifth are two, unless they are of one day.
    (PLANNED | FOURTH, PLANNED | FIFTH, 0.9, False),
    (PLANNED | FOURTH, PLANNED | FOURTH, 0.9, True),
    (PLANNED | FOURTH | NEXT_MAY, PLANNED | FIFTH | NEXT_MAY, 0.9, True),
    # What the later report dates inside the earlier period was told before.
    (MAY, JULY, 0.1, True),
    (MAY, {}, 0.1, False),
    ({}, MAY, 0.1, True),
    ({}, {}, 0.1, False),
    ({}, {}, 0.9, True),
    ({}, {"countries": []}, 0.9, True),
    ({"countries": ["FJI", "TON"]}, {}, 0.9, False),
    # A date on one side makes another figure another activity.
    ({}, NEXT_MAY, 0.9, False),
    ({"participants": [participants(40, "teachers")]}, MAY | {"participants": [participants(50, "teachers")]}, 0.9, False),
    ({"participants": [participants(40, "teachers")]}, MAY | {"participants": [participants(40, "teachers")]}, 0.9, True),
    # “A further 50” come on top of those told before, unless it is told again what was then said so too.
    (teachers("40"), teachers("a further 50"), 0.9, False),
    (teachers("40"), teachers("50 more"), 0.9, False),
    (teachers("40"), teachers("another 40"), 0.9, False),
    (teachers("40"), teachers("more than 40", "more_than"), 0.9, True),
    (teachers("a further 40"), teachers("a further 40"), 0.9, True),
    (teachers("40") | MAY, teachers("a further 40") | MAY, 0.9, True),
    (teachers("40") | PLANNED, teachers("a further 40"), 0.9, True),
    ({}, teachers("a further 40"), 0.9, True),
    (PLANNED, MAY, 0.0, True),
    (PLANNED, on(date(2022, 12, 31)), 0.9, False),
    (PLANNED, on(date(2023, 1, 1)), 0.0, True),
    (MAY, PLANNED | NEXT_MAY, 0.9, False),
    (MAY, PLANNED | MAY, 0.0, True),
    (STRATEGY | MAY, STRATEGY | PLANNED | NEXT_MAY, 0.9, True),
    (STRATEGY | MAY, STRATEGY | PLANNED | NEXT_MAY, 0.0, False),
    (STRATEGY | MAY, STRATEGY | PLANNED | NEXT_MAY | {"text": "A revision."}, 0.9, False),
    (STRATEGY, STRATEGY | PLANNED, 0.9, True),
    (MAY, PLANNED | on(date(2023, 4, 2)), 0.0, True),
    # A launch told again without its day, and the end of what was launched.
    (PORTAL | BEGUN | MAY, PORTAL | {"text": "The portal was seen."}, 0.0, True),
    (PORTAL | BEGUN | MAY, PORTAL | ENDED | JULY, 0.0, True),
    (PORTAL | MAY, PORTAL | NEXT_MAY, 0.9, True),
    (PORTAL | MAY, PORTAL | NEXT_MAY | {"text": "The portal is being drafted."}, 0.9, False),
    (STRATEGY, STRATEGY | NEXT_MAY, 0.9, True),
    ({"participants": [participants(40, "teachers")]}, {"participants": [participants(50, "teachers")]}, 0.9, True),
    (COURSE | MAY, COURSE | ONGOING, 0.0, False),
    (COURSE | MAY, COURSE | ONGOING, 0.9, True),
    (COURSE | MAY, COURSE | ONGOING | MAY, 0.0, True),
    (PORTAL | MAY, PORTAL | ONGOING, 0.0, True),
    (ONGOING, MAY, 0.0, True),
    (CANCELLED, MAY, 0.0, True),
    # Elsewhere is another.
    (MAY, MAY | {"countries": ["TON"]}, 0.9, False),
    (MAY, MAY | {"countries": []}, 0.0, True),
]  # fmt: skip


@pytest.mark.parametrize(("early", "late", "wording", "one"), IN_TWO_PERIODS)
def test_in_two_periods_what_is_done_again_is_another(item, early, late, wording, one):
    pair = Pair(item(FIRST, **early), item(SECOND, **late), wording)
    assert may_be_one(pair, "periods") is one


IN_ONE_PERIOD = [
    (MAY, NEXT_MAY, 0.0, True),
    (MAY, MAY | {"countries": ["TON"]}, 0.9, True),
    (MAY, JULY | {"countries": ["TON"]}, 0.9, False),
    ({}, {"countries": ["TON"]}, 0.9, True),
    (MAY, {"countries": ["TON"]}, 0.9, False),
    (MAY, MAY | COURSE | {"countries": ["TON"]}, 0.9, False),
    (MAY, MAY | {"countries": ["TON"]}, 0.8, False),
    (MAY | {"participants": [participants(40, "teachers")]},
     MAY | {"countries": ["TON"], "participants": [participants(40, "teachers")]}, 0.8, True),
    (MAY | {"participants": [participants(40, "teachers")]},
     MAY | {"countries": ["TON"], "participants": [participants(41, "teachers")]}, 0.8, False),
]  # fmt: skip


@pytest.mark.parametrize(("early", "late", "wording", "one"), IN_ONE_PERIOD)
def test_in_one_period_only_the_place_sets_two_apart(item, early, late, wording, one):
    assert may_be_one(Pair(item(**early), item(**late), wording), "sources") is one


def city(name: str) -> dict:
    return {"location": {"name": name, "alpha_3": "FJI", "span": span(name)}}


@pytest.mark.parametrize(
    ("one", "other", "merge"),
    [
        ({}, {}, True),
        (city("Suva"), city("Nadi"), False),
        (city("Suva"), {}, True),
        (MAY, JULY, False),
        (MAY, {}, True),
        ({"partners": [partner("WHO")]}, {"partners": [partner("GSMA")]}, False),
        ({"partners": [partner("WHO")]}, {"partners": [partner("GSMA"), partner("WHO")]}, True),
        ({"partners": [partner("WHO")]}, {}, True),
        ({"participants": [participants(4, "judges")]}, {"participants": [participants(5, "judges")]}, False),
        ({"participants": [participants(4, "judges")]}, {"participants": [participants(5, "nurses")]}, True),
        (PLANNED, {}, False),
        (PLANNED, {"period": SECOND}, True),
    ],
)
def test_one_side_tells_one_activity_where_nothing_differs(item, one, other, merge):
    assert may_merge(item(**one), item(**other)) is merge
    assert may_merge(item(**other), item(**one)) is merge


def days(first: int, last: int) -> Interval:
    return Interval(first, last)


@pytest.mark.parametrize(
    ("one", "other", "mode"),
    [
        (days(1, 100), days(1, 100), "sources"),
        (days(1, 100), days(1, 80), "sources"),
        (days(1, 100), days(1, 79), "periods"),
        (days(1, 100), days(21, 100), "sources"),
        (days(1, 90), days(11, 100), "sources"),
        (days(1, 89), days(11, 100), "periods"),
        (days(1, 100), days(101, 200), "periods"),
        (days(1, 100), None, "periods"),
        (None, days(1, 100), "periods"),
        (None, None, "sources"),
    ],
)
def test_two_reports_on_nearly_the_same_days_are_two_sources(one, other, mode):
    assert mode_of(one, other) == mode


def test_a_pair_stands_in_the_order_of_its_documents(item):
    early, late, unknown = item(FIRST), item(SECOND), item(None)
    assert in_time(late, early, 0.5) == in_time(early, late, 0.5) == Pair(early, late, 0.5)
    assert in_time(late, unknown, 0.5) == Pair(unknown, late, 0.5)
    assert in_time(unknown, unknown, 0.5) == Pair(unknown, unknown, 0.5)
