"""What is read off a record before it is compared: stage, dates, counts, names, and words lent by the one before."""

from datetime import date

import pytest

from extractor.reconcile.intervals import HIGH, LOW, Interval
from extractor.reconcile.reading import days_of, origin_of
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import dates, extraction, participants, partner, record, span


@pytest.fixture
def items(reader):
    """Returns a function that gives the items of records of one document."""

    def run(*records: dict, period=FIRST):
        return list(reader.items(extraction("x", list(records), period)))

    return run


@pytest.mark.parametrize(
    ("fields", "stage", "due"),
    [
        ({"status": "planned"}, "planned", True),
        ({"status": "cancelled"}, "cancelled", False),
        ({}, "done", False),
        ({"text": "A workshop was launched."}, "done", False),
        ({"activity_type": "platform", "text": "A portal was launched."}, "started", False),
        ({"activity_type": "platform", "text": "A portal was extended."}, "started", False),
        ({"activity_type": "platform", "text": "A portal was built."}, "done", False),
        ({"activity_type": "platform", "text": "A portal launched in May was closed."}, "done", False),
        ({"status": "ongoing"}, "running", False),
        ({"status": "ongoing", "text": "A strategy is being drafted."}, "preparing", False),
        ({"status": "ongoing", "text": "A strategy on 5G rollout is being drafted."}, "preparing", False),
        ({"status": "ongoing", "dates": [dates(date(2024, 1, 1))]}, "preparing", True),
        ({"status": "ongoing", "dates": [dates(date(2023, 12, 31))]}, "running", False),
        ({"status": "ongoing", "dates": [dates(date(2023, 12, 1)), dates(date(2024, 5, 1))]}, "running", False),
    ],
)
def test_stage(items, fields, stage, due):
    [item] = items(record("r", **fields))
    assert (item.stage, item.due) == (stage, due)


def at(text: str, words: str, day: date) -> dict:
    made = dates(day)
    return made | {"span": span(words, text.index(words)), "text": words}


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("It will be held by June 2024.", True),
        ("It will be held no later than June 2024.", True),
        ("It will be held in June 2024.", False),
        ("By all means it will be held in June 2024.", False),
    ],
)
def test_a_deadline_leaves_its_beginning_open(items, text, deadline):
    day = date(2024, 6, 30)
    [item] = items(record("r", text=text, status="planned", dates=[at(text, "June 2024", day)]))
    assert item.dates == (Interval(LOW if deadline else day.toordinal(), day.toordinal()),)


@pytest.mark.parametrize(
    ("noun", "head"),
    [
        ("secondary school teachers", "teacher"),
        ("women", "woman"),
        ("people", None),
        ("participants", None),
        (None, None),
        ("zorgles", "zorgl"),
    ],
)
def test_the_head_of_an_audience(items, noun, head):
    [item] = items(record("r", participants=[participants(3, noun)]))
    assert [count.head for count in item.people] == [head]


@pytest.mark.parametrize(
    ("value", "value_max", "qualifier", "size"),
    [
        (40, None, "exact", (40, 40)),
        (40, None, "about", (36, 44)),
        (40, 60, "about", (36, 66)),
        (40, None, "more_than", (40, HIGH)),
        (40, None, "at_least", (40, HIGH)),
        (40, None, "up_to", (0, 40)),
        (40, None, "fewer_than", (0, 40)),
        (40, 60, "between", (40, 60)),
    ],
)
def test_the_size_of_a_count(items, value, value_max, qualifier, size):
    [item] = items(record("r", participants=[participants(value, "judges", qualifier, value_max)]))
    assert tuple(item.people[0].size) == size


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("A workshop of the GO-SAFER project was held.", {"go-safer"}),
        ("A workshop of Bright Screens was held.", {"bright screens"}),
        ("A workshop of Bright Harbour Screens was held.", {"bright harbour", "harbour screens"}),
        ("A workshop of Bright and Screens was held.", set()),
        ("A workshop of the CoP was held.", {"cop"}),
        ("A workshop in Fiji with UNICEF was held.", set()),
        ("A workshop of Bright Fiji Screens was held.", set()),
    ],
)
def test_proper_names(items, text, proper):
    [item] = items(record("r", text=text, countries=["FJI"], partners=[partner("UNICEF", said="UNICEF")]))
    assert item.proper - {"a workshop"} == proper


@pytest.mark.parametrize(
    ("title", "ordinals"),
    [
        ("third workshop", {3}),
        ("21st workshop", {21}),
        ("2nd and third workshop", {2, 3}),
        ("workshop", set()),
        ("1234th workshop", set()),
    ],
)
def test_ordinals(items, title, ordinals):
    [item] = items(record("r", title=title))
    assert item.ordinals == ordinals


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("The second phase of the survey began.", {2}),
        ("The second and last round of the survey began.", {2}),
        ("Phase II of the survey began.", {2}),
        ("Phase 3 of the survey began.", {3}),
        ("For the second time, the survey began.", set()),
        ("Phase 2023 of the survey began.", set()),
    ],
)
def test_part_of_a_thing(items, text, ordinals):
    [item] = items(record("r", text=text))
    assert item.ordinals == ordinals


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Kenyan girls met.", {"KEN"}),
        ("Korean girls met.", set()),
        ("A Polish translation was made.", set()),
        ("The Latin American forum met.", set()),
    ],
)
def test_where_the_people_of_a_country_are_told(items, text, where):
    [item] = items(record("r", text=text))
    assert item.where == where


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mapping ended.", "The map is out."),
        ("Teenagers were surveyed.", "A survey of teenagers."),
        ("Labs were equipped.", "Equipment for the laboratories."),
        ("Films were made.", "Movies."),
    ],
)
def test_words_for_the_same(items, one, other):
    first, second = items(record("a", text=one), record("b", text=other, place=100))
    assert first.words & second.words


def test_languages(items):
    [item] = items(record("r", text="The guide was translated into Samoan and French for Fiji."))
    assert item.languages == {"samoan", "french"}


FULL = "A workshop on maritime radio, spectrum monitoring, privacy law, e-waste and cloud security for harbour masters was held."


def lent(first: dict, second: dict, items) -> bool:
    one, other = items(first, second)
    assert (other.follows == one.id) == (one.words <= other.words)
    return other.follows is not None


@pytest.mark.parametrize(
    ("changes", "lends"),
    [
        ({"text": "Its adoption is expected."}, True),
        ({"text": "Its adoption is expected.", "activity_type": "training"}, True),
        ({"text": "Its adoption is expected.", "activity_type": "strategy"}, False),
        ({"text": "Fishing nets, engines, sails, oars, ropes and anchors were mended."}, False),
        ({"text": "A workshop for Tonga was held.", "countries": ["TON"]}, True),
    ],
)
def test_a_statement_that_says_little_borrows_from_the_one_before(items, changes, lends):
    first = record("one", text=FULL, partners=[partner("WHO")])
    second = record("two", place=200, **changes)
    second["evidence"]["block"] = first["evidence"]["block"]
    assert lent(first, second, items) is lends
    if lends:
        one, other = items(first, second)
        assert other.lends >= one.lends == {"WHO"}


def test_nothing_is_borrowed_from_another_block(items):
    assert not lent(record("one", text=FULL), record("two", place=200, text="Its adoption is expected."), items)


def test_where(items):
    venue = {"location": {"name": "Suva", "alpha_3": "FJI", "span": span("Suva")}}
    nowhere = {"location": {"name": "Suva", "alpha_3": None, "span": span("Suva")}}
    found = items(record("a", countries=["TON"], **venue), record("b", **venue), record("c", **nowhere), record("d"))
    assert [item.where for item in found] == [{"TON"}, {"FJI"}, set(), set()]
    assert [item.city for item in found] == ["suva", "suva", "suva", None]


def facts(period=None, published: date | None = None):
    result = extraction("x", [], period)
    told = dates(published) if published else None
    return (
        type(result)
        .model_validate(result.model_dump() | {"document": result.document.model_dump() | {"published": told}})
        .document
    )


@pytest.mark.parametrize(
    ("period", "published", "until"),
    [
        (FIRST, None, date(2023, 12, 31)),
        (FIRST, date(2024, 3, 1), date(2024, 3, 1)),
        (FIRST, date(2023, 3, 1), date(2023, 12, 31)),
        (None, date(2024, 3, 1), date(2024, 3, 1)),
        (None, None, None),
    ],
)
def test_until_when_a_document_can_know(period, published, until):
    origin = origin_of(facts(period, published))
    assert origin.until == (until.toordinal() if until else None)
    assert (origin.period is not None) == (period is not None)


def test_days_of_items_leave_open_ends_out(items):
    first, last = date(2023, 2, 1), date(2023, 5, 1)
    open_end = dates(first) | {"end": None}
    made = items(record("a", dates=[dates(last), open_end]), record("b", dates=[dates(first)]), record("c"))
    assert days_of(made) == Interval(first.toordinal(), last.toordinal())
    assert days_of(items(record("c"))) is None
