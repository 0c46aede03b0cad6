"""The definitions in a part, parsed one by one when they are asked for: most parts define far more than they use."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extractor.parsers.docx.xml import W, is_utf8, parse

_BINDING = f'xmlns:{{}}="{W[1:-1]}"'
_ROOT = re.compile(rb"<([\w.-]+):(styles|numbering)\b[^<>]*>")


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
        # Where each begins, and where the next one does.
        self._heads: dict[str, tuple[re.Match[bytes], int]] = {}
        self._open, self._close, self._end = b"", b"", b""
        # A comment or a section of raw text could hide an element, or hold what looks like one.
        root = _ROOT.search(data) if is_utf8(data) and b"<!" not in data else None
        if root is not None and _BINDING.format(root[1].decode()).encode() in root[0]:
            self._index(root)
        if not self._heads:
            for element in parse(data).iterchildren(W + tag):
                self._found.setdefault(element.get(W + attribute) or "", element)

    def get(self, element_id: str | None) -> Any | None:
        """Return the element of an id; None where there is none."""
        if element_id is None:
            return None
        if element_id not in self._found and element_id in self._heads:
            self._found[element_id] = self._parsed(*self._heads[element_id])
        return self._found.get(element_id)

    def tagged(self, text: bytes) -> Iterator[Any]:
        """Yield the elements whose start tag holds the text; all of them where the part was parsed at once."""
        for element_id, (head, _) in self._heads.items():
            if text in head[0]:
                yield self.get(element_id)
        if not self._heads:
            yield from self._found.values()

    def all(self) -> Iterator[Any]:
        """Yield all elements."""
        yield from map(self.get, self._heads or list(self._found))

    def _index(self, root: re.Match[bytes]) -> None:
        """Find where each element begins, in a part that is written as Word writes it."""
        prefix = root[1]
        name = prefix + b":" + self._tag.encode()
        attribute = prefix + b":" + self._attribute.encode()
        head = re.compile(b"<" + name + rb"\s(?:[^<>]*?\s)??" + attribute + rb"=\"([^\"<>&]*)\"[^<>]*>")
        heads = list(head.finditer(self._data, root.end()))
        following = len(self._data)
        for match in reversed(heads):
            self._heads[match[1].decode("utf-8", "replace")] = match, following
            following = match.start()
        self._heads = dict(reversed(self._heads.items()))
        self._open, self._close = root[0], b"</" + prefix + b":" + root[2] + b">"
        self._end = b"</" + name + b">"

    def _parsed(self, head: re.Match[bytes], following: int) -> Any | None:
        closed = self._data.find(self._end, head.end(), following)
        end = head.end() if closed < 0 else closed + len(self._end)
        try:
            return parse(self._open + self._data[head.start() : end] + self._close)[0]
        except (etree.XMLSyntaxError, IndexError):
            return None
