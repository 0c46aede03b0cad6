"""Typed numbers and bullets at the start of a paragraph, told from years, counts and dates."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.parsers.words import LayoutWords

_BULLETS = "–—•·▪▫‣◦○●■□◆◇➢➤►▶✓✔→⁃∙−\uf0b7\uf0a7\uf02d\uf0d8\uf0fc"
_PRIVATE = str.maketrans("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc", "•▪–➢✓")
_CLOCK = r"\d{1,2}[:h.]\d{2}(?: ?[ap]\.?m\b\.?)?"
_HOURS = rf"{_CLOCK}(?: ?(?:[–—-]|to) ?{_CLOCK})?"
_SURE = re.compile(
    # Most paragraphs begin with a word: no label, and told at once.
    r"(?![A-Za-z]+[^A-Za-z).\t])(?:"
    + "|".join(
        (
            rf"[{_BULLETS}]+(?=\s|$)",
            r"[•·▪▫‣◦●■➢►\uf0b7\uf0a7]",
            r"[-*](?=\s+\S)|o(?=\t)",
            r"\((?:[a-zA-Z]|[ivxl]{1,6}|[IVX]{1,5}|\d{1,2})\)(?=\s|[^\W\d_]|$)",
            r"(?:[a-z]|[ivxl]{1,6}|[IVX]{1,5}|\d{1,2}|\d+(?:\.\d+)+)\)(?=\s|[A-Z]|$)",
            r"(?:\d{1,2}(?:\.\d{1,3}){1,5}\.?|\d{1,3}\.|[A-Z]\.\d+(?:\.\d+)*\.?|\d{1,2}(?:\.\d+)*[a-z])(?=\t)",
            r"(?:\d{1,3}|[A-Za-z]\.?|[IVXivx]{1,5}\.)(?=\t)",
            r"(?:\d{1,2}(?:\.\d{1,2}){1,5}\.?|\d{1,3}\.|[A-H](?:\.\d{1,2}){1,4}\.?)(?= +[“\"‘(]?[A-Z])",
            r"(?:[a-hj-z]|[ivx]{2,5})\.(?= +\w{3})",
            # The hour of a programme: “09:30 – Opening”, “14h00-15h30 Panel”.
            rf"{_HOURS} ?[–—-](?=\s)",
            rf"{_HOURS.replace(':h.', ':h')}(?::(?=\s)|(?=\s+[^\W\d_]))",
        )
    )
    + ")"
)
_LOST = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4}\.?)( ?)(?=[“\"]?[A-Z])")
_HOUR = re.compile(r"\d+[:h]|[\d.]+ ?[–—-]")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})*")


class Labelled(NamedTuple):
    """A paragraph's text and the label that stood before it."""

    label: str | None
    text: str


def split_label(text: str) -> Labelled:
    """Return the label and the rest; several labels in a row ("1 (a)") make one.

    Args:
        text: A paragraph with its tabs still in it.
    """
    labels: list[str] = []
    rest = text.strip(" \n").lstrip("\t ")
    while match := _SURE.match(rest):
        after = rest[match.end() :].strip()
        if not after:
            break
        labels.append(match.group().translate(_PRIVATE))
        rest = after
    return Labelled(" ".join(labels) or None, rest)


def split_lost_labels(paragraphs: Sequence[Labelled], words: LayoutWords) -> list[Labelled]:
    """Return the paragraphs with labels that lost their tab ("1Purpose", "1 Purpose") split off.

    A number is taken only where it continues the document's numbering: it follows a number before it, or
    starts one that goes on.
    """
    numbers = [_number(paragraph, words) for paragraph in paragraphs]
    known = {number for number in numbers if number is not None}
    previous: set[tuple[int, ...]] = set()
    result: list[Labelled] = []
    for paragraph, number in zip(paragraphs, numbers, strict=True):
        lost = _LOST.match(paragraph.text) if paragraph.label is None and number else None
        if lost and number and _continues(number, previous, known):
            paragraph = Labelled(lost[1], paragraph.text[lost.end() :].strip())  # noqa: PLW2901
        if number and paragraph.label is not None:
            previous.add(number)
        result.append(paragraph)
    return result


def _number(paragraph: Labelled, words: LayoutWords) -> tuple[int, ...] | None:
    """Return the number that the paragraph begins with, typed or lost, as a tuple; None without one."""
    if paragraph.label is not None:
        return number_of(paragraph.label)
    lost = _LOST.match(paragraph.text)
    if (
        lost is None
        or words.date.match(paragraph.text)
        or (lost[2] and not _title_follows(paragraph.text, lost.end()))
    ):
        return None
    return number_of(lost[1])


def _title_follows(text: str, at: int) -> bool:
    """Tell a heading or sentence after a number from a proper noun ("12 Member States agreed")."""
    following = text[at:].split(maxsplit=2)
    return len(following) < 2 or not following[1][:1].isupper() or text.isupper()


def _continues(number: tuple[int, ...], previous: set[tuple[int, ...]], known: set[tuple[int, ...]]) -> bool:
    before = (*number[:-1], number[-1] - 1)
    after = (*number[:-1], number[-1] + 1)
    if number[-1] == 1:
        goes_on = after in known or (*number, 1) in known
        return goes_on and (len(number) == 1 or number[:-1] in previous or number[:-1] not in known)
    return before in previous


def number_of(label: str) -> tuple[int, ...] | None:
    """Return a decimal label as numbers: "1.2." gives (1, 2); None for bullets and letters."""
    match = _NUMBER.match(label)
    if match is None or label[match.end() :] not in ("", "."):
        return None
    return tuple(int(part) for part in match.group().split("."))


def label_kind(label: str) -> str:
    """Return what kind of label it is, the same for all labels of one list: "–", "a)", "i)", "1", "1)", ":" (hours)."""
    if _HOUR.match(label):
        return ":"
    last = label.rsplit(" ", maxsplit=1)[-1]
    core = last.strip("().")
    if not core:
        return last
    if core.isdigit() or number_of(core):
        shape = "1"
    elif set(core.lower()) <= set("ivxl") and (len(core) > 1 or core.lower() in "iv"):
        shape = "i" if core.islower() else "I"
    elif core.isalpha():
        shape = "a" if core.islower() else "A"
    else:
        return last[:1]
    return shape + (")" if last.endswith(")") else "")


def is_item_label(label: str) -> bool:
    """Tell a list's label (bullet, letter, roman, "1)") from a numbered paragraph's ("1", "1.1", "2.")."""
    return number_of(label.rsplit(" ", maxsplit=1)[-1]) is None
