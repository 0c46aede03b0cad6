"""Records as Parquet, with the columns and types of `extractor.export.rows`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from extractor.errors import optional
from extractor.export.rows import COLUMNS, Codes, Kind, Telling, row

if TYPE_CHECKING:
    import pyarrow

GROUP = 20_000


def write(told: Iterable[Telling], codes: Codes, stream: IO[bytes]) -> None:
    """Write a Parquet file, some thousand records at a time.

    Args:
        told: The records.
        codes: Countries by their alpha-3 codes.
        stream: Where to write.

    Raises:
        UsageError: pyarrow is not installed.
    """
    with optional("--format parquet", "pyarrow", extra="parquet"):
        import pyarrow
        from pyarrow import parquet
    schema = _schema()
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(told):
            columns = zip(*(row(telling, codes) for telling in group), strict=True)
            arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
            writer.write_table(pyarrow.table(arrays, schema=schema))


def _groups(told: Iterable[Telling]) -> Iterator[list[Telling]]:
    rest = iter(told)
    while group := list(islice(rest, GROUP)):
        yield group


def _schema() -> "pyarrow.Schema":
    import pyarrow

    types: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([pyarrow.field(column.name, types[column.kind]) for column in COLUMNS])
