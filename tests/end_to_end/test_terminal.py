"""What a person sees: the command on a terminal of its own."""

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty")

HOSTILE = (
    "A workshop \x1b]0;owned\x07was held in Malta\x1b[2J in \u202eMay\u202c 2023 "
    "for 20 [bold]teachers[/bold].\n"
)


def on_terminal(*arguments, **variables: str) -> str:
    """Returns what a terminal receives, with LF for CRLF."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "100", **variables},
    )
    os.close(theirs)
    received = b""
    try:
        while piece := os.read(ours, 65536):
            received += piece
    except OSError:  # Linux ends a terminal this way.
        pass
    os.close(ours)
    process.wait()
    return received.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_a_table_in_colour(report_file):
    seen = on_terminal(report_file)
    assert "statement" in seen
    assert "\x1b[32mcompleted" in seen


def test_no_color_is_honoured(report_file):
    assert "\x1b[3" not in on_terminal(report_file, NO_COLOR="1")


def test_a_terminal_gets_json_when_asked(report_file, report_json):
    assert on_terminal(report_file, "--format", "json") == report_json.decode("utf-8")


@pytest.mark.parametrize("command", [(), ("text",), ("explain",), ("--format", "json")])
def test_no_document_commands_the_terminal(tmp_path, command):
    path = tmp_path / "hostile\x1b[31m.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    seen = on_terminal(*command, path, NO_COLOR="1")
    for obeyed in ("\x1b]", "\x1b[2J", "\x1b[31m", "\x07", "\u202e"):
        assert obeyed not in seen
    assert "teachers" in seen


def test_errors_are_safe_too(tmp_path):
    seen = on_terminal(tmp_path / "none\x1b[2J\u202e.txt")
    assert seen.startswith("error: ")
    assert "\x1b[2J" not in seen
    assert "\u202e" not in seen
