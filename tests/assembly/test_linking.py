"""Misspelt names: which are linked, and which are too short, too far off or something else."""

import pytest

from extractor.assembly.linking import NearNames, near, near_country, with_near_countries
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings

KNOWN = NearNames(
    [
        "albania",
        "algeria",
        "barbados",
        "mauritania",
        "mauritius",
        "tanzania",
        "fiji",
        "zimbabwe",
        "slovenia",
        "slovakia",
    ]
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("albnia", None),  # six letters are never guessed at
        ("albanai", "albania"),  # two letters swapped are one off
        ("albamia", "albania"),
        ("albenja", None),  # seven letters may be one off only
        ("albaniaa", "albania"),
        ("barbadox", "barbados"),
        ("barbedox", None),  # eight letters, too
        ("zimbbwe", "zimbabwe"),
        ("mauritinaa", "mauritania"),
        ("mauritanai", "mauritania"),
        ("mauratanja", "mauritania"),  # ten letters may be two off
        ("mouratanja", None),
        ("nauritania", None),  # the first letter is never off
        ("albania", None),  # a known name needs no link
        ("slovekia", ["slovenia", "slovakia"]),  # one off two names
        ("slovenka", "slovenia"),
        ("algebia", "algeria"),
        ("fijji", None),
    ],
)
def test_near(name, meant):
    expected = meant if isinstance(meant, list) else [meant] if meant else []
    assert sorted(near(name, KNOWN)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cambodja", "KHM"),
        ("Philipines", "PHL"),
        ("PHILIPINES", "PHL"),
        ("Kazahkstan", "KAZ"),
        ("Moldava", "MDA"),
        ("Zimbabwe", None),
        ("Nigerian", None),
        ("Mongolians", None),
        ("Caribean", None),
        ("Lisbonne", None),
        ("Teachers", None),
    ],
)
def test_near_country(text, code):
    assert near_country(cached_pipeline(Settings()).lexicons, text) == code


LEAD = "The report covers the work of the year.\n\nMuch was done with the help of many partners in the regions.\n\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A workshop was held in Cambodja.", ["KHM"]),
        ("A workshop was held in the Philipines.", ["PHL"]),
        ("Work for Zimbabve, Cambodja and Philipines was done.", ["ZWE", "KHM", "PHL"]),
        ("Help went to Cambodja and from Zimbabve.", ["KHM", "ZWE"]),
        ("The strategy of Cambodja was adopted by then.", ["KHM"]),
        ("In Cambodja a workshop was held.", ["KHM"]),
        ("Cambodja held a workshop.", ["KHM"]),
        ("Work in Peru and Cambodja was done.", ["PER", "KHM"]),
        ("The minister met Cambodja there.", []),
        ("A workshop was held in cambodja.", []),
        ("A workshop on Cambodja’s plans was held.", []),
        ("A workshop was held in Cambodja-wide halls.", []),
        ("A workshop was held in Cambodjaville.", []),
        ("# In Cambodja", []),
        ("A workshop was held by the Ministry of Cambodja Affairs.", []),
    ],
)
def test_names_are_linked_where_a_place_may_stand(text, codes):
    settings = Settings()
    pipeline = cached_pipeline(settings)
    source = parse_bytes((LEAD + text + "\n\nMore was done in the year.\n").encode(), "a.txt", settings)
    document = with_near_countries(pipeline.annotate(source), pipeline.lexicons)
    found = [mention for block in document.blocks for mention in block.of("country")]
    assert [mention.key for mention in found] == codes
    assert all(source.plain_text[mention.start : mention.end] == mention.text for mention in found)
    assert all((mention.rule == "country_near") == (mention.text != "Peru") for mention in found)
