"""Layout words: an overlay adds to the shipped ones or takes their place, as for every other table."""

import pytest

from extractor.errors import LexiconError
from extractor.parsers.words import load_words
from extractor.settings import Settings

ROW = "role,words,comment\ncaption,Plate|Sketch,\n"


@pytest.mark.parametrize(
    ("file", "captions"),
    [("layout_words.add.csv", ["Plate 3", "Figure 3"]), ("layout_words.csv", ["Plate 3"])],
)
def test_rows_of_ones_own_are_added_or_take_the_place_of_all(tmp_path, file, captions):
    (tmp_path / file).write_text(ROW, encoding="utf-8")
    words = load_words(Settings(lexicons=tmp_path))
    assert [line for line in ("Plate 3", "Figure 3", "Plates 3") if words.caption.match(line)] == captions


def test_a_section_title_of_ones_own_has_its_role(tmp_path):
    (tmp_path / "section_titles.add.csv").write_text("title,role\nThanks from the team,boilerplate\n", encoding="utf-8")
    assert load_words(Settings()).section_role("Thanks from the team:") is None
    words = load_words(Settings(lexicons=tmp_path))
    assert words.section_role("Thanks from the team:") == "boilerplate"
    assert words.section_role("Executive summary") == "summary"


def test_a_faulty_row_is_told(tmp_path):
    (tmp_path / "layout_words.add.csv").write_text("role,words\ncaption,Plate\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="column comment: is missing"):
        load_words(Settings(lexicons=tmp_path))
