"""The cells between ruling lines: those that pdfplumber's own finder sees, in a fraction of the time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.pdf.cells import Box, Rule, tables_between

places = st.lists(st.integers(min_value=1, max_value=12).map(lambda at: at * 40.0), min_size=2, max_size=5, unique=True)
wobble = st.floats(min_value=-0.9, max_value=0.9)


@st.composite
def drawings(draw: st.DrawFn) -> list[Rule]:
    """Grids whose lines are cut into parts, some of which are missing, and none of which is quite straight."""
    xs, ys = sorted(draw(places)), sorted(draw(places))
    parts = [(x0, y, x1, y) for y in ys for x0, x1 in itertools.pairwise(xs)]
    parts += [(x, y0, x, y1) for x in xs for y0, y1 in itertools.pairwise(ys)]
    kept = [part for part in parts if draw(st.integers(min_value=0, max_value=9))]
    return [moved(rule, draw(wobble)) for rule in kept]


def moved(rule: Rule, by: float) -> Rule:
    x0, top, x1, bottom = rule
    return (x0 + by, top, x1 + by, bottom) if x0 == x1 else (x0, top + by, x1, bottom + by)


def as_pdfplumber(rules: list[Rule]) -> list[list[list[Box | None]]]:
    table = pytest.importorskip("pdfplumber.table")
    edges = [
        {
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "width": x1 - x0,
            "height": bottom - top,
            "orientation": "v" if x0 == x1 else "h",
        }
        for x0, top, x1, bottom in rules
    ]
    edges = [edge for edge in table.merge_edges(edges, 3, 3, 3, 3) if max(edge["width"], edge["height"]) >= 3]
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, 3, 3))
    return [[list(row.cells) for row in table.Table(None, group).rows] for group in table.cells_to_tables(cells)]


def shape(tables: list[list[list[Box | None]]]) -> list[str]:
    """Return the tables with their places rounded, in any order."""
    return sorted(
        repr([[tuple(round(at / 20) for at in cell) if cell else None for cell in row] for row in rows])
        for rows in tables
    )


@given(drawings())
def test_cells_are_those_of_pdfplumber(rules: list[Rule]) -> None:
    assert shape(tables_between(rules)) == shape(as_pdfplumber(rules))


def test_a_drawing_is_no_table() -> None:
    rules = [(0.0, 7.0 * at, 5000.0, 7.0 * at) for at in range(700)] + [
        (7.0 * at, 0.0, 7.0 * at, 5000.0) for at in range(700)
    ]
    assert tables_between(rules) == []


def test_lines_that_only_touch_make_no_cell() -> None:
    assert tables_between([(0, 0, 100, 0), (0, 50, 100, 50), (0, 0, 0, 50)]) == []
