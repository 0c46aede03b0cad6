"""Plain text: lines or hard-wrapped paragraphs, typed labels, tables by tabs."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractor.errors import NotThisFormatError
from extractor.parsers.cleaning import join_cut_words, join_lines
from extractor.parsers.labels import split_label
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.parsers.sniff import TEXT, utf16_without_bom
from extractor.parsers.tables import looks_like_header, tabbed_rows
from extractor.parsers.typed import is_markdown, with_tables, without_markdown, without_page_breaks
from extractor.settings import Settings
from models.source import ReadWarning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENDS = re.compile(r"[.:;!?…][”\"’)\]]*$")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WRAP_WIDTHS = range(40, 131)
_DIVIDER_LENGTH = 60


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a text file.

    Args:
        data: The file's bytes.
        settings: Not used here; every reader takes them.
        name: For messages.

    Raises:
        NotThisFormatError: The bytes are no text in any encoding.
    """
    text, warnings = decode(data, name)
    text, aside = without_page_breaks(text)
    lines = with_tables(_LINE_BREAK.split(text))
    blocks = list(_markdown(lines, text) if is_markdown(text) else _blocks(lines, wrap_width(lines), text))
    return RawDocument(blocks=blocks, media_type=TEXT, set_aside=aside, warnings=warnings)


def _markdown(lines: Sequence[str], text: str) -> Iterator[RawBlock]:
    """Yield headings as they are marked, and what stands between them as any text without the marks."""
    tables = 0
    pairs = map(without_markdown, lines)
    for level, group in groupby(pairs, key=lambda pair: pair[1]):
        run = [plain for plain, _ in group]
        if level:
            yield from (RawBlock("heading", plain, level=level) for plain in run)
            continue
        before = tables
        for block in _blocks(run, wrap_width(run), text):
            if block.table is not None:
                block.table += before
                tables = block.table + 1
            yield block


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, list[ReadWarning]]:
    """Return the text and, where the encoding was guessed, a warning that names it.

    Args:
        data: Bytes of text.
        name: For messages.
        declared: The encoding that the file itself states, tried after byte order mark and UTF-8.

    Raises:
        NotThisFormatError: No encoding fits.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace"), []
    guess = utf16_without_bom(data[:4096])
    if guess is not None:
        return data.decode(guess, errors="replace"), []
    for codec in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(codec), []
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data, name)


def _guess(data: bytes, name: str) -> tuple[str, list[ReadWarning]]:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise NotThisFormatError(name, "is no text in any known encoding", "save it as UTF-8")
    # Code pages of one family are told apart by a few letters; the western one is the likely one here.
    best = next(
        (match for match in matches if match.encoding == "cp1252" and match.chaos <= best.chaos), best
    )
    return str(best), [
        ReadWarning(code="encoding_guessed", message=f"read as {best.encoding}; no encoding is stated")
    ]


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width that the text was hard-wrapped at; None where a line break ends a block.

    Lines were wrapped if, wherever a sentence runs on to the next line, its first word would not have
    fitted on the line before.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if width not in _WRAP_WIDTHS:
        return None
    running = [pair for pair in pairwise(lines) if _runs_on(*pair)]
    full = sum(_is_full(line, after, width) for line, after in running)
    return width if len(running) >= 3 and full >= 0.8 * len(running) else None


def _runs_on(line: str, after: str) -> bool:
    return (
        bool(line.strip() and after.strip()) and not _ENDS.search(line.strip()) and not _starts_block(after)
    )


def _is_full(line: str, after: str, width: int) -> bool:
    slack = max(4, width // 12)
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - slack


def _starts_block(line: str) -> bool:
    return "\t" in line.strip() or split_label(line).label is not None


def _blocks(lines: Sequence[str], width: int | None, text: str) -> Iterator[RawBlock]:
    table = _Table(number=-1, columns=0)
    for paragraph in _paragraphs(lines):
        whole = join_cut_words(paragraph, text) if width is None else list(_rewrap(paragraph, width, text))
        for columns, group in groupby(_with_columns(whole), key=lambda pair: pair[1]):
            run = [line for line, _ in group]
            if columns > 2 or (columns == 2 and len(run) > 1):
                goes_on = table.open and columns == table.columns
                table = table if goes_on else _Table(table.number + 1, columns)
                yield from table.rows(run, goes_on=goes_on)
            else:
                table.open = len(run) == 1 and _divides_table(run[0])
                yield from (RawBlock("paragraph", line) for line in run)


@dataclass
class _Table:
    """A table in the making; `open` where the next run of as many columns goes on with it."""

    number: int
    columns: int
    open: bool = False

    def rows(self, run: Sequence[str], *, goes_on: bool) -> Iterator[RawBlock]:
        header = not goes_on and len(run) > 1 and looks_like_header(run[0].split("\t"))
        return tabbed_rows(run, self.number, header=header)


def _divides_table(line: str) -> bool:
    """True for “Arab States” between the rows of one table; a numbered line (“Annex 2”) ends it."""
    return len(line) <= _DIVIDER_LENGTH and line[-1:].isalpha() and not any(char.isdigit() for char in line)


def _with_columns(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Pair each line with its number of columns; 0 for running text, indented or with a label."""
    before = 0
    for line in lines:
        columns = line.count("\t") + 1
        if (
            columns != before
            and (columns == 1 or not line.partition("\t")[0].strip() or _is_labelled(line, columns))
        ) or (columns == 2 and _is_labelled(line, columns)):
            columns = 0
        yield line, columns
        before = columns


def _is_labelled(line: str, columns: int) -> bool:
    return columns == 2 and split_label(line).label is not None


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            yield list(group)


def _rewrap(lines: Sequence[str], width: int, text: str) -> Iterator[str]:
    run: list[str] = []
    for line in lines:
        if run and (_starts_block(line) or not _is_full(run[-1], line, width)):
            yield join_lines(run, text)
            run = []
        run.append(line)
    if run:
        yield join_lines(run, text)
