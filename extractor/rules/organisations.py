"""Finds organisations that no lexicon knows: by a head noun, by a bracketed acronym, by a partner cue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.gazetteer import Found
from extractor.rules.tokens import Tokens

_LINKS = frozenset({"of", "for", "on", "against", "and", "&", "de", "da", "do", "des", "del", "du", "la", "the", "-"})
_OF = frozenset({"of", "for", "on", "against", "de", "del", "da", "do", "des", "du"})
_INSIDE = frozenset({"of", "for", "and", "&", "-", "on", "'s"})
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]*[A-Z][A-Za-z]*\d?|[A-Z]{2,}")
_MAX_LIST = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens `start` to `end`, with the acronym that it defines; `kind` is that of its head noun."""

    start: int
    end: int
    rule: str
    kind: str = ""
    acronym: str = ""
    name_end: int = 0


class OrganisationFinder:
    """Reads unknown organisations off capitals and head nouns."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index head nouns, stop words and partner cues.

        Args:
            lexicons: The tables.
        """
        self._heads = {fold(head.head): head for head in lexicons.org_heads}
        by_kind: dict[str, set[str]] = {}
        for phrase in lexicons.phrases:
            by_kind.setdefault(phrase.kind, set()).add(phrase.phrase)
        self._not_acronyms = by_kind.get("not_acronym", set())
        self._not_names = {fold(p) for p in by_kind.get("not_name", set())}
        self._not_names |= {fold(form) for month in lexicons.months for form in month.forms}
        self._not_names |= {fold(d.demonym) for d in lexicons.demonyms}
        self._activity = {fold(n.noun) for n in lexicons.activity_nouns if n.type != "governance"}
        self._bodies = {
            fold(form) for n in lexicons.activity_nouns for form in (n.noun, n.plural) if n.type == "governance"
        }
        self._titles = by_kind.get("person_title", set())

    def find(self, tokens: Tokens, known: Sequence[Found]) -> list[Name]:
        """Return unknown organisations by head noun or acronym, in order; the longest where they overlap.

        Args:
            tokens: The block's tokens.
            known: Names that the lexicons gave.
        """
        raw = tokens.raw
        blocked = {i for f in known if f.entry.label in ("organisation", "event") for i in range(f.start, f.end)}
        countries = {f.start: f for f in known if f.entry.label in ("country", "region")}
        names: list[Name] = []
        for i in [i for i, word in enumerate(tokens.words) if word in self._heads]:
            if tokens.titled[i]:
                name = self._around_head(tokens, raw, i, (blocked, countries))
                if name and (not names or name.start >= names[-1].end):
                    names.append(name)
                elif name and name.end > names[-1].end:
                    names[-1] = name if name.start <= names[-1].start else names[-1]
        taken = {j for name in names for j in range(name.start, name.end)} | blocked
        names += self._bracketed(tokens, raw, taken, {f.end for f in countries.values() if f.entry.label == "country"})
        return sorted(names, key=lambda name: name.start)

    def _around_head(
        self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]
    ) -> Name | None:
        head = self._heads[tokens.words[i]]
        blocked, countries = context
        if i in blocked or head.position == "none":
            return None
        start, end = i, i + 1
        of_follows = tokens.words[i + 1 : i + 2] == ["of"] and tokens.titled[i + 2 : i + 3] == [True]
        if head.position in ("prefix", "either") or of_follows or self._serves(tokens, i, countries):
            end = self._rightward(tokens, raw, i + 1, context)
        start = self._leftward(tokens, raw, i, context)
        if end - start < 2 or (start == i and end == i + 1):
            return None
        while start < i and (tokens.words[start] in _LINKS or (start in countries and end - start == 2)):
            start += 1
        name = fold(" ".join(raw[start:end]))
        if end - start < 2 or name in self._not_names or name in self._bodies or self._names_a_day(tokens, end):
            return None
        return self._with_acronym(raw, Name(start, end, "organisation_head", head.kind, name_end=end))

    @staticmethod
    def _serves(tokens: Tokens, i: int, countries: dict[int, Found]) -> bool:
        """True for “Society for the Blind”: the name goes on behind its head."""
        behind = list(tokens.words[i + 1 : i + 3])
        j = i + 3 if behind == ["for", "the"] else i + 2
        return behind[:1] == ["for"] and tokens.titled[j : j + 1] == [True] and j not in countries

    def _names_a_day(self, tokens: Tokens, end: int) -> bool:
        """True where the capitals go on to an event: “Information Society Day”, “Telecom World”."""
        if end >= len(tokens.words) or not tokens.titled[end]:
            return False
        return tokens.words[end] in self._activity or tokens.words[end] in (
            "day",
            "week",
            "month",
            "world",
            "award",
            "awards",
        )

    def _leftward(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the first token of the capitals (and the links between them) that lead to a head noun."""
        blocked, countries = context
        start = i
        j = i - 1
        while j >= 0 and j not in blocked:
            word = tokens.words[j]
            if tokens.titled[j] and (raw[j][0].isalpha()) and not self._opens_sentence(tokens, j):
                start = j
            elif (
                word not in _INSIDE
                or not (j and tokens.titled[j - 1])
                or (word == "'s" and (j - 1 in blocked or j - 1 in {f.end - 1 for f in countries.values()}))
                or (word in ("and", "&") and (j - 1 in blocked or self._stands_alone(raw, j - 1, countries)))
            ):
                break
            j -= 1
        return start

    @staticmethod
    def _opens_sentence(tokens: Tokens, j: int) -> bool:
        word = tokens.words[j]
        return word in grammar.FUNCTION_WORDS

    def _stands_alone(self, raw: Sequence[str], j: int, countries: dict[int, Found]) -> bool:
        ends = {f.end - 1 for f in countries.values()}
        shout = len(raw[j]) > 1 and raw[j].isupper() and raw[j] not in self._not_acronyms
        return j in ends or shout

    def _rightward(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end of “of X”, “of X, Y and Z” or plain capitals behind a head noun."""
        government = self._heads[tokens.words[i - 1]].kind == "government"
        end = self._capitals(tokens, raw, i, context)
        while end < len(raw) and (tokens.words[end] in _OF or self._goes_on_with(tokens, end)):
            j = end + 1
            if j < len(raw) and tokens.words[j] == "the":
                j += 1
            if government and end > i and j in context[1]:
                break
            stop = self._capitals(tokens, raw, j, context)
            if stop == j:
                break
            end = self._listed(tokens, raw, stop, context) if government else self._joined(tokens, raw, stop, context)
        return end

    @staticmethod
    def _goes_on_with(tokens: Tokens, i: int) -> bool:
        """True inside “Council for Persons with Disabilities”."""
        return tokens.words[i] == "with" and tokens.words[i - 1] in ("persons", "people", "children", "women")

    def _capitals(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        while i < len(raw) and (
            tokens.titled[i] or (raw[i] in ("-", "&") and i + 1 < len(raw) and tokens.titled[i + 1])
        ):
            if i in context[0]:
                break
            i += 1
        return i

    def _joined(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end after “and Capital” where the right side is no name of its own."""
        if i + 1 < len(raw) and tokens.words[i] in ("and", "&") and self._part_of_name(tokens, raw, i + 1, context):
            return self._capitals(tokens, raw, i + 1, context)
        return i

    def _listed(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end of “Gender, Children and Social Welfare”; a comma needs the closing “and”."""
        j = i
        while j + 1 < len(raw) and tokens.words[j] == "," and self._part_of_name(tokens, raw, j + 1, context):
            j = self._capitals(tokens, raw, j + 1, context)
        if j + 1 < len(raw) and tokens.words[j] == ",":
            j += 1
        closed = self._joined(tokens, raw, j, context)
        return closed if closed > j else i

    def _part_of_name(
        self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]
    ) -> bool:
        if i >= len(raw) or not tokens.titled[i] or i in context[0] or i in context[1]:
            return False
        shout = raw[i].isupper() and len(raw[i]) > 1 and raw[i] not in self._not_acronyms
        head = self._heads.get(tokens.words[i])
        return not shout and (head is None or head.position == "suffix")

    @staticmethod
    def _with_acronym(raw: Sequence[str], name: Name) -> Name:
        i = name.end
        if i + 2 < len(raw) and raw[i] == "(":
            close = next((j for j in range(i + 1, min(i + 5, len(raw))) if raw[j] == ")"), None)
            text = "".join(raw[i + 1 : close]) if close else ""
            if close and _ACRONYM.fullmatch(text):
                return Name(name.start, close + 1, name.rule, name.kind, text, name.name_end)
        return name

    def _bracketed(self, tokens: Tokens, raw: Sequence[str], taken: set[int], behind: set[int]) -> list[Name]:
        """Return names without a head noun that their bracketed acronym gives away: “Asia-Pacific Body (APB)”."""
        out = []
        for i in [i for i, text in enumerate(raw) if text == "("]:
            if not 2 <= i < len(raw) - 2 or raw[i + 2] != ")" or not _ACRONYM.fullmatch(raw[i + 1]) or i - 1 in taken:
                continue
            if i in behind and raw[i + 1].isupper() and raw[i + 1] not in self._not_acronyms and i + 1 not in taken:
                out.append(Name(i + 1, i + 2, "organisation_of_country", "", "", i + 2))
                continue
            start = self._initials(tokens, raw, i, taken)
            follows = tokens.words[i + 3] if i + 3 < len(raw) else ""
            if start is None or raw[i + 1] in self._not_acronyms or follows in self._activity:
                continue
            last = tokens.words[i - 1]
            if last in self._activity or tokens.words[start] in self._activity:
                continue
            out.append(Name(start, i + 3, "organisation_acronym", "", raw[i + 1], i))
        return out

    @staticmethod
    def _initials(tokens: Tokens, raw: Sequence[str], i: int, taken: set[int]) -> int | None:
        """Return where a name starts whose initials the acronym behind it takes; None where none fits."""
        letters = [c for c in raw[i + 1].upper() if c.isalpha()]
        j = i - 1
        start = None
        while j >= 0 and letters and j not in taken:
            if tokens.titled[j] and raw[j][0].isalpha():
                if raw[j][0].upper() == letters[-1]:
                    letters.pop()
                    start = j
            elif tokens.words[j] not in _LINKS:
                break
            j -= 1
        return start if not letters and start is not None and i - start >= 2 else None

    def after_cue(self, tokens: Tokens, i: int, taken: set[int]) -> list[Name]:
        """Return the unknown names in the list that a partner cue opens.

        Args:
            tokens: The block's tokens.
            i: First token behind the cue.
            taken: Tokens of names already known; the list goes on over them.
        """
        raw = tokens.raw
        names: list[Name] = []
        lower = 0
        while i < len(raw) and len(names) < _MAX_LIST:
            if i in taken:
                i, lower = i + 1, 0
            elif tokens.titled[i] and raw[i][0].isalpha():
                end = i + 1
                while end < len(raw) and end not in taken and (tokens.titled[end] or raw[end] in ("-", "&")):
                    end += 1
                if self._is_name(raw, i, end) and not self._modifies(tokens, raw, i, end):
                    names.append(self._with_acronym(raw, Name(i, end, "partner_cue", name_end=end)))
                    end = names[-1].end
                i, lower = end, 0
            elif raw[i] in (",", "(", ")", "-", "/") or tokens.words[i] in ("and", "the", "a", "an", "its", "’s", "'s"):
                i += 1
            elif self._describes(tokens, i) and lower < 4:
                i, lower = i + 1, lower + 1
            else:
                break
        return names

    @staticmethod
    def _describes(tokens: Tokens, i: int) -> bool:
        word = tokens.words[i]
        return word.isalpha() and word not in grammar.FUNCTION_WORDS and not tokens.verbal[i]

    def _modifies(self, tokens: Tokens, raw: Sequence[str], i: int, end: int) -> bool:
        """True for an adjective before a noun or another adjective: “the Nordic and Baltic regulators”."""
        if end - i > 1 or raw[i].isupper() or end >= len(raw):
            return False
        j = end + 1 if tokens.words[end] == "and" else end
        while j < len(raw) and tokens.titled[j] and j > end:
            j += 1
        return j < len(raw) and self._describes(tokens, j) and tokens.words[j].isalpha() and not tokens.titled[j]

    def _is_name(self, raw: Sequence[str], i: int, end: int) -> bool:
        text = " ".join(raw[i:end])
        if end - i == 1 and fold(text) in self._heads:
            return False
        if end - i == 3 and raw[i + 1] == "-" and raw[i].isupper() and raw[end - 1].isupper():
            return True
        if (
            raw[i].rstrip(".") in self._titles
            or raw[i] in self._not_acronyms
            or fold(text) in self._not_names
            or fold(text) in self._activity
        ):
            return False
        return sum(c.isalpha() for c in text) > 1 and fold(raw[end - 1]) not in self._activity
