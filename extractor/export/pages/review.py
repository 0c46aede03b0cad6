"""The review page: the document as read beside its records, for a person to check."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple, get_args

from extractor.export.pages.cards import DOUBTFUL, LABELS, Card, CardMaker
from extractor.export.pages.document import Part, parts
from extractor.export.pages.marks import Marks
from extractor.export.pages.render import named
from extractor.export.pages.render import write as write_page
from extractor.export.wording import code, when
from extractor.review.reviewable import Reviewable
from models import DocumentFacts, Extraction
from models.decisions import EDITED_FIELDS
from models.record import ActivityType, Status

STYLES = ("base.css", "review.css")
SCRIPTS = ("decide.js", "review.js")


class Shown(NamedTuple):
    """A document, ready for the template."""

    number: int
    facts: DocumentFacts
    told: list[tuple[str, str]]
    parts: Iterator[Part]
    set_aside: tuple[str, ...]
    cards: list[Card]
    path: str


class Notice(NamedTuple):
    """Something that a person should look at: where it stands, and what it is."""

    where: str
    page: int | None
    text: str
    span: tuple[int, int] | None


def write(documents: Sequence[Reviewable], countries: Mapping[str, str], stream: IO[str]) -> None:
    """Write one page with all documents and their records.

    Args:
        documents: What to review.
        countries: Names of all countries by alpha-3 code, for corrections.
        stream: Where to write.
    """
    maker = CardMaker()
    shown = [_shown(number, document, maker.cards(document)) for number, document in enumerate(documents, start=1)]
    cards = [card for document in shown for card in document.cards]
    notices = [notice for document in documents for notice in _notices(document, several=len(documents) > 1)]
    data = {
        "kind": "records",
        "items": [card.data() for card in cards],
        "countries": list(countries),
        "labels": {"title": "Title", **LABELS},
        "editable": EDITED_FIELDS,
        "codes": {"activity_type": get_args(ActivityType), "status": get_args(Status)},
        "doubtful": round(DOUBTFUL * 100),
        **named("decisions", (document.result.document.id for document in documents)),
    }
    write_page(
        "review.html.jinja",
        (STYLES, SCRIPTS),
        stream,
        data=data,
        documents=shown,
        title=_title(shown),
        notices=notices,
        filters=_filters(cards),
        labels=LABELS,
        number=len(cards),
        doubtful=sum(card.doubtful for card in cards),
        missing=Counter(words for card in cards for words in card.missing),
    )


def _shown(number: int, document: Reviewable, cards: list[Card]) -> Shown:
    starts = [block.start for block in document.source.blocks]
    begins: dict[int, list[int]] = defaultdict(list)
    for card in cards if starts else ():
        place = max(0, bisect_right(starts, card.record.evidence.start) - 1)
        begins[document.source.blocks[place].index].append(card.number)
    marks = Marks(mark for card in cards for mark in card.marks())
    return Shown(
        number=number,
        facts=document.result.document,
        told=list(_facts(document.result)),
        parts=parts(document.source, marks, begins),
        set_aside=document.source.set_aside,
        cards=cards,
        path=document.path,
    )


def _facts(result: Extraction) -> Iterator[tuple[str, str]]:
    facts = result.document
    yield "Kind", code(facts.kind)
    for label, value in (("Reference", facts.reference), ("Publisher", facts.publisher)):
        if value:
            yield label, value
    for label, date in (("Published", facts.published), ("Period", facts.period)):
        if date:
            yield label, when(date)
    if facts.pages:
        yield "Pages", str(facts.pages)


def _notices(document: Reviewable, *, several: bool) -> Iterator[Notice]:
    """Yield all warnings, totals that don't add up, and decisions that could not be honoured."""
    where = document.path or document.result.document.filename if several else ""
    for warning in document.result.warnings:
        yield Notice(where, warning.page, warning.message, None)
    for check in document.result.checks:
        if not check.agrees:
            said = f"“{check.span.text}”, but {check.listed} are listed"
            yield Notice(where, None, said, (check.span.start, check.span.end))
    for problem in document.problems:
        yield Notice(where, None, problem, None)


def _filters(cards: Iterable[Card]) -> dict[str, list[tuple[str, str, int]]]:
    """Return what can be filtered by: code, words and number of records, by field."""
    countries: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    statuses: Counter[tuple[str, str]] = Counter()
    for card in cards:
        record = card.record
        countries.update({(one.alpha_3, one.name) for one in record.countries})
        kinds[record.activity_type, code(record.activity_type)] += 1
        statuses[record.status, record.status] += 1
    counted: dict[str, Any] = {"country": countries, "type": kinds, "status": statuses}
    return {
        name: [(key, words, times) for (key, words), times in sorted(found.items(), key=lambda one: one[0][1])]
        for name, found in counted.items()
    }


def _title(documents: Sequence[Shown]) -> str:
    if len(documents) == 1:
        return documents[0].facts.title or documents[0].facts.filename
    return f"{len(documents)} documents"
