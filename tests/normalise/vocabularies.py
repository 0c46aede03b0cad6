"""The shipped vocabularies, read without the loader."""

import csv
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from extractor.normalise.dates import DateFinder, DateVocabulary
from extractor.normalise.numbers import NumberFinder, NumberVocabulary

_DATA = Path(__file__).parents[2] / "extractor" / "lexicon" / "data"
_CASES = Path(__file__).parents[1] / "cases"


def rows(table: str) -> list[Any]:
    with (_DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [SimpleNamespace(**row) for row in csv.DictReader(file)]


def cases(table: str) -> list[dict[str, Any]]:
    return yaml.safe_load((_CASES / f"{table}.yaml").read_text(encoding="utf-8"))


@cache
def date_finder() -> DateFinder:
    return DateFinder(DateVocabulary(rows("months"), rows("year_parts")))


@cache
def number_finder() -> NumberFinder:
    return NumberFinder(NumberVocabulary(rows("numbers"), rows("qualifiers"), rows("number_nouns")))
