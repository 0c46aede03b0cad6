"""The parts of a Word file that hold text, as a package of python-docx.

python-docx opens a file by loading every part that it can reach: one dangling target, unknown content type or
broken part ends it, and strict OOXML it doesn't know. So its package is put together here, as its own
unmarshaller does it, from parts that were checked and brought to what it knows; a broken one is left out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TARGET_MODE as MODE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import parse_xml, qn
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import PartFactory, XmlPart
from docx.oxml.ns import nsmap
from docx.package import Package
from lxml import etree

from extractor.errors import DamagedError, NotThisFormatError, UnsupportedFormatError
from extractor.parsers.docx.container import Container
from extractor.settings import Limits

W = f"{{{nsmap['w']}}}"
# Strict OOXML differs in its namespaces only.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", nsmap["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", nsmap["r"].encode()),
)
# By the last word of a relationship's type, which strict and transitional files share.
_TEXT_PARTS = {
    "styles": (RT.STYLES, CT.WML_STYLES),
    "numbering": (RT.NUMBERING, CT.WML_NUMBERING),
    "footnotes": (RT.FOOTNOTES, CT.WML_FOOTNOTES),
    "endnotes": (RT.ENDNOTES, CT.WML_ENDNOTES),
    "header": (RT.HEADER, CT.WML_HEADER),
    "footer": (RT.FOOTER, CT.WML_FOOTER),
}


class WordPackage:
    """One file: its document part, and the parts with text that this one refers to.

    Args:
        data: The file's bytes.
        name: For messages.
        limits: What the parts may inflate to.

    Attributes:
        unreadable: What is wrong with each part that was left out.

    Raises:
        UnreadableError: The file is encrypted, damaged, too large inflated, or no Word document.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.unreadable: list[str] = []
        self._container = Container(data, name, limits)
        self._package = Package()
        main = self._main_part()
        document = self._load(main, CT.WML_DOCUMENT_MAIN)
        if document is None:
            raise NotThisFormatError(name, "is a zip container without a document part", "save it as DOCX again")
        self._package.relate_to(document, RT.OFFICE_DOCUMENT)
        self._relate(document, main)

    @property
    def body(self) -> Any | None:
        """The body element of the document part; None where it has none."""
        return self._package.main_document_part.element.find(W + "body")

    def roots(self, kind: str) -> list[Any]:
        """Return the root elements of the parts of a kind ("styles", "header"), in the file's order."""
        wanted, _ = _TEXT_PARTS[kind]
        relations = self._package.main_document_part.rels.values()
        return [relation.target_part.element for relation in relations if relation.reltype == wanted]

    def _main_part(self) -> PackURI:
        container = self._container
        stated = (target for kind, target in self._relations(PACKAGE_URI) if kind == "officeDocument")
        found = next(stated, PackURI("/word/document.xml"))
        if found.startswith(("/xl/", "/ppt/", "/visio/")):
            raise UnsupportedFormatError(
                container.name, "is an Office file but no document", "save its text as DOCX or PDF"
            )
        if found.membername in container.members:
            return found
        documents = (path for path in container.members if path.startswith("word/document"))
        return next((PackURI(f"/{path}") for path in documents if path.endswith(".xml")), found)

    def _relate(self, document: Any, main: PackURI) -> None:
        """Load the parts that the document part refers to; targets that are missing are passed over."""
        parts: dict[PackURI, Any] = {}
        for kind, target in self._relations(main):
            if kind not in _TEXT_PARTS:
                continue
            reltype, content_type = _TEXT_PARTS[kind]
            if target not in parts:
                try:
                    parts[target] = self._load(target, content_type)
                except DamagedError as error:
                    self.unreadable.append(error.cause)
                    parts[target] = None
            if parts[target] is not None:
                document.load_rel(reltype, parts[target], f"rId{len(document.rels) + 1}")

    def _load(self, uri: PackURI, content_type: str) -> Any | None:
        """Return a part, of the class that python-docx has for it; None where the file has none."""
        data = self._container.xml(uri.membername)
        if data is None:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        part_class = PartFactory.part_type_for.get(content_type, XmlPart)
        with self._expecting_xml(uri):
            part = part_class.load(uri, content_type, data, self._package)
        # An encoding of its own may have hidden a declaration from the container's look at the bytes.
        if part.element.getroottree().docinfo.internalDTD is not None:
            raise self._container.type_declared(uri.membername)
        # python-docx keeps comments, and they split the text that they stand in.
        etree.strip_tags(part.element, etree.Comment, etree.ProcessingInstruction)
        return part

    def _relations(self, source: PackURI) -> Iterator[tuple[str, PackURI]]:
        """Yield kind and target of each relationship of a part to another one inside the file."""
        data = self._container.xml(source.rels_uri.membername)
        if data is None:
            return
        with self._expecting_xml(source.rels_uri):
            # It is annotated as taking text, and takes bytes wherever python-docx calls it.
            root = parse_xml(data)  # type: ignore[arg-type]
        for relation in root.iter(qn("pr:Relationship")):
            if relation.target_mode != MODE.EXTERNAL:
                kind = (relation.reltype or "").rpartition("/")[2]
                # Absolute targets come with two slashes too, which the joining of paths keeps.
                target = re.sub("^//+", "/", relation.target_ref or "")
                yield kind, PackURI.from_rel_ref(source.baseURI, target)

    @contextmanager
    def _expecting_xml(self, uri: PackURI) -> Iterator[None]:
        try:
            yield
        except etree.XMLSyntaxError as error:
            raise self._container.damaged(f"has a part that is no XML ({uri.membername})") from error
