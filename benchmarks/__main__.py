"""Runs all benchmarks and prints their tables; `python -m benchmarks --help`."""

import argparse
import json
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.part import Effort, Part, installed, measured
from benchmarks.tables import show

# A module gives part(effort); the order is that of the table.
PARTS = ("start", "reading", "rules", "whole", "growth", "backfill", "fields", "reconcile")
MODULES = {"reading": "benchmarks.reading_part"}
# Whose versions are told; those of other readers stand in their rows.
SHOWN = (
    *("council-extract", "spacy", "lxml", "pypdfium2", "rapidfuzz", "pydantic", "numpy", "edsnlp", "pycountry"),
    *("country_named_entity_recognition", "geotext", "dateparser", "datefinder", "parsedatetime", "quantulum3"),
)


def main() -> int:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="leave out what takes long; under five minutes")
    parser.add_argument("--repeats", type=int, metavar="N", help="how often each step is taken")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write what was measured to a file; other parts in it stay"
    )
    given = parser.parse_args()
    effort = Effort(given.repeats or (3 if given.quick else 5), given.quick)
    told = kept(given.json)
    for name in given.only:
        part = alone(name, effort)
        show(part)
        told["parts"][name] = {**part.as_json(), "repeats": effort.repeats, "quick": effort.quick}
        if given.json:
            told["parts"] = {one: told["parts"][one] for one in PARTS if one in told["parts"]}
            given.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def kept(file: Path | None) -> dict[str, Any]:
    """Return what a file holds that was measured in this environment, or the beginning of a new one."""
    told: dict[str, Any] = {"environment": environment(), "parts": {}}
    if file and file.exists():
        before: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if before["environment"] == told["environment"]:
            return before
        print(f"{file} is of another environment: begun anew", file=sys.stderr)
    return told


def alone(name: str, effort: Effort) -> Part:
    """Return one benchmark, measured in a process of its own: what another left in memory would count there."""
    print(f"{name} …", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        return executor.submit(measured, MODULES.get(name, f"benchmarks.{name}"), effort).result()


def environment() -> dict[str, Any]:
    """Return the versions and the machine's kind that figures belong to."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "versions": {name: found for name in SHOWN if (found := installed(name))},
    }


if __name__ == "__main__":
    sys.exit(main())
