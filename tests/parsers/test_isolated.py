"""The process that generators run in: kept from one to the next, lost with the one that costs it, gone with its parent."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pdf_raw import pages, say

from extractor.parsers import isolated as module
from extractor.parsers import serving
from extractor.parsers.isolated import Bounds, LostError, isolated, retire
from extractor.parsers.pdf import read
from extractor.settings import Settings

ROOM = 150 << 20
LARGE = 2 << 20


@pytest.fixture(autouse=True)
def a_process_of_its_own() -> Iterator[None]:
    retire()
    yield
    retire()


def numbers(count: int) -> Generator[int]:
    yield from range(count)


def process_id() -> Generator[int]:
    yield os.getpid()


def open_files() -> Generator[list[str]]:
    held = []
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            held.append(str(number.readlink()))
    yield held


def killed() -> Generator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def waiting() -> Generator[int]:
    yield 1
    time.sleep(600)


def busy() -> Generator[int]:
    yield 1
    while True:
        pass


def hungry() -> Generator[int]:
    yield 1
    bytearray(1 << 40)


def wrong() -> Generator[int]:
    yield 1
    raise ValueError("no")


def large() -> Generator[bytes]:
    yield from (bytes([number]) * LARGE for number in range(3))
    os.kill(os.getpid(), signal.SIGKILL)


def hoarding(kept: list[bytearray] = []) -> Generator[int]:  # noqa: B006
    kept.append(bytearray(b"x" * (10 << 20)))
    yield os.getpid()


def killed_unless_new(parent: int) -> Generator[int]:
    """What a process does that an earlier file has left damaged."""
    yield 1
    yield 2
    if SEEN.append(parent) or len(SEEN) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    yield 3


SEEN: list[int] = []


def ran(make: Callable[[], Generator[Any]], seconds: float = 5.0, size: int = 0) -> list[Any]:
    return list(isolated(make, Bounds(seconds, time.monotonic() + 60, ROOM), size))


def is_up(process: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def ends(process: int) -> bool:
    until = time.monotonic() + 20
    while is_up(process) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_up(process)


def test_values_in_order() -> None:
    assert ran(partial(numbers, 1000)) == list(range(1000))
    assert ran(partial(numbers, 0)) == []


def test_what_no_pipe_holds_comes_whole_though_its_process_dies() -> None:
    found = []
    with pytest.raises(LostError, match="crashed"):
        found.extend(isolated(large, Bounds(5.0, time.monotonic() + 60, ROOM), 0))
    assert found == [bytes([number]) * LARGE for number in range(3)]


def test_one_process_does_one_after_the_other() -> None:
    first = ran(process_id)
    assert first != [os.getpid()]
    assert ran(process_id) == first
    assert ran(partial(numbers, 3)) == [0, 1, 2]
    assert ran(process_id) == first


def test_what_is_large_goes_to_a_process_of_its_own() -> None:
    first = ran(process_id)
    assert ran(process_id, size=LARGE) != first
    assert ran(process_id) == first


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (killed, "crashed"),
        (waiting, "too_slow"),
        (busy, "too_slow"),
        (hungry, "out_of_memory"),
        (wrong, "no"),
    ],
)
@pytest.mark.parametrize("warm", [False, True])
def test_what_costs_the_process_costs_nothing_else(make: Callable[[], Generator[int]], error: str, warm: bool) -> None:
    before = ran(process_id) if warm else []
    given = isolated(make, Bounds(0.5, time.monotonic() + 60, ROOM), 0)
    assert next(given) == 1
    with pytest.raises((LostError, ValueError), match=error):
        next(given)
    after = ran(process_id)
    assert after != before
    assert not any(map(is_up, before))
    assert ran(partial(numbers, 3)) == [0, 1, 2]


def test_what_is_left_half_way_costs_its_process() -> None:
    (first,) = ran(process_id)
    with closing(isolated(partial(numbers, 10**6), Bounds(5, time.monotonic() + 60, ROOM), 0)) as stream:
        assert next(stream) == 0
    assert not is_up(first)
    assert ran(partial(numbers, 3)) == [0, 1, 2]


def test_what_ran_before_has_no_part_in_a_crash() -> None:
    ran(partial(killed_unless_new, 0))
    assert ran(partial(killed_unless_new, 0)) == [1, 2, 3]


def test_a_process_killed_while_it_waits_is_not_missed() -> None:
    (first,) = ran(process_id)
    os.kill(first, signal.SIGKILL)
    assert ends(first)
    assert ran(partial(numbers, 3)) == [0, 1, 2]


def test_one_that_is_gone_takes_nothing_from_the_next() -> None:
    ran(process_id)
    held = list(module._workers)
    retire()
    assert held
    # The next one's pipes get other numbers.
    with Path(os.devnull).open():
        assert ran(partial(numbers, 3)) == [0, 1, 2]


def test_two_at_once_have_a_process_each() -> None:
    bounds = Bounds(5, time.monotonic() + 60, ROOM)
    with closing(isolated(process_id, bounds, 0)) as one, closing(isolated(process_id, bounds, 0)) as two:
        assert next(one) != next(two)
        assert [*one, *two] == []
    assert len(ran(process_id)) == 1


def test_a_process_is_replaced_after_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_MOST_JOBS", 3)
    ids = [ran(process_id)[0] for _ in range(7)]
    assert [ids.index(one) for one in ids] == [0, 0, 0, 3, 3, 3, 6]
    assert not any(map(is_up, ids[:6]))


def test_a_process_that_keeps_memory_is_replaced() -> None:
    ids = [ran(hoarding)[0] for _ in range(12)]
    assert 2 <= len(set(ids)) <= 4


def test_memory_is_counted_from_where_each_begins() -> None:
    """Else what one kept would leave the next less room."""
    for _ in range(8):
        ran(hoarding)
    assert ran(partial(taking, ROOM - (20 << 20))) == [True]
    with pytest.raises(LostError, match="out_of_memory"):
        ran(partial(taking, ROOM + (60 << 20)))


def taking(size: int) -> Generator[bool]:
    yield len(bytearray(size)) == size


def test_each_thread_has_its_own_which_ends_with_it() -> None:
    (ours,) = ran(process_id)
    theirs: list[int] = []

    def twice() -> None:
        theirs.extend(ran(process_id) + ran(process_id))

    thread = threading.Thread(target=twice)
    thread.start()
    thread.join()
    assert theirs[0] == theirs[1] != ours
    assert ends(theirs[0])
    assert not Path(f"/proc/{theirs[0]}").exists()
    assert ran(process_id) == [ours]


def test_a_copy_of_the_parent_has_one_of_its_own() -> None:
    (ours,) = ran(process_id)
    incoming, outgoing = os.pipe()
    if os.fork() == 0:
        theirs = ran(process_id)[0]
        retire()
        os.write(outgoing, str(theirs).encode())
        os._exit(0)
    os.close(outgoing)
    with os.fdopen(incoming) as answer:
        theirs = int(answer.read())
    os.wait()
    assert theirs != ours
    assert is_up(ours)
    assert ran(process_id) == [ours]


def test_nothing_is_left_behind() -> None:
    ran(process_id)
    retire()
    before = sorted(Path("/proc/self/fd").iterdir())
    for make in (killed, hungry, wrong, partial(numbers, 5), partial(numbers, 5)):
        with suppress(LostError, ValueError):
            ran(make)
    (last,) = ran(process_id)
    retire()
    assert not Path(f"/proc/{last}").exists()
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_one_that_is_ended_half_way_is_not_missed_where_it_had_done_others() -> None:
    ran(process_id)
    with closing(isolated(partial(numbers, 5), Bounds(5, time.monotonic() + 60, ROOM), 0)) as stream:
        assert next(stream) == 0
        retire()
        assert list(stream) == [1, 2, 3, 4]


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError("no more processes")

    before = sorted(Path("/proc/self/fd").iterdir())
    with monkeypatch.context() as changed:
        changed.setattr(os, "fork", full)
        with pytest.raises(BlockingIOError):
            ran(process_id)
        assert sorted(Path("/proc/self/fd").iterdir()) == before
        changed.delattr(os, "fork")
        assert ran(process_id) == [os.getpid()]


def test_nothing_of_the_parent_is_held_open(tmp_path: Path) -> None:
    with (tmp_path / "held").open("w") as held:
        (files,) = ran(open_files)
        assert held.name not in files
    assert sum(name.startswith("pipe:") for name in files) <= 3


def script(code: str) -> "subprocess.Popen[str]":
    start = """
        import sys, time
        from test_isolated import *
        # A shell has what it starts in the background ignore it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    """
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(start) + textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def first_line(process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends the children of what was killed")
@pytest.mark.parametrize("at_work", [False, True])
def test_it_goes_with_a_parent_that_is_killed(at_work: bool) -> None:
    parent = script(
        f"""
        print(ran(process_id)[0], flush=True)
        ran(busy, 500) if {at_work} else time.sleep(500)
        """
    )
    child = first_line(parent)
    assert is_up(child)
    parent.kill()
    parent.communicate()
    assert ends(child)


def test_it_goes_with_a_parent_that_ends() -> None:
    parent = script("print(ran(process_id)[0], flush=True)")
    child = first_line(parent)
    assert parent.communicate() == ("", "")
    assert ends(child)


def test_an_interrupt_is_quiet() -> None:
    parent = script(
        """
        print(ran(process_id)[0], flush=True)
        try:
            ran(busy, 500)
        except KeyboardInterrupt:
            print("interrupted")
        """
    )
    child = first_line(parent)
    time.sleep(0.3)
    os.killpg(parent.pid, signal.SIGINT)
    assert parent.communicate() == ("interrupted\n", "")
    assert ends(child)


def test_files_read_one_after_the_other_are_read_as_each_alone() -> None:
    made = [pages(*(say(f"Session {number} of {count} met in the hall.") for number in range(count))) for count in range(1, 5)]
    warm = [read(data, Settings(), "made.pdf") for data in made]
    assert warm == [read(data, Settings(isolated=False), "made.pdf") for data in made]
