"""Initiatives that a document introduces: the constructions, and what only looks like one."""

import pytest

from extractor.assembly import assemble
from extractor.assembly.initiatives import find_named, with_named_initiatives
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings

OPENING = "The report covers the work of the year.\n\nMuch was done with the help of many partners in the regions.\n\n"


def annotated(text: str):
    settings = Settings()
    pipeline = cached_pipeline(settings)
    source = parse_bytes((OPENING + text).encode(), "a.txt", settings)
    return pipeline.annotate(source), pipeline.lexicons


NAMED = [
    ("Schools joined the Rural Coding Clubs (RCC) programme in May.", "Rural Coding Clubs", "RCC"),
    ("The Rural Coding Clubs Initiative (RCCI) was extended.", "Rural Coding Clubs Initiative", "RCCI"),
    ("Rural Coding Clubs (RCC) is a three-year project for teachers.", "Rural Coding Clubs", "RCC"),
    ("The ministry opened the “Think twice online” campaign.", "Think twice online", ""),
    ("A campaign entitled “Walk with Me” reached parents.", "Walk with Me", ""),
    ("A national campaign called Walk with Me reached parents.", "Walk with Me", ""),
    ("The regulator renewed its national campaign, Walk with Me.", "Walk with Me", ""),
    ("Training was given under the project TeachNet+ in June.", "TeachNet+", ""),
    ("An update was given on NetGuides, a two-year initiative led by the office.", "NetGuides", ""),
    ("BRIGHT-NET is a two-year global initiative that helps schools.", "BRIGHT-NET", ""),
    ("Three towns took part in the Open Fibre project.", "Open Fibre", ""),
    ("Three towns took part in the Open Fibre Project.", "Open Fibre Project", ""),
    ("Work went on under UNICEF’s Bright Screens programme.", "Bright Screens", ""),
    ("In Malta, Bright Screens, a campaign for parents, was opened.", "Bright Screens", ""),
    ("The Safe Harbour Young Voices (SHYV) programme began.", "Safe Harbour Young Voices", "SHYV"),
    ("In Malta the Safe Harbour Young Voices (SHYV) programme began.", "Safe Harbour Young Voices", "SHYV"),
    ("Teachers joined the Bright Screens (BS) three-year regional project.", "Bright Screens", "BS"),
    ("The Bright Screens Project (BSP) began.", "Bright Screens Project", "BSP"),
    ("Bright Screens (BS), a project for parents, began.", "Bright Screens", "BS"),
    ("The “Bright Screens” national campaign began.", "Bright Screens", ""),
    ("The campaign “Bright Screens” began.", "Bright Screens", ""),
    ("The campaign, «Bright Screens», began.", "Bright Screens", ""),
    ("The project known as the Bright Screens began.", "Bright Screens", ""),
    ("Its project, Bright Screens, began.", "Bright Screens", ""),
    ("Its project Bright-Net began.", "Bright-Net", ""),
    ("Bright Screens, the project, began.", "Bright Screens", ""),
    ("Bright Screens was a project for parents.", "Bright Screens", ""),
    ("Work went on under Bright Screens programme.", "Bright Screens", ""),
    ("The Night Bus is a travelling library run by the town.", "Night Bus", ""),
    ("Bright Screens was a mobile exhibition led by the bank.", "Bright Screens", ""),
    ("The pensioners attended the Golden Screens classes.", "Golden Screens", ""),
    ("Two operators signed the Calm Waters pledge.", "Calm Waters", ""),
    ("Funds reached Lumo, a project of the bank. Later, pupils met Lumo in class.", "Lumo", ""),
]
NOT_NAMED = [
    "In Malta, a campaign for parents was opened.",
    "In Nairobi, a campaign for parents was opened.",
    "In March 2024, a project on skills was begun.",
    "Meanwhile, a campaign for parents was opened.",
    "Participation is a project of its own.",
    "Lumo is a project of the bank.",
    "The Night Bus is a travelling library in Malta.",
    "It is a travelling library run by the town.",
    "A library run by the Night Bus was opened.",
    "Bright Screens (BS) began.",
    "The “bright screens” campaign began.",
    "The “On” campaign began.",
    "Its project Lumo began.",
    "The Spanish classes were full.",
    "The pupils of Malta and Spain attended classes.",
    "The project of the town, Bright Screens, began.",
    "The Projects project began.",
    "The 3 May 2024 campaign began.",
    "Bright Screens (XYZ) project began.",
    "The Bright Screens, a body for parents, began.",
    "It is a project for schools.",
    "UNICEF, a partner, and WHO joined the project.",
    "The Ministry of Education programme was extended.",
    "The Council of Europe project was extended.",
    "The Spanish programme was extended.",
    "The Workshop programme was printed.",
    "The head of the programme, Jane Osei, thanked the pupils.",
    "The project Manager was appointed.",
    "The project was called off.",
    "The “excellent results,” campaign leaders said, were welcome.",
    "The Safer Screens prize was won; safer screens are for all.",
    "The Digital Skills project deals with digital skills.",
    "The World Health Organization (WHO) programme was extended.",
    "Radio\tcampaign\t12",
    "The Child Online Protection (COP) initiative helps countries.",
]


@pytest.mark.parametrize(("text", "name", "acronym"), NAMED)
def test_named(text, name, acronym):
    found = find_named(*annotated(text))
    assert [(f.name, f.acronym) for f in found] == [(name, acronym)]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_not_named(text):
    assert find_named(*annotated(text)) == []


def test_every_place_of_a_name_is_a_mention():
    text = (
        "The Rural Coding Clubs (RCC) programme was opened in Malta.\n\nRURAL CODING CLUBS\n\n"
        "The third RCC session was held. Rural Coding Clubs grew. The RCC-2 room and rcc were not meant."
    )
    document, lexicons = annotated(text)
    document = with_named_initiatives(document, lexicons)
    found = [m for block in document.blocks for m in block.of("initiative")]
    assert [m.text for m in found] == ["Rural Coding Clubs", "RCC", "RURAL CODING CLUBS", "RCC", "Rural Coding Clubs"]
    assert {m.key for m in found} == {"Rural Coding Clubs"}
    assert {m.rule for m in found} == {"initiative_in_document"}
    assert all(document.source.plain_text[m.start : m.end] == m.text for m in found)


def test_a_body_that_bears_the_name_stays_a_body():
    text = "The Bright Futures project was opened. The Bright Futures Foundation paid. Bright Futures goes on."
    document, lexicons = annotated(text)
    document = with_named_initiatives(document, lexicons)
    found = [m for block in document.blocks for m in block.of("initiative")]
    assert [document.source.plain_text[m.end : m.end + 8] for m in found] == [" project", " goes on"]


def test_a_body_guessed_from_the_name_is_none():
    document, lexicons = annotated("Rural Coding Clubs (RCC) is a three-year project. A workshop of RCC was held.")
    document = with_named_initiatives(document, lexicons)
    assert not [m for block in document.blocks for m in block.of("organisation")]
    assert [m.text for block in document.blocks for m in block.of("initiative")] == ["Rural Coding Clubs", "RCC", "RCC"]


def test_known_initiatives_are_left_as_they_are():
    document, lexicons = annotated("Disrupting Harm is a two-year project. The Disrupting Harm project goes on.")
    before = [block.mentions["initiative"] for block in document.blocks]
    assert find_named(document, lexicons) == []
    assert [block.mentions["initiative"] for block in with_named_initiatives(document, lexicons).blocks] == before


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Bus reached Malta. A second Bus will follow.", ["Bus", "Bus"]),
        ("The buses reached Malta. A bus broke down.", []),
        ("A Bus reached Malta.", []),
        ("The Bus Company paid.", []),
    ],
)
def test_the_last_word_of_a_name_may_stand_for_it(text, short):
    document, lexicons = annotated(f"The Night Bus is a library run by the town. {text}")
    document = with_named_initiatives(document, lexicons)
    found = [m for block in document.blocks for m in block.of("initiative")]
    assert [m.text for m in found] == ["Night Bus", *short]
    assert {m.key for m in found} == {"Night Bus"}


def test_a_place_at_the_end_of_a_name_stays_a_place():
    document, lexicons = annotated("The Wired Fiji project began. The Fiji of tomorrow was drawn. The Fiji team met.")
    document = with_named_initiatives(document, lexicons)
    assert [m.text for block in document.blocks for m in block.of("initiative")] == ["Wired Fiji"]


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("On the road with the Night Bus", ["programme", "programme", "training"]),
        ("On the road with the library", ["programme", "other", "training"]),
    ],
)
def test_what_no_word_tells_belongs_to_the_programme_of_the_title(title, kinds):
    text = (
        f"{title}\n\n6 February 2020\n\nThe Night Bus is a travelling library run by ITU with UNICEF and the town.\n\n"
        "Six stops were made in Togo in May 2019. In Benin, 40 teachers were trained in June 2019.\n"
    )
    settings = Settings()
    records = assemble(parse_bytes(text.encode(), "a.txt", settings), cached_pipeline(settings)).result.records
    assert [record.activity_type for record in records] == kinds
    named = [record.initiative.name if record.initiative else "" for record in records]
    assert named == ["Night Bus", "Night Bus" if kinds[1] == "programme" else "", ""]
