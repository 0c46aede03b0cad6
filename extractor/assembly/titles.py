"""The name of an activity: its own where it has one, else the noun phrase around its noun."""

import re

from extractor.assembly.drafts import Mention
from extractor.rules.annotations import AnnotatedBlock, Clause

_LEFT = re.compile(r"(?:[\w’'“”&/-]+[ -])*$")
_BREAK = r"(?i)\b(?:<phrase_break>|<title_break>)\s+"
_WORDS = r"(?:the |a )?[\w’'-]+(?: (?!(?:<auxiliary>|in|into|at|by|with|took)\b)[\w’'-]+){0,6}"
_RIGHT = rf"(?: (?:on|of|for) {_WORDS})?"
_NOUN_OF = rf" {_WORDS}"
_DANGLING = re.compile(r"(?: (?:for|of|on|to|and|the|a|an|into))+$")
_MAX = 120


def title_range(block: AnnotatedBlock, clause: Clause, noun: Mention | None) -> tuple[int, int]:
    """Return the characters of an activity's name.

    Args:
        block: The block.
        clause: The clause that reports it.
        noun: The activity noun; None where the verb alone tells, then the clause names it.
    """
    base = block.block.start
    if noun is None:
        words = re.match(r"\S+(?:\s+\S+){0,9}", block.text[clause.start - base : clause.end - base])
        return clause.start, clause.start + (words.end() if words else 0)
    left_edge = max([clause.lead_end, *(d.end for d in block.dates if clause.start <= d.start and d.end <= noun.start)])
    left = block.text[left_edge - base : noun.start - base]
    start = noun.start
    tail = _LEFT.search(left)
    if tail:
        phrase = tail[0]
        breaks = list(block.phrasing[_BREAK].finditer(phrase))
        start = noun.start - len(phrase) + (breaks[-1].end() if breaks else 0)
    follows = _NOUN_OF if noun.text.casefold().endswith((" of", " on")) else _RIGHT
    right = block.phrasing[follows].match(block.text[noun.end - base : clause.end - base])
    end = min(noun.end + (right.end() if right else 0), start + _MAX)
    dangling = _DANGLING.search(block.text[noun.end - base : end - base])
    return start, end - (len(dangling[0]) if dangling else 0)
