"""Styles resolved once, by id."""

import re
from dataclasses import dataclass
from typing import Any

from extractor.parsers.docx.elements import Elements
from extractor.parsers.docx.xml import W, child, integer, is_on, value_of

_HEADING_NAME = re.compile(r"heading\s*(\d)?", re.IGNORECASE)
_TOC_NAME = re.compile(r"(?:toc|table of figures|index)\s*\d*$", re.IGNORECASE)
_LONGEST_CHAIN = 50
_NAME, _VALUE, _OF_PARAGRAPH, _OF_TEXT = W + "name", W + "val", W + "pPr", W + "rPr"


@dataclass(frozen=True)
class Style:
    """What a style says about its text; for a paragraph style, about its paragraphs too.

    Attributes:
        heading: Heading level from 1; 0 for a heading of unknown level; None for no heading.
        is_title: True for the document's title.
        is_contents: True for lines of a table of contents.
        bold: Whether the text is bold; None where the style doesn't say.
        caps: Whether the text is shown in capitals; None as above.
        hidden: Whether the text isn't shown; None as above.
        number: The style's numbering id; None without one.
        level: The style's numbering level from 0.
    """

    heading: int | None = None
    is_title: bool = False
    is_contents: bool = False
    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    number: str | None = None
    level: int = 0


class Styles:
    """The style table of a package; an unknown id gives the default style.

    Args:
        elements: The definitions; None where the package has none, and then a style's id is taken for its name.
    """

    def __init__(self, elements: Elements | None) -> None:
        self._elements = elements
        self._resolved: dict[str | None, Style] = {}
        self._default: str | None = None
        if elements is not None:
            self._default = next(filter(None, map(_id_of_default, elements.tagged(b"default="))), None)

    def get(self, style_id: str | None) -> Style:
        """Return the style of an id, with what it inherits; the default paragraph style for None."""
        style = self._resolved.get(style_id)
        if style is None:
            style = self._resolved[style_id] = self._resolve(style_id)
        return style

    def run(self, style_id: str | None) -> Style:
        """Return a character style: one that is unknown, or none, says nothing."""
        known = self._elements is not None and self._elements.get(style_id) is not None
        return self.get(style_id) if known else Style()

    def _resolve(self, style_id: str | None) -> Style:
        if self._elements is None:
            return _by_name(style_id or "")
        chain = [_stated(element) for element in self._chain(style_id) or self._chain(self._default)]
        names = [said.get("name") or "" for said in chain]
        return Style(
            heading=_heading(chain, names),
            is_title=any(name.lower() == "title" for name in names),
            is_contents=bool(names and _TOC_NAME.match(names[0])),
            bold=_first(chain, "b"),
            caps=_first(chain, "caps"),
            hidden=_first(chain, "vanish"),
            number=_first(chain, "numId"),
            level=_first(chain, "ilvl") or 0,
        )

    def _chain(self, style_id: str | None) -> list[Any]:
        """Return the style and what it is based on, nearest first; a loop ends where it closes."""
        chain: list[Any] = []
        seen: set[str | None] = set()
        while style_id not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(style_id)
            element = self._elements.get(style_id) if self._elements else None
            if element is None:
                break
            chain.append(element)
            style_id = value_of(element, "basedOn")
        return chain


def _stated(element: Any) -> dict[str, Any]:
    """Return what a style says itself, by the names of the elements that say it; each counts where it comes first."""
    said: dict[str, Any] = {}
    for one in element:
        if one.tag == _NAME:
            said.setdefault("name", one.get(_VALUE))
        elif one.tag == _OF_PARAGRAPH and "paragraph" not in said:
            said["paragraph"] = True
            said |= _said_of_paragraph(one)
        elif one.tag == _OF_TEXT and "text" not in said:
            said["text"] = True
            said |= {name: is_on(one, name) for name in ("b", "caps", "vanish")}
    return said


def _said_of_paragraph(properties: Any) -> dict[str, Any]:
    number = child(properties, W + "numPr")
    return {
        "outlineLvl": integer(value_of(properties, "outlineLvl")),
        "numId": value_of(number, "numId"),
        "ilvl": integer(value_of(number, "ilvl")),
    }


def _heading(chain: list[dict[str, Any]], names: list[str]) -> int | None:
    outline = _first(chain, "outlineLvl")
    if outline is not None:
        return outline + 1 if outline < 9 else None
    return next((level for level in map(_heading_level, names) if level is not None), None)


def _heading_level(name: str) -> int | None:
    match = _HEADING_NAME.match(name)
    return int(match[1] or 0) if match else None


def _by_name(name: str) -> Style:
    return Style(
        heading=_heading_level(name), is_title=name.lower() == "title", is_contents=bool(_TOC_NAME.match(name))
    )


def _id_of_default(element: Any) -> str | None:
    if element is None or element.get(W + "type") != "paragraph":
        return None
    found: str | None = element.get(W + "styleId")
    return found if element.get(W + "default") in ("1", "true", "on") else None


def _first(chain: list[dict[str, Any]], name: str) -> Any:
    return next((said[name] for said in chain if said.get(name) is not None), None)
