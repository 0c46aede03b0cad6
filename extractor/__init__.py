"""Turns narrative reports into records that can be checked.

`extract`, `diff` and `to_dataframe` are loaded when they are first asked for, so that the command starts fast.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.library import diff, extract, to_dataframe

__version__ = "0.1.0"
__all__ = ["diff", "extract", "to_dataframe"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from extractor import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
