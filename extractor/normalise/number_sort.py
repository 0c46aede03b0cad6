"""Which numbers count something, and which name, measure or date something."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.normalise.number_patterns import MEASURES, Patterns

_CHAIN = re.compile(r",?\s(?:and|or|to|&)\s|\s?[-–/&]\s?|\s?,\s|\s")
_NAME_BEFORE = re.compile(r"(?:^|[^\w])[A-Z][\w’'-]*[^\S\t\n]$")
_PLACE = r"[A-Z][^\W\d]*(?:[ -][A-Z][^\W\d]*)*"
_PARTS_BEFORE = re.compile(rf"[a-z] \((?P<pair>{_PLACE} \d[\d ,]*(?:, |; | and ))*{_PLACE} $")
_PART_AFTER = re.compile(rf"(?:, |; | and ){_PLACE} \d")
_PARTS_MOST = 120
_NOUN_AFTER = re.compile(r"\s[^\W\d_]")
_LOWER_AFTER = re.compile(r"\s[a-zà-ÿ]")
_GLUE_BEFORE = re.compile(r"(?:[\w/+#_.:$€£¥*\[§=@]|\w[-–]|\d,)$")
_BESIDE = re.compile(r"[a-z]/$")
_GLUE_AFTER = re.compile(r"(?:[^\W\d_]|[/:]\d|\.\d|,\d|[-–](?!strong\b)[^\W_]|_|/[^\W\d]|['’][a-z]|\]|-\s)")
_TELEPHONE = re.compile(r"(?:^|\s)\+$")
_LIST_MARK_BEFORE = re.compile(r"(?:^|\n) *\(?$")
_LIST_MARK_AFTER = re.compile(r"[.)]\s|\.?\t")
_YEAR = range(1900, 2100)
# “Under 15” without a noun is an age up to here.
_GROWN = 26
# Ratios such as “one in five” are said with small first numbers.
_RATIO_TOP = 10
_RATIO_BASES = {12, 20, 100, 1000}


class Core(NamedTuple):
    """A number or range as found.

    Attributes:
        start: First character.
        end: One past the last.
        value: The number; None where it isn't whole.
        value_max: Upper end of a range.
        spelled: True where it starts in words.
    """

    start: int
    end: int
    value: int | None
    value_max: int | None
    spelled: bool


def counts(cores: Sequence[Core], text: str, patterns: Patterns) -> Iterator[Core]:
    """Yield the numbers that count something.

    Args:
        cores: All numbers of the text, in order.
        text: The text, with taken stretches blanked.
        patterns: The vocabulary's patterns.
    """
    named_until = ratio = -1
    for index, core in enumerate(cores):
        if _chained(cores, index, named_until, text) or _named(core, text, patterns):
            named_until = core.end
        elif index + 1 < len(cores) and _is_ratio(core, cores[index + 1], text, patterns):
            ratio = index + 1
        elif index != ratio and not _excluded(core, text, patterns):
            yield core


def _chained(cores: Sequence[Core], index: int, named_until: int, text: str) -> bool:
    """Return True for a number that goes on after one that names: “Articles 3, 4 and 5”, “tel. 022 730”."""
    core = cores[index]
    if named_until < 0 or not _CHAIN.fullmatch(text, named_until, core.start):
        return False
    between = text[named_until : core.start]
    if between.isspace():
        return not core.spelled
    return between.strip() != "," or _listed(cores, index, text)


def _listed(cores: Sequence[Core], index: int, text: str) -> bool:
    """Return True where a number after a comma goes on in a list of numbers: “SDGs 4, 5 and 16”."""
    return (
        index + 1 < len(cores)
        and _CHAIN.fullmatch(text, cores[index].end, cores[index + 1].start) is not None
    )


def _named(core: Core, text: str, patterns: Patterns) -> bool:
    if _TELEPHONE.search(text, max(0, core.start - 2), core.start) or _led_by_zero(core, text):
        return True
    if patterns.follows["citation"].match(text, core.end):
        return True
    window = max(0, core.start - 24)
    return patterns.leads["label"].search(text, window, core.start) is not None


def _led_by_zero(core: Core, text: str) -> bool:
    return text[core.start] == "0" and text[core.start + 1 : core.end].isdigit()


def _is_ratio(core: Core, after: Core, text: str, patterns: Patterns) -> bool:
    if after.value is None or not patterns.follows["ratio"].fullmatch(text, core.end, after.start):
        return False
    small = core.value is None or core.value < min(after.value, _RATIO_TOP)
    return small and (after.value <= _RATIO_TOP or after.value in _RATIO_BASES)


def _excluded(core: Core, text: str, patterns: Patterns) -> bool:
    if core.value is None or core.value == 0 or (core.spelled and core.value == 1):
        return True
    return (
        _glued(core, text, patterns)
        or _measured(core, text, patterns)
        or _is_year(core, text, patterns)
        or _is_age(core, text, patterns)
        or _in_name(core, text, patterns)
        or _is_mark(core, text)
    )


def _glued(core: Core, text: str, patterns: Patterns) -> bool:
    suffix = patterns.after.match(text, core.end)
    end = suffix.end() if suffix else core.end
    if _GLUE_AFTER.match(text, end):
        return True
    # “22 women/38 men” are two counts.
    beside = _BESIDE.search(text, max(0, core.start - 2), core.start) and _NOUN_AFTER.match(text, core.end)
    return not beside and _GLUE_BEFORE.search(text, max(0, core.start - 2), core.start) is not None


def _measured(core: Core, text: str, patterns: Patterns) -> bool:
    if patterns.may_measure(text, core.end) and any(
        patterns.follows[kind].match(text, core.end) for kind in MEASURES
    ):
        return True
    if patterns.follows["address"].match(text, core.end):
        return True
    return patterns.leads["money"].search(text, max(0, core.start - 14), core.start) is not None


def _is_year(core: Core, text: str, patterns: Patterns) -> bool:
    if core.spelled or core.value not in _YEAR or not text[core.start : core.end].isdigit():
        return False
    qualified = patterns.before.search(text, max(0, core.start - 40), core.start)
    noun = _LOWER_AFTER.match(text, core.end) and not patterns.follows["function"].match(text, core.end)
    return not (qualified and noun)


def _is_age(core: Core, text: str, patterns: Patterns) -> bool:
    found = patterns.before.search(text, max(0, core.start - 40), core.start)
    start = found.start() if found else core.start
    if patterns.leads["age_before"].search(text, max(0, start - 24), start):
        return True
    if not found or (core.value or 0) >= 100:
        return False
    form = found.group().strip().casefold()
    if form not in patterns.codes_before or " " in form:
        return False
    if patterns.leads["age_person"].search(text, max(0, start - 24), start):
        return patterns.codes_before[form] in {"fewer_than", "more_than"}
    young = patterns.codes_before[form] == "fewer_than" and (core.value or 0) < _GROWN
    has_noun = _LOWER_AFTER.match(text, core.end) and not patterns.follows["function"].match(text, core.end)
    return young and not has_noun


def _in_name(core: Core, text: str, patterns: Patterns) -> bool:
    """Return True for a number at the end of a name: a capital right before, no noun after."""
    if core.spelled or not _NAME_BEFORE.search(text, max(0, core.start - 30), core.start):
        return False
    if text.startswith("-strong", core.end):
        return False
    if patterns.before.search(text, max(0, core.start - 40), core.start) or _is_part(core, text):
        return False
    return (
        not _NOUN_AFTER.match(text, core.end)
        or patterns.follows["function"].match(text, core.end) is not None
    )


def _is_part(core: Core, text: str) -> bool:
    """Return True for the numbers of “40 judges (Suva 22, Port Vila 18)”: two places or more, each with its own."""
    before = _PARTS_BEFORE.search(text, max(0, core.start - _PARTS_MOST), core.start)
    return before is not None and (before["pair"] is not None or _PART_AFTER.match(text, core.end) is not None)


def _is_mark(core: Core, text: str) -> bool:
    """Return True for the number of a list item or a paragraph."""
    if text[core.end : core.end + 1] == ")" and "(" not in text[max(0, core.start - 80) : core.start]:
        return True
    return bool(
        not core.spelled
        and _LIST_MARK_BEFORE.search(text, max(0, core.start - 4), core.start)
        and _LIST_MARK_AFTER.match(text, core.end)
    )
