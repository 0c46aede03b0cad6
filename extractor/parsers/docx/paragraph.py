"""What a paragraph says about itself, beside its text."""

from dataclasses import dataclass
from typing import Any

from extractor.parsers.docx.xml import W, child, integer, is_on, value_of

_PROPERTIES, _STYLE, _NUMBER, _OUTLINE = W + "pPr", W + "pStyle", W + "numPr", W + "outlineLvl"
_MARK, _SECTION, _FRAME = W + "rPr", W + "sectPr", W + "framePr"
_STATING = {_STYLE, _NUMBER, _OUTLINE, _MARK, _SECTION, _FRAME}


@dataclass(init=False)
class Properties:
    """The properties of a paragraph; None for what isn't stated.

    Attributes:
        style: Id of its style.
        number: Its numbering id.
        level: Its numbering level from 0.
        outline: Its outline level from 0.
        section: The section that ends with it.
        is_joined: Whether its end was deleted: its text belongs to the next one.
        is_inserted: Whether its end is a tracked insertion.
        is_hidden: Whether its end isn't shown.
        is_initial: Whether it is a large initial that the next one begins with.
    """

    style: str | None = None
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    section: Any | None = None
    is_joined: bool = False
    is_inserted: bool = False
    is_hidden: bool = False
    is_initial: bool = False


def properties_of(paragraph: Any, is_plain: bool) -> Properties:
    """Return the properties of a w:p element.

    Args:
        paragraph: The element.
        is_plain: Whether its end is neither hidden nor a tracked change.
    """
    found = Properties()
    properties = child(paragraph, _PROPERTIES)
    for one in properties if properties is not None else ():
        tag = one.tag
        if tag not in _STATING:
            continue
        if tag == _STYLE:
            found.style = one.get(W + "val")
        elif tag == _NUMBER:
            found.number, found.level = value_of(one, "numId"), integer(value_of(one, "ilvl"))
        elif tag == _OUTLINE:
            found.outline = integer(one.get(W + "val"))
        elif tag == _MARK:
            if not is_plain:
                _add_mark(found, one)
        elif tag == _SECTION:
            found.section = one
        elif tag == _FRAME:
            found.is_initial = one.get(W + "dropCap") in ("drop", "margin")
    return found


def _add_mark(found: Properties, mark: Any) -> None:
    tags = {one.tag for one in mark}
    found.is_joined = W + "del" in tags or W + "moveFrom" in tags
    found.is_inserted = W + "ins" in tags or W + "moveTo" in tags
    found.is_hidden = W + "vanish" in tags and bool(is_on(mark, "vanish"))
