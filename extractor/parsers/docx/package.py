"""The parts of a Word file that hold text, found by their relationships and read when they are asked for.

A dangling target, an unknown content type or a broken part costs that part, never the document.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from extractor.errors import DamagedError, NotThisFormatError, UnreadableError, UnsupportedFormatError
from extractor.parsers.docx.container import Container, printable
from extractor.parsers.docx.looks import without_looks
from extractor.parsers.docx.xml import R, W, child, parse, salvage, to_transitional
from extractor.settings import Limits

_BELOW = re.compile(r"[\w-]+(?:[./][\w-]+)*")


class Relation(NamedTuple):
    """A part's relation to another.

    Attributes:
        id: As the part's XML refers to it.
        kind: The last word of its type, which strict and transitional files share.
        target: Path of the part inside the container.
    """

    id: str
    kind: str
    target: str


class WordPackage:
    """One file: its document part, and the parts that this one refers to.

    Args:
        data: The file's bytes.
        name: For messages.
        limits: What the parts may inflate to.

    Attributes:
        unreadable: What is wrong with each part that was left out.
        partial: What is wrong with the document part where it was read in part.
        root: Root of the document part.

    Raises:
        UnreadableError: The file is encrypted, damaged, too large inflated, or no Word document.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self.unreadable: list[str] = []
        self.partial: list[str] = []
        self._container = Container(data, name, limits)
        self._main = self._main_part()
        self.root = self._document()
        self._relations = list(self._relations_of(self._main))
        self._by_id = {relation.id: relation for relation in reversed(self._relations)}

    @property
    def body(self) -> Any | None:
        """The body element of the document part; None where it has none."""
        return child(self.root, W + "body")

    def data(self, kind: str) -> bytes | None:
        """Return the XML of the first part of a kind ("styles"); None where none can be read."""
        return next((data for data in map(self._data, self._targets(kind)) if data is not None), None)

    def roots(self, kind: str) -> list[Any]:
        """Return the roots of the parts of a kind ("header"), in the file's order."""
        roots = (self._root(target) for target in self._targets(kind))
        return [root for root in roots if root is not None]

    def related(self, relation_id: str | None) -> Any | None:
        """Return the root of the part behind a relation's id; None where it can't be read or is outside the file."""
        target = self._target(relation_id)
        return self._root(target) if target else None

    def bytes_of(self, relation_id: str | None) -> bytes | None:
        """Return the bytes of the part behind a relation's id, XML or not; None as for `related`."""
        target = self._target(relation_id)
        try:
            content = self._container.read(target) if target else None
        except UnreadableError:
            return None
        return content.data if content else None

    def lost(self, cause: str) -> None:
        """Tell that a part could not be used after all."""
        self.unreadable.append(cause)

    def _target(self, relation_id: str | None) -> str | None:
        relation = self._by_id.get(relation_id or "")
        return relation.target if relation else None

    def _targets(self, kind: str) -> list[str]:
        return list(dict.fromkeys(relation.target for relation in self._relations if relation.kind == kind))

    def _main_part(self) -> str:
        container = self._container
        stated = (relation.target for relation in self._relations_of("") if relation.kind == "officeDocument")
        found = next(stated, "word/document.xml")
        if found.startswith(("xl/", "ppt/", "visio/")):
            raise UnsupportedFormatError(
                container.name, "is an Office file but no document", "save its text as DOCX or PDF"
            )
        if container.has(found):
            return found
        return next((path for path in container.members if re.fullmatch(r"word/document\d*\.xml", path)), found)

    def _document(self) -> Any:
        """Return the root of the document part: all of it, or what can be read, and then `partial` says so."""
        content = self._container.xml(self._main)
        if content is None:
            raise NotThisFormatError(self.name, "is a zip container without a document part", "save it as DOCX again")
        data = to_transitional(content.data)
        if content.fault:
            self.partial.append(f"the document part {content.fault}")
        try:
            root = parse(without_looks(data))
        except etree.XMLSyntaxError as error:
            root = salvage(data)
            if root is None or next(root.iter(W + "t"), None) is None:
                raise self._no_xml(self._main) from error
            if not self.partial:
                self.partial.append("the document part is broken, or nested too deep")
        return root

    def _no_xml(self, member: str) -> DamagedError:
        return self._container.damaged(f"has a part that is no XML ({printable(member)})")

    def _data(self, member: str) -> bytes | None:
        try:
            content = self._container.xml(member)
        except UnreadableError as error:
            self.lost(error.cause)
            return None
        if content is None:
            return None
        if content.fault:
            self.lost(f"has a part that {content.fault} ({printable(member)})")
        return to_transitional(content.data)

    def _root(self, member: str) -> Any | None:
        data = self._data(member)
        if data is None:
            return None
        try:
            return parse(without_looks(data))
        except etree.XMLSyntaxError:
            self.lost(self._no_xml(member).cause)
            return None

    def _relations_of(self, member: str) -> Iterator[Relation]:
        """Yield the relations of a part, or of the package, to others inside the file."""
        folder, name = posixpath.split(member)
        content = self._container.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if content is None:
            return
        try:
            root = parse(content.data)
        except etree.XMLSyntaxError:
            root = salvage(content.data)
        for relation in root.iter("{*}Relationship") if root is not None else ():
            target = relation.get("Target")
            if target and relation.get("TargetMode") != "External":
                path = _path(folder, target)
                yield Relation(relation.get("Id") or "", (relation.get("Type") or "").rpartition("/")[2], path)


def _path(folder: str, target: str) -> str:
    """Return the path of a target that is told as seen from a folder."""
    if _BELOW.fullmatch(target):
        return f"{folder}/{target}" if folder else target
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def relation_id(element: Any) -> str | None:
    """Return the id of the relation that an element names."""
    found: str | None = element.get(R + "id")
    return found
