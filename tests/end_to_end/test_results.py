"""What `extract` prints for the samples."""

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from typing import Any

import pytest

from models import Extraction

NAMES = ("council-2024-report.docx", "council-2025-report.pdf", "news-2024.docx")


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in a result that has offsets and a text: spans and evidence."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("name", NAMES)
def test_json_follows_the_contract(run, samples, name):
    done = run(samples / name)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("utf-8")
    result = Extraction.model_validate_json(text)
    assert text == json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    assert result.document.filename == name
    assert result.records


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_true(run, samples, name):
    plain_text = run("text", samples / name).stdout.decode("utf-8")
    found = list(spans(json.loads(run(samples / name).stdout)))
    assert found
    for span in found:
        assert plain_text[span["start"] : span["end"]] == span["text"]


def test_same_bytes_whatever_the_environment(run, samples):
    document = samples / "council-2024-report.docx"
    environments = (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Lima", "NO_COLOR": "1"},
    )
    assert len({run(document, **environment).stdout for environment in environments}) == 1


def test_several_files_give_a_line_each_in_order(run, samples, report_file):
    files = [samples / "news-2024.docx", report_file, samples / "council-2024-report.docx"]
    lines = run(*files).stdout.decode("utf-8").splitlines()
    assert [json.loads(line)["document"]["filename"] for line in lines] == [file.name for file in files]


@pytest.mark.parametrize(("form", "lines"), [("json", None), ("jsonl", 1)])
def test_format_of_one_file(run, report_file, report_json, form, lines):
    text = run(report_file, "--format", form).stdout.decode("utf-8")
    assert json.loads(text) == json.loads(report_json)
    assert text.endswith("\n")
    assert lines in (None, len(text.splitlines()))


def test_standard_input_gives_the_same_records(run, report_file, report_json):
    result = json.loads(run("-", stdin=report_file.read_bytes()).stdout)
    assert result["document"]["filename"] == "-"
    assert result["records"] == json.loads(report_json)["records"]


def test_an_explanation_names_each_record_and_its_words(run, report_file, report_json):
    records = json.loads(report_json)["records"]
    told = run("explain", report_file).stdout.decode("utf-8")
    assert records
    for record in records:
        assert record["id"] in told
    one = run("explain", report_file, "--record", records[0]["id"]).stdout.decode("utf-8")
    assert told.startswith(one.rstrip("\n"))
    assert one == run("explain", report_file, "--record", "1").stdout.decode("utf-8")
    assert "because the text says “" in one


def test_schema_describes_the_results(run):
    schema = json.loads(run("schema").stdout)
    assert list(schema["properties"]) == list(Extraction.model_fields)
    assert set(schema["required"]) == set(schema["properties"]) >= {"schema_version", "document", "records"}
    assert all(set(kind["required"]) == set(kind["properties"]) for kind in schema["$defs"].values())


def test_shipped_lexicons_have_no_faults(run):
    done = run("lexicon", "check")
    assert (done.returncode, done.stdout) == (0, b"")


def test_console_script(report_file, report_json, run):
    script = shutil.which("extract", path=sysconfig.get_path("scripts"))
    assert script, "the project is not installed"
    done = subprocess.run([script, report_file], capture_output=True, timeout=120, check=True)
    assert done.stdout == report_json


@pytest.mark.parametrize("columns", [80, 160])
def test_table_fits_its_width_and_tells_every_record(run, samples, columns):
    document = samples / "council-2025-report.pdf"
    done = run(document, "--format", "table", COLUMNS=str(columns))
    lines = done.stdout.decode("utf-8").splitlines()
    assert max(map(len, lines)) <= columns
    records = json.loads(run(document).stdout)["records"]
    summary = next(at for at, line in enumerate(lines) if line.startswith(f"{len(records)} records ("))
    numbered = [int(match[1]) for line in lines[:summary] if (match := re.match(r" ?(\d+) ", line))]
    assert numbered == list(range(1, len(records) + 1))


def test_output_file_holds_what_a_pipe_gets(run, report_file, report_json, tmp_path):
    output = tmp_path / "out.json"
    done = run(report_file, "-o", output)
    assert (done.returncode, done.stdout) == (0, b"")
    assert output.read_bytes() == report_json
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json"]


def test_output_file_keeps_its_permissions(run, report_file, tmp_path):
    output = tmp_path / "out.json"
    output.write_text("old")
    output.chmod(0o640)
    run(report_file, "-o", output)
    assert output.stat().st_mode & 0o777 == 0o640


def test_output_through_a_link_keeps_the_link(run, report_file, report_json, tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    run(report_file, "-o", link)
    assert link.is_symlink()
    assert target.read_bytes() == report_json
