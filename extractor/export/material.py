"""What an export is made of, and what it has to tell besides."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.export.iati_gaps import Gap
from extractor.export.rows import Codes, Telling
from extractor.export.wording import numbered
from extractor.review.log import Decisions
from models import Extraction
from models.findings import Finding, Statement


@dataclass(frozen=True)
class Reporting:
    """Who reports to IATI: what no document says.

    Attributes:
        ref: Identifier of the organisation, such as XM-DAC-41303; empty where not given.
        kind: Code of the codelist OrganisationType; 40 is multilateral.
        only_complete: Whether activities that lack what the schema requires are left out.
    """

    ref: str = ""
    kind: str = "40"
    only_complete: bool = False


class Shown(NamedTuple):
    """A finding as a person judges it.

    Attributes:
        found: The finding.
        before: The statements before.
        after: The statements after.
        sides: What the two sides are called.
        evidence: Digest of what it rests on.
        rules: Digest of the rules that made it.
    """

    found: Finding
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]
    sides: tuple[str, str]
    evidence: str
    rules: str


@dataclass
class Material:
    """What is to be written.

    Attributes:
        results: The results, their records as corrected; each document once, records not asked for left out.
        codes: Countries by their alpha-3 codes.
        decisions: What people decided about records.
        findings: Compares the periods that the results report on; to be called when all have been written.
        reporting: Who reports to IATI.
        documents: How many results were written so far.
        gaps: What IATI needs and no document says; filled while writing.
        notes: What else the user should know; filled while writing.
    """

    results: Iterable[Extraction]
    codes: Codes
    decisions: Decisions = field(default_factory=Decisions)
    findings: Callable[[], Iterable[Shown]] = lambda: ()
    reporting: Reporting = field(default_factory=Reporting)
    documents: int = 0
    gaps: list[Gap] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def told(self) -> Iterator[Telling]:
        """Yield all records."""
        for result in self.results:
            yield from self.told_by(result)

    def told_by(self, result: Extraction) -> Iterator[Telling]:
        """Yield the records of one result."""
        for record in result.records:
            standing = self.decisions.on(result.document.id, record.id)
            verdict = standing.verdict if standing else None
            last = standing.last if standing else None
            yield Telling(result.document, record, result.document.filename, verdict, last)

    def upheld(self) -> Iterator[Telling]:
        """Yield the records that nobody dismissed; how many were is noted."""
        dismissed = 0
        for told in self.told():
            if told.verdict == "dismissed":
                dismissed += 1
            else:
                yield told
        if dismissed:
            self.notes.append(f"{numbered(dismissed, 'dismissed record')} left out")
