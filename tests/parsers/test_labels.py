"""Labels, and the numbers that only look like one."""

import pytest

from extractor.parsers.labels import Labelled, is_item_label, label_kind, split_label, split_lost_labels
from extractor.parsers.words import load_words
from extractor.settings import Settings

WORDS = load_words(Settings())

SPLIT = [
    ("1\tScope", "1", "Scope"),
    ("1.\tScope", "1.", "Scope"),
    ("1.2\tScope", "1.2", "Scope"),
    ("1.2 The scope", "1.2", "The scope"),
    ("2.1.3\tScope", "2.1.3", "Scope"),
    ("3. The scope", "3.", "The scope"),
    ("B.2 The scope", "B.2", "The scope"),
    ("C.1.12. Scope", "C.1.12.", "Scope"),
    ("–\tScope", "–", "Scope"),
    ("– Scope", "–", "Scope"),
    ("-  scope", "-", "scope"),
    ("•Scope", "•", "Scope"),
    ("·\u00a0scope", "·", "scope"),
    ("\uf0b7\tScope", "•", "Scope"),
    ("o\tScope", "o", "Scope"),
    ("(a) scope", "(a)", "scope"),
    ("a) scope", "a)", "scope"),
    ("iv)\tscope", "iv)", "scope"),
    ("(ii) scope", "(ii)", "scope"),
    ("12) scope", "12)", "scope"),
    ("b. scope", "b.", "scope"),
    ("ii. scope", "ii.", "scope"),
    ("1\t(a)\tscope", "1 (a)", "scope"),
    ("\tScope", None, "Scope"),
    ("09:30 – Opening", "09:30 –", "Opening"),
    ("9:30 a.m. to 10:15 a.m.: Opening", "9:30 a.m. to 10:15 a.m.:", "Opening"),
    ("14h00-15h30\tPanel", "14h00-15h30", "Panel"),
    ("10.30 – 11.15 – Panel", "10.30 – 11.15 –", "Panel"),
]
NOT_SPLIT = [
    "45 teachers were trained.",
    "2.5 thousand pupils joined.",
    "1.2 million people",
    "2014 was a good year.",
    "09:30",
    "16:9",
    "2:1 ratio",
    "10:30 2 May",
    "10.30 francs",
    "(2014) was cited",
    "3 March 2014",
    "10.10.2014 was the day",
    "I. Smith spoke.",
    "H.264 Codecs were compared.",
    "A.1 paper is thin.",
    "o brother",
    "a course",
    "-5 degrees",
    "5G networks",
    "i.e. scope",
    "–",
    "a. m.",
]


@pytest.mark.parametrize(("text", "label", "rest"), SPLIT)
def test_split(text: str, label: str | None, rest: str) -> None:
    assert split_label(text) == Labelled(label, rest)


@pytest.mark.parametrize("text", NOT_SPLIT)
def test_not_split(text: str) -> None:
    assert split_label(text) == Labelled(None, text)


LOST = [
    (["1Purpose", "Text.", "2Background", "Text."], ["1", None, "2", None]),
    (["1 Purpose", "Text.", "2 Background"], ["1", None, "2"]),
    (["1Purpose", "1.1The group met.", "1.2The group left."], ["1", "1.1", "1.2"]),
    (["Purpose", "45 teachers came.", "46 Pupils came."], [None, None, None]),
    (["1 March 2014", "2 March 2014"], [None, None]),
    (["12 Member States agreed.", "13 Member States left."], [None, None]),
    (["3Purpose"], [None]),
    (["2014Review", "2015Review"], [None, None]),
]


@pytest.mark.parametrize(("texts", "labels"), LOST)
def test_lost_tabs_need_a_numbering_that_goes_on(texts: list[str], labels: list[str | None]) -> None:
    found = split_lost_labels([split_label(text) for text in texts], WORDS)
    assert [paragraph.label for paragraph in found] == labels


@pytest.mark.parametrize(
    ("label", "kind", "is_item"),
    [
        ("–", "–", True),
        ("•", "•", True),
        ("(a)", "a)", True),
        ("b)", "a)", True),
        ("(iv)", "i)", True),
        ("II.", "I", True),
        ("1)", "1)", True),
        ("1", "1", False),
        ("1.", "1", False),
        ("2.10", "1", False),
        ("1 (a)", "a)", True),
        ("09:30 –", ":", True),
        ("14h00", ":", True),
    ],
)
def test_kinds(label: str, kind: str, is_item: bool) -> None:
    assert label_kind(label) == kind
    assert is_item_label(label) is is_item
