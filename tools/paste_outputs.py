"""Pastes into README.md what its commands print today, so that it can't lie.

A console block holds one command after "$ "; "| head -N" keeps the first N lines.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(
    r"^```console\n\$ (?P<command>extract [^\n]*?)(?: \| head -(?P<lines>\d+))?\n.*?^```$",
    re.DOTALL | re.MULTILINE,
)
WIDTH = "100"


def output(command: str, lines: int | None) -> str:
    """Return what a command prints to a pipe, or its first lines."""
    arguments = [sys.executable, "-m", "extractor", *shlex.split(command)[1:]]
    environment = {**os.environ, "COLUMNS": WIDTH}
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=True)
    printed = done.stdout.decode("utf-8").splitlines()
    return "\n".join(line.rstrip() for line in printed[:lines])


def pasted(text: str) -> str:
    """Return a text with the outputs of its commands brought up to date."""

    def block(found: re.Match[str]) -> str:
        lines = int(found["lines"]) if found["lines"] else None
        shown = found["command"] + (f" | head -{lines}" if lines else "")
        return f"```console\n$ {shown}\n{output(found['command'], lines)}\n```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(pasted(README.read_text(encoding="utf-8")), encoding="utf-8")
