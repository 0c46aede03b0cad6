"""Names and reading of the XML in Word files."""

import re
import threading
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

# The root of a strict part, and so its namespace, stands in its first bytes.
_HEAD = 1 << 14
_INTEGER = re.compile("[0-9]{1,9}")
# Strict OOXML differs in its namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/(\w+)")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]*)")
_REFERENCE = re.compile(rb"&#(?:(x)0*(?=[0-9a-fA-F]{1,8};)|0*(?=[0-9]{1,8};))([0-9a-fA-F]+);")
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_of_thread = threading.local()


def to_transitional(data: bytes) -> bytes:
    """Return XML with the namespaces of strict OOXML as those that nearly every file has."""
    if data.find(b"purl.oclc.org/ooxml", 0, _HEAD) < 0:
        return data
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)


def parse(data: bytes) -> Any:
    """Return the root of an XML part.

    Args:
        data: The part; nothing outside it is ever read, no entity is expanded.

    Raises:
        lxml.etree.XMLSyntaxError: It is no XML, nested beyond 256 elements, or declares a document type.
    """
    root = etree.fromstring(data, _parser())
    if root.getroottree().docinfo.internalDTD is not None:
        # Seen before the parsing, unless an encoding of its own hid it.
        raise etree.XMLSyntaxError("document type declaration", 0, 0, 0)
    return root


def _parser() -> etree.XMLParser:
    """Return the thread's parser: to make one takes longer than to parse a style."""
    parser: etree.XMLParser | None = getattr(_of_thread, "parser", None)
    if parser is None:
        parser = _of_thread.parser = etree.XMLParser(**_SAFE)
    return parser


def salvage(data: bytes) -> Any | None:
    """Return the root of what can be read of a part that is broken or too deep; None where that is nothing.

    Args:
        data: A part that `parse` refused.
    """
    # Without the guard of the parser against huge trees, a declaration hidden by an encoding must not come through.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or not is_utf8(data):
        return None
    data = _REFERENCE.sub(_possible, data)
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFE, recover=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _possible(reference: re.Match[bytes]) -> bytes:
    """Return a reference as it is, or one to U+FFFD where it names a surrogate: lxml fails on text that holds one."""
    number = int(reference[2], 16 if reference[1] else 10)
    return b"&#xFFFD;" if 0xD800 <= number < 0xE000 else reference[0]


def is_utf8(data: bytes) -> bool:
    """Tell whether a part is in UTF-8 as far as it says itself, and its first bytes do."""
    if b"\x00" in data[:64] or not data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    stated = _ENCODING.match(data)
    return stated is None or stated[1].lower() in (b"utf-8", b"utf8", b"us-ascii")


def child(element: Any, tag: str) -> Any | None:
    """Return the first child with a tag; None where there is no element, or no such child."""
    if element is None or not len(element):
        return None
    # Properties come first, and an iterator costs more than they do.
    first = element[0]
    return first if first.tag == tag else next((found for found in element if found.tag == tag), None)


def value_of(element: Any, path: str) -> str | None:
    """Return the w:val of the element at a path of local names ("pPr/pStyle"); None where it is missing."""
    for name in path.split("/"):
        element = child(element, W + name)
    return None if element is None else element.get(W + "val")


def is_true(element: Any) -> bool:
    """Tell whether an on/off element says yes."""
    return element.get(W + "val", "1") not in ("0", "false", "off", "none")


def is_on(properties: Any, name: str) -> bool | None:
    """Return an on/off property; None where it isn't stated."""
    found = child(properties, W + name)
    return None if found is None else is_true(found)


def integer(text: str | None) -> int | None:
    """Return the number, from 0, that an attribute holds; None where it holds none, or one beyond all use."""
    return int(text) if text is not None and _INTEGER.fullmatch(text) else None
