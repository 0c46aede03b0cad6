"""Our rules in somebody else's pipeline."""

import tomllib

import pytest
import spacy
from spacy.tokens import Doc

from extractor.rules.factories import FACTORIES, _reading
from tests.conftest import ROOT

TEXT = (
    "Report\n\nA workshop was held in Accra, Ghana, on 3 May 2024 with UNICEF for 50 teachers in Ghana\n"
    "Togo and the Arab States took part in GO-SAFER. French guidelines will be launched in June."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    nlp = spacy.blank("en")
    for name in FACTORIES:
        nlp.add_pipe(name)
    return nlp(TEXT)


def test_every_factory_is_an_entry_point():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(project["entry-points"]["spacy_factories"]) == list(FACTORIES)


def test_each_group_is_written(doc):
    assert set(doc.spans) == {group for _, groups in FACTORIES.values() for group in groups}
    found = {group: [span.text for span in doc.spans[group]] for group in doc.spans}
    assert found["country"] == ["Ghana", "Ghana", "Togo"]
    assert found["date"] == ["3 May 2024", "June"]
    assert found["count"] == ["50 teachers"]
    assert {"workshop"} <= set(found["activity"])
    assert found["organisation"] == ["UNICEF"]
    assert len(found["clause"]) >= 3


@pytest.mark.parametrize("order", [list(FACTORIES), list(reversed(FACTORIES))])
def test_a_component_finds_the_same_alone_and_in_any_order(order):
    text = f"{TEXT}\n{order[0]} held a workshop in Lima."
    together = spacy.blank("en")
    for name in order:
        together.add_pipe(name)
    doc = together(text)
    for name in order:
        _reading.cache_clear()
        alone = spacy.blank("en")
        alone.add_pipe(name)
        own = alone(text)
        assert {group: list(map(str, own.spans[group])) for group in own.spans} == {
            group: list(map(str, doc.spans[group])) for group in own.spans
        }


def test_nothing_else_stays_in_the_doc(doc):
    assert doc.user_data == {}
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.spans["country"][0].id_ == "GHA"


def test_several_processes(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("council_countries")
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [len(doc.spans["country"]) for doc in docs] == [3] * 4


def test_own_word_lists(tmp_path):
    (tmp_path / "organisations.add.csv").write_text(
        "id,name,acronyms,aliases,kind,parent,country\nOurs,House of Codes,,,ngo,,\n", encoding="utf-8"
    )
    nlp = spacy.blank("en")
    nlp.add_pipe("council_organisations", config={"lexicons": str(tmp_path)})
    doc = nlp("It was run by House of Codes.")
    (span,) = doc.spans["organisation"]
    assert (span.text, span.id_) == ("House of Codes", "Ours")


def test_another_tokenizer_gets_whole_tokens():
    nlp = spacy.blank("fr")
    nlp.add_pipe("council_countries")
    doc = nlp("in Malta-in May")
    assert [span.start_char for span in doc.spans["country"]] in ([3], [])
    assert nlp("").spans["country"] is not None
