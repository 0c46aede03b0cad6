"""Finds what a number counts: the noun phrase behind it, and whether it means people."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.lexicon.things import Audience
from extractor.normalise.numbers import NumberMatch
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.annotations import Count
from extractor.rules.phrasing import Phrasing
from extractor.rules.shared_counts import shared
from extractor.rules.tokens import Tokens

_MAX_WORDS = 9
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
# “200 under-25s”
_AGED = re.compile(r"(?:under|over)-\w+s$", re.I)
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
        self._plurals = frozenset(fold(row.plural) for row in audiences if row.kind == "person")
        self._collectives = frozenset(fold(row.plural) for row in audiences if row.kind == "collective")
        self._plural_heads = self._plurals | {"people", "persons"}
        self._people: dict[str, None] = {}
        for row in audiences:
            for form in (row.singular, row.plural):
                if form:
                    self._people[fold(form)] = None
        self._people.update({f"{fold(name)}s": None for name in peoples if name.endswith(("n", "i"))})
        self._numbered: set[int] = set()
        self._phrasing = phrasing
        self._containers = phrasing.folded("container_noun")
        self._modifiers = phrasing.folded("count_modifier")
        self._manner = phrasing.folded("manner_word")
        self._crowds = phrasing.folded("crowd_noun") | self._containers
        self._part_markers = phrasing.folded("part_marker")

    def find(self, tokens: Tokens, numbers: Sequence[NumberMatch], base: int) -> list[Count]:
        """Return the counts of a block in order.

        Args:
            tokens: The block's tokens.
            numbers: The numbers that count, in order.
            base: Offset of the block in the plain text.
        """
        self._numbered = {tokens.index_at(number.start) for number in numbers}
        phrases = [self._phrase(tokens, number) for number in numbers]
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

    def is_people(self, phrase: str | None) -> bool:
        """Return True where the head of a counted phrase is a word for people."""
        if not phrase:
            return False
        if _AGED.search(phrase):
            return True
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
        i = self._behind_strong(tokens, tokens.index_at(number.after))
        next_cell = i < len(tokens.starts) and "\t" in tokens.text[number.end : tokens.starts[i]]
        if next_cell or tokens.words[i : i + 2] in (["of", "them"], ["of", "whom"], ["out", "of"]):
            return i, i
        if tokens.words[i : i + 1] and self._is_manner(tokens.words[i]) and self._stops(tokens, i + 1):
            return i, i
        if self._has_object(tokens, i):
            return i, i
        while i < len(tokens.words) and tokens.words[i] in self._modifiers:
            i += 1
        if i in self._numbered and tokens.words[i - 2 : i] == ["of", "the"]:
            # “six of the ten centres”
            i += 1
        j = i
        while j < len(tokens.words) and j - i < _MAX_WORDS and self._continues(tokens, i, j):
            j += 1
        if tokens.words[i - 2 : i] in (["of", "these"], ["of", "those"]) and not self._is_plural(tokens, i, j):
            # “three of these tackle fraud”
            return i, i
        while j > i and (tokens.words[j - 1] in grammar.CONJUNCTIONS or tokens.words[j - 1] in ("-", "’", "'")):
            j -= 1
        # “members of the public”
        return i, self._of_body(tokens, j) or self._listed(tokens, i, j)

    def _of_body(self, tokens: Tokens, j: int) -> int:
        """Return the end of “members of the public”, unlike “of the Public Service”; 0 where there is no such noun."""
        for k in (j + 3, j + 2) if tokens.words[j : j + 1] == ["of"] else ():
            if " ".join(tokens.words[j - 1 : k]) in self._people and not all(tokens.titled[k - 1 : k + 1]):
                return k
        return 0

    def _is_plural(self, tokens: Tokens, i: int, j: int) -> bool:
        """True where a noun phrase can stand behind “these”."""
        return any(word.endswith("s") or word in self._plural_heads for word in tokens.words[i:j])

    @staticmethod
    def _behind_strong(tokens: Tokens, i: int) -> int:
        """Return the first token of the judges of “a 14-strong delegation of judges”, i itself elsewhere."""
        if tokens.words[i : i + 2] != ["-", "strong"]:
            return i
        of = next((j + 1 for j in range(i + 2, min(i + 5, len(tokens.words))) if tokens.words[j] == "of"), i + 2)
        return of + (tokens.words[of : of + 1] == ["the"])

    def _is_manner(self, word: str) -> bool:
        """True for the “online” of “and a further 800 online”: how people took part, not who."""
        return grammar.is_adverb(word) or word in self._manner

    @staticmethod
    def _has_object(tokens: Tokens, i: int) -> bool:
        """True for the verb of “30 watched it”."""
        return tokens.words[i + 1 : i + 2] in (["it"], ["them"])

    def _listed(self, tokens: Tokens, i: int, j: int) -> int:
        """Return the end of “students, guidance counsellors and parents”: plain nouns, and people at both ends."""
        parts = [(i, j)]
        end = j
        while end > i and tokens.words[end : end + 1] == [","] and (stop := self._item(tokens, end + 1)):
            parts.append((end + 1, stop))
            end = stop
        k = end + 1 + (tokens.words[end : end + 2] == [",", "and"])
        stop = self._item(tokens, k) if len(parts) > 1 and tokens.words[k - 1 : k] == ["and"] else 0
        ends = (parts[0], (k, stop))
        return (
            stop
            if stop and all(self.is_people(tokens.text[tokens.starts[a] : tokens.ends[b - 1]]) for a, b in ends)
            else j
        )

    def _item(self, tokens: Tokens, k: int) -> int:
        """Return the end of the plain noun phrase at a token; 0 where none stands there."""
        stop = k
        while stop < len(tokens.words) and stop - k < 4 and self._is_plain(tokens, stop):
            stop += 1
        return stop if stop > k and k not in self._numbered else 0

    @staticmethod
    def _is_plain(tokens: Tokens, k: int) -> bool:
        word = tokens.words[k]
        return word.isalpha() and word not in grammar.FUNCTION_WORDS and not tokens.verbal[k]

    @staticmethod
    def _stops(tokens: Tokens, i: int) -> bool:
        return i >= len(tokens.words) or not tokens.words[i][0].isalnum() or tokens.words[i] in grammar.CONJUNCTIONS

    def _continues(self, tokens: Tokens, first: int, j: int) -> bool:
        word = tokens.words[j]
        if j > first and tokens.starts[j] == tokens.ends[j - 1] and word in ("-", "'s", "’s", "’"):
            return True
        if word == "and":
            return self._joins(tokens, first, j)
        if word == "of":
            hyphenated = tokens.words[j - 1] == "-" and tokens.words[j + 1 : j + 2] == ["-"]
            return j > first and (hyphenated or tokens.words[j - 1] in self._containers or self._of_many(tokens, j))
        owned = word in ("'", "’") and tokens.starts[j] == tokens.ends[j - 1] and j + 1 < len(tokens.words)
        if j > first and owned and self._is_plain(tokens, j + 1):
            # “nine girls' clubs” are no girls.
            return True
        if j - first > 1 and tokens.words[j - 1] in ("'", "’"):
            return self._is_plain(tokens, j)
        if j > first and self._ends_phrase(tokens.words[j - 1]) and word not in self._people and word != "-":
            # “training-of-trainers sessions” are no people.
            return tokens.words[j - 2] == "-" and j - 2 > first and self._is_plain(tokens, j)
        if word == "-" and tokens.starts[j] > tokens.ends[j - 1]:
            return False
        if not (word[0].isalpha() or word == "-") or word in grammar.FUNCTION_WORDS or word == "respectively":
            return False
        if self._is_verb(tokens, j) and not (j == first and word.endswith("ing")):
            return False
        graded = tokens.words[j + 1 : j + 2] and tokens.words[j + 1].endswith("ed") and not self._is_verb(tokens, j + 1)
        return j == first or not grammar.is_adverb(word) or bool(graded)

    def _of_many(self, tokens: Tokens, j: int) -> bool:
        """True in “inhabitants of rural communities”: people, and plain words to the noun that tells which."""
        if tokens.words[j - 1] not in self._plurals:
            return False
        end = j + 1
        while end < len(tokens.words) and tokens.words[end].isalpha() and not tokens.titled[end]:
            if tokens.words[end] in grammar.FUNCTION_WORDS or tokens.verbal[end]:
                break
            end += 1
        return 1 <= end - j - 1 <= 3 and tokens.words[end - 1].endswith("s") and end not in self._numbered

    def _is_verb(self, tokens: Tokens, j: int) -> bool:
        """True for a verb; “sighted” before “people” is none."""
        behind = tokens.words[j + 1] if j + 1 < len(tokens.words) else ""
        return tokens.verbal[j] and not (tokens.words[j].endswith("ed") and behind in self._plural_heads)

    def _ends_phrase(self, word: str) -> bool:
        """True for the plural of a word for people: “30 adolescents attend” counts adolescents."""
        return word in self._plural_heads

    def _joins(self, tokens: Tokens, first: int, j: int) -> bool:
        """Tell “50 children and young people” and “2 coding and safety workshops” from two counts."""
        if j == first or j + 1 >= len(tokens.words) or j + 1 in self._numbered:
            return False
        end = j + 1
        while end < len(tokens.words) and tokens.words[end][0].isalpha():
            if tokens.words[end] in grammar.FUNCTION_WORDS or self._is_verb(tokens, end):
                break
            end += 1
        if tokens.titled[first] and j - first == 1 and tokens.titled[j + 1] and end - j > 2:
            return not tokens.titled[j + 2]
        end = next((k + 1 for k in range(j + 1, end) if self._ends_phrase(tokens.words[k])), end)
        left = tokens.text[tokens.starts[first] : tokens.ends[j - 1]]
        right = tokens.text[tokens.starts[j + 1] : tokens.ends[end - 1]] if end > j + 1 else ""
        if not right or tokens.titled[j + 1]:
            return False
        if self.is_people(left):
            ends = [tokens.ends[k] for k in range(j + 1, end)]
            return any(self.is_people(tokens.text[tokens.starts[j + 1] : stop]) for stop in ends)
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
        phrase = phrase and _NEXT_COUNT.sub("", phrase)
        at = tokens.index_at(number.start)
        part, people_of = self._partitive(tokens, at, tokens.index_at(number.after))
        part = part or self._is_of_them(tokens, at, number)
        if people_of and (things := self._of_things(tokens, at)):
            phrase, part, people_of = things, False, False
        people = self.is_people(phrase) or people_of or self._is_of_crowd(tokens, number, phrase)
        people = people or (tokens.text.startswith("-strong", number.after) and phrase in self._crowds)
        rule = "count_noun"
        end = tokens.starts[i] + len(phrase) if phrase and tokens.starts[i] >= number.after else number.end
        if people_of and (whole := self._apposed(tokens, number)):
            phrase, part = whole, False
        if part and phrase is None:
            phrase, rule = self._predicated(tokens, tokens.index_at(number.after)), "count_of_whom"
            people = people or self.is_people(phrase)
        if phrase is None and not part:
            crowd = self._phrasing[_CROWD].search(tokens.text[: number.start]) is not None
            if not crowd:
                phrase = self._number_of(tokens, number.start) or self._noun_before(tokens, number)
                phrase = phrase or self._apposed(tokens, number)
            rule = "count_number_of" if phrase or crowd else "count_bare"
            people = crowd or self.is_people(phrase) or (phrase is None and self._by_place(tokens, number))
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
        while first > 0 and self._is_plain(tokens, first - 1) and not grammar.is_adverb(tokens.words[first - 1]):
            first -= 1
        return tokens.text[tokens.starts[first] : tokens.ends[head]] if head >= 0 else None

    def _names_people(self, tokens: Tokens, i: int) -> bool:
        """True for “technicians” and for the staff of “staff from Chad”, unlike that of “staff colleges”."""
        after = tokens.words[i + 1]
        staff = tokens.words[i] in self._collectives and (after == "," or after in grammar.PREPOSITIONS)
        return staff or tokens.words[i] in self._plurals

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
            if "whom" in tokens.words[at : at + 3] or not self._plural_heads.isdisjoint(before):
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
        if tokens.verbal[at] and (before_it.endswith("s") or before_it in self._plural_heads):
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
        return next((w for w in named if w.endswith("s") or w in self._plural_heads), "") in self._plural_heads

    def _noun_before(self, tokens: Tokens, number: NumberMatch) -> str | None:
        """Return “pupils” of “talks for pupils (88,000)”: the number stands alone in the brackets."""
        match = _BRACKETED.search(tokens.text, max(0, number.start - _NOUN_MOST), number.start)
        alone = match is not None and tokens.text[number.after : number.after + 1] == ")"
        return match[1] if alone and match and self.is_people(match[1]) else None

    def _predicated(self, tokens: Tokens, i: int) -> str | None:
        """Return “women” of “38 of whom were women” and of “24 of them women”."""
        words = tokens.words
        while i < len(words) and words[i] in ("of", "whom", "them", "were", "are"):
            i += 1
        j = i
        while j < len(words) and not self._has_object(tokens, i) and self._continues(tokens, i, j):
            j += 1
        return tokens.text[tokens.starts[i] : tokens.ends[j - 1]] if j > i else None
