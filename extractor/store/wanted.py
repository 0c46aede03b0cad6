"""Which records are asked for, of a store or of results."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import DocumentFacts, Record


@dataclass(frozen=True)
class Wanted:
    """Which records are asked for; None asks for all.

    Attributes:
        country: ISO 3166-1 alpha-3 code of a country of the activity.
        period: First and last day, ISO 8601; an activity on any day between is wanted.
        activity_type: Code of the record contract.
        status: Code of the record contract.
        partner: Id of an organisation, or a part of its name.
        min_confidence: Least confidence, 0 to 1; records without one are left out.
        limit: Most records to have of a store, by path and place.
    """

    country: str | None = None
    period: tuple[str, str] | None = None
    activity_type: str | None = None
    status: str | None = None
    partner: str | None = None
    min_confidence: float | None = None
    limit: int | None = None

    def takes(self, record: "Record", document: "DocumentFacts") -> bool:
        """Return whether a record is asked for, as a store would answer.

        Args:
            record: The record.
            document: Its document, whose period stands for the dates of a record that has none.
        """
        return (
            self.activity_type in (None, record.activity_type)
            and self.status in (None, record.status)
            and (self.min_confidence is None or record.confidence >= self.min_confidence)
            and (self.country is None or any(one.alpha_3 == self.country.upper() for one in record.countries))
            and self._takes_partner(record)
            and self._takes_days(record, document)
        )

    def _takes_partner(self, record: "Record") -> bool:
        if self.partner is None:
            return True
        asked = self.partner.lower()
        return any(one.id.lower() == asked or asked in one.name.lower() for one in record.partners)

    def _takes_days(self, record: "Record", document: "DocumentFacts") -> bool:
        if self.period is None:
            return True
        first, last = self.period
        spans = record.dates or ((document.period,) if document.period else ())
        return any(
            (span.start or span.end)
            and (span.start is None or span.start <= last)
            and (span.end is None or span.end >= first)
            for span in spans
        )
