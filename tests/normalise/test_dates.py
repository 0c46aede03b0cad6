from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.normalise.dates import DateContext, DateMatch, resolve, sentence_year

from .vocabularies import cases, date_finder

SHOWN = DateContext(published="2024-05-15")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PIECES = [
    "12",
    "3rd",
    "2024",
    "1998",
    "31",
    "May",
    "march",
    "June",
    "Sept.",
    "Q3",
    "H1",
    "early",
    "mid-",
    "end of",
    "the",
    "from",
    "to",
    "–",
    "-",
    ",",
    "and",
    "or",
    "between",
    "since",
    "until",
    "last year",
    "on Monday",
    "week of",
    "(",
    ")",
    "Rev.",
    "FY",
    "2023/24",
    "12.05.",
    "-14.05.2021",
    "05/2021",
    "Mar-22",
    "02.06.2018",
    "first",
    "quarter",
    "half",
    "of",
    "winter",
    "ITU",
    "members",
    "\n",
    "\t",
    "\xa0",
    ".",
    "year-end",
    "this",
    "onwards",
]
scraps = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)


def context(words: str | None) -> DateContext:
    if words is None:
        return SHOWN
    values: dict[str, Any] = dict(word.split("=") for word in words.split() if "=" in word)
    return DateContext(
        sentence_year=int(values["sentence"]) if "sentence" in values else None,
        heading_year=int(values["heading"]) if "heading" in values else None,
        period=tuple(values["period"].split("/")) if "period" in values else None,
        published=values.get("published"),
        lean=values.get("lean"),
    )


def told(match: DateMatch, around: DateContext) -> str:
    value = resolve(match, around)
    return f"{match.text} = " + (
        f"{value.start or ''}..{value.end or ''} {value.precision}" if value else "?"
    )


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: f"{case['text']}@{case.get('with', '')}")
def test_case(case: dict[str, Any]) -> None:
    around = context(case.get("with"))
    assert [told(match, around) for match in date_finder().find(case["text"])] == case["dates"]


def only(text: str) -> DateMatch:
    (match,) = date_finder().find(text)
    return match


@pytest.mark.parametrize(
    ("text", "bare", "introduced"),
    [
        ("They met in 2019.", True, True),
        ("They met since 2019.", True, True),
        ("Lima, 2019", True, False),
        ("the 2019 workshop", True, False),
        ("They met in May 2019.", False, True),
        ("May 2019", False, False),
        ("from 2019 to 2021", True, True),
    ],
)
def test_a_bare_year_says_so(text: str, bare: bool, introduced: bool) -> None:
    match = only(text)
    assert (match.bare_year, match.introduced) == (bare, introduced)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("on 3 May and in June 2020", 2020),
        ("from March 2020 to May 2020", 2020),
        ("from March 2020 to May 2021", None),
        ("in 2019 and in 2020", None),
        ("on 3 May", None),
        ("", None),
    ],
)
def test_the_year_of_a_sentence(text: str, year: int | None) -> None:
    assert sentence_year(date_finder().find(text)) == year


def test_dates_stay_on_their_line_and_in_their_cell() -> None:
    assert [match.text for match in date_finder().find("3\nJune 2020\t4\tMay 2021\n2022")] == [
        "June 2020", "May 2021", "2022",
    ]  # fmt: skip


def test_far_apart_dates_of_a_line_are_all_found() -> None:
    filler = " so the group went on with the work that it had been given" * 4
    text = f"On 3 June 2020 it met{filler} and on 5 July 2021 it closed{filler}, in 2022."
    assert [match.text for match in date_finder().find(text)] == ["3 June 2020", "5 July 2021", "2022"]


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 11, 30))
SHAPES = [
    "{d} {month} {y}", "{d:02} {month} {y}", "{month} {d}, {y}", "the {d}th of {month} {y}",
    "{d} {month}, {y}",
    "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", "{d}/{m}/{y}", "Monday, {d} {month} {y}", "{d} {short} {y}",
]  # fmt: skip


@given(DAYS, st.sampled_from(SHAPES), st.sampled_from(["", "It met on ", "on", "(", "Lima, "]))
def test_a_written_day_is_read_back(day: date, shape: str, before: str) -> None:
    assume(before != "on" or not shape.startswith("{y}"))  # “on2020-01-02” is glued beyond repair
    month = MONTHS[day.month - 1]
    text = shape.format(d=day.day, m=day.month, y=day.year, month=month, short=month[:3])
    if before == "on" and not text[0].isdigit():
        before = "on "
    value = resolve(only(f"{before}{text} it closed."), DateContext())
    assert value is not None
    assert (value.start, value.end, value.precision) == (day.isoformat(), day.isoformat(), "day")


@given(
    DAYS,
    st.integers(1, 25),
    st.sampled_from(["{a} to {b}", "from {a} to {b}", "{a} – {b}", "between {a} and {b}"]),
)
def test_a_written_span_is_read_back(first: date, days: int, shape: str) -> None:
    last = first + timedelta(days=days)
    a, b = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    value = resolve(only(f"It ran {shape.format(a=a, b=b)}."), DateContext())
    assert value is not None
    assert (value.start, value.end, value.precision) == (first.isoformat(), last.isoformat(), "range")


@given(st.one_of(scraps, st.text(max_size=60)))
def test_matches_are_in_order_inside_the_text_and_the_same_each_time(text: str) -> None:
    found = date_finder().find(text)
    assert found == date_finder().find(text)
    end = 0
    for match in found:
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        end = match.end


@given(scraps, st.one_of(st.none(), DAYS), st.one_of(st.none(), st.integers(1900, 2099)))
def test_what_resolves_runs_forward(text: str, published: date | None, heading: int | None) -> None:
    around = DateContext(published=published.isoformat() if published else None, heading_year=heading)
    for match in date_finder().find(text):
        value = resolve(match, around)
        if value and value.start and value.end:
            assert date.fromisoformat(value.start) <= date.fromisoformat(value.end)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("from May to 5 June 2022", "day", "2022-06-05"),
        ("from 2021 to June 2022", "month", "2022-06-01"),
        ("from May 2021 to 2023", "year", "2023-01-01"),
        ("on 5 June 2022", "day", "2022-06-05"),
    ],
)
def test_the_end_of_a_range_alone(text: str, kind: str, value: str) -> None:
    [match] = date_finder().find(text)
    last = match.only_last()
    resolved = resolve(last, SHOWN)
    assert (last.kind, last.last, resolved and resolved.start) == (kind, None, value)
