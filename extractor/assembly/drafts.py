"""Records in the making: values with the words they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.rules.annotations import AnnotatedBlock, Count, FoundDate, Mention
from models.record import ActivityType, PartnerRole, Status


class Place(NamedTuple):
    """A country, region or city as said at one place; `carried` from outside the statement."""

    key: str
    name: str
    start: int
    end: int
    rule: str
    carried: bool = False


class Ally(NamedTuple):
    """A partner as said at one place."""

    id: str
    name: str
    role: PartnerRole
    start: int
    end: int
    rule: str
    carried: bool = False


class When(NamedTuple):
    """A date as said at one place; assembly resolves it last, when the status is known.

    Attributes:
        found: The date.
        carried: True where it was said elsewhere.
        lean: "past" or "future" where the verb before it tells; else "".
    """

    found: FoundDate
    carried: bool = False
    lean: str = ""


class Basis(NamedTuple):
    """The words that gave a single value, such as the type or the status."""

    value: str
    start: int
    end: int
    rule: str
    carried: bool = False


class Caption(NamedTuple):
    """What each row of a table is, and how far, where that is told."""

    kind: Basis
    status: Basis | None


@dataclass(slots=True)
class Draft:
    """One activity on its way to a record.

    Attributes:
        block: The block of its statement.
        start: First character of the statement.
        end: One past its last character so far.
        type: What the activity is, and why.
        status: How far it is, and why.
        title: Characters of its name.
        countries: Countries in the order of their mention.
        regions: Country groups.
        location: The place where it was held.
        initiative: The programme that it belongs to.
        people: Counts of people.
        things: Counts of anything else.
        partners: Organisations that took part.
        dates: Dates, unresolved.
        rules: Names of rules that fired beyond those of the values.
    """

    block: AnnotatedBlock
    start: int
    end: int
    type: Basis
    status: Basis
    title: tuple[int, int]
    countries: list[Place] = field(default_factory=list)
    regions: list[Place] = field(default_factory=list)
    location: Place | None = None
    initiative: Basis | None = None
    people: list[Count] = field(default_factory=list)
    things: list[Count] = field(default_factory=list)
    partners: list[Ally] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    @property
    def kind(self) -> ActivityType:
        """The activity type's code."""
        return self.type.value  # type: ignore[return-value]

    @property
    def state(self) -> Status:
        """The status code."""
        return self.status.value  # type: ignore[return-value]

    @property
    def size(self) -> int:
        """How many facts it has gathered."""
        return len(self.people) + len(self.things) + len(self.partners) + len(self.dates) + len(self.countries)


def add_place(places: list[Place], place: Place) -> None:
    """Append a place; a carried one only where the same isn't there yet."""
    if not (place.carried and any(known.key == place.key for known in places)):
        places.append(place)


def carried(places: Iterable[Place]) -> list[Place]:
    """Return places as told outside the statement that they belong to."""
    return [place._replace(carried=True) for place in places]


__all__ = ["Ally", "Basis", "Count", "Draft", "Mention", "Place", "When", "add_place", "carried"]
