"""Folders of small reports, backfills of them in a process of their own, and what a store holds afterwards."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from extractor.store import schema
from extractor.store.opening import open_engine

PLACES = ("Malta", "Zambia", "Fiji", "Peru", "Kenya", "Oman", "Chile", "Nepal")


def report(number: int) -> str:
    """A small report, of which no two are the same."""
    place = PLACES[number % len(PLACES)]
    return (
        f"Report number {number}\n\nA workshop on online safety was held in {place} in May 20{number % 20 + 4:02} "
        f"for {number + 5} teachers.\n\nA portal for parents will be launched in {PLACES[number % 7]} with UNICEF.\n"
    )


def write_reports(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    for one in range(number):
        (folder / f"report-{one:04}.txt").write_text(report(one), encoding="utf-8")
    return folder


def content(address: str) -> dict[str, list]:
    """Everything that a store holds, but for the numbers and times of its runs."""
    engine = open_engine(address, create=False)
    with engine.connect() as connection:

        def rows(*columns, order):
            return [tuple(row) for row in connection.execute(select(*columns).order_by(*order))]

        documents, inputs, versions, records = schema.documents.c, schema.inputs.c, schema.versions.c, schema.records.c
        joined = select(versions.document_id, versions.number, records.position, records.body).join_from(
            schema.records, schema.versions, records.version_id == versions.id
        )
        held = {
            "documents": rows(documents.id, documents.size, documents.status, documents.error, order=[documents.id]),
            "inputs": rows(inputs.path, inputs.document_id, inputs.status, inputs.error, order=[inputs.path]),
            "paths": rows(*schema.paths.c, order=schema.paths.c),
            "versions": rows(
                versions.document_id,
                versions.number,
                versions.current,
                versions.facts,
                order=[versions.document_id, versions.number],
            ),
            "records": [tuple(row) for row in connection.execute(joined.order_by("document_id", "number", "position"))],
        }
        for table in schema.PARTS:
            held[table.name] = [connection.scalar(select(func.count()).select_from(table))]
    engine.dispose()
    return held


def statuses(address: str) -> dict[str, str]:
    return {Path(path).name: status for path, _, status, _ in content(address)["inputs"]}


def start(*arguments: str | Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "extractor", "backfill", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def held_by(address: str) -> int:
    """The number of documents in an SQLite store that another process may be making just now."""
    if not Path(address).exists():
        return 0
    with closing(sqlite3.connect(address)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def wait_for_documents(process: subprocess.Popen, address: str, number: int) -> None:
    """Return when a store holds so many documents, or the process that fills it has ended."""
    while process.poll() is None and held_by(address) < number:
        time.sleep(0.01)
