"""The samples give the outputs kept here; UPDATE_GOLDEN=1 writes them anew, and fails so that they are looked at."""

import os
from pathlib import Path

import pytest

from extractor import service
from extractor.export import as_json
from extractor.settings import Settings

GOLDEN = Path(__file__).parent
SAMPLES = GOLDEN.parents[1] / "samples"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
NAMES = ["council-2024-report.docx", "council-2025-report.pdf", "news-2024.docx"]


def test_every_sample_has_its_output() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf")) == NAMES
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sample(name: str) -> None:
    printed = as_json.indented(service.extract(SAMPLES / name, Settings()))
    kept = GOLDEN / f"{name}.json"
    if UPDATE:
        kept.write_text(printed, encoding="utf-8")
    assert not UPDATE, "written anew: read the difference, then run without UPDATE_GOLDEN"
    assert printed == kept.read_text(encoding="utf-8")
