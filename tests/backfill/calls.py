"""What the tests let workers do, good and bad; in a module of its own, so that a worker can import it."""

import os
import signal
import time


def double(number: int) -> int:
    return 2 * number


def process_id(*_: object) -> int:
    return os.getpid()


def hang(seconds: float = 600) -> None:
    time.sleep(seconds)


def spin() -> None:
    while True:
        pass


def hog() -> int:
    return len(b"x" * (64 * 1024**3))


def hog_in_steps() -> int:
    kept = []
    while True:
        kept.append(bytearray(32 * 1024**2))


def end_by(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(status: int) -> None:
    os._exit(status)


def fork_and_return() -> str:
    """Both copies return: the second must not answer for the first."""
    if os.fork() == 0:
        time.sleep(0.2)
    return "answer"


def fork_and_hang() -> int:
    if os.fork() == 0:
        time.sleep(600)
    return os.getpid()


def fork_and_die() -> None:
    if os.fork() == 0:
        time.sleep(600)
    os.kill(os.getpid(), signal.SIGSEGV)


def raise_value() -> None:
    raise ValueError("a thing that nobody foresaw")


class UnsendableError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def raise_unsendable() -> None:
    raise UnsendableError("first", "second")


def fail_to_prepare() -> None:
    raise RuntimeError("no word lists")


def die_at_start() -> None:
    os._exit(3)
