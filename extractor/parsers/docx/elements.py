"""The definitions in a part, parsed one by one when they are asked for: most parts define far more than they use."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from extractor.parsers.docx.xml import W, is_utf8, parse

_BINDING = f'xmlns:{{}}="{W[1:-1]}"'
_ROOT = re.compile(rb"<([\w.-]+):(styles|numbering)\b[^<>]*>")
# A report uses ten or twenty; a file that asks for more is parsed once.
_MOST_SOUGHT = 64
_LONGEST_HEAD = 1000


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
        self._data, self._tag, self._attribute = data, tag, attribute
        self._found: dict[str, Any] = {}
        self._prefix, self._open, self._close = "", b"", b""
        self._begin = re.compile(rb"(?!)")
        # A comment or a section of raw text could hide an element, or hold what looks like one.
        # One sign alone is sought ten times as fast as two, and is hardly ever there.
        is_plain = b"!" not in data or b"<!" not in data
        root = _ROOT.search(data) if is_plain and is_utf8(data) else None
        if root is not None and _BINDING.format(root[1].decode()).encode() in root[0]:
            self._prefix = root[1].decode()
            self._open, self._close = root[0], b"</" + root[1] + b":" + root[2] + b">"
            self._begin = re.compile(b"<" + root[1] + b":" + tag.encode() + rb"\s")
        if not self._prefix or self._at(self._named("")) is None:
            self._parse_all()

    def get(self, element_id: str | None) -> Any | None:
        """Return the element of an id; None where there is none."""
        if element_id is None:
            return None
        if self._prefix and element_id not in self._found:
            if len(self._found) == _MOST_SOUGHT:
                self._try_all()
            else:
                at = self._at(self._named(element_id) + b'"')
                self._found[element_id] = None if at is None else self._parsed(at)
        return self._found.get(element_id)

    def tagged(self, text: bytes) -> Iterator[Any]:
        """Yield the elements whose start tag holds the text; all of them where the part was parsed at once."""
        if not self._prefix:
            yield from self._found.values()
            return
        named = self._named("")
        at = self._at(text)
        while at is not None:
            end = self._data.find(b">", at)
            start = self._data.find(named, at, end) + len(named)
            element_id = self._data[start : self._data.find(b'"', start)].decode("utf-8", "replace")
            yield self.get(element_id if start > at else None)
            at = self._at(text, end)

    def all(self) -> Iterator[Any]:
        """Yield all elements."""
        if self._prefix:
            self._try_all()
        yield from self._found.values()

    def _try_all(self) -> None:
        """Parse the part at once; one that is broken has no more than what was found."""
        with suppress(etree.XMLSyntaxError):
            self._parse_all()
        self._prefix = ""

    def _parse_all(self) -> None:
        root = parse(self._data)
        self._prefix, self._found = "", {}
        for element in root.iterchildren(W + self._tag):
            self._found.setdefault(element.get(W + self._attribute) or "", element)

    def _named(self, element_id: str) -> bytes:
        return f'{self._prefix}:{self._attribute}="{element_id}'.encode("utf-8", "replace")

    def _at(self, text: bytes, start: int = 0) -> int | None:
        """Return where the first element begins whose start tag holds a text."""
        found = self._data.find(text, start)
        while found >= 0:
            at = self._data.rfind(b"<", max(0, found - _LONGEST_HEAD), found)
            if at >= 0 and self._begin.match(self._data, at, found) and self._data.find(b">", at, found) < 0:
                return at
            found = self._data.find(text, found + 1)
        return None

    def _parsed(self, at: int) -> Any | None:
        data, name = self._data, f"{self._prefix}:{self._tag}".encode()
        head = data.find(b">", at)
        closed = head if data.startswith(b"/", head - 1) else data.find(b"</" + name + b">", head)
        end = data.find(b">", closed) + 1
        try:
            return parse(self._open + data[at:end] + self._close)[0] if closed >= 0 else None
        except (etree.XMLSyntaxError, IndexError):
            return None
