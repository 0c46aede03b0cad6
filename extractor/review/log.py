"""Decisions on records: a log that only grows, what stands by it, and records that honour it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import DamagedError, NotFoundError, UsageError
from extractor.review.fields import Names, check, edited, same, text_of
from models import Extraction, Record
from models.decisions import Change, Decision, DecisionFile
from models.findings import Verdict

Key = tuple[str, str]


@dataclass
class Standing:
    """What stands for one record.

    Attributes:
        verdict: The last verdict; None where there is none.
        judged: The decision that gave it.
        changes: All corrections, oldest first, each with its decision.
        all: All decisions, oldest first.
    """

    verdict: Verdict | None = None
    judged: Decision | None = None
    changes: list[tuple[Change, Decision]] = field(default_factory=list)
    all: list[Decision] = field(default_factory=list)

    @property
    def last(self) -> Decision | None:
        """The decision that had the last word."""
        return self.all[-1] if self.all else None

    def of(self, name: str) -> tuple[Change, Decision] | None:
        """Return the last correction of a field and its decision; None where there is none."""
        return next((one for one in reversed(self.changes) if one[0].field == name), None)

    def add(self, decision: Decision) -> None:
        """Take in a later decision."""
        if decision.verdict:
            self.verdict, self.judged = decision.verdict, decision
        self.changes += [(change, decision) for change in decision.changes]
        self.all.append(decision)


    def trace(self) -> list[dict[str, Any]]:
        """Return all decisions, oldest first, as JSON has them: who, when, before and after."""
        return [
            decision.model_dump(mode="json", exclude_defaults=True, exclude={"record", "document"})
            for decision in self.all
        ]


class Decisions:
    """Decisions by document and record, as they stand."""

    def __init__(self, log: Iterable[Decision] = ()) -> None:
        """Read a log.

        Args:
            log: Decisions, oldest first.
        """
        self._standing: dict[Key, Standing] = {}
        self._documents: dict[str, list[str]] = {}
        for decision in log:
            self.add(decision)

    def __bool__(self) -> bool:
        return bool(self._standing)

    def add(self, decision: Decision) -> None:
        """Take in a later decision."""
        key = (decision.document, decision.record)
        if key not in self._standing:
            self._standing[key] = Standing()
            self._documents.setdefault(decision.document, []).append(decision.record)
        self._standing[key].add(decision)

    def about(self, document: str) -> bool:
        """Return whether anybody decided on a record of a document."""
        return document in self._documents

    def on(self, document: str, record: str) -> Standing | None:
        """Return what stands for a record; None where nobody decided."""
        return self._standing.get((document, record))

    def honoured(self, document: str, record: Record, names: Names) -> tuple[Record, list[str]]:
        """Return a record as corrected, and what could not be.

        Args:
            document: The id of its document.
            record: The record as read.
            names: What the word lists call things.
        """
        standing = self.on(document, record.id)
        problems: list[str] = []
        for change, decision in standing.changes if standing else ():
            now = text_of(record, change.field)
            if same(now, change.after):
                continue
            if same(now, change.before):
                record = edited(record, change.field, change.after, names)
                continue
            problems.append(
                f"{record.id}: {change.field} was corrected from {change.before!r} to {change.after!r}{_by(decision)}, "
                f"but the document is now read as {now!r}; decide again"
            )
        return record, problems

    def honoured_all(self, result: Extraction, names: Names) -> tuple[Extraction, list[str]]:
        """Return a result with its records as corrected, and what could not be; arguments as for `honoured`."""
        told = [self.honoured(result.document.id, record, names) for record in result.records]
        problems = [problem for _, problems in told for problem in problems]
        there = {record.id for record in result.records}
        for key in self._documents.get(result.document.id, ()):
            last = self._standing[result.document.id, key].last
            if key not in there and last:
                problems.append(f"{result.document.filename}: {key} is decided{_by(last)}, but no longer read")
        return result.model_copy(update={"records": tuple(record for record, _ in told)}), problems

    def upheld(self, result: Extraction) -> Extraction:
        """Return a result without the records that people dismissed."""
        verdicts = [(record, self.on(result.document.id, record.id)) for record in result.records]
        kept = [record for record, told in verdicts if told is None or told.verdict != "dismissed"]
        return result.model_copy(update={"records": tuple(kept)})


@dataclass(frozen=True)
class Merged:
    """What became of new decisions: what the log gains, how many it had, and what contradicts it."""

    added: tuple[Decision, ...]
    repeated: int
    conflicts: tuple[str, ...]


def merged(log: Sequence[Decision], fresh: Iterable[Decision], names: Names) -> Merged:
    """Return what a log gains from new decisions; what contradicts another person's is told and left out.

    A person who knew of the other's decision, or who decides again later, is no contradiction. A correction that is
    no value of its field is told and left out too.

    Args:
        log: Decisions, oldest first.
        fresh: New ones.
        names: What the word lists call things.
    """
    decisions, added, conflicts, repeated = Decisions(log), [], [], 0
    for decision in fresh:
        standing = decisions.on(decision.document, decision.record) or Standing()
        against = [*_faults(decision, names), *_conflicts(decision, standing)]
        conflicts += [text for _, text in against]
        told = _news(decision, standing, {part for part, _ in against})
        if told:
            decisions.add(told)
            added.append(told)
        elif not against:
            repeated += 1
    return Merged(tuple(added), repeated, tuple(conflicts))


def read_file(path: Path) -> DecisionFile:
    """Return the decisions that a reviewed page saved.

    Args:
        path: The file.

    Raises:
        NotFoundError: There is no such file.
        DamagedError: It holds something else.
    """
    from pydantic import ValidationError

    try:
        return DecisionFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise NotFoundError(str(path), f"can't be read ({error.strerror})", "check the name") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise DamagedError(str(path), f"{where}: {first['msg']}", "give the file that a review page saved") from None


def read_log(path: Path) -> list[Decision]:
    """Return the decisions of a log, oldest first; none where there is no such file.

    Args:
        path: The log, a decision a line.

    Raises:
        DamagedError: A line is no decision.
    """
    from pydantic import ValidationError

    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        try:
            found += [Decision.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            cause = f"line {number} is no decision ({error.errors()[0]['msg']})"
            raise DamagedError(str(path), cause, "restore the line, or take it out") from None
    return found


def lines(decisions: Iterable[Decision]) -> str:
    """Return decisions as a log keeps them, one a line."""
    dumped = (decision.model_dump(mode="json", exclude_defaults=True) for decision in decisions)
    return "".join(json.dumps(each, ensure_ascii=True) + "\n" for each in dumped)


def _faults(decision: Decision, names: Names) -> Iterator[tuple[str, str]]:
    """Yield each correction that is no value of its field, with what to tell."""
    for change in decision.changes:
        try:
            check(change.field, change.after, names)
        except UsageError as error:
            yield change.field, f"{decision.record}: {error}"


def _conflicts(decision: Decision, standing: Standing) -> Iterator[tuple[str, str]]:
    """Yield each part of a decision that contradicts what stands, with what to tell."""
    judged = standing.judged
    differs = bool(decision.verdict) and standing.verdict not in (decision.verdict, decision.seen)
    if judged and differs and not _again(decision, judged):
        stands = f"{standing.verdict}{_by(judged)}"
        yield "verdict", f"{decision.record}: {decision.verdict}{_by(decision)}, but {stands}; the latter stands"
    for change in decision.changes:
        told = standing.of(change.field)
        if not told or same(told[0].after, change.after) or same(told[0].after, change.before):
            continue
        if not _again(decision, told[1]):
            yield change.field, (
                f"{decision.record}: {change.field} {change.after!r}{_by(decision)}, "
                f"but {told[0].after!r}{_by(told[1])}; the latter stands"
            )


def _again(decision: Decision, earlier: Decision) -> bool:
    """Return whether a person takes their own word back."""
    return bool(decision.name) and decision.name == earlier.name and decision.date >= earlier.date


def _news(decision: Decision, standing: Standing, left_out: set[str]) -> Decision | None:
    """Return what of a decision is new and contradicts nothing; None where nothing is."""
    verdict = None if "verdict" in left_out or decision.verdict == standing.verdict else decision.verdict
    changes = tuple(
        change
        for change in decision.changes
        if change.field not in left_out and not _known(change, standing) and not same(change.before, change.after)
    )
    noted = bool(decision.note) and not left_out and not (standing.last and standing.last.note == decision.note)
    if not (verdict or changes or noted):
        return None
    return decision.model_copy(update={"verdict": verdict, "changes": changes})


def _known(change: Change, standing: Standing) -> bool:
    told = standing.of(change.field)
    return bool(told) and same(told[0].after, change.after) if told else False


def _by(decision: Decision) -> str:
    name = f" by {decision.name}" if decision.name else ""
    return f"{name} on {decision.date[:10]}" if decision.date else name
