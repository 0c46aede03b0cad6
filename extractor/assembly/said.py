"""A clause with its verb, its activity noun and what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from extractor.assembly import activity
from extractor.assembly.drafts import Basis, Count, Draft, Mention
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate, Predicate

_LEARNERS = r"(?i)(?:[\w’'-]+ ){0,3}?<people>(?: (?:of|from|at|in|across) [^;:]{2,80})?"

Fact = Count | FoundDate | Mention


@dataclass(frozen=True)
class Said:
    """What one clause says.

    Attributes:
        block: Its block.
        clause: The clause.
        verb: Its main verb; None in a verbless one.
        noun: The activity noun in the verb's slot; None where none stands there.
    """

    block: AnnotatedBlock
    clause: Clause
    verb: Predicate | None
    noun: Mention | None

    @classmethod
    def of(cls, block: AnnotatedBlock, clause: Clause) -> "Said":
        """Return a clause with its noun chosen."""
        return cls(block, clause, clause.main, activity.choose(block, clause))

    def with_verb(self, verb: Predicate) -> "Said":
        """Return the same clause told by another of its verbs."""
        return Said.of(self.block, self.clause._replace(main=verb))

    def text(self, start: int, end: int | None = None) -> str:
        """Return the characters between two document offsets, or from one to the block's end."""
        base = self.block.block.start
        return self.block.text[start - base : None if end is None else end - base]

    @cached_property
    def opening(self) -> int:
        """The offset of the clause's first word."""
        words = self.text(self.clause.start, self.clause.end)
        return self.clause.start + len(words) - len(words.lstrip(" ,;\t\n"))

    @cached_property
    def sentence(self) -> str:
        """The words of the clause's sentence, and what follows it."""
        return self.text(next(s.start for s in reversed(self.block.sentences) if s.start <= self.clause.start))

    @cached_property
    def subject(self) -> str:
        """The words between the opening adverbial and the verb."""
        stop = self.verb.start if self.verb else self.clause.end
        return self.text(self.clause.lead_end, stop).strip(" ,")

    @cached_property
    def behind(self) -> str:
        """The words behind the verb, to the clause's end."""
        return self.text(self.verb.end, self.clause.end) if self.verb else ""

    @cached_property
    def is_listed(self) -> bool:
        """True for an item behind a verb and a colon: “The course covered: (a) spectrum; (b) licensing”."""
        if self.clause.joint != "item":
            return False
        sentence = next(s for s in reversed(self.block.sentences) if s.start <= self.clause.start)
        before = [c for c in sentence.clauses if c.joint != "item" and c.start < self.clause.start]
        return any(c.main for c in before)

    @cached_property
    def noun_is_subject(self) -> bool:
        """True where the activity noun stands before the verb."""
        return bool(self.noun and self.verb and self.clause.lead_end <= self.noun.start < self.verb.start)

    def facts(self, *kinds: str, start: int | None = None, end: int | None = None) -> Iterator[Fact]:
        """Yield the dates, counts, people and mentions of the clause.

        Args:
            kinds: "date", "count", "people", or labels of mentions.
            start: First document offset; the clause's start where None.
            end: One past the last; the clause's end where None.
        """
        low = self.clause.start if start is None else start
        high = self.clause.end if end is None else end
        for kind in kinds:
            for fact in self._all(kind):
                if low <= fact.start < high:
                    yield fact

    def _all(self, kind: str) -> Sequence[Fact]:
        if kind == "date":
            return self.block.dates
        if kind == "count":
            return self.block.counts
        if kind == "people":
            return [count for count in self.block.counts if count.is_people]
        return self.block.mentions.get(kind, ())

    def has(self, *kinds: str, start: int | None = None, end: int | None = None) -> bool:
        """Return True where the clause has any of these facts; arguments as for `facts`."""
        return next(self.facts(*kinds, start=start, end=end), None) is not None

    def people_before_verb(self) -> bool:
        """Return True for “45 teachers attended”."""
        return self.has("people", end=self.verb.start if self.verb else None)

    def learners_before_verb(self) -> bool:
        """Return True for “45 teachers were shown …”, “Staff of the regulator were …”, “Fiji and Tonga are being …”."""
        if self.people_before_verb() or self.has("country", start=self.opening, end=self.opening + 1):
            return True
        placed = self.has("city", "country")
        return placed and self.block.phrasing[_LEARNERS].fullmatch(self.subject) is not None

    def starts_there(self) -> bool:
        """Return True for “There were 104 participants”."""
        return self.subject.casefold().endswith("there")


def is_founded(block: AnnotatedBlock, clause: Clause, body: Mention) -> bool:
    """Return True for “The Cyber Security Authority was set up in May”: the body came to be, and took no part.

    Args:
        block: The block around.
        clause: The clause.
        body: An organisation in it.
    """
    verb = clause.main
    if verb is not None and verb.frame == "create" and not verb.passive and body.start > verb.end:
        # “Fiji opened the Digital Transformation Centre in May”
        ahead = block.text[verb.end - block.block.start : body.start - block.block.start]
        return ahead.strip() in ("", "the", "a", "an", "its", "their")
    created = verb is not None and verb.passive and verb.frame == "create" and body.end <= verb.start
    between = block.text[body.end - block.block.start : verb.start - block.block.start] if created and verb else ""
    # “The Coalition, led by ITU, will be launched in May”, “The Child Safety Forum (CSF) group was set up in May”
    inserted = between[:1] == "," == between.rstrip()[-1:]
    created = created and (len(between) <= 1 or inserted or between.strip() == "group")
    before = block.text[clause.lead_end - block.block.start : body.start - block.block.start]
    return created and before.strip(" ,").casefold() in ("", "the", "a", "an")


class Reading(NamedTuple):
    """What a clause says.

    Attributes:
        verdict: record, more (about the record before) or none.
        type: What the activity is; None unless the verdict is record.
        status: How far it is; None where the clause doesn't tell.
        noun: The activity noun; None where the verb alone tells.
    """

    verdict: Literal["record", "more", "none"]
    type: Basis | None = None
    status: Basis | None = None
    noun: Mention | None = None


# The rule of a status that what goes on gives to what was begun.
GOES_ON = "status_goes_on"
NONE = Reading("none")
MORE = Reading("more")


class Surroundings(NamedTuple):
    """What stands around a clause.

    Attributes:
        block: Its block.
        last: The record before; None at the start.
        same_block: True where that record stands in the same block.
        near: True where it stands in one of the paragraphs just before, under the same heading.
        fragment_ok: True where a noun phrase without a verb reports an activity: in a list, under a label.
        attendance: True under a heading such as “Participants”, which goes on about one event.
        placed: True where the block says before the clause which country it is about: “Fiji. The regulator …”.
        topic: True where that record is the block's topic, and nothing has told yet how far it is.
        names_listed: True for an item under “in partnership with:”, which adds names to the record above.
    """

    block: AnnotatedBlock
    last: Draft | None
    same_block: bool
    near: bool
    fragment_ok: bool
    attendance: bool = False
    names_listed: bool = False
    placed: bool = False
    topic: bool = False
