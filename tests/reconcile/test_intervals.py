"""Counts and dates as intervals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reconcile.intervals import Interval, of_count, of_date
from models import DateSpan

QUALIFIERS = ("exact", "about", "more_than", "at_least", "up_to", "fewer_than", "between")


def count(text: str) -> Interval:
    qualifier, _, figures = text.partition(" ")
    low, _, high = figures.partition("-")
    return of_count(int(low), int(high) if high else None, qualifier)


@pytest.mark.parametrize(
    ("one", "other", "both_true"),
    [
        ("exact 62", "exact 62", True),
        ("exact 62", "exact 63", False),
        ("more_than 60", "exact 55", False),
        ("more_than 60", "exact 72", True),
        ("more_than 60", "exact 60", True),
        ("about 50", "exact 48", True),
        ("about 50", "exact 44", False),
        ("about 50", "about 56", True),
        ("about 50", "more_than 80", False),
        ("at_least 400", "exact 399", False),
        ("up_to 500", "exact 500", True),
        ("up_to 500", "more_than 510", False),
        ("fewer_than 200", "at_least 250", False),
        ("between 40-50", "exact 45", True),
        ("between 40-50", "exact 51", False),
        ("more_than 60", "more_than 9000", True),
    ],
)
def test_two_counts_can_or_cannot_both_be_true(one, other, both_true):
    assert count(one).meets(count(other)) is both_true
    assert count(other).meets(count(one)) is both_true


@given(st.integers(0, 10**9), st.sampled_from(QUALIFIERS))
def test_a_count_allows_its_own_number(value, qualifier):
    size = of_count(value, None, qualifier)
    assert size.low <= value <= size.high


def day_span(start: str | None, end: str | None) -> DateSpan:
    empty = {"start": 0, "end": 0, "text": ""}
    return DateSpan.model_validate({"start": start, "end": end, "precision": "range", "text": "", "span": empty})


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("2018-06-01", "2018-06-30"), ("2018-06-05", "2018-06-07"), True),
        (("2018-06-01", "2018-06-30"), ("2018-07-01", "2018-07-01"), False),
        (("2018-01-01", "2018-12-31"), ("2018-06-05", "2018-06-07"), True),
        (("2017-09-01", None), ("2024-01-01", "2024-01-01"), True),
        (("2017-09-01", None), ("2017-08-31", "2017-08-31"), False),
        ((None, "2018-03-01"), ("2017-08-31", "2017-08-31"), True),
    ],
)
def test_dates_meet_where_they_share_a_day(one, other, meet):
    assert of_date(day_span(*one)).meets(of_date(day_span(*other))) is meet


def test_a_deadline_allows_every_day_before_it():
    june = day_span("2018-06-01", "2018-06-30")
    early = Interval(*[date(2018, 3, 1).toordinal()] * 2)
    assert of_date(june, deadline=True).meets(early)
    assert not of_date(june).meets(early)
