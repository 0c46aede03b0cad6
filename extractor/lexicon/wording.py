"""Row classes of the tables of words: what reports activities, parts, numbers, dates and layout."""

from typing import Annotated, Literal, NamedTuple

from extractor.lexicon.columns import ActivityCodeOrNone, Choices, ChoicesOrNone, Filled, FilledMany, Must, WholeOrNone
from models.record import ActivityType, PartnerRole, Qualifier, Status


class ActivityNoun(NamedTuple):
    """A noun that names an activity.

    Attributes:
        noun: Singular.
        plural: Plural; empty where there is none.
        type: Activity type of the record contract.
        weight: How sure the noun is to name an activity by itself: strong, normal, weak.
    """

    noun: Choices
    plural: ChoicesOrNone
    type: ActivityType
    weight: Literal["strong", "normal", "weak", "light"]


class Verb(NamedTuple):
    """A verb that reports an activity.

    Attributes:
        lemma: Plain form; may hold choices, the other forms then as many.
        past: Simple past.
        participle: Past participle.
        gerund: The -ing form.
        third_person: The form after "it".
        frame: How subject and object take part; the rules name the frames.
        type: Activity type that the verb gives by itself; empty where its noun decides.
        alone: Activity type where no noun tells one either (“The Monitor 2024 was released”).
    """

    lemma: Choices
    past: Choices
    participle: Choices
    gerund: Choices
    third_person: Choices
    frame: Filled
    type: ActivityCodeOrNone
    alone: ActivityCodeOrNone = ""


class StatusCue(NamedTuple):
    """Words that tell whether an activity is done, under way, to come or called off.

    Attributes:
        cue: The words; may hold choices.
        status: Status of the record contract.
        where: anywhere; verbless for participles, which count where no verb stands; adjective for what is a verb too
            where an object follows (“complete the assessment”).
    """

    cue: Choices
    status: Status
    where: Literal["anywhere", "verbless", "adjective"]


class PartnerCue(NamedTuple):
    """Words that tell which part an organisation took.

    Attributes:
        cue: The words before the organisation's name; may hold choices.
        role: Its part, as in the record contract.
    """

    cue: Choices
    role: PartnerRole


class TableColumn(NamedTuple):
    """A header of a table of activities.

    Attributes:
        header: The header's wording, or a word of it.
        role: What the column's cells are.
    """

    header: Filled
    role: Literal["country", "activity", "status", "date", "participants", "partners", "location"]


class ConfidenceFactor(NamedTuple):
    """How far a rule can be trusted.

    Attributes:
        rule: Name of the rule as records list it, or carried_type, carried_status, carried_country, carried_date for
            values taken from outside the statement, or any_record for the start value.
        percent: What a record keeps of its confidence, of 100; measured by tools/calibrate.py.
    """

    rule: Filled
    percent: int


class SectionTitle(NamedTuple):
    """A heading whose wording says what its section is for.

    Attributes:
        title: The heading, without its number; may hold choices.
        role: What the section is for.
    """

    title: Choices
    role: Filled


class PhraseKind(NamedTuple):
    """A kind of phrases: the rules know kinds, never the phrases.

    Attributes:
        kind: Its name in `phrases.csv`.
        serves: What its phrases do, with an example.
    """

    kind: Filled
    serves: Filled


class Phrase(NamedTuple):
    """A phrase that rules look for.

    Attributes:
        phrase: The words, with the capitals that they have inside a sentence; may hold choices.
        kind: What it does, as `phrase_kinds.csv` tells.
    """

    phrase: Choices
    kind: Annotated[str, Must(table="phrase_kinds")]


class LayoutWords(NamedTuple):
    """Words that tell how a document is laid out.

    Attributes:
        role: What the words are to the parsers.
        words: The words, "|" between them.
        comment: For the table's readers.
    """

    role: Filled
    words: FilledMany
    comment: str


class NumberWord(NamedTuple):
    """A word that writes a number, or joins the words of one.

    Attributes:
        forms: Its spellings, "|" between them.
        value: The number, as digits.
        role: Its part in a longer number: unit, tens, scale, suffix, article, joint.
        comment: For the table's readers.
    """

    forms: FilledMany
    value: Annotated[str, Must(pattern=r"[0-9]+(\.[0-9]+)?", like="0.5")]
    role: Filled
    comment: str


class NumberNoun(NamedTuple):
    """Words beside a number that tell what sort of number it is.

    Attributes:
        forms: The words, "|" between them.
        kind: What a number beside them is: percent, money, duration, label and so on.
        comment: For the table's readers.
    """

    forms: FilledMany
    kind: Filled
    comment: str


class QualifierWord(NamedTuple):
    """Words that say how exact a number is.

    Attributes:
        forms: The words, "|" between them.
        code: Qualifier of the record contract.
        position: Where they stand beside the number: before, after, joint.
        comment: For the table's readers.
    """

    forms: FilledMany
    code: Qualifier
    position: Literal["before", "after", "joint"]
    comment: str


class Month(NamedTuple):
    """A name of a month.

    Attributes:
        forms: Its spellings, "|" between them.
        month: Its number, January is 1.
        ambiguous: yes where the word has another meaning too.
        comment: For the table's readers.
    """

    forms: FilledMany
    month: int
    ambiguous: bool
    comment: str


class YearPart(NamedTuple):
    """A word that dates are made of beside months and numbers.

    Attributes:
        forms: Its spellings, "|" between them.
        role: Its part in a date.
        first: A number that the role explains (first month, ordinal, offset).
        last: A second number that the role explains (last month).
        comment: For the table's readers.
    """

    forms: FilledMany
    role: Filled
    first: WholeOrNone
    last: WholeOrNone
    comment: str


class ComparisonCue(NamedTuple):
    """Words that tell how two tellings of one activity may differ without a conflict.

    Attributes:
        cues: The words, "|" between them.
        role: What they say about the activity, its date or its count.
        comment: For the table's readers.
    """

    cues: FilledMany
    role: Literal[
        "running_total",
        "addition",
        "start",
        "end",
        "extension",
        "preparation",
        "operation",
        "deadline",
        "general_audience",
        "general_word",
        "empty_word",
        "short_form",
        "language",
    ]
    comment: str
