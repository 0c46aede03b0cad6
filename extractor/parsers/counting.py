"""Numbers in the forms that lists print them in."""

from collections.abc import Callable
from functools import lru_cache, partial
from string import ascii_lowercase, ascii_uppercase

from extractor.parsers.words import load_words
from extractor.settings import Settings

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Word's own last label of letters is thirty long.
_LONGEST = 30
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


def format_number(count: int, form: str) -> str:
    """Return a count in one of Word's number formats; decimal for a format not known here.

    Args:
        count: The number, from 0.
        form: Word's name, such as "lowerRoman", or the beginning of the row it makes ("001, 002, 003").
    """
    if form in ("none", "bullet"):
        return ""
    make = _FORMATS.get(form)
    if make is not None:
        return make(count) or str(count)
    first = form.partition(",")[0]
    return str(count).zfill(len(first)) if first.isdigit() else str(count)


def _letters(count: int, alphabet: str) -> str:
    """Return "a" to "z", then "aa": each round through the alphabet makes the label one letter longer."""
    most = _LONGEST * len(alphabet)
    return alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1) if 0 < count <= most else ""


def _one_of(count: int, characters: str) -> str:
    return characters[count - 1] if 0 < count <= len(characters) else ""


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count % 100 not in (11, 12, 13) else 0, "th")
    return f"{count}{ending}"


def _cardinal_text(count: int) -> str:
    tens, units = divmod(count, 10)
    words = _cardinals()
    if count in words:
        return words[count].capitalize()
    return f"{words[tens * 10]}-{words[units]}".capitalize() if tens * 10 in words else ""


def _ordinal_text(count: int) -> str:
    tens, units = divmod(count, 10)
    ordinals = _ordinals()
    if 0 < count <= 20:
        return ordinals[count - 1].capitalize()
    in_words = units and tens * 10 in _cardinals()
    return f"{_cardinals()[tens * 10]}-{ordinals[units - 1]}".capitalize() if in_words else _ordinal(count)


@lru_cache(maxsize=1)
def _cardinals() -> dict[int, str]:
    """Return the words of nought to nineteen and of the tens."""
    from extractor.lexicon.load import load

    words: dict[int, str] = {}
    for word in load().numbers:
        if word.role in ("unit", "tens"):
            words.setdefault(int(word.value), word.forms[0])
    return words


@lru_cache(maxsize=1)
def _ordinals() -> tuple[str, ...]:
    """Return the ordinals of one to twenty."""
    return load_words(Settings()).by_role["ordinal"][:20]


def _roman(count: int) -> str:
    text = ""
    if not 0 < count < 4000:
        return text
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": partial(_letters, alphabet=ascii_lowercase),
    "upperLetter": partial(_letters, alphabet=ascii_uppercase),
    "russianLower": partial(_letters, alphabet=_RUSSIAN),
    "russianUpper": partial(_letters, alphabet=_RUSSIAN.upper()),
    "chicago": partial(_letters, alphabet="*†‡§"),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "hex": lambda count: f"{count:X}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": partial(_one_of, characters="①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
}
