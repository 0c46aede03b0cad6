"""Text folded for comparison."""

import re
import unicodedata

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʹ`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_SPACES = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# NFKD takes no mark off these letters.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Return the text without accents and case, with plain quotes, dashes and single spaces.

    Args:
        text: Any text.
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    plain = unicodedata.normalize("NFKD", text.translate(_UNIFIED))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare.casefold().translate(_LETTERS).translate(_UNIFIED)).strip()


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens; empty where the text has no letter or digit.

    Args:
        text: Any text.
    """
    return _NOT_SLUG.sub("-", fold(text).replace("'", "")).strip("-")
