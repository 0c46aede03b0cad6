"""What stands over a block and holds for it too: the headings of its section, the line over its list."""

import re

from extractor.assembly import calendars, fields, lists
from extractor.assembly.activity import choose
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis, Mention, Place, When, carried
from extractor.assembly.said import Reading, Said
from extractor.assembly.status import of_fragment
from extractor.normalise.dates import resolve
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate

LABEL = re.compile(r"[^:.]{2,80}:\s")
_OBJECT_OF_LIST = re.compile(r"(?:with|between|on|for) ")
_NEAR_START = 40
_ARTICLE = len("the ") + 1


class Above:
    """The headings so far, and how a block is read by them and by the line over its list."""

    def __init__(self, context: Context) -> None:
        """Start before the first heading.

        Args:
            context: The document around.
        """
        self._context = context
        self._headings: list[AnnotatedBlock] = []

    def add(self, heading: AnnotatedBlock) -> None:
        """Keep a heading for what stands below it."""
        self._headings.append(heading)

    def places(self, block: AnnotatedBlock) -> list[Place]:
        """Return the countries that hold for a whole block: of the line over its list, or of a heading."""
        over = [self._line(block)]
        for title in reversed(block.block.section):
            over += [heading for heading in reversed(self._headings) if heading.text == title]
        for other in filter(None, over):
            if places := fields.country_places(self._context, other, other.block.start, other.block.end):
                return carried(places)
        return []

    def dates(self, block: AnnotatedBlock) -> list[When]:
        """Return the dates that end the line over its list, else those of the nearest heading that is a date.

        A heading is one where it says no more than where and when: “2014”, “Samoa, 8–12 July”.
        """
        if line := self._line(block):
            since = line.sentences[-1].start if line.sentences else line.block.end
            if found := [date for date in line.dates if date.start >= since and not date.match.bare_year]:
                return [When(date, carried=True) for date in found]
        heading = next((other for other in reversed(self._headings) if other.text in block.block.section), None)
        whole = [d for d in heading.dates if _only_places(heading, d) and not self._is_issue(d)] if heading else []
        return [When(date, carried=True) for date in whole]

    def initiative(self, block: AnnotatedBlock) -> Basis | None:
        """Return the initiative that the line over its list names, else the nearest heading that names one."""
        over = [other for other in self._headings if other.text in block.block.section]
        named = (other.first("initiative") for other in reversed(over) if not other.block.is_title_block)
        line = self._line(block)
        first = (line and line.first("initiative")) or next(filter(None, named), None)
        return Basis(first.key, first.start, first.end, first.rule, carried=True) if first else None

    def reading(self, block: AnnotatedBlock, clause: Clause, reading: Reading) -> Reading:
        """Return how a clause is read where what stands over it tells more than it does itself.

        Args:
            block: The block around.
            clause: The clause.
            reading: How it is read by itself.
        """
        if clause.start != block.block.start:
            return reading
        if clause.main is None and _OBJECT_OF_LIST.match(block.text):
            reading = self._item(block, clause) or reading
        guessed = clause.main is None and reading.type is not None and reading.type.rule == "activity_other"
        if (reading.verdict == "none" or guessed) and clause.joint == "start":
            reading = self._item(block, clause) or reading
        return self._like_list(block, clause, reading) if reading.verdict == "record" else reading

    def introduces_list(self, block: AnnotatedBlock, clause: Clause) -> bool:
        """Return True for “Two meetings took place:” over items that tell them one by one."""
        if not block.text.rstrip().endswith(":") or clause.end < block.block.end:
            return False
        behind = self._context.document.blocks[block.block.index + 1 :][:2]
        return any(other.block.parent == block.block.index for other in behind)

    def _line(self, block: AnnotatedBlock) -> AnnotatedBlock | None:
        parent = block.block.parent
        return None if parent is None else self._context.document.blocks[parent]

    def _item(self, block: AnnotatedBlock, clause: Clause) -> Reading | None:
        """Read “Africa: Tunis, Tunisia, 4–8 April” under “Two drills were held:” as a drill."""
        if told := calendars.entry(self._context.calendar, block, clause):
            return told
        line = self._line(block)
        above = line or self._nearest(block)
        if clause.main is not None or above is None or not above.sentences:
            return None
        lead = above.sentences[-1].clauses[-1]
        noun = choose(above, lead)
        slight = line is not None and (noun is None or noun.detail == "weak")
        if slight and (figure := lists.figure_of_country(above, block, clause)):
            return figure
        if noun is None or not (self.introduces_list(above, lead) if line else True):
            return None
        if not _tells_one(Said(block, clause, None, None), noun, alone=line is None):
            return None
        kind = Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True)
        return Reading("record", kind, of_fragment(block, clause), None)

    def _like_list(self, block: AnnotatedBlock, clause: Clause, reading: Reading) -> Reading:
        """Read “Albania: finalised in May” under “Reviews of the law:” as a review."""
        above = self._line(block)
        if above is None or reading.type is None or reading.type.rule != "activity_other":
            return reading
        lead = above.sentences[-1].clauses[-1] if above.sentences else None
        noun = choose(above, lead) if lead and self.introduces_list(above, lead) else None
        if noun is None or noun.start - above.block.start > _NEAR_START or not LABEL.match(block.text):
            return reading
        return reading._replace(type=Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True))

    def _nearest(self, block: AnnotatedBlock) -> AnnotatedBlock | None:
        """Return the innermost heading above a block."""
        nearest = self._headings[-1] if self._headings else None
        return nearest if nearest and nearest.text in block.block.section[-1:] else None

    def _is_issue(self, date: FoundDate) -> bool:
        """True for the day of the document itself: “Bucharest, 20 November 2025” over the text."""
        value = resolve(date.match, self._context.dates)
        return value is not None and value.start == value.end == self._context.dates.published


def _tells_one(said: Said, noun: Mention, alone: bool) -> bool:
    """True where an item says where or when; one under a heading, which announces no list, has to say both."""
    agreed = noun.key == "agreement" and said.has("organisation", end=said.opening + _ARTICLE)
    places, times = agreed or said.has("city", "country"), said.has("date", "people")
    return places and times if alone else places or times


def _only_places(heading: AnnotatedBlock, date: FoundDate) -> bool:
    base = heading.block.start
    rest = heading.text[: date.start - base] + heading.text[date.end - base :]
    for place in (*heading.of("country"), *heading.of("city")):
        rest = rest.replace(place.text, "")
    return not re.sub(r"\band\b|[\s,.:&()–—-]", "", rest)
