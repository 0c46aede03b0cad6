"""The documents that the properties are tried on: samples, corpus, and ../shared where it is present."""

from functools import cache
from pathlib import Path

from extractor.assembly import assemble
from extractor.parsers import parse, parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from models import Record, SourceDocument
from models.reasons import ExplainedExtraction

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"
FORMATS = (".docx", ".pdf", ".html", ".txt")


def listed(*folders: Path) -> list[Path]:
    present = [folder for folder in folders if folder.is_dir()]
    return [path for folder in present for path in sorted(folder.iterdir()) if path.suffix in FORMATS]


SAMPLES = listed(ROOT / "samples")
OURS = [*SAMPLES, *listed(ROOT / "tests" / "corpus")]
DOCUMENTS = [*OURS, *listed(SHARED / "seeds", SHARED / "dev")]
PAIRS = [path for path in listed(SHARED / "dev") if path.suffix != ".txt"]


@cache
def read(path: Path) -> SourceDocument:
    return parse(path, Settings())


def explain(source: SourceDocument) -> ExplainedExtraction:
    return assemble(source, cached_pipeline(Settings()))


@cache
def explained(path: Path) -> ExplainedExtraction:
    return explain(read(path))


def explained_text(text: str) -> ExplainedExtraction:
    return explain(parse_bytes(text.encode(), "made.txt", Settings()))


def facts(record: Record) -> tuple[object, ...]:
    """Return what a record says whatever the format: no ids, offsets, pages, spaces."""
    return (
        record.activity_type,
        record.status,
        " ".join(record.title.split()),
        tuple(sorted(c.alpha_3 for c in record.countries)),
        tuple((p.value, p.value_max, p.qualifier, p.audience, p.part) for p in record.participants),
        tuple(sorted((p.id, p.role) for p in record.partners)),
        tuple((d.start, d.end, d.precision) for d in record.dates),
        " ".join(record.evidence.text.split()),
    )
