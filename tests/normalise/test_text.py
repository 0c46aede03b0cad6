import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.text import fold, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("TÜRKİYE", "turkiye"),
        ("Guinea‑Bissau", "guinea-bissau"),
        ("  Two\u00a0 words\n", "two words"),
        ("soft\u00adhyphen", "softhyphen"),
        ("“quoted”", '"quoted"'),
        ("Straße", "strasse"),
        ("Ålesund, Łódź, Tromsø", "alesund, lodz, tromso"),
        ("ﬁle", "file"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry of Education, Niger", "ministry-of-education-niger"),
        ("Children’s Trust (Suva)", "childrens-trust-suva"),
        ("São Tomé", "sao-tome"),
        ("!?", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
