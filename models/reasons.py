"""Why a record says what it says."""

from models.result import Extraction
from models.spans import Frozen


class Reason(Frozen):
    """One value of a record, with the rule and the words that gave it.

    Attributes:
        field: Field of the record, such as "countries".
        value: The value as a person reads it.
        rule: Name of the rule.
        words: The characters of the document that it rests on.
        start: First of these characters in the plain text.
        end: One past the last.
        carried: True where the words stand outside the record's own statement: in a heading, a column
            header, an item above, a sentence before.
        note: What else a reader should know; empty where nothing is.
    """

    field: str
    value: str
    rule: str
    words: str
    start: int
    end: int
    carried: bool = False
    note: str = ""


class ExplainedExtraction(Frozen):
    """A result, with the reasons for each record by its id."""

    result: Extraction
    reasons: dict[str, tuple[Reason, ...]]
