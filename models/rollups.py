"""What several periods together tell: activities followed through them, and sums over them."""

from typing import Literal

from models.record import ActivityType, Status
from models.spans import Frozen

Outcome = Literal["never_reported_again", "counted_more_than_once"]


class Entry(Frozen):
    """One telling of an activity.

    Attributes:
        period: Label of the period whose documents tell it.
        status: Status then.
        dates: Dates told, in words; empty where none.
        records: The records.
        statement: The statement.
        document: The file that it stands in.
        page: Its page.
    """

    period: str
    status: Status
    dates: str
    records: tuple[str, ...]
    statement: str
    document: str
    page: int | None


class Chain(Frozen):
    """One activity through all periods.

    Attributes:
        name: What to call it.
        activity_type: Type of the latest telling.
        countries: Alpha-3 codes over all tellings.
        entries: The tellings, earliest period first.
        outcomes: What doesn't add up over the periods.
    """

    name: str
    activity_type: ActivityType
    countries: tuple[str, ...]
    entries: tuple[Entry, ...]
    outcomes: tuple[Outcome, ...]


class Timeline(Frozen):
    """Activities followed through periods."""

    schema_version: Literal["1.0"] = "1.0"
    about: dict[str, str]
    periods: tuple[str, ...]
    chains: tuple[Chain, ...]


class Tally(Frozen):
    """Activities, and people reached with lower and upper bound.

    Attributes:
        activities: Activities under way or done.
        people_least: People reached at least.
        people_most: People reached at most; None where a count has no upper end.
    """

    activities: int
    people_least: int
    people_most: int | None


class Row(Frozen):
    """One country, type, partner or region; its total adds each activity once."""

    key: str
    name: str
    cells: tuple[Tally, ...]
    total: Tally


class Matrix(Frozen):
    """Activities and people reached by group and period."""

    schema_version: Literal["1.0"] = "1.0"
    by: str
    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Tally, ...]
    total: Tally


class Stretch(Frozen):
    """Days from the first to the last, ISO 8601."""

    start: str
    end: str


class Placed(Frozen):
    """One activity of an overview: where it stands in the matrix, and when it was planned and delivered.

    Attributes:
        chain: The activity through all periods.
        cells: Row key and place of the period of each cell that counts it.
        regions: ITU regions of its countries.
        planned: Days that it was planned for, as first told; None where none were told.
        delivered: Days that it took place, as last told; None where it didn't, or no day was told.
        reached: Whether it is done or under way.
    """

    chain: Chain
    cells: tuple[tuple[str, int], ...]
    regions: tuple[str, ...]
    planned: Stretch | None
    delivered: Stretch | None
    reached: bool


class Overview(Frozen):
    """A matrix with the activities behind it."""

    matrix: Matrix
    activities: tuple[Placed, ...]
