"""A run imports what it needs and no more."""

import json
import subprocess
import sys

import pytest

FORMATS = {"docx", "lxml", "pdfplumber", "pypdfium2", "trafilatura"}
HEAVY = FORMATS | {"spacy", "rapidfuzz", "pydantic", "models", "charset_normalizer"}
PROBE = """
import json, sys
from extractor.cli.main import run
run(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """Returns the top-level modules that one command line has imported."""
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("text", "--help"), ("lexicon", "--help"), ()]
)
def test_help_is_light(arguments):
    assert not imported(*arguments) & (HEAVY | {"rich"})


@pytest.mark.parametrize(
    ("sample", "allowed"),
    [
        ("council-2024-report.docx", {"docx", "lxml"}),
        ("council-2025-report.pdf", {"pypdfium2", "pdfplumber"}),
        ("source/news-2024.txt", set()),
    ],
)
def test_reading_one_format_needs_no_other(samples, sample, allowed):
    assert imported("text", str(samples / sample)) & (FORMATS | {"spacy", "rich"}) <= allowed


def test_schema_needs_models_only(samples):
    assert not imported("schema") & (HEAVY - {"pydantic", "models"} | {"rich"})


@pytest.mark.parametrize(
    "module", ["extractor.__main__", "extractor.cli.main", "extractor.errors", "extractor.settings"]
)
def test_importing_a_module_prints_and_loads_nothing(module):
    code = f"import sys, {module}; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
