"""Automatic numbers and bullets, counted as Word counts them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from extractor.parsers.counting import format_number
from extractor.parsers.docx.elements import Elements
from extractor.parsers.docx.symbols import in_font
from extractor.parsers.docx.xml import MC, W, child, integer, is_on, is_true, value_of

_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST_LEVELS = 9
_BULLET = "•"
# As long as Word lets a label be: one without end, printed at each of many paragraphs, would be a bomb.
_LONGEST = 255


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is made."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str | None = None
    legal: bool = False
    hidden: bool = False


@dataclass
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """A computed label.

    Attributes:
        text: As printed, "" where the level shows nothing.
        is_bullet: True for bullets, False for numbers and letters.
    """

    text: str
    is_bullet: bool


class Numbering:
    """The lists of a package and where each of them stands.

    Args:
        data: The numbering part; None where the package has none.
        number_of_style: Gives the numbering id of a style, for lists that are defined by one.

    Raises:
        lxml.etree.XMLSyntaxError: The part is no XML.
    """

    def __init__(self, data: bytes | None, number_of_style: Callable[[str], str | None]) -> None:
        self._abstracts = Elements(data, "abstractNum", "abstractNumId") if data else None
        self._numbers = Elements(data, "num", "numId") if data else None
        self._number_of_style = number_of_style
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def level_of_style(self, number: str, style_id: str | None) -> int | None:
        """Return the level of a list that a paragraph style is tied to; None where none is."""
        found = self._list(number)
        tied = (at for at, level in found.levels.items() if level.style == style_id) if found and style_id else ()
        return next(iter(tied), None)

    def next(self, number: str, at: int) -> Label | None:
        """Return the label of the next paragraph at a level of a list, and count it.

        Args:
            number: The list's numbering id.
            at: Level from 0.
        """
        found = self._list(number)
        level = found.levels.get(at) if found else None
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(found.abstract, {})
        if at in found.starts:
            # A start override counts once, when its list is first used at that level.
            counts[at] = found.starts.pop(at) - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or at < restart:
                del counts[deeper]
        return Label(self._text(found, level, counts), level.format == "bullet")

    @staticmethod
    def _text(found: _List, level: Level, counts: dict[int, int]) -> str:
        if level.hidden:
            return ""
        if level.format == "bullet":
            return level.text
        if level.format == "none":
            return _PLACEHOLDER.sub("", level.text).strip()

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at, Level())
            count = counts.setdefault(at, other.start)
            return format_number(count, "decimal" if level.legal else other.format)

        return _PLACEHOLDER.sub(number, level.text).strip()

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        element = self._numbers.get(number) if self._numbers else None
        abstract = self._abstract(element)
        link = value_of(abstract, "numStyleLink")
        if link is not None:
            linked = self._linked(link)
            abstract = abstract if linked is None else linked
        return None if element is None or abstract is None else _read_list(element, abstract)

    def _abstract(self, number: Any | None) -> Any | None:
        return self._abstracts.get(value_of(number, "abstractNumId")) if self._abstracts else None

    @cached_property
    def _by_style(self) -> dict[str | None, Any]:
        found = self._abstracts.all() if self._abstracts else ()
        return {value_of(element, "styleLink"): element for element in found if element is not None}

    def _linked(self, style: str) -> Any | None:
        """Return the definition of a list style: the one that names it, or the one that the style names."""
        named = self._by_style.get(style)
        number = self._number_of_style(style)
        if named is not None or number is None or self._numbers is None:
            return named
        return self._abstract(self._numbers.get(number))


def _read_list(number: Any, abstract: Any) -> _List:
    levels = {_level_index(element): _read_level(element) for element in abstract.iterchildren(W + "lvl")}
    starts: dict[int, int] = {}
    for override in number.iterchildren(W + "lvlOverride"):
        at = _level_index(override)
        own = child(override, W + "lvl")
        if own is not None:
            levels[at] = _read_level(own)
        start = integer(value_of(override, "startOverride"))
        if start is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    levels = {at: level for at, level in levels.items() if at < _MOST_LEVELS}
    return _List(abstract.get(W + "abstractNumId") or "", levels, starts)


def _level_index(element: Any) -> int:
    return integer(element.get(W + "ilvl")) or 0


def _read_level(element: Any) -> Level:
    legal = child(element, W + "isLgl")
    look = child(element, W + "rPr")
    form, text = _format(element), (value_of(element, "lvlText") or "")[:_LONGEST]
    if form == "bullet":
        fonts = child(look, W + "rFonts")
        text = in_font(text, fonts.get(W + "ascii") if fonts is not None else None) or _BULLET
    return Level(
        start=integer(value_of(element, "start")) or 0,
        format=form,
        text=text,
        restart=integer(value_of(element, "lvlRestart")),
        style=value_of(element, "pStyle"),
        legal=legal is not None and is_true(legal),
        hidden=bool(is_on(look, "vanish")),
    )


def _format(element: Any) -> str:
    """Return the number format: a picture of one ("001, 002, …") where the level has its own."""
    stated = value_of(element, "numFmt")
    if stated is None:
        choice = child(child(element, MC + "AlternateContent"), MC + "Choice")
        found = child(choice, W + "numFmt")
        stated = found.get(W + "format") or found.get(W + "val") if found is not None else None
    return stated or "decimal"
