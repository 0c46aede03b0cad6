"""The zip container, checked before anything in it is read."""

import codecs
import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from extractor.errors import DamagedError, PasswordNeededError, TooLargeError
from extractor.settings import Limits

_CHUNK = 1 << 20
_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
# Groups are atomic: no file can make this backtrack.
_TYPE_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
# What Python's reader of zip files raises for broken ones.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_REPAIR = "open it in a word processor and save it again as DOCX"
# What a part takes at most when it is parsed and its blocks are made, measured against the bytes of its XML.
_BYTES_OF_A_TREE = 20


@dataclass(frozen=True)
class Content:
    """The bytes of a member, and what is wrong with them: "" for nothing."""

    data: bytes
    fault: str = ""


class Container:
    """The members of one zip file.

    Args:
        data: The file's bytes.
        name: For messages.
        limits: What the members may inflate to.

    Raises:
        DamagedError: The container is cut off or broken.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.inflated_bytes
        self._most = limits.memory // _BYTES_OF_A_TREE
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise DamagedError(name, "is a zip container that is cut off or broken", "fetch the file again") from None
        self._members = {key(info.filename): info for info in self._zip.infolist()}
        self._sums: dict[int, int] = {}

    @property
    def members(self) -> tuple[str, ...]:
        """The paths of all members, as `key` gives them."""
        return tuple(self._members)

    def has(self, member: str) -> bool:
        """Tell whether there is such a member."""
        return key(member) in self._members

    def damaged(self, cause: str) -> DamagedError:
        """Return the error for a part that is broken."""
        return DamagedError(self.name, cause, _REPAIR)

    def type_declared(self, member: str) -> DamagedError:
        """Return the error for a part that declares a document type: Word files hold none, attacks do."""
        return self.damaged(f"has a part with a document type declaration ({printable(member)})")

    def xml(self, member: str) -> Content | None:
        """Return an XML part, never as UTF-16; None where there is no such member.

        Args:
            member: Path inside the container.

        Raises:
            DamagedError: Nothing of the part can be read, or it declares a document type.
            PasswordNeededError: It is encrypted.
            TooLargeError: It inflates more than the limit, or the parts read so far do.
        """
        content = self.read(member)
        if content is None:
            return None
        data = _without_utf16(content.data)
        if _TYPE_DECLARATION.match(data):
            raise self.type_declared(member)
        return Content(data, content.fault)

    def read(self, member: str) -> Content | None:
        """Return a member's bytes; arguments and errors as for `xml`."""
        info = self._members.get(key(member))
        if info is None:
            return None
        self._check(info)
        pieces: list[bytes] = []
        size = 0
        fault = ""
        checksum = self._checksum(info)
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > self._left:
                        raise self._bomb("inflates beyond the limit")
                    if size > self._most:
                        fault = f"is larger than {self._most // _CHUNK} MiB (allow more with --limit memory=N)"
                        break
        except BROKEN as error:
            if not pieces:
                raise self.damaged(f"has a broken part ({printable(member)})") from error
            fault = "is broken"
        self._left -= size
        data = b"".join(pieces)
        return Content(data, fault or ("" if zlib.crc32(data) == checksum else "has a wrong checksum"))

    def _checksum(self, info: zipfile.ZipInfo) -> int:
        """Return a member's checksum, and hide it: a wrong one would cost the member's end, where we only tell it."""
        checksum = self._sums.setdefault(info.header_offset, info.CRC)
        info.CRC = None  # type: ignore[assignment]
        return checksum

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 1:
            raise PasswordNeededError(self.name, "is protected by a password", "save a copy without the password")
        if info.file_size > _CHUNK and info.file_size > self._limits.inflation_ratio * max(1, info.compress_size):
            raise self._bomb(f"holds a part that inflates more than {self._limits.inflation_ratio} times")

    def _bomb(self, cause: str) -> TooLargeError:
        return TooLargeError(self.name, cause, "check where it comes from, or raise the limit")


def key(member: str) -> str:
    """Return a path as parts are compared: case counts for nothing, and some writers take the wrong slash."""
    return member.replace("\\", "/").lstrip("/").casefold()


def printable(text: str) -> str:
    """Return a name out of a file, fit for a message of one line."""
    return "".join(char if char.isprintable() else "?" for char in text[:100])


def _without_utf16(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8, anything else as it is."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif data.startswith((b"<\x00", b"\x00<")):
        codec = "utf-16-le" if data[0] else "utf-16-be"
    else:
        return data
    text = data.decode(codec, errors="replace")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")
