"""Backfills of a bucket: a real S3 server on the loopback, asked by the installed command."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import boto3
import moto.settings
import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from extractor.backfill.plan import Plan
from extractor.backfill.remote import listed
from extractor.backfill.sources import fetch
from extractor.errors import NotFoundError

BUCKET = "reports"
REPORT = "Report number {}\n\nA workshop on online safety was held in {} in May 2024 for {} teachers.\n"
PLACES = ("Malta", "Zambia", "Fiji", "Peru")


def report(number: int) -> bytes:
    return REPORT.format(number, PLACES[number % len(PLACES)], number + 5).encode()


class Server:
    """An S3 server with one bucket; it may be stopped, and started again at the same address with the same objects."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, self.port = self._server.get_host_and_port()
        self.url = f"http://{host}:{self.port}"
        self.variables = {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "reader",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        self.client = boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="reader",
            aws_secret_access_key="secret",
        )
        self.client.create_bucket(Bucket=BUCKET)

    def put(self, **objects: bytes) -> None:
        for key, data in objects.items():
            self.client.put_object(Bucket=BUCKET, Key=key, Body=data)

    def stop(self) -> None:
        self._server.stop()

    def start_again(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()

    def remove(self) -> None:
        listed = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        for page in listed:
            keys = [{"Key": one["Key"]} for one in page.get("Contents", ())]
            if keys:
                self.client.delete_objects(Bucket=BUCKET, Delete={"Objects": keys})
        self.client.delete_bucket(Bucket=BUCKET)
        self.stop()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.remove()


@pytest.fixture
def backfill(run, server, tmp_path):
    """Returns a function that backfills into one store: status and messages."""

    def backfill(*arguments: str | Path, **variables: str) -> tuple[int, str]:
        done = run("backfill", *arguments, "--store", tmp_path / "records.db", **{**server.variables, **variables})
        return done.returncode, done.stderr.decode()

    return backfill


@pytest.fixture
def inputs(run, tmp_path):
    """Returns a function that tells the inputs of the last run: status and error by path."""

    def inputs() -> dict[str, tuple[str, str]]:
        told = run("status", "--store", tmp_path / "records.db", "--format", "csv").stdout.decode()
        return {row["path"]: (row["status"], row["error"]) for row in csv.DictReader(io.StringIO(told))}

    return inputs


def packed(**members: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return saved.getvalue()


def test_a_bucket_is_read_as_a_folder_is(server, backfill, inputs, run, samples, tmp_path):
    archive = packed(**{"inner/one.txt": report(1), "inner/.hidden": b"x", "two.txt": report(2)})
    server.put(
        **{
            "2024/a.txt": report(3),
            "2024/b.docx": (samples / "council-2024-report.docx").read_bytes(),
            "2024/c.pdf": (samples / "council-2025-report.pdf").read_bytes(),
            "2024/more.zip": archive,
            "2024/broken.zip": archive[:-40],
            "2024/photo.png": b"\x89PNG\r\n\x1a\n" + bytes(600),
            "2024/.hidden": b"x",
            "2024/old/": b"",
            "2025/later.txt": report(4),
        }
    )
    status, told = backfill("s3://reports/2024")
    assert (status, "5 done, 2 failed" in told) == (1, True), told
    found = inputs()
    at = "s3://reports/2024/"
    assert found[at + "more.zip!/inner/one.txt"] == ("done", "")
    assert found[at + "photo.png"] == ("failed", "unsupported_format")
    assert found[at + "broken.zip"][0] == "failed"
    names = ("a.txt", "b.docx", "broken.zip", "c.pdf", "more.zip!/inner/one.txt", "more.zip!/two.txt", "photo.png")
    assert list(found) == [at + name for name in names]
    # The same bytes in a folder are the same documents.
    (tmp_path / "a.txt").write_bytes(report(3))
    assert "1 unchanged" in backfill(tmp_path / "a.txt")[1]
    assert "5 unchanged, 2 failed" in backfill("s3://reports/2024/")[1]
    asked = run("records", "--store", tmp_path / "records.db", "--country", "ZMB", "--format", "json").stdout
    assert at + "more.zip!/inner/one.txt" in [one["path"] for one in json.loads(asked)]


def test_a_manifest_names_objects(server, backfill, inputs, run, tmp_path):
    server.put(**{"a.txt": report(1), "old.zip": packed(**{"b.txt": report(2)})})
    listing = tmp_path / "list.csv"
    rows = ["s3://reports/a.txt,news_item,C9/1", "s3://reports/old.zip!/b.txt,,", "s3://reports/gone.txt,,"]
    listing.write_text("\n".join(["path,kind,reference", *rows]) + "\n")
    status, told = backfill(listing)
    assert (status, "2 done, 1 failed" in told) == (1, True), told
    assert inputs()["s3://reports/gone.txt"] == ("failed", "not_found")
    first, *_ = json.loads(run("records", "--store", tmp_path / "records.db", "--country", "ZMB").stdout)
    assert (first["document"]["reference"], first["document"]["kind"]) == ("C9/1", "news_item")


@pytest.fixture
def reached(server, monkeypatch):
    """The server, for what runs in this process."""
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    # Connections are kept for each process, and so is what was listed.
    S3FileSystem.clear_instance_cache()
    listed.cache_clear()
    return server


def test_a_listing_has_many_pages(reached):
    # A thousand names are a page.
    reached.put(**{f"{number:05}.txt": b"x" for number in range(1050)})
    plan = Plan(("s3://reports",))
    found = [task.location for task in plan]
    assert found == sorted(found)
    assert (found[-1], len(set(found)), len(found)) == ("s3://reports/01049.txt", 1050, 1050)


def test_an_object_that_disappears_costs_itself_alone(reached):
    reached.put(**{"a.txt": report(1), "b.txt": report(2)})
    first, second = Plan(("s3://reports/*.txt",))
    reached.client.delete_object(Bucket=BUCKET, Key="a.txt")
    with pytest.raises(NotFoundError, match="does not exist"):
        fetch(first, 1000)
    assert fetch(second, 1000) == report(2)


@pytest.mark.parametrize(
    ("source", "changes", "words"),
    [
        ("s3://reports/none/", {}, "holds nothing"),
        ("s3://no-such-bucket/", {}, "bucket does not exist"),
        ("s3://reports", {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "can't be listed"),
        ("nonsense://reports", {}, "can't be listed"),
    ],
)
def test_what_cannot_be_listed_is_one_line(backfill, tmp_path, source, changes, words):
    status, told = backfill(source, **changes)
    assert (status, told.count("\n"), words in told) == (2, 1, True), told
    assert told.startswith(f"error: {source}")
    assert not (tmp_path / "records.db").exists()


def test_wrong_credentials_are_one_line(server, backfill, monkeypatch):
    server.put(**{"a.txt": report(1)})
    with monkeypatch.context() as patch:
        patch.setattr(moto.settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0.0)
        status, told = backfill("s3://reports")
    assert (status, told.count("\n")) == (2, 1), told
    assert "check the address, the credentials" in told
    assert "1 done" in backfill("s3://reports")[1]


def test_a_server_that_goes_down_ends_the_run_and_the_next_goes_on(server, backfill, inputs, tmp_path):
    number = 200
    server.put(**{f"{one:04}.txt": report(one) for one in range(number)})
    store = tmp_path / "records.db"
    command = [sys.executable, "-m", "extractor", "backfill", "s3://reports", "--store", str(store)]
    environment = {**os.environ, **server.variables}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        while process.poll() is None and _saved(store) < 20:
            time.sleep(0.05)
        server.stop()
        told = process.communicate(timeout=300)[1]
    server.start_again()
    assert process.returncode == 1, told
    last = told.strip().splitlines()[-1]
    assert last.startswith("error: s3://reports/")
    assert "start again: the run goes on" in last
    status, told = backfill("s3://reports")
    assert status == 0, told
    found = inputs()
    assert len(found) == number
    assert {status for status, _ in found.values()} == {"done", "unchanged"}
    assert sum(status == "unchanged" for status, _ in found.values()) >= 20


def _saved(store: Path) -> int:
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM inputs WHERE status = 'done'").fetchone()[0]
        except sqlite3.OperationalError:
            return 0
