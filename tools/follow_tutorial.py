"""Follows docs/tutorial.md to the letter in a copy of this checkout, from installing on, and compares what it shows.

    python tools/follow_tutorial.py

It needs what a reader needs: Python 3.11 or newer. Its exit status is 1 where an output differs.
"""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from paste_outputs import ROOT, pasted

TUTORIAL = ROOT / "docs" / "tutorial.md"


def differences(page: Path) -> list[str]:
    """Return the lines in which a page differs from what its commands print in a fresh copy.

    Args:
        page: A page that sets up all that it needs.
    """
    shown = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "council-extract")
        _copied(copy)
        # Without an environment that is active here: the tutorial makes and uses its own.
        here = Path(sys.executable).parent
        path = [one for one in os.environ["PATH"].split(os.pathsep) if Path(one) != here]
        told = pasted(shown, copy, all_of_it=True, PATH=os.pathsep.join(path))
    return list(difflib.unified_diff(shown.splitlines(), told.splitlines(), "the page", "printed now", lineterm=""))


def _copied(folder: Path) -> None:
    """Copy what git would hand out, changes that nobody committed included."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode("utf-8")  # fmt: skip
    for name in filter(None, names.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


if __name__ == "__main__":
    found = differences(TUTORIAL)
    print("\n".join(found) or f"{TUTORIAL.name}: every command prints what the page shows")
    sys.exit(bool(found))
