"""Repairs that happen before offsets exist: characters, spaces, words cut or glued."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from extractor.lexicon.load import load
from extractor.parsers.repairs import LowerWords, decoded, encoded, repaired
from extractor.parsers.words import LayoutWords

_DROPPED = ("Cc", "Cf", "Cs")
_SPACES = re.compile(r"[^\S\n]+")
_NOT_PLAIN = re.compile(r"[^ -~]")
_FIELD_LEFTOVERS = re.compile(r"\[bookmark:[^\]]*\]|\{\s*(?:HYPERLINK|PAGEREF|REF|TOC)\b[^}]*\}")
_HYPHEN_AT_END = re.compile(r"(\w+)-$")
_CUT_WORD = re.compile(r"[^\W\d_]{2}-\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_GLUED, _SHORTEST_KNOWN = 7, 5


def clean_characters(text: str, keep: str = "") -> str:
    """Return the text in NFC, without characters that nobody sees, with every kind of space plain.

    Args:
        text: Any text.
        keep: Control characters to leave in, such as tab and line feed.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\u2011" in text:
        text = text.replace("\u2011", "-")
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    for char in set(_NOT_PLAIN.findall(text)):
        text = text.replace(char, _plain(char, keep))
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
    return clean_texts([text], words)[0]


def clean_texts(texts: Iterable[str], words: LayoutWords) -> list[str]:
    """Return lines of running text as `clean_text` does; all of a document at once, it is several times as fast.

    Args:
        texts: The lines, in any order.
        words: The layout words.
    """
    lines = [_clean_line(text) for text in texts]
    return repaired(lines, LowerWords(lines), words)


def _clean_line(text: str) -> str:
    text = clean_characters(remove_leftovers(text))
    return (_SPACES.sub(" ", text) if "  " in text else text).strip()


def clean_document(texts: Iterable[str], words: LayoutWords) -> list[str]:
    """Return all lines of a document as `clean_texts` does, words that it knows alone freed from a word before them.

    Args:
        texts: The lines, in any order.
        words: The layout words.
    """
    lines = [_clean_line(text) for text in texts]
    lower = LowerWords(lines)
    mended = repaired(lines, lower, words)
    changed = [new for old, new in zip(lines, mended, strict=True) if new is not old]
    return Vocabulary(mended, lower.seen | LowerWords(changed).seen, words).freed()


class Vocabulary:
    """The words of a document, by which one is told that lost the space behind a function word.

    Args:
        texts: All clean texts of the document.
        seen: Their words, as `LowerWords` gives them; others do no harm.
        words: The layout words.
    """

    def __init__(self, texts: list[str], seen: set[bytes], words: LayoutWords) -> None:
        self._texts = texts
        self._seen = seen
        self._leading = words.by_role.get("leading_word", ())

    def freed(self) -> list[str]:
        """Return the texts, with “theworkshop” as two words where the document knows “workshop” alone."""
        cut = self._cut()
        return [_cut_up(text, cut) for text in self._texts] if cut else self._texts

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_WORD.findall("\n".join(self._texts)))

    @cached_property
    def _lower(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in self._counts.items():
            counts[word.lower()] += count
        return counts

    def _cut(self) -> dict[str, str]:
        """Return the words of the document to be cut in two, each with what it becomes.

        A word that stands twice is taken to be one.
        """
        if not self._may_cut():
            return {}
        cut = {word: self._freed(word) for word in self._counts if len(word) >= _SHORTEST_GLUED}
        return {word: freed for word, freed in cut.items() if word != freed}

    def _may_cut(self) -> bool:
        """Tell whether a word of the document may be a leading word glued to another that is known."""
        seen, leading = self._seen, tuple(map(encoded, self._leading))
        glued = [word for word in seen if len(word) >= _SHORTEST_GLUED and word.startswith(leading)]
        rests = {word[len(lead) :] for word in glued for lead in leading if word.startswith(lead)}
        return any(len(rest) >= _SHORTEST_KNOWN and (rest in seen or decoded(rest) in _known_words()) for rest in rests)

    def _knows(self, word: str) -> bool:
        return len(word) >= _SHORTEST_KNOWN and (word in self._lower or word in _known_words())

    def _freed(self, word: str) -> str:
        for lead in self._leading:
            rest = word[len(lead) :]
            is_glued = word.lower().startswith(lead) and rest.islower() and self._knows(rest)
            if is_glued and self._lower[word.lower()] < 2:
                return f"{word[: len(lead)]} {rest}"
        return word


def _cut_up(text: str, cut: dict[str, str]) -> str:
    for word, freed in cut.items():
        if word in text:
            text = re.sub(rf"(?<![\w’'-]){word}(?![\w’'])", freed, text)
    return text


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
