"""Tells who paid for an activity from who carried it out, and from where it took place."""

from extractor.rules.annotations import AnnotatedBlock, Clause, Mention

_AMOUNT = r"(?i)\s*(?:(?:<qualifier>|an?|the|another) )?(?:[a-z]+ of )?(?:<money> ?\d|[\d.,]+ ?(?:<scale> )?<money>\b)"
_PAID_BY = (
    r"(?i)(?:<money> ?\d[\d., ]*(?: ?<scale>)?|\d ?(?:<scale> )?<money>)(?: [a-z]+){0,3} (?:from|by) "
    r"(?:the )?(?:<state_organ> of (?:the )?)?$"
)
_SUBJECT = r"(?: and (?:the )?(?:Government of )?[A-Z][\w’'-]+)?(?: (?:also|both|jointly|\w+ly))* ?"
_PLACED = r"(?i)\b(?:in|to|for|across|within) (?:the )?$"
_FARTHEST = 80


def paid(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    """Return True for who gave a sum: “Japan contributed USD 2 million”, “a grant of EUR 1 million from Germany”.

    Args:
        block: The block.
        clause: The clause.
        name: A body or country in it.
    """
    base, told = block.block.start, block.phrasing
    at = name.start - base
    if told[_PAID_BY].search(block.text, max(0, at - _FARTHEST), at):
        return True
    verb = clause.main
    return verb is not None and _does(block, clause, name) and bool(told[_AMOUNT].match(block.text, verb.end - base))


def funded(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    """Return True for the subject of a verb for funding: “Japan funded the centre in Fiji”; arguments as for `paid`."""
    verb = clause.main
    return verb is not None and verb.lemma in block.phrasing.of("funding_verb") and _does(block, clause, name)


def _does(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    """True for the name before a verb, or the first of two."""
    base, verb = block.block.start, clause.main
    if verb is None or verb.passive or name.end > verb.start:
        return False
    before, between = block.text[: name.start - base], block.text[name.end - base : verb.start - base]
    return block.phrasing[_SUBJECT].fullmatch(between) is not None and not block.phrasing[_PLACED].search(before)
