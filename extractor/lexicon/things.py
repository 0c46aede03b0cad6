"""Row classes of the tables of things: countries, places, organisations, programmes, people.

A row class says what its file's columns are: the fields in order, their types, and under "Attributes" what
each is for. A column of type `str` may be empty; `Filled` may not. A `tuple` cell holds several values with
"|" between them.
"""

from typing import Annotated, Literal, NamedTuple

from extractor.lexicon.columns import Alpha3, CountryCode, CountryCodeOrNone, CountryCodes, Filled, Must


class Country(NamedTuple):
    """A country or territory of ISO 3166-1, and Kosovo.

    Attributes:
        alpha_3: ISO 3166-1 alpha-3 code; Kosovo has XKX.
        alpha_2: ISO 3166-1 alpha-2 code; Namibia's NA and Norway's NO are text.
        m49: UN M49 number, three digits; empty for Kosovo.
        name: Name shown in results, as a UN reader expects it.
        itu_region: ITU region; territories have the one that they lie in, Antarctica has none.
        m49_region: Continent of the UN M49 list.
        m49_subregion: Part of the continent in the UN M49 list.
    """

    alpha_3: Alpha3
    alpha_2: Annotated[str, Must(pattern="[A-Z]{2}", like="NA")]
    m49: Annotated[str, Must(fill=False, pattern="[0-9]{3}", like="516")]
    name: Filled
    itu_region: Literal["", "Africa", "Americas", "Arab States", "Asia and the Pacific", "CIS", "Europe"]
    m49_region: Filled
    m49_subregion: str


class CountryName(NamedTuple):
    """A name that means a country wherever it stands.

    Attributes:
        alpha_3: The country.
        name: The name as printed; the matcher folds accents, quotes and, unless told otherwise, case.
        kind: Where such a name is met: short, formal, former, common, itu (inverted forms), abbreviation.
        case_sensitive: yes where capitals alone tell it from a word (US, Jersey).
        source: iso and cldr rows are compiled by tools/compile_geography.py, hand rows are a person's.
    """

    alpha_3: CountryCode
    name: Filled
    kind: Literal["short", "formal", "former", "common", "itu", "abbreviation"]
    case_sensitive: bool
    source: Literal["iso", "cldr", "hand"]


class CountryTrap(NamedTuple):
    """A name that holds or equals the name of a country or city and may mean something else.

    Attributes:
        name: The whole name as printed, in its capitals.
        kind: phrase is never the place; given_name and surname may be a person's.
    """

    name: Filled
    kind: Literal["phrase", "given_name", "surname"]


class Demonym(NamedTuple):
    """A word for the people of a country; by itself it never makes the country part of an activity.

    Attributes:
        demonym: Adjective or noun, singular.
        alpha_3: The countries that it may mean; several where it is shared.
        language: yes where the word also names a language.
    """

    demonym: Filled
    alpha_3: CountryCodes
    language: bool


class Region(NamedTuple):
    """A group of countries that texts name instead of countries.

    Attributes:
        id: Short stable key.
        name: Name shown in results.
        aliases: Other names, "|" between them; matched like country names, all-capital ones by capitals only.
        kind: itu_region, geographic, organisation (its members) or economic_group.
    """

    id: Filled
    name: Filled
    aliases: tuple[str, ...]
    kind: Literal["itu_region", "geographic", "organisation", "economic_group"]


class City(NamedTuple):
    """A city or venue where activities are held.

    Attributes:
        name: The name as printed, English where English has one.
        alpha_3: The country it lies in; where several places share the name, the best known or largest.
        population: People, 0 where unknown; it only ranks.
        ambiguous: yes where the name is also a word or a person's name, so that more must speak for it.
        kind: city or venue.
        source: geonames rows are compiled by tools/compile_geography.py, hand rows are a person's.
    """

    name: Filled
    alpha_3: CountryCode
    population: int
    ambiguous: bool
    kind: Literal["city", "venue"]
    source: Literal["geonames", "hand"]


class Organisation(NamedTuple):
    """An organisation that may be a partner.

    Attributes:
        id: Stable key: the usual acronym, or the short usual name.
        name: Full name shown in results.
        acronyms: Short forms, "|" between them; they match in these capitals only.
        aliases: Other full names, "|" between them; case, accents and quotes are folded.
        kind: What sort of body it is.
        parent: Key of the organisation that it is part of.
        country: Country of a national body.
    """

    id: Filled
    name: Filled
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: Literal[
        "un", "igo", "regional", "standards", "regulator", "government", "ngo", "company", "academia",
        "foundation", "network", "police", "bank", "media",
    ]  # fmt: skip
    parent: Annotated[str, Must(fill=False, table="organisations")]
    country: CountryCodeOrNone


class OrganisationHead(NamedTuple):
    """A word that makes the capitalised words around it an organisation's name.

    Attributes:
        head: The word.
        position: Where the word stands in the name.
        kind: What sort of body it names.
    """

    head: Filled
    position: Filled
    kind: Filled


class Initiative(NamedTuple):
    """A programme or series that activities belong to.

    Attributes:
        id: Its usual short name.
        name: Name shown in results.
        aliases: Other names, "|" between them.
    """

    id: Filled
    name: Filled
    aliases: tuple[str, ...]


class Event(NamedTuple):
    """A named conference, forum or campaign day that looks like an organisation and is none.

    Attributes:
        name: Full name.
        aliases: Other names and short forms, "|" between them.
    """

    name: Filled
    aliases: tuple[str, ...]


class Audience(NamedTuple):
    """A noun for people that are counted as participants.

    Attributes:
        singular: One of them.
        plural: Several of them.
        kind: person, or collective for a noun that counts groups.
    """

    singular: Filled
    plural: Filled
    kind: Literal["person", "collective"]
