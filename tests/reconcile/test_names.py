"""Acronyms and their long forms; names spelt in two ways."""

import pytest

from extractor.reconcile.items import Ally
from extractor.reconcile.names import expansions, same_partner
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Safer Harbours Alliance (SHA) met.", [("SHA", "Safer Harbours Alliance")]),
        ("Young Voices of the Islands (YVI) began.", [("YVI", "Young Voices of the Islands")]),
        (
            "BRIGHT (Basic Resources in Good Home Teaching) began.",
            [("BRIGHT", "Basic Resources in Good Home Teaching")],
        ),
        ("Launch of SaW Tools: Safety at Work", [("SaW", "Safety at Work")]),
        ("Teachers (many of them) met in Lima (Peru).", []),
        ("The board met (Geneva, 2024).", []),
        ("A meeting of regulators (SHA) was held.", []),
    ],
)
def test_long_forms_are_read_beside_their_acronyms(text, found):
    assert list(expansions(text)) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Aldera Institute", "Aldera Institut", True),
        ("Blue Ribbon", "BlueRibbon", True),
        ("Safer Harbours Alliance", "SHA", True),
        ("Ministry of Health", "Ministry of Wealth", True),
        ("Ministry of Health", "Ministry of Education", False),
        ("Telco", "Telca", False),
        ("North Bank", "South Bank", False),
    ],
)
def test_partners_are_one_but_for_spelling(one, other, same):
    assert same_partner(Ally(one, one, one), Ally(other, other, other)) is same


def variants(diff, *texts):
    sides = [[record(key, text=text, countries=["FJI"])] for key, text in zip("ba", texts, strict=True)]
    found = [one for one in diff(*sides, (FIRST, FIRST)).findings if one.kind == "name_variant"]
    return [(one.before_value, one.after_value) for one in found]


def test_an_acronym_that_expands_in_two_ways_is_told(diff):
    told = variants(
        diff,
        "A workshop of the Safe Island Networks (SIN) was held in Fiji.",
        "A workshop of the Secure Island Networks (SIN) was held in Fiji.",
    )
    assert told == [("Safe Island Networks", "Secure Island Networks")]


@pytest.mark.parametrize(
    "other",
    [
        "A workshop of the Organization for Safe Harbours (OSH) was held in Fiji.",
        "A workshop of the Organisation for Safe Harbour (OSH) was held in Fiji.",
        "A workshop of OSH was held in Fiji.",
    ],
)
def test_spelling_habits_are_no_other_name(diff, other):
    assert variants(diff, "A workshop of the Organisation for Safe Harbours (OSH) was held in Fiji.", other) == []
