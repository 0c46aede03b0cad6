"""Numbers in the forms that lists print them in."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Word's own last one is thirty letters long.
_MOST_LETTERS = 30 * 26


def format_number(count: int, form: str) -> str:
    """Return a count in one of Word's number formats; decimal for a format not known here.

    Args:
        count: The number, from 0.
        form: Word's name, such as "lowerRoman".
    """
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _MOST_LETTERS:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ordinal":
        ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count % 100 not in (11, 12, 13) else 0, "th")
        return f"{count}{ending}"
    return "" if form in ("none", "bullet") else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text
