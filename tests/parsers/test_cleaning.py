"""Repairs: what they mend, and what they must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.cleaning import clean_document, clean_text, join_cut_words, join_lines
from extractor.parsers.repairs import LowerWords, _repaired, repaired
from extractor.parsers.words import load_words
from extractor.settings import Settings

WORDS = load_words(Settings())

MENDED = [
    ("opened on7 March 2014in Quito", "opened on 7 March 2014 in Quito"),
    ("held on7-9 March 2014and moved", "held on 7-9 March 2014 and moved"),
    ("from 7to 9 March", "from 7 to 9 March"),
    ("7March 2014", "7 March 2014"),
    ("March2014", "March 2014"),
    ("since2014 the", "since 2014 the"),
    ("in 2014the group", "in 2014 the group"),
    ("the 14thmeeting", "the 14th meeting"),
    ("the 21stsession", "the 21st session"),
    ("the eighthmeeting", "the eighth meeting"),
    ("C31/7-E2 March 2031", "C31/7-E 2 March 2031"),
    ("ended.The group", "ended. The group"),
    ("in 2014.The group", "in 2014. The group"),
    ("held inLima by theUNICEF team", "held in Lima by the UNICEF team"),
    ("most ofthe parents, ofwhom andsome", "most of the parents, of whom and some"),
    ("Inthe year", "In the year"),
    ("is tobe held in thethird quarter", "is to be held in the third quarter"),
    ("for a a joint pilot", "for a joint pilot"),
    ("due inmid-2018", "due in mid-2018"),
    ("with58 and to1,200 people", "with 58 and to 1,200 people"),
    ("see [bookmark: _Hlk12]annex", "see annex"),
    ("all of of the the groups", "all of the groups"),
    ("The the group", "The group"),
    ("work\u00adshop", "workshop"),
    ("2\u00a0500\u202fbooks", "2 500 books"),
    ("co\u2011op", "co-op"),
    ("cafe\u0301", "café"),
    ("a\u200bb\ufeffc\x00d\x07e\ud800f", "abcdef"),
    ("a\t b  \n c", "a b c"),
]
KEPT = [
    "https://example.org/a.The/on7 and www.example.org/x.The",
    "mail a.b@example.org.Then",
    "C20/57-E",
    "CWG-COP-22/3",
    "k-ID",
    "WSIS+20",
    "ITU160",
    "the 3rd of May",
    "5G",
    "COP28",
    "24x7",
    "1.2",
    "2.5 million",
    "v2.0.1",
    "StopNCII.org The",
    "Node.Js",
    "i.e. this",
    "Ph.D.",
    "J. Smith",
    "U.S.A.",
    "Q3 2014",
    "3k people",
    "4there",
    "that that",
    "Annex A a table",
    "2014/15",
    "translated into Lao within a year, without cost, thereafter",
    "eLearning, iKeepSafe, McKay and eHealth",
    "another forum, the fora of old",
    "mid-2018 and pre-2018",
    "a4 paper, in 2 rooms, p2 p",
    "example.inLima",
    "x\ufffdy",
    "the-the",
    "from May to to-do",
    "12.10.2014",
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_mended(text: str, expected: str) -> None:
    assert clean_text(text, WORDS) == expected


@pytest.mark.parametrize("text", KEPT)
def test_left_alone(text: str) -> None:
    assert clean_text(text, WORDS) == text


@given(
    st.text(alphabet=st.sampled_from("aeThn .-–/@15202\tMay\u00ad\u0301\u00a0mr"), max_size=40)
    | st.text(max_size=30)
)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text, WORDS)
    assert clean_text(once, WORDS) == once


PIECES = "the The of to to-do (the of) and/or ofthe 12th 12thmeeting firstmeeting 7 March 7March on10 May2014 2014in".split()
PIECES += "theUNICEF inGeneva eSafety ended.They C24/57-E March inmid-2018 a a@b.org www.x.org/The, meeting in Annex A".split()


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), max_size=4))
def test_a_line_is_repaired_whatever_stands_beside_it(lines: list[str]) -> None:
    assert repaired(lines, LowerWords(lines), WORDS) == [_repaired(line, WORDS) for line in lines]


@given(
    st.lists(
        st.sampled_from(["held on", "7", "March", "2014", "in", "the", "12th", "meeting", ".", "The", " "])
    )
)
def test_repairs_only_move_spaces_and_doubles(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert set(clean_text(text, WORDS)) <= {*text, " "}


@pytest.mark.parametrize(
    ("lines", "vocabulary", "expected"),
    [
        (["a course for", "teachers"], "", "a course for teachers"),
        (["a work-", "shop"], "", "a workshop"),
        (["an e-", "learning course"], "the e-learning site", "an e-learning course"),
        (["the North-", "South dialogue"], "", "the North-South dialogue"),
        (["from 2012 -", "to 2014"], "", "from 2012 - to 2014"),
    ],
)
def test_lines_are_joined(lines: list[str], vocabulary: str, expected: str) -> None:
    assert join_lines(lines, vocabulary) == expected


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("theworkshop", "", "the workshop"),
        ("Theharbours", "two harbours", "The harbours"),
        ("theharbours", "", "theharbours"),
        ("was wasdelivered", "", "was was delivered"),
        ("theoretical", "", "theoretical"),
        ("towards", "wards", "to wards"),
        ("towards", "wards and towards", "towards"),
        ("information", "the formation", "information"),
        ("online", "a line", "online"),
        ("withdrawn", "drawn", "withdrawn"),
        ("the-workshop", "", "the-workshop"),
        ("thereafter", "after", "thereafter"),
    ],
)
def test_words_glued_to_known_words_are_freed(text: str, seen: str, expected: str) -> None:
    assert clean_document([text, seen], WORDS)[0] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a work-", "shop was held"], ["a workshop was held"]),
        (["a work-", "Shop was held"], ["a work-", "Shop was held"]),
        (["a work -", "shop was held"], ["a work -", "shop was held"]),
        (["from 2012-", "and on"], ["from 2012-", "and on"]),
        (["a work", "shop"], ["a work", "shop"]),
    ],
)
def test_cut_words_are_joined(lines: list[str], expected: list[str]) -> None:
    assert join_cut_words(lines, "") == expected
