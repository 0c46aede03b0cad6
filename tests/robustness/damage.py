"""Damages a text as converters and hands damage it, the same way for the same seed."""

import random
import re
from collections.abc import Callable

RATE = 1 / 3
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_FUNCTION = "the|of|in|on|for|with|by|from|at|to|and|was|were|a|an"
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"])")
_DATE = re.compile(rf"(?P<before>\w+ )\d{{1,2}}(?:[-–]\d{{1,2}})? (?:{_MONTHS})(?: \d{{4}})?(?P<after> [a-z]+)?")
_HEADING = re.compile(r"[^\t.;:,]{4,70}")
_GUARDED = re.compile(r"https?://|www\.|@")

Damage = Callable[[str, random.Random], str]


def damaged(text: str, seed: int) -> str:
    """Return the text with about one damage in three sentences."""
    chance = random.Random(seed)
    return "\n".join(_line(line, chance) for line in text.split("\n"))


def _line(line: str, chance: random.Random) -> str:
    if not line.strip() or _GUARDED.search(line):
        return line
    if _HEADING.fullmatch(line.strip()) and " " in line.strip():
        return change_case(line, chance) if chance.random() < RATE else line
    sentences = _SENTENCE.split(line)
    return "".join(_sentence(text, chance, last=k == len(sentences) - 1) for k, text in enumerate(sentences))


def _sentence(text: str, chance: random.Random, *, last: bool) -> str:
    space = "" if last else " "
    if chance.random() >= RATE:
        return text + space
    kinds = list(KINDS)
    chance.shuffle(kinds)
    for kind in kinds:
        if kind is lose_stop_space:
            if not last and re.search(r"[a-z]{3}[.!?]$", text):
                return text
        elif (changed := kind(text, chance)) != text:
            return changed + space
    return text + space


def _once(pattern: str, replacement: str, text: str, chance: random.Random) -> str:
    places = list(re.finditer(pattern, text))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + place.expand(replacement) + text[place.end() :]


def lose_stop_space(text: str, chance: random.Random) -> str:
    """Stands for the space lost behind a sentence, which `_sentence` leaves out."""
    return text


def lose_date_space(text: str, chance: random.Random) -> str:
    """Lose the space before or behind a date."""
    found = _DATE.search(text)
    if not found:
        return text
    side = chance.choice([name for name in ("before", "after") if found[name]])
    at = found.end("before") - 1 if side == "before" else found.start("after")
    return text[:at] + text[at + 1 :]


def glue(text: str, chance: random.Random) -> str:
    """Glue a function word to the word behind it."""
    return _once(rf"(?<![\w-])((?:{_FUNCTION})) (?=\w{{2,}})", r"\1", text, chance)


def cut_word(text: str, chance: random.Random) -> str:
    """Cut a long word by a hyphen and a line end."""
    return text if "\t" in text else _once(r"\b([a-z]{4,6})([a-z]{4,})\b", "\\1-\n\\2", text, chance)


def change_quotes(text: str, chance: random.Random) -> str:
    """Change curly quotes into straight ones and the other way round."""
    curly = str.maketrans("‘’“”", "''\"\"")
    if text != text.translate(curly):
        return text.translate(curly)
    return re.sub(r"\"([^\"]*)\"", r"“\1”", text.replace("'", "’"))


def double_word(text: str, chance: random.Random) -> str:
    """Double a function word."""
    return _once(rf"(?<= )((?:{_FUNCTION})) ", r"\1 \1 ", text, chance)


def change_case(text: str, chance: random.Random) -> str:
    """Change the case of a heading."""
    return chance.choice([str.upper, str.title, str.capitalize])(text)


def add_soft_hyphen(text: str, chance: random.Random) -> str:
    """Put a soft hyphen into a word."""
    return _once(r"\b(\w{4})(\w{3,})\b", "\\1\u00ad\\2", text, chance)


def harden_space(text: str, chance: random.Random) -> str:
    """Make a space one that doesn't break."""
    return _once(r"(?<=\w) (?=\w)", chance.choice(["\u00a0", "\u202f", "\u2009"]), text, chance)


KINDS: tuple[Damage, ...] = (
    lose_stop_space,
    lose_date_space,
    glue,
    cut_word,
    change_quotes,
    double_word,
    add_soft_hyphen,
    harden_space,
)
