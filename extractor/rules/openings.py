"""Where a clause comes to its point: behind “In Armenia,”, “If funds are received,”, “It was in May that”."""

from collections.abc import Sequence

from extractor.rules import grammar
from extractor.rules.clause_parts import ClauseReader

_BE = grammar.BE_PRESENT | grammar.BE_PAST
# Tokens of “it was in the course of 2019 that”.
_CLEFT_MOST = 10
# Tokens of a label such as “Trinidad and Tobago:”.
_LABEL_MOST = 6


class Openings(ClauseReader):
    """Finds the ends of what opens the clauses of a sentence."""

    def behind_subordinate(self, start: int, end: int, inside: Sequence[int]) -> int:
        """Return where the clause goes on behind “If funds are received, …”, “It was in May that …”.

        Its start where nothing opens it.
        """
        if self._t.words[start] == "it":
            return self._behind_cleft(start, end)
        if self._t.words[start] not in self._marks.subordinators:
            return start
        first = next((k for k in inside if self._groups[k].finite), None)
        if first is None:
            return start
        comma = next((j for j in range(self._groups[first].end, end) if self._t.words[j] == ","), None)
        behind = comma is not None and any(self._attached.own(k) and self._groups[k].start > comma for k in inside)
        return comma if comma is not None and behind else start

    def _behind_cleft(self, start: int, end: int) -> int:
        """Return the token behind “it is through them that”, “it should be noted that”; the start for none."""
        opens = self._t.words[start + 1 : start + 3]
        pointed = opens[:1] and opens[0] in grammar.MODALS and opens[1:] == ["be"]
        if not pointed and (len(opens) < 2 or opens[0] not in _BE or opens[1] not in grammar.PREPOSITIONS):
            return start
        stop = min(end, start + _CLEFT_MOST)
        return next((j + 1 for j in range(start + 3, stop) if self._t.words[j] == "that"), start)

    def behind_adverbial(self, i: int) -> int:
        """Return the token behind the “in Tonga” or “in May 2024” of “and in Tonga a course was held”, else the same.

        Args:
            i: First token of a clause, perhaps.
        """
        if self._t.words[i : i + 1] not in (["in"], ["on"]):
            return i
        if dated := self._marks.dates.get(i + 1):
            return dated
        first = i + 1 + (self._t.words[i + 1 : i + 2] == ["the"])
        named, j = self._marks.named, first
        while j in named or (j > first and self._t.words[j : j + 1] == ["and"] and j + 1 in named):
            j += 1
        after = self._t.words[j] if j < len(self._t.words) else ""
        subject = after in grammar.DETERMINERS or (after.isalnum() and after not in grammar.FUNCTION_WORDS)
        return j if j > first and subject and not self._t.verbal[j] else i

    def lead_end(self, start: int, end: int, main: int | None) -> int:
        """Return the end of an opening adverbial: “In Armenia,”, “Between May and July 2024,”, “Fiji: As of May,”."""
        words = self._t.words
        stop = self._groups[main].start if main is not None else end
        begin = next((j + 1 for j in range(start, min(start + _LABEL_MOST, stop - 1)) if words[j] == ":"), start)
        participle = any(g.start == begin and self._attached.reduced[k] for k, g in enumerate(self._groups))
        opening = words[begin : begin + 1], words[begin : begin + 2]
        if opening[1] == ["since", "then"] and begin + 2 < stop:
            return begin + 2
        adverbial = begin < end and (
            words[begin] in grammar.PREPOSITIONS or not self._marks.leads.isdisjoint(map(" ".join, opening))
        )
        if not adverbial and not (participle and main is not None):
            return start
        subject = next((j for j in range(begin + 1, stop) if words[j] in ("it", "they")), start)
        if begin + 1 < subject and self._is_place_or_time(begin + 1, subject):
            return subject
        last = start
        for j in range(begin + 1, stop):
            if words[j] == ",":
                last = j
                if not self._list_goes_on(j, stop):
                    break
        return last

    def _is_place_or_time(self, i: int, end: int) -> bool:
        """True for “Uganda”, “the Maldives” and “June” of “In June it was repeated”."""
        i += self._t.words[i] == "the" and i + 1 < end
        return self._marks.dates.get(i) == end or self._marks.named.issuperset(range(i, end))

    def _list_goes_on(self, j: int, stop: int) -> bool:
        """True where a comma stands inside a list of capitals or a date: “In Türkiye, Azerbaijan and X,”."""
        i = j + 1
        while i < stop and i - j <= 6:
            if self._t.words[i] in ("and", ",", "&"):
                rest = [k for k in range(j + 1, i)]
                return (
                    bool(rest)
                    and all(self._t.titled[k] or self._t.words[k] in ("the", "of") for k in rest)
                    and any(self._t.words[k] == "," for k in range(i, stop))
                )
            i += 1
        return False
