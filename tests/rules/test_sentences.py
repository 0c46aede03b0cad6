"""Sentences and short blocks through parser, rules and assembly; the tables in tests/cases say what to expect."""

from typing import Any

import pytest

from .tables import check, params


@pytest.mark.parametrize("case", params("countries"))
def test_countries(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("partners"))
def test_partners(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("status_and_type"))
def test_status_and_type(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("entries"))
def test_entries(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("participants"))
def test_participants(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("record_dates"))
def test_record_dates(case: dict[str, Any]) -> None:
    check(case)
