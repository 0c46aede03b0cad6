"""Formulas as one line of text."""

from typing import Any

from extractor.parsers.docx.xml import MATH, child

_BETWEEN = {"f": "/", "sSup": "^", "sSub": "_", "sSubSup": "_"}
_ARGUMENTS = {MATH + name for name in ("num", "den", "e", "sup", "sub", "deg", "lim", "fName")}
_DEEPEST = 60


def formula_text(element: Any, depth: int = 0) -> str:
    """Return the text of a formula: fractions with a slash, powers with "^", brackets as they are drawn.

    Args:
        element: m:oMath, or a part of one.
        depth: How deep it stands in the formula.
    """
    if element.tag == MATH + "t":
        return element.text or ""
    if depth > _DEEPEST:
        return "".join(text.text or "" for text in element.iter(MATH + "t"))
    name = element.tag.rpartition("}")[2] if element.tag.startswith(MATH) else ""
    if name == "nary":
        return (_property(element, "naryPr", "chr") or "∫") + _joined(element, depth)
    if name == "rad":
        return f"√({_joined(element, depth)})"
    if name == "d":
        opening, closing = _property(element, "dPr", "begChr"), _property(element, "dPr", "endChr")
        return f"{'(' if opening is None else opening}{_joined(element, depth)}{')' if closing is None else closing}"
    if name in _BETWEEN:
        parts = [formula_text(one, depth + 1) for one in element if one.tag in _ARGUMENTS]
        return _BETWEEN[name].join(f"({part})" if name == "f" and len(part) > 3 else part for part in parts)
    return _joined(element, depth)


def _joined(element: Any, depth: int) -> str:
    return "".join(formula_text(one, depth + 1) for one in element)


def _property(element: Any, properties: str, name: str) -> str | None:
    found = child(child(element, MATH + properties), MATH + name)
    return None if found is None else found.get(MATH + "val")
