"""What every format's tables have in common."""

from collections.abc import Sequence

_HEADER_LENGTH = 60


def looks_like_header(cells: Sequence[str]) -> bool:
    """Tell whether a table's first row names its columns: short cells, hardly any empty, no sentences."""
    texts = [cell.strip() for cell in cells]
    filled = [text for text in texts if text]
    return (
        len(texts) >= 2
        and len(filled) >= len(texts) - 1
        and all(len(text) <= _HEADER_LENGTH and not _is_sentence(text) for text in filled)
        and any(any(char.isalpha() for char in text) for text in filled)
    )


def _is_sentence(text: str) -> bool:
    """Tell the stop of a sentence from that of “No.” and “Org.”."""
    return text.endswith(";") or (text.endswith(".") and len(text.split()) > 2)
