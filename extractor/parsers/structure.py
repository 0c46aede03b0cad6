"""Which blocks are headings, what belongs under what, and where the body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsers.labels import is_item_label, label_kind, number_of
from extractor.parsers.words import LayoutWords
from models import BlockKind

# “Q4/17” is a study group's question, “EUR/USD 84 000” money.
_SYMBOL = re.compile(r"\b(?!Q\d|[A-Z]{3}/[A-Z]{3} \d)[A-Z][A-Z-]*\d{0,2}(?:-\d+)?/(?:[A-Z]+[ /-])*\d+")
_SENTENCE_END = re.compile(r"[.;:,!?…][”\"’)]*$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d+)*[.)]? +[^\W\d_]")
_FIGURE_LINE = re.compile(r"[A-Z][^:.;]{1,60}: ?\d[\d ,]*[.;]?")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s\b")
_TITLE_BLOCK_MOST = 25
# Kinds of label that headings have: decimal numbers, capital letters, capital roman numbers.
_HEADING_LABELS = ("1", "A", "I")
# Depth by the format, kind of label, index of the block.
_Item = tuple[int, str, int]


@dataclass(slots=True)
class Draft:
    """A block on its way: cleaned, not yet placed in the plain text."""

    kind: BlockKind
    text: str
    label: str | None = None
    level: int = 0
    depth: int = 0
    page: int | None = None
    table: int | None = None
    cells: tuple[str, ...] = ()
    is_header: bool = False
    is_title_block: bool = False
    section: tuple[str, ...] = ()
    parent: int | None = None
    is_prose: bool = False
    is_rule: bool = False
    after_rule: bool = False


def has_symbol(text: str) -> bool:
    """Tell whether a document symbol such as "C20/57-E" stands in the text."""
    return _SYMBOL.search(text) is not None


def decide_kinds(drafts: list[Draft], words: LayoutWords) -> None:
    """Set the kind of each draft: numbered and lettered paragraphs, items, headings by looks."""
    explicit = any(draft.kind == "heading" and not draft.is_title_block for draft in drafts[1:])
    for at, draft in enumerate(drafts):
        if draft.kind == "list_item" and draft.label is None and draft.depth == 0:
            draft.depth = 1
        if draft.kind == "paragraph" and not draft.is_title_block:
            _decide_paragraph(drafts, at, words, explicit)


def _decide_paragraph(drafts: list[Draft], at: int, words: LayoutWords, explicit: bool) -> None:
    draft = drafts[at]
    if words.section_role(draft.text) is not None or _is_heading(drafts, at, words, explicit):
        draft.kind = "heading"
    elif draft.label is not None and is_item_label(draft.label):
        draft.kind = "list_item"
    elif at and _goes_on_list(drafts[at - 1], draft):
        draft.kind, draft.depth = "list_item", 1


def _goes_on_list(before: Draft, draft: Draft) -> bool:
    """Tell “Peru: 40” and “Peru (INICTEL): 40”, a label and a figure, right under a line with a colon or their like."""
    if not _FIGURE_LINE.fullmatch(draft.text):
        return False
    leads = before.kind == "paragraph" and before.text.endswith(":")
    return leads or (before.kind == "list_item" and before.label is None)


def _is_heading(drafts: list[Draft], at: int, words: LayoutWords, explicit: bool) -> bool:
    """Tell a heading by its looks: short, no full stop, with something other than its like under it."""
    draft = drafts[at]
    following = drafts[at + 1] if at + 1 < len(drafts) else None
    if following is None or draft.is_prose or not _is_title_like(draft.text) or words.caption.match(draft.text):
        return False
    if draft.label is not None:
        return label_kind(draft.label) in _HEADING_LABELS and not _is_sibling(draft, following)
    if _follows_box(drafts, at, words) or _goes_on_diary(drafts[at - 1], draft):
        return False
    return (_in_capitals(draft.text) and len(draft.text) > 3) or (not explicit and _is_body(following))


def _is_sibling(draft: Draft, following: Draft) -> bool:
    """Tell a list of short numbered lines, one after the other, from headings with text under them."""
    if following.label is None or label_kind(draft.label or "") != label_kind(following.label):
        return False
    number, after = number_of(draft.label or "") or (), number_of(following.label) or ()
    return len(number) == len(after) and _is_title_like(following.text)


def _follows_box(drafts: Sequence[Draft], at: int, words: LayoutWords) -> bool:
    """Tell whether the block stands right under a box title: then it is what the box says."""
    return at > 0 and drafts[at - 1].label is None and words.section_role(drafts[at - 1].text) is not None


def _goes_on_diary(before: Draft, draft: Draft) -> bool:
    """Tell “Second quarter – workshop – Amman” under “9 February – panel – Tunis”: a diary's last line."""
    alike = min(before.text.count(" – "), draft.text.count(" – ")) > 1
    return alike and before.kind == "paragraph" and _is_title_like(before.text)


def _is_title_like(text: str) -> bool:
    return (
        len(text) <= 110
        and len(text.split()) <= 14
        and not _SENTENCE_END.search(text)
        and (text[:1].isupper() or text[:1].isdigit() or text[:1] in '“"‘')
    )


def _is_body(draft: Draft) -> bool:
    """Tell whether a block is what stands under a heading: an item, a labelled paragraph, or a sentence."""
    return draft.kind == "list_item" or draft.label is not None or bool(_SENTENCE_END.search(draft.text))


def set_levels(drafts: Sequence[Draft], words: LayoutWords) -> None:
    """Set heading levels from label depth where there are labels, else from the format, the least being 1.

    A heading known by its looks alone stands under the numbered heading or annex before it.
    """
    stated = [draft.level for draft in drafts if _is_stated(draft)]
    lowest = min(stated, default=1)
    above = 0
    for draft in drafts:
        number = number_of(draft.label or "")
        if draft.kind != "heading":
            draft.level = 0
        elif draft.is_title_block:
            draft.level = 1
        elif number:
            draft.level = above = len(number)
        elif _is_stated(draft):
            draft.level = draft.level - lowest + 1
        elif draft.label and label_kind(draft.label) == "I":
            draft.level = above = 1
        elif role := words.section_role(draft.text):
            draft.level = 1
            above = 1 if role == "annex" else 0
        else:
            draft.level = above + 1


def mark_typed_notes(drafts: Sequence[Draft]) -> None:
    """Make footnotes of the numbered sentences under a ruled line at the end, whose numbers the body has used."""
    last = max((at for at, draft in enumerate(drafts) if draft.after_rule), default=len(drafts))
    notes, body = drafts[last:], drafts[:last]
    used = {draft.label for draft in body}
    if all(note.kind == "paragraph" and _is_note(note) and note.label in used for note in notes):
        for note in notes:
            note.kind = "footnote"


def _is_note(draft: Draft) -> bool:
    return (draft.label or "").isdigit() and _SENTENCE_END.search(draft.text) is not None


def _is_stated(draft: Draft) -> bool:
    """Tell whether the format itself gives the level of a heading of the body."""
    return (
        draft.kind == "heading"
        and draft.level > 0
        and not draft.is_title_block
        and not number_of(draft.label or "")
    )


def mark_title_block(drafts: list[Draft], words: LayoutWords) -> None:
    """Mark the blocks above the body: in a report up to its first box, else headline and date."""
    leading = drafts[:_TITLE_BLOCK_MOST]
    stop = next((at for at, draft in enumerate(leading) if _begins_body(draft, words)), len(leading))
    if not _is_report(leading[:stop], words):
        stop = _headline_end(drafts[: stop + 1], words)
    for draft in drafts[:stop]:
        draft.is_title_block = True
        if draft.kind in ("list_item", "footnote"):
            draft.kind = "paragraph"


def _is_report(leading: Sequence[Draft], words: LayoutWords) -> bool:
    """Tell a report by its symbol, or by two lines such as "Original: English"."""
    lines = sum(words.title_line.match(draft.text) is not None for draft in leading)
    return lines >= 2 or any(has_symbol(draft.text) for draft in leading)


def _begins_body(draft: Draft, words: LayoutWords) -> bool:
    numbered = draft.kind == "heading" and _NUMBERED.match(draft.text)
    if draft.kind in ("table_row", "list_item") or draft.label is not None or numbered:
        return True
    length = len(draft.text.split())
    return words.section_role(draft.text) is not None or (
        (length > 12 and bool(_SENTENCE_END.search(draft.text))) or (length > 6 and draft.text.endswith("."))
    )


def _headline_end(leading: Sequence[Draft], words: LayoutWords) -> int:
    if not leading or not _is_headline(leading[0], words):
        return 0
    end = 1
    while end < len(leading) and _is_date_line(leading[end], words):
        end += 1
    return end


def _is_headline(draft: Draft, words: LayoutWords) -> bool:
    if draft.kind == "heading":
        return words.section_role(draft.text) is None and draft.label is None
    return (
        draft.kind == "paragraph"
        and draft.label is None
        and words.section_role(draft.text) is None
        and len(draft.text) <= 200
        and not draft.text.endswith((".", ";", ":", ","))
    )


def _is_date_line(draft: Draft, words: LayoutWords) -> bool:
    return (
        draft.kind not in ("list_item", "table_row")
        and (draft.label is None or not is_item_label(draft.label))
        and len(draft.text) <= 150
        and not draft.text.endswith(".")
        and (words.date.search(draft.text) or words.title_line.match(draft.text)) is not None
    )


def find_title(drafts: Sequence[Draft], words: LayoutWords) -> Draft | None:
    """Return the block that is the document's own title; None where nothing looks like one."""
    block = [draft for draft in drafts if draft.is_title_block]
    candidates = [
        draft for draft in block if draft.kind != "table_row" and not _is_title_block_line(draft.text, words)
    ]
    by_looks = (
        [draft for draft in candidates if _in_capitals(draft.text)],
        [draft for draft in candidates if draft.kind == "heading"],
        candidates,
    )
    found = next((group for group in by_looks if group), None)
    is_report = any(has_symbol(draft.text) for draft in block)
    if not is_report:
        found = [
            draft for draft in block if draft.kind != "table_row" and not _is_only_date(draft.text, words)
        ]
        found = found or block
    if not found:
        return None
    return found[-1] if is_report else found[0]


def _in_capitals(text: str) -> bool:
    """True for a line in capitals, also where it holds the plural of an acronym: “THE USE OF ICTs”."""
    return _PLURAL.sub("", text).isupper()


def _is_only_date(text: str, words: LayoutWords) -> bool:
    if words.date.search(text) is None:
        return False
    return len(re.findall(r"[^\W\d_]{2,}", words.month.sub("", text))) <= 2


def mark_repeats(drafts: Sequence[Draft], title: Draft) -> None:
    """Mark a headline that is told a second time near the start, as web pages do."""
    for draft in drafts[:_TITLE_BLOCK_MOST]:
        if draft.text == title.text and draft.kind in ("paragraph", "heading"):
            draft.kind, draft.is_title_block = "heading", True


def _is_title_block_line(text: str, words: LayoutWords) -> bool:
    if words.title_line.match(text) or words.organisation_line.match(text):
        return True
    if _in_capitals(text):
        symbol = _SYMBOL.search(text)
        return symbol is not None and len(symbol.group()) * 2 > len(text)
    return has_symbol(text) or (words.date.search(text) is not None and len(text.split()) <= 9)


def set_sections(drafts: Sequence[Draft]) -> None:
    """Give every block the headings above it, outermost first; a heading's own text is not in its section.

    A ruled line ends the boxes (Summary, Action required) that stand before the body.
    """
    path: list[tuple[int, str]] = []
    boxed = False
    for draft in drafts:
        if draft.after_rule and ((len(path) == 1 and boxed) or draft.kind == "footnote"):
            path = []
        if draft.kind == "heading" and not draft.is_title_block:
            boxed = draft.label is None
            path = [(level, text) for level, text in path if level < draft.level]
            draft.section = tuple(text for _, text in path)
            path.append((draft.level, draft.text))
        else:
            draft.section = tuple(text for _, text in path)


def nest_lists(drafts: Sequence[Draft]) -> None:
    """Set the depth and the parent of list items from the kind and order of their labels."""
    stack: list[_Item] = []
    leader: int | None = None
    for at, draft in enumerate(drafts):
        if draft.kind == "footnote":
            draft.depth = 0
            continue
        if draft.kind != "list_item":
            draft.depth = 0
            stack = []
            leader = at if draft.text.endswith(":") else None
            continue
        key = (draft.depth, label_kind(draft.label) if draft.label else "")
        leads = bool(stack) and drafts[stack[-1][2]].text.endswith(":")
        if stack and draft.depth == 0 and stack[-1][:2] != key and _is_closed(drafts, stack[-1][2]):
            stack, leader = [], None
        stack = _enclosing(stack, key, leads)
        draft.parent = stack[-1][2] if stack else leader
        stack.append((*key, at))
        draft.depth = len(stack)


def _is_closed(drafts: Sequence[Draft], at: int) -> bool:
    """True for the last item of “a) …; b) ….”: a bullet behind it belongs to no item of that list."""
    before = drafts[at - 1] if at else None
    listed = before is not None and before.kind == "list_item" and before.text.endswith((";", ",", "; and", ", and"))
    return listed and drafts[at].text.endswith(".")


def _enclosing(stack: list[_Item], key: tuple[int, str], leads: bool) -> list[_Item]:
    """Return the part of the stack that encloses an item of this format depth and kind of label.

    Args:
        stack: The items that the one before stands in, itself last.
        key: Depth by the format, 0 where it gives none, and kind of label.
        leads: Whether the item before ends in a colon: then another kind of label goes deeper.
    """
    depth, kind = key
    for position, (other_depth, other_kind, _) in enumerate(stack):
        if (other_depth, other_kind) == (depth, kind):
            return stack[:position]
    return [item for item in stack if item[0] < depth or (item[0] == depth and (leads or depth == 0))]
