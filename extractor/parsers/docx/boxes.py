"""What drawings hold: text boxes, shapes, diagrams, objects."""

from typing import Any

from extractor.parsers.docx.xml import CHART, DIAGRAM, DRAWING, MC, OFFICE, VML, W

BOXES = {W + "drawing", W + "pict", W + "object"}
TEXT_BOX = W + "txbxContent"
DRAWN_TEXT = DRAWING + "txBody"
WORD_ART = VML + "textpath"
DIAGRAM_LINK = DIAGRAM + "relIds"
UNREAD = {CHART + "chart", OFFICE + "OLEObject", W + "control"}
_TELLING = (W + "t", DRAWING + "t", DIAGRAM_LINK)
_FOUND = {TEXT_BOX, DRAWN_TEXT, WORD_ART, DIAGRAM_LINK, *UNREAD}


def chosen(element: Any) -> Any | None:
    """Return the branch of an mc:AlternateContent to read: the first choice with text, else the fallback."""
    choices = element.findall(MC + "Choice")
    filled = (choice for choice in choices if next(choice.iter(*_TELLING), None) is not None)
    fallback = element.find(MC + "Fallback")
    return next(filled, fallback if fallback is not None else (choices[0] if choices else None))


def box_contents(element: Any) -> list[Any]:
    """Return the outermost elements below a drawing that hold text or stand for some, each told once.

    Args:
        element: The drawing.
    """
    contents: list[Any] = []
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag in _FOUND:
            contents.append(one)
        elif one.tag == MC + "AlternateContent":
            branch = chosen(one)
            waiting += [branch] if branch is not None else []
        else:
            waiting += reversed(one)
    return contents


def drawn_lines(body: Any) -> list[str]:
    """Return the paragraphs of DrawingML text."""
    return [
        "".join(text.text or "" for text in paragraph.iter(DRAWING + "t")) for paragraph in body.iter(DRAWING + "p")
    ]
