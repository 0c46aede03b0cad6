"""Finds the initiatives that a document names itself, by the constructions that introduce one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractor.assembly.drafts import Basis, Draft
from extractor.lexicon.rows import Lexicons
from extractor.normalise.starts import Starts
from extractor.normalise.text import fold
from extractor.normalise.vocabulary import either
from extractor.rules import grammar
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention
from extractor.rules.phrasing import phrasing

_CAPITAL = r"(?:[^\W\d_a-zß-ÿ]|\d+[^\W\d_a-z])[\w+@]*(?:[-/’'@][\w+@]+)*!?"
_LINK = r"(?:(?:of|for|and|the|to|on|with|&) )"
_RUN = rf"(?<![\w“\"‘'’-])(?P<name>{_CAPITAL}(?: {_LINK}{{0,2}}{_CAPITAL}| \d{{1,2}}\b){{0,8}})"
_ACRONYM = r"(?P<acronym>[^\W\d_a-z][\w+@-]*[^\W_a-z+@-][\w+@-]*)"
_BRACKET = rf"(?: \({_ACRONYM}\))"
_QUOTED = r"[“\"«‘](?P<name>[^\W_a-z][^“”\"«»‘\n]{1,70}?[^\W_]!?)[”\"»’]"
_MODIFIER = r"[^\W_][\w’'–-]* "
_LEADING = re.compile(r"(?:[’']s|[ ,(]|([^\W_]+) )")
_NOTHING = re.compile(r"(?!)")
_WORD = re.compile(r"[^\W_]+")
_ODD = re.compile(r"\w.*[^\W\d_a-zß-ÿ]|.*[\d@+]|.*\w-\w")
_OWN = "[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]his|[Aa]|[Aa]n"
_TAKEN = ("organisation", "event", "initiative")
_GUESSES = ("organisation_acronym", "partner_cue", "acronym_in_document")
_PLACES = ("country", "region", "city", "demonym")
_NOT_INITIATIVES = ("not_acronym", "not_name", "not_initiative")
_CALLED = r"(?i)\b<initiative_naming> (?:the )?[“\"‘]?$"
_AS_PROGRAMME = r"(?i)[”\"’]? <initiative_noun>\b"
_LEAD_MOST = 30
_LONGEST = 8
_LINKS = grammar.PREPOSITIONS | grammar.CONJUNCTIONS | {"", "the", "a", "an"}


@dataclass(frozen=True, slots=True)
class NamedInitiative:
    """An initiative where its document introduces it.

    Attributes:
        name: The name as printed.
        acronym: The acronym given in brackets; "" where there is none.
        start: First character of the name.
        end: One past its last.
    """

    name: str
    acronym: str
    start: int
    end: int


def with_named_initiatives(document: AnnotatedDocument, lexicons: Lexicons) -> AnnotatedDocument:
    """Return the document with an initiative mention wherever a name stands that the document introduces.

    Args:
        document: The annotated document; its blocks' mentions are added to.
        lexicons: The tables.
    """
    keys: dict[str, str] = {}
    for found in find_named(document, lexicons):
        keys = {**_spelt(found.name, found.acronym), **_shortened(document, found.name), **keys}
    if keys:
        anywhere = _anywhere(keys)
        for block in document.blocks:
            _add_mentions(block, anywhere, keys)
    return document


def of_title(document: AnnotatedDocument) -> Mention | None:
    """Return the initiative that a document is about: the one that it introduces and has in its title.

    Args:
        document: The document, with its named initiatives.
    """
    titles = (block for block in document.blocks if block.block.is_title_block)
    named = (m for block in titles for m in block.of("initiative") if m.rule == "initiative_in_document")
    return next(named, None)


def put_under(draft: Draft, about: Mention | None) -> None:
    """Give what no word tells the type of to the programme that the whole document is about: “Six stops were made”.

    Args:
        draft: The record in the making.
        about: That programme; None where the document is about none.
    """
    if about and draft.kind == "other" and draft.type.rule == "activity_other":
        draft.type = Basis("programme", about.start, about.end, "activity_of_title", carried=True)
        draft.initiative = Basis(about.key, about.start, about.end, about.rule, carried=True)


def find_named(document: AnnotatedDocument, lexicons: Lexicons) -> list[NamedInitiative]:
    """Return the initiatives that a document introduces and no lexicon knows, each once, in order.

    Args:
        document: The annotated document.
        lexicons: The tables.
    """
    starts, trigger, patterns = _patterns(lexicons)
    reader = _Reader(document.source.plain_text, _vocabulary(lexicons))
    found: dict[str, NamedInitiative] = {}
    for block in document.blocks:
        if not block.block.is_title_block and next(starts.matches(trigger, block.text, 0, len(block.text)), None):
            for pattern in patterns:
                for match in pattern.finditer(block.text):
                    if (initiative := reader.read(block, match)) and fold(initiative.name) not in found:
                        found[fold(initiative.name)] = initiative
    return sorted(found.values(), key=lambda initiative: initiative.start)


@lru_cache(maxsize=4)
def _patterns(lexicons: Lexicons) -> tuple[Starts, re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Return how what any introduction holds starts, itself, and the constructions, the surest first.

    The group `name` holds the name, and maybe words before it; `acronym` the acronym. The empty group `headed`
    asks that the name end in a noun for initiatives; `plain` that more than a first capital speak for the name;
    `odd` that its letters do. The group `head` is a noun that belongs to the name where it has a capital.
    """
    kinds = ("initiative_noun", "initiative_naming", "initiative_leading")
    nouns, naming, leading = (phrasing(lexicons).of(kind) for kind in kinds)
    if not nouns:
        return Starts(_NOTHING), _NOTHING, ()
    first = either({re.split(r"\W", word)[0] for word in (*nouns, *leading)})
    led = rf"{_MODIFIER}{either(leading)}\b"
    noun = rf"(?i:{either(nouns)})\b(?![-’'])"
    be = either(grammar.BE_PRESENT | grammar.BE_PAST)
    named = rf"(?:,? (?:{either(naming)}))"
    modifiers = rf"(?:(?!(?:{either(grammar.PREPOSITIONS | grammar.RELATIVES)})\b){_MODIFIER}){{0,4}}"
    return (
        Starts(re.compile(rf"\b(?i:{first})\b")),
        re.compile(rf"\b(?:{noun}|{either(leading)}\b)"),
        tuple(
            re.compile(text)
            for text in (
                rf"{_RUN}{_BRACKET} {modifiers}{noun}",
                rf"{_RUN}{_BRACKET},? (?:an?|the|(?:{be}) an?) {modifiers}{noun}",
                rf"{_RUN}{_BRACKET}(?P<headed>)",
                rf"{_QUOTED},? (?:[a-z-]+ ){{0,2}}{noun}",
                rf"\b{noun}{named}?,? {_QUOTED}",
                rf"\b{noun}{named} (?:the )?{_RUN}",
                rf"\b(?:{_OWN})(?<!of the)(?<!for the) {modifiers}{noun}, {_RUN}(?=[,.;)]|$)(?P<plain>)",
                rf"\b(?:{_OWN}) {modifiers}{noun} {_RUN}(?P<odd>)",
                rf"{_RUN}, (?:an? {modifiers}|the ){noun}(?P<plain>)",
                rf"{_RUN} (?:{be}) an? {modifiers}(?:{noun}|{led})(?P<plain>)",
                rf"\b(?:{_OWN}|[Uu]nder) {_RUN} (?P<head>{noun})(?P<plain>)",
            )
        ),
    )


class _Vocabulary(NamedTuple):
    """Folded words: nouns for initiatives, nouns for activities; and what is no initiative, as printed."""

    nouns: frozenset[str]
    common: frozenset[str]
    not_names: frozenset[str]


@lru_cache(maxsize=4)
def _vocabulary(lexicons: Lexicons) -> _Vocabulary:
    words = phrasing(lexicons)
    return _Vocabulary(
        nouns=words.folded("initiative_noun"),
        common=frozenset(fold(form) for row in lexicons.activity_nouns for form in (row.noun, row.plural)),
        not_names=frozenset(name for kind in _NOT_INITIATIVES for name in words.of(kind)),
    )


class _Reader:
    """Decides whether what a construction holds is the name of an initiative."""

    def __init__(self, text: str, vocabulary: _Vocabulary) -> None:
        self._nouns, self._common, self._not_names = vocabulary
        self._text = text

    def read(self, block: AnnotatedBlock, match: re.Match[str]) -> NamedInitiative | None:
        """Return the initiative that a construction introduces; None where its name is something else."""
        acronym = match.groupdict().get("acronym") or ""
        start, end = block.block.start + match.start("name"), block.block.start + match.end("name")
        start = self._behind_names(block, start, end)
        if acronym:
            start = self._initials(start, end, acronym)
        name = self._text[start:end]
        if not name or self._is_taken(block, start, end) or not self._is_name(name, is_quoted=self._quoted(start)):
            return None
        if not all(self._passes(group, block, start, name) for group in match.re.groupindex):
            return None
        head = match.groupdict().get("head") or ""
        if head[:1].isupper():
            name = f"{name} {head}"
        return NamedInitiative(name, acronym, start, start + len(name))

    def _passes(self, group: str, block: AnnotatedBlock, start: int, name: str) -> bool:
        """True where a name fulfils what a group of its pattern asks."""
        match group:
            case "headed":
                return fold(name).rpartition(" ")[2] in self._nouns
            case "plain":
                return self._is_marked(block, start, name)
            case "odd":
                return bool(_ODD.match(name))
        return True

    def _quoted(self, start: int) -> bool:
        return self._text[start - 1 : start] in ("“", "‘", "«", '"')

    def _behind_names(self, block: AnnotatedBlock, start: int, end: int) -> int:
        """Return where a name starts when those of bodies and places before it are taken off."""
        if self._quoted(start):
            return start
        known = [*_taken(block, [(start, end)]), *(m for label in _PLACES for m in block.of(label))]
        names = sorted((m.start, m.end) for m in known)
        for first, last in [(start, start), *names, *((d.start, d.end) for d in block.dates)]:
            if first <= start <= last <= end:
                start = self._behind_links(last, end)
        return start

    def _behind_links(self, start: int, end: int) -> int:
        """Return where a name starts behind a possessive ending, marks, prepositions and articles."""
        while (word := _LEADING.match(self._text, start, end)) and fold(word[1] or "") in _LINKS:
            start = word.end()
        return start

    def _initials(self, start: int, end: int, acronym: str) -> int:
        """Return the last word from `start` on whose initials, with those after it, can give the acronym."""
        letters = [letter for letter in fold(acronym) if letter.isalpha()]
        starts = [m.start() for m in _WORD.finditer(self._text, start, end)]
        for k in range(len(starts) - 2, -1, -1):
            initials = iter(fold(self._text[at]) for at in starts[k:])
            if fold(self._text[starts[k]]) == letters[0] and all(letter in initials for letter in letters):
                return starts[k]
        return end

    def _is_taken(self, block: AnnotatedBlock, start: int, end: int) -> bool:
        """True for what overlaps a known body, event or initiative, is a date, or is a place and nothing more."""
        if any(m.start < end and start < m.end for m in _taken(block, [(start, end)])):
            return True
        dated = any(d.start < end and start < d.end for d in block.dates)
        return dated or any(m.start <= start and end <= m.end for label in _PLACES for m in block.of(label))

    def _is_name(self, name: str, *, is_quoted: bool) -> bool:
        words = name.split()
        if not words or len(words) > _LONGEST or name in self._not_names or fold(name) in grammar.FUNCTION_WORDS:
            return False
        if is_quoted:
            return name[0].isupper() and len(name) > 2
        common = all(fold(word) in self._common | self._nouns | grammar.FUNCTION_WORDS for word in words)
        return not common and fold(name) not in self._common and len(name) > 2 and not self._is_phrase(name)

    def _is_phrase(self, name: str) -> bool:
        """True for words that the document writes without capitals too: a subject, not a name."""
        return " " in name and name.casefold() in self._text

    def _is_marked(self, block: AnnotatedBlock, start: int, name: str) -> bool:
        """True for a name that is more than one word with a capital where any word may have one."""
        before = self._text[block.block.start : start].rstrip()
        if fold(before.rpartition(" ")[2]) in grammar.PLACING:
            return bool(_ODD.match(name))
        return " " in name or bool(_ODD.match(name)) or self._seen_inside(name)

    def _seen_inside(self, name: str) -> bool:
        """True where the word has its capital in the middle of a sentence too, and no capital behind it."""
        return re.search(rf"[a-zß-ÿ,] {re.escape(name)}\b(?! [^\W\d_a-z])", self._text) is not None


def _anywhere(keys: Iterable[str]) -> re.Pattern[str]:
    words = (r"\s".join(map(re.escape, key.split())) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w|-\w)")


def _taken(block: AnnotatedBlock, spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield known bodies, events and initiatives; a body guessed from a word of an initiative's name is none."""
    for mention in (m for label in _TAKEN for m in block.of(label)):
        guessed = mention.rule in _GUESSES or _is_programme(block, mention)
        if not guessed or not any(a <= mention.start < b for a, b in spans):
            yield mention


def _is_programme(block: AnnotatedBlock, mention: Mention) -> bool:
    """True for “a programme called X Network” and “the X Network (XN) programme”, which no head noun makes a body."""
    if mention.rule != "organisation_head" or not mention.detail.startswith("network|"):
        return False
    start, end = mention.start - block.block.start, mention.end - block.block.start
    called = block.phrasing[_CALLED].search(block.text[max(0, start - _LEAD_MOST) : start])
    return bool(called or block.phrasing[_AS_PROGRAMME].match(block.text, end))


def _spelt(name: str, acronym: str = "") -> dict[str, str]:
    return {form: name for form in (name, name.upper(), acronym) if form}


def _shortened(document: AnnotatedDocument, name: str) -> dict[str, str]:
    """Return the last word of a name where the document uses it alone: “The Caravan” of the Digital Caravan."""
    last = name.rpartition(" ")[2]
    alone = rf"\b[Tt]he {re.escape(last)}(?!\w| [^\W\d_a-z])"
    if last == name or not last[0].isupper() or not re.search(alone, document.source.plain_text):
        return {}
    places = (m.text for block in document.blocks for label in _PLACES for m in block.of(label))
    return {} if last in places else {last: name}


def _add_mentions(block: AnnotatedBlock, anywhere: re.Pattern[str], keys: dict[str, str]) -> None:
    found = list(_named_in(block, anywhere, keys))
    taken = list(_taken(block, [(m.start, m.end) for m in found]))
    added = [m for m in found if not any(t.start < m.end and m.start < t.end for t in taken)]
    if added:
        block.mentions["initiative"] = _in_order((*block.mentions.get("initiative", ()), *added))
        block.mentions["organisation"] = _in_order(m for m in taken if m.label == "organisation")


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _named_in(block: AnnotatedBlock, anywhere: re.Pattern[str], keys: dict[str, str]) -> Iterator[Mention]:
    for match in anywhere.finditer(block.text):
        start = block.block.start + match.start()
        end = start + len(match[0])
        yield Mention("initiative", keys[" ".join(match[0].split())], start, end, match[0], "initiative_in_document")
