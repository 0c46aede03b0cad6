"""Drop caps: a large first letter that stands in front of several lines."""

from dataclasses import replace

from extractor.parsers.pdf.words import Word

_LARGER = 1.8


def with_initials(words: list[Word]) -> list[Word]:
    """Return the words with each drop cap at the head of the word that it begins.

    The lines beside it are taken to begin where it does, so that they stand flush with those under it.

    Args:
        words: Words of a page.
    """
    for initial in [word for word in words if len(word.text) == 1 and word.text.isupper()]:
        beside = [word for word in words if _is_beside(initial, word)]
        if len(beside) > 1:
            words = _joined(initial, beside, words)
    return words


def _is_beside(initial: Word, word: Word) -> bool:
    room = initial.size * 0.6
    return (
        word.size * _LARGER < initial.size
        and initial.x1 - 1 <= word.x0 <= initial.x1 + room
        and initial.top - 0.5 * word.size < word.top < initial.base
    )


def _joined(initial: Word, beside: list[Word], words: list[Word]) -> list[Word]:
    first = min(beside, key=lambda word: word.base)
    moved = {id(word): replace(word, x0=initial.x0) for word in beside}
    head = moved[id(first)]
    head.text = initial.text + first.text
    head.lead = head.lead and head.lead + first.x0 - initial.x0
    return [moved.get(id(word), word) for word in words if word is not initial]
