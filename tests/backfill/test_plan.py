"""What is read: every file once, in an order that never changes."""

import csv
import os
import string
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.backfill.manifest import interval, read_manifest
from extractor.backfill.plan import Plan, store_files
from extractor.backfill.sources import Task, fetch
from extractor.errors import DamagedError, NotFoundError, TooLargeError, UsageError


@pytest.fixture
def archive(tmp_path) -> Path:
    """A folder with files, a folder below, an archive, and what is to be passed over."""
    for name in ("b.txt", "a.txt", "deep/er/c.txt", ".hidden.txt", "~$lock.docx", ".git/config", "records.db", "B.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as packed:
        for name in ("two.txt", "one/one.txt", "__MACOSX/one.txt", "one/.hidden"):
            packed.writestr(name, name)
    (tmp_path / "circle").symlink_to(tmp_path)
    return tmp_path


def names(plan: Plan, folder: Path) -> list[str]:
    return [task.path.replace(str(folder) + os.sep, "") for task in plan]


EVERYTHING = ["B.TXT", "a.txt", "b.txt", "deep/er/c.txt", "old.zip!/one/one.txt", "old.zip!/two.txt"]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["."], EVERYTHING),
        ([".", "."], EVERYTHING),
        (["b.txt", "."], ["b.txt", "B.TXT", "a.txt", *EVERYTHING[3:]]),
        (["*.txt"], ["a.txt", "b.txt"]),
        (["**/*.txt"], ["a.txt", "b.txt", "deep/er/c.txt"]),
        (["deep"], ["deep/er/c.txt"]),
        (["old.zip"], EVERYTHING[4:]),
        (["[ab].txt"], ["a.txt", "b.txt"]),
        ([".hidden.txt"], [".hidden.txt"]),
    ],
)
def test_sources(archive, monkeypatch, sources, expected):
    monkeypatch.chdir(archive)
    plan = Plan(tuple(sources), store_files("records.db"))
    plan.check()
    assert names(plan, archive) == expected
    assert names(plan, archive) == expected, "a plan can be gone through again"
    assert all(fetch(task, 1000) for task in plan)


@pytest.mark.parametrize("source", ["none", "none/*.txt", "http+nonsense://x/y"])
def test_sources_that_are_wrong(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        Plan((source,)).check()


def test_remote_folders():
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for name in ("/bucket/b.txt", "/bucket/deep/a.txt", "/bucket/.hidden"):
        system.pipe(name, name.encode())
    tasks = list(Plan(("memory://bucket",)))
    assert [task.path for task in tasks] == ["memory:///bucket/b.txt", "memory:///bucket/deep/a.txt"]
    assert fetch(tasks[1], 1000) == b"/bucket/deep/a.txt"
    assert [task.name for task in Plan(("memory://bucket/*.txt",))] == ["b.txt"]
    with pytest.raises(UsageError, match="holds nothing"):
        Plan(("memory://empty",)).check()
    with pytest.raises(NotFoundError):
        fetch(Task("memory://bucket/none", "memory://bucket/none"), 10)


def test_names_that_are_no_text(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (task,) = Plan((str(tmp_path),))
    assert task.path.endswith("caf\\xe9.txt")
    assert task.path.encode("utf-8")
    assert fetch(task, 10) == b"x"


def test_a_folder_that_can_not_be_listed_is_an_input(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    (task,) = Plan((str(tmp_path),))
    with pytest.raises(NotFoundError, match="can't be listed"):
        fetch(task, 10)


def test_bytes_that_can_not_be_had(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    broken = tmp_path / "b.zip"
    broken.write_bytes(b"PK\x03\x04 cut off")
    os.mkfifo(tmp_path / "pipe")
    cases = [
        (Task("x", str(tmp_path / "none")), 10, NotFoundError),
        (Task("x", str(tmp_path)), 10, NotFoundError),
        (Task("x", str(tmp_path / "pipe")), 10, NotFoundError),
        (Task("x", str(path)), 4, TooLargeError),
        (Task("x", str(broken), member="a"), 10, DamagedError),
    ]
    for task, limit, error in cases:
        with pytest.raises(error):
            fetch(task, limit)


def test_a_broken_archive_is_one_input(tmp_path):
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 cut off")
    assert [task.member for task in Plan((str(tmp_path),))] == [None]


# --- Manifests


def manifest(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


ROWS = """\
path,kind,period,reference
b.txt,news_item,2024-03,
old.zip!/two.txt,,,C9/1
a.txt,,,
"""


def test_a_manifest_says_what_the_files_do_not(archive):
    path = manifest(
        archive, "path,kind,period,reference\nb.txt,news_item,2024-03,\nold.zip!/two.txt,,,C9/1\na.txt,,,\n"
    )
    tasks = list(Plan((str(path),)))
    assert names(Plan((str(path),)), archive) == ["b.txt", "old.zip!/two.txt", "a.txt"]
    period = '{"end": "2024-03-31", "precision": "month", "start": "2024-03-01", "text": "2024-03"}'
    assert tasks[0].overrides == '{"kind": "news_item", "period": ' + period + "}"
    assert (tasks[1].overrides, tasks[2].overrides) == ('{"reference": "C9/1"}', "")
    assert fetch(tasks[1], 100) == b"two.txt"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file\na.txt\n", "path"),
        ("path,size\na.txt,3\n", "size"),
        ("", "columns are none"),
        ("path,kind\n,other\n", "row 2, column path: is empty"),
        ("path,kind\na,report\nb,other\nc,x\n", "row 2, column kind.*row 4, column kind"),
        ("path,period\na,spring\n", "row 2, column period: 'spring'"),
        ("path,period\na,2024/2023\n", "row 2, column period"),
    ],
)
def test_faulty_manifests(tmp_path, text, words):
    with pytest.raises(UsageError, match=words):
        list(read_manifest(manifest(tmp_path, text)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2023-02", ("2023-02-01", "2023-02-28", "month")),
        ("2024-05-06", ("2024-05-06", "2024-05-06", "day")),
        ("2023-07/2024-06", ("2023-07-01", "2024-06-30", "range")),
        ("2023 / 2024", ("2023-01-01", "2024-12-31", "range")),
        ("2024-13", None),
        ("2023-02-29", None),
        ("24", None),
        ("2024/", None),
        ("2024-1", None),
        ("", None),
    ],
)
def test_periods(text, days):
    found = interval(text)
    assert (found and (found["start"], found["end"], found["precision"])) == days


@given(st.lists(st.text(string.ascii_letters + " ,'\"\n;", min_size=1, max_size=12).map(str.strip).filter(bool)))
def test_any_path_survives_a_manifest(tmp_path_factory, paths):
    path = tmp_path_factory.mktemp("m") / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["path"], *([one] for one in paths)])
    assert [row.path for row in read_manifest(path)] == paths
