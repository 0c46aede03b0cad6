"""What a cold start costs, against the bare interpreter and `import spacy`, each in a process of its own.

A wheel is compiled when it is installed; an editable install is not, so what is measured is compiled first.
"""

import compileall
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.part import Claim, Effort, Part, Target, interleaved, rounded
from benchmarks.word_report import report

ROOT = Path(__file__).parents[1]
FLOOR = "import spacy and a blank pipeline"
TARGET = Target("≤", 1.3)


def part(effort: Effort) -> Part:
    """Return what starts cost."""
    for package in ("extractor", "models"):
        compileall.compile_dir(ROOT / package, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.docx"
        page.write_bytes(report(1))
        ours = {
            "extract --help": ["-m", "extractor", "--help"],
            "extract, one page": ["-m", "extractor", str(page)],
            "extract, the sample report": ["-m", "extractor", "samples/council-2024-report.docx"],
        }
        commands = {
            "the bare interpreter": ["-c", "pass"],
            "import spacy": ["-c", "import spacy"],
            FLOOR: ["-c", "import spacy; spacy.blank('en')"],
            **ours,
        }
        times = interleaved({name: _run(command) for name, command in commands.items()}, effort.repeats)
    return Part(
        name="start",
        title="Start",
        how="Processor time of a process, from start to end; output to nowhere.",
        claims=[Claim(f"`{name}`", FLOOR, times.ratio(name, FLOOR), TARGET) for name in ours],
        rows=[
            {
                "command": name,
                "milliseconds": rounded(1000 * times.median(name)),
                "by the clock": rounded(1000 * times.by_the_clock(name)),
                "to the interpreter": rounded(times.ratio(name, "the bare interpreter")),
                "to import spacy": rounded(times.ratio(name, "import spacy")),
                "to a blank pipeline": rounded(times.ratio(name, FLOOR)),
            }
            for name in commands
        ],
    )


def _run(arguments: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
