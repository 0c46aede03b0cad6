"""Tells who paid for an activity from who carried it out, and from where it took place."""

import re

from extractor.rules.annotations import AnnotatedBlock, Clause, Mention, Predicate

AMOUNT = r"(?i)\s*(?:(?:<qualifier>|an?|the|another) )?(?:[a-z]+ of )?(?:<money> ?\d|[\d.,]+ ?(?:<scale> )?<money>\b)"
_PAID_BY = (
    r"(?i)(?:<money> ?\d(?:[\d., ]*\d)?(?: ?<scale>)?|\d ?(?:<scale> )?<money>)(?: [a-z]+){0,3} (?:from|by) "
    r"(?:the )?(?:<state_organ> of (?:the )?)?$"
)
_SUBJECT = r"(?: and (?:the )?(?:Government of )?[A-Z][\w’'-]+)?(?: (?:also|both|jointly|\w+ly))* ?"
# “…, which Japan, Saudi Arabia and Lithuania support, …”
_WHICH = re.compile(r", which (?:(?:the|and|of|[A-Z][\w’'-]*),? )+$")
_WITH = r"(?i)\b(?:with|thanks to|through) (?:the )?(?:<state_organ> of (?:the )?)?$"
_BACKED = r"(?i)(?:'s|’s|'|’) (?:[a-z-]+ ){0,2}<given_noun>\b"
_PLACED = r"(?i)\b(?:in|to|for|across|within) (?:the )?$"
_BILL = re.compile(r"[\s,]*(?:the|its|their|all|travel)(?: travel)? (?:bills?|tab|costs?|expenses)\s*", re.I)
_PAID = r"(?i)(?:[a-z]+ ){1,4}<bill_verb> (?:[a-z]+ ){0,3}by "
_FARTHEST = 80


def paid(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    """Return True for who gave a sum: “Japan contributed USD 2 million”, “a grant of EUR 1 million from Germany”.

    Likewise for who supports what did something: “The project, which Japan supports, trained 40 nurses”.
    And for who paid it all: “The bill was footed by Japan”.

    Args:
        block: The block.
        clause: The clause.
        name: A body or country in it.
    """
    base, told = block.block.start, block.phrasing
    at = name.start - base
    if told[_PAID_BY].search(block.text, max(0, at - _FARTHEST), at) or _supports(block, clause, name):
        return True
    if clause.main is not None and clause.main.end <= name.start and is_bill(block, clause):
        return True
    verb = _deed(block, clause, name)
    return verb is not None and told[AMOUNT].match(block.text, verb.end - base) is not None


def funded(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    """Return True for the subject of a verb for funding: “Japan funded the centre in Fiji”; arguments as for `paid`."""
    verb = _deed(block, clause, name)
    return verb is not None and verb.lemma in block.phrasing.of("funding_verb")


def backed(block: AnnotatedBlock, name: Mention) -> bool:
    """Return True for “with Norway’s financial support”; arguments as for `paid`."""
    base, told = block.block.start, block.phrasing
    at = name.start - base
    helped = told[_BACKED].match(block.text, name.end - base)
    return helped is not None and told[_WITH].search(block.text, max(0, at - _FARTHEST), at) is not None


def _supports(block: AnnotatedBlock, clause: Clause, name: Mention) -> bool:
    verb = next((p for p in clause.predicates if p.start >= name.end), None)
    if verb is None or verb.passive or (verb.frame != "assist" and verb.lemma not in block.phrasing.of("funding_verb")):
        return False
    which = _WHICH.search(block.text, clause.start - block.block.start, verb.start - block.block.start)
    return which is not None and which.start() < name.start - block.block.start


def is_bill(block: AnnotatedBlock, clause: Clause) -> bool:
    """Return True for “The bill was footed by Japan”; arguments as for `paid` without the name."""
    verb = clause.main
    if verb is None or not verb.passive:
        return False
    base = block.block.start
    paid = block.phrasing[_PAID].match(block.text, verb.start - base)
    return bool(paid) and _BILL.fullmatch(block.text, clause.lead_end - base, verb.start - base) is not None


def _deed(block: AnnotatedBlock, clause: Clause, name: Mention) -> Predicate | None:
    """Return the verb that a name, or the first of two, is the subject of; None where another word stands between."""
    verb = next((p for p in clause.predicates if p.start >= name.end), None)
    if verb is None or verb.passive:
        return None
    base = block.block.start
    before, between = block.text[: name.start - base], block.text[name.end - base : verb.start - base]
    subject = block.phrasing[_SUBJECT].fullmatch(between) and not block.phrasing[_PLACED].search(before)
    return verb if subject else None
