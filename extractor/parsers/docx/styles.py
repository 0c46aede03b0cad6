"""Styles resolved once, by id."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from extractor.parsers.docx.package import W

_HEADING_NAME = re.compile(r"heading\s*(\d)?", re.IGNORECASE)
_INTEGER = re.compile("[0-9]{1,9}")
_TOC_NAME = re.compile(r"(?:toc|table of figures|index)\s*\d*$", re.IGNORECASE)
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Style:
    """What a paragraph style says about its paragraphs.

    Attributes:
        heading: Heading level from 1; 0 for a heading of unknown level; None for no heading.
        is_title: True for the document's title.
        is_contents: True for lines of a table of contents.
        bold: True where the style's text is bold.
        number: The style's numbering id; None without one.
        level: The style's numbering level from 0.
    """

    heading: int | None = None
    is_title: bool = False
    is_contents: bool = False
    bold: bool = False
    number: str | None = None
    level: int = 0


def value_of(element: Any, path: str) -> str | None:
    """Return the w:val of the element at a path of local names ("pPr/pStyle"); None where it is missing."""
    found = element.find("/".join(W + name for name in path.split("/"))) if element is not None else None
    return None if found is None else found.get(W + "val")


def is_on(properties: Any, name: str) -> bool | None:
    """Return an on/off property; None where it isn't stated."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(W + "val", "1") not in ("0", "false", "off", "none")


def integer(text: str | None) -> int | None:
    """Return the number, from 0, that an attribute holds; None where it holds none, or one beyond all use."""
    return int(text) if text is not None and _INTEGER.fullmatch(text) else None


class Styles:
    """The style table of a package; an unknown id gives the default style.

    Args:
        root: Root of styles.xml; None where the package has none.
    """

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._resolved: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iterchildren(W + "style") if root is not None else ():
            style_id = element.get(W + "styleId") or ""
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = style_id

    def get(self, style_id: str | None) -> Style:
        """Return the style of an id, with what it inherits; the default style for None."""
        key = style_id if style_id in self._elements else self._default
        if key is None:
            return Style()
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        names = [value_of(element, "name") or "" for element in chain]
        level = _first(chain, lambda element: integer(value_of(element, "pPr/numPr/ilvl")))
        return Style(
            heading=self._heading(chain, names),
            is_title=any(name.lower() == "title" for name in names),
            is_contents=bool(names and _TOC_NAME.match(names[0])),
            bold=bool(_first(chain, lambda element: is_on(element.find(W + "rPr"), "b"))),
            number=_first(chain, lambda element: value_of(element, "pPr/numPr/numId")),
            level=level or 0,
        )

    def _chain(self, style_id: str) -> list[Any]:
        """Return the style and what it is based on, nearest first; a loop ends where it closes."""
        chain: list[Any] = []
        seen: set[str] = set()
        at: str | None = style_id
        while at is not None and at in self._elements and at not in seen:
            seen.add(at)
            chain.append(self._elements[at])
            at = value_of(self._elements[at], "basedOn")
        return chain

    @staticmethod
    def _heading(chain: list[Any], names: list[str]) -> int | None:
        outline = _first(chain, lambda element: integer(value_of(element, "pPr/outlineLvl")))
        if outline is not None:
            return outline + 1 if outline < 9 else None
        for name in names:
            match = _HEADING_NAME.match(name)
            if match:
                return int(match[1] or 0)
        return None


def _first(chain: list[Any], get: Callable[[Any], _Value | None]) -> _Value | None:
    return next((value for value in map(get, chain) if value is not None), None)
