"""Results read back from a store, whole: with their checks, which tables of records don't show."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Engine, select, true

from extractor.store import schema
from extractor.store.rows import extraction_json
from models import Extraction


def stored_results(engine: Engine) -> Iterator[Extraction]:
    """Yield the current result of each document that still stands somewhere, one at a time.

    Args:
        engine: The store, open for reading.
    """
    versions, records, paths = schema.versions, schema.records, schema.paths
    standing = select(paths.c.document_id).where(paths.c.document_id == versions.c.document_id).exists()
    query = (
        select(versions.c.id, versions.c.facts, records.c.body)
        .select_from(versions.outerjoin(records, records.c.version_id == versions.c.id))
        .where(versions.c.current == true(), standing)
        .order_by(versions.c.document_id, versions.c.id, records.c.position)
    )
    with engine.connect().execution_options(yield_per=500) as connection:
        for (_, facts), rows in groupby(connection.execute(query), key=lambda row: (row[0], row[1])):
            yield Extraction.model_validate_json(extraction_json(facts, [row[2] for row in rows if row[2]]))
