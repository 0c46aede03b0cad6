"""Checks of totals and document facts through the whole pipeline; the tables in tests/cases say what to expect."""

from typing import Any

import pytest
from rules.tables import check, params, whole


@pytest.mark.parametrize("case", params("checks"))
def test_checks(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("facts"))
def test_facts(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", [*params("statements"), *params("activities"), *params("table_rows")])
def test_statements(case: dict[str, Any]) -> None:
    check(whole(case))
