"""What to read: the inputs under all sources, each once, in an order that never changes."""

import glob
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.backfill.errors import UnreachableError
from extractor.backfill.manifest import read_manifest
from extractor.backfill.remote import is_url, listed
from extractor.backfill.sources import MEMBER, Task, members
from extractor.errors import UsageError

HIDDEN = (".", "~$")
STORE_ENDINGS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Plan:
    """The inputs under some sources; may be gone through more than once.

    Attributes:
        sources: Files, folders, globs, manifests, archives, URLs.
        without: Files that are no inputs, such as the store.
    """

    sources: tuple[str, ...]
    without: frozenset[str] = frozenset()

    def check(self) -> None:
        """Do nothing unless a source is wrong.

        Raises:
            UsageError: A source doesn't exist, matches nothing, or is a manifest with faults.
        """
        for source in self.sources:
            next(_under(source), None)

    def __iter__(self) -> Iterator[Task]:
        """Yield the inputs, source by source, each path once."""
        if len(self.sources) == 1:
            yield from self._all()
            return
        seen: set[str] = set()
        for task in self._all():
            if task.path not in seen:
                seen.add(task.path)
                yield task

    def _all(self) -> Iterator[Task]:
        for source in self.sources:
            yield from (task for task in _under(source) if task.location not in self.without)


def store_files(address: str) -> frozenset[str]:
    """Return the files of an SQLite store, which may lie in a folder to be read."""
    if is_url(address):
        return frozenset()
    return frozenset(os.path.abspath(address + ending) for ending in STORE_ENDINGS)  # noqa: PTH100


def _under(source: str) -> Iterator[Task]:
    if is_url(source):
        return _remote(source)
    if Path(source).is_dir():
        return _folder(os.path.abspath(source))  # noqa: PTH100 - links keep the name they were given
    if Path(source).is_file():
        if source.lower().endswith(".csv"):
            return _manifest(source)
        return _file(os.path.abspath(source))  # noqa: PTH100
    if glob.has_magic(source):
        return _matches(source)
    raise UsageError(source, "does not exist", "name a file, folder, glob, manifest.csv, archive or URL")


def _file(path: str) -> Iterator[Task]:
    if path.lower().endswith(".zip"):
        yield from _archive(path)
    else:
        yield Task(_told(path), path)


def _folder(path: str) -> Iterator[Task]:
    """Yield what is in a folder and below, by name; a folder that can't be listed is an input that fails."""
    try:
        with os.scandir(path) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        yield Task(_told(path), path)
        return
    for name, is_folder in found:
        if not name.startswith(HIDDEN):
            below = os.path.join(path, name)  # noqa: PTH118 - millions of Path objects take their time
            yield from _folder(below) if is_folder else _entry(below)


def _entry(path: str) -> Iterator[Task]:
    # A link to a folder could lead in a circle: it is left to where its target is.
    if not os.path.isdir(path):  # noqa: PTH112
        yield from _file(path)


def _matches(pattern: str) -> Iterator[Task]:
    parts = Path(os.path.abspath(pattern)).parts  # noqa: PTH100
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    # Unlike the glob module, this follows no link that could lead in a circle.
    found = sorted(str(path) for path in base.glob(str(Path(*parts[fixed:]))) if path.is_file())
    if not found:
        raise UsageError(pattern, "matches nothing", "check the pattern; quote it, so that ** is not expanded")
    for path in found:
        if not any(part.startswith(HIDDEN) for part in Path(path).parts[fixed:]):
            yield from _file(path)


def _archive(path: str) -> Iterator[Task]:
    """Yield the members of an archive in its order; one that can't be opened is an input that fails."""
    try:
        names = members(path)
    except (OSError, zipfile.BadZipFile, UnreachableError):
        yield Task(_told(path), path)
        return
    for name in sorted(set(names)):
        if not any(part.startswith((*HIDDEN, "__MACOSX")) for part in name.split("/")):
            yield Task(_told(path + MEMBER + name), path, member=name)


def _manifest(source: str) -> Iterator[Task]:
    for row in read_manifest(Path(source)):
        location, _, member = row.path.partition(MEMBER)
        if not is_url(location):
            location = os.path.abspath(Path(source).parent / location)  # noqa: PTH100
        path = location + MEMBER + member if member else location
        yield Task(_told(path), location, member or None, row.overrides)


def _remote(url: str) -> Iterator[Task]:
    for address in listed(url):
        if not address.rpartition("/")[2].startswith(HIDDEN):
            yield from _file(address)


def _told(path: str) -> str:
    """Return a path as a store can keep it: bytes that are no UTF-8 are written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace("\0", "\\0")
