"""What a benchmark gives: rows, and claims that stand beside what was asked for; and how it takes its times."""

import gc
import importlib
import logging
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from benchmarks.processes import children


@dataclass(frozen=True)
class Effort:
    """How much to measure.

    Attributes:
        repeats: How often each step is taken.
        quick: Whether to leave out what takes long: long documents, many records.
    """

    repeats: int = 5
    quick: bool = False


@dataclass(frozen=True)
class Target:
    """What was asked for: a ratio below or above a limit."""

    sign: Literal["≤", "<", "≥", ">"]
    limit: float

    def met(self, ratio: float) -> bool:
        """Return whether a ratio is as it was asked for."""
        return {"≤": ratio <= self.limit, "<": ratio < self.limit, "≥": ratio >= self.limit, ">": ratio > self.limit}[
            self.sign
        ]

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:.3g}"


@dataclass(frozen=True)
class Claim:
    """One ratio.

    Attributes:
        what: What was measured.
        against: What it was measured against, in the same run.
        ratio: How many times that.
        target: What was asked for; None where nothing was.
        case: Which of several: a size, a corpus.
    """

    what: str
    against: str
    ratio: float
    target: Target | None = None
    case: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return the claim as a row of a table."""
        return {
            "measured": self.what,
            "case": self.case,
            "against": self.against,
            "ratio": rounded(self.ratio),
            "target": str(self.target) if self.target else "",
            "met": None if self.target is None else self.target.met(self.ratio),
        }


@dataclass
class Part:
    """One benchmark, measured.

    Attributes:
        name: What `--only` calls it.
        title: What it is about.
        how: How it was measured, in a sentence or two.
        claims: Its ratios.
        rows: Everything measured, all rows with the same keys.
        skipped: What was not measured, and why.
        seconds: How long it took by the clock.
    """

    name: str
    title: str
    how: str
    claims: list[Claim] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the part as it is stored."""
        return {**vars(self), "claims": [claim.as_row() for claim in self.claims], "seconds": round(self.seconds)}


class Rounds:
    """Times of several steps, taken in turn, round after round."""

    def __init__(self, processor: Mapping[str, Sequence[float]], clock: Mapping[str, Sequence[float]]) -> None:
        """Keep what was taken.

        Args:
            processor: Seconds of processor time of each round, by step.
            clock: Seconds by the clock.
        """
        self._processor, self._clock = processor, clock

    def median(self, step: str) -> float:
        """Return the median processor time of a step, in seconds."""
        return statistics.median(self._processor[step])

    def by_the_clock(self, step: str) -> float:
        """Return the median time of a step by the clock, in seconds."""
        return statistics.median(self._clock[step])

    def ratio(self, step: str, floor: str) -> float:
        """Return the median of the rounds' ratios of a step to a floor, in processor time."""
        return statistics.median(ours / at_least for ours, at_least in self._pairs(step, floor))

    def _pairs(self, step: str, floor: str) -> list[tuple[float, float]]:
        return list(zip(self._processor[step], self._processor[floor], strict=True))


def interleaved(steps: Mapping[str, Callable[[], object]], repeats: int) -> Rounds:
    """Return the times of steps that are taken in turn, after each was taken once for nothing.

    Args:
        steps: What to do, by name.
        repeats: How often.
    """
    processor: dict[str, list[float]] = {name: [] for name in steps}
    clock: dict[str, list[float]] = {name: [] for name in steps}
    for step in steps.values():
        step()
    for _ in range(repeats):
        gc.collect()
        for name, step in steps.items():
            began, spent = time.perf_counter(), processor_time()
            step()
            processor[name].append(processor_time() - spent)
            clock[name].append(time.perf_counter() - began)
    return Rounds(processor, clock)


def measured(module: str, effort: Effort) -> Part:
    """Return one benchmark, with the time that it took.

    Args:
        module: A module that gives `part(effort)`.
        effort: How much to measure.
    """
    logging.disable(logging.WARNING)
    start = time.perf_counter()
    part: Part = importlib.import_module(module).part(effort)
    part.seconds = time.perf_counter() - start
    return part


def processor_time() -> float:
    """Return the seconds of processor time of this process and of those that it started, running or waited for."""
    own = time.process_time()
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    # The clock of another process, as clock_getcpuclockid(3) forms it.
    return own + ended.ru_utime + ended.ru_stime + sum(time.clock_gettime(~child << 3 | 2) for child in children())


def installed(distribution: str) -> str | None:
    """Return the version of a distribution; None where it isn't installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def rounded(value: float) -> float:
    """Return a number with three digits that count."""
    return float(f"{value:.3g}")
