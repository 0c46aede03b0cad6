"""Where a value stands in the document, and dates with their precision."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

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


@lru_cache(maxsize=4096)
def _day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("no day of the form YYYY-MM-DD")
    return text


Day = Annotated[str, AfterValidator(_day)]


class DateSpan(Frozen):
    """A calendar interval, both ends inclusive; an open end is None."""

    start: Day | None
    end: Day | None
    precision: DatePrecision
    text: str
    span: Span
