"""Words that were glued together or doubled, told apart again: each repair for a construction, never for a word."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress, islice, product
from operator import eq

from extractor.parsers.words import LayoutWords

_PROTECTED = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[a-z].)")
# Where a repair may have a cause, once every letter is "a" or "A", every digit "0" and every stop a full stop.
_DOUBTS = (b"a0", b"-A0", b"0a", b"0A", b"aa.A", b"00.A", b"..A", b"aA", b"a-0000")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")


def _table(become: Callable[[str], str]) -> bytes:
    return "".join(map(become, map(chr, range(256)))).encode("latin-1")


def _shape(char: str) -> str:
    if char.isalpha():
        return "A" if char.isascii() and char.isupper() else "a"
    return "0" if char.isdecimal() else "." if char in ".!?" else char if char in "-\n" else " "


_SHAPES = _table(_shape)
_LETTERS = _table(lambda char: char.lower() if char.isalpha() else " ")


class LowerWords:
    """The words of texts in lower case, for a first look: other alphabets are left out.

    Args:
        texts: Lines of clean text, in any order.

    Attributes:
        row: The words in their order.
        seen: Each once.
    """

    def __init__(self, texts: list[str]) -> None:
        self.row = encoded("\n".join(texts)).translate(_LETTERS).split()
        self.seen = set(self.row)


def repaired(texts: list[str], lower: LowerWords, words: LayoutWords) -> list[str]:
    """Return the texts with spaces put back around dates and full stops, doubled words folded, addresses as they are.

    All at once, it is fast: they are looked through together for those that may have a cause to repair anything.

    Args:
        texts: Lines of clean text, in any order.
        lower: Their words.
        words: The layout words.
    """
    doubtful = _doubtful(texts, lower, words)
    return [_repaired(text, words) if text in doubtful else text for text in texts] if doubtful else texts


def encoded(text: str) -> bytes:
    """Return a byte for each character, a question mark for one beyond the first 256."""
    return text.encode("latin-1", "replace")


def decoded(word: bytes) -> str:
    """Return what `encoded` made bytes of."""
    return word.decode("latin-1")


def _doubtful(texts: list[str], lower: LowerWords, words: LayoutWords) -> set[str]:
    leading = tuple(word for word in words.by_role.get("function_word", ()) if len(word) > 1)
    found = set(_lines_in_doubt("\n".join(texts), leading))
    doubled = _function_words(words).intersection(compress(lower.row, map(eq, lower.row, islice(lower.row, 1, None))))
    telling = [*(f"{word} {word}" for word in map(decoded, doubled)), *map(decoded, _glued(words) & lower.seen)]
    if telling:
        # “Canada a” has no doubled letter, “information” no “infor”.
        whole = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(telling))})(?![a-z])").search
        lowers = ((text, text.lower()) for text in texts)
        found.update(text for text, low in lowers if any(map(low.__contains__, telling)) and whole(low))
    return found


def _lines_in_doubt(lines: str, leading: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines with a doubt; a capital inside a word is one where a function word stands before it."""
    shapes = encoded(lines).translate(_SHAPES)
    for doubt in _DOUBTS:
        at = shapes.find(doubt)
        while at >= 0:
            end = at
            if lines.endswith(leading, 0, at + 1) if doubt == b"aA" else not _ORDINAL.match(lines, at):
                start, end = lines.rfind("\n", 0, at) + 1, lines.find("\n", at)
                end = len(lines) if end < 0 else end
                yield lines[start:end]
            at = shapes.find(doubt, end + 1)


@lru_cache(maxsize=4)
def _function_words(words: LayoutWords) -> frozenset[bytes]:
    return frozenset(map(encoded, words.by_role.get("function_word", ())))


@lru_cache(maxsize=4)
def _glued(words: LayoutWords) -> frozenset[bytes]:
    """Return all that is two words without the space between them."""
    return frozenset(map(encoded, (*_glued_pairs(words), *_glued_sessions(words))))


@lru_cache(maxsize=4)
def _glued_sessions(words: LayoutWords) -> frozenset[str]:
    parts = words.by_role.get("ordinal", ()), words.by_role.get("session_noun", ())
    return frozenset(map("".join, product(*parts)))


def _repaired(text: str, words: LayoutWords) -> str:
    repaired = _outside_protected(text, lambda part: _repair(part, words))
    return " ".join(repaired.split()) if "  " in repaired else repaired.strip()


def _is_protected(text: str) -> bool:
    """Tell whether an address may stand in the text: addresses are never changed."""
    return "@" in text or "://" in text or ("." in text and "www." in text.casefold())


def _outside_protected(text: str, change: Callable[[str], str]) -> str:
    if not _is_protected(text):
        return change(text)
    parts, at = [], 0
    for match in _PROTECTED.finditer(text):
        parts += [change(text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*parts, change(text[at:])])


def _repair(text: str, words: LayoutWords) -> str:
    """Return the text with spaces put back around dates and full stops, doubled words folded."""
    for trigger, repairs in _repairs(words):
        if trigger.search(text):
            for pattern, replacement in repairs:
                text = pattern.sub(replacement, text)
    return _free_pairs(text, words)


_Repairs = tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=4)
def _repairs(words: LayoutWords) -> tuple[tuple[re.Pattern[str], _Repairs], ...]:
    """Return the repairs in groups, each with a cheap pattern that must be there for any of them to apply.

    Such a pattern begins with its rarest character, and looks back from there: that is several times as fast.
    """
    return (
        (re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?=[^\W\d_]))"), _glued_numbers(words)),
        (
            re.compile(rf"[dhtDHT](?<=\w(?i:st|nd|rd|th))(?i:{words.either('session_noun')})"),
            _glued_ordinals(words),
        ),
        (re.compile(r"[.!?](?<=\w.)[A-Z]"), _LOST_AFTER_STOP),
        (_CAPITAL_INSIDE, _glued_to_capitals(words)),
        (re.compile(rf"-(?<=[a-z]-){_YEAR}"), _glued_year_parts(words)),
        (re.compile(r"\b(\w{2,}+)\s+\1\b", re.IGNORECASE), _doubled_words(words)),
        _doubled_letters(words),
    )


def _glued_numbers(words: LayoutWords) -> _Repairs:
    months, function = words.either("month"), words.either("function_word")
    day_month = rf"\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s?(?:{months})\b"
    return (
        (re.compile(rf"\b(\d{{1,2}})((?:{months})(?:\b|(?={_YEAR})))"), r"\1 \2"),
        (re.compile(rf"\b({months})({_YEAR})(?!\d)"), r"\1 \2"),
        (re.compile(rf"\b((?:{months})(?:\s\d{{1,2}},)?\s{_YEAR})(?=[A-Za-z]{{2}})"), r"\1 "),
        (re.compile(rf"\b([a-z]{{2,}}|a)(?={day_month})"), r"\1 "),
        (re.compile(rf"\b(\d{{1,2}})({function})(?=\s{day_month})"), r"\1 \2"),
        (re.compile(rf"(-[A-Z])(?={day_month})"), r"\1 "),
        (re.compile(rf"\b({function})({_YEAR})(?!\w)"), r"\1 \2"),
        (re.compile(rf"(?<![\w.-])({function})(?<=\w\w)(?=\d+(?:[ ,]\d{{3}})*\s[a-z])"), r"\1 "),
        (re.compile(rf"(?<![\w.-])({_YEAR})({function})(?=\s)"), r"\1 \2"),
        (
            re.compile(rf"\b(?!\d+(?:{function})\b)(\d{{0,2}}(?:1st|2nd|3rd|\dth))(?=[A-Za-z]{{3}})"),
            r"\1 ",
        ),
    )


def _glued_ordinals(words: LayoutWords) -> _Repairs:
    ordinals, nouns = words.either("ordinal"), words.either("session_noun")
    return ((re.compile(rf"\b({ordinals})({nouns})\b", re.IGNORECASE), r"\1 \2"),)


def _glued_to_capitals(words: LayoutWords) -> _Repairs:
    """Free a function word from a name: “inGeneva”, “theUNICEF”; a single letter may begin a brand (eHealth)."""
    function = words.either("function_word")
    return ((re.compile(rf"(?<![\w.@/-])({function})(?<=\w\w)(?=[A-Z](?:[a-z]{{2}}|[A-Z]+\b))"), r"\1 "),)


def _glued_year_parts(words: LayoutWords) -> _Repairs:
    function, parts = words.either("function_word"), words.either("year_prefix")
    return ((re.compile(rf"\b({function})(?=(?:{parts})-{_YEAR})"), r"\1 "),)


@lru_cache(maxsize=4)
def _glued_pairs(words: LayoutWords) -> dict[str, int]:
    """Return pairs of function words without the space between them (“ofthe”), each with the first one's length.

    Pairs that may make a word of their own (“into”, “thereafter”) are left out.
    """
    function = words.by_role.get("function_word", ())
    second = {word for word in (*function, *words.by_role.get("ordinal", ())) if len(word) > 2}
    second |= set(words.by_role.get("second_word", ()))
    pairs = {first + word: len(first) for first in function if len(first) > 1 and first != "there" for word in second}
    return {pair: size for pair, size in pairs.items() if pair not in function}


def _free_pairs(text: str, words: LayoutWords) -> str:
    pairs = _glued_pairs(words)
    for pair in pairs.keys() & set(_WORD.findall(text.lower())):
        first, second = pair[: pairs[pair]], pair[pairs[pair] :]
        text = re.sub(rf"(?<![\w-])({first})({second})(?![\w-])", r"\1 \2", text, flags=re.IGNORECASE)
    return text


def _doubled_letters(words: LayoutWords) -> tuple[re.Pattern[str], _Repairs]:
    """Fold “a a” where a word goes on behind it; “Annex A a” keeps both."""
    pattern = re.compile(rf"(?<=[a-z,] )({words.either('function_word')})(?<!\w\w)(?: \1)+(?= [a-z])")
    return re.compile(r" ([a-z]) \1 "), ((pattern, r"\1"),)


def _doubled_words(words: LayoutWords) -> _Repairs:
    function = words.either("function_word")
    return ((re.compile(rf"\b({function})(?<=\w\w)(?:\s+\1\b)+(?![-’'])", re.IGNORECASE), r"\1"),)


_LOST_AFTER_STOP: _Repairs = (
    (
        re.compile(
            r"(?<![\w./@-])((?:\w+[-’'])*[^\W\d_A-Z]{3,}|[A-Z][a-z]{2,})([.!?])(?=[A-Z][a-z]*[\s,’'])"
        ),
        r"\1\2 ",
    ),
    (re.compile(rf"(\b{_YEAR}[.])(?=[A-Z][a-z]*\s)"), r"\1 "),
)
