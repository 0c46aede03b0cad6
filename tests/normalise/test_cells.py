"""Texts as cells of a sheet: nothing a program obeys, everything readable, and back again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.cells import as_typed, harmless, joined, visible
from extractor.normalise.number_words import Words
from extractor.normalise.starts import Starts
from extractor.normalise.vocabulary import forms, whole, yes

from .vocabularies import rows


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("1+1", "1+1"),
        ("a=1", "a=1"),
        ("X=1", "X=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text, cell):
    assert harmless(text) == cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1bb", "a␛b"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200fb", "a⟨U+200F⟩b"),
        ("a b", "a b"),
        ("é–“", "é–“"),
    ],
)
def test_what_is_obeyed_unseen_is_shown(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["=1+1", "-5 °C", "it's", "'tis", "plain", ""])
def test_a_cell_is_read_back(text):
    assert as_typed(harmless(text)) == text


@pytest.mark.parametrize(
    ("texts", "separator", "cell"),
    [
        (["a", "b"], " | ", "a | b"),
        (["a|b", "c"], " | ", "a/b | c"),
        (["a; b", "c"], "; ", "a, b; c"),
        (["a"], "; ", "a"),
        ([], "; ", ""),
    ],
)
def test_a_separator_inside_a_text_becomes_another_sign(texts, separator, cell):
    assert joined(texts, separator) == cell


@given(st.text(alphabet="ab -x", max_size=40), st.integers(0, 5))
def test_a_costly_pattern_finds_what_it_would_find_alone(text, start):
    start = min(start, len(text))
    start += len(text[start:]) - len(text[start:].lstrip()) if start and not text[start - 1].isspace() else 0
    pattern = re.compile(r"a[ b]*x?")
    starts = Starts(re.compile("a"))
    assert [one.span() for one in starts.matches(pattern, text, start, len(text))] == [
        one.span() for one in pattern.finditer(text, start)
    ]


@pytest.mark.parametrize(
    ("cell", "values"),
    [("a|b", ["a", "b"]), (" a | b ", ["a", "b"]), ("a||b", ["a", "b"]), ("", []), (("a", 2, " "), ["a", "2"])],
)
def test_values_of_a_cell(cell, values):
    assert list(forms(cell)) == values


@pytest.mark.parametrize(("cell", "value"), [("7", 7), (" 7 ", 7), (7, 7), ("", 0), (" ", 0), (None, 0), (0, 0)])
def test_whole_number_of_a_cell(cell, value):
    assert whole(cell) == value


@pytest.mark.parametrize("cell", ["7.5", "seven", "None", "XX"])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(ValueError, match="invalid literal"):
        whole(cell)


@pytest.mark.parametrize(("cell", "said"), [("yes", True), (" Yes ", True), ("1", True), (True, True), ("no", False), ("", False), ("xtruex", False)])
def test_a_cell_says_yes(cell, said):
    assert yes(cell) is said


WORDS = Words(rows("numbers"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-one", 21),
        ("one hundred and five", 105),
        ("two thousand three hundred", 2300),
        ("a hundred thousand", 100_000),
        ("three hundred hundred", None),
        ("twenty eleven", None),
        ("twenty-one two", None),
        ("twenty thirty", None),
        ("1 200", 1200),
        ("1,200", 1200),
        ("1.5 million", 1_500_000),
        ("1.5", None),
        ("half a million", 500_000),
        ("9" * 15, 10**15 - 1),
        ("9" * 16, None),
        ("a dozen", 12),
    ],
)
def test_a_number_in_words_has_a_value_or_none(text, value):
    assert WORDS.value(text) == value
