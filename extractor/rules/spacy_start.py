"""Imports spaCy without its command line, which is 40 % of its import time and which nothing here uses."""

import sys
from types import ModuleType
from typing import Any


def import_spacy() -> None:
    """Import spaCy, leaving `spacy.cli` to be loaded by whoever asks for it."""
    if "spacy" in sys.modules:
        return
    stub = ModuleType("spacy.cli")
    stub.__path__ = []
    info = ModuleType("spacy.cli.info")
    info.info = _info  # type: ignore[attr-defined]
    sys.modules.update({"spacy.cli": stub, "spacy.cli.info": info})
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


def _info(*args: Any, **options: Any) -> Any:
    """Do what `spacy.info` does, loading spaCy's command line now."""
    from spacy.cli.info import info

    return info(*args, **options)
