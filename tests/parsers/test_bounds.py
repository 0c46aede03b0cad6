"""A reading that takes too long, or too much memory, is refused; what was set before is set again."""

import resource
import signal
import threading
import time

import pytest

from extractor.errors import TooLargeError, TooSlowError
from extractor.parsers.bounds import bounded
from extractor.settings import Limits


def stubborn() -> None:
    """Catch whatever it can, as libraries do."""
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def busy(seconds: float) -> None:
    """Use up processor time."""
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass


def test_too_slow_however_stubborn() -> None:
    told = r"^x\.pdf: takes longer than 0\.05 s to read; split it"
    with pytest.raises(TooSlowError, match=told), bounded("x.pdf", Limits(file_seconds=0.05, page_seconds=0)):
        stubborn()


def test_too_slow_in_a_callback(capfd: pytest.CaptureFixture[str]) -> None:
    """Python prints what is raised in one, and goes on."""

    class Slow:
        def __del__(self) -> None:
            busy(0.1)

    def work() -> None:
        Slow()
        busy(0.7)  # the second ring that is due anyway comes later

    with pytest.raises(TooSlowError), bounded("x.pdf", Limits(file_seconds=0.05, page_seconds=0)):
        work()
    assert capfd.readouterr().err == ""


def test_too_much_memory() -> None:
    told = "needs more than 1 MiB of memory"
    with pytest.raises(TooLargeError, match=told), bounded("x.pdf", Limits(memory=1 << 20)):
        bytearray(1 << 29)


def test_what_was_set_before_is_set_again() -> None:
    before = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_DATA)
    with bounded("x", Limits()):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert (signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_DATA)) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_errors_of_the_reading_pass() -> None:
    with pytest.raises(FileNotFoundError), bounded("x", Limits()):
        raise FileNotFoundError


def test_a_thread_has_no_alarm() -> None:
    done = []

    def work() -> None:
        with bounded("x", Limits(file_seconds=0.01, page_seconds=0)):
            sum(range(5_000_000))
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
