from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.numbers import NumberMatch

from .vocabularies import cases, date_finder, number_finder

PIECES = [
    "12",
    "1,200",
    "1 200",
    "3.5",
    "million",
    "k",
    "two",
    "twenty",
    "-",
    "five",
    "hundred",
    "and",
    "a",
    "dozen",
    "half a million",
    "over",
    "up to",
    "between",
    "to",
    "some",
    "+",
    "%",
    "USD",
    "days",
    "year-old",
    "under",
    "children",
    "Phase",
    "Resolutions",
    ",",
    "(",
    ")",
    "nurses",
    "Kenya",
    "2018",
    "or so",
    "1",
    "one",
    "in",
    "\n",
    "\t",
    "\xa0",
    ".",
    "/",
    "0",
    "007",
]
scraps = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)


def told(match: NumberMatch, text: str) -> str:
    upper = f"..{match.value_max}" if match.value_max else ""
    counted = (text[match.after :].split() or [""])[0]
    return f"{match.text} = {match.value}{upper} {match.qualifier} | {counted}".rstrip()


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    taken = [(match.start, match.end) for match in date_finder().find(text)]
    assert [told(match, text) for match in number_finder().find(text, taken)] == case["counts"]


def test_a_number_starts_with_its_qualifier() -> None:
    (match,) = number_finder().find("They trained well over 40 nurses.")
    assert (match.start, match.end, match.after) == (13, 25, 26)


@pytest.mark.parametrize(
    ("text", "taken", "values"),
    [
        ("On 5 May 40 nurses met.", [(3, 8)], [40]),
        ("12 120 nurses", [(0, 2)], [120]),
        ("12 120 nurses", [], [12120]),
        ("40 nurses", [(0, 2)], []),
        ("40 nurses", [(0, 99)], []),
        ("40 nurses and 50 men", [(14, 16), (0, 2)], []),
        ("over 40 nurses", [(0, 4)], [40]),
    ],
)
def test_taken_stretches_are_left_alone(text: str, taken: list[tuple[int, int]], values: list[int]) -> None:
    assert [match.value for match in number_finder().find(text, taken)] == values


def test_figures_too_long_for_a_count_are_left_alone() -> None:
    assert number_finder().find("9" * 400 + " nurses") == []


WRITTEN = {
    "commas": lambda n: f"{n:,}",
    "spaces": lambda n: f"{n:,}".replace(",", " "),
    "hard spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "apostrophes": lambda n: f"{n:,}".replace(",", "’"),
    "thousands": lambda n: f"{n // 1000} thousand",
    "millions": lambda n: f"{n / 10**6:f} million",
}


@given(st.integers(1, 999_000), st.sampled_from(sorted(WRITTEN)))
def test_a_written_number_is_read_back(thousands: int, way: str) -> None:
    written = WRITTEN[way](thousands * 1000)
    (match,) = number_finder().find(f"They reached {written} viewers.")
    assert (match.value, match.value_max, match.qualifier) == (thousands * 1000, None, "exact")


@given(st.integers(2, 1800), st.integers(1, 90), st.sampled_from(["{} to {}", "{}–{}", "between {} and {}"]))
def test_a_written_range_is_read_back(low: int, more: int, shape: str) -> None:
    (match,) = number_finder().find(f"They reached {shape.format(low, low + more)} viewers.")
    assert (match.value, match.value_max, match.qualifier) == (low, low + more, "between")


@given(st.one_of(scraps, st.text(max_size=60)))
def test_matches_are_in_order_inside_the_text_and_the_same_each_time(text: str) -> None:
    found = number_finder().find(text)
    assert found == number_finder().find(text)
    end = 0
    for match in found:
        assert end <= match.start < match.end <= match.after <= len(text)
        assert match.text == text[match.start : match.end]
        assert match.value > 0
        assert match.value_max is None or match.value_max > match.value
        end = match.end


@given(
    scraps,
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))),
)
def test_no_number_holds_a_taken_character(text: str, taken: list[tuple[int, int]]) -> None:
    for match in number_finder().find(text, taken):
        assert not any(start < match.end and match.start < end for start, end in taken if start < end)
