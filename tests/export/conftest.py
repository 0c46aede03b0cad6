"""Writes results in a format, as the command does."""

import io
from collections.abc import Callable

import pytest

from extractor.export.formats import FORMATS
from extractor.export.material import Material
from extractor.export.rows import codes_of
from extractor.lexicon.load import load


@pytest.fixture
def written() -> Callable[..., bytes]:
    """Returns a function that gives the bytes of results in a format."""

    def write(form, *results, **changed) -> bytes:
        stream = io.BytesIO()
        FORMATS[form].write(Material(results, codes_of(load()), **changed), stream)
        return stream.getvalue()

    return write
