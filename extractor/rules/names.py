"""Finds what the lexicons name: countries, regions, cities, organisations, initiatives, events."""

from collections.abc import Iterable
from itertools import compress, count
from typing import NamedTuple

from spacy.language import Language

from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.gazetteer import Entry, Found, Gazetteer
from extractor.rules.phrasing import phrasing
from extractor.rules.tokens import Tokens

_CITY_WORDS = 4
# Letters that rule a word out as the first of a city's name.
_CITY_START = 5
_CITY_BEHIND = frozenset({"", ",", ";", ":", "and", "(", "\t"})
_CITY_BEFORE = grammar.PREPOSITIONS - {"of", "with", "by", "than", "like", "as"}


class CityFact(NamedTuple):
    """What the lexicon says of a city."""

    name: str
    alpha_3: str
    ambiguous: bool


class NameFinder:
    """The gazetteer of names, and what context says about the doubtful ones."""

    def __init__(self, nlp: Language, lexicons: Lexicons) -> None:
        """Load the names of all lexicons.

        Args:
            nlp: The pipeline that the names are matched in.
            lexicons: The tables.
        """
        self._names = Gazetteer(nlp)
        self._add_organisations(lexicons)
        self._add_others(lexicons)
        self._given = {fold(t.name) for t in lexicons.country_traps if t.kind != "phrase"}
        self._titles = phrasing(lexicons).folded("person_title")
        self._journeys = phrasing(lexicons).folded("journey_word")
        self._visits = phrasing(lexicons).folded("visiting_word")
        self._countries = {fold(row.name): row.alpha_3 for row in lexicons.country_names}
        self._cities: dict[str, CityFact] = {}
        for city in lexicons.cities:
            self._cities.setdefault(fold(city.name), CityFact(city.name, city.alpha_3, city.ambiguous))
        self._city_starts = {name[:_CITY_START] for name in self._cities}

    def _add_organisations(self, lexicons: Lexicons) -> None:
        for org in lexicons.organisations:
            entry = Entry("organisation", org.id, org.kind)
            self._names.add(entry, (org.name, *org.aliases))
            self._names.add(entry, org.acronyms, exact=True)

    def _add_others(self, lexicons: Lexicons) -> None:
        for event in lexicons.events:
            self._add_forms(Entry("event", event.name), (event.name, *event.aliases))
        for initiative in lexicons.initiatives:
            self._add_forms(Entry("initiative", initiative.id), (initiative.name, *initiative.aliases))
        for trap in lexicons.country_traps:
            if trap.kind == "phrase":
                self._names.add(Entry("trap", trap.name), (trap.name,))
        for region in lexicons.regions:
            self._add_forms(Entry("region", region.id), (region.name, *region.aliases))
        for name in lexicons.country_names:
            self._names.add(Entry("country", name.alpha_3), (name.name,), exact=name.case_sensitive)
        for demonym in lexicons.demonyms:
            self._names.add(Entry("demonym", demonym.alpha_3[0]), (demonym.demonym,))

    def _add_forms(self, entry: Entry, forms: Iterable[str]) -> None:
        short = [form for form in forms if form.isupper() or len(form) <= 4]
        self._names.add(entry, [form for form in forms if form not in short])
        self._names.add(entry, short, exact=True)

    def find(self, tokens: Tokens) -> list[Found]:
        """Return the names in a block, without those that their context shows to be something else.

        Args:
            tokens: The block's tokens.
        """
        words, titled = tokens.words, tokens.titled
        found = [f for f in self._names.find(words, tokens.raw) if any(titled[f.start : f.end])]
        people = self._people(found, words, titled)
        kept = [f for f in found if not (f.entry.label == "country" and f.start in people)]
        kept = [f for f in kept if not (f.entry.label == "country" and self._inside_city(f, words, titled))]
        kept = [f for f in kept if not (_is_state_of_usa(f, kept, words) or _ends_name(f, kept, tokens))]
        kept = [f for f in kept if not _opens_name(f, kept, tokens)]
        kept += self._possessors(kept, words)
        taken = [(f.start, f.end) for f in kept]
        return sorted(kept + self._find_cities(words, titled, taken, kept))

    def _possessors(self, found: list[Found], words: list[str]) -> list[Found]:
        """Return the country of a body known by it: “Malta's Authority”."""
        out = []
        for f in found:
            if f.entry.label == "organisation" and "'s" in words[f.start : f.end]:
                end = words.index("'s", f.start)
                if alpha_3 := self._countries.get(" ".join(words[f.start : end])):
                    out.append(Found(f.start, end, Entry("country", alpha_3)))
        return out

    def _inside_city(self, f: Found, words: list[str], titled: list[bool]) -> bool:
        """True for the Spain of Port of Spain and the Mexico of Mexico City."""
        for start in range(max(0, f.start - 2), f.start + 1):
            if not (titled[start] and self._may_begin_city(words[start])):
                continue
            for end in range(f.end, min(len(words), f.end + 2) + 1):
                if (start, end) != (f.start, f.end) and " ".join(words[start:end]) in self._cities:
                    return True
        return False

    def _people(self, found: list[Found], words: list[str], titled: list[bool]) -> set[int]:
        """Return the first tokens of country names that are a person's name or the state behind one."""
        starts = {f.start for f in found}
        out = set()
        for f in found:
            if f.entry.label != "country":
                continue
            before = words[f.start - 1] if f.start else ""
            if (
                before.rstrip(".") in self._titles
                or (words[f.start] in self._given and self._surname_follows(f, words, titled, starts))
                or (before == "(" and self._title_near(words, f.start - 1))
                or (before == "of" and self._names_person(words, titled, f.start - 1))
                or (
                    words[f.start] in self._given
                    and f.start
                    and titled[f.start - 1]
                    and self._title_near(words, f.start)
                )
            ):
                out.add(f.start)
        return out

    def _surname_follows(self, f: Found, words: list[str], titled: list[bool], starts: set[int]) -> bool:
        i = f.end
        if i >= len(words) or not titled[i] or not words[i].isalpha() or i in starts:
            return False
        before = words[f.start - 1] if f.start else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        alone = not (i + 1 < len(words) and titled[i + 1] and after.isalpha())
        return alone and before not in ("in", "to", "from")

    def _names_person(self, words: list[str], titled: list[bool], i: int) -> bool:
        """True for the “Mr Li Zhao” of “Mr Li Zhao of China”, unlike “the Minister of Transport of China”."""
        start = i
        while start > 0 and titled[start - 1] and words[start - 1].isalpha():
            start -= 1
        return any(word.rstrip(".") in self._titles for word in words[start : i - 1])

    def _title_near(self, words: list[str], i: int) -> bool:
        return any(word.rstrip(".") in self._titles for word in words[max(0, i - 5) : i] if word not in (",", ";"))

    def _find_cities(
        self, words: list[str], titled: list[bool], taken: list[tuple[int, int]], found: list[Found]
    ) -> list[Found]:
        used = {i for start, end in taken for i in range(start, end)}
        countries = {f.start: f.entry.key for f in found if f.entry.label == "country"}
        before_country = {start - back for start in countries for back in range(2, _CITY_WORDS + 2)}
        cities: list[Found] = []
        for i in compress(count(), titled):
            possible = i not in used and (i in before_country or self._may_begin_city(words[i]))
            hit = self._city_at(words, titled, i, countries) if possible else None
            if hit and used.isdisjoint(range(hit.start, hit.end)):
                cities.append(hit)
                used.update(range(hit.start, hit.end))
        return cities

    def _may_begin_city(self, word: str) -> bool:
        return len(word) < _CITY_START or word[:_CITY_START] in self._city_starts

    def _city_at(self, words: list[str], titled: list[bool], i: int, countries: dict[int, str]) -> Found | None:
        before = words[i - 1] if i else ""
        for size in range(_CITY_WORDS, 0, -1):
            end = i + size
            if end > len(words) or not titled[end - 1]:
                continue
            fact = self._cities.get(" ".join(words[i:end]).replace(" - ", "-").replace(" '", "'"))
            follows = end < len(words) and words[end] in (",", "(") and countries.get(end + 1)
            listed = before == "-" and words[end : end + 1] in ([","], ["."], [")"], [])
            placed = before in _CITY_BEFORE | _CITY_BEHIND | self._visits or listed or bool(follows)
            sure = before in ("in", "at") or follows or (before == "to" and words[i - 2] in self._journeys)
            if fact and placed and (sure or not fact.ambiguous):
                if end < len(words) and titled[end] and words[end].isalpha() and not follows:
                    return None
                return Found(i, end, Entry("city", fact.name, follows or fact.alpha_3))
            plain = size <= 3 and all(titled[i:end]) and all(word.isalpha() for word in words[i:end])
            if not fact and follows and before in ("in", "at", ":", "from") and plain:
                return Found(i, end, Entry("city", "", str(follows)))
        return None


def _is_state_of_usa(f: Found, found: list[Found], words: list[str]) -> bool:
    """True for the Georgia of “Atlanta, Georgia, USA”."""
    if f.entry.key != "GEO" or words[f.end : f.end + 1] not in ([","], ["("]):
        return False
    return any(other.start == f.end + 1 and other.entry[:2] == ("country", "USA") for other in found)


def _ends_name(f: Found, found: list[Found], tokens: Tokens) -> bool:
    """True for the country of “La Strada-Ukraine”: a hyphen joins it to a name that no list has."""
    i, raw = f.start - 2, tokens.raw
    if f.entry.label != "country" or i < 0 or raw[i + 1] != "-" or tokens.starts[f.start] != tokens.ends[i] + 1:
        return False
    return raw[i][0].isupper() and not raw[i].isupper() and not any(o.start <= i < o.end for o in found)


def _opens_name(f: Found, found: list[Found], tokens: Tokens) -> bool:
    """True for the acronym of “GCC-Stat”: a hyphen joins it to the rest of another body's name."""
    i, raw = f.end, tokens.raw
    if f.entry.label != "organisation" or i + 1 >= len(raw) or raw[i] != "-" or tokens.starts[i + 1] != tokens.ends[i]:
        return False
    rest = raw[i + 1]
    alone = f.end - f.start == 1 and raw[f.start].isupper() and tokens.starts[i] == tokens.ends[i - 1]
    return alone and rest[0].isupper() and rest[1:].islower() and not any(o.start <= i + 1 < o.end for o in found)
