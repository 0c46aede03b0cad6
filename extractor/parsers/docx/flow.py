"""The elements of a part in reading order, and what was noticed on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from extractor.parsers.docx.boxes import chosen
from extractor.parsers.docx.package import WordPackage
from extractor.parsers.docx.xml import MC, W
from extractor.settings import Limits
from models.source import ReadWarning

_READ = {W + name for name in ("p", "tbl", "altChunk", "subDoc")}
_CONTROL = W + "sdt"
_TRANSPARENT = {W + name for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")}
_GONE = {W + "del", W + "moveFrom"}
_ALTERNATE = MC + "AlternateContent"
_HOLDING = {_CONTROL, _ALTERNATE, *_TRANSPARENT, *_GONE}
_CONTENTS = "Table of Contents"
# Tables, boxes and notes inside each other; Python's own stack ends somewhat beyond.
_DEEPEST = 60
_MOST_WARNINGS = 20


class _EnoughError(Exception):
    """A limit was reached: what was read so far is the result."""


class Flow:
    """The walk through one document: what it meets, and how far it may go.

    Args:
        limits: What the document may cost.

    Attributes:
        depth: How many tables, boxes and notes the walk is in.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._deadline = monotonic() + limits.file_seconds
        self._read = 0
        self.depth = 0
        self._warnings: dict[tuple[str, str], ReadWarning] = {}

    def warn(self, code: str, message: str) -> None:
        """Keep a warning, each once."""
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.setdefault((code, message), ReadWarning(code=code, message=message))

    def tracked(self) -> None:
        """Warn of tracked changes."""
        self.warn("tracked_changes", "tracked changes were read as if accepted")

    def too_deep(self) -> None:
        """Warn of text whose place couldn't be told."""
        self.warn("partial", "what is nested too deep was read as plain lines")

    def warnings_with(self, package: WordPackage) -> list[ReadWarning]:
        """Return all warnings, those about the parts of the package too."""
        for cause in package.partial:
            self.warn("partial", cause)
        for cause in package.unreadable:
            self.warn("part_unreadable", cause)
        return list(self._warnings.values())

    def count(self) -> None:
        """Count a paragraph, and end the walk where a limit is reached."""
        self._read += 1
        if self._read > self._limits.blocks:
            most = self._limits.blocks
            raise _EnoughError(f"only the first {most} paragraphs were read; allow more with --limit blocks=N")
        if self._read % 500 == 0 and monotonic() > self._deadline:
            seconds = f"{self._limits.file_seconds:g}"
            raise _EnoughError(f"only what {seconds} seconds allow was read; allow more with --limit file_seconds=N")

    @contextmanager
    def until_enough(self) -> Iterator[None]:
        """End the walk inside without an error where a limit is reached."""
        try:
            yield
        except _EnoughError as reason:
            self.warn("partial", str(reason))

    @property
    def is_too_deep(self) -> bool:
        """Whether this is deeper than structure can be followed; then it is warned of."""
        if self.depth > _DEEPEST:
            self.too_deep()
        return self.depth > _DEEPEST

    def elements(self, parent: Any) -> Iterator[Any]:
        """Yield the paragraphs and tables below an element, and what stands for a document of its own.

        A content control that holds a table of contents is yielded whole; others are looked into.
        """
        for element in parent:
            tag = element.tag
            if tag in _READ:
                yield element
            elif tag in _HOLDING:
                yield from self._held(element)

    def _held(self, holder: Any) -> Iterator[Any]:
        """Yield what `elements` does of an element that is none of them but may hold some."""
        waiting = [iter((holder,))]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
                continue
            tag = element.tag
            if tag in _READ or (tag == _CONTROL and _is_contents(element)):
                yield element
            elif tag in _TRANSPARENT or tag == _CONTROL:
                if tag in (W + "ins", W + "moveTo"):
                    self.tracked()
                waiting.append(iter(element))
            elif tag in _GONE:
                self.tracked()
            elif tag == _ALTERNATE:
                branch = chosen(element)
                waiting.append(iter(() if branch is None else branch))


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == _CONTENTS
