"""Pastes into README.md and docs/ what their commands print today, so that they can't lie.

A page is one session: its blocks run in order, on a terminal of 100 columns, in a folder that holds `samples/`.

- `console`: commands after "$ ", and below each what it prints; "…" at the end stands for the rest.
- `python`: a script; a block `text` right after it shows what it prints.
- `sh`: commands for another machine, or that set one up. They aren't run here; `follow_tutorial.py` runs its own.
"""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
BLOCK = re.compile(
    r"^```(?P<kind>console|sh)\n(?P<body>.*?)^```$|^```python\n(?P<script>.*?)^```$(?:\n+^```text\n(?P<printed>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
PROMPT, MORE, REST = "$ ", "> ", "…"
ROWS, COLUMNS = 50, 100
MARK = "\x1e"
# What pages call the folder that their commands run in.
HERE = "/home/ana"
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07)")


@dataclass
class Step:
    """One command or script of a page, and the lines that the page shows below it."""

    command: str
    shown: list[str]

    def told(self, printed: list[str]) -> list[str]:
        """Return the lines to show, cut where the page cuts them."""
        if self.shown[-1:] != [REST] or len(printed) < len(self.shown):
            return printed
        return [*printed[: len(self.shown) - 1], REST]


def steps(block: re.Match[str]) -> list[Step]:
    """Return what a block asks to be run."""
    if block["script"] is not None:
        shown = (block["printed"] or "").splitlines()
        return [Step(f"python - <<'END_OF_SCRIPT'\n{block['script']}END_OF_SCRIPT", shown)]
    if block["kind"] == "sh":
        return [Step(line, []) for line in block["body"].splitlines() if line.strip()]
    found: list[Step] = []
    for line in block["body"].splitlines():
        if line.startswith(PROMPT):
            found.append(Step(line.removeprefix(PROMPT), []))
        elif line.startswith(MORE) and found[-1].command.endswith("\\"):
            found[-1].command += "\n" + line.removeprefix(MORE)
        else:
            found[-1].shown.append(line)
    return found


def run(commands: list[str], folder: Path, **variables: str) -> list[list[str]]:
    """Return the lines that each command prints to a terminal, all run by one shell.

    Raises:
        RuntimeError: A command fails without an error line of ours.
    """
    told = "status=$?; printf '\\036%s\\036' $status; (exit $status)\n"
    script = folder / ".session.sh"
    script.write_text("".join(f"{command}\n{told}" for command in commands), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COUNCIL_EXTRACT")}
    environment = {**kept, "COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8", **variables}
    text = ESCAPE.sub("", _on_terminal(["bash", str(script)], folder, environment))
    text = text.replace("\r\n", "\n").replace(str(folder), HERE)
    parts = text.split(MARK)
    outputs, statuses = parts[0:-1:2], parts[1::2]
    for command, printed, status in zip(commands, outputs, statuses, strict=False):
        if "Traceback" in printed or (int(status) > 1 and "error: " not in printed.lower()):
            raise RuntimeError(f"exit status {status}: {command}\n{printed}")
    if len(outputs) != len(commands):
        raise RuntimeError(f"the shell ended after {len(outputs)} of {len(commands)} commands\n{parts[-1]}")
    return [[line.rstrip() for line in printed.splitlines()] for printed in outputs]


def _on_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs):
        os.close(theirs)
        chunks = []
        # On Linux, reading fails once nobody has the other end open.
        while chunk := _read(ours):
            chunks.append(chunk)
    os.close(ours)
    return b"".join(chunks).decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def pasted(text: str, folder: Path, *, all_of_it: bool = False, **variables: str) -> str:
    """Return a page with its outputs brought up to date.

    Args:
        text: The page, in Markdown.
        folder: Where its commands run.
        all_of_it: Whether to run its `sh` blocks as well.
        variables: What to set in the environment.
    """
    blocks = [found for found in BLOCK.finditer(text) if all_of_it or found["kind"] != "sh"]
    asked = [step for block in blocks for step in steps(block)]
    printed = iter(run([step.command for step in asked], folder, **variables) if asked else [])
    for block in reversed([(block, [next(printed) for _ in steps(block)]) for block in blocks]):
        found, outputs = block
        text = text[: found.start()] + _filled(found, outputs) + text[found.end() :]
    return text


def _filled(block: re.Match[str], outputs: list[list[str]]) -> str:
    """Return a block with what its steps print."""
    told = [(step, step.told(printed)) for step, printed in zip(steps(block), outputs, strict=True)]
    if block["script"] is not None:
        printed = "".join(f"{line}\n" for line in told[0][1])
        return f"```python\n{block['script']}```" + (f"\n\n```text\n{printed}```" if printed else "")
    if block["kind"] == "sh":
        return block[0]
    lines = []
    for step, shown in told:
        first, *more = step.command.split("\n")
        lines += [PROMPT + first, *(MORE + line for line in more), *shown]
    return "\n".join(["```console", *lines, "```"])


def up_to_date(page: Path) -> str:
    """Return what a page of this checkout should say, with the command of this environment."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder, "samples"), ignore=shutil.ignore_patterns("source", ".*"))
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return pasted(page.read_text(encoding="utf-8"), Path(folder), PATH=path)


if __name__ == "__main__":
    for page in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
        page.write_text(up_to_date(page), encoding="utf-8")
