"""Functions of pdfium without the checks of pypdfium2's own bindings, for calls that are made by the thousand.

Addresses are numbers; 0, where pdfium gives none, is None.
"""

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Any

POINTER, INT, ULONG, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong, ctypes.c_double


@lru_cache(maxsize=32)
def call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return one of pdfium's functions.

    Args:
        name: Its name.
        result: What it returns, as `ctypes` has it.
        arguments: What it takes.
    """
    import pypdfium2.raw as pdfium

    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


def address(thing: Any) -> int:
    """Return where a pointer or a function of `ctypes` points to."""
    return ctypes.cast(thing, POINTER).value or 0
