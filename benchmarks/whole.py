"""What a report of three pages costs from bytes to JSON, in one warm process on one core, phase by phase.

Its floor is what nobody can do without: unzip + lxml (DOCX) or pdfium's text (PDF), and the tokenizer.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import documents
from benchmarks.part import Claim, Effort, Part, interleaved, rounded
from extractor.assembly import extraction
from extractor.export.as_json import line as json_line
from extractor.lexicon.load import load
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import Pipeline
from extractor.settings import Settings

PARAGRAPHS = 24
SETTINGS = Settings()
FLOOR, READ, TOKENISE, RULES = "the floor", "read", "tokenise", "tokenise and rules"
RECORDS, JSON, WHOLE = "from text to records", "write JSON", "the whole"


def part(effort: Effort) -> Part:
    """Return the cost of a document by phase, for each format."""
    told = Part(
        name="whole",
        title="The whole",
        how="Made-up reports of three pages full of activities; one core, warm; milliseconds of processor time each.",
    )
    pipeline = Pipeline(load())
    for kind, (make, floor) in KINDS.items():
        files = [make(number, PARAGRAPHS) for number in range(3 if effort.quick else 12)]
        steps = phases(files, floor, pipeline)
        times = interleaved(steps, effort.repeats)
        told.rows += [
            {
                "format": kind,
                "phase": name,
                "milliseconds": rounded(1000 * times.median(name) / len(files)),
                "to the floor": rounded(times.ratio(name, FLOOR)),
                "documents a second and core": rounded(len(files) / times.median(name)),
            }
            for name in steps
        ]
        told.claims.append(Claim("three pages, to JSON", KINDS_FLOORS[kind], times.ratio(WHOLE, FLOOR), case=kind))
    return told


def phases(
    files: list[bytes], floor: Callable[[bytes], Iterator[str]], pipeline: Pipeline
) -> dict[str, Callable[[], object]]:
    """Return the steps to measure; each takes all files.

    Args:
        files: Documents of one format.
        floor: Yields the lines of one with as little as can be.
        pipeline: The rules.
    """
    sources = [read(data) for data in files]
    results = [extraction(source, pipeline) for source in sources]
    texts = [source.text_of(block) for source in sources for block in source.blocks]
    tokenise = pipeline.nlp.make_doc
    return {
        FLOOR: lambda: [tokenise(line) for data in files for line in floor(data)],
        READ: lambda: [read(data) for data in files],
        TOKENISE: lambda: [tokenise(text) for text in texts],
        RULES: lambda: [pipeline.annotate(source) for source in sources],
        RECORDS: lambda: [extraction(source, pipeline) for source in sources],
        JSON: lambda: [json_line(result) for result in results],
        WHOLE: lambda: [json_line(extraction(read(data), pipeline)) for data in files],
    }


def read(data: bytes) -> Any:
    """Return a document as our parsers read it."""
    return parse_bytes(data, "report", SETTINGS)


def _docx_floor(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word file, with no more than unzipping and lxml."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{{{documents.WORD}}}p"):
        yield "".join(paragraph.itertext())


def _pdf_floor(data: bytes) -> Iterator[str]:
    """Yield the lines of a PDF as pdfium gives them."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        yield from page.get_textpage().get_text_range().splitlines()
    pdf.close()


KINDS = {"DOCX": (documents.docx, _docx_floor), "PDF": (documents.pdf, _pdf_floor)}
KINDS_FLOORS = {"DOCX": "unzip, lxml and the tokenizer", "PDF": "pdfium's text and the tokenizer"}
