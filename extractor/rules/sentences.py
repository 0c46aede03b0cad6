"""Cuts a block into sentences."""

import re
from collections.abc import Sequence

_ENDS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset({"”", '"', "’", "'", ")", "»"})
_INITIAL = re.compile(r"[A-Z]")


def sentence_starts(raw: Sequence[str], abbreviations: frozenset[str]) -> list[int]:
    """Return the index of the first token of each sentence.

    Args:
        raw: Tokens as printed; a cell's tab and a line feed end a sentence too.
        abbreviations: Words that a full stop may follow inside a sentence, without that stop.
    """
    starts = [0] if raw else []
    for i in [i for i, token in enumerate(raw) if token in _ENDS or token.isspace()]:
        if i < starts[-1]:
            continue
        end = i
        if "\t" in raw[i] or "\n" in raw[i]:
            end = i + 1
        elif raw[i] in _ENDS and not _abbreviated(raw, i, abbreviations):
            end = i + 1
            while end < len(raw) and raw[end] in _CLOSERS:
                end += 1
            if end < len(raw) and not (raw[end][0].isupper() or raw[end][0].isdigit() or raw[end][0] in "“\"‘'(«\t\n"):
                end = i
        if i < end < len(raw):
            starts.append(end)
    return starts


def _abbreviated(raw: Sequence[str], i: int, abbreviations: frozenset[str]) -> bool:
    before = raw[i - 1] if i else ""
    return raw[i] == "." and (before in abbreviations or bool(_INITIAL.fullmatch(before)))
