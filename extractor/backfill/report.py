"""The report of a run: every input with its status and cause, as HTML, JSON or CSV."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from html import escape
from itertools import groupby
from typing import IO, Any

from extractor.store.outcome import FAILURES, STATUSES
from extractor.store.reading import InputStatus, StoreStatus

FORMATS = ("html", "json", "csv")
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
td { overflow-wrap: anywhere; } td.number, th.number { text-align: right; }
"""


def write(form: str, status: StoreStatus, inputs: Iterable[InputStatus], stream: IO[str]) -> None:
    """Write a report.

    Args:
        form: "html", "json" or "csv".
        status: What the last run did.
        inputs: Its inputs, by path.
        stream: Where to write.
    """
    writers = {"html": _html, "json": _json, "csv": _csv}
    for text in writers[form](status, inputs):
        stream.write(text)


def summary(status: StoreStatus, failures: Iterable[InputStatus], most: int = 20) -> Iterator[str]:
    """Yield lines that tell how the inputs of the last run fared, with the failures by cause.

    Args:
        status: What the last run did.
        failures: Those of its inputs that could not be read.
        most: Failures to name; the others are counted.
    """
    run = status.run
    if run is None:
        yield "no run yet"
        return
    told = [f"{status.counts[name]:,} {words(name)}" for name in STATUSES if status.counts.get(name)]
    yield f"run {run['id']}, {run['state']}, {run['started']}: " + (", ".join(told) or "no inputs")
    sizes = ", ".join(f"{number:,} {name}" for name, number in status.sizes.items())
    yield f"the store holds {sizes}"
    named = 0
    for named, failure in enumerate(failures, start=1):
        if named <= most:
            yield f"  {words(failure.status)}: {failure.path}: {failure.message} [{failure.error}]"
    if named > most:
        yield f"  and {named - most:,} more; --report tells all"


def words(status: str) -> str:
    """Return a status as people say it."""
    return status.replace("_", " ")


def _json(status: StoreStatus, inputs: Iterable[InputStatus]) -> Iterator[str]:
    head = json.dumps({"run": _run(status), "counts": status.counts}, ensure_ascii=False, indent=2)
    yield head[:-2] + ',\n  "inputs": ['
    for position, one in enumerate(inputs):
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


def _csv(status: StoreStatus, inputs: Iterable[InputStatus]) -> Iterator[str]:
    del status
    write = csv.writer(_Echo(), lineterminator="\n").writerow
    yield _written(write([field.name for field in fields(InputStatus)]))
    for one in inputs:
        yield _written(write([_harmless(value) for value in asdict(one).values()]))


def _written(text: Any) -> str:
    return str(text)


def _harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _html(status: StoreStatus, inputs: Iterable[InputStatus]) -> Iterator[str]:
    run = status.run or {"id": "–", "state": "none", "started": "", "ended": "", "tool_version": "", "rules": ""}
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Backfill report</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
    yield f"<h1>Backfill, run {escape(str(run['id']))}: {escape(run['state'])}</h1>\n<p>"
    yield escape(f"{run['started']} – {run['ended'] or ''} · version {run['tool_version']} · rules {run['rules'][:12]}")
    yield "</p>\n<table><thead><tr><th>Status</th><th class=number>Inputs</th></tr></thead><tbody>\n"
    for name in STATUSES:
        if status.counts.get(name):
            yield f"<tr><td>{words(name)}</td><td class=number>{status.counts[name]:,}</td></tr>\n"
    yield "</tbody></table>\n<h2>Inputs</h2>\n"
    # Failures are what people come for; the inputs themselves stay in the order of their paths.
    for failing, group in groupby(inputs, key=lambda one: one.status in FAILURES):
        yield f"<details{' open' if failing else ''}><summary>{'not read' if failing else 'read'}</summary><table>"
        yield "<thead><tr><th>Path<th>Status<th>Cause<th class=number>Seconds</thead><tbody>\n"
        yield from map(_html_row, group)
        yield "</tbody></table></details>\n"
    yield "</body></html>\n"


def _html_row(one: InputStatus) -> str:
    cause = escape(f"{one.message} [{one.error}]") if one.error else ""
    cells = f"<td>{escape(one.path)}<td>{words(one.status)}<td>{cause}<td class=number>{one.seconds:.2f}"
    return f"<tr>{cells}</tr>\n"
