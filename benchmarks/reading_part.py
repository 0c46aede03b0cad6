"""Reading as a part of the whole run: what `reading.py` measures, and what it says beside what was asked for."""

import argparse
import importlib
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from benchmarks import reading
from benchmarks.part import Claim, Effort, Part, Target

OURS = "council-extract"
FLOOR, PEERS = Target("≤", 3), Target("<", 1)


def part(effort: Effort) -> Part:
    """Return the rows of all formats and sizes."""
    told = Part(
        name="reading",
        title="Reading",
        how="From bytes to blocks, each reader in a warm process of its own; milliseconds of processor time for all "
        "files of a size, ratios of medians; the memory is the peak of a fresh process that reads one file.",
    )
    for name in reading.FORMATS.values():
        module = importlib.import_module(name)
        sizes = reading.sizes(module, [3] if effort.quick else [3, 30, 300], 20 if effort.quick else 200)
        args = argparse.Namespace(repeats=effort.repeats, memory=True)
        for rows in reading.measure(module, sizes, args):
            told.rows += rows
            told.claims += _claims(module, rows)
        told.skipped += [f"{one.name} is not installed" for one in module.READERS if not one.version]
    return told


def _claims(module: ModuleType, rows: Sequence[Mapping[str, Any]]) -> Iterator[Claim]:
    by_name = {row["reader"]: row for row in rows}
    ours, floor = by_name.pop(OURS), rows[0]
    peers = [row for row in by_name.values() if row["reader"] not in module.FLOORS]
    what, case = f"time to read {module.FORMAT.upper()}", rows[0]["size"]
    yield Claim(what, f"its floor, {floor['reader']}", ours["ratio"], FLOOR, case)
    if peers:
        fastest = min(peers, key=lambda row: row["ratio"])
        yield Claim(what, f"the fastest peer, {fastest['reader']}", ours["ratio"] / fastest["ratio"], PEERS, case)
    if peers and ours["peak_mib"]:
        leanest = min(peers, key=lambda row: row["peak_mib"])
        ratio = ours["peak_mib"] / leanest["peak_mib"]
        yield Claim(
            f"memory to read {module.FORMAT.upper()}", f"the leanest peer, {leanest['reader']}", ratio, case=case
        )
