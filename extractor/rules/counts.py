"""Finds what a number counts: the noun phrase behind it, and whether it means people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.lexicon.things import Audience
from extractor.lexicon.wording import Phrase
from extractor.normalise.numbers import NumberMatch
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.annotations import Count
from extractor.rules.tokens import Tokens

_MAX_WORDS = 9
_LOOSE = frozenset({"more", "other", "additional", "further", "new", "of", "different", "such", "extra"})
_NUMBER_OF = re.compile(r"\bnumber of ([\w -]+?) (?:to|at|is|was|reached|stood at|stands at|rose to|grew to)\s*$")
_PART_BEFORE = frozenset({"including", "incl", "whom", "which", "among"})


class CountFinder:
    """Turns the numbers of a block into counts."""

    def __init__(self, audiences: Iterable[Audience], phrases: Iterable[Phrase]) -> None:
        """Index the nouns.

        Args:
            audiences: Words for people.
            phrases: Fixed phrases; those of kind container_noun count through to what they hold.
        """
        self._plurals = frozenset(fold(row.plural) for row in audiences if row.kind == "person")
        self._people: dict[str, None] = {}
        for row in audiences:
            for form in (row.singular, row.plural):
                if form:
                    self._people[fold(form)] = None
        self._numbered: set[int] = set()
        self._containers = frozenset(fold(p.phrase) for p in phrases if p.kind == "container_noun")

    def find(self, tokens: Tokens, numbers: Sequence[NumberMatch], base: int) -> list[Count]:
        """Return the counts of a block in order.

        Args:
            tokens: The block's tokens.
            numbers: The numbers that count, in order.
            base: Offset of the block in the plain text.
        """
        self._numbered = {tokens.index_at(number.start) for number in numbers}
        phrases = [self._phrase(tokens, number) for number in numbers]
        self._share(tokens, numbers, phrases)
        found: list[Count] = []
        for number, phrase in zip(numbers, phrases, strict=True):
            count = self._count(tokens, number, phrase, base)
            count = self._like_before(tokens, count, found[-1] if found else None, base)
            found.append(self._in_brackets(tokens, count, found, base))
        return found

    @staticmethod
    def _in_brackets(tokens: Tokens, count: Count, before: Sequence[Count], base: int) -> Count:
        """Mark “31 women” of “64 officials (31 women and 33 men)” as a part."""
        opening = tokens.text.rfind("(", 0, count.start - base)
        if not count.is_people or opening < 0 or ")" in tokens.text[opening : count.start - base]:
            return count
        whole = any(other.is_people and tokens.text[other.end - base : opening].isspace() for other in before)
        return replace(count, part=True) if whole else count

    @staticmethod
    def _like_before(tokens: Tokens, count: Count, before: Count | None, base: int) -> Count:
        """Let “including 12 from Benin” and “and four from Oman” count what the number before counts."""
        if count.counted is not None or before is None or not before.is_people:
            return count
        behind = tokens.text[count.end - base :].split(maxsplit=1)[:1]
        between = tokens.text[before.end - base : count.start - base]
        inside = re.search(r"\((?:[^()]*\b(?:with|and)\s|[\d, ]*)$", tokens.text[: count.start - base])
        if (count.part or behind in (["from"], ["in"]) or inside) and not re.search(r"[.;]", between):
            return replace(count, is_people=True, rule="count_like_before")
        return count

    def is_people(self, phrase: str | None) -> bool:
        """Return True where the head of a counted phrase is a word for people."""
        if not phrase:
            return False
        words = fold(phrase).replace("-", " ").split()
        for size in (1, 2):
            if len(words) >= size and (
                " ".join(words[-size:]) in self._people or "-".join(words[-size:]) in self._people
            ):
                return True
        heads = fold(phrase).split(" of ")[0].split(" and ")
        return any(head.split()[-1:] and head.split()[-1] in self._people for head in heads)

    def _phrase(self, tokens: Tokens, number: NumberMatch) -> tuple[int, int]:
        """Return the token range of the noun phrase behind a number; empty where there is none."""
        i = tokens.index_at(number.after)
        next_cell = i < len(tokens.starts) and "\t" in tokens.text[number.end : tokens.starts[i]]
        if next_cell or tokens.words[i : i + 2] in (["of", "them"], ["of", "whom"]):
            return i, i
        while i < len(tokens.words) and tokens.words[i] in _LOOSE:
            i += 1
        j = i
        while j < len(tokens.words) and j - i < _MAX_WORDS and self._continues(tokens, i, j):
            j += 1
        while j > i and (tokens.words[j - 1] in grammar.CONJUNCTIONS or tokens.words[j - 1] in ("-", "’", "'")):
            j -= 1
        return i, j

    def _continues(self, tokens: Tokens, first: int, j: int) -> bool:
        word = tokens.words[j]
        if j > first and tokens.starts[j] == tokens.ends[j - 1] and word in ("-", "'s", "’s", "’"):
            return True
        if word == "and":
            return self._joins(tokens, first, j)
        if word == "of":
            return j > first and tokens.words[j - 1] in self._containers
        if j > first and self._ends_phrase(tokens.words[j - 1]) and word not in self._people and word != "-":
            return False
        if not (word[0].isalpha() or word == "-") or word in grammar.FUNCTION_WORDS or word == "respectively":
            return False
        return (not tokens.verbal[j] or (j == first and word.endswith("ing"))) and not (
            j > first and grammar.is_adverb(word)
        )

    def _ends_phrase(self, word: str) -> bool:
        """True for the plural of a word for people: “30 adolescents attend” counts adolescents."""
        return word in self._plurals

    def _joins(self, tokens: Tokens, first: int, j: int) -> bool:
        """Tell “50 children and young people” and “2 coding and safety workshops” from two counts."""
        if j == first or j + 1 >= len(tokens.words) or j + 1 in self._numbered:
            return False
        end = j + 1
        while end < len(tokens.words) and tokens.words[end][0].isalpha():
            if tokens.words[end] in grammar.FUNCTION_WORDS or tokens.verbal[end]:
                break
            end += 1
        left = tokens.text[tokens.starts[first] : tokens.ends[j - 1]]
        right = tokens.text[tokens.starts[j + 1] : tokens.ends[end - 1]] if end > j + 1 else ""
        if not right or tokens.titled[j + 1]:
            return False
        if self.is_people(left):
            return self.is_people(right)
        return end - j - 1 >= 2 and j - first <= 2 and not fold(left).endswith("s")

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
        at = tokens.index_at(number.start)
        part, people_of = self._partitive(tokens, at, tokens.index_at(number.after))
        people = self.is_people(phrase) or people_of
        rule = "count_noun"
        end = tokens.ends[j - 1] if j > i and tokens.starts[i] >= number.after else number.end
        if part and phrase is None:
            phrase, rule = self._predicated(tokens, tokens.index_at(number.after)), "count_of_whom"
            people = people or self.is_people(phrase)
        if phrase is None and not part:
            phrase = self._number_of(tokens, number.start)
            rule = "count_number_of" if phrase else "count_bare"
            people = self.is_people(phrase)
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

    @staticmethod
    def _partitive(tokens: Tokens, at: int, after: int) -> tuple[bool, bool]:
        """Return whether a number is a part of a total, and whether “whom” or “them” says it means people."""
        words = tokens.words
        before = list(words[max(0, at - 2) : at])
        behind = list(words[after : after + 2])
        of_whom = before == ["of", "whom"] or behind in (["of", "whom"], ["of", "them"])
        among = before == ["among", "them"] or bool(before and before[-1] in _PART_BEFORE)
        return of_whom or among, of_whom

    @staticmethod
    def _number_of(tokens: Tokens, start: int) -> str | None:
        """Return “members” of “brought the number of members to 36”."""
        match = _NUMBER_OF.search(tokens.text[:start])
        return match[1] if match else None

    def _predicated(self, tokens: Tokens, i: int) -> str | None:
        """Return “women” of “38 of whom were women” and of “24 of them women”."""
        words = tokens.words
        while i < len(words) and words[i] in ("of", "whom", "them", "were", "are"):
            i += 1
        j = i
        while j < len(words) and self._continues(tokens, i, j):
            j += 1
        return tokens.text[tokens.starts[i] : tokens.ends[j - 1]] if j > i else None
