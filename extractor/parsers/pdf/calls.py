"""Functions of pdfium without the checks of pypdfium2's own bindings, for calls that are made by the thousand.

Addresses are numbers; 0, where pdfium gives none, is None.
"""

import ctypes
import threading
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

POINTER, INT, UINT, ULONG, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong, ctypes.c_double

_FLOAT_BYTES = 4
_LEAST_ROOM = 256


@lru_cache(maxsize=32)
def call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return one of pdfium's functions.

    Args:
        name: Its name.
        result: What it returns, as `ctypes` has it.
        arguments: What it takes; without them it takes numbers for `int`, and what `handle` makes of addresses, in
            little more than half of the time.
    """
    import pypdfium2.raw as pdfium

    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


def address(thing: Any) -> int:
    """Return where a pointer or a function of `ctypes` points to."""
    return ctypes.cast(thing, POINTER).value or 0


def handle(thing: Any) -> Any:
    """Return a pointer as functions take it that were not told what they take."""
    return POINTER.from_param(address(thing))


class Room(threading.local):
    """Memory for what a function of pdfium tells of each of several characters: so many floats.

    It is kept, one for each thread, since to make it takes longer than to use it.
    """

    def __init__(self, floats: int) -> None:
        """Take none yet.

        Args:
            floats: How many the function tells.
        """
        self._floats = floats
        self._places: list[Any] = []
        self._told: Any = memoryview(b"")

    def told(self, function: Callable[..., Any], of: Any, indices: Sequence[int]) -> list[float]:
        """Return all floats, one character's after the other's.

        Args:
            function: Takes what it is asked of, an index, and where to write.
            of: What it is asked of.
            indices: Which characters.
        """
        count = len(indices)
        if count > len(self._places):
            self._make(max(_LEAST_ROOM, 2 * count))
        deque(map(function, repeat(of), indices, self._places), 0)
        told: list[float] = self._told[: count * self._floats].tolist()
        return told

    def _make(self, count: int) -> None:
        room = (ctypes.c_float * (count * self._floats))()
        self._places = [ctypes.byref(room, at * self._floats * _FLOAT_BYTES) for at in range(count)]
        self._told = memoryview(room).cast("B").cast("f")
