"""The tools that countries, dates and numbers are looked up with instead, each set up as serves it best here."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from benchmarks.part import installed

Find = Callable[[str, date | None], set[Any]]

_DIGITS = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[, ]\d{3})+(?![\w/-])|(?<![\w.,/-])\d+(?![\w/-])(?![.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BARE_YEAR = re.compile(r"\D*(?:19|20)\d\d\D*$")
_MONTH = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


@dataclass(frozen=True)
class Peer:
    """A tool that finds the values of one field.

    Attributes:
        name: For the table.
        distribution: Whose version is told; "" where it needs none.
        field: What it finds.
        load: Imports what is needed and returns the function that finds values.
    """

    name: str
    distribution: str
    field: str
    load: Callable[[], Find]

    @property
    def present(self) -> bool:
        """Whether it can be used."""
        return not self.distribution or installed(self.distribution) is not None


def months(start: str | None, end: str | None) -> set[str]:
    """Return the first and the last month of a span of ISO dates, either of which may be open."""
    return {day[:7] for day in (start, end) if day}


def _pycountry() -> Find:
    import pycountry

    names = {
        getattr(country, kind): country.alpha_3
        for country in pycountry.countries
        for kind in ("name", "common_name", "official_name")
        if hasattr(country, kind)
    }
    every = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{every})(?!\w)")
    return lambda text, day: {names[match[0]] for match in pattern.finditer(text)}


def _named_entities() -> Find:
    from country_named_entity_recognition import find_countries

    return lambda text, day: {country.alpha_3 for country, _ in find_countries(text)}


def _geotext() -> Find:
    import pycountry
    from geotext import GeoText

    alpha_3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"UK": "GBR"}
    return lambda text, day: {alpha_3.get(code, code) for code in GeoText(text).country_mentions}


def _dateparser() -> Find:
    from dateparser.search import search_dates

    def find(text: str, day: date | None) -> set[Any]:
        # Each other setting that was tried finds more that is none.
        settings: dict[str, Any] = {"REQUIRE_PARTS": ["month"], "PREFER_DAY_OF_MONTH": "first"}
        found = search_dates(text, languages=["en"], settings=settings | _base(day)) or []
        return _months_of(((said, when) for said, when in found))

    return find


def _base(day: date | None) -> dict[str, datetime]:
    return {"RELATIVE_BASE": datetime(day.year, day.month, day.day)} if day else {}


def _datefinder() -> Find:
    from datefinder import find_dates

    def find(text: str, day: date | None) -> set[Any]:
        base = datetime(day.year, day.month, 1) if day else None
        return _months_of((said, when) for when, said in find_dates(text, source=True, base_date=base))

    return find


def _parsedatetime() -> Find:
    from parsedatetime import Calendar

    calendar = Calendar()

    def find(text: str, day: date | None) -> set[Any]:
        found = calendar.nlp(text, _base(day).get("RELATIVE_BASE")) or ()
        # 1: a date; 3: a date and a time. What is a time alone is a bare number in a report.
        return _months_of((said, when) for when, kind, _, _, said in found if kind in (1, 3))

    return find


def _months_of(found: Iterator[tuple[str, datetime]]) -> set[str]:
    """Return the months of what a tool found; a bare year is January and December, as in the gold."""
    told: set[str] = set()
    for said, when in found:
        if _BARE_YEAR.match(said) and not _MONTH.search(said):
            told |= {f"{when.year:04}-01", f"{when.year:04}-12"}
        else:
            told.add(f"{when:%Y-%m}")
    return told


def _regex() -> Find:
    return lambda text, day: {
        int(re.sub(r"\D", "", match[0])) for match in _DIGITS.finditer(text) if not _YEAR.match(match[0])
    }


def _quantulum3() -> Find:
    warnings.filterwarnings("ignore", module="quantulum3")
    from quantulum3 import parser

    def find(text: str, day: date | None) -> set[Any]:
        told = set()
        # Line by line: fed a whole document, it takes the longer the more there is.
        for line in filter(str.strip, text.splitlines()):
            for found in parser.parse(line):
                if found.unit.name == "dimensionless" and found.value == int(found.value):
                    told.add(int(found.value))
        return {value for value in told if not _YEAR.match(str(value))}

    return find


PEERS = (
    Peer("pycountry and a regular expression", "pycountry", "countries", _pycountry),
    Peer("country_named_entity_recognition", "country_named_entity_recognition", "countries", _named_entities),
    Peer("geotext", "geotext", "countries", _geotext),
    Peer("dateparser.search", "dateparser", "dates", _dateparser),
    Peer("datefinder", "datefinder", "dates", _datefinder),
    Peer("parsedatetime", "parsedatetime", "dates", _parsedatetime),
    Peer("a regular expression for digits", "", "numbers", _regex),
    Peer("quantulum3", "quantulum3", "numbers", _quantulum3),
)
