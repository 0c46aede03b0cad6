"""One activity as one statement reports it."""

from typing import Literal

from models.spans import DateSpan, Frozen, Span

ActivityType = Literal[
    "training",
    "training_of_trainers",
    "workshop",
    "exercise",
    "awareness_campaign",
    "localization",
    "publication",
    "platform",
    "assessment",
    "strategy",
    "technical_assistance",
    "agreement",
    "instrument",
    "event",
    "governance",
    "research",
    "programme",
    "other",
]
Status = Literal["planned", "ongoing", "completed", "cancelled"]
Qualifier = Literal["exact", "about", "more_than", "at_least", "up_to", "fewer_than", "between"]
PartnerRole = Literal["lead", "partner", "host", "signatory", "contributor", "speaker", "funder", "counterpart"]


class CountryRef(Frozen):
    """A country that the activity was for, with, or hosted by; ISO 3166-1 alpha-3."""

    alpha_3: str
    name: str
    spans: tuple[Span, ...]


class RegionRef(Frozen):
    """A group of countries named instead of countries."""

    id: str
    name: str
    spans: tuple[Span, ...]


class Location(Frozen):
    """The place where an activity was held."""

    name: str
    alpha_3: str | None
    span: Span


class Initiative(Frozen):
    """The programme that an activity belongs to."""

    id: str
    name: str


class Participant(Frozen):
    """People reached; `part` marks a part of a total that is an entry of its own."""

    value: int
    value_max: int | None
    qualifier: Qualifier
    audience: str | None
    part: bool
    span: Span


class Quantity(Frozen):
    """A counted thing that is not people."""

    value: int
    value_max: int | None
    qualifier: Qualifier
    counted: str | None
    span: Span


class Partner(Frozen):
    """An organisation that took part."""

    id: str
    name: str
    role: PartnerRole
    span: Span


class Evidence(Frozen):
    """The statement that a record rests on."""

    text: str
    start: int
    end: int
    page: int | None
    section: tuple[str, ...]
    block: int


class Record(Frozen):
    """One activity as one statement reports it.

    `confidence` says from 0 to 1 how sure the rules behind the record are, calibrated on documents with gold; below
    0.8 a person should look.
    """

    id: str
    activity_type: ActivityType
    status: Status
    title: str
    initiative: Initiative | None
    countries: tuple[CountryRef, ...]
    regions: tuple[RegionRef, ...]
    location: Location | None
    participants: tuple[Participant, ...]
    quantities: tuple[Quantity, ...]
    partners: tuple[Partner, ...]
    dates: tuple[DateSpan, ...]
    evidence: Evidence
    rules: tuple[str, ...]
    confidence: float = 1.0
