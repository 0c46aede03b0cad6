"""The command in a shell: completion, widths, locales, how much it tells."""

import json
import os
import shutil
import subprocess
import sysconfig

import pytest

SCRIPTS = sysconfig.get_path("scripts")


def in_shell(name, *arguments) -> str:
    shell = shutil.which(name)
    if not shell:
        pytest.skip(f"{name} is not installed (.ci/run installs it)")
    environment = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([shell, *arguments], capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("extract exp", ["plain,explain", "plain,export"]),
        ("extract --form", ["plain,--format"]),
        ("extract samples/r", ["file,samples/r"]),
        ("extract export --format x", ["plain,xlsx"]),
        ("extract export report", ["file,report"]),
        ("extract diff a", ["file,a"]),
        ("extract lexicon s", ["plain,suggest"]),
        ("extract judge --verdict d", ["plain,dismissed"]),
        ("extract report.docx --format j", ["plain,json", "plain,jsonl"]),
    ],
)
def test_what_a_shell_is_offered(run, typed, offered):
    asked = {"_EXTRACT_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = run(**asked)
    found = done.stdout.decode().splitlines()
    assert done.stderr == b""
    assert [each for each in found if each.startswith(tuple(offered))] == offered


def test_bash_completes():
    typed = 'compopt() { :; }; COMP_WORDS=(extract expo); COMP_CWORD=1; _extract_completion extract; echo "${COMPREPLY[@]}"'
    assert in_shell("bash", "-c", f'eval "$(extract completion bash)"; {typed}').split()[0] == "export"


def test_fish_completes():
    script = 'extract completion fish | source; complete --do-complete "extract export --format h"'
    assert in_shell("fish", "--no-config", "-c", script).split() == ["hxl"]


def test_zsh_takes_the_script():
    script = 'autoload -U compinit; compinit -D -u; eval "$(extract completion zsh)"; print $_comps[extract]'
    assert in_shell("zsh", "-f", "-c", script).split() == ["_extract_completion"]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", ["--format table", "explain", "diff", "timeline", "summary"])
def test_tables_fit_their_width_and_say_the_same(run, samples, columns, command):
    files = [samples / "council-2024-report.docx"]
    if command in ("diff", "timeline", "summary"):
        files.append(samples / "council-2025-report.pdf")
    form = ("--format", "table") if command in ("diff", "timeline", "summary") else ()
    done = run(*command.split(), *files, *form, COLUMNS=str(columns))
    lines = done.stdout.decode("utf-8").splitlines()
    # An id or a long word is never cut in two.
    assert [line for line in lines if len(line) > columns and " " in line.strip()] == []
    assert len(lines) > 20


def test_a_narrow_terminal_gets_whole_words(run, samples):
    lines = run(samples / "council-2024-report.docx", "--format", "table", COLUMNS="40").stdout.decode().splitlines()
    assert {"1 completed training of trainers", "  Ghana, Senegal (Accra)"} <= {line.rstrip() for line in lines}


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C.UTF-8"}],
    ids=["C", "Windows-1252", "UTF-8"],
)
@pytest.mark.parametrize("arguments", [("--format", "table"), ("export", "--format", "csv"), ("export", "--format", "iati")])
def test_utf_8_whatever_the_locale(run, tmp_path, locale, arguments):
    report = tmp_path / "rapport-été.txt"
    report.write_text("A workshop “Łódź – 日本” was held in Côte d'Ivoire in May 2023 for 20 teachers.\n", encoding="utf-8")
    command = [argument for argument in arguments if argument == "export"]
    done = run(*command, report, *arguments[len(command) :], **locale)
    told = done.stdout.decode("utf-8")
    assert "Côte d" in told
    assert "été" in told
    assert "Łódź" in told


def test_quiet_tells_errors_only(run, report_file, tmp_path):
    loud = run("export", report_file, tmp_path / "none.txt", "--format", "iati")
    quiet = run("export", report_file, tmp_path / "none.txt", "--format", "iati", "--quiet")
    assert quiet.stdout == loud.stdout
    assert b"note: " in loud.stderr
    assert quiet.stderr.startswith(b"error: ")
    assert quiet.stderr.count(b"\n") == 1


def test_verbose_tells_what_was_read(run, report_file, report_json):
    done = run(report_file, "--verbose")
    assert done.stdout == report_json
    records = len(json.loads(report_json)["records"])
    assert done.stderr.decode().startswith(f"read: {report_file}: {records} records, ")


@pytest.mark.parametrize("command", ["text", "explain", "export", "backfill", "diff", "timeline", "summary", "judge"])
def test_every_command_that_reads_can_be_quiet(run, command):
    assert b"--quiet" in run(command, "--help").stdout
