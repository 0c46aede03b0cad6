"""What is asked once for each word finds what is asked at each character."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.starts import Starts

COSTLY = re.compile(r"\b(?:two|a)(?: (?:hundred|and|two))*\b|\d+(?:[ -]\d+)*")
CHEAP = re.compile(r"\b(?:two|a)\b|\d")
PIECES = st.sampled_from(["two", "a", "hundred", "and", "x", "12", "3", " ", "  ", "-", "\t", "(", "twofold", "Ä"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_matches_are_those_of_finditer(text: str) -> None:
    found = [match.span() for match in Starts(CHEAP).matches(COSTLY, text, 0, len(text))]
    assert found == [match.span() for match in COSTLY.finditer(text)]


def test_a_part_of_a_text_is_looked_at_by_itself() -> None:
    text = "two hundred\t3 4 5"
    assert [match[0] for match in Starts(CHEAP).matches(COSTLY, text, 12, 15)] == ["3 4"]
