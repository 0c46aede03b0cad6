"""The same few hundred broken documents each time; `python tools/fuzz.py` tries 20,000."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "fuzz.py"
NUMBER = {"docx_parts": 120, "docx_bytes": 60, "pdf_objects": 60, "pdf_streams": 60, "html": 80, "text": 40}


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("way", NUMBER)
def test_broken_documents_are_read_or_refused(fuzz: ModuleType, way: str) -> None:
    told = [fuzz.read(number, way) for number in range(NUMBER[way])]
    assert "read" in told
    assert "told in several lines" not in told


def test_a_number_always_makes_the_same_document(fuzz: ModuleType) -> None:
    assert all(fuzz.made(7, way) == fuzz.made(7, way) for way in NUMBER)
