"""Tells people how a run goes: a bar on a terminal, a plain line now and then elsewhere."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import IO, TYPE_CHECKING

from extractor.store.outcome import FAILURES, Outcome, Status

if TYPE_CHECKING:
    from rich.progress import TaskID

LINE_SECONDS = 30.0
BAR_SECONDS = 0.2
RATE_SECONDS = 60.0


class Tally:
    """Counts inputs, and knows the rate and the time left."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the clock.

        Args:
            total: Number of inputs.
            clock: Tells seconds.
        """
        self.total = total
        self.counts: Counter[str] = Counter()
        self._clock = clock
        self._started = clock()
        self._recent: list[tuple[float, int]] = [(self._started, 0)]

    def settled(self, outcome: Outcome, status: Status) -> None:
        """Count one input."""
        self.counts[status] += 1
        now = self._clock()
        if now - self._recent[-1][0] >= 1:
            self._recent.append((now, self.done))
            self._recent = [point for point in self._recent if now - point[0] <= RATE_SECONDS]

    @property
    def done(self) -> int:
        """Inputs so far."""
        return self.counts.total()

    @property
    def failed(self) -> int:
        """Inputs so far that could not be read."""
        return sum(self.counts[status] for status in FAILURES)

    @property
    def rate(self) -> float:
        """Inputs in a second, over the last minute."""
        since, done = self._recent[0]
        return (self.done - done) / max(self._clock() - since, 1e-9)

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return self._clock() - self._started

    def line(self) -> str:
        """Return how it goes: "120 of 500 · 3 failed · 12.3/s · 0:31 left"."""
        parts = [f"{self.done:,} of {self.total:,}", f"{self.failed:,} failed", f"{self.rate:.1f}/s"]
        if self.rate > 0:
            parts.append(f"{clock_time((self.total - self.done) / self.rate)} left")
        return " · ".join(parts)


def clock_time(seconds: float) -> str:
    """Return a duration as "1:02:03" or "2:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Lines(AbstractContextManager["Lines"]):
    """Writes a line every 30 seconds."""

    def __init__(self, tally: Tally, stream: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.tally = tally
        self._stream = stream
        self._clock = clock
        self._told = clock()

    def settled(self, outcome: Outcome, status: Status) -> None:
        """Count one input."""
        self.tally.settled(outcome, status)

    def tick(self) -> None:
        """Write a line where it is time for one."""
        if self._clock() - self._told >= LINE_SECONDS:
            self._told = self._clock()
            print(f"backfill: {self.tally.line()}", file=self._stream, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Do nothing more."""


class Bar(AbstractContextManager["Bar"]):
    """Draws a bar on a terminal."""

    def __init__(self, tally: Tally, stream: IO[str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self.tally = tally
        self._drawn = 0.0
        self._progress = Progress(
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[told]}"),
            console=Console(file=stream),
            auto_refresh=False,
        )
        self._task: TaskID = self._progress.add_task("", total=tally.total, told=tally.line())

    def __enter__(self) -> "Bar":
        """Show the bar."""
        self._progress.start()
        return self

    def settled(self, outcome: Outcome, status: Status) -> None:
        """Count one input."""
        self.tally.settled(outcome, status)

    def tick(self) -> None:
        """Draw the bar anew, where it is time to."""
        if time.monotonic() - self._drawn >= BAR_SECONDS:
            self._draw()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        self._progress.update(self._task, completed=self.tally.done, told=self.tally.line(), refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bar as it is last."""
        self._draw()
        self._progress.stop()


def shown_on(stream: IO[str], total: int) -> Lines | Bar:
    """Return what tells of a run: a bar where the stream is a terminal, lines elsewhere.

    Args:
        stream: Where to write.
        total: Number of inputs.
    """
    tally = Tally(total)
    return Bar(tally, stream) if stream.isatty() else Lines(tally, stream)
