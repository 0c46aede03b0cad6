"""Turns numbers into counts: what each counts, whether it means people, whether it is a part of another."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.lexicon.things import Audience
from extractor.normalise.numbers import NumberMatch
from extractor.rules import grammar
from extractor.rules.annotations import Count
from extractor.rules.counted_nouns import CountedNouns
from extractor.rules.phrasing import Phrasing
from extractor.rules.shared_counts import shared
from extractor.rules.tokens import Tokens

_NUMBER_OF = r"(?i)\b(?:number|no\.) of ([\w -]+?)(?: <number_verb>|:)?\s*$"
_CROWD = (
    r"(?i)\b(?:(?:an?|the|its) (?:[a-z-]+ ){0,2}<crowd_noun> of|<crowd_noun>(?: <number_verb>|:)?|<attended_by>) "
    r"(?:<qualifier> )?$"
)
_OF_THEM = (
    r"(?i)(?:^|[;.,(] )(?:of|among) (?:the|these|those|all)(?: <qualifier>)? (?:<number>|\d[\d,. ]*)\b"
    r"[^.;\d]*, (?:<qualifier> )?$"
)
_BRACKETED = re.compile(r"\b([^\W\d_]+) \($")
_IN_ALL = r"(?i)\s?(?:(?:of them,? )?<total_word>|of them)(?=[,.;)])"
_NOUN_MOST = 40
_IN_PLACE = re.compile(r" ?in [A-Z]")
_NEXT_COUNT = re.compile(r" ?/ ?\d.*")
_BE = grammar.BE_PAST | grammar.BE_PRESENT | {"been"}
_LABEL = (
    r"(?<!last )(?<!this )(?<!next )\b([^\W\d_]+)(?::| \(total\):|,? <count_verb>) "
    r"(?:<qualifier> )?(?:\d[\d ,]*(?: and |, ))?$"
)


class CountFinder:
    """Turns the numbers of a block into counts."""

    def __init__(self, audiences: Iterable[Audience], peoples: Iterable[str], phrasing: Phrasing) -> None:
        """Index the nouns.

        Args:
            audiences: Words for people.
            peoples: Demonyms, of which those in -n and -i are nouns with a plural: “21 Kenyans”, “17 Kuwaitis”.
            phrasing: Constructions over the word lists.
        """
        self._nouns = CountedNouns(audiences, peoples, phrasing)
        self._phrasing = phrasing
        self._crowds = phrasing.folded("crowd_noun") | self._nouns.containers
        self._part_markers = phrasing.folded("part_marker")

    def find(self, tokens: Tokens, numbers: Sequence[NumberMatch], base: int) -> list[Count]:
        """Return the counts of a block in order.

        Args:
            tokens: The block's tokens.
            numbers: The numbers that count, in order.
            base: Offset of the block in the plain text.
        """
        phrases = self._nouns.phrases(tokens, numbers)
        numbers, phrases = self._out_of(tokens, numbers, phrases)
        self._share(tokens, numbers, phrases)
        counts = [self._count(tokens, number, phrase, base) for number, phrase in zip(numbers, phrases, strict=True)]
        return shared(counts, tokens.text, base, self._phrasing)

    @staticmethod
    def _out_of(
        tokens: Tokens, numbers: Sequence[NumberMatch], phrases: Sequence[tuple[int, int]]
    ) -> tuple[list[NumberMatch], list[tuple[int, int]]]:
        """Return the numbers with “16 out of 20 fellows” as 16 fellows."""
        kept: list[tuple[NumberMatch, tuple[int, int]]] = []
        for number, phrase in zip(numbers, phrases, strict=True):
            since = tokens.index_at(kept[-1][0].after) if kept else 0
            between = tokens.words[since : tokens.index_at(number.start)]
            if kept and between in (["out", "of"], ["out", "of", "the"]):
                kept[-1] = (kept[-1][0], phrase)
            else:
                kept.append((number, phrase))
        return [number for number, _ in kept], [phrase for _, phrase in kept]

    @staticmethod
    def _share(tokens: Tokens, numbers: Sequence[NumberMatch], phrases: list[tuple[int, int]]) -> None:
        """Give “26” of “26 and 31 participants” the phrase of its neighbour."""
        for k in range(len(numbers) - 2, -1, -1):
            between = tokens.text[numbers[k].after : numbers[k + 1].start].strip()
            if phrases[k][0] == phrases[k][1] and between in ("and", ",", "or", "/"):
                phrases[k] = phrases[k + 1]

    def _count(self, tokens: Tokens, number: NumberMatch, span: tuple[int, int], base: int) -> Count:
        i, j = span
        phrase = tokens.text[tokens.starts[i] : tokens.ends[j - 1]] if j > i else None
        phrase = phrase and _NEXT_COUNT.sub("", phrase)
        at = tokens.index_at(number.start)
        part, people_of = self._partitive(tokens, at, tokens.index_at(number.after))
        part = part or self._is_of_them(tokens, at, number)
        if people_of and (things := self._of_things(tokens, at)):
            phrase, part, people_of = things, False, False
        people = self._nouns.is_people(phrase) or people_of or self._is_of_crowd(tokens, number, phrase)
        people = people or (tokens.text.startswith("-strong", number.after) and phrase in self._crowds)
        rule = "count_noun"
        end = tokens.starts[i] + len(phrase) if phrase and tokens.starts[i] >= number.after else number.end
        if people_of and (whole := self._apposed(tokens, number)):
            phrase, part = whole, False
        if part and phrase is None:
            phrase, rule = self._predicated(tokens, tokens.index_at(number.after)), "count_of_whom"
            people = people or self._nouns.is_people(phrase)
        if phrase is None and not part:
            crowd = self._phrasing[_CROWD].search(tokens.text[: number.start]) is not None
            if not crowd:
                phrase = self._number_of(tokens, number.start) or self._noun_before(tokens, number)
                phrase = phrase or self._apposed(tokens, number)
            rule = "count_number_of" if phrase or crowd else "count_bare"
            people = crowd or self._nouns.is_people(phrase) or (phrase is None and self._by_place(tokens, number))
        return Count(
            start=base + number.start,
            end=base + max(end, number.end),
            value=number.value,
            value_max=number.value_max,
            qualifier=number.qualifier,
            counted=phrase,
            is_people=people,
            part=part,
            rule=rule,
        )

    def _is_of_crowd(self, tokens: Tokens, number: NumberMatch, phrase: str | None) -> bool:
        """True for the eleven of “a delegation of eleven members of the Rada”."""
        return phrase == "members" and self._phrasing[_CROWD].search(tokens.text[: number.start]) is not None

    def _apposed(self, tokens: Tokens, number: NumberMatch) -> str | None:
        """Return “web developers” for “web developers in Chad, 18 altogether, passed”, “18 of them in all”."""
        at = tokens.index_at(number.start)
        if tokens.words[at - 1 : at] != [","] or not self._phrasing[_IN_ALL].match(tokens.text, number.after):
            return None
        head, pronoun = at - 1, "them" in tokens.words[at : at + 4]
        while head >= 0 and not self._names_people(tokens, head):
            if (tokens.verbal[head] and not pronoun) or tokens.words[head] in (".", ";", ":"):
                return None
            head -= 1
        first = head
        while first > 0 and self._nouns.is_plain(tokens, first - 1) and not grammar.is_adverb(tokens.words[first - 1]):
            first -= 1
        return tokens.text[tokens.starts[first] : tokens.ends[head]] if head >= 0 else None

    def _names_people(self, tokens: Tokens, i: int) -> bool:
        """True for “technicians” and for the staff of “staff from Chad”, unlike that of “staff colleges”."""
        after = tokens.words[i + 1]
        staff = tokens.words[i] in self._nouns.collectives and (after == "," or after in grammar.PREPOSITIONS)
        return staff or tokens.words[i] in self._nouns.plurals

    def _is_of_them(self, tokens: Tokens, at: int, number: NumberMatch) -> bool:
        """True for the 29 of “of the 46 participants, 29 were women”."""
        behind = "," in tokens.words[max(0, at - 3) : at]
        return behind and self._phrasing[_OF_THEM].search(tokens.text[: number.start]) is not None

    def _partitive(self, tokens: Tokens, at: int, after: int) -> tuple[bool, bool]:
        """Return whether a number is a part of a total, and whether “whom” or “them” says it means people."""
        words = tokens.words
        before = [word for word in words[max(0, at - 3) : at] if word not in (",", ".")][-2:]
        behind = list(words[after : after + 2])
        of_whom = before == ["of", "whom"] or behind in (["of", "whom"], ["of", "them"])
        among = before in (["among", "them"], ["of", "these"], ["of", "those"])
        there = before[1:] == ["which"] and before[0] in ("in", "at", "during")
        among = among or bool(before and before[-1] in self._part_markers and not there)
        return of_whom or among, of_whom

    def _of_things(self, tokens: Tokens, at: int) -> str | None:
        """Return “schools” for “the schools are mapped, and 650 of them …”; None where people are named before."""
        begins = [i + 1 for i in range(at - 1, -1, -1) if tokens.words[i] in (".", "?", "!")]
        for begin in (*begins, 0)[:2]:
            before = tokens.words[begin:at]
            if "whom" in tokens.words[at : at + 3] or not self._nouns.heads.isdisjoint(before):
                return None
            named = (after for word, after in pairwise(before) if word in ("the", "these", "all") or word[0].isdigit())
            if thing := next((word for word in named if word.endswith("s")), None):
                return thing
        return None

    def _number_of(self, tokens: Tokens, start: int) -> str | None:
        """Return “members” of “brought the number of members to 36”, “teachers” of “teachers trained: 36”.

        Nothing of “teachers were trained: 36 in Lima”.
        """
        before, told = tokens.text[:start], self._phrasing
        match = told[_NUMBER_OF].search(before) or told[_LABEL].search(before)
        if match is None or match[1].isupper():
            return None
        at = tokens.index_at(match.start(1))
        before_it = tokens.words[at - 1] if at else ""
        if before_it in _BE or (tokens.titled[at] and before_it.isalpha()):
            return None
        if tokens.verbal[at] and (before_it.endswith("s") or before_it in self._nouns.heads):
            return tokens.text[tokens.starts[at - 1] : tokens.ends[at - 1]]
        return match[1]

    def _by_place(self, tokens: Tokens, number: NumberMatch) -> bool:
        """True for the first number of “Officers took a course: 38 in Lima, 44 in Cusco”."""
        text = tokens.text
        if not text[: number.start].endswith(": ") or not _IN_PLACE.match(text, number.after):
            return False
        first = text.rfind(". ", 0, number.start) + 1
        words = tokens.words[tokens.index_at(first) : tokens.index_at(number.start)]
        titled = tokens.titled[tokens.index_at(first) : tokens.index_at(number.start)]
        named = (w for n, (w, title) in enumerate(zip(words, titled, strict=True)) if w.isalpha() and not (title and n))
        return next((w for w in named if w.endswith("s") or w in self._nouns.heads), "") in self._nouns.heads

    def _noun_before(self, tokens: Tokens, number: NumberMatch) -> str | None:
        """Return “pupils” of “talks for pupils (88,000)”: the number stands alone in the brackets."""
        match = _BRACKETED.search(tokens.text, max(0, number.start - _NOUN_MOST), number.start)
        alone = match is not None and tokens.text[number.after : number.after + 1] == ")"
        return match[1] if alone and match and self._nouns.is_people(match[1]) else None

    def _predicated(self, tokens: Tokens, i: int) -> str | None:
        """Return “women” of “38 of whom were women” and of “24 of them women”."""
        words = tokens.words
        while i < len(words) and words[i] in ("of", "whom", "them", "were", "are"):
            i += 1
        j = self._nouns.end_of(tokens, i)
        return tokens.text[tokens.starts[i] : tokens.ends[j - 1]] if j > i else None
