"""The text of one paragraph: what Word shows of its runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.docx.package import W
from extractor.parsers.docx.styles import Styles, is_on, value_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DELETED = {W + "del", W + "moveFrom"}
_INSERTED = {W + "ins", W + "moveTo"}
_SKIPPED = {W + name for name in ("pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt")}
_LITERAL = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_BOXES = {W + "drawing", W + "pict", W + "object"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass
class Inline:
    """What was found in a paragraph.

    Attributes:
        text: Its text, with tabs and line feeds.
        bold: True where all its visible text is bold.
        notes: Kind and id of each note that it marks, in order.
        boxes: Contents of the text boxes anchored in it.
    """

    text: str = ""
    bold: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs one after the other; a field may begin in one and end in another.

    Args:
        styles: For bold character styles.
        tracked: Called wherever a tracked change is met.
    """

    def __init__(self, styles: Styles, tracked: Callable[[], None]) -> None:
        self._styles = styles
        self._tracked = tracked
        self._in_result: list[bool] = []

    def read(self, paragraph: Any, bold: bool = False) -> Inline:
        """Return the content of a w:p element.

        Args:
            paragraph: The element.
            bold: Whether its style is bold.
        """
        found = Inline()
        pieces: list[tuple[str, bool]] = []
        for text, is_bold in self._walk(paragraph, bold, found):
            pieces.append((text, is_bold))
        found.text = "".join(text for text, _ in pieces)
        visible = [is_bold for text, is_bold in pieces if text.strip()]
        found.bold = bool(visible) and all(visible)
        return found

    def _walk(self, element: Any, bold: bool, found: Inline) -> Iterator[tuple[str, bool]]:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child, bold, found)
            elif tag in _DELETED:
                self._tracked()
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType"))
            elif tag in _BOXES:
                found.boxes += _box_contents(child)
            elif tag == MC + "AlternateContent":
                yield from self._alternate(child, bold, found)
            elif tag in _NOTES:
                found.notes.append((_NOTES[tag], child.get(W + "id") or ""))
            elif tag not in _SKIPPED and isinstance(tag, str):
                yield from self._leaf(child, bold, found)

    def _leaf(self, child: Any, bold: bool, found: Inline) -> Iterator[tuple[str, bool]]:
        text = _text_of(child)
        if text is not None:
            if all(self._in_result):
                yield text, bold
            return
        if child.tag in _INSERTED:
            self._tracked()
        yield from self._walk(child, bold, found)

    def _run(self, run: Any, bold: bool, found: Inline) -> Iterator[tuple[str, bool]]:
        properties = run.find(W + "rPr")
        if is_on(properties, "vanish"):
            return
        own = is_on(properties, "b")
        if own is None:
            style = value_of(properties, "rStyle")
            own = bold or (style is not None and self._styles.get(style).bold)
        custom = any(child.get(W + "customMarkFollows") for child in run if child.tag in _NOTES)
        for text, is_bold in self._walk(run, own, found):
            if not custom:
                yield text, is_bold

    def _alternate(self, element: Any, bold: bool, found: Inline) -> Iterator[tuple[str, bool]]:
        branch = chosen(element)
        if branch is not None:
            yield from self._walk(branch, bold, found)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._in_result.append(False)
        elif kind == "separate" and self._in_result:
            self._in_result[-1] = True
        elif kind == "end" and self._in_result:
            self._in_result.pop()


def chosen(element: Any) -> Any | None:
    """Return the branch of an mc:AlternateContent to read: the first choice with text, else the fallback."""
    choices = element.findall(MC + "Choice")
    filled = (choice for choice in choices if next(choice.iter(W + "t"), None) is not None)
    fallback = element.find(MC + "Fallback")
    return next(filled, fallback if fallback is not None else (choices[0] if choices else None))


def _text_of(element: Any) -> str | None:
    """Return what a leaf shows; None for an element that only holds others."""
    tag = element.tag
    if tag in (W + "t", _MATH_TEXT):
        return element.text or ""
    if tag == W + "br":
        return "\n" if element.get(W + "type", "textWrapping") == "textWrapping" else " "
    if tag == W + "sym":
        code = element.get(W + "char") or ""
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
    return _LITERAL.get(tag)


def _box_contents(element: Any) -> list[Any]:
    """Return the outermost w:txbxContent elements below a drawing, each told once."""
    contents: list[Any] = []
    for child in element:
        if child.tag == W + "txbxContent":
            contents.append(child)
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            contents += _box_contents(branch) if branch is not None else []
        elif isinstance(child.tag, str):
            contents += _box_contents(child)
    return contents
