"""What happens with inputs and uses that are wrong: one line, the right status, no traceback."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor import service
from extractor.cli.main import run as run_in_process
from extractor.errors import TooLargeError
from extractor.parsers import parse
from extractor.settings import Limits, Settings

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024)


def make_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme", "no Word file")


def cut(source: Path, path: Path) -> None:
    data = source.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def make_bad(name: str, samples: Path, path: Path) -> None:
    """Write one bad input; `name` is its row in the table below."""
    contents = {
        "empty.txt": b"",
        "old.doc": OLE2,
        "fake.docx": b"PK\x03\x04 and nothing that follows it",
        "fake.pdf": b"%PDF-1.7\nand nothing that follows it",
        "picture.docx": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }
    if name in contents:
        path.write_bytes(contents[name])
    elif name == "folder":
        path.mkdir()
    elif name == "other.zip":
        make_zip(path)
    elif name == "cut.docx":
        cut(samples / "council-2024-report.docx", path)


BAD_INPUTS = (
    "missing.docx",
    "folder",
    "empty.txt",
    "old.doc",
    "fake.docx",
    "fake.pdf",
    "picture.docx",
    "other.zip",
    "cut.docx",
)


@pytest.mark.parametrize("command", [(), ("text",), ("explain",)])
@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_input_is_told_in_one_line(capfdbinary, samples, tmp_path, name, command):
    path = tmp_path / name
    make_bad(name, samples, path)
    assert run_in_process([*command, str(path)]) == 3
    told = capfdbinary.readouterr()
    assert told.out == b""
    lines = told.err.decode("utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("error: ")
    assert name in lines[0]
    assert "; " in lines[0], "the line says what to do"
    assert "internal error" not in lines[0]


def test_a_name_that_is_no_utf8(run, report_file, tmp_path):
    path = tmp_path / "na\udcffme.txt"
    path.write_bytes(report_file.read_bytes())
    done = run(path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["filename"] == "na\N{REPLACEMENT CHARACTER}me.txt"


def test_standard_input_that_is_closed(capfd, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert run_in_process(["-"]) == 3
    assert "is empty" in capfd.readouterr().err


def test_a_device_without_end_is_read_up_to_the_limit():
    settings = Settings(limits=Limits(file_bytes=1000))
    with pytest.raises(TooLargeError):
        parse("/dev/zero", settings)


@pytest.mark.parametrize(
    ("limit", "cause"),
    [("file_seconds=0.01", "takes longer than 0.01 s"), ("file_bytes=1k", "is larger than 1 KiB")],
)
def test_limits_from_the_command_line(run, samples, limit, cause):
    done = run("text", samples / "council-2025-report.pdf", "--limit", limit, "--limit", "page_seconds=0.01")
    assert (done.returncode, done.stdout) == (3, b"")
    assert cause in done.stderr.decode()
    assert "--limit" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_one_bad_input_among_good_ones(run, report_file, tmp_path):
    done = run(report_file, tmp_path / "missing.txt", report_file)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.decode("utf-8").startswith("error: ")


def test_several_bad_inputs_and_nothing_else(run, tmp_path):
    done = run(tmp_path / "one.txt", tmp_path / "two.txt")
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.splitlines()) == 2


def test_output_is_left_alone_when_nothing_could_be_read(run, tmp_path):
    output = tmp_path / "out.json"
    output.write_text("earlier")
    assert run(tmp_path / "missing.txt", "-o", output).returncode == 3
    assert output.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Usage: extract"),
        (("--no-such-option",), "No such option"),
        (("text",), "Missing argument"),
        (("FILE", "--format", "xml"), "xml"),
        (("FILE", "--lexicons", "FOLDER/none"), "does not exist"),
        (("FILE", "-o", "FOLDER/none/out.json"), "can't be written"),
        (("FILE", "-o", "FOLDER"), "directory"),
        (("FILE", "-o", "FILE"), "is an input too"),
        (("text", "FILE", "-o", "FILE"), "is an input too"),
        (("explain", "FILE", "--record", "no-such-record"), "no such record"),
        (("lexicon", "check", "FOLDER/none"), "does not exist"),
        (("FILE", "--limit", "pages"), "such as pages=9000"),
        (("FILE", "--limit", "pages=0"), "such as pages=9000"),
        (("FILE", "--limit", "paper=2"), "none of file_bytes"),
        (("FILE", "--ocr", "--ocr-language", "-x"), "no language code"),
    ],
)
def test_wrong_use(run, report_file, tmp_path, arguments, words):
    before = report_file.read_bytes()
    filled = [text.replace("FILE", str(report_file)).replace("FOLDER", str(tmp_path)) for text in arguments]
    done = run(*filled)
    assert done.returncode == 2
    assert words in done.stderr.decode("utf-8")
    assert b"Traceback" not in done.stderr
    assert report_file.read_bytes() == before


def fail(*_: object) -> None:
    raise ValueError("a thing\nthat\x1b[2J nobody foresaw")


@pytest.mark.parametrize("debug", [False, True])
def test_an_unforeseen_error_is_one_line(monkeypatch, capfd, report_file, debug):
    monkeypatch.setattr(service, "extract", fail)
    assert run_in_process([str(report_file), *(["--debug"] if debug else [])]) == 1
    told = capfd.readouterr()
    assert told.out == ""
    first, *rest = told.err.splitlines()
    assert "internal error (ValueError: a thing that␛[2J nobody foresaw); please report" in first
    assert any("Traceback" in line for line in rest) is debug
    assert bool(rest) is debug


def test_an_unforeseen_error_stops_no_other_file(monkeypatch, capfd, report_file, tmp_path):
    broken = tmp_path / "broken.txt"
    real = service.extract

    def extract(path, settings):
        return fail() if path == str(broken) else real(path, settings)

    monkeypatch.setattr(service, "extract", extract)
    assert run_in_process([str(broken), str(report_file)]) == 1
    assert json.loads(capfd.readouterr().out)["document"]["filename"] == report_file.name


def test_a_closed_pipe_is_quiet(samples):
    command = [sys.executable, "-m", "extractor", "text", str(samples / "council-2024-report.docx")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_told_in_one_line(report_file):
    command = [sys.executable, "-m", "extractor", "text", str(report_file)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("error: output: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_device_is_written_to_and_not_replaced(run, report_file):
    done = run(report_file, "-o", "/dev/null")
    assert done.returncode == 0
    assert Path("/dev/null").is_char_device()


def test_faulty_lexicons_are_told_row_by_row(run, report_file, tmp_path):
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "countries.csv").write_text("no,such,columns\n1,2,3\n", encoding="utf-8")
    checked = run("lexicon", "check", folder)
    assert checked.returncode == 1
    assert b"countries.csv" in checked.stdout
    used = run(report_file, "--lexicons", folder)
    assert (used.returncode, used.stdout) == (2, b"")
    assert b"countries.csv" in used.stderr
    assert b"Traceback" not in used.stderr
