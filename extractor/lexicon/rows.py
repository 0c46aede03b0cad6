"""All row classes, and the one list of all tables."""

from dataclasses import dataclass, field
from typing import Any

from extractor.lexicon.things import (
    Audience,
    City,
    Country,
    CountryName,
    CountryTrap,
    Demonym,
    Event,
    Initiative,
    Organisation,
    OrganisationHead,
    Region,
)
from extractor.lexicon.wording import (
    ActivityNoun,
    ComparisonCue,
    ConfidenceFactor,
    LayoutWords,
    Month,
    NumberNoun,
    NumberWord,
    PartnerCue,
    Phrase,
    PhraseKind,
    QualifierWord,
    SectionTitle,
    StatusCue,
    TableColumn,
    Verb,
    YearPart,
)


def _table(row: type[Any], *key: str) -> Any:
    """Return a field of `Lexicons`: the table's rows, with the row class and key columns kept beside it."""
    return field(default=(), metadata={"row": row, "key": key})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicons:
    """All tables as read; one line each here registers a table, its file is the name with `.csv`."""

    countries: tuple[Country, ...] = _table(Country, "alpha_3")
    country_names: tuple[CountryName, ...] = _table(CountryName, "name")
    country_traps: tuple[CountryTrap, ...] = _table(CountryTrap, "name", "kind")
    demonyms: tuple[Demonym, ...] = _table(Demonym, "demonym")
    regions: tuple[Region, ...] = _table(Region, "id")
    cities: tuple[City, ...] = _table(City, "name")
    organisations: tuple[Organisation, ...] = _table(Organisation, "id")
    initiatives: tuple[Initiative, ...] = _table(Initiative, "id")
    events: tuple[Event, ...] = _table(Event, "name")
    audiences: tuple[Audience, ...] = _table(Audience, "singular")
    activity_nouns: tuple[ActivityNoun, ...] = _table(ActivityNoun, "noun")
    verbs: tuple[Verb, ...] = _table(Verb, "lemma", "frame")
    status_cues: tuple[StatusCue, ...] = _table(StatusCue, "cue", "where")
    section_titles: tuple[SectionTitle, ...] = _table(SectionTitle, "title")
    phrase_kinds: tuple[PhraseKind, ...] = _table(PhraseKind, "kind")
    phrases: tuple[Phrase, ...] = _table(Phrase, "phrase", "kind")
    partner_cues: tuple[PartnerCue, ...] = _table(PartnerCue, "cue")
    confidence: tuple[ConfidenceFactor, ...] = _table(ConfidenceFactor, "rule")
    table_columns: tuple[TableColumn, ...] = _table(TableColumn, "header")
    org_heads: tuple[OrganisationHead, ...] = _table(OrganisationHead, "head", "position")
    numbers: tuple[NumberWord, ...] = _table(NumberWord, "forms", "role")
    number_nouns: tuple[NumberNoun, ...] = _table(NumberNoun, "forms", "kind")
    qualifiers: tuple[QualifierWord, ...] = _table(QualifierWord, "forms", "position")
    months: tuple[Month, ...] = _table(Month, "forms")
    year_parts: tuple[YearPart, ...] = _table(YearPart, "forms", "role")
    layout_words: tuple[LayoutWords, ...] = _table(LayoutWords, "role", "words")
    comparison_cues: tuple[ComparisonCue, ...] = _table(ComparisonCue, "role")
