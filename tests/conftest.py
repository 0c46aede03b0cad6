"""Shared by all tests: where things are, and what a skip means."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
NO_SKIP = os.environ.get("COUNCIL_EXTRACT_NO_SKIP") == "1"

# Speed is measured in benchmarks; a slow machine fails no test. CI tries the same examples each time.
settings.register_profile("house", deadline=None, derandomize=NO_SKIP)
settings.load_profile("house")


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the documents of our own writing."""
    return ROOT / "samples"


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Fail what was skipped where skips aren't allowed, save for want of ../shared."""
    if not NO_SKIP or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if "shared" in reason and not SHARED.exists():
        return
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: skipped, and COUNCIL_EXTRACT_NO_SKIP=1 allows no skips: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
