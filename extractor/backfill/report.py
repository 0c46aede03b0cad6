"""The report of a run: every input with its status and cause, as HTML, JSON or CSV."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from html import escape
from typing import IO, Any

from extractor.export.wording import code, one_line
from extractor.normalise.cells import harmless
from extractor.store.outcome import STATUSES
from extractor.store.reading import InputStatus, StoreStatus

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
td { overflow-wrap: anywhere; } td.number, th.number { text-align: right; }
"""


@dataclass(frozen=True)
class RunReport:
    """What a report is made of.

    Attributes:
        status: What the last run did.
        inputs: Returns its inputs by path; with True, only those that could not be read.
    """

    status: StoreStatus
    inputs: Callable[[bool], Iterable[InputStatus]]


def write(report: RunReport, form: str, stream: IO[str]) -> None:
    """Write a report.

    Args:
        report: What to tell.
        form: "html", "json" or "csv".
        stream: Where to write.
    """
    writers = {"html": _html, "json": _json, "csv": _csv}
    stream.writelines(writers[form](report))


def summary(report: RunReport, most: int = 20) -> Iterator[str]:
    """Yield lines that tell how the inputs of the last run fared, with the failures and their causes.

    Args:
        report: What to tell.
        most: Failures to name; the others are counted.
    """
    status = report.status
    run = status.run
    if run is None:
        yield "no run yet"
        return
    told = [f"{status.counts[name]:,} {code(name)}" for name in STATUSES if status.counts.get(name)]
    yield f"run {run['id']}, {run['state']}, {run['started']}: " + (", ".join(told) or "no inputs")
    sizes = ", ".join(f"{number:,} {name}" for name, number in status.sizes.items())
    yield f"the store holds {sizes}"
    named = 0
    for named, failure in enumerate(report.inputs(True), start=1):
        if named <= most:
            yield one_line(f"{code(failure.status)}: {failure.path}: {failure.message} [{failure.error}]")
    if named > most:
        yield f"and {named - most:,} more; --report tells all"


def _json(report: RunReport) -> Iterator[str]:
    head = json.dumps({"run": _run(report.status), "counts": report.status.counts}, ensure_ascii=False, indent=2)
    yield head[:-2] + ',\n  "inputs": ['
    for position, one in enumerate(report.inputs(False)):
        yield (",\n    " if position else "\n    ") + json.dumps(asdict(one), ensure_ascii=False)
    yield "\n  ]\n}\n"


def _run(status: StoreStatus) -> dict[str, Any] | None:
    if status.run is None:
        return None
    return {**status.run, "settings": json.loads(status.run["settings"]), "counts": json.loads(status.run["counts"])}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(report: RunReport) -> Iterator[str]:
    write = csv.writer(_Echo(), lineterminator="\n").writerow
    yield _written(write([field.name for field in fields(InputStatus)]))
    for one in report.inputs(False):
        yield _written(write([harmless(value) if isinstance(value, str) else value for value in asdict(one).values()]))


def _written(text: Any) -> str:
    return str(text)


def _html(report: RunReport) -> Iterator[str]:
    status = report.status
    run = status.run or {"id": "–", "state": "none", "started": "", "ended": "", "tool_version": "", "rules": ""}
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Backfill report</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
    yield f"<h1>Backfill, run {escape(str(run['id']))}: {escape(run['state'])}</h1>\n<p>"
    yield escape(f"{run['started']} – {run['ended'] or ''} · version {run['tool_version']} · rules {run['rules'][:12]}")
    yield "</p>\n<table><thead><tr><th>Status</th><th class=number>Inputs</th></tr></thead><tbody>\n"
    for name in STATUSES:
        if status.counts.get(name):
            yield f"<tr><td>{code(name)}</td><td class=number>{status.counts[name]:,}</td></tr>\n"
    yield "</tbody></table>\n"
    for title, only_failures in (("Not read", True), ("All inputs", False)):
        yield f"<h2>{title}</h2>\n<table><thead><tr><th>Path</th><th>Status</th><th>Cause</th>"
        yield "<th class=number>Seconds</th></tr></thead><tbody>\n"
        yield from map(_html_row, report.inputs(only_failures))
        yield "</tbody></table>\n"
    yield "</body></html>\n"


def _html_row(one: InputStatus) -> str:
    cause = escape(f"{one.message} [{one.error}]") if one.error else ""
    cells = (escape(one.path), code(one.status), cause)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + f"<td class=number>{one.seconds:.2f}</td></tr>\n"
