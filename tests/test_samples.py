"""The documents in samples/ are what their sources say."""

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "tools" / "make_samples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def members(data: bytes) -> dict[str, bytes]:
    """The inflated members of an archive, as two builds of zlib may pack them differently."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("position", range(3))
def test_samples_are_made_from_their_sources(tool, samples, position):
    sample = tool.ALL[position]
    made, kept = tool.make(sample), (samples / sample.filename).read_bytes()
    if sample.filename.endswith(".docx"):
        assert members(made) == members(kept)
    else:
        assert made == kept
    assert tool.make(sample) == made
