"""How cost grows: with ten times the pages, in time and peak memory, and with ten times the organisations."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import documents
from benchmarks.part import Claim, Effort, Part, Target, interleaved, rounded
from benchmarks.whole import PARAGRAPHS, SETTINGS
from extractor.assembly import extraction
from extractor.lexicon.load import load
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import Pipeline

ROOT = Path(__file__).parents[1]
MAKERS = {"docx": documents.docx, "pdf": documents.pdf}
ONE, TEN, LARGER = "three pages", "thirty pages", "three pages, ten times the organisations"
TIME, MEMORY, LEXICON = Target("≤", 11), Target("≤", 1.5), Target("≤", 1.3)
_ALONE = (
    "import sys; from extractor.service import extract; from extractor.settings import Settings; "
    "extract(sys.argv[1], Settings()); "
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
)


def part(effort: Effort) -> Part:
    """Return the growth of each format."""
    told = Part(
        name="growth",
        title="Growth",
        how="The same made-up reports, one warm process; memory is the peak of a fresh process for each.",
    )
    pipeline = Pipeline(load())
    larger = Pipeline(replace(pipeline.lexicons, organisations=ten_times(pipeline.lexicons.organisations)))
    for kind, make in MAKERS.items():
        number = 1 if effort.quick else 3
        short = [make(one, PARAGRAPHS) for one in range(number)]
        long = [make(one, 10 * PARAGRAPHS) for one in range(number)]
        times = interleaved(
            {
                ONE: lambda short=short: [_extract(data, pipeline) for data in short],
                LARGER: lambda short=short: [_extract(data, larger) for data in short],
                TEN: lambda long=long: [_extract(data, pipeline) for data in long],
            },
            effort.repeats,
        )
        peaks = {ONE: _peak(short[0], kind), TEN: _peak(long[0], kind), LARGER: None}
        name = kind.upper()
        told.claims += [
            Claim("time of thirty pages", "three pages", times.ratio(TEN, ONE), TIME, name),
            Claim("memory of thirty pages", "three pages", peaks[TEN] / peaks[ONE], MEMORY, name),
            Claim("time with ten times the organisations", "the shipped ones", times.ratio(LARGER, ONE), LEXICON, name),
        ]
        told.rows += [
            {
                "format": name,
                "what": what,
                "milliseconds": rounded(1000 * times.median(what) / number),
                "peak MiB": rounded(peak) if peak else None,
            }
            for what, peak in peaks.items()
        ]
    return told


def _extract(data: bytes, pipeline: Pipeline) -> object:
    return extraction(parse_bytes(data, "report", SETTINGS), pipeline)


def _peak(data: bytes, kind: str) -> float:
    """Return the peak memory, in MiB, of a process that extracts one document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        path.write_bytes(data)
        command = [sys.executable, "-c", _ALONE, str(path)]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024


def ten_times(rows: Sequence[Any]) -> tuple[Any, ...]:
    """Return organisations with nine made-up ones for each: the first words of one name, the last of another."""
    chance = random.Random(8)
    made = []
    for copy in range(9):
        for row in rows:
            first, last = row.name.split(), chance.choice(rows).name.split()
            name = " ".join([*first[: (len(first) + 1) // 2], *last[len(last) // 2 :], f"{chance.randint(1, 9**6)}"])
            made.append(row._replace(id=f"{row.id}-{copy}", name=name, aliases=(), acronyms=()))
    return (*rows, *made)
