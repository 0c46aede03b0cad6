"""Records as a pandas DataFrame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.errors import optional
from extractor.export.rows import COLUMNS, Codes, Kind, Telling, row

if TYPE_CHECKING:
    import pandas

_TYPES: dict[Kind, str] = {"text": "string", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}


def frame(told: Iterable[Telling], codes: Codes) -> "pandas.DataFrame":
    """Return a DataFrame with a row for each record and typed columns; lists stay lists.

    Args:
        told: The records.
        codes: Countries by their alpha-3 codes.

    Raises:
        UsageError: pandas is not installed.
    """
    with optional("to_dataframe", "pandas", extra="pandas"):
        import pandas
    cells = [row(telling, codes) for telling in told]
    names = [column.name for column in COLUMNS]
    types = {column.name: _TYPES[column.kind] for column in COLUMNS if column.kind in _TYPES}
    return pandas.DataFrame(cells, columns=names).astype(types)
