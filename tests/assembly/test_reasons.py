"""Why a record says what it says: the words and the rule of each value, what was carried from elsewhere, how sure it is."""

import pytest
from rules.tables import TITLE_BLOCK, extract

from extractor.assembly import assemble
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from models.reasons import ExplainedExtraction


def explained(text: str) -> ExplainedExtraction:
    settings = Settings()
    return assemble(parse_bytes((TITLE_BLOCK + text).encode(), "a.txt", settings), cached_pipeline(settings))


def told(text: str) -> list[list[str]]:
    """Return the reasons of each record, each as “field: value < words (rule)”, with “carried” where it was."""
    found = explained(text)
    return [
        [
            f"{one.field}: {one.value} < {one.words.strip()} ({one.rule}){' carried' * one.carried}"
            for one in found.reasons[record.id]
        ]
        for record in found.result.records
    ]


CASES = [
    (
        "– In May 2022 a workshop of the CyberDrill was held in Suva, Fiji, for 40 teachers and 12 books with UNICEF.",
        [
            [
                "activity_type: workshop < workshop (activity_noun)",
                "status: completed < was held (status_past)",
                "initiative: CyberDrill < CyberDrill (initiative_lexicon)",
                "countries: Fiji < Suva (country_of_place)",
                "location: Suva < Suva (city_lexicon)",
                "participants: exact 40 teachers < 40 teachers (count_noun)",
                "quantities: exact 12 books < 12 books (count_noun)",
                "partners: United Nations Children's Fund (partner) < UNICEF (organisation_lexicon)",
                "dates: May 2022 < May 2022 (date)",
            ]
        ],
    ),
    (
        "1.1 Fiji\n\nA workshop was held. A course was given there; it was attended by 30 judges.\n",
        [
            [
                "activity_type: workshop < workshop (activity_noun)",
                "status: completed < was held (status_past)",
                "countries: Fiji < Fiji (country_lexicon) carried",
            ],
            [
                "activity_type: training < course (activity_noun)",
                "status: completed < was given (status_past)",
                "countries: Fiji < Fiji (country_lexicon) carried",
                "participants: exact 30 judges < 30 judges (count_noun)",
            ],
        ],
    ),
    (
        "In June 2023, two drills will be held:\n– Africa: Tunis, Tunisia, with over 30 teams\n",
        [
            [
                "activity_type: exercise < drills (activity_noun) carried",
                "status: planned < will be held (status_future) carried",
                "regions: Africa < Africa (region_lexicon)",
                "location: Tunis < Tunis (city_lexicon)",
                "quantities: more_than 30 teams < over 30 teams (count_noun)",
                "dates: June 2023 < June 2023 (date) carried",
            ]
        ],
    ),
    (
        "1.1 January 2024\n\nA workshop was held in Fiji with the Bright Harbour Fund.\n",
        [
            [
                "activity_type: workshop < workshop (activity_noun)",
                "status: completed < was held (status_past)",
                "countries: Fiji < Fiji (country_lexicon)",
                "partners: Bright Harbour Fund (partner) < Bright Harbour Fund (organisation_head)",
                "dates: January 2024 < January 2024 (date) carried",
            ]
        ],
    ),
]


ONE_VALUE = [
    (
        "A workshop was held in Nepal with Childline Nepal.",
        "partners: Childline Nepal (partner) < Childline Nepal (organisation_of_country)",
    ),
    ("A workshop was held in Togo with Childline.", "partners: Childline (partner) < Childline (organisation_lexicon)"),
    ("A workshop was held in Ivory Coast.", "countries: Côte d'Ivoire < Ivory Coast (country_lexicon)"),
    ("A workshop was held in Cambodja.", "countries: Cambodia < Cambodja (country_near)"),
    (
        "Fiji and Tonga hosted a workshop and a course respectively.",
        "activity_type: training < course (activity_respectively)",
    ),
    (
        "A course was held in Fiji. A second round was held in Tonga.",
        "activity_type: training < A second round (activity_again) carried",
    ),
    ("Teachers were trained in Fiji.", "activity_type: training < were trained (activity_verb)"),
    ("The project aims to train 200 teachers in Fiji.", "status: planned < aims to train (status_aim)"),
    ("A course is being held in Fiji.", "status: ongoing < is being held (status_progressive)"),
    ("A course in Fiji is under way.", "status: ongoing < under way (status_cue)"),
    ("Course in Fiji to be held.", "status: planned < to be held (status_infinitive)"),
    ("Course in Fiji being held.", "status: ongoing < being held (status_being)"),
    ("The course opens in Fiji on 14 October 2024.", "status: planned < opens (status_present)"),
    ("The GIGA project was launched in Fiji.", "initiative: GIGA < GIGA (initiative_in_document)"),
]


@pytest.mark.parametrize(("text", "reason"), ONE_VALUE)
def test_the_rule_of_a_value(text, reason):
    assert reason in told(f"– {text}\n")[-1]


@pytest.mark.parametrize(("text", "reasons"), CASES)
def test_each_value_has_its_words(text, reasons):
    assert told(text) == reasons


def test_rules_are_those_of_the_values_sorted():
    [record] = explained(CASES[0][0]).result.records
    assert record.rules == (
        "activity_noun", "city_lexicon", "count_noun", "country_of_place", "date", "initiative_lexicon",
        "organisation_lexicon", "status_past",
    )  # fmt: skip


def confidence(text: str) -> float:
    return explained(text).result.records[-1].confidence


@pytest.mark.parametrize(
    ("sure", "less"),
    [
        ("A workshop was held in Fiji.", "1.1 Fiji\n\nA workshop was held."),
        ("In May 2022 a workshop was held in Fiji.", "1.1 May 2022\n\nA workshop was held in Fiji."),
        ("Workshops will be held in Fiji.", "In Fiji, workshops will be held:\n– Suva, 30 judges\n"),
        ("A workshop was held in Fiji with UNICEF.", "A workshop was held in Fiji with the Bright Harbour Fund."),
        ("A workshop was held in Fiji.", "A workshop was held in Fijji and Cambodja."),
    ],
)
def test_what_is_carried_or_guessed_is_less_sure(sure, less):
    assert 0 < confidence(less) < confidence(sure) < 1


def test_a_record_says_where_its_statement_stands():
    document = explained("1.1 Fiji\n\nA workshop was held.\n")
    [record] = document.result.records
    assert record.evidence.section[-1] == "Fiji"
    assert (record.evidence.text, record.evidence.page) == ("A workshop was held.", None)
    assert record.evidence.end - record.evidence.start == len(record.evidence.text)


def test_ids_tell_statements_apart_and_stay():
    text = "– A workshop was held in Fiji.\n– A workshop was held in Fiji.\n– Fiji and Tonga hosted a workshop and a course respectively.\n"
    ids = [record.id for record in explained(text).result.records]
    assert len(ids) == len(set(ids)) == 4
    assert ids == [record.id for record in explained(text).result.records]
    assert all(one.startswith("r-") and len(one) == 14 for one in ids)
    assert ids[0] != explained("x " + text).result.records[0].id


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("A workshop was held in Fiji.", []),
        ("Much was said.", [("no_records", "the document was read, but it reports no activity")]),
        (
            "A portal was launched in Fiji in May 2022 and runs until December.",
            [("date_end_only", "only an end is told: “until December”")],
        ),
    ],
)
def test_what_was_left_out_is_told(text, warnings):
    assert [(one.code, one.message) for one in explained(text).result.warnings] == warnings


def test_a_date_without_a_year_is_left_out_with_a_warning_where_nothing_tells_it():
    result = extract(b"A workshop was held in Fiji in May for the teachers of all schools.\n", "a.txt")
    assert [one.dates for one in result.records] == [()]
    assert [(one.code, one.message) for one in result.warnings] == [
        ("date_unresolved", "no single year for the date “May”")
    ]


def test_other_languages_are_left_alone():
    text = "Un atelier sur la protection des enfants a été tenu aux Fidji en mai pour les maîtres de toutes les écoles du pays."
    result = extract(f"{text}\n\n{text}\n".encode(), "a.txt")
    assert result.records == ()
    assert [(one.code, one.message) for one in result.warnings] == [
        ("language", "the text is not English; nothing was extracted")
    ]
    assert result.document.language == "und"
