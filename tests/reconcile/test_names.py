"""Acronyms and their long forms; names spelt in two ways."""

import pytest

from extractor.reconcile.items import Ally
from extractor.reconcile.names import expansions, same_partner
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import partner, record


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
        (
            "The DIGIT-ASEAN network (Digital Inclusion, Growth, Innovation and Training) began.",
            [("DIGIT-ASEAN", "Digital Inclusion, Growth, Innovation and Training")],
        ),
        ("SaW, short for Safety at Work, began.", [("SaW", "Safety at Work")]),
        ("SaW stands for “Safety at Work”.", [("SaW", "Safety at Work")]),
        ("ITU (Geneva, Tunis and Lima) met.", []),
        ("SaW was held for Safety at Sea.", []),
        ("Teachers (many of them) met in Lima (Peru).", []),
        ("The board met (Geneva, 2024).", []),
        ("A meeting of regulators (SHA) was held.", []),
        ("The Board of Health in Fiji (BoHF) met.", [("BoHF", "Board of Health in Fiji")]),
        ("It was said. Health Board (HB) met.", [("HB", "Health Board")]),
        ("The Harbour. Board (HB) met.", []),
        ("The Health (or Board) HB met.", []),
        ("The Health-Care Board (HCB) met.", [("HCB", "Health-Care Board")]),
        ("The Board for Island Harbours (IHB) met.", [("IHB", "Board for Island Harbours")]),
        ("The Board for Island Harbours (BHI) met.", [("BHI", "Board for Island Harbours")]),
        ("The Health Care Board (HB) met.", []),
        ("The Health Board (Hb) met.", []),
        ("The Health Board (H) met.", []),
        ("The étude Board (EB) met.", []),
        ("The Étude Board (EB) met.", [("EB", "Étude Board")]),
        ("BRIGHT tools – Basic Resources in Good Home Teaching began.", [("BRIGHT", "Basic Resources in Good Home Teaching")]),
        ("HB (Health Board of the islands) met.", [("HB", "Health Board")]),
        ("HB (Harbours are busy) met.", []),
        ("HB Health Board met.", []),
        ("HB (Home Board), and SHA (Safer Harbours Alliance).", [("HB", "Home Board"), ("SHA", "Safer Harbours Alliance")]),
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
        ("The Blue Ribbon", "Blue Ribbon", True),
        ("Organisation of Ports", "Organization of Ports", True),
        ("Aldera’s Institute", "Aldera Institute", True),
        ("Harbour", "Harbor", False),  # six letters are never guessed at
        ("Harbours", "Harbourz", True),
        ("Harbours", "Harbuorz", False),
        ("Harbour Trust", "Harbuor Trvst", True),
        ("Harbour Trust", "Harbuor Trvsk", False),
        ("Safer Harbours Alliance", "sha", False),
        ("Safer Harbours Alliance", "SHB", False),
    ],
)
def test_partners_are_one_but_for_spelling(one, other, same):
    assert same_partner(Ally(one, one, one), Ally(other, other, other)) is same


@pytest.mark.parametrize(
    ("said", "other", "same"),
    [
        ("Agência dos Portos (TIC PORTOS)", "TIC PORTOS", True),
        ("Agência dos Portos (TIC PORTOS)", "TIC RIOS", False),
        ("Agência dos Portos", "TIC PORTOS", False),
        ("Harbour Board (of Fiji) and others", "of Fiji", False),
    ],
)
def test_an_acronym_in_brackets_is_a_name_of_the_partner(said, other, same):
    long = Ally("x", said.partition(" (")[0], said)
    assert same_partner(long, Ally("y", other, other)) is same_partner(Ally("y", other, other), long) is same


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


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("GO-SAFER", "GO SAFER", True),
        ("GoSafer", "Go-Safer", True),
        ("GO-SAFER", "GO-SAFER", False),
        ("GO-SAFER", "GO-FURTHER", False),
    ],
)
def test_programmes_spelt_in_two_ways(diff, one, other, told):
    texts = (f"A workshop on safe gaming under {name} was held in Suva, Fiji." for name in (one, other))
    assert bool(variants(diff, *texts)) is told


def test_a_partner_that_the_other_only_mentions_may_be_spelt_in_another_way(diff):
    text = "A workshop on safe gaming was held in Suva, Fiji, with {}."
    one, other = (text.format(name) for name in ("SafeNet Trust", "Safe-Net Trust staff"))
    before = record("b", text=one, countries=["FJI"], partners=[partner("SNT", "SafeNet Trust", "SafeNet Trust")])
    after = record("a", text=other, countries=["FJI"])
    found = [f for f in diff([before], [after], (FIRST, FIRST)).findings if f.kind == "name_variant"]
    assert [(f.before_value, f.after_value) for f in found] == [("SafeNet Trust", "safe-net trust")]


def allied(diff, one: tuple[str, str], other: tuple[str, str]) -> list[tuple[str, str]]:
    text = "A workshop on safe gaming was held in Suva, Fiji."
    sides = [
        [record(key, text=text, countries=["FJI"], partners=[partner(who, said, said)])]
        for key, (who, said) in zip("ba", (one, other), strict=True)
    ]
    found = [one for one in diff(*sides, (FIRST, FIRST)).findings if one.kind == "name_variant"]
    return [(one.before_value, one.after_value) for one in found]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (("aldera-institute", "Aldera Institute"), ("aldera-institut", "Aldera Institut"), True),
        (("aldera-institute", "Aldera Institute"), ("brenholm-institute", "Brenholm Institute"), False),
        (("aldera", "Aldera Institute"), ("aldera", "Aldera Institut"), True),
        (("aldera", "Aldera Institute"), ("aldera", "The Aldera Institute"), False),
        (("aldera", "Aldera Institute"), ("aldera", "The institute of Aldera"), False),
        (("sha", "SHA"), ("safer-harbours-alliance", "Safer Harbours Alliance"), False),
    ],
)
def test_partners_spelt_in_two_ways(diff, one, other, told):
    assert allied(diff, one, other) == ([(one[1], other[1])] if told else [])


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("Work of the Secure Island Networks (SIN)", "A workshop of SIN was held in Fiji.", True),
        ("Work of the Safe Island Networks (SIN)", "A workshop of SIN was held in Fiji.", False),
        ("Work of the Secure Island Networks (SIN)", "A workshop was held in Fiji.", False),
    ],
)
def test_a_heading_explains_an_acronym_to_what_stands_under_it(diff, heading, text, told):
    under = record("a", text=text, countries=["FJI"])
    under["evidence"]["section"] = [heading]
    before = record("b", text="A workshop of the Safe Island Networks (SIN) was held in Fiji.", countries=["FJI"])
    found = [one for one in diff([before], [under], (FIRST, FIRST)).findings if one.kind == "name_variant"]
    assert [(one.before_value, one.after_value) for one in found] == [("Safe Island Networks", "Secure Island Networks")] * told
