"""What a file is, decided by its bytes and never by its name."""

import re

from extractor.errors import PasswordNeededError, UnreadableError, UnsupportedFormatError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"
SAVED_PAGE = "multipart/related"
TEXT = "text/plain"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
SXW = "application/vnd.sun.xml.writer"
WORD_XML = "application/vnd.ms-word+xml"
XML = "application/xml"
BINARY = "application/octet-stream"

_HTML_START = re.compile(
    # Groups are atomic: no file can make this backtrack.
    r"\s*(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|h[1-6]|p|span|title|meta|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"<\?xml[\s?]|<rss[\s>]|<svg[\s>]")
_LETTER = re.compile(rb"(?:From|MIME-Version|Subject|Date|Content-Type|Snapshot-[\w-]+|X-[\w-]+): ", re.IGNORECASE)
_LETTER_HEAD = 1 << 16
_PDF_START = re.compile(rb"(?:^|[\r\n\x00-\x08])\s*%PDF-\d")
_LONGEST_TYPE = 100
# Where a zip container's first entries stand at its start, and its directory at its end.
_ENTRIES, _DIRECTORY = 1 << 16, 1 << 18
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
)
_OTHER = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
    b"MZ\x90",
    b"II*\x00",
    b"MM\x00*",
    b"%!PS",
    b"BZh",
)


def sniff(data: bytes) -> str:
    """Return the media type of the bytes; TEXT where nothing else fits, BINARY where they can't be text.

    Args:
        data: The whole file, or at least its first kilobytes.
    """
    head = data[:4096]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1110] and _PDF_START.search(head[:1100]):
        return PDF
    for magic, media_type in _MAGIC:
        if start.startswith(magic):
            inside = {ZIP: _inside_zip, OLE: _inside_ole}.get(media_type)
            return inside(data) if inside else media_type
    if start.startswith(_OTHER):
        return BINARY
    if looks_like_html(data):
        return HTML
    if _LETTER.match(start) and b"multipart/related" in head and b"text/html" in data[:_LETTER_HEAD]:
        return SAVED_PAGE
    if _XML_START.match(start):
        return _kind_of_xml(head)
    return TEXT if looks_like_text(head) else BINARY


def _inside_zip(data: bytes) -> str:
    # The directory at the end names the parts; the local headers do so in a file that is cut off.
    def names(part: bytes) -> bool:
        last = max(_ENTRIES - len(part), len(data) - _DIRECTORY)
        return data.find(part, 0, _ENTRIES) >= 0 or data.find(part, last) >= 0

    stated = _stated_type(data) if names(b"mimetype") and names(b"content.xml") else ""
    if stated:
        return SXW if stated == SXW else ODT if stated.startswith(ODT) else ZIP
    return DOCX if names(b"word/") or names(b"[Content_Types].xml") else ZIP


def _stated_type(data: bytes) -> str:
    """Return what a container says of itself, as OpenDocument files do; it may be packed or not."""
    import io
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as member:
            return member.read(_LONGEST_TYPE).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError):
        return data[38 : 38 + _LONGEST_TYPE].decode("ascii", "replace") if data[30:38] == b"mimetype" else ""


def _inside_ole(data: bytes) -> str:
    return DOC if "WordDocument".encode("utf-16-le") in data and not _is_locked(data) else OLE


def _is_locked(data: bytes) -> bool:
    """Tell an encrypted package, and an old Word file whose first sector says that it is encrypted."""
    first = data[512:524]
    if len(first) == 12 and first.startswith(b"\xec\xa5") and first[11] & 1:
        return True
    return "EncryptedPackage".encode("utf-16-le") in data


def _kind_of_xml(head: bytes) -> str:
    if b"<office:document" in head and b'"application/vnd.oasis.opendocument.text' in head:
        return FLAT_ODT
    return WORD_XML if b'progid="Word.Document"' in head and b"<w:wordDocument" in head else XML


def looks_like_html(data: bytes) -> bool:
    """Tell whether the bytes begin as a web page, in any encoding that keeps ASCII or is UTF-16."""
    head = data[:4096].replace(b"\x00", b"")
    return _HTML_START.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")) is not None


def looks_like_text(head: bytes) -> bool:
    """Tell text from binary by the share of control characters; NULs are allowed where they make UTF-16."""
    if not head or head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if utf16_without_bom(head) is not None:
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x0b\x1b\x1a" for byte in head)
    return controls / len(head) < 0.05


def utf16_without_bom(head: bytes) -> str | None:
    """Return the UTF-16 codec whose high bytes are the zeros here; None where the bytes aren't UTF-16."""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if max(even, odd) < 0.4 or min(even, odd) > 0.1:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def ole_error(data: bytes, name: str) -> UnreadableError:
    """Return the error for an OLE2 container: an encrypted package, or a format of old Office versions.

    Args:
        data: The whole file.
        name: For the message.
    """
    if _is_locked(data):
        return PasswordNeededError(name, "is protected by a password", "save a copy without the password")
    return UnsupportedFormatError(name, "is a file of an old Office version", "save it as DOCX or PDF")
