"""Fields: their results are text, their instructions never are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extractor.parsers.docx.xml import W, child, integer, is_true, value_of

_KIND = W + "fldCharType"
_GONE = (W + "del", W + "moveFrom")


@dataclass
class _Field:
    """A field that was begun: whether its result was reached, and whether it is a form with a choice instead."""

    in_result: bool = False
    is_form: bool = False

    @property
    def hides(self) -> bool:
        """Whether the text at this place in the field isn't shown."""
        return self.is_form or not self.in_result


class FieldStack:
    """The fields that are open at a place in the text.

    Args:
        marks: Every w:fldChar of the part: one that has no counterpart is none, or it would swallow what follows.
    """

    def __init__(self, marks: Iterable[Any] = ()) -> None:
        self._open: list[_Field] = []
        self._hiding = 0
        self._lone = _without_counterpart(marks)

    @property
    def shows(self) -> bool:
        """Whether text at this place is shown: in none of the open fields, or in the results of all."""
        return self._hiding == 0

    def take(self, mark: Any) -> str:
        """Go over a w:fldChar, and return what Word shows for it: a form's choice, else nothing."""
        kind = mark.get(_KIND)
        shown = ""
        if mark in self._lone:
            return ""
        if kind == "begin":
            shown = _choice(child(mark, W + "ffData")) if self.shows else ""
            self._open.append(_Field(is_form=bool(shown)))
            self._hiding += 1
        elif kind == "separate" and self._open:
            self._hiding -= self._open[-1].hides
            self._open[-1].in_result = True
            self._hiding += self._open[-1].hides
        elif kind == "end" and self._open:
            self._hiding -= self._open.pop().hides
        return shown


def _without_counterpart(marks: Iterable[Any]) -> set[Any]:
    begun: list[Any] = []
    lone: set[Any] = set()
    for mark in marks:
        kind = mark.get(_KIND)
        if kind not in ("begin", "end") or next(mark.iterancestors(*_GONE), None) is not None:
            continue
        if kind == "begin":
            begun.append(mark)
        elif begun:
            begun.pop()
        else:
            lone.add(mark)
    return lone.union(begun)


def _choice(form: Any | None) -> str:
    """Return what a form field shows that has no text of its own: a box to tick, or one of a list."""
    box, choices = child(form, W + "checkBox"), child(form, W + "ddList")
    if box is not None:
        states = [child(box, W + name) for name in ("checked", "default")]
        state = next((one for one in states if one is not None), None)
        return "☒" if state is not None and is_true(state) else "☐"
    if choices is not None:
        at = integer(value_of(choices, "result")) or integer(value_of(choices, "default")) or 0
        entries = [entry.get(W + "val") or "" for entry in choices.iterchildren(W + "listEntry")]
        return entries[at] if at < len(entries) else ""
    return ""
