"""Repairs that happen before offsets exist, each for a construction, never for a single word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from extractor.lexicon.load import load
from extractor.parsers.words import LayoutWords

_DROPPED = ("Cc", "Cf", "Cs")
_SPACES = re.compile(r"[^\S\n]+")
_NOT_PLAIN = re.compile(r"[^ -~]")
_FIELD_LEFTOVERS = re.compile(r"\[bookmark:[^\]]*\]|\{\s*(?:HYPERLINK|PAGEREF|REF|TOC)\b[^}]*\}")
_PROTECTED = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_HYPHEN_AT_END = re.compile(r"(\w+)-$")
_CUT_WORD = re.compile(r"[^\W\d_]{2}-\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_GLUED = 7


def clean_characters(text: str, keep: str = "") -> str:
    """Return the text in NFC, without characters that nobody sees, with every kind of space plain.

    Args:
        text: Any text.
        keep: Control characters to leave in, such as tab and line feed.
    """
    text = unicodedata.normalize("NFC", text.replace("\u2011", "-"))
    if not (text.isascii() and text.isprintable()):
        text = _NOT_PLAIN.sub(lambda match: _plain(match.group(), keep), text)
    # Removing an invisible character can bring a letter and its accent together.
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def _plain(char: str, keep: str) -> str:
    if char in keep:
        return char
    if char.isspace() or char in "\x0b\x0c\x1c\x1d\x1e\x1f":
        return " "
    return "" if unicodedata.category(char) in _DROPPED else char


def fold_spaces(text: str) -> str:
    """Return the text with runs of spaces and tabs folded to one space, and none at the ends."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", text).strip()


def remove_leftovers(text: str) -> str:
    """Return the text without what Word's bookmarks and field codes left behind."""
    return _FIELD_LEFTOVERS.sub("", text) if "[b" in text or "{" in text else text


def clean_text(text: str, words: LayoutWords) -> str:
    """Return one line of running text: clean characters, single spaces, lost spaces put back."""
    text = fold_spaces(clean_characters(remove_leftovers(text)))
    return fold_spaces(_outside_protected(text, lambda part: repair(part, words)))


def repair(text: str, words: LayoutWords) -> str:
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
        (re.compile(r"[A-Z](?<=[a-z].)"), _glued_to_capitals(words)),
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
    for pair in pairs.keys() & _words_of(text.lower()):
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


def _outside_protected(text: str, change: Callable[[str], str]) -> str:
    if "@" not in text and "www." not in text.casefold() and "://" not in text:
        return change(text)
    parts, at = [], 0
    for match in _PROTECTED.finditer(text):
        parts += [change(text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*parts, change(text[at:])])


def _words_of(text: str) -> list[str]:
    """Return the words of a text, in no order: most stand between spaces, the pattern only sees the others."""
    tokens = text.split()
    words = [token for token in tokens if token.isalpha()]
    if len(words) < len(tokens):
        words += _WORD.findall(" ".join([token for token in tokens if not token.isalpha()]))
    return words


class Vocabulary:
    """The words of a document, by which one is told that lost the space behind a function word."""

    def __init__(self, texts: Iterable[str], words: LayoutWords) -> None:
        """Take the texts; their words are counted when the first of them is to be freed.

        Args:
            texts: All clean texts of the document.
            words: The layout words.
        """
        self._texts = texts
        self._leading = words.by_role.get("leading_word", ())

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(_words_of("\n".join(self._texts)))

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in self._words.items():
            counts[word.lower()] += count
        return counts

    @cached_property
    def _cut(self) -> dict[str, str]:
        """The words of the document to be cut in two, each with what it becomes."""
        doubtful = (word for word in self._words if len(word) >= _SHORTEST_GLUED)
        cut = {word: self._freed(word) for word in doubtful if word.lower().startswith(self._leading)}
        return {word: freed for word, freed in cut.items() if word != freed}

    def free(self, text: str) -> str:
        """Return the text with “theworkshop” as two words where the document knows “workshop” alone.

        A word that stands twice is taken to be one.

        Args:
            text: Clean text of the document.
        """
        for word, freed in self._cut.items():
            if word in text:
                text = re.sub(rf"(?<![\w’'-]){word}(?![\w’'])", freed, text)
        return text

    def _freed(self, word: str) -> str:
        for lead in self._leading:
            rest = word[len(lead) :]
            if word.lower().startswith(lead) and len(rest) >= 5 and rest.islower():
                known = self._counts[rest] > 0 or rest in _known_words()
                if known and self._counts[word.lower()] < 2:
                    return f"{word[: len(lead)]} {rest}"
        return word


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """Return the words of the tables that tell activities, for those that a document has once."""
    tables = load()
    forms = [form for verb in tables.verbs for form in verb[:5]]
    forms += [form for noun in tables.activity_nouns for form in noun[:2]]
    forms += [form for audience in tables.audiences for form in audience[:2]]
    forms += [phrase.phrase for phrase in tables.phrases]
    forms += [cue.cue for cue in tables.status_cues]
    forms += [cue.cue for cue in tables.partner_cues]
    return frozenset(_WORD.findall(" ".join(forms)))


def join_cut_words(lines: Iterable[str], vocabulary: str) -> list[str]:
    """Return lines that aren't wrapped, a line that ends in a cut word joined with the one that goes on.

    Args:
        lines: The lines, top to bottom.
        vocabulary: As for `join_lines`.
    """
    joined: list[str] = []
    for line in lines:
        if joined and _CUT_WORD.search(joined[-1]) and line[:1].islower():
            joined[-1] = join_lines([joined[-1], line], vocabulary)
        else:
            joined.append(line)
    return joined


def join_lines(lines: Iterable[str], vocabulary: str) -> str:
    """Return lines of one hard-wrapped paragraph as one line, words cut at line ends made whole.

    Args:
        lines: The lines, top to bottom.
        vocabulary: Text of the whole document: a word is joined without its hyphen unless the hyphenated
            form is seen elsewhere.
    """
    joined = ""
    for line in (line.strip() for line in lines):
        cut = _HYPHEN_AT_END.search(joined)
        if cut and line[:1].islower():
            tail = re.match(r"\w+", line)
            whole = f"{cut[1]}-{tail[0]}" if tail else ""
            joined = joined if whole and whole in vocabulary else joined[:-1]
            joined += line
        else:
            joined = (
                f"{joined}{'' if joined.endswith(('-', '/')) and line[:1].isalpha() and cut else ' '}{line}"
            )
    return joined.strip()
