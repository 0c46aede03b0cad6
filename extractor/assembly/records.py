"""Turns drafts into records, with the reasons for every value."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.assembly.activity import GATHERINGS
from extractor.assembly.context import Context, heading_year
from extractor.assembly.drafts import Ally, Basis, Draft, Place, When
from extractor.assembly.issued import date_span
from extractor.normalise.dates import resolve, sentence_year
from extractor.rules.annotations import Count
from models import Block, DateSpan, Record, ResultWarning
from models.reasons import Reason

# What a model is made of.
Fields = dict[str, Any]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEAN = {"planned": "future", "completed": "past"}


class RecordMaker:
    """Makes records of one document; keeps what would not resolve as warnings."""

    def __init__(self, context: Context) -> None:
        """Start with no warnings.

        Args:
            context: The document around.
        """
        self._context = context
        self._text = context.document.source.plain_text
        self._document = json.dumps(context.document.source.id)
        self._recognised = {warning.page for warning in context.document.source.warnings if warning.code == "ocr"}
        self._seen: dict[str, int] = {}
        self.warnings: list[ResultWarning] = []

    def make(self, draft: Draft) -> Record:
        """Return a draft as a record.

        Args:
            draft: The activity.
        """
        dates = tuple(self._dates(draft))
        rules = self._rules(draft)
        # One validation for the whole tree costs a third of one for each of its objects.
        return Record.model_validate(
            {
                "id": self._id(draft),
                "activity_type": draft.kind,
                "status": draft.state,
                "title": self._title(draft),
                "initiative": self._initiative(draft),
                "countries": tuple(self._countries(draft.countries)),
                "regions": tuple(self._regions(draft.regions)),
                "location": self._location(draft.location),
                "participants": tuple(self._participant(c) for c in _once(draft.people)),
                "quantities": tuple(self._quantity(c) for c in _once(draft.things)),
                "partners": tuple(self._partners(draft.partners)),
                "dates": dates,
                "evidence": self._evidence(draft),
                "rules": tuple(rules),
                "confidence": self._confidence(draft, rules),
            }
        )

    def _span(self, start: int, end: int) -> Fields:
        return {"start": start, "end": end, "text": self._text[start:end]}

    def _id(self, draft: Draft) -> str:
        """A digest of document, statement and type; a second record of the same statement counts on."""
        base = f'[{self._document}, {draft.start}, "{draft.kind}"]'
        n = self._seen[base] = self._seen.get(base, 0) + 1
        return "r-" + hashlib.sha256(f"{base}#{n}".encode()).hexdigest()[:12]

    def _title(self, draft: Draft) -> str:
        return " ".join(self._text[draft.title[0] : draft.title[1]].split()).strip(" ,;:.")

    def _initiative(self, draft: Draft) -> Fields | None:
        if draft.initiative is None:
            return None
        key = draft.initiative.value
        return {"id": key, "name": self._context.known.initiatives.get(key, key)}

    def _countries(self, places: Iterable[Place]) -> Iterator[Fields]:
        for key, group in _by_key(places).items():
            spans = tuple(self._span(p.start, p.end) for p in group)
            name = self._context.known.countries.get(key, group[0].name)
            yield {"alpha_3": key, "name": name, "spans": spans}

    def _regions(self, places: Iterable[Place]) -> Iterator[Fields]:
        names = self._context.known.regions
        for key, group in _by_key(places).items():
            spans = tuple(self._span(p.start, p.end) for p in group)
            yield {"id": key, "name": names.get(key, group[0].name), "spans": spans}

    def _location(self, place: Place | None) -> Fields | None:
        if place is None:
            return None
        return {"name": place.name, "alpha_3": place.key or None, "span": self._span(place.start, place.end)}

    def _participant(self, count: Count) -> Fields:
        return self._number(count) | {"audience": count.counted, "part": count.part}

    def _quantity(self, count: Count) -> Fields:
        return self._number(count) | {"counted": count.counted}

    def _number(self, count: Count) -> Fields:
        return {
            "value": count.value,
            "value_max": count.value_max,
            "qualifier": count.qualifier,
            "span": self._span(count.start, count.end),
        }

    def _partners(self, allies: Iterable[Ally]) -> Iterator[Fields]:
        seen = set()
        for ally in allies:
            if ally.id not in seen:
                seen.add(ally.id)
                yield {"id": ally.id, "name": ally.name, "role": ally.role, "span": self._span(ally.start, ally.end)}

    def _dates(self, draft: Draft) -> Iterator[DateSpan]:
        context = self._context.dates_in(draft.block)
        context = context._replace(heading_year=self._year_above(draft.block.block) or context.heading_year)
        seen = set()
        lent = {_year_beside(draft, when) for when in draft.dates} - {None}
        for when in draft.dates:
            match = when.found.match
            if match.kind == "year" and not match.opening and match.year in lent:
                # “twice in 2020, in March and in October”: the year is told with the months.
                continue
            since = match.opening == "end"
            told = when.lean if draft.state != "cancelled" else ""
            lean = "past" if since else told or _LEAN.get(draft.state)
            year = _year_beside(draft, when)
            value = resolve(match, context._replace(sentence_year=year, lean=lean))  # type: ignore[arg-type]
            if value is None:
                self._warn("date_unresolved", f"no single year for the date “{when.found.text}”", draft)
            elif value.start is None:
                # “launched in May and runs until December”: an end alone is not when the activity happened.
                self._warn("date_end_only", f"only an end is told: “{when.found.text}”", draft)
            elif (value.start, value.end) not in seen:
                seen.add((value.start, value.end))
                yield date_span(self._context.document, when.found, value)

    def _year_above(self, block: Block) -> int | None:
        """Return the year that leads a list in (“In 2027 it will:”), else that of the nearest dated heading."""
        if block.parent is not None:
            above = self._context.document.blocks[block.parent]
            since = above.sentences[-1].start if above.sentences else above.block.start
            if year := sentence_year([date.match for date in above.dates if date.start >= since]):
                return year
        return heading_year(block)

    def _warn(self, code: str, message: str, draft: Draft) -> None:
        self.warnings.append(ResultWarning(code=code, message=message, page=draft.block.block.page))

    def _evidence(self, draft: Draft) -> Fields:
        block = draft.block.block
        place = {"page": block.page, "section": block.section, "block": block.index}
        return self._span(draft.start, draft.end) | place

    @staticmethod
    def _rules(draft: Draft) -> list[str]:
        """Return the names of all rules that gave a value, sorted."""
        used = {draft.type.rule, draft.status.rule, *draft.rules}
        used |= {p.rule for p in (*draft.countries, *draft.regions)}
        used |= {a.rule for a in draft.partners} | {c.rule for c in (*draft.people, *draft.things)}
        used |= {w.found.rule for w in draft.dates}
        if draft.location:
            used.add(draft.location.rule)
        if draft.initiative:
            used.add(draft.initiative.rule)
        return sorted(used)

    def _confidence(self, draft: Draft, rules: Iterable[str]) -> float:
        """Return the product of what each rule, and each kind of value taken from elsewhere, is good for."""
        carried = {"carried_type": draft.type.carried, "carried_status": draft.status.carried}
        carried["carried_country"] = any(place.carried for place in draft.countries)
        carried["page_recognised"] = draft.block.block.page in self._recognised
        carried["carried_date"] = any(when.carried for when in draft.dates)
        result = 1.0
        for name in ("any_record", *rules, *(name for name, is_so in carried.items() if is_so)):
            result *= self._context.known.factors.get(name, 1.0)
        return round(result, 2)

    def reasons(self, draft: Draft, record: Record) -> Iterator[Reason]:
        """Yield the reasons for the values of a record.

        Args:
            draft: What it was made of.
            record: The record.
        """
        yield self._because(draft, "activity_type", draft.type)
        yield self._because(draft, "status", draft.status)
        if draft.initiative and record.initiative:
            yield self._because(draft, "initiative", draft.initiative._replace(value=record.initiative.name))
        for field, places in (("countries", draft.countries), ("regions", draft.regions)):
            for place in places:
                yield self._because(draft, field, _basis(place.name, place))
        if draft.location:
            yield self._because(draft, "location", _basis(draft.location.name, draft.location))
        for field, counts in (("participants", draft.people), ("quantities", draft.things)):
            for count in counts:
                value = f"{count.qualifier} {count.value} {count.counted or ''}".strip()
                yield self._because(draft, field, Basis(value, count.start, count.end, count.rule))
        for ally in draft.partners:
            yield self._because(draft, "partners", _basis(f"{ally.name} ({ally.role})", ally))
        for when in draft.dates:
            told = Basis(when.found.text, when.found.start, when.found.end, when.found.rule, when.carried)
            yield self._because(draft, "dates", told)

    def _because(self, draft: Draft, field: str, basis: Basis) -> Reason:
        inside = draft.start <= basis.start < draft.end
        return Reason(
            field=field,
            value=basis.value,
            rule=basis.rule,
            words=self._text[basis.start : basis.end],
            start=basis.start,
            end=basis.end,
            carried=basis.carried or not inside,
        )


def _year_beside(draft: Draft, when: When) -> int | None:
    """Return the one year that the sentence of a date states, else that of the dates before it."""
    if not when.found.match.needs_year:
        return None
    block, at = draft.block, when.found.start
    sentence = next((s for s in block.sentences if s.start <= at < s.end), None)
    told = [w.found for w in draft.dates if w.found.match.opening != "end"]
    same = [d.match for d in told if sentence and sentence.start <= d.start < sentence.end]
    beside = sentence_year(same) or sentence_year([d.match for d in told if d.start < at])
    return beside or _year_of_name(draft)


def _year_of_name(draft: Draft) -> int | None:
    """Return the year of “Cyber Forum 2015” and “The 2016 Workshop”, which were held in it."""
    start, end = draft.title
    base = draft.block.block.start
    years = set(_YEAR.findall(draft.block.text[start - base : draft.type.end - base + len(" 2015")]))
    held = draft.kind in GATHERINGS and start <= draft.type.start < end
    return int(years.pop()) if held and len(years) == 1 else None


def _basis(value: str, said: Place | Ally) -> Basis:
    return Basis(value, said.start, said.end, said.rule, said.carried)


def _by_key(places: Iterable[Place]) -> dict[str, list[Place]]:
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.key, []).append(place)
    return grouped


def _once(counts: Iterable[Count]) -> list[Count]:
    """Drop counts told twice: the same number of the same thing."""
    return list(
        {(c.value, c.value_max, c.qualifier, (c.counted or "").casefold()): c for c in reversed(list(counts))}.values()
    )[::-1]
