"""What people said about findings: kept in a table, honoured until the evidence or the rules change."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from extractor.errors import DamagedError, UsageError
from extractor.lexicon.load import digest
from extractor.lexicon.rows import Lexicons
from extractor.normalise.cells import as_typed, harmless
from models.decisions import JudgedFinding
from models.findings import Comparison, Finding, Judgement, Verdict

COLUMNS = ("finding", "verdict", "note", "name", "evidence", "rules", "date")
VERDICTS: tuple[Verdict, ...] = ("confirmed", "dismissed", "unsure")
_RULES = ("rules", "assembly", "normalise", "reconcile")


def evidence_of(found: Finding, comparison: Comparison) -> str:
    """Return a digest of the statements and values that a finding rests on.

    Args:
        found: The finding.
        comparison: The comparison that it is part of.
    """
    before = [_text(comparison, "before", key) for key in found.before]
    after = [_text(comparison, "after", key) for key in found.after]
    about = [before, after, found.before_value, found.after_value]
    return hashlib.sha256(json.dumps(about, default=str).encode()).hexdigest()[:16]


def rules_digest(lexicons: Lexicons) -> str:
    """Return a digest of the word lists and of the code that reads and compares by them."""
    sha = hashlib.sha256(digest(lexicons).encode())
    for package in _RULES:
        folder = resources.files("extractor").joinpath(package)
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".py"):
                sha.update(file.name.encode() + file.read_bytes())
    return sha.hexdigest()[:16]


def honoured(comparison: Comparison, judgements: Iterable[Judgement], rules: str) -> Comparison:
    """Return a comparison whose findings carry their judgements; those that no longer hold are told.

    Args:
        comparison: What was found.
        judgements: What people said; the last word on a finding counts.
        rules: Digest of today's rules.
    """
    latest = {judgement.finding: judgement for judgement in judgements}
    findings, expired = [], []
    for found in comparison.findings:
        judgement = latest.get(found.id)
        if judgement and (why := _outdated(judgement, evidence_of(found, comparison), rules)):
            expired.append(f"{found.id} was {judgement.verdict}{_by(judgement)}, but {why} changed: {found.message}")
            judgement = None
        findings.append(found.model_copy(update={"judgement": judgement}) if judgement else found)
    return comparison.model_copy(update={"findings": tuple(findings), "expired": tuple(expired)})


def stamped(comparison: Comparison, judgements: Iterable[Judgement], rules: str) -> Iterator[Judgement]:
    """Yield judgements with the evidence and the rules that they were made on.

    Args:
        comparison: What was found.
        judgements: What a person says.
        rules: Digest of today's rules.

    Raises:
        UsageError: There is no such finding.
    """
    findings = {found.id: found for found in comparison.findings}
    for judgement in judgements:
        found = findings.get(judgement.finding)
        if not found:
            raise UsageError(judgement.finding, "no such finding", "take an id from `extract diff` of these two sides")
        evidence = evidence_of(found, comparison)
        yield judgement.model_copy(update={"evidence": evidence, "rules": rules})


def gained(known: Sequence[Judgement], fresh: Iterable[JudgedFinding]) -> tuple[list[Judgement], list[str]]:
    """Return judgements that are new, and what contradicts another person's, which is left out.

    A person who knew of the other's judgement, or who judges again later, is no contradiction; nor is a judgement of
    other evidence.

    Args:
        known: What people said so far, the last word on a finding last.
        fresh: What a reviewed page or sheet hands back.
    """
    latest = {judgement.finding: judgement for judgement in known}
    added, conflicts = [], []
    for said in fresh:
        judgement = Judgement.model_validate(said.model_dump(exclude={"seen"}))
        stands = latest.get(said.finding)
        if stands and stands.model_copy(update={"date": said.date}) == judgement:
            continue
        if stands and _contradicts(said, stands):
            conflicts.append(
                f"{said.finding}: {said.verdict}{_by(said)}, but {stands.verdict}{_by(stands)}; the latter stands"
            )
            continue
        latest[said.finding] = judgement
        added.append(judgement)
    return added, conflicts


def _contradicts(said: JudgedFinding, stands: Judgement) -> bool:
    again = said.name and said.name == stands.name and said.date >= stands.date
    return said.evidence == stands.evidence and said.verdict != stands.verdict != said.seen and not again


def _by(judgement: Judgement) -> str:
    name = f" by {judgement.name}" if judgement.name else ""
    return f"{name} on {judgement.date[:10]}" if judgement.date else name


def read_table(path: Path, on_blank: Callable[[int], None] | None = None) -> list[Judgement]:
    """Return the judgements of a CSV or XLSX table with the columns finding, verdict, note, name.

    Args:
        path: The table; its first row names the columns, in any order, other columns are passed over.
        on_blank: Called with the number of a row without a verdict, which is then passed over; None raises.

    Raises:
        UsageError: A column is missing, a verdict is unknown, or the file is of another kind.
    """
    rows = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header = [str(cell or "").strip().lower() for cell in next(rows, [])]
    missing = [name for name in COLUMNS[:2] if name not in header]
    if missing:
        cause = f"has no column {' and no column '.join(missing)}"
        raise UsageError(str(path), cause, f"name the columns {', '.join(COLUMNS[:4])}")
    found = []
    for number, cells in enumerate(rows, start=2):
        told = dict.fromkeys(COLUMNS, "") | dict(zip(header, (str(cell or "").strip() for cell in cells), strict=False))
        if on_blank and told["finding"] and not told["verdict"]:
            on_blank(number)
        elif any(told.values()):
            found.append(_judgement(path, number, told))
    return found


def table(judgements: Iterable[Judgement]) -> str:
    """Return judgements as CSV, by finding, the last word on each last."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for judgement in sorted(dict.fromkeys(judgements), key=lambda one: one.finding):
        writer.writerow([harmless(getattr(judgement, column)) for column in COLUMNS])
    return out.getvalue()


def _outdated(judgement: Judgement, evidence: str, rules: str) -> str | None:
    if judgement.evidence and judgement.evidence != evidence:
        return "its evidence has"
    return "the rules have" if judgement.rules and judgement.rules != rules else None


def _text(comparison: Comparison, side: Any, key: str) -> str:
    statement = comparison.statements[side].get(key)
    return statement.text if statement else key


def _judgement(path: Path, number: int, cells: dict[str, str]) -> Judgement:
    verdict = cells["verdict"].lower()
    if verdict not in VERDICTS:
        remedy = f"give one of {', '.join(VERDICTS)}"
        raise UsageError(f"{path.name}, row {number}", f"{verdict or 'an empty cell'} is no verdict", remedy)
    told = {name: as_typed(cells[name]) for name in COLUMNS if name != "verdict"}
    return Judgement(verdict=verdict, **told)


def _csv(path: Path) -> Iterator[list[Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DamagedError(str(path), "is no UTF-8 text", "save it as CSV UTF-8") from None
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return iter(list(csv.reader(StringIO(text), delimiter=delimiter)))


def _sheet(path: Path) -> Iterator[list[Any]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError(str(path), "XLSX needs openpyxl", "install it, or save the sheet as CSV") from None
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise DamagedError(str(path), f"is no XLSX sheet ({error})", "save it as XLSX or CSV") from None
    rows = [list(row) for row in workbook.worksheets[0].iter_rows(values_only=True)]
    workbook.close()
    return iter(rows)
