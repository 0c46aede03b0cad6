"""A clause as its finder cuts it, and what the cutting depends on beside verbs."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from extractor.rules.attached_verbs import AttachedVerbs
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup


class ClauseSpan(NamedTuple):
    """A clause at tokens `start` to `end` (half-open)."""

    start: int
    end: int
    joint: str
    lead_end: int
    main: int | None
    groups: tuple[int, ...]


class Marks(NamedTuple):
    """What clauses depend on beside verbs.

    Attributes:
        activities: First token of each activity noun that can stand for itself.
        named: Tokens inside names, where no clause ends: “the Agency for Crime and Security”.
        subordinators: Words that open a subordinate clause.
        leads: Words that open an adverbial before the subject, beside prepositions.
        steps: First token of each noun that names a step of something: “adoption”, “implementation”.
        stages: First token of each cue of what is not done yet: “under review”, “at an advanced stage”.
        counts: First token of each counted thing: “at least 40 teachers” opens with no preposition.
        ordinals: Words for which one of a series it is.
        dates: First token of each date, with the token behind it.
    """

    activities: Sequence[int]
    named: frozenset[int]
    subordinators: frozenset[str]
    leads: frozenset[str]
    steps: frozenset[int]
    stages: frozenset[int]
    counts: frozenset[int]
    ordinals: frozenset[str]
    dates: dict[int, int]


class ClauseReader:
    """Reads the words, verbs and marks of a block on behalf of whoever cuts it."""

    def __init__(
        self, tokens: Tokens, groups: Sequence[VerbGroup], marks: Marks, attached: AttachedVerbs
    ) -> None:
        """Keep what clauses are made of.

        Args:
            tokens: The block's tokens.
            groups: All its verb groups in order.
            marks: Tokens with a part in where clauses end.
            attached: Which of the verbs hang on a noun.
        """
        self._t = tokens
        self._groups = groups
        self._marks = marks
        self._attached = attached

    def places(self, start: int, end: int, before: Collection[str]) -> bool:
        """Return True where a name stands behind one of some prepositions: “in Fiji”, “for the Bahamas”.

        Args:
            start: The first token.
            end: One past the last.
            before: The prepositions.
        """
        words = self._t.words
        after = (j + 1 + (words[j + 1] == "the") for j in range(start, end - 1) if words[j] in before)
        return any(j < end and j in self._marks.named for j in after)
