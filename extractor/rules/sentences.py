"""Cuts a block into sentences."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ENDS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset({"”", '"', "’", "'", ")", "»"})
_INITIAL = re.compile(r"[A-Z]")
# Behind a month's short form: “Dec. 2020”, “Oct. 12”.
_DAY_OR_YEAR = re.compile(r"[0-3]?\d|(?:19|20)\d\d")


class Abbreviations(NamedTuple):
    """Words that a full stop may follow inside a sentence, without that stop.

    Attributes:
        any: Wherever they stand: “No. 5”, “approx. 40 teachers”.
        months: Only before a day or a year: “Dec. 2020”.
    """

    any: frozenset[str]
    months: frozenset[str]


def sentence_starts(raw: Sequence[str], abbreviations: Abbreviations) -> list[int]:
    """Return the index of the first token of each sentence.

    Args:
        raw: Tokens as printed; a cell's tab and a line feed end a sentence too.
        abbreviations: Words that a full stop may follow inside a sentence.
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


def _abbreviated(raw: Sequence[str], i: int, abbreviations: Abbreviations) -> bool:
    before = raw[i - 1] if i else ""
    if raw[i] != "." or not before:
        return False
    after = raw[i + 1] if i + 1 < len(raw) else ""
    dated = before in abbreviations.months and _DAY_OR_YEAR.fullmatch(after) is not None
    return dated or before in abbreviations.any or _INITIAL.fullmatch(before) is not None
