"""What the README and the docs show is what the commands print."""

import importlib.util
import re
import shlex
import shutil

import click
import pytest

from extractor.cli.main import cli
from tests.conftest import ROOT

SPEC = importlib.util.spec_from_file_location("paste_outputs", ROOT / "tools" / "paste_outputs.py")
TOOL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(TOOL)


@pytest.fixture(params=TOOL.PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def page(request):
    return request.param


def test_outputs_are_true(page):
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    assert TOOL.up_to_date(page) == page.read_text(encoding="utf-8"), "run `make docs-outputs`, and read the difference"


def test_every_block_is_of_a_known_sort(page):
    text = page.read_text(encoding="utf-8")
    known = {"console", "sh", "python", "text"}
    assert set(re.findall(r"^```(\w*)$", text, re.MULTILINE)) <= {*known, ""}
    assert text.count("```") % 2 == 0
    shown = sum(block["printed"] is not None for block in TOOL.BLOCK.finditer(text))
    assert len(re.findall(r"^```text$", text, re.MULTILINE)) == shown, "a block `text` shows what a script prints"


def test_commands_that_are_not_run_have_only_options_that_exist(page):
    for block in TOOL.BLOCK.finditer(page.read_text(encoding="utf-8")):
        for step in TOOL.steps(block) if block["kind"] == "sh" else ():
            words = shlex.split(step.command, comments=True)
            if words[:1] == ["extract"]:
                assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options(words[1:])


def options(words: list[str]) -> set[str]:
    """The options of the command that the words call."""
    context = click.Context(cli)
    command = cli.get_command(context, words[0]) or cli.get_command(context, "run")
    return {name for param in command.params for name in param.opts}


@pytest.mark.parametrize(
    ("before", "printed", "after"),
    [
        (["a", "…"], ["a", "b"], ["a", "…"]),
        (["…"], ["a"], ["…"]),
        (["x", "y", "…"], ["a", "b"], ["a", "b"]),
        (["x"], ["a", "b"], ["a", "b"]),
        ([], [], []),
    ],
)
def test_what_is_cut_stays_cut(before, printed, after):
    assert TOOL.Step("command", before).told(printed) == after


def test_a_page_is_one_session(tmp_path):
    text = "```console\n$ mkdir a && cd a\n$ pwd\nold\n$ false\n$ echo $?\n0\n```\n\n```python\nprint(1 + 1)\n```\n"
    assert TOOL.pasted(text, tmp_path) == (
        "```console\n$ mkdir a && cd a\n$ pwd\n/home/ana/a\n$ false\n$ echo $?\n1\n```\n\n"
        "```python\nprint(1 + 1)\n```\n\n```text\n2\n```\n"
    )


@pytest.mark.parametrize("command", ["no-such-command", "exit 3", "python -c 'x'"])
def test_a_command_that_fails_is_told(tmp_path, command):
    with pytest.raises(RuntimeError):
        TOOL.pasted(f"```console\n$ {command}\n```\n", tmp_path)
