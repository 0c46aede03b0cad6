"""A record as it is compared: typed, folded, and small, since two hundred thousand are held at once."""

import re
from array import array
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.reconcile.intervals import Interval
from models.record import ActivityType, Status

_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)$")

Stage = Literal["planned", "preparing", "running", "started", "done", "cancelled"]


class Count(NamedTuple):
    """People or things counted.

    Attributes:
        head: The noun that they turn on, in the singular; None for people in general.
        noun: The words counted.
        size: The numbers that the count allows.
        said: The count as printed.
        part: True for a part of a total.
        more: True for those who come on top of others told before: “a further 90”.
    """

    head: str | None
    noun: str
    size: Interval
    said: str
    part: bool
    more: bool = False


class Ally(NamedTuple):
    """A partner: its key, its name, and how the text spells it."""

    id: str
    name: str
    said: str

    @property
    def short(self) -> str:
        """The acronym in brackets behind its name; "" where there is none."""
        found = _IN_BRACKETS.search(self.said) if self.said.endswith(")") else None
        return found[1] if found else ""


class Origin(NamedTuple):
    """The document that a record stands in.

    Attributes:
        id: The document.
        filename: Its file.
        period: Days that it reports on; None where it says none.
        until: Last day that it can know of; None where nothing tells.
    """

    id: str
    filename: str
    period: Interval | None
    until: int | None


@dataclass(slots=True, eq=False)
class Item:
    """One activity of one side.

    Attributes:
        ids: The records that tell of it; the first one stands for it.
        origin: The document of the first.
        place: Character where the statement starts.
        page: Page of the statement.
        kind: Activity type.
        status: Status as recorded.
        stage: How far the activity had come, from status, dates and words.
        due: Whether it was yet to come, for all that it may be under way.
        title: Its title.
        heading: The title, folded.
        text: The statement.
        section: The headings above.
        initiative: Key of the programme it belongs to.
        initiative_name: The programme's name.
        countries: Alpha-3 codes in order of mention.
        names: Country names in the same order.
        regions: Keys of country groups.
        city: Where it was held, folded.
        city_country: The country that the place lies in.
        people: People counted.
        things: Other things counted.
        allies: Partners.
        dates: Days that its dates allow.
        words: Stems of the statement that tell it from others.
        own_words: How many of these are its own, not taken from the statement that it continues.
        proper: Proper names in it, pairs of capitalised words and acronyms.
        ordinals: Which one of a series it is.
        languages: Languages named.
        roles: Roles of the cues in it.
        named: Activity types that its nouns name.
        lends: Keys of partners that it or the statement it continues names.
        where: Countries it was in or for, that of its venue where no other is told.
        keys: What blocking looks it up by, once known.
        follows: The record that it continues; None where it stands alone.
        told: The single tellings, where several documents of a side tell the activity.
    """

    ids: tuple[str, ...]
    origin: Origin
    place: int
    page: int | None
    kind: ActivityType
    status: Status
    stage: Stage
    due: bool
    title: str
    heading: str
    text: str
    section: tuple[str, ...]
    initiative: str | None
    initiative_name: str | None
    countries: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[str, ...]
    city: str | None
    city_country: str | None
    people: tuple[Count, ...]
    things: tuple[Count, ...]
    allies: tuple[Ally, ...]
    dates: tuple[Interval, ...]
    words: frozenset[str]
    own_words: int
    proper: frozenset[str]
    ordinals: frozenset[int]
    languages: frozenset[str]
    roles: frozenset[str]
    named: frozenset[ActivityType]
    lends: frozenset[str]
    where: frozenset[str]
    follows: str | None = None
    keys: "array[int] | None" = None
    told: "tuple[Item, ...]" = ()

    @property
    def id(self) -> str:
        """The record that stands for the activity."""
        return self.ids[0]

    @property
    def completed(self) -> bool:
        """Whether the activity is reported as done."""
        return self.stage in ("done", "started")

    @property
    def ongoing(self) -> bool:
        """Whether the activity is reported as under way."""
        return self.stage in ("preparing", "running")

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """An order that doesn't depend on the order in which records come."""
        return (self.origin.filename, self.place, self.text, self.ids[0])
