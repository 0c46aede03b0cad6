"""What people draw with a typewriter's signs, made plain: tables of pipes or spaces, page breaks, Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.parsers.labels import split_label
from extractor.parsers.tables import looks_like_header

_RULE_SIGNS = set("|+:=- \t")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_PAGE_LINE = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}#{1,6}\s+\S")
_MARKED = re.compile(r"\*\*\S.{0,300}?\*\*|\[[^\[\]]{1,300}\]\([^)\s]{1,500}\)|^```", re.MULTILINE)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_INLINE = (
    (re.compile(r"!?\[([^\[\]]{0,300})\]\([^)\s]{0,500}(?:\s\"[^\"]{0,300}\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`]{1,500})`"), r"\1"),
    (re.compile(r"^\s{0,3}(?:> ?)+"), ""),
)
# Signs that stand between cells without a rule or an edge around them, and how many make a table.
_PIPE = " | "
_SIGNS = (_PIPE, " / ")
_FEWEST_SIGNS, _FEWEST_LINES = 2, 3
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
_MOST_ROWS = 0.6
_LONGEST_KEY = 30
_MOST_RUNNING = 100


def with_tables(lines: Sequence[str]) -> list[str]:
    """Return the lines with the rows of drawn tables as cells parted by tabs."""
    made: list[str] = []
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        run = list(group)
        made += run if is_blank else _of_pipes(run) or _of_spaces(run) or _of_signs(run) or run
    return made


def _of_pipes(run: list[str]) -> list[str]:
    """Return rows for lines between pipes, with the lines around them as they are; nothing where there are none."""
    rows = [at for at, line in enumerate(run) if _is_row(line)]
    if len(rows) < 2:
        return []
    first, last = rows[0], rows[-1]
    rules = [at for at in range(len(run)) if _is_rule(run[at])]
    inner = run[first : last + 1]
    if not rules and not all(line.lstrip().startswith("|") for line in inner):
        return []
    if not all(_is_row(line) or _is_rule(line) for line in inner):
        return []
    is_drawn = any("+" in run[at] for at in rules)
    is_grid = is_drawn and len([at for at in rules if first < at < last]) > 1
    is_grid = is_grid or (is_drawn and any(_is_row(line) and not _cells(line)[0] for line in inner))
    cells = _grid(inner) if is_grid else _padded([_cells(line) for line in inner if _is_row(line)])
    table = ["\t".join(row) for row in cells]
    before, after = ([line for line in some if not _is_rule(line)] for some in (run[:first], run[last + 1 :]))
    return [*before, *table, *after]


def _of_signs(run: list[str]) -> list[str]:
    """Return rows for three lines or more, each with as many of a sign between its cells; slashes want named columns.

    The lines before and after stay as they are; nothing where there are no such rows.
    """
    for sign in _SIGNS:
        counts = [line.count(sign) for line in run]
        first = next((at for at, count in enumerate(counts) if count >= _FEWEST_SIGNS), len(run))
        last = next((at for at in range(first, len(run)) if counts[at] != counts[first]), len(run))
        if last - first >= _FEWEST_LINES and (sign == _PIPE or _names_columns(run[first], sign)):
            rows = ["\t".join(map(str.strip, line.split(sign))) for line in run[first:last]]
            return [*run[:first], *rows, *run[last:]]
    return []


def _names_columns(line: str, sign: str) -> bool:
    """True for “Country | Activity | Connected since 2020”, unlike a row of facts: only years stand in it."""
    return looks_like_header(line.split(sign)) and not _FIGURE.search(line)


def _is_row(line: str) -> bool:
    return "|" in line and not _is_rule(line)


def _is_rule(line: str) -> bool:
    """Tell a line that is drawn between rows."""
    line = line.strip()
    return len(line) >= 3 and set(line) <= _RULE_SIGNS and ("-" in line or "=" in line)


def _cells(line: str) -> list[str]:
    line = line.strip()
    if line.startswith("|"):
        line = line[1:].removesuffix("|")
    return [cell.strip() for cell in line.split("|")]


def _padded(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _grid(lines: Sequence[str]) -> Iterator[list[str]]:
    """Join the lines between two rules, cell by cell."""
    for is_rule, group in groupby(lines, key=_is_rule):
        if not is_rule:
            several = _padded([_cells(line) for line in group])
            yield [" ".join(filter(None, column)) for column in zip(*several, strict=True)]


def _of_spaces(run: list[str]) -> list[str]:
    """Return rows for three lines or more whose gaps stand under one another; nothing where they don't."""
    rows = [line.rstrip() for line in run if not _is_rule(line)]
    if len(rows) < 3 or any("\t" in line for line in rows):
        return []
    starts = Counter(gap.end() for line in rows for gap in _GAP.finditer(line))
    columns = sorted(at for at, count in starts.items() if count >= _MOST_ROWS * len(rows))
    if not columns or any(line[at - 2 : at].strip() for at in columns for line in rows):
        return []
    cells = [[line[a:b].strip() for a, b in zip([0, *columns], [*columns, None], strict=True)] for line in rows]
    first = [row[0] for row in cells]
    if any(split_label(f"{text}\tx").label is not None for text in first):
        return []
    if len(columns) == 1 and max(map(len, first)) > _LONGEST_KEY:
        return []
    return ["\t".join(row) for row in cells]


def without_page_breaks(text: str) -> tuple[str, list[str]]:
    """Return the text without form feeds, and the running heads and page numbers that stood beside them.

    A sentence that a page break interrupts goes on.
    """
    if "\f" not in text:
        return text, []
    pages = [page.split("\n") for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    edges = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    aside: list[str] = []
    kept: list[str] = []
    for page in pages:
        lines = _trimmed(page, edges, aside)
        while kept and lines and not kept[-1].strip() and _runs_over(kept, lines):
            kept.pop()
        kept += lines
    return "\n".join(kept), list(dict.fromkeys(aside))


def _edges(page: list[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:1] + filled[1:][-1:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _trimmed(page: list[str], edges: "Counter[str]", aside: list[str]) -> list[str]:
    """Return a page without running lines and the blank ones around them."""
    lines = list(page)
    for at in (0, -1):
        for _ in range(2):
            while lines and not lines[at].strip() and len(lines) > 1:
                lines.pop(at)
            if lines and _is_running(lines[at], edges):
                aside.append(" ".join(lines.pop(at).split()))
    return [*lines, ""] if len(lines) > 1 or (lines and lines[0].strip()) else []


def _is_running(line: str, edges: "Counter[str]") -> bool:
    if not line.strip() or len(line.strip()) > _MOST_RUNNING:
        return False
    return _PAGE_LINE.fullmatch(line) is not None or edges[_key(line)] > 1


def _runs_over(kept: list[str], lines: list[str]) -> bool:
    before = next((line for line in reversed(kept) if line.strip()), "")
    after = next((line for line in lines if line.strip()), "")
    return bool(re.search(r"[\w,;-]$", before.rstrip())) and after.lstrip()[:1].islower()


def is_markdown(text: str) -> bool:
    """Tell Markdown by a heading of number signs, or by two of its other marks."""
    return any(map(_HEADING.match, text.split("\n"))) or len(_MARKED.findall(text)) > 1


def without_markdown(line: str) -> tuple[str, int]:
    """Return a line without the marks of Markdown, and its level where it is a heading; 0 where it is none.

    Args:
        line: A line of a text that is Markdown.
    """
    level = 0
    if _HEADING.match(line):
        level = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
        line = line.strip().lstrip("#").rstrip("#").strip()
    for pattern, kept in _INLINE:
        line = pattern.sub(kept, line)
    return ("" if _FENCE.match(line) else line), level
