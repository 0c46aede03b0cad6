"""Footnotes and endnotes: their text, and the number that Word gives each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractor.parsers.counting import format_number
from extractor.parsers.docx.inline import NoteMark
from extractor.parsers.docx.package import WordPackage
from extractor.parsers.docx.xml import W, child, integer, value_of

_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True)
class Note:
    """A note: its element, and its label as printed."""

    element: Any
    label: str


class Notes:
    """The notes of a package, each told where it is first marked.

    Args:
        package: The file.
    """

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._elements: dict[str, dict[str, Any]] = {}
        self._counts: dict[str, int] = {}
        self._said: dict[tuple[str, str], str | None] = {}

    @cached_property
    def _settings(self) -> list[Any]:
        """Where a format can be stated: the sections, then the settings of the document."""
        return [*self._package.root.iter(W + "sectPr"), *self._package.roots("settings")]

    def next(self, mark: NoteMark) -> Note | None:
        """Return the note behind a mark, and count the mark; None where there is no such note, or it was told.

        Args:
            mark: The mark.
        """
        if mark.kind not in self._elements:
            self._elements[mark.kind] = self._read(mark.kind)
        label = mark.own
        if label is None:
            start = integer(self._stated(mark.kind, "numStart")) or 1
            self._counts[mark.kind] = self._counts.get(mark.kind, start - 1) + 1
            form = self._stated(mark.kind, "numFmt") or _USUAL[mark.kind]
            label = format_number(self._counts[mark.kind], form)
        # A long note marked a thousand times is a bomb.
        element = self._elements[mark.kind].pop(mark.id, None)
        return None if element is None else Note(element, label)

    def end_section(self, section: Any) -> None:
        """Begin to count anew where a section says so.

        Args:
            section: The w:sectPr of the section that ends.
        """
        for kind in list(self._counts):
            stated = value_of(section, f"{kind}Pr/numRestart") or self._stated(kind, "numRestart")
            if stated == "eachSect":
                del self._counts[kind]

    def _stated(self, kind: str, name: str) -> str | None:
        if (kind, name) not in self._said:
            values = (value_of(child(one, W + f"{kind}Pr"), name) for one in self._settings)
            self._said[kind, name] = next((value for value in values if value is not None), None)
        return self._said[kind, name]

    def _read(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for root in self._package.roots(f"{kind}s"):
            for note in root.iterchildren(W + kind):
                if note.get(W + "type", "normal") == "normal":
                    found.setdefault(note.get(W + "id") or "", note)
        return found
