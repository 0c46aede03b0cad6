"""Reads the noun phrase behind a number: where it ends, and whether it means people."""

import re
from collections.abc import Iterable, Sequence

from extractor.lexicon.things import Audience
from extractor.normalise.numbers import NumberMatch
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.phrasing import Phrasing
from extractor.rules.tokens import Tokens

_MAX_WORDS = 9
# “200 under-25s”
_AGED = re.compile(r"(?:under|over)-\w+s$", re.I)


class CountedNouns:
    """The words that numbers count, of which some mean people.

    Attributes:
        plurals: Folded plurals of words for persons.
        collectives: Folded plurals of words for groups of people.
        heads: The first, with “people” and “persons”.
        containers: Folded plurals that other nouns follow with “of”: “teams of teachers”.
    """

    def __init__(self, audiences: Iterable[Audience], peoples: Iterable[str], phrasing: Phrasing) -> None:
        """Index the nouns.

        Args:
            audiences: Words for people.
            peoples: Demonyms, of which those in -n and -i are nouns with a plural: “21 Kenyans”, “17 Kuwaitis”.
            phrasing: Constructions over the word lists.
        """
        self.plurals = frozenset(fold(row.plural) for row in audiences if row.kind == "person")
        self.collectives = frozenset(fold(row.plural) for row in audiences if row.kind == "collective")
        self.heads = self.plurals | {"people", "persons"}
        self.containers = phrasing.folded("container_noun")
        self._people = {fold(form) for row in audiences for form in (row.singular, row.plural) if form}
        self._people.update(f"{fold(name)}s" for name in peoples if name.endswith(("n", "i")))
        self._modifiers = phrasing.folded("count_modifier")
        self._manner = phrasing.folded("manner_word")
        self._numbered: set[int] = set()

    def phrases(self, tokens: Tokens, numbers: Sequence[NumberMatch]) -> list[tuple[int, int]]:
        """Return the token range of the noun phrase behind each number; an empty one where there is none.

        Args:
            tokens: The block's tokens.
            numbers: The numbers that count, in order.
        """
        self._numbered = {tokens.index_at(number.start) for number in numbers}
        return [self._phrase(tokens, number) for number in numbers]

    def end_of(self, tokens: Tokens, i: int) -> int:
        """Return where the noun phrase ends that begins at a token; the same token where none does."""
        j = i
        while j < len(tokens.words) and not self._has_object(tokens, i) and self._continues(tokens, i, j):
            j += 1
        return j

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
        return any(word.endswith("s") or word in self.heads for word in tokens.words[i:j])

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
        while stop < len(tokens.words) and stop - k < 4 and self.is_plain(tokens, stop):
            stop += 1
        return stop if stop > k and k not in self._numbered else 0

    @staticmethod
    def is_plain(tokens: Tokens, k: int) -> bool:
        """Return True for a word that is neither a verb nor one of grammar."""
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
            return j > first and (hyphenated or tokens.words[j - 1] in self.containers or self._of_many(tokens, j))
        owned = word in ("'", "’") and tokens.starts[j] == tokens.ends[j - 1] and j + 1 < len(tokens.words)
        if j > first and owned and self.is_plain(tokens, j + 1):
            # “nine girls' clubs” are no girls.
            return True
        if j - first > 1 and tokens.words[j - 1] in ("'", "’"):
            return self.is_plain(tokens, j)
        if j > first and self._ends_phrase(tokens.words[j - 1]) and word not in self._people and word != "-":
            # “training-of-trainers sessions” are no people.
            return tokens.words[j - 2] == "-" and j - 2 > first and self.is_plain(tokens, j)
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
        if tokens.words[j - 1] not in self.plurals:
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
        return tokens.verbal[j] and not (tokens.words[j].endswith("ed") and behind in self.heads)

    def _ends_phrase(self, word: str) -> bool:
        """True for the plural of a word for people: “30 adolescents attend” counts adolescents."""
        return word in self.heads

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
