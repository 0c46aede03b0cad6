"""From DOC, RTF and ODT to DOCX in a private folder, and from there as any DOCX."""

import io
import tempfile
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from extractor.errors import DamagedError, PasswordNeededError, TooLargeError, ToolMissingError
from extractor.parsers import sniff
from extractor.parsers.docx.container import BROKEN
from extractor.parsers.raw import RawDocument
from extractor.parsers.tools import ToolBounds, find_tool, run_tool
from extractor.settings import Settings

_ENDINGS = {
    sniff.DOC: "doc",
    sniff.RTF: "rtf",
    sniff.ODT: "odt",
    sniff.FLAT_ODT: "fodt",
    sniff.SXW: "sxw",
    sniff.WORD_XML: "xml",
}
_NAMES = {
    sniff.DOC: "a Word 97-2003 document (.doc)",
    sniff.RTF: "an RTF document",
    sniff.WORD_XML: "a Word 2003 XML document",
}
_MOST_MANIFEST = 1 << 20
_QUIET = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a document that LibreOffice turns into DOCX.

    Args:
        data: The file's bytes.
        settings: For the limits.
        name: For messages.

    Raises:
        ToolMissingError: LibreOffice is not installed.
        TooSlowError: It takes too long.
        UnreadableError: It can't read the file, or what it made can't be read.
    """
    from extractor.parsers.docx import read as read_docx

    media_type = sniff.sniff(data)
    if media_type in (sniff.ODT, sniff.SXW) and b"encryption-data" in _manifest(data):
        raise PasswordNeededError(name, "is protected by a password", "save a copy without the password")
    kind = _NAMES.get(media_type, "an OpenDocument text")
    cause = f"is {kind}, which needs LibreOffice"
    remedy = "install it (Debian: libreoffice-writer-nogui), or save the file as DOCX"
    office = find_tool(("soffice", "libreoffice"), ToolMissingError(name, cause, remedy))
    made = _converted(office, data, _ENDINGS[media_type], (settings, name))
    return replace(read_docx(made, settings, name), media_type=media_type)


def _manifest(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as member:
            return member.read(_MOST_MANIFEST)
    except (*BROKEN, KeyError):
        return b""


def _converted(office: str, data: bytes, ending: str, about: tuple[Settings, str]) -> bytes:
    """Return the DOCX that LibreOffice makes of a file, with a profile that runs no macro and follows no link."""
    settings, name = about
    with tempfile.TemporaryDirectory(prefix="council-extract-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        rules = files("extractor.parsers.office").joinpath("profile.xcu").read_bytes()
        (profile / "registrymodifications.xcu").write_bytes(rules)
        (folder / f"document.{ending}").write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            *_QUIET,
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made")),
            str(folder / f"document.{ending}"),
        ]
        bounds = ToolBounds(settings.limits.file_seconds, output=settings.limits.inflated_bytes)
        run_tool(command, folder, bounds, name)
        result = folder / "made" / "document.docx"
        if not result.is_file():
            remedy = "open it in a word processor and save it as DOCX"
            raise DamagedError(name, "is broken inside, or locked: LibreOffice doesn't open it", remedy)
        if result.stat().st_size > settings.limits.file_bytes:
            raise TooLargeError(name, "is too large once it is converted", "split it")
        return result.read_bytes()
