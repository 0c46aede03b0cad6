"""Scores documents against their gold, whole and damaged; run as a module, it prints one line per document."""

import importlib.util
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from extractor.assembly import assemble
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from tests.robustness.damage import damaged

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SHARED_GOLD, CORPUS = SHARED / "gold" / "dev", ROOT / "tests" / "corpus"
SEEDS = (11, 23, 47)
MOST_LOST = 0.03


def documents(*folders: Path) -> list[Path]:
    """Return the gold files of some folders; those that aren't there have none."""
    found = [path for folder in folders for path in sorted(folder.glob("*.gold.json"))]
    return [path for path in found if "records" in json.loads(path.read_text(encoding="utf-8"))]


@cache
def scorer() -> ModuleType:
    """Return the functions of the shared scorer."""
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def headline(path: Path, seed: int | None) -> float:
    """Return the headline of a document's text, damaged where a seed is given."""
    return _scored(path, seed)[0].headline()


def trace(path: Path, seed: int | None) -> list[str]:
    """Return what was missed and what was extra."""
    return _scored(path, seed)[2]


def _scored(path: Path, seed: int | None) -> Any:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (path.parent / gold["text"]).read_text(encoding="utf-8")
    settings = Settings()
    told = text if seed is None else damaged(text, seed)
    source = parse_bytes(told.encode("utf-8"), gold["text"], settings)
    result = assemble(source, cached_pipeline(settings)).result
    return scorer().score_document(gold, json.loads(result.model_dump_json()), text)


def losses() -> Iterator[tuple[Path, float, list[float]]]:
    """Yield each document, its headline, and what each seed takes from it."""
    for path in documents(SHARED_GOLD, CORPUS):
        whole = headline(path, None)
        yield path, whole, [whole - headline(path, seed) for seed in SEEDS]


def main() -> None:
    """Print each document's headline and losses."""
    table = list(losses())
    for path, whole, lost in table:
        mark = "  over" if max(lost) > MOST_LOST else ""
        print(f"{path.name.removesuffix('.gold.json'):<50} {whole:.3f}  {'  '.join(f'{x:+.3f}' for x in lost)}{mark}")
    over = sum(max(lost) > MOST_LOST for _, _, lost in table)
    mean = sum(sum(lost) for _, _, lost in table) / max(1, len(table) * len(SEEDS))
    print(f"{len(table)} documents, {over} over {MOST_LOST}, mean loss {mean:.4f}")


if __name__ == "__main__":
    main()
