"""The report of a run: all inputs, safe in a browser and a spreadsheet."""

import csv
import io
import json

import pytest

from extractor.backfill.report import RunReport, summary, write
from extractor.store.reading import InputStatus, StoreStatus

RUN = {
    "id": 3,
    "started": "2026-01-01T00:00:00+00:00",
    "ended": None,
    "state": "stopped",
    "tool_version": "0.1",
    "rules": "a" * 64,
    "settings": '{"sources": ["x"]}',
    "counts": "{}",
}
INPUTS = [
    InputStatus("/a/<script>.txt", "done", None, None, 0.25, "sha256:1"),
    InputStatus("=cmd()", "timed_out", "timed_out", "took longer than 1 s", 1.0, None),
    InputStatus("/z\x1b[2J.txt", "failed", "empty", "is empty; check it", 0.0, None),
]


def inputs(only_failures: bool):
    return [one for one in INPUTS if not only_failures or one.status != "done"]


@pytest.fixture
def report() -> RunReport:
    counts = {"done": 1, "timed_out": 1, "failed": 1}
    return RunReport(StoreStatus(RUN, counts, counts, {"documents": 2, "versions": 1, "records": 4}), inputs)


def written(report: RunReport, form: str) -> str:
    stream = io.StringIO()
    write(report, form, stream)
    return stream.getvalue()


def test_json(report):
    told = json.loads(written(report, "json"))
    assert [one["path"] for one in told["inputs"]] == [one.path for one in INPUTS]
    assert told["run"]["settings"] == {"sources": ["x"]}
    assert told["counts"] == {"done": 1, "timed_out": 1, "failed": 1}


def test_csv(report):
    rows = list(csv.reader(io.StringIO(written(report, "csv"))))
    assert rows[0][:3] == ["path", "status", "error"]
    assert [row[0] for row in rows[1:]] == ["/a/<script>.txt", "'=cmd()", "/z␛[2J.txt"]


def test_html(report):
    page = written(report, "html")
    assert "<script>" not in page
    assert page.count("=cmd()") == 2
    assert page.count("&lt;script&gt;") == 1


def test_summary(report):
    lines = list(summary(report, most=1))
    assert lines[0].startswith("run 3, stopped")
    assert lines[0].endswith("1 done, 1 failed, 1 timed out")
    assert lines[2:] == ["timed out: =cmd(): took longer than 1 s [timed_out]", "and 1 more; --report tells all"]
    assert not any("\x1b" in line for line in summary(report))


def test_no_run_yet():
    empty = RunReport(StoreStatus(None, {}, {}, {}), lambda only_failures: [])
    assert list(summary(empty)) == ["no run yet"]
    for form in ("html", "json", "csv"):
        assert written(empty, form)
