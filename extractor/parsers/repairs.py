"""Words that were glued together or doubled, told apart again: each repair for a construction, never for a word."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from operator import eq

from extractor.parsers.words import LayoutWords

_PROTECTED = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\W*")
_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[a-z].)")
_DOUBTS = (
    re.compile(r"\d(?:(?<=[a-z]\d)|(?<=-[A-Z]\d)|(?=[^\W\d_]))"),
    re.compile(r"[.!?](?<=\w.)[A-Z]"),
    re.compile(r"-(?<=[a-z]-)(?:19|20)\d\d"),
)


def repaired(texts: Iterable[str], words: LayoutWords) -> list[str]:
    """Return the texts with spaces put back around dates and full stops, doubled words folded, addresses as they are.

    All at once, it is fast: a document repeats its words, and each is looked at once for a cause to repair anything.

    Args:
        texts: Lines of clean text, in any order.
        words: The layout words.
    """
    texts = list(texts)
    tokens = [text.split() for text in texts]
    doubtful = _doubtful(set().union(*tokens), words)
    return [
        text if doubtful.isdisjoint(own) and not _is_protected(text) and not _repeats(text) else _repaired(text, words)
        for text, own in zip(texts, tokens, strict=True)
    ]


def words_of(tokens: Iterable[str]) -> set[str]:
    """Return the runs of letters in tokens, the characters between spaces."""
    odd = [token for token in tokens if not token.isalpha()]
    return {*filter(str.isalpha, tokens), *_WORD.findall("\n".join(odd))}


def _repeats(text: str) -> bool:
    """Tell whether a word stands twice in a row, with nothing but space between."""
    tokens = text.lower().split()
    return any(map(eq, tokens, islice(tokens, 1, None)))


def _doubtful(tokens: set[str], words: LayoutWords) -> set[str]:
    """Return the tokens that a repair may change, or may change together with those around it."""
    every, odd = ("\n".join(["", *some, ""]) for some in (tokens, [one for one in tokens if not one.isalpha()]))
    found = {token for doubt in _DOUBTS for token in _lines_with(doubt, odd)}
    found |= {token for token in _lines_with(_doubled(words), odd)}
    found |= {token for token in _lines_with(_CAPITAL_INSIDE, every) if _glued_to_capitals(words)[0][0].search(token)}
    glued = words_of(set(map(str.lower, tokens))) & (_glued_pairs(words).keys() | _glued_sessions(words))
    if glued:
        found |= {token for token in tokens if not glued.isdisjoint(_WORD.findall(token.lower()))}
    return {token for token in found if not _ORDINAL.fullmatch(token)}


def _lines_with(pattern: re.Pattern[str], lines: str) -> Iterator[str]:
    for match in pattern.finditer(lines):
        at = match.end() - 1
        yield lines[lines.rfind("\n", 0, at) + 1 : lines.index("\n", at)]


@lru_cache(maxsize=4)
def _doubled(words: LayoutWords) -> re.Pattern[str]:
    """Return a pattern for a token that may be half of a doubled word without being equal to the other half."""
    function = words.either("function_word")
    return re.compile(rf"\W(?i:{function})(?<=\w\w)(?=\n)|(?<=\n)(?i:{function})(?<=\w\w)[^\w\n’'-]")


@lru_cache(maxsize=4)
def _glued_sessions(words: LayoutWords) -> frozenset[str]:
    parts = words.by_role.get("ordinal", ()), words.by_role.get("session_noun", ())
    return frozenset(map("".join, product(*parts)))


def _repaired(text: str, words: LayoutWords) -> str:
    return _outside_protected(text, lambda part: _repair(part, words))


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
