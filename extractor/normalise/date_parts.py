"""Dates as words say them, before the calendar is asked."""

from typing import Literal, NamedTuple

DateKind = Literal["day", "days", "month", "part", "year", "range", "week", "relative"]
Unit = Literal["year", "quarter", "month", "week", "day", "weekday"]


class Part(NamedTuple):
    """One end of a date, or a whole one.

    Attributes:
        year: The year as written; None where it is missing.
        month: Month from 1; None for a whole year.
        month_last: Last month where several are meant (a quarter); else None. Smaller than `month` where the
            part ends in the next year (winter).
        day: Day of the month; None for a whole month.
        unit: Span that `shift` counts in; None for what is not relative.
        shift: How many units from the reference date: last -1, this 0, next 1. For `weekday`, the day from 1.
    """

    year: int | None = None
    month: int | None = None
    month_last: int | None = None
    day: int | None = None
    unit: Unit | None = None
    shift: int = 0


class DateMatch(NamedTuple):
    """A date found in a text.

    Attributes:
        start: First character.
        end: One past the last character.
        text: The characters.
        kind: What sort of date it is.
        first: The date, or where it starts.
        last: Where it ends; None where it is one date.
        opening: "end" for a date that is only a start (since), "start" for one that is only an end (until).
        bare_year: True where nothing but years was written.
        introduced: True where a word that introduces times (in, since, by) stands before; without it a bare
            year may belong to a name.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    first: Part
    last: Part | None = None
    opening: Literal["", "start", "end"] = ""
    bare_year: bool = False
    introduced: bool = False

    def only_last(self) -> "DateMatch":
        """Return the end of a range as a date of its own."""
        if self.last is None:
            return self
        kind: DateKind = "day" if self.last.day else "month" if self.last.month else "year"
        return self._replace(kind="part" if self.last.month_last else kind, first=self.last, last=None)

    @property
    def year(self) -> int | None:
        """The first year written; None where none is."""
        return self.first.year or (self.last.year if self.last else None)

    @property
    def needs_year(self) -> bool:
        """True where the year has to come from elsewhere."""
        return self.year is None and self.first.unit is None
