"""The diff page: findings with both quotes, their differing words marked, beside both documents."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import IO, Any, Literal, NamedTuple

from extractor.export.pages.document import Part, parts
from extractor.export.pages.marks import Mark, Marks
from extractor.export.pages.render import named
from extractor.export.pages.render import write as write_page
from extractor.export.wording import code
from models import SourceDocument
from models.findings import Comparison, Finding, Judgement, Severity, Statement

STYLES = ("base.css", "review.css", "diff.css")
SCRIPTS = ("decide.js", "diff.js")
HEADINGS: dict[Severity, str] = {"discrepancy": "Discrepancies", "notice": "Notices", "info": "For information"}
_WORD = re.compile(r"\s+|\w+|[^\w\s]")

SideName = Literal["before", "after"]


@dataclass(frozen=True)
class Compared:
    """What a diff page is made of.

    Attributes:
        comparison: What was found.
        documents: The documents of both sides, by id.
        stamps: Digests of the evidence by finding, and of the rules, which judgements rest on.
        countries: Names of all countries by alpha-3 code.
    """

    comparison: Comparison
    documents: Mapping[str, SourceDocument]
    stamps: tuple[Mapping[str, str], str]
    countries: Mapping[str, str]


class Run(NamedTuple):
    """Words of a quote, and whether the other quote has others in their place."""

    text: str
    differs: bool


class Quote(NamedTuple):
    """One statement: its words, and where it stands."""

    runs: list[Run]
    document: str
    page: int | None


class Card(NamedTuple):
    """One finding to show."""

    number: int
    found: Finding
    kind: str
    before: list[Quote]
    after: list[Quote]
    countries: tuple[str, ...]
    judged: str


class Shown(NamedTuple):
    """One document of a side, ready for the template."""

    filename: str
    parts: Iterator[Part]


def write(compared: Compared, stream: IO[str]) -> None:
    """Write the page.

    Args:
        compared: What was found, and all that the page shows with it.
        stream: Where to write.
    """
    comparison = compared.comparison
    order = {severity: place for place, severity in enumerate(HEADINGS)}
    findings = sorted(comparison.findings, key=lambda found: order[found.severity])
    cards = [_card(number, found, comparison) for number, found in enumerate(findings, start=1)]
    groups = [(HEADINGS[name], [card for card in cards if card.found.severity == name]) for name in HEADINGS]
    sides: tuple[SideName, SideName] = ("before", "after")
    ids = [document.id for side in (comparison.before, comparison.after) for document in side.documents]
    data = {"kind": "findings", "items": [_data(card, compared) for card in cards], **named("judgements", ids)}
    write_page(
        "diff.html.jinja",
        (STYLES, SCRIPTS),
        stream,
        data=data,
        title=f"{comparison.before.label} and {comparison.after.label}",
        sides=[(name, getattr(comparison, name), list(_shown(name, cards, compared))) for name in sides],
        groups=[group for group in groups if group[1]],
        number=len(cards),
        expired=comparison.expired,
        filters=_filters(cards, compared.countries),
    )


def runs(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Return two texts in runs of words that are the same and words that differ.

    Args:
        one: A text.
        other: Another.
    """
    words = _WORD.findall(one), _WORD.findall(other)
    sides: tuple[list[Run], list[Run]] = [], []
    for tag, low, high, start, end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        for side, text in zip(sides, ("".join(words[0][low:high]), "".join(words[1][start:end])), strict=True):
            if text:
                side.append(Run(text, tag != "equal" and not text.isspace()))
    return sides


def _card(number: int, found: Finding, comparison: Comparison) -> Card:
    before, after = (_statements(name, found, comparison) for name in ("before", "after"))
    told: tuple[list[Quote], list[Quote]] = [], []
    for place in range(max(len(before), len(after))):
        pair = [side[place] if place < len(side) else None for side in (before, after)]
        both = runs(pair[0].text, pair[1].text) if pair[0] and pair[1] else None
        for index, statement in enumerate(pair):
            if statement:
                words = both[index] if both else [Run(statement.text, differs=False)]
                told[index].append(Quote(words, statement.document, statement.page))
    return Card(
        number=number,
        found=found,
        kind=code(found.kind),
        before=told[0],
        after=told[1],
        countries=tuple(dict.fromkeys(one for statement in (*before, *after) for one in statement.countries)),
        judged=_judged(found.judgement),
    )


def _statements(side: str, found: Finding, comparison: Comparison) -> list[Statement]:
    name: SideName = "before" if side == "before" else "after"
    quotes = (comparison.statements[name].get(key) for key in getattr(found, name))
    return [quote for quote in quotes if quote]


def _judged(judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    name = f" by {judgement.name}" if judgement.name else ""
    day = f", {judgement.date[:10]}" if judgement.date else ""
    return f"{judgement.verdict}{name}{day}" + (f": {judgement.note}" if judgement.note else "")


def _shown(name: SideName, cards: Sequence[Card], compared: Compared) -> Iterator[Shown]:
    """Yield the documents of a side that findings quote, the quoted statements marked."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for card in cards:
        for quote in _statements(name, card.found, compared.comparison):
            marks[quote.document_id].append(Mark(quote.start, quote.start + len(quote.text), "", card.number))
    told: set[int] = set()
    for document in getattr(compared.comparison, name).documents:
        source = compared.documents.get(document.id)
        if source and source.blocks and marks[document.id]:
            begins = _begins(source, marks[document.id], told)
            yield Shown(document.filename, parts(source, Marks(marks[document.id]), begins))


def _begins(source: SourceDocument, marks: list[Mark], told: set[int]) -> dict[int, list[int]]:
    """Return the findings whose first quote begins in each block."""
    starts = [block.start for block in source.blocks]
    begins: dict[int, list[int]] = defaultdict(list)
    for mark in marks:
        if mark.value not in told:
            told.add(mark.value)
            begins[source.blocks[max(0, bisect_right(starts, mark.start) - 1)].index].append(mark.value)
    return begins


def _data(card: Card, compared: Compared) -> dict[str, Any]:
    found, (evidence, rules) = card.found, compared.stamps
    return {
        "n": card.number,
        "key": found.id,
        "verdict": found.judgement.verdict if found.judgement else None,
        "note": found.judgement.note if found.judgement else "",
        "evidence": evidence[found.id],
        "rules": rules,
        "severity": found.severity,
        "kind": found.kind,
        "countries": card.countries,
    }


def _filters(cards: Sequence[Card], names: Mapping[str, str]) -> dict[str, list[tuple[str, str, int]]]:
    severities = Counter(card.found.severity for card in cards)
    kinds = Counter(card.found.kind for card in cards)
    countries = Counter(one for card in cards for one in card.countries)
    return {
        "severity": [(name, HEADINGS[name], severities[name]) for name in HEADINGS if severities[name]],
        "kind": [(kind, code(kind), times) for kind, times in sorted(kinds.items())],
        "country": sorted([(one, names.get(one, one), times) for one, times in countries.items()], key=itemgetter(1)),
    }
