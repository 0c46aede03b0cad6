"""The zip container: safe to open, its parts found by relationship, strict and transitional alike."""

import io
import posixpath
import zipfile
import zlib
from functools import cached_property
from typing import Any

from extractor.errors import (
    DamagedError,
    NotThisFormatError,
    PasswordNeededError,
    TooLargeError,
    UnsupportedFormatError,
)
from extractor.settings import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Strict OOXML differs in its namespaces only.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_CHUNK = 1 << 20
_REPAIR = "open it in a word processor and save it again as DOCX"


class Package:
    """The parts of one file.

    Args:
        data: The file's bytes.
        name: For messages.
        limits: What the parts may inflate to.

    Raises:
        DamagedError: The container is cut off or broken.
        PasswordNeededError: A part is encrypted.
        TooLargeError: The parts inflate beyond the limits.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.inflated_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise DamagedError(
                name, "is a zip container that is cut off or broken", "fetch the file again"
            ) from None
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._check_sizes()

    def _check_sizes(self) -> None:
        total = sum(info.file_size for info in self._parts.values())
        if total > self._limits.inflated_bytes:
            raise self._bomb(f"inflates to {total // _CHUNK} MiB")
        for info in self._parts.values():
            if info.flag_bits & 1:
                raise PasswordNeededError(
                    self.name, "is protected by a password", "save a copy without the password"
                )
            if info.file_size > _CHUNK and info.file_size > self._limits.inflation_ratio * max(
                1, info.compress_size
            ):
                raise self._bomb(f"holds a part that inflates more than {self._limits.inflation_ratio} times")

    def _bomb(self, cause: str) -> TooLargeError:
        return TooLargeError(self.name, cause, "check where it comes from, or raise the limit")

    def read(self, part: str) -> bytes | None:
        """Return the bytes of a part; None where the package has no such part.

        Args:
            part: Path inside the package.

        Raises:
            DamagedError: The part is broken.
            TooLargeError: The parts read so far inflate beyond the limit, whatever the directory says.
        """
        info = self._parts.get(part)
        if info is None:
            return None
        pieces = []
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._bomb("inflates beyond the limit")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
        ) as error:
            raise DamagedError(self.name, f"has a broken part ({part})", _REPAIR) from error
        return b"".join(pieces)

    def xml(self, part: str) -> Any | None:
        """Return the root element of a part; None where the package has no such part.

        Args:
            part: Path inside the package.

        Raises:
            DamagedError: The part is no well-formed XML.
        """
        from lxml import etree  # noqa: PLC0415

        data = self.read(part)
        if data is None:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise DamagedError(self.name, f"has a part that is no XML ({part})", _REPAIR) from error

    @cached_property
    def main_part(self) -> str:
        """The path of the document part.

        Raises:
            NotThisFormatError: The package has none.
            UnsupportedFormatError: It is a workbook or a presentation.
        """
        found = self._related("", "_rels/.rels").get("officeDocument", ["word/document.xml"])[0]
        if found.startswith(("xl/", "ppt/", "visio/")):
            raise UnsupportedFormatError(
                self.name, "is an Office file but no document", "save its text as DOCX or PDF"
            )
        if found not in self._parts:
            found = next(
                (part for part in self._parts if part.startswith("word/document") and part.endswith(".xml")),
                "",
            )
        if not found:
            raise NotThisFormatError(
                self.name, "is a zip container without a document part", "save it as DOCX again"
            )
        return found

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """The parts that the document part refers to, by the last word of the relationship's type."""
        folder, file = posixpath.split(self.main_part)
        return self._related(folder, f"{folder}/_rels/{file}.rels")

    def _related(self, folder: str, part: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        root = self.xml(part)
        for relation in root.iter(_RELATIONSHIP) if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found.setdefault((relation.get("Type") or "").rpartition("/")[2], []).append(path)
        return found
