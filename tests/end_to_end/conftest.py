"""Runs the command as a user does: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 120
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def run() -> Run:
    """Returns a function that runs `extract` with arguments, and variables over the environment."""

    def run_extract(*arguments: str | Path, stdin: bytes = b"", **variables: str):
        inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
        return subprocess.run(
            [sys.executable, "-m", "extractor", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**inherited, **variables},
            timeout=SECONDS,
            check=False,
        )

    return run_extract


REPORT_TEXT = """\
Report by the Secretary-General

Digital safety in schools

This report covers the period from January 2023 to December 2023.

A training of trainers was held in Lusaka, Zambia, from 6 to 8 March 2023 for 45 teachers with UNICEF.

A workshop for parents will be held in Malta in May 2024.
"""


@pytest.fixture(scope="session")
def report_file(tmp_path_factory) -> Path:
    """A small report that reads fast."""
    path = tmp_path_factory.mktemp("report") / "report.txt"
    path.write_text(REPORT_TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def report_json(run, report_file) -> bytes:
    """What a pipe gets for the small report."""
    return run(report_file).stdout
