"""Measures extraction in bulk, in one warm process on one core, as ratios to floors taken in the same run.

    python -m benchmarks.bulk [--number 12] [--json]

- phases: milliseconds of a three-page report by phase, and the whole against its floor: unzip + lxml (DOCX) or pdfium's
  text (PDF), each with the warm tokenizer; tokens a second of the rules against the bare tokenizer;
- length: ten times the pages, time and peak memory;
- lexicon: ten times the organisations.

Each figure is the mean over the documents of the least processor time of several repeats, which other work on the
machine disturbs least.
"""

import argparse
import gc
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import documents
from extractor.assembly import extraction
from extractor.export.as_json import line as json_line
from extractor.lexicon.load import load
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import Pipeline
from extractor.settings import Settings

PARAGRAPHS = 24
REPEATS = 9
SETTINGS = Settings()


def least(step: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return the milliseconds that a step takes for an item."""
    total = 0.0
    gc.collect()
    for item in items:
        step(item)
        times = []
        for _ in range(REPEATS):
            start = time.thread_time()
            step(item)
            times.append(time.thread_time() - start)
        total += min(times)
    return 1000 * total / len(items)


def phases(files: Sequence[bytes], floor: Callable[[bytes], Iterator[str]], pipeline: Pipeline) -> dict[str, float]:
    """Return the milliseconds of each phase, and the ratios."""
    sources = [_read(data) for data in files]
    results = [extraction(source, pipeline) for source in sources]
    texts = [[source.text_of(block) for block in source.blocks] for source in sources]

    def tokenise(lines: list[str]) -> None:
        for line in lines:
            pipeline.nlp.make_doc(line)

    def at_least(data: bytes) -> None:
        for line in floor(data):
            pipeline.nlp.make_doc(line)

    taken = {
        "floor": least(at_least, files),
        "read": least(_read, files),
        "tokenise": least(tokenise, texts),
        "tokenise and rules": least(pipeline.annotate, sources),
        "from text to records": least(lambda source: extraction(source, pipeline), sources),
        "JSON": least(json_line, results),
        "whole": least(lambda data: extraction(_read(data), pipeline), files),
    }
    tokens = sum(len(pipeline.nlp.make_doc(line)) for lines in texts for line in lines) / len(files)
    return taken | {
        "tokens": tokens,
        "tokens a second, tokenizer": 1000 * tokens / taken["tokenise"],
        "tokens a second, rules": 1000 * tokens / taken["tokenise and rules"],
        "rules / tokenizer, rate": taken["tokenise"] / taken["tokenise and rules"],
        "whole / floor": taken["whole"] / taken["floor"],
    }


def _read(data: bytes) -> Any:
    return parse_bytes(data, "report", SETTINGS)


def docx_floor(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word file, with no more than unzipping and lxml."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{{{documents.WORD}}}p"):
        yield "".join(paragraph.itertext())


def pdf_floor(data: bytes) -> Iterator[str]:
    """Yield the lines of a PDF as pdfium gives them."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        yield from page.get_textpage().get_text_range().splitlines()
    pdf.close()


def length(number: int, pipeline: Pipeline) -> dict[str, float]:
    """Return how time and peak memory grow with ten times the pages."""
    short = [documents.docx(one, PARAGRAPHS) for one in range(number)]
    long = [documents.docx(one, 10 * PARAGRAPHS) for one in range(number)]
    times = [least(lambda data: extraction(_read(data), pipeline), files) for files in (short, long)]
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for data in (short[0], long[0]):
            path = Path(folder) / "report.docx"
            path.write_bytes(data)
            peaks.append(_peak(path))
    return {
        "short": times[0],
        "ten times as long": times[1],
        "time": times[1] / times[0],
        "memory": peaks[1] / peaks[0],
    }


def _peak(path: Path) -> int:
    """Return the peak memory of a process that extracts one document."""
    subprocess.run([sys.executable, "-c", _ALONE, str(path)], check=True, stdout=subprocess.DEVNULL)
    told = subprocess.run([sys.executable, "-c", _ALONE, str(path)], check=True, capture_output=True, text=True)
    return int(told.stdout)


_ALONE = (
    "import resource, sys; from extractor.service import extract; from extractor.settings import Settings; "
    "extract(sys.argv[1], Settings()); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def lexicon(number: int, pipeline: Pipeline) -> dict[str, float]:
    """Return how time grows with ten times the organisations."""
    files = [documents.docx(one, PARAGRAPHS) for one in range(number)]
    larger = Pipeline(replace(load(), organisations=ten_times(load().organisations)))
    times = [least(lambda data, rules=rules: extraction(_read(data), rules), files) for rules in (pipeline, larger)]
    return {"shipped": times[0], "ten times the organisations": times[1], "time": times[1] / times[0]}


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=12, help="documents of each kind")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    pipeline = Pipeline(load())
    kinds = {"docx": (documents.docx, docx_floor), "pdf": (documents.pdf, pdf_floor)}
    told = {
        kind: phases([make(one, PARAGRAPHS) for one in range(given.number)], floor, pipeline)
        for kind, (make, floor) in kinds.items()
    }
    told["length"] = length(max(1, given.number // 4), pipeline)
    told["lexicon"] = lexicon(given.number, pipeline)
    told["process"] = {"peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    if given.json:
        print(json.dumps(told, indent=1))
        return
    for title, figures in told.items():
        print(title)
        for name, value in figures.items():
            print(f"  {name:<30} {value:>12,.2f}")


if __name__ == "__main__":
    main()
