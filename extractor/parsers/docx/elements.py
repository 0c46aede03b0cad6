"""The definitions in a part, parsed one by one when they are asked for: most parts define far more than they use."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extractor.parsers.docx.xml import W, is_utf8, parse

_WORD = W[1:-1].encode()
_ROOT = re.compile(rb"<([\w.-]+:)(?:styles|numbering)\b[^<>]*>")


class Elements:
    """The children of a part's root that have one tag, by an attribute.

    Args:
        data: The part.
        tag: Local name of the children.
        attribute: Local name of the attribute that tells them apart.

    Raises:
        lxml.etree.XMLSyntaxError: The part is no XML.
    """

    def __init__(self, data: bytes, tag: str, attribute: str) -> None:
        self._tag, self._attribute = tag, attribute
        self._found: dict[str, Any] = {}
        self._sources: dict[str, bytes] = {}
        self._open, self._close = b"", b""
        # A comment or a section of raw text could hide an element, or hold what looks like one.
        root = _ROOT.search(data) if is_utf8(data) and b"<!" not in data else None
        if root is None or not self._index(data, root):
            self._parse_all(data)

    def ids(self) -> Iterator[str]:
        """Yield the ids of all, in the part's order."""
        yield from self._sources or self._found

    def get(self, element_id: str | None) -> Any | None:
        """Return the element of an id; None where there is none."""
        if element_id is None:
            return None
        if element_id not in self._found and element_id in self._sources:
            source = self._sources[element_id]
            try:
                self._found[element_id] = parse(self._open + source + self._close)[0]
            except (etree.XMLSyntaxError, IndexError):
                self._found[element_id] = None
        return self._found.get(element_id)

    def mentioning(self, text: bytes) -> Iterator[Any]:
        """Yield the elements whose XML holds the text; all of them where the part was parsed at once."""
        for element_id in self.ids():
            if text in self._sources.get(element_id, text):
                yield self.get(element_id)

    def _index(self, data: bytes, root: re.Match[bytes]) -> bool:
        """Find where each element begins and ends; False where the part isn't written as Word writes it."""
        prefix = root[1]
        if not re.search(rb"xmlns:" + prefix[:-1] + rb"\s*=\s*[\"']" + re.escape(_WORD), root[0]):
            return False
        name = prefix + self._tag.encode()
        start, end = b"<" + name, b"</" + name + b">"
        wanted = re.compile(rb"\s" + prefix + self._attribute.encode() + rb"\s*=\s*[\"']([^\"'<>&]*)[\"']")
        at = data.find(start, root.end())
        while at >= 0:
            stop = data.find(b">", at)
            close = data.find(end, at)
            head = data[at : stop + 1]
            after = head[len(start) : len(start) + 1]
            if stop < 0 or not after:
                return False
            if after in b" \t\r\n>":
                if close < 0 or head.endswith(b"/>"):
                    return False
                if found := wanted.search(head):
                    self._sources.setdefault(found[1].decode("utf-8", "replace"), data[at : close + len(end)])
                stop = close
            at = data.find(start, stop)
        self._open, self._close = root[0], b"</" + re.split(rb"[\s<>]", root[0][1:], maxsplit=1)[0] + b">"
        return data.rstrip().endswith(self._close)

    def _parse_all(self, data: bytes) -> None:
        self._sources = {}
        for element in parse(data).iterchildren(W + self._tag):
            self._found.setdefault(element.get(W + self._attribute) or "", element)
