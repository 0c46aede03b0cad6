"""The assignment is the best there is."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from extractor.reconcile.assignment import assign, components

GAINS = st.dictionaries(
    st.integers(0, 4),
    st.dictionaries(st.integers(0, 4), st.floats(0.01, 9), min_size=1, max_size=5),
    min_size=1,
    max_size=5,
)


def best(edges: dict[int, dict[int, float]]) -> float:
    """Returns the highest sum, by trying everything."""
    rows = list(edges)
    columns = [*range(5), *[None] * len(rows)]
    return max(
        sum(edges[row].get(column, 0.0) for row, column in zip(rows, chosen, strict=True))
        for chosen in set(permutations(columns, len(rows)))
    )


@given(GAINS)
def test_the_sum_is_the_highest(edges):
    chosen = assign(edges)
    assert len(set(chosen.values())) == len(chosen)
    assert abs(sum(edges[row][column] for row, column in chosen.items()) - best(edges)) < 1e-6


@given(GAINS)
def test_parts_share_nothing_and_lose_nothing(edges):
    parts = list(components(edges))
    assert sorted(row for part in parts for row in part) == sorted(edges)
    columns = [{column for gains in part.values() for column in gains} for part in parts]
    assert sum(map(len, columns)) == len(set().union(*columns))
