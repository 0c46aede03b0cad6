"""Constructions and the word lists that fill them: no name without words, no kind without a reader."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.lexicon.load import load
from extractor.rules import grammar
from extractor.rules.phrasing import NUMBERS, Phrasing, phrasing

SOURCES = [path for part in ("rules", "assembly") for path in Path("extractor", part).rglob("*.py")]
NAME = re.compile(r"(?<!\?P)<([a-z_]+)>")
KINDS = {row.kind for row in load().phrase_kinds}


def texts() -> Iterator[str]:
    for path in (Path(__file__).parents[2] / source for source in SOURCES):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        yield from (
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        )


TEXTS = set(texts())
NAMED = {name for text in TEXTS for name in NAME.findall(text)}


def test_every_name_in_a_construction_has_words():
    assert NAMED
    assert not NAMED - KINDS - set(NUMBERS) - {name for name, _ in grammar.named()}
    assert all(phrasing(load()).of(name) for name in NAMED)


def test_every_kind_has_phrases_and_a_rule_that_reads_it():
    assert {row.kind for row in load().phrases} == KINDS
    assert not KINDS - NAMED - TEXTS


def test_a_construction_takes_the_longest_words_and_folds_no_boundary():
    told = Phrasing({"thing": ("work", "work shop"), "none": ()})
    assert told["(?i)the <thing>\\b"].match("The work shop")[0] == "The work shop"
    assert told["(?P<thing>x)<thing>"].match("xwork")["thing"] == "x"
    assert told["a<none>|b"].match("b")
    assert told["a<none>|b"].match("a") is None


def test_an_apostrophe_is_straight_or_not():
    assert Phrasing({"word": ("d'être",)})["<word>"].match("d’être")


def test_a_set_of_lexicons_has_one_phrasing():
    assert phrasing(load()) is phrasing(load())
