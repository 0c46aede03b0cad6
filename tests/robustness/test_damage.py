"""A damaged document tells nearly what the whole one tells."""

import random
from functools import cache

import pytest

from tests.robustness import damage
from tests.robustness.measure import CORPUS, MOST_LOST, SEEDS, SHARED, SHARED_GOLD, documents, headline

needs_scorer = pytest.mark.skipif(
    not SHARED.exists(), reason="../shared, which holds the scorer and the dev documents, is absent"
)

SENTENCES = (
    "Two workshops were held in Lima on 3 May 2024 with the “Blue School” network. They reached teachers of the "
    "coastal provinces and parents who wanted to learn. A third one is planned for the year 2025."
)
TEXT = "\n".join([SENTENCES] * 40)


@cache
def whole(path):
    return headline(path, None)


@needs_scorer
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", documents(SHARED_GOLD), ids=lambda path: path.name.removesuffix(".gold.json"))
def test_damage_costs_little(path, seed):
    assert whole(path) - headline(path, seed) <= MOST_LOST


@needs_scorer
@pytest.mark.parametrize("seed", SEEDS)
def test_damage_costs_little_in_the_corpus(seed):
    """In a short document one record is more than the most that may be lost; so the mean counts, and few outliers."""
    lost = [whole(path) - headline(path, seed) for path in documents(CORPUS)]
    assert sum(lost) / len(lost) <= MOST_LOST / 6
    assert sum(loss > MOST_LOST for loss in lost) <= len(lost) // 20


def test_the_same_seed_does_the_same_damage():
    assert damage.damaged(TEXT, 5) == damage.damaged(TEXT, 5)
    assert damage.damaged(TEXT, 5) != damage.damaged(TEXT, 6)


def test_about_one_sentence_in_three_is_damaged():
    lines = damage.damaged(TEXT, 5).replace("-\n", "-").split("\n")
    kept = sum(line == SENTENCES for line in lines)
    assert len(lines) == 40
    # Two sentences of three stay whole, so about eight lines of twenty-seven do.
    assert 5 <= kept <= 20


@pytest.mark.parametrize("kind", damage.KINDS[1:], ids=lambda kind: kind.__name__)
def test_each_kind_of_damage_changes_a_text(kind):
    sentence = SENTENCES.partition(". ")[0]
    assert kind(sentence, random.Random(1)) != sentence


@pytest.mark.parametrize("line", ["See https://example.org/a. Then go on.", "", "a@example.org wrote. So did we."])
def test_addresses_are_spared(line):
    assert damage.damaged(line, 3) == line
