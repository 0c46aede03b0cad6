"""Every test of the store runs on both databases."""

import pytest
from store_servers import postgres_database

from extractor.store.opening import open_engine


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a store that isn't there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "records.db")
    else:
        with postgres_database() as url:
            yield url


@pytest.fixture
def engine(address):
    engine = open_engine(address, create=True)
    yield engine
    engine.dispose()
