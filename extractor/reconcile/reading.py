"""Turns the records of a result into items."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from sys import intern
from typing import Any, TypeVar

from extractor.normalise.text import fold, slug
from extractor.reconcile.intervals import Interval, hull, of_count, of_date
from extractor.reconcile.items import Ally, Count, Item, Origin, Stage
from extractor.reconcile.kinds import GROUPS, LASTING
from extractor.reconcile.similarity import solid
from extractor.reconcile.vocabulary import Vocabulary
from models import DateSpan, DocumentFacts, Extraction, Participant, Quantity, Record

_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]*")
_ACRONYM = re.compile(r"\w*[^\W\d_a-zà-ÿ][\w-]*[^\W\d_a-zà-ÿ]\w*$")
_NUMBERED = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_FEW = 10
# Characters before a date in which the word for a deadline stands.
_CUE = 40

Value = TypeVar("Value")


class ItemReader:
    """Reads items from results, with one vocabulary for all of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with a vocabulary.

        Args:
            vocabulary: What the word lists say about words.
        """
        self._vocabulary = vocabulary
        self._kept: dict[Any, Any] = {}
        self._nouns: dict[str | None, tuple[str | None, str]] = {}

    def _same(self, value: Value) -> Value:
        """Return the one copy of a value that many records have, so that each takes no memory of its own."""
        kept: Value = self._kept.setdefault(value, value)
        return kept

    def items(self, extraction: Extraction) -> Iterator[Item]:
        """Yield the activities of one result in its order; later ones borrow words from those they continue."""
        origin = origin_of(extraction.document)
        blocks: dict[int, list[Item]] = {}
        for record in extraction.records:
            item = self.item(record, origin)
            earlier = blocks.setdefault(record.evidence.block, [])
            self._continue(item, earlier)
            earlier.append(item)
            yield item

    def item(self, record: Record, origin: Origin) -> Item:
        """Return one record as it is compared.

        Args:
            record: The record.
            origin: Its document.
        """
        evidence, vocabulary = record.evidence, self._vocabulary
        said = vocabulary.words(evidence.text)
        roles = self._same(vocabulary.roles(said))
        dates = self._same(tuple(self._date(span, evidence.text, evidence.start) for span in record.dates))
        allies = self._same(tuple(Ally(one.id, one.name, one.span.text) for one in record.partners))
        stage, due = _stage(record, roles, dates, origin)
        words, heading = self._telling(said, record), fold(record.title)
        return Item(
            ids=(record.id,),
            origin=origin,
            place=evidence.start,
            page=evidence.page,
            kind=record.activity_type,
            status=record.status,
            stage=stage,
            due=due,
            title=record.title,
            heading=heading,
            text=evidence.text,
            section=self._same(evidence.section),
            initiative=intern(record.initiative.id) if record.initiative else None,
            initiative_name=intern(record.initiative.name) if record.initiative else None,
            countries=self._same(tuple(one.alpha_3 for one in record.countries)),
            names=self._same(tuple(one.name for one in record.countries)),
            regions=self._same(tuple(one.id for one in record.regions)),
            city=intern(fold(record.location.name)) if record.location else None,
            city_country=record.location.alpha_3 if record.location else None,
            people=tuple(self._count(one, one.audience, part=one.part) for one in record.participants),
            things=tuple(self._count(one, one.counted, part=False) for one in record.quantities),
            allies=allies,
            dates=dates,
            words=words,
            own_words=len(words - vocabulary.general),
            proper=self._same(self._proper(record)),
            ordinals=self._same(self._ordinals(heading, said)),
            languages=self._same(vocabulary.languages.intersection(said)),
            roles=roles,
            named=self._same(vocabulary.named_kinds(said)),
            lends=self._same(frozenset(key for ally in allies for key in _keys(ally))),
            where=self._same(where_of(record) or self._vocabulary.of_peoples(said)),
        )

    def _date(self, span: DateSpan, text: str, start: int) -> Interval:
        place = max(0, span.span.start - start)
        before = text[max(0, place - _CUE) : place]
        return of_date(span, deadline=bool(self._vocabulary.deadlines.search(before)))

    def _count(self, counted: Participant | Quantity, noun: str | None, *, part: bool) -> Count:
        size = of_count(counted.value, counted.value_max, counted.qualifier)
        said = counted.span.text
        # “More than 90” adds to nobody.
        exact = counted.qualifier in ("exact", "about")
        more = exact and not self._vocabulary.additions.isdisjoint(self._vocabulary.words(said))
        return self._same(Count(*self._noun(noun), size, said, part, more))

    def _noun(self, noun: str | None) -> tuple[str | None, str]:
        known = self._nouns.get(noun)
        if known is None:
            known = self._nouns[noun] = (self._vocabulary.head(noun), fold(noun or ""))
        return known

    def _telling(self, said: list[str], record: Record) -> frozenset[str]:
        """Return the stems that tell the statement from others: no names of countries and partners, no numbers."""
        spans = [span.text for country in record.countries for span in country.spans]
        spans += [partner.span.text for partner in record.partners]
        spans += [record.location.span.text] if record.location else []
        elsewhere = map(self._vocabulary.words, spans)
        return self._vocabulary.telling(set(said).difference(*elsewhere))

    def _proper(self, record: Record) -> frozenset[str]:
        """Return acronyms, and pairs of capitalised words that follow one another."""
        spans = [one.span for one in record.partners] + [span for one in record.countries for span in one.spans]
        named = {word for span in spans for word in span.text.split()}
        found, before, end = set(), "", -2
        for match in _CAPITALISED.finditer(record.evidence.text):
            word = match[0]
            if word in named:
                before = ""
                continue
            if not word[1:].islower() and _ACRONYM.match(word):
                found.add(intern(fold(word)))
            if before and match.start() == end + 1:
                found.add(intern(fold(f"{before} {word}")))
            before, end = word, match.end()
        return frozenset(found)

    def _ordinals(self, heading: str, said: list[str]) -> frozenset[int]:
        known = self._vocabulary.ordinals
        named = [known[word] for word in known.keys() & self._vocabulary.words(heading)]
        named += self._vocabulary.ordinals_in(said)
        return frozenset([*named, *map(int, _NUMBERED.findall(heading))])

    def _continue(self, item: Item, earlier: list[Item]) -> None:
        """Lend an item the words of the statement in its block that it continues.

        “Its adoption is expected” and “that of Malawi” say little of what they are about.
        """
        if len(item.words) > _FEW or not earlier:
            return
        title = self._vocabulary.telling(self._vocabulary.words(item.title)) & item.words
        for lender in reversed(earlier):
            if GROUPS[lender.kind] != GROUPS[item.kind]:
                continue
            bare = item.own_words <= 1 or (len(title) == 1 and title <= lender.words)
            if bare and lender.follows is None:
                item.words |= lender.words
                item.lends |= lender.lends
                item.follows = lender.id
                return


def _keys(ally: Ally) -> Iterator[str]:
    """Yield a partner's key without hyphens; of one that no list knows, the acronym in brackets behind it too."""
    yield solid(ally.id)
    if ally.short and ally.id == slug(ally.name):
        yield solid(slug(ally.short))


def where_of(record: Record) -> frozenset[str]:
    """Return the countries that an activity was in or for: that of its venue where no other is told."""
    venue = record.location.alpha_3 if record.location else None
    return frozenset(intern(one.alpha_3) for one in record.countries) or frozenset([intern(venue)] if venue else [])


def origin_of(document: DocumentFacts) -> Origin:
    """Return what a document's facts say about the days that it can know of."""
    period = of_date(document.period) if document.period and document.period.end else None
    published = document.published.end if document.published else None
    known = [period.high if period else None, date.fromisoformat(published).toordinal() if published else None]
    until = max((day for day in known if day is not None), default=None)
    return Origin(document.id, document.filename, period, until)


def _stage(record: Record, roles: frozenset[str], dates: tuple[Interval, ...], origin: Origin) -> tuple[Stage, bool]:
    """Return how far an activity had come, and whether it was yet to come."""
    match record.status:
        case "planned":
            return "planned", True
        case "cancelled":
            return "cancelled", False
        case "completed":
            begun = record.activity_type in LASTING and bool(roles & {"start", "extension"}) and "end" not in roles
            return ("started" if begun else "done"), False
    span = hull(dates)
    ahead = bool(span and origin.until and span.low > origin.until)
    unfinished = ahead or ("preparation" in roles and "operation" not in roles)
    return ("preparing" if unfinished else "running"), ahead


def days_of(items: Iterable[Item]) -> Interval | None:
    """Return the days from the first to the last that items are dated, open ends left out."""
    dates = [span for item in items for span in item.dates if abs(span.low) < 10**7 and abs(span.high) < 10**7]
    return hull(dates)
