"""The text of one paragraph: what Word shows of its runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.docx.boxes import BOXES, box_contents, chosen
from extractor.parsers.docx.fields import FieldStack
from extractor.parsers.docx.flow import Flow
from extractor.parsers.docx.formula import formula_text
from extractor.parsers.docx.styles import Style, Styles
from extractor.parsers.docx.symbols import in_font, is_symbol_font
from extractor.parsers.docx.xml import MATH, MC, W, child, is_true

_TEXT, _RUN, _TAB, _TABS, _BREAK = W + "t", W + "r", W + "tab", W + "tabs", W + "br"
_PROPERTIES, _RUN_STYLE, _BOLD, _HIDDEN = W + "rPr", W + "rStyle", W + "b", W + "vanish"
_DELETED = {W + "del", W + "moveFrom"}
_INSERTED = {W + "ins", W + "moveTo"}
_SKIPPED = {W + name for name in ("pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt")}
_LITERAL = {_TAB: "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
# What a paragraph's text is made of where it holds nothing that needs a closer look.
_BROKEN = (_BREAK, *_LITERAL)
_SHOWN = (_TEXT, *_BROKEN)
_LOOKS = {W + "rStyle", W + "rFonts"}
_FIELD = W + "fldChar"
_SPECIAL = (
    *_DELETED,
    *_INSERTED,
    *_NOTES,
    *BOXES,
    MC + "AlternateContent",
    MATH + "oMath",
    _FIELD,
    *(W + name for name in ("instrText", "vanish", "caps", "sym", "ruby")),
)
_TELLING = (*_BROKEN, *_SPECIAL, *_LOOKS)
_PARAGRAPH = W + "p"
# Python's own stack ends somewhat beyond.
_DEEPEST = 200


@dataclass(frozen=True)
class NoteMark:
    """A mark of a note.

    Attributes:
        kind: "footnote" or "endnote".
        id: Of the note.
        own: The mark's text where the author chose it; None where Word counts.
    """

    kind: str
    id: str
    own: str | None = None


@dataclass(slots=True)
class Inline:
    """What was found in a paragraph.

    Attributes:
        text: Its text, with tabs and line feeds.
        notes: The marks of notes in it, in order.
        boxes: What is anchored in it: see `box_contents`.
    """

    text: str
    notes: Sequence[NoteMark] = ()
    boxes: Sequence[Any] = ()

    @classmethod
    def joined(cls, parts: Sequence["Inline"]) -> "Inline":
        """Return the parts as one paragraph."""
        notes = [mark for part in parts for mark in part.notes]
        return cls("".join(part.text for part in parts), notes, [box for part in parts for box in part.boxes])


@dataclass(slots=True)
class _Found:
    """What the walk through a paragraph comes by."""

    pieces: list[str] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class _Look:
    """How a run's text is shown."""

    hidden: bool = False
    caps: bool = False
    font: str | None = None

    def of(self, text: str) -> str:
        """Return the text as shown."""
        if self.font:
            text = in_font(text, self.font)
        return text.upper() if self.caps else text


class InlineReader:
    """Reads paragraphs one after the other; a field may begin in one and end in another.

    Args:
        styles: For what runs and paragraphs inherit.
        flow: Takes note of tracked changes, and of what is too deep.
    """

    def __init__(self, styles: Styles, flow: Flow) -> None:
        self._styles = styles
        self._flow = flow
        self._fields = FieldStack()
        self._special: set[Any] = set()
        self._broken: set[Any] = set()

    @contextmanager
    def story(self, root: Any) -> Iterator[None]:
        """Read the paragraphs of one part, which begins outside all fields.

        Args:
            root: The part, or a piece of it that stands for itself.
        """
        outer = self._fields, self._special, self._broken
        self._special, self._broken = set(), set()
        fields = []
        for one in root.iter(*_TELLING):
            tag = one.tag
            if tag == _FIELD:
                fields.append(one)
            if tag not in _LOOKS or self._changes(one):
                # A box stands in a paragraph too.
                (self._broken if tag in _BROKEN else self._special).update(one.iterancestors(_PARAGRAPH))
        self._fields = FieldStack(fields)
        try:
            yield
        finally:
            self._fields, self._special, self._broken = outer

    def is_plain(self, paragraph: Any) -> bool:
        """Tell whether a paragraph of the story holds nothing but runs of visible text."""
        return paragraph not in self._special

    def read(self, paragraph: Any, style: Style) -> Inline:
        """Return the content of a w:p element.

        Args:
            paragraph: The element.
            style: Its style.
        """
        if paragraph in self._special:
            found = _Found()
            self._walk(paragraph, _Look(hidden=bool(style.hidden), caps=bool(style.caps)), found, 0)
            return Inline("".join(found.pieces), found.notes, found.boxes)
        if style.hidden or not self._fields.shows:
            return Inline("")
        text = _with_breaks(paragraph) if paragraph in self._broken else _plain(paragraph)
        return Inline(text.upper() if style.caps else text)

    def _changes(self, look: Any) -> bool:
        """Tell whether a font or character style makes text look like another text."""
        if look.tag == W + "rFonts":
            return is_symbol_font(look.get(W + "ascii"))
        style = self._styles.run(look.get(W + "val"))
        return style.caps is not None or style.hidden is not None

    def is_bold(self, paragraph: Any, style: Style) -> bool:
        """Tell whether all the text that a paragraph shows is bold; arguments as for `read`."""
        seen = False
        for run in paragraph.iter(_RUN):
            if any((text.text or "").strip() for text in run.iterchildren(_TEXT)):
                bold, hidden = self._weight(child(run, _PROPERTIES), style)
                if not hidden and not bold:
                    return False
                seen = seen or not hidden
        return seen

    def _weight(self, properties: Any, style: Style) -> tuple[bool, bool]:
        bold, hidden = style.bold, style.hidden
        for one in properties if properties is not None else ():
            tag = one.tag
            if tag == _RUN_STYLE:
                own = self._styles.run(one.get(W + "val"))
                bold = bold if own.bold is None else own.bold
            elif tag == _BOLD:
                bold = is_true(one)
            elif tag == _HIDDEN:
                hidden = is_true(one)
        return bool(bold), bool(hidden)

    def _walk(self, element: Any, look: _Look, into: _Found, depth: int) -> None:
        if depth > _DEEPEST:
            self._flow.too_deep()
            into.pieces.append("".join(text.text or "" for text in element.iter(_TEXT)))
            return
        for one in element:
            tag = one.tag
            if tag == _RUN:
                self._run(one, look, into, depth)
            elif tag in _SKIPPED:
                continue
            elif tag in _DELETED:
                self._flow.tracked()
            else:
                self._other(one, look, into, depth)

    def _other(self, one: Any, look: _Look, into: _Found, depth: int) -> None:
        tag = one.tag
        text = _text_of(one)
        if text is not None:
            if self._fields.shows and not look.hidden:
                into.pieces.append(look.of(text) if tag == _TEXT else text)
        elif tag == W + "fldChar":
            into.pieces.append(self._fields.take(one))
        elif tag in BOXES:
            if not look.hidden:
                into.boxes += box_contents(one)
        elif tag in _NOTES:
            into.notes.append(NoteMark(_NOTES[tag], one.get(W + "id") or ""))
        elif tag == MC + "AlternateContent":
            branch = chosen(one)
            if branch is not None:
                self._walk(branch, look, into, depth + 1)
        else:
            if tag in _INSERTED:
                self._flow.tracked()
            self._walk(one, look, into, depth + 1)

    def _run(self, run: Any, look: _Look, into: _Found, depth: int) -> None:
        look = self._look(child(run, _PROPERTIES), look)
        if not any(one.tag in _NOTES and one.get(W + "customMarkFollows") not in (None, "0", "false") for one in run):
            self._walk(run, look, into, depth + 1)
            return
        found = _Found()
        self._walk(run, look, found, depth + 1)
        into.boxes += found.boxes
        into.notes += [NoteMark(mark.kind, mark.id, "".join(found.pieces).strip()) for mark in found.notes]

    def _look(self, properties: Any, look: _Look) -> _Look:
        hidden, caps, font = look.hidden, look.caps, None
        for one in properties if properties is not None else ():
            tag = one.tag
            if tag == _RUN_STYLE:
                own = self._styles.run(one.get(W + "val"))
                hidden = hidden if own.hidden is None else own.hidden
                caps = caps if own.caps is None else own.caps
            elif tag == _HIDDEN:
                hidden = is_true(one)
            elif tag == W + "caps":
                caps = is_true(one)
            elif tag == W + "rFonts" and is_symbol_font(one.get(W + "ascii")):
                font = one.get(W + "ascii")
        if (hidden, caps, font) == (look.hidden, look.caps, look.font):
            return look
        return _Look(hidden, caps, font)


def _plain(paragraph: Any) -> str:
    return "".join([text.text or "" for text in paragraph.iter(_TEXT)])


def _with_breaks(paragraph: Any) -> str:
    pieces = []
    for one in paragraph.iter(*_SHOWN):
        if one.tag == _TEXT:
            pieces.append(one.text or "")
        elif one.tag != _TAB or one.getparent().tag != _TABS:
            pieces.append(_text_of(one) or "")
    return "".join(pieces)


def _text_of(element: Any) -> str | None:
    """Return what a leaf shows; None for an element that only holds others."""
    tag = element.tag
    if tag == _TEXT:
        return element.text or ""
    if tag == _BREAK:
        return "\n" if element.get(W + "type", "textWrapping") == "textWrapping" else " "
    if tag == W + "sym":
        return _symbol(element)
    if tag == MATH + "oMath":
        return formula_text(element)
    return _LITERAL.get(tag)


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(W + "char") or "", 16)
        is_none = code & 0xFFFE == 0xFFFE
        return "" if is_none else in_font(chr(code), element.get(W + "font"))
    except (ValueError, OverflowError):
        return ""
