"""Objects behind URLs, through fsspec: listing and opening them, and what can go wrong on the way."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO
from zipfile import BadZipFile

from extractor.backfill.errors import UnreachableError
from extractor.errors import ExtractError, UsageError, optional

SEPARATOR = "://"
# What a large object is read in, where only parts of it are wanted.
BLOCK = 1024**2


def is_url(text: str) -> bool:
    """Return whether a source is behind a URL."""
    return SEPARATOR in text


@lru_cache(maxsize=8)
def listed(url: str) -> tuple[str, ...]:
    """Return the URLs of all objects below a URL, or that match it, by name; it is listed once for all who ask.

    Args:
        url: Of a bucket, a folder, an object, or with a glob's wild cards.

    Raises:
        UsageError: It can't be listed, or there is nothing.
    """
    try:
        system, path = _system(url)
        names = system.glob(path) if glob.has_magic(path) else system.find(path)
        found = tuple(system.unstrip_protocol(name) for name in sorted(names) if not name.endswith("/"))
    except UsageError:
        raise
    except Exception as error:
        cause = f"can't be listed ({_said(error)})"
        raise UsageError(url, cause, "check the address, the credentials and the network") from error
    if not found:
        raise UsageError(url, "holds nothing", "check the address")
    return found


def opened(url: str) -> BinaryIO:
    """Return an object as a file, to be read and closed within `reaching`."""
    system, path = _system(url)
    stream: BinaryIO = system.open(path, "rb", block_size=BLOCK)
    return stream


def stamp(url: str) -> tuple[Any, ...]:
    """Return what changes with an object's bytes; to be called within `reaching`."""
    system, path = _system(url)
    told = system.info(path)
    return told["size"], str(told.get("ETag") or told.get("LastModified") or told.get("mtime"))


@contextmanager
def reaching(location: str) -> Iterator[None]:
    """Turn what goes wrong on the way to a URL into one error; what is wrong with the object itself stays as it is.

    Args:
        location: The URL; nothing is done for a path.

    Raises:
        UnreachableError: Whoever keeps the object can't be asked for it.
    """
    try:
        yield
    except (FileNotFoundError, PermissionError, IsADirectoryError, BadZipFile, ExtractError, MemoryError):
        raise
    except Exception as error:
        if not is_url(location):
            raise
        raise UnreachableError(location, f"can't be reached ({_said(error)})", "see to the network") from error


def _system(url: str) -> tuple[Any, str]:
    with optional(url, "fsspec", extra="remote"):
        import fsspec
    try:
        # A listing kept for later would hold a kilobyte for each of millions of objects.
        system, path = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        remedy = "pip install 'council-extract[remote]', or what the message names"
        raise UsageError(url, f"needs a library that is not installed ({error})", remedy) from error
    return system, path


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
