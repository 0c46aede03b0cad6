"""What the rules hand to assembly: plain values with document offsets, free of spaCy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.normalise.dates import DateMatch
from extractor.rules.phrasing import Phrasing
from models import Block, SourceDocument
from models.record import Qualifier


class Mention(NamedTuple):
    """A span that a rule found.

    Attributes:
        label: What kind of thing it is: country, region, city, organisation, initiative, event, activity …
        key: Its lexicon id, or the folded text of an unknown thing.
        start: First character in the plain text.
        end: One past the last character.
        text: The characters themselves.
        rule: Name of the rule that found it.
        detail: A second fact of the kind: an activity's weight, an organisation's full name, a city's country.
    """

    label: str
    key: str
    start: int
    end: int
    text: str
    rule: str
    detail: str = ""


class Count(NamedTuple):
    """A number with the noun phrase that it counts.

    Attributes:
        start: First character of the qualifier or number.
        end: One past the noun phrase.
        value: The number, or the lower end of a range.
        value_max: The upper end of a range, else None.
        qualifier: Contract code.
        counted: The noun phrase, without number and qualifier; None where the number stands alone.
        is_people: True where the phrase's head is a word for people.
        part: True where it is said to be a part of a total.
        rule: Name of the rule that found it.
    """

    start: int
    end: int
    value: int
    value_max: int | None
    qualifier: Qualifier
    counted: str | None
    is_people: bool
    part: bool
    rule: str


class FoundDate(NamedTuple):
    """A date expression with its document offsets; assembly resolves it."""

    start: int
    end: int
    text: str
    match: DateMatch
    rule: str = "date"


class Predicate(NamedTuple):
    """A verb group.

    Attributes:
        start: First character of the group.
        end: One past the last.
        lemma: Dictionary form of the main verb.
        frame: What the verb does with an activity (see verbs.csv).
        type: Activity type that the verb alone tells; "" for most.
        alone: Activity type where no noun tells one either; "" for most.
        aspect: past, perfect, present, progressive, future, conditional, directive, infinitive or participle.
        passive: True for a passive group, and for one that shortens a passive.
        negated: True where it is negated.
        finite: True where the group can be a clause's own verb.
        bare: True for a finite form without an auxiliary, which may be a participle.
        relative: True inside a relative clause.
        text: The characters of the group.
        via: The verb that leads to the main one (“agreed” in “agreed to hold”); "" where there is none.
    """

    start: int
    end: int
    lemma: str
    frame: str
    type: str
    aspect: str
    passive: bool
    negated: bool
    finite: bool
    bare: bool
    relative: bool
    text: str
    via: str = ""
    alone: str = ""


class Clause(NamedTuple):
    """A stretch of a sentence with one main verb and its own subject.

    Attributes:
        start: First character.
        end: One past the last.
        joint: How it is joined to the clause before: start, semicolon, contrast, and, that, where, step, followed_by,
            another (“… and another in Fiji”), gapped (“Fiji received a studio, Tonga a toolkit”).
        lead_end: End of an opening adverbial (“In Armenia, …”); equals start where there is none.
        main: The main predicate; None in a verbless clause.
        predicates: All predicates inside, in order.
    """

    start: int
    end: int
    joint: str
    lead_end: int
    main: Predicate | None
    predicates: tuple[Predicate, ...]


class Sentence(NamedTuple):
    """A sentence and its clauses."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(slots=True)
class AnnotatedBlock:
    """A block with everything that the rules found in it, and the constructions over the word lists they used."""

    block: Block
    text: str
    phrasing: Phrasing = field(repr=False, compare=False)
    sentences: tuple[Sentence, ...] = ()
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    predicates: tuple[Predicate, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the predicates of all clauses."""
        self.predicates = tuple(p for sentence in self.sentences for c in sentence.clauses for p in c.predicates)

    def of(self, label: str, start: int | None = None, end: int | None = None) -> Sequence[Mention]:
        """Return the mentions of a label that begin between two document offsets."""
        mentions = self.mentions.get(label, ())
        if not mentions:
            return ()
        low = self.block.start if start is None else start
        high = self.block.end if end is None else end
        return [mention for mention in mentions if low <= mention.start < high]

    def first(self, label: str, start: int | None = None, end: int | None = None) -> Mention | None:
        """Return the first of these mentions; None where there is none."""
        return next(iter(self.of(label, start, end)), None)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A source document with its annotated blocks, in the same order.

    Attributes:
        source: The document as read.
        blocks: Its blocks with what the rules found.
        is_english: False for a text in another language, in which nothing was looked for.
    """

    source: SourceDocument
    blocks: tuple[AnnotatedBlock, ...]
    is_english: bool = True
