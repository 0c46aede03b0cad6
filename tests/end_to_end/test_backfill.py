"""Backfills as a user runs them: real stores, real processes, killed at any moment."""

import csv
import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import poison
import psycopg
import pytest
from archives import content, held_by, report, start, statuses, wait_for_documents, write_reports
from store_servers import SERVER, postgres_database

from extractor.backfill.backfill import Backfill, Options
from extractor.backfill.pool import Isolation
from extractor.backfill.progress import Lines, Tally
from extractor.backfill.run import Stop
from extractor.cli.main import run as run_in_process
from extractor.settings import Settings

KILLS = 20


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    if request.param == "sqlite":
        yield str(tmp_path / "records.db")
    else:
        with postgres_database() as url:
            yield url


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write_reports(tmp_path_factory.mktemp("archive") / "reports", 300)


@pytest.fixture(scope="module")
def undisturbed(folder, tmp_path_factory, run) -> dict[str, list]:
    """What a run that nothing disturbs makes of the folder."""
    address = str(tmp_path_factory.mktemp("undisturbed") / "records.db")
    done = run("backfill", folder, "--store", address)
    assert done.returncode == 0, done.stderr
    return content(address)


@pytest.fixture
def extract(capfdbinary):
    """Returns a function that runs a command here, so that its workers start fast: status, output, messages."""

    def extract(*arguments: str | Path) -> tuple[int, str, str]:
        status = run_in_process([str(argument) for argument in arguments])
        told = capfdbinary.readouterr()
        return status, told.out.decode(), told.err.decode()

    return extract


# --- A working day


def test_from_beginning_to_end(extract, samples, tmp_path, address):
    archive = tmp_path / "archive"
    shutil.copytree(samples, archive / "samples")
    (archive / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (archive / "empty.txt").write_bytes(b"")
    with zipfile.ZipFile(archive / "more.zip", "w") as packed:
        packed.writestr("inner/report.txt", report(1))

    status, _, told = extract("backfill", archive, "--store", address, "--report", tmp_path / "report.csv")
    assert status == 1
    assert "2 failed" in told
    assert "empty.txt: is empty" in told
    rows = {Path(row["path"]).name: row for row in csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text()))}
    assert (rows["old.doc"]["status"], rows["report.txt"]["status"]) == ("failed", "done")
    assert len(rows) == sum(path.is_file() and not path.name.startswith(".") for path in archive.rglob("*"))

    assert f"{len(rows) - 2} unchanged, 2 failed" in extract("backfill", archive, "--store", address)[2]
    (archive / "empty.txt").write_text(report(2))
    (archive / "old.doc").unlink()
    status, _, told = extract("backfill", archive, "--store", address)
    assert (status, "1 done" in told) == (0, True)
    counted = json.loads(extract("status", "--store", address, "--format", "json")[1])
    assert (counted["run"]["state"], counted["counts"]) == ("finished", {"done": 1, "unchanged": len(rows) - 2})


def test_reading_back(extract, samples, tmp_path, address):
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as packed:
        packed.writestr("inner/report.txt", report(1))
    extract("backfill", tmp_path / "more.zip", samples, "--store", address)
    zambia = json.loads(extract("records", "--store", address, "--country", "ZMB", "--period", "2005")[1])
    assert [one["record"]["participants"][0]["value"] for one in zambia] == [6]
    shown = extract("show", zambia[0]["record"]["id"], "--store", address)[1]
    assert "> A workshop on online safety was held in Zambia" in shown
    assert "/more.zip!/inner/report.txt" in shown
    assert "UNICEF" in extract("records", "--store", address, "--format", "table", "--type", "platform")[1]
    lines = extract("records", "--store", address, "--format", "jsonl")[1].splitlines()
    rows = list(csv.DictReader(io.StringIO(extract("records", "--store", address, "--format", "csv")[1])))
    assert len(lines) == len(rows) > 50
    assert extract("show", "r-none", "--store", address)[0] == 2
    assert extract("records", "--store", address, "--period", "spring")[0] == 2


def test_a_manifest_overrides_what_is_read(extract, tmp_path):
    write_reports(tmp_path, 2)
    store = tmp_path / "records.db"
    listing = tmp_path / "list.csv"
    listing.write_text("path,kind,period,reference\nreport-0000.txt,news_item,2019-03,X/1\nreport-0001.txt,,,\n")
    assert extract("backfill", listing, "--store", store)[0] == 0
    (facts,) = [json.loads(row[3])["document"] for row in content(str(store))["versions"] if "X/1" in row[3]]
    assert (facts["kind"], facts["reference"], facts["period"]["start"]) == ("news_item", "X/1", "2019-03-01")
    assert "2 unchanged" in extract("backfill", listing, "--store", store)[2]
    listing.write_text(listing.read_text().replace("X/1", "X/2"))
    assert "1 done, 1 unchanged" in extract("backfill", listing, "--store", store)[2]
    assert sorted(row[1] for row in content(str(store))["versions"]) == [1, 1, 2]


def test_other_rules_count_with_refresh_only(extract, tmp_path):
    folder, lexicons = write_reports(tmp_path / "a", 3), tmp_path / "lexicons"
    lexicons.mkdir()
    (lexicons / "audiences.add.csv").write_text("singular,plural,kind\nstargazer,stargazers,person\n")
    common = ("backfill", folder, "--store", tmp_path / "records.db")
    extract(*common)
    assert "3 unchanged" in extract(*common, "--lexicons", lexicons)[2]
    assert "3 done" in extract(*common, "--lexicons", lexicons, "--refresh")[2]
    versions = content(str(tmp_path / "records.db"))["versions"]
    assert [row[1:3] for row in versions] == [(1, False), (2, True)] * 3
    assert "3 unchanged" in extract(*common, "--lexicons", lexicons, "--refresh")[2]


def test_a_dry_run_reads_and_makes_nothing(extract, tmp_path):
    folder, store = write_reports(tmp_path / "a", 2), tmp_path / "records.db"

    def verdicts():
        return [
            line.split("\t")[0] for line in extract("backfill", folder, "--store", store, "--dry-run")[1].splitlines()
        ]

    assert verdicts() == ["read", "read"]
    assert not store.exists()
    extract("backfill", folder / "report-0000.txt", "--store", store)
    assert verdicts() == ["unchanged", "read"]


@pytest.mark.parametrize(
    ("options", "most"), [(("--fail-fast",), 1), (("--max-failures", "5"), 5)], ids=["fail-fast", "max-failures"]
)
def test_a_run_stops_after_failures(extract, tmp_path, options, most):
    folder, store = tmp_path / "bad", tmp_path / "records.db"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([number] * 64))
    status, _, told = extract("backfill", folder, "--store", store, "--workers", "1", *options)
    assert (status, "stopped" in told) == (3, True)
    # What was in hand is finished: a few more, never all.
    assert most <= len(content(str(store))["inputs"]) <= most + 5
    assert "60 failed" in extract("backfill", folder, "--store", store, "--retry-failed")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("FOLDER/none", "--store", "FOLDER/x.db"), "does not exist"),
        (("FOLDER",), "--store"),
        (("FOLDER", "--store", "nonsense://x"), "no address of a store"),
        (("FOLDER", "--store", "FOLDER/x.db", "--report", "FOLDER/x.doc"), ".html, .json or .csv"),
        (("FOLDER", "--store", "FOLDER/x.db", "--scheduler", "tcp://127.0.0.1:1"), "can't be reached"),
        (("FOLDER", "--store", "FOLDER/x.db", "--lexicons", "FOLDER/bad"), "row 1"),
    ],
)
def test_wrong_use(extract, tmp_path, arguments, words):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "countries.csv").write_text("no,such\n")
    status, _, told = extract("backfill", *(text.replace("FOLDER", str(tmp_path)) for text in arguments))
    assert (status, "Traceback" in told) == (2, False)
    assert words in told


# --- Whatever happens in between


def test_killed_at_random_moments_and_resumed(folder, undisturbed, run, tmp_path):
    address, chance = str(tmp_path / "records.db"), random.Random(4)
    held = 0
    for _ in range(KILLS):
        process = start(folder, "--store", address)
        wait_for_documents(process, address, held + chance.randint(0, 9))
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
        held = held_by(address)
    assert 0 < held < len(undisturbed["documents"]), "the kills came in the middle"
    assert run("backfill", folder, "--store", address).returncode == 0
    assert content(address) == undisturbed


def test_two_backfills_on_one_store_at_once(folder, undisturbed, address):
    processes = [start(folder, "--store", address, "--workers", "1") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], told
    assert content(address) == undisturbed


def test_a_lost_connection_loses_nothing(folder, undisturbed):
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    running = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND query LIKE 'INSERT INTO inputs%%'"
    with postgres_database() as address, psycopg.connect(SERVER, autocommit=True) as server:
        name = [address.rpartition("/")[2]]
        process = start(folder, "--store", address)
        begun, ended = False, 0
        while process.poll() is None and ended < 5:
            begun = begun or server.execute(running, name).fetchone() != (0,)
            ended += len(server.execute(others, name).fetchall()) if begun else 0
            time.sleep(0.1 if begun else 0.002)
        _, told = process.communicate(timeout=100)
        assert (process.returncode, ended >= 5) == (0, True), told
        assert content(address) == undisturbed


def test_poisoned_documents_cost_themselves_alone(tmp_path):
    folder = write_reports(tmp_path / "archive", 500)
    for name in poison.POISONS:
        (folder / f"{name}.txt").write_text(f"A report that is {name}.")
    address = str(tmp_path / "records.db")
    options = Options(workers=2, isolation=Isolation(seconds=3, memory=512 * 1024**2))
    backfill = Backfill((str(folder),), address, Settings(), options)
    ended = backfill.run(Lines(Tally(0), io.StringIO()), Stop(), poison.process)
    assert ended.state == "finished"
    assert (ended.counts["done"], sum(ended.counts.values())) == (500, 500 + len(poison.POISONS))
    inputs = content(address)["inputs"]
    told = {Path(path).stem: (status, error) for path, _, status, error in inputs if status != "done"}
    assert told == {name: (status, error) for name, (_, status, error) in poison.POISONS.items()}
    assert all(document for _, document, _, _ in inputs), "the next run knows the poisons by their hashes"
    again = backfill.run(Lines(Tally(0), io.StringIO()), Stop(), poison.process)
    assert again.counts["unchanged"] == 500


def test_ctrl_c_finishes_what_is_in_hand(folder, run, tmp_path):
    address = str(tmp_path / "records.db")
    process = start(folder, "--store", address, "--workers", "1")
    wait_for_documents(process, address, 3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopping after what is in hand" in told
    assert "stopped" in told
    assert set(statuses(address).values()) == {"done"}
    assert 3 <= len(statuses(address)) < 300
    assert run("status", "--store", address).stdout.decode().startswith("run 1, stopped")


def test_ctrl_c_twice_stops_at_once(tmp_path):
    folder = write_reports(tmp_path / "archive", 20)
    backfill = Backfill((str(folder),), str(tmp_path / "records.db"), Settings(), Options(workers=2))
    stop = Stop()
    stop.ask()
    stop.ask()
    started = time.monotonic()
    ended = backfill.run(Lines(Tally(0), io.StringIO()), stop, poison.slow)
    assert (ended.state, ended.counts) == ("stopped", {})
    assert time.monotonic() - started < 60


# --- A cluster


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def cluster():
    """A scheduler and two workers on loopback; yields its address and the workers."""
    pytest.importorskip("distributed", reason="needs the extra council-extract[cluster]")
    address = f"tcp://127.0.0.1:{free_port()}"
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": here}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    processes = [subprocess.Popen([*dask, "--host", address, "--no-dashboard"], **quiet)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
    processes += [subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(2)]
    yield address, processes[1:]
    for process in reversed(processes):
        process.kill()
        process.wait()


def test_a_cluster_gives_the_same_though_a_worker_dies(folder, undisturbed, cluster, tmp_path):
    scheduler, workers = cluster
    address = str(tmp_path / "records.db")
    process = start(folder, "--store", address, "--scheduler", scheduler)
    wait_for_documents(process, address, 20)
    workers[0].send_signal(signal.SIGKILL)
    assert held_by(address) < 300
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert content(address) == undisturbed


def test_poison_on_a_cluster(cluster, tmp_path):
    scheduler, _ = cluster
    folder = write_reports(tmp_path / "archive", 10)
    (folder / "memory-hog.txt").write_text("A report.")
    (folder / "segfault.txt").write_text("Another report.")
    address = str(tmp_path / "records.db")
    options = Options(scheduler=scheduler, isolation=Isolation(seconds=5, memory=512 * 1024**2))
    ended = Backfill((str(folder),), address, Settings(), options).run(
        Lines(Tally(0), io.StringIO()), Stop(), poison.process
    )
    assert ended.counts == {"done": 10, "failed": 1, "crashed": 1}


@pytest.mark.parametrize("command", ["backfill", "records", "show", "status"])
def test_help_loads_no_database_and_no_cluster(command):
    code = (
        f"import sys; from extractor.cli.main import run; run([{command!r}, '--help']);"
        "sys.exit(bool({'sqlalchemy', 'alembic', 'distributed', 'fsspec', 'spacy', 'rich', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
