"""What people are told."""

import io

import pytest

from extractor.backfill.progress import Bar, Lines, Tally, clock_time, shown_on
from extractor.store.outcome import Outcome


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left():
    clock = Clock()
    tally = Tally(100, clock)
    for number in range(20):
        clock.now += 0.5
        tally.settled(Outcome("x", "done"), "crashed" if number % 10 == 0 else "done")
    assert tally.line() == "20 of 100 · 2 failed · 2.0/s · 0:40 left"


def test_nothing_yet():
    assert Tally(5, Clock()).line() == "0 of 5 · 0 failed · 0.0/s"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0:00"), (59.6, "1:00"), (61, "1:01"), (3600, "1:00:00"), (360_000, "100:00:00")]
)
def test_durations(seconds, told):
    assert clock_time(seconds) == told


def test_a_line_every_half_minute():
    clock, stream = Clock(), io.StringIO()
    with Lines(Tally(10, clock), stream, clock) as lines:
        for _ in range(95):
            clock.now += 1
            lines.tick()
    assert len(stream.getvalue().splitlines()) == 3
    assert stream.getvalue().startswith("backfill: 0 of 10")


def test_a_bar_on_a_terminal_only():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    shown = shown_on(stream, 4)
    assert isinstance(shown, Bar)
    with shown:
        shown.settled(Outcome("x", "done"), "done")
        shown.tick()
    assert "1 of 4" in stream.getvalue()
    assert isinstance(shown_on(io.StringIO(), 4), Lines)
