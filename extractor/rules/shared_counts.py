"""What a number counts by the numbers beside it: the rest of them, parts in brackets, people that were told before."""

import re
from collections.abc import Sequence

from extractor.rules.annotations import Count
from extractor.rules.phrasing import Phrasing

_MORE = r"(?i)(?:an? )?<further_word> (?:<qualifier> )?\w"
_REST = r"(?i)\b(?:the (?:remaining|other)|(?:an? )?<further_word>) [\d,. ]*\d$"
_CAME = r"(?i) (?:(?:were|was|are|have|had|have been) )?<crowd_verb>\b(?! (?:a|an|the|its|their) )"
_ALIKE = r"(?:,| and|\b<closed_list>,?) $"
_PLAIN = re.compile(r"(?:,? and|,) ")
_PLACED = re.compile(r"(?: \(|, |; | and )[A-Z][^\d()]* ")
_ADJECTIVE = re.compile(r"[^\W\d]+[^\W\ds]")
_FROM = re.compile(r" (?:from|in|for) ")
_TO_BE = r" <auxiliary>\b"
_MORE_ARE = r" (?:more|others) <auxiliary>\b"
_FIGURES = re.compile(r"[\d ,]*\d|\S*")
_PLACE_AND_NUMBER = r"[A-Z][^\d().:;,]*:? \d[\d ]*"
_BY_PLACE = re.compile(rf"\((?:of which )?{_PLACE_AND_NUMBER}(?:(?:[,;]| and|, and) {_PLACE_AND_NUMBER})+\)")


def shared(counts: Sequence[Count], text: str, base: int, phrasing: Phrasing) -> list[Count]:
    """Return the counts of a block in order, those that name nothing with what their neighbours count.

    Args:
        counts: Each by its own words.
        text: The block's text.
        base: Offset of the block in the plain text.
        phrasing: Constructions over the word lists.
    """
    block = _Block(text, base, phrasing)
    found: list[Count] = []
    for count in counts:
        like = block.like_before(count, found[-1] if found else None)
        found.append(block.in_brackets(like, found))
    found = _by_place(text, found, base)
    for k in range(len(found) - 1, 0, -1):
        found[k - 1] = block.like_next(found[k - 1], found[k])
    return found


def _by_place(text: str, counts: list[Count], base: int) -> list[Count]:
    """Return the counts, those of “120 trainers got certificates (Nepal 70, Fiji 50)” as parts of the people before.

    Args:
        text: The block's text.
        counts: Its counts.
        base: Offset of the block in the plain text.
    """
    for bracket in _BY_PLACE.finditer(text) if "(" in text and len(counts) > 1 else ():
        start, end = base + bracket.start(), base + bracket.end()
        whole = [c for c in counts if c.end <= start and ". " not in text[c.end - base : bracket.start()]]
        if whole and whole[-1].is_people:
            counts = [_part_at(c, text, base) if start < c.start < end else c for c in counts]
    return counts


def _part_at(count: Count, text: str, base: int) -> Count:
    end = count.start + len(_FIGURES.match(text, count.start - base)[0])  # type: ignore[index]
    return count._replace(end=end, counted=None, is_people=True, part=True, rule="count_like_before")


class _Block:
    """The text that the counts of a block stand in."""

    def __init__(self, text: str, base: int, phrasing: Phrasing) -> None:
        self._text = text
        self._base = base
        self._phrasing = phrasing
        self._manner = phrasing.folded("manner_word")

    def in_brackets(self, count: Count, before: Sequence[Count]) -> Count:
        """Mark “31 women” of “64 officials (31 women and 33 men)”, “11 F” of “38 engineers (11 F, 27 M)” as a part."""
        opening = self._text.rfind("(", 0, count.start - self._base)
        people = count.is_people or count.counted in self._phrasing.of("sex_letter")
        shared = count.counted is None and _FROM.match(self._text, count.end - self._base) is not None
        if not (people or shared) or opening < 0 or ")" in self._text[opening : count.start - self._base]:
            return count
        whole = any(other.is_people and self._text[other.end - self._base : opening].isspace() for other in before)
        whole = whole or (shared and self._leads(before, opening))
        return count._replace(part=True, is_people=True) if whole else count

    def _leads(self, before: Sequence[Count], opening: int) -> bool:
        """True where people open the sentence: “126 persons were certified (48 from Benin, 31 from Burundi)”."""
        since = max(self._text.rfind(stop, 0, opening) for stop in (". ", "; ", ": "))
        first = next((count for count in before if count.start - self._base > since), None)
        return first is not None and first.is_people and ")" not in self._text[first.end - self._base : opening]

    def like_before(self, count: Count, before: Count | None) -> Count:
        """Let “including 12 from Benin” and “and four from Oman” count what the number before counts."""
        if self._comes(count, before):
            return count._replace(counted=None, is_people=True, rule="count_crowd_verb")
        if count.counted is not None or before is None:
            return count
        behind = self._text[count.end - self._base :].split(maxsplit=1)[:1]
        told = self._phrasing
        end = count.end - self._base
        rest = told[_REST].search(self._text, 0, end) and told[_TO_BE].match(self._text, end)
        if rest or told[_MORE_ARE].match(self._text, end):
            return count._replace(counted=before.counted, is_people=before.is_people, rule="count_like_before")
        if not before.is_people:
            lead = self._text[before.end - self._base : count.start - self._base]
            same = told[_ALIKE].search(lead) and behind in (["to"], ["for"], ["from"], ["in"])
            same = same and not re.search(r"[.;()]", lead)
            return count._replace(counted=before.counted, rule="count_like_before") if same else count
        between = self._text[before.end - self._base : count.start - self._base]
        if (before.counted is None and _PLAIN.fullmatch(between)) or _PLACED.fullmatch(between):
            return count._replace(is_people=True, rule="count_like_before")
        inside = re.search(r"\((?:[^()]*(?:\b(?:with|and)\s|,\s)|[\d, ]*)$", self._text[: count.start - self._base])
        closed = self._text[count.end - self._base :].startswith(")")
        bracket = inside and (closed or not inside[0].endswith(", ") or before.rule == "count_like_before")
        if self._phrasing[_MORE].match(self._text, count.start - self._base) and "." not in between:
            return count._replace(counted=before.counted, is_people=True, rule="count_like_before")
        there = bool(behind) and behind[0].rstrip(",.;:)") in self._manner
        if (count.part or there or behind in (["from"], ["in"]) or bracket) and not re.search(r"[.;]", between):
            return count._replace(is_people=True, rule="count_like_before")
        return count

    def _comes(self, count: Count, before: Count | None) -> bool:
        """True for “45 trained” and “140 have graduated”, which are people unless things were counted before."""
        named = count.rule == "count_noun" and count.counted is not None
        if named or count.is_people or not self._phrasing[_CAME].match(self._text, count.end - self._base):
            return False
        return (
            before is None or before.is_people or ". " in self._text[before.end - self._base : count.start - self._base]
        )

    def like_next(self, count: Count, after: Count) -> Count:
        """Let “14 Iraqi” and “12 primary” before “and 19 Lebanese officers” count officers."""
        if count.is_people or not after.is_people or not count.counted or not _ADJECTIVE.fullmatch(count.counted):
            return count
        words = (after.counted or "").split()
        if len(words) < 2 or not _PLAIN.fullmatch(self._text[count.end - self._base : after.start - self._base]):
            return count
        return count._replace(counted=f"{count.counted} {words[-1]}", is_people=True, rule="count_like_next")
