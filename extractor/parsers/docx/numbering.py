"""Automatic numbers and bullets, counted as Word counts them."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.parsers.counting import format_number
from extractor.parsers.docx.package import W
from extractor.parsers.docx.styles import integer, value_of

_PLACEHOLDER = re.compile(r"%(\d)")
_SYMBOL_BULLETS = str.maketrans("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf06f\uf076", "•▪–➢✓◦❖")


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is made."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str | None = None
    legal: bool = False


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
        root: Root of numbering.xml; None where the package has none.
    """

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstracts = {element.get(W + "abstractNumId"): element for element in root.findall(W + "abstractNum")}
        by_style_link = {value_of(element, "styleLink"): element for element in abstracts.values()}
        for number in root.findall(W + "num"):
            abstract_id = value_of(number, "abstractNumId")
            element = abstracts.get(abstract_id)
            link = value_of(element, "numStyleLink")
            if link is not None:
                element = by_style_link.get(link, element)
            if element is not None:
                self._lists[number.get(W + "numId") or ""] = _read_list(number, element)

    def level_of_style(self, number: str, style_id: str | None) -> int | None:
        """Return the level of a list that a paragraph style is tied to; None where none is."""
        found = self._lists.get(number)
        tied = (at for at, level in found.levels.items() if level.style == style_id) if found and style_id else ()
        return next(iter(tied), None)

    def next(self, number: str, at: int) -> Label | None:
        """Return the label of the next paragraph at a level of a list, and count it.

        Args:
            number: The list's numbering id.
            at: Level from 0.
        """
        found = self._lists.get(number)
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
        if level.format == "bullet":
            return level.text.translate(_SYMBOL_BULLETS)
        if level.format == "none":
            return _PLACEHOLDER.sub("", level.text).strip()

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at, Level())
            count = counts.setdefault(at, other.start)
            return format_number(count, "decimal" if level.legal else other.format)

        return _PLACEHOLDER.sub(number, level.text).strip()


def _read_list(number: Any, abstract: Any) -> _List:
    levels = {_level_index(element): _read_level(element) for element in abstract.findall(W + "lvl")}
    starts: dict[int, int] = {}
    for override in number.findall(W + "lvlOverride"):
        at = _level_index(override)
        own = override.find(W + "lvl")
        if own is not None:
            levels[at] = _read_level(own)
        start = integer(value_of(override, "startOverride"))
        if start is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    return _List(abstract.get(W + "abstractNumId") or "", levels, starts)


def _level_index(element: Any) -> int:
    return integer(element.get(W + "ilvl")) or 0


def _read_level(element: Any) -> Level:
    legal = element.find(W + "isLgl")
    return Level(
        start=integer(value_of(element, "start")) or 0,
        format=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        restart=integer(value_of(element, "lvlRestart")),
        style=value_of(element, "pStyle"),
        legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
    )
