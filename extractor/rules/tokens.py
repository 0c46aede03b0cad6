"""The tokens of a block; what is true of a word wherever it stands is looked up once."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from spacy.attrs import IDX, ORTH
from spacy.language import Language
from spacy.strings import StringStore

from extractor.normalise.text import fold
from extractor.rules.grammar import FUNCTION_WORDS

_LITTLE_WORDS = FUNCTION_WORDS | {"it", "us", "we", "how", "not"}
# Words kept; an archive's misprints and numbers shouldn't fill the memory.
_MOST = 50_000


class Word(NamedTuple):
    """A token's text wherever it stands.

    Attributes:
        raw: As printed.
        folded: Without case and accents.
        meant: Folded too, save for an acronym that would read as a little word: WHO, IT.
        titled: Whether it starts with a capital.
    """

    raw: str
    folded: str
    meant: str
    titled: bool

    @classmethod
    def of(cls, text: str) -> "Word":
        """Return what is true of a token's text."""
        folded = fold(text) or text
        acronym = len(text) > 1 and text.isupper() and folded in _LITTLE_WORDS
        # “de l’Information”
        first = text[: 3 if text[1:2] in ("'", "’") else 2]
        return cls(text, folded, text if acronym else folded, any(letter.isupper() for letter in first))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a block, in parallel lists.

    Attributes:
        text: The block's text.
        raw: Token texts as printed.
        words: Folded token texts.
        starts: Offset of each token in the block.
        ends: Offset after each token in the block.
        titled: Whether each token starts with a capital.
        verbal: Whether each token is part of a verb group.
    """

    text: str
    raw: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    titled: list[bool]
    verbal: list[bool]

    def index_at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def is_dash(self, i: int) -> bool:
        """Return True for a dash between words, unlike a hyphen inside one."""
        return self.words[i] == "-" and 0 < i < len(self.ends) - 1 and self.ends[i - 1] < self.starts[i]

    def covering(self, start: int, end: int) -> range:
        """Return the indices of the tokens that have characters between two offsets."""
        return range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end))


class _Words(dict[int, Word]):
    """Words by spaCy's hash, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> Word:
        if len(self) > _MOST:
            self.clear()
        word = self[key] = Word.of(self._strings[key])
        return word


class TokenReader:
    """Cuts blocks into tokens with spaCy's tokenizer."""

    def __init__(self, nlp: Language) -> None:
        """Keep the tokenizer.

        Args:
            nlp: The pipeline that has it.
        """
        self._nlp = nlp
        self._words = _Words(nlp.vocab.strings)

    def read(self, text: str) -> Tokens:
        """Return the tokens of a block, none of them verbal so far.

        Args:
            text: The block's text.
        """
        if not text:
            return Tokens("", [], [], [], [], [], [])
        keys, starts = self._nlp.make_doc(text).to_array([ORTH, IDX]).T.tolist()
        raw, folded, meant, titled = map(list, zip(*map(self._words.__getitem__, keys), strict=True))
        ends = list(map(add, starts, map(len, raw)))
        # In a heading in capitals nothing tells WHO from who.
        words = folded if text.isupper() else meant
        return Tokens(text, raw, words, starts, ends, titled, [False] * len(raw))
