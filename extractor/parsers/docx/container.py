"""The zip container, checked before anything opens it as a Word file."""

import codecs
import io
import re
import zipfile
import zlib

from extractor.errors import DamagedError, PasswordNeededError, TooLargeError
from extractor.settings import Limits

_CHUNK = 1 << 20
_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
# Groups are atomic: no file can make this backtrack.
_TYPE_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_REPAIR = "open it in a word processor and save it again as DOCX"


class Container:
    """The members of one zip file.

    Args:
        data: The file's bytes.
        name: For messages.
        limits: What the members may inflate to.

    Raises:
        DamagedError: The container is cut off or broken.
        PasswordNeededError: A member is encrypted.
        TooLargeError: The members inflate beyond the limits.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.inflated_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise DamagedError(name, "is a zip container that is cut off or broken", "fetch the file again") from None
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check_sizes()

    def _check_sizes(self) -> None:
        total = sum(info.file_size for info in self._members.values())
        if total > self._limits.inflated_bytes:
            raise self._bomb(f"inflates to {total // _CHUNK} MiB")
        for info in self._members.values():
            if info.flag_bits & 1:
                raise PasswordNeededError(self.name, "is protected by a password", "save a copy without the password")
            if info.file_size > _CHUNK and info.file_size > self._limits.inflation_ratio * max(1, info.compress_size):
                raise self._bomb(f"holds a part that inflates more than {self._limits.inflation_ratio} times")

    def _bomb(self, cause: str) -> TooLargeError:
        return TooLargeError(self.name, cause, "check where it comes from, or raise the limit")

    @property
    def members(self) -> tuple[str, ...]:
        """The paths of all members."""
        return tuple(self._members)

    def damaged(self, cause: str) -> DamagedError:
        """Return the error for a part that is broken."""
        return DamagedError(self.name, cause, _REPAIR)

    def type_declared(self, member: str) -> DamagedError:
        """Return the error for a part that declares a document type: Word files hold none, attacks do."""
        return self.damaged(f"has a part with a document type declaration ({member})")

    def xml(self, member: str) -> bytes | None:
        """Return the bytes of an XML part, never as UTF-16; None where there is no such member.

        Args:
            member: Path inside the container.

        Raises:
            DamagedError: The part is broken, or declares a document type.
            TooLargeError: The parts read so far inflate beyond the limit, whatever the directory says.
        """
        data = self._read(member)
        if data is None:
            return None
        data = _without_utf16(data)
        if _TYPE_DECLARATION.match(data):
            raise self.type_declared(member)
        return data

    def _read(self, member: str) -> bytes | None:
        info = self._members.get(member)
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
        except _BROKEN as error:
            raise self.damaged(f"has a broken part ({member})") from error
        return b"".join(pieces)


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
