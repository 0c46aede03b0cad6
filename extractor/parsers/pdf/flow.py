"""Paragraphs from lines: across lines, columns and pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.parsers.pdf.hyphens import Vocabulary
from extractor.parsers.pdf.lines import Line
from extractor.parsers.pdf.tables import Table

_ENDS = '.!?:;”"…)'


@dataclass
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    text: str = ""

    @property
    def first(self) -> Line:
        """The line that the paragraph starts with."""
        return self.lines[0]

    @property
    def label(self) -> str | None:
        """The label that the first line starts with."""
        return self.first.label

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)


@dataclass
class Typography:
    """What is usual in a document.

    Attributes:
        body: Size of most of the text, in points.
        leading: Distance of lines against their size, by each size that there is.
        usual: That distance for all sizes.
        rights: Right edge of most columns that start at a place, rounded.
    """

    body: float
    leading: dict[float, float] = field(default_factory=dict)
    usual: float = 1.2
    rights: dict[int, float] = field(default_factory=dict)

    def leading_of(self, line: Line) -> float:
        """Return the usual distance to the next line, in points."""
        return self.leading.get(line.size, self.usual) * line.size

    def right_of(self, line: Line) -> float:
        """Return the right edge that a line could reach."""
        if not line.spans_page:
            return line.right
        return self.rights.get(round(line.left / 10), line.right)


def typography_of(lines: list[Line]) -> Typography:
    """Return what is usual among the lines of a document."""
    letters: dict[float, int] = defaultdict(int)
    ends: dict[float, list[float]] = defaultdict(list)
    for line in lines:
        letters[line.size] += len(line.text)
        if line.spans_page:
            ends[line.left].append(line.x1)
    rounded = {size: round(size, 1) for size in letters}
    sizes: Counter[float] = Counter()
    for size, count in letters.items():
        sizes[rounded[size]] += count
    edges: dict[int, list[float]] = defaultdict(list)
    for left, rights in ends.items():
        edges[round(left / 10)] += rights
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    leading = _leading(lines, rounded)
    usual = leading.get(body) or (median(leading.values()) if leading else 1.2)
    return Typography(
        body,
        {size: min(leading.get(near, usual), usual * 1.35) for size, near in rounded.items()},
        usual,
        {left: _right(ends) for left, ends in edges.items()},
    )


def _leading(lines: list[Line], rounded: dict[float, float]) -> dict[float, float]:
    """Return the usual distance of lines against their size, by size.

    Args:
        lines: All lines.
        rounded: What each size counts as.
    """
    # Most distances come again and again, and to round one takes longer than to count it.
    counts: dict[tuple[float, float], int] = defaultdict(int)
    for before, line in pairwise(lines):
        step = line.base - before.base
        if 0 < step < 2.5 * line.size and _same_place(before, line) and _same_type(before, line):
            fuller = before.x1 - before.x0 > 0.6 * (before.right - before.left)
            counts[line.size, step] += 3 if fuller and not line.label else 1
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for (size, step), count in counts.items():
        steps[rounded[size]][round(step / size, 2)] += count
    return {size: _smallest_common(of_size) for size, of_size in steps.items()}


def _right(edges: list[float]) -> float:
    """Return the right edge of a column, single lines that overflow it left out."""
    ordered = sorted(edges)
    last = len(ordered) - 1 - len(ordered) // 50
    if last >= 5 and ordered[last] > ordered[last - 1] + 20:
        last -= 1
    return ordered[last]


def _smallest_common(counts: Counter[float]) -> float:
    """Return the smallest distance that is not rare."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if count >= 0.25 * most)


def paragraphs_of(items: Iterable[Line | Table], typography: Typography) -> list[Paragraph | Table]:
    """Return paragraphs and tables in order.

    Args:
        items: The lines and tables of all pages in reading order, running lines left out.
        typography: What is usual in the document.
    """
    found: list[Paragraph | Table] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Line) and isinstance(last, Paragraph) and _goes_on(last, item, typography):
            last.lines.append(item)
        elif isinstance(item, Line) and _bridges_table(found, item, typography):
            _bridged(found).append(item)
        else:
            found.append(Paragraph([item]) if isinstance(item, Line) else item)
    return found


def _bridged(found: list[Paragraph | Table]) -> list[Line]:
    """Return the lines of the paragraph before the last table."""
    before = found[-2] if len(found) > 1 and isinstance(found[-1], Table) else None
    return before.lines if isinstance(before, Paragraph) else []


def set_texts(paragraphs: Iterable[Paragraph], vocabulary: Vocabulary) -> None:
    """Join the lines of each paragraph."""
    for paragraph in paragraphs:
        text = paragraph.first.text
        for line in paragraph.lines[1:]:
            text = vocabulary.join(text, line.text)
        paragraph.text = text.replace("\ufffe", "-")


def _bridges_table(found: list[Paragraph | Table], line: Line, typography: Typography) -> bool:
    """Return whether a line goes on with a sentence that a table at the head of a page interrupts."""
    above = _bridged(found)
    if not above or above[-1].page >= line.page or not line.text[:1].islower():
        return False
    return _goes_on(Paragraph(above), line, typography)


def _goes_on(paragraph: Paragraph, line: Line, typography: Typography) -> bool:
    before = paragraph.lines[-1]
    if line.label or not _same_type(before, line):
        return False
    if _same_place(before, line):
        return _goes_on_below(paragraph, line, typography)
    full = _is_full(before, line, typography)
    hyphen = before.text.endswith(("\ufffe", "-", "\u00ad"))
    open_end = before.text[-1] not in _ENDS or line.text[:1].islower()
    indent = _indent(paragraph, line) if before.page != line.page and before.column == line.column else 0.0
    return (hyphen or (full and open_end)) and abs(indent) < 2 * line.size


def _goes_on_below(paragraph: Paragraph, line: Line, typography: Typography) -> bool:
    """Return whether a line that follows in the same column belongs to the paragraph."""
    before, size = paragraph.lines[-1], line.size
    above = paragraph.lines[-2] if len(paragraph.lines) > 1 else None
    step = line.base - before.base
    if step < 0.5 * size:
        return False
    usual = typography.leading_of(line)
    if above and _same_place(above, before):
        usual = max(usual, before.base - above.base)
    if step > 1.12 * usual + 0.8:
        return False
    if _is_centred_on(before, line):
        return not before.text.endswith((".", ":"))
    indent = _indent(paragraph, line)
    if not -(0.8 if above else 4.0) * size <= indent <= 1.2 * size:
        return False
    if above and indent > 0.5 * size and before.text[-1] in _ENDS:
        return False
    return _is_full(before, line, typography)


def _indent(paragraph: Paragraph, line: Line) -> float:
    """Return how far a line starts to the right of the paragraph's other lines."""
    if len(paragraph.lines) > 1:
        last = paragraph.lines[-1]
        return line.x0 - last.x0 - (line.left - last.left)
    first = paragraph.first
    shift = line.left - first.left
    places = (first.x0, first.body_x0)
    return min((line.x0 - shift - place for place in places), key=abs)


def _is_full(before: Line, line: Line, typography: Typography) -> bool:
    """Return whether the next line's first word would not have fitted.

    Where the sentence plainly goes on, a ragged line counts as full too.
    """
    right = typography.right_of(before)
    ends = before.text[-1] in _ENDS and not line.text[:1].islower()
    slack = 0.6 * line.size if ends else max(0.2 * (right - before.left), 0.6 * line.size)
    return right - before.x1 < line.first_width + slack


def _is_centred_on(before: Line, line: Line) -> bool:
    """Return whether two lines of unequal length have their middle in common."""
    apart = abs(line.x0 - before.x0) > line.size
    return apart and abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 1.2 * line.size


def _same_place(before: Line, line: Line) -> bool:
    return before.page == line.page and before.column == line.column


def _same_type(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) < 0.6 and (before.bold == line.bold or _mixed(before, line))


def _mixed(before: Line, line: Line) -> bool:
    """Return whether a change of weight may stand inside a sentence: the upper line goes on."""
    return before.text[-1] not in _ENDS and line.text[:1].islower()
