"""Results as JSON: the contract's form, and one line each."""

import re

from models import Extraction

# Characters that JSON allows raw and a terminal obeys: C1 controls, separators, changes of direction.
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def indented(extraction: Extraction) -> str:
    """Return one result as indented JSON with a line feed at its end."""
    return safe(extraction.model_dump_json(indent=2)) + "\n"


def line(extraction: Extraction) -> str:
    """Return one result as one line of JSON with a line feed at its end."""
    return safe(extraction.model_dump_json()) + "\n"


def safe(text: str) -> str:
    """Return JSON that says the same without characters that a terminal obeys."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
