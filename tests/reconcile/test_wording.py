"""Days, names and states as messages say them."""

from datetime import date

import pytest

from extractor.reconcile.intervals import HIGH, LOW, Interval
from extractor.reconcile.reading import origin_of
from extractor.reconcile.wording import days, few, in_words, name_of, planned_for, said_so
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import dates, extraction, partner, record, span


def interval(first: str, last: str) -> Interval:
    return Interval(
        date.fromisoformat(first).toordinal() if first else LOW, date.fromisoformat(last).toordinal() if last else HIGH
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-06-14", "2023-06-14", "14 Jun 2023"),
        ("2023-06-14", "2023-06-15", "14–15 Jun 2023"),
        ("2023-06-14", "2023-07-02", "14 Jun 2023 – 2 Jul 2023"),
        ("2022-06-14", "2023-06-15", "14 Jun 2022 – 15 Jun 2023"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-01-01", "2019-12-31", "Jan 2018 – Dec 2019"),
        ("2018-02-01", "2018-12-31", "Feb 2018 – Dec 2018"),
        ("2018-01-01", "2018-11-30", "Jan 2018 – Nov 2018"),
        ("2017-11-01", "2017-11-30", "Nov 2017"),
        ("2017-11-01", "2017-11-29", "1–29 Nov 2017"),
        ("2017-11-01", "2018-11-30", "Nov 2017 – Nov 2018"),
        ("2024-02-01", "2024-02-28", "1–28 Feb 2024"),
        ("2017-09-01", "", "since 1 Sep 2017"),
        ("", "", "no known day"),
        ("", "2018-06-30", "by Jun 2018"),
        ("", "2018-06-29", "by 29 Jun 2018"),
    ],
)
def test_days_are_said_as_short_as_they_can_be(first, last, said):
    assert in_words(interval(first, last)) == said


def test_more_than_three_are_counted():
    assert few(["a"]) == "a"
    assert few(["a", "b", "c"]) == "a, b, c"
    assert few(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_no_dates_are_said_to_be_none():
    assert days([]) == "no date"
    assert days([interval("2023-06-14", "2023-06-14"), interval("2018-01-01", "2018-12-31")]) == "14 Jun 2023, 2018"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2018-03-01", "2018-03-31", "for Mar 2018"),
        ("", "2018-06-30", "by Jun 2018"),
        ("2018-06-30", "", "since 30 Jun 2018"),
    ],
)
def test_a_deadline_needs_no_other_word(first, last, said):
    assert planned_for([interval(first, last)]) == said


@pytest.fixture
def item(reader):
    """Returns a function that makes an item of a record with changes."""

    def make(**fields):
        result = extraction("b", [record("r", **fields)], FIRST)
        return reader.item(result.records[0], origin_of(result.document))

    return make


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "completed"),
        ({"dates": [dates(date(2023, 6, 5))]}, "completed (5 Jun 2023)"),
        ({"status": "planned"}, "planned"),
        ({"status": "planned", "dates": [dates(date(2024, 6, 5))]}, "planned for 5 Jun 2024"),
        ({"status": "ongoing", "dates": [dates(date(2023, 6, 5))]}, "ongoing (5 Jun 2023)"),
        ({"activity_type": "platform", "text": "A portal was launched.", "title": "portal"}, "started"),
        ({"activity_type": "workshop", "text": "A workshop was launched."}, "completed"),
    ],
)
def test_a_state_is_said_with_its_dates(item, fields, said):
    assert said_so(item(**fields)) == said


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "workshop"}, "Workshop"),
        ({"title": "", "activity_type": "technical_assistance"}, "Technical assistance"),
        ({"title": "a  workshop\non spectrum"}, "A workshop on spectrum"),
        ({"title": "workshop", "countries": ["FJI"]}, "Workshop (Fiji)"),
        ({"title": "workshop in Fiji", "countries": ["FJI"]}, "Workshop in Fiji"),
        ({"title": "workshop", "countries": ["FJI", "TON", "PER", "CHL"]}, "Workshop (Fiji, Tonga, Peru and 1 more)"),
        ({"title": "workshop", "partners": [partner("WHO")]}, "Workshop (with World Health Organization)"),
        ({"title": "workshop on safe rural networks", "partners": [partner("WHO")]}, "Workshop on safe rural networks"),
        ({"title": "workshop", "countries": ["FJI"], "partners": [partner("WHO")]}, "Workshop (Fiji)"),
    ],
)
def test_an_activity_goes_by_its_title_and_its_place(item, fields, name):
    assert name_of(item(**fields)) == name


def test_a_bare_title_goes_with_its_city_and_its_programme(item):
    fields = {
        "location": {"name": "Aldera", "alpha_3": "PER", "span": span("Aldera")},
        "initiative": {"id": "sails", "name": "Safe Sails"},
    }
    assert name_of(item(title="workshop", **fields)) == "Workshop (Safe Sails; Aldera)"
    assert name_of(item(title="safe sails workshop", **fields)) == "Safe sails workshop (Aldera)"
    assert name_of(item(title="workshop for harbour pilots", **fields)) == "Workshop for harbour pilots (Aldera)"


def test_a_long_title_ends_at_a_word(item):
    said = name_of(item(title="workshop on " + "safety " * 20))
    assert said == "Workshop on " + "safety " * 10 + "safety…"
    assert len(said) <= 91
    whole = "w" * 90
    assert name_of(item(title=whole)) == whole.capitalize()
