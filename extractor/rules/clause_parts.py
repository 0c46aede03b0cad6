"""A clause as its finder cuts it, and what the cutting depends on beside verbs."""

from collections.abc import Sequence
from typing import NamedTuple


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
