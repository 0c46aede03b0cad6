"""A drawing made fit for a page: no style of its own, which the page's policy forbids, and the page's colours."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

# Colours that a chart draws with, and what they are on the page, light or dark.
COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--soft)",
    "#030303": "var(--line)",
    "#040404": "var(--paper)",
    "#050505": "var(--accent)",
    "#060606": "var(--warn)",
    "#070707": "var(--good)",
    **{f"#1010{number:02}": f"var(--r{number})" for number in range(8)},
}
INK, SOFT, LINE, PAPER, ACCENT, WARN, GOOD, *SERIES = COLOURS
_LINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = re.compile(r"fill|stroke|opacity|text-anchor|font-(size|weight)|clip-")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)px")


def inlined(drawing: str, labels: Mapping[str, str]) -> str:
    """Return an SVG drawing for use inside HTML.

    Args:
        drawing: What matplotlib drew.
        labels: What each link leads to, in words, by its address.
    """
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", drawing))
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.rpartition("}")[2] in ("metadata", "style"):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        _restyle(element)
        if target := element.attrib.pop(_LINK, None):
            element.set("href", target)
        if element.tag == "a":
            element.attrib.pop("target", None)
            element.set("aria-label", labels.get(element.get("href", ""), ""))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("focusable", "false")
    return ElementTree.tostring(root, encoding="unicode")


def _restyle(element: ElementTree.Element) -> None:
    """Turn a style into attributes, which need no leave."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            size = _SIZE.search(value)
            if size:
                element.set("font-size", size[1])
            if "bold" in value:
                element.set("font-weight", "600")
        elif value and _KEPT.match(name):
            element.set(name, value)
    for name in ("fill", "stroke"):
        if colour := COLOURS.get(element.get(name, "")):
            element.set(name, colour)
    if element.tag == "text" and "fill" not in element.attrib:
        element.set("fill", "var(--ink)")
