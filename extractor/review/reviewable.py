"""A document with its records, the reasons for them, and what people decided: what a review shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.review.fields import Names
from extractor.review.log import Decisions, Standing
from models import Extraction, Record, SourceDocument
from models.decisions import Decision
from models.reasons import ExplainedExtraction, Reason


@dataclass(frozen=True)
class Reviewable:
    """One document to review.

    Attributes:
        source: The document as read; from a store, as far as the store keeps it.
        result: Its result, corrections honoured.
        reasons: Why each record says what it says, by its id; empty where nobody kept them.
        standing: What people decided, by record id.
        problems: Decisions that could not be honoured, a line each.
        path: Where the document stands, where that says more than its name.
    """

    source: SourceDocument
    result: Extraction
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    standing: Mapping[str, Standing] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    path: str = ""

    @property
    def records(self) -> tuple[Record, ...]:
        """The records, in the document's order."""
        return self.result.records


def reviewed(
    source: SourceDocument, explained: ExplainedExtraction, log: Sequence[Decision], names: Names
) -> Reviewable:
    """Return a document with its records as people corrected them.

    Args:
        source: The document as read.
        explained: Its result and reasons.
        log: What people decided, oldest first.
        names: What the word lists call things.
    """
    decisions = Decisions(log)
    result, problems = decisions.honoured_all(explained.result, names)
    standing = {record.id: decisions.on(result.document.id, record.id) for record in result.records}
    return Reviewable(
        source=source,
        result=result,
        reasons=explained.reasons,
        standing={key: stands for key, stands in standing.items() if stands},
        problems=tuple(problems),
    )
