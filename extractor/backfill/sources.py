"""One input, and how to get its bytes: a file, a member of an archive, an object behind a URL."""

import lzma
import stat
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from extractor.backfill import remote
from extractor.errors import DamagedError, NotFoundError, PasswordNeededError, TooLargeError

MEMBER = "!/"


@dataclass(frozen=True)
class Task:
    """One input.

    Attributes:
        path: Its name in the store: absolute path, "ARCHIVE!/MEMBER", or URL.
        location: The file, archive or URL to open.
        member: Name of the member of an archive; None for what is no archive.
        overrides: What a manifest says of it, as JSON with sorted keys; empty where it says nothing.
    """

    path: str
    location: str
    member: str | None = None
    overrides: str = ""

    @property
    def name(self) -> str:
        """Name without folders."""
        return PurePosixPath(self.path.replace("\\", "/")).name


def members(location: str) -> list[str]:
    """Return the names of an archive's members, folders left out.

    Args:
        location: Path or URL of the archive.

    Raises:
        UnreachableError: The URL can't be reached.
        OSError: It can't be read.
        zipfile.BadZipFile: It is no archive, or damaged.
    """
    with remote.reaching(location), _opened(location) as stream, zipfile.ZipFile(stream) as archive:
        return [member.filename for member in archive.infolist() if not member.is_dir()]


def fetch(task: Task, limit: int) -> bytes:
    """Return the bytes of an input.

    Args:
        task: The input.
        limit: Most bytes to read.

    Raises:
        UnreadableError: It isn't there, may not be read, or is too large.
    """
    try:
        with remote.reaching(task.location):
            data = _read(task, limit)
    except FileNotFoundError:
        raise NotFoundError(task.path, "does not exist", "check the path") from None
    except IsADirectoryError:
        raise NotFoundError(task.path, "is a folder that can't be listed", "check its permissions") from None
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise NotFoundError(task.path, f"can't be read ({reason})", "check its permissions") from error
    if len(data) > limit:
        raise TooLargeError(task.path, f"is larger than {limit // 1024**2} MiB", "split it, or raise the limit")
    return data


def _read(task: Task, limit: int) -> bytes:
    if task.member is not None:
        return _read_member(task, limit)
    if not remote.is_url(task.location) and stat.S_ISFIFO(Path(task.location).stat().st_mode):
        # Opening one waits for a writer, forever.
        raise NotFoundError(task.path, "is a pipe", "leave it out")
    with _opened(task.location) as stream:
        return stream.read(limit + 1)


def _opened(location: str) -> BinaryIO:
    return remote.opened(location) if remote.is_url(location) else Path(location).open("rb")


def _read_member(task: Task, limit: int) -> bytes:
    try:
        with _archive(task.location, _stamp(task.location)).open(task.member or "") as member:
            return member.read(limit + 1)
    except KeyError:
        raise NotFoundError(task.path, "does not exist", "check the path") from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise DamagedError(task.path, f"its archive is damaged ({error})", "pack the archive again") from error
    except NotImplementedError as error:
        raise DamagedError(task.path, f"is packed in a way not known here ({error})", "pack it as usual") from error
    except RuntimeError as error:
        # What zipfile raises for a member that needs a password.
        raise PasswordNeededError(task.path, "is in an archive with a password", "unpack it first") from error


def _stamp(location: str) -> tuple[Any, ...]:
    if remote.is_url(location):
        return remote.stamp(location)
    found = Path(location).stat()
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=1)
def _archive(location: str, stamp: tuple[Any, ...]) -> zipfile.ZipFile:
    """Return an open archive; opening one of 10,000 members for each of them would cost their square."""
    return zipfile.ZipFile(_opened(location))
