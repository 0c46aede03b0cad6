"""Names that no lexicon knows: what is told of each, and what is no new name."""

import pytest

from extractor.assembly.suggesting import UnknownName, counted, unknown_names
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings

LEAD = "The report covers the work of the year.\n\nMuch was done with the help of many partners in the regions.\n\n"


def names(text: str) -> list[UnknownName]:
    settings = Settings()
    return unknown_names(parse_bytes((LEAD + text).encode(), "a.txt", settings), cached_pipeline(settings))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It was paid for by the Bright Harbour Foundation (BHF).",
            ("organisation", "Bright Harbour Foundation", "BHF", "foundation", ""),
        ),
        (
            "It was paid for by the Bright Harbour Foundation.",
            ("organisation", "Bright Harbour Foundation", "", "foundation", ""),
        ),
        ("It was paid for by the Bank of Fiji.", ("organisation", "Bank of Fiji", "", "bank", "FJI")),
        (
            "It was paid for by the University of Bhutan.",
            ("organisation", "University of Bhutan", "", "academia", "BTN"),
        ),
        ("It was paid for by UNICEF.", None),
        ("It was paid for by the Ministry.", None),
        ("It was paid for by the Foundation.", None),
        ("The Rural Coding Clubs (RCC) programme was opened.", ("initiative", "Rural Coding Clubs", "RCC", "", "")),
        ("The “Safe Paths” campaign was opened.", ("initiative", "Safe Paths", "", "", "")),
    ],
)
def test_what_is_told_of_a_name(text, told):
    found = [(one.subject, one.name, one.acronym, one.kind, one.country) for one in names(text)]
    assert list(dict.fromkeys(found)) == ([told] if told else [])


def test_the_example_is_the_sentence_of_the_name():
    text = "Much was said. The Bright Harbour Foundation paid for it. More will be said."
    assert [one.example.strip() for one in names(text)] == ["The Bright Harbour Foundation paid for it."]


def test_headings_give_no_names():
    assert names("1 Bright Harbour Foundation\n\nMuch was said of what was done in the year.") == []


def name(text: str, acronym: str = "", kind: str = "", country: str = "", subject: str = "organisation") -> UnknownName:
    return UnknownName(subject, text, acronym, kind, country, f"{text} paid.")


def test_names_are_counted_and_told_by_who_tells_most():
    plain, told, other = name("Bright Fund"), name("Bright  fund", "BF", "fund"), name("Alder Fund")
    named = name("Bright Fund", subject="initiative")
    found = counted([plain, other, told, named, plain])
    assert [(one.name, one.count) for one in found] == [(told, 3), (named, 1), (other, 1)]


@pytest.mark.parametrize(
    "more", [name("Bright Fund", "BF"), name("Bright Fund", kind="fund"), name("Bright Fund", country="FJI")]
)
def test_anything_told_is_more_than_nothing(more):
    plain = name("Bright Fund")
    assert [one.name for one in counted([plain, more])] == [more]
    assert [one.name for one in counted([more, plain])] == [more]
    assert [one.name for one in counted([more, name("Bright Fund", "BF", "fund", "FJI")])] != [more]
