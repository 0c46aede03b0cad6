"""Where a value stands in the document, and dates with their precision."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

DatePrecision = Literal["day", "month", "part_of_year", "year", "range"]


class Frozen(BaseModel):
    """The base of every model here: values that don't change, and no unknown fields."""

    # Every field is written, so every field is required of who reads.
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Span(Frozen):
    """Half-open character offsets into the plain text; `plain_text[start:end] == text`."""

    start: int
    end: int
    text: str


class DateSpan(Frozen):
    """A calendar interval, both ends inclusive; an open end is None."""

    start: str | None
    end: str | None
    precision: DatePrecision
    text: str
    span: Span
