"""Records as IATI 2.03 activities, in the order of elements that the schema wants.

Source: iatistandard.org, version 2.03: iati-activities-schema.xsd, the codelists ActivityStatus, ActivityDateType,
OrganisationRole, OrganisationType, and the standard ruleset. What they need and no document says is a `Gap`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from lxml import etree

from extractor.export.iati_gaps import Gap
from extractor.export.material import Reporting
from extractor.export.rows import Codes, Telling, count, day, first_day, last_day
from extractor.normalise.cells import visible
from models import DateSpan, Participant, Record
from models.record import PartnerRole, Status

STATUS: dict[Status, str] = {"planned": "1", "ongoing": "2", "completed": "4", "cancelled": "5"}
ROLES: dict[PartnerRole, str] = {"funder": "1", "lead": "3"}
ACCOUNTABLE, IMPLEMENTING = "2", "4"
# Types of the first and the last day: planned start 1, actual start 2, planned end 3, actual end 4.
DATE_TYPES: dict[Status, tuple[str, str]] = {
    "planned": ("1", "3"),
    "ongoing": ("2", "3"),
    "completed": ("2", "4"),
    "cancelled": ("1", "3"),
}
OWN_VOCABULARY = "99"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NUMBER = re.compile(r"\d+")
_NOT_IN_IDENTIFIER = re.compile(r"[/&|?\s]")


class Known(NamedTuple):
    """The first and last day of an activity, each only where the day itself is stated."""

    first: date | None
    last: date | None


def write(told: Iterable[Telling], codes: Codes, stream: IO[bytes], reporting: Reporting) -> list[Gap]:
    """Write the activities, and return what IATI needs and the documents don't say.

    Args:
        told: The records.
        codes: Countries by their alpha-3 codes.
        stream: Where to write.
        reporting: Who reports.
    """
    gaps: list[Gap] = []
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", version="2.03"):
            file.write("\n")
            for telling in told:
                lacking = list(_gaps(telling, reporting))
                gaps += lacking
                if not (reporting.only_complete and any(gap.required for gap in lacking)):
                    file.write(activity(telling, codes, reporting), pretty_print=True)
    return gaps


def activity(told: Telling, codes: Codes, reporting: Reporting) -> Any:
    """Return one record as an `iati-activity` element.

    Args:
        told: The record.
        codes: Countries by their alpha-3 codes.
        reporting: Who reports.
    """
    record = told.record
    root = etree.Element("iati-activity", {_LANGUAGE: "en"})
    prefix = f"{reporting.ref}-" if reporting.ref else ""
    _add(root, "iati-identifier").text = _NOT_IN_IDENTIFIER.sub("-", visible(f"{prefix}{record.id}"))
    own = {"ref": reporting.ref, "type": reporting.kind} if reporting.ref else {}
    _organisation(root, "reporting-org", told.document.publisher or "", **own)
    _narrated(root, "title", record.title)
    _narrated(root, "description", record.evidence.text, type="1")
    page = f", page {record.evidence.page}" if record.evidence.page else ""
    _narrated(root, "description", f"Source: {told.path}{page}", type="4")
    if told.document.publisher:
        _organisation(root, "participating-org", told.document.publisher, **own, role=ACCOUNTABLE)
    for partner in record.partners:
        _organisation(root, "participating-org", partner.name, role=ROLES.get(partner.role, IMPLEMENTING))
    _add(root, "activity-status", code=STATUS[record.status])
    known = stated_days(record.dates)
    for found, kind in zip(known, DATE_TYPES[record.status], strict=True):
        if found:
            _add(root, "activity-date", {"type": kind, "iso-date": found.isoformat()})
    _recipients(root, record, codes)
    if record.location:
        _narrated(_add(root, "location"), "name", record.location.name)
    sector = _add(root, "sector", vocabulary=OWN_VOCABULARY, code=record.activity_type)
    _add(sector, "narrative").text = record.activity_type.replace("_", " ")
    if record.participants:
        _result(root, told)
    return root


def stated_days(spans: tuple[DateSpan, ...]) -> Known:
    """Return the first and last day of several dates, each only where the document states the day itself."""
    exact = [_stated(span) for span in spans]
    first, last = first_day(spans), last_day(spans)
    return Known(
        first if any(one.first == first for one in exact) else None,
        last if any(one.last == last for one in exact) else None,
    )


def _stated(span: DateSpan) -> Known:
    start, end = day(span.start), day(span.end)
    if span.precision == "day":
        return Known(start, end)
    if span.precision != "range":
        return Known(None, None)
    # “from May to 1 June” states one day: the last number that fits is the end's, one before it the beginning's.
    numbers = [int(number) for number in _NUMBER.findall(span.text)]
    places = [place for place, number in enumerate(numbers) if end and number == end.day]
    before = numbers[: places[-1]] if places else numbers
    return Known(start if start and start.day in before else None, end if places else None)


def _recipients(root: Any, record: Record, codes: Codes) -> None:
    """Add countries, then regions; several share equally, as the standard wants shares that add up to 100."""
    known = [(codes[one.alpha_3].alpha_2, one.name) for one in record.countries if one.alpha_3 in codes]
    shares = iter(_shares(len(known) + len(record.regions)))
    for code, name in known:
        _narrated(root, "recipient-country", name, code=code, percentage=next(shares))
    for region in record.regions:
        code = _NOT_IN_IDENTIFIER.sub("-", region.id)
        _narrated(
            root, "recipient-region", region.name, vocabulary=OWN_VOCABULARY, code=code, percentage=next(shares)
        )


def _shares(number: int) -> Iterator[str]:
    """Yield percentages with two places that add up to 100; nothing is said of one that has all."""
    for place in range(number):
        hundredths = 10_000 * (place + 1) // number - 10_000 * place // number
        yield "" if number == 1 else f"{hundredths / 100:.2f}"


def _result(root: Any, told: Telling) -> None:
    result = _add(root, "result", type="1")
    _narrated(result, "title", "People reached")
    period = _measured(told)
    for counted in told.record.participants:
        indicator = _add(result, "indicator", measure="1")
        audience = counted.audience or "people"
        number = "" if period else f": {count(counted, None)}"
        _narrated(indicator, "title", f"{audience}{' (part of a total)' if counted.part else ''}{number}")
        if period:
            _value(indicator, counted, period, planned=told.record.status in ("planned", "cancelled"))


def _value(indicator: Any, counted: Participant, period: tuple[date, date], *, planned: bool) -> None:
    element = _add(indicator, "period")
    for name, limit in zip(("period-start", "period-end"), period, strict=True):
        _add(element, name, {"iso-date": limit.isoformat()})
    value = _add(element, "target" if planned else "actual", value=str(counted.value))
    _narrated(value, "comment", count(counted, counted.audience))


def _measured(told: Telling) -> tuple[date, date] | None:
    """Return the days in which people were reached: the activity's, else the document's period."""
    period = told.document.period
    for spans in (told.record.dates, (period,) if period else ()):
        first, last = first_day(spans), last_day(spans)
        if first and last:
            return first, last
    return None


def _gaps(told: Telling, reporting: Reporting) -> Iterator[Gap]:
    record = told.record

    def gap(element: str, lacks: str, *, required: bool) -> Gap:
        return Gap(record.id, told.path, element, lacks, required)

    if not reporting.ref:
        yield gap("reporting-org/@ref", "no identifier of who reports, give --reporting-org", required=True)
    if not told.document.publisher:
        yield gap("reporting-org", "the document doesn't say who publishes it", required=True)
    if not (told.document.publisher or record.partners):
        yield gap("participating-org", "no organisation is named", required=True)
    known = stated_days(record.dates)
    if not known.first:
        yield gap("activity-date", "the day of its start is not stated", required=True)
    if not known.last:
        yield gap("activity-date", "the day of its end is not stated", required=False)
    if not (record.countries or record.regions):
        yield gap("recipient-country", "no country or region is named", required=False)
    if len(record.countries) + len(record.regions) > 1:
        yield gap("recipient-country/@percentage", "shares are not stated; equal ones are written", required=False)
    if record.participants and not _measured(told):
        yield gap("result/indicator/period", "the days in which people were reached are not stated", required=False)


def _organisation(parent: Any, tag: str, name: str, **attributes: str) -> None:
    element = _add(parent, tag, **attributes)
    if name:
        _add(element, "narrative").text = visible(name)


def _narrated(parent: Any, tag: str, text: str, **attributes: str) -> None:
    _add(_add(parent, tag, **attributes), "narrative").text = visible(text)


def _add(parent: Any, tag: str, given: Mapping[str, str] = MappingProxyType({}), /, **attributes: str) -> Any:
    filled = {name: visible(value) for name, value in {**given, **attributes}.items() if value}
    return etree.SubElement(parent, tag, filled)

