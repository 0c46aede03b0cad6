"""Records as cards: each value in words, with the rule and the words that gave it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.export.pages.marks import Mark
from extractor.export.wording import code, number, partner, when
from extractor.review.fields import text_of
from extractor.review.log import Standing
from extractor.review.reviewable import Reviewable
from models import DateSpan, Location, Participant, Partner, Quantity, Record, Span
from models.decisions import EDITED_FIELDS, Decision
from models.reasons import Reason

# Below this a person should look, as the record contract says.
DOUBTFUL = 0.8
LABELS = {
    "activity_type": "Type",
    "status": "Status",
    "initiative": "Programme",
    "countries": "Countries",
    "regions": "Regions",
    "location": "Place",
    "participants": "People",
    "quantities": "Counted",
    "partners": "Partners",
    "dates": "Dates",
}
_EXPECTED = {"countries": "no country", "dates": "no date"}


class Value(NamedTuple):
    """One value: its number on the page, its words, the rule and characters that gave it."""

    number: int
    text: str
    rule: str
    spans: tuple[tuple[int, int], ...]


class Field(NamedTuple):
    """A field with its values."""

    name: str
    label: str
    values: list[Value]


@dataclass(frozen=True)
class Card:
    """One record to show.

    Attributes:
        number: Its number on the page, from 1.
        record: The record.
        document: The id of its document.
        fields: Its fields that have values.
        missing: What a reader would expect and nothing tells.
        standing: What people decided; None where nobody did.
        history: That in words.
    """

    number: int
    record: Record
    document: str
    fields: list[Field]
    missing: list[str]
    standing: Standing | None
    history: list[str]

    @property
    def percent(self) -> int:
        """Confidence in percent."""
        return round(self.record.confidence * 100)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look first."""
        return self.record.confidence < DOUBTFUL

    def marks(self) -> Iterator[Mark]:
        """Yield the characters that the statement and the values rest on."""
        yield Mark(self.record.evidence.start, self.record.evidence.end, "", self.number)
        for field in self.fields:
            for value in field.values:
                yield from (Mark(start, end, field.name, value.number) for start, end in value.spans)

    def data(self) -> dict[str, Any]:
        """Return what the page's script needs to know."""
        record, standing = self.record, self.standing
        texts = {field: text for field in EDITED_FIELDS if (text := text_of(record, field))}
        return {
            "n": self.number,
            "key": record.id,
            "document": self.document,
            "verdict": standing.verdict if standing else None,
            "note": standing.last.note if standing and standing.last else "",
            "confidence": self.percent,
            "countries": [country.alpha_3 for country in record.countries],
            "fields": texts,
            "missing": self.missing,
        }


class CardMaker:
    """Makes cards, and numbers them and their values through the page."""

    def __init__(self) -> None:
        self._cards = self._values = 0

    def cards(self, document: Reviewable) -> list[Card]:
        """Return the cards of one document."""
        return [self._card(record, document) for record in document.records]

    def _card(self, record: Record, document: Reviewable) -> Card:
        self._cards += 1
        standing = document.standing.get(record.id)
        fields = list(self._fields(record, document.reasons.get(record.id, ())))
        told = {field.name for field in fields}
        return Card(
            number=self._cards,
            record=record,
            document=document.result.document.id,
            fields=fields,
            missing=[words for name, words in _EXPECTED.items() if name not in told],
            standing=standing,
            history=_history(standing),
        )

    def _fields(self, record: Record, reasons: Sequence[Reason]) -> Iterator[Field]:
        for name, label in LABELS.items():
            own = [reason for reason in reasons if reason.field == name]
            values = [self._value(text, spans, own) for text, spans in _texts(record, name)]
            if values:
                yield Field(name, label, values)

    def _value(self, text: str, spans: Iterable[Span], reasons: list[Reason]) -> Value:
        """Return a value with its rule; a value that no span of the record tells stands where its reason says."""
        self._values += 1
        places = [(span.start, span.end) for span in spans if span.end > span.start]
        why = [reason for reason in reasons if (reason.start, reason.end) in places]
        if not places and reasons and code(reasons[0].value) == text:
            why = reasons[:1]
            places = [(why[0].start, why[0].end)]
        return Value(self._values, text, ", ".join(dict.fromkeys(one.rule for one in why)), tuple(places))


def _texts(record: Record, name: str) -> list[tuple[str, tuple[Span, ...]]]:
    """Return each value of a field in words, and where the document says so."""
    value = getattr(record, name)
    if isinstance(value, str):
        return [(code(value), ())]
    values = value if isinstance(value, tuple) else (value,) if value else ()
    return [_words(one) for one in values]


def _words(value: Any) -> tuple[str, tuple[Span, ...]]:
    match value:
        case Participant():
            words = f"{number(value)} {value.audience or 'people'}"
            return f"({words})" if value.part else words, (value.span,)
        case Quantity():
            return f"{number(value)} {value.counted or ''}".rstrip(), (value.span,)
        case Partner():
            return partner(value) + (f" ({value.role})" if value.role != "partner" else ""), (value.span,)
        case DateSpan():
            return when(value) or value.text, (value.span,)
        case Location():
            return value.name, (value.span,)
    return value.name, getattr(value, "spans", ())


def _history(standing: Standing | None) -> list[str]:
    """Return what people decided, in words, oldest first."""
    told = []
    for change, decision in standing.changes if standing else ():
        label = LABELS.get(change.field, "Title")
        told.append(f"{label} corrected from “{change.before}” to “{change.after}”{_by(decision)}")
    if standing and (judged := standing.judged):
        told.append(f"{judged.verdict}{_by(judged)}" + (f": {judged.note}" if judged.note else ""))
    return told


def _by(decision: Decision) -> str:
    name = f" by {decision.name}" if decision.name else ""
    return f"{name}, {decision.date[:10]}" if decision.date else name
