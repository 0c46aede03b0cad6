"""Breaks documents at random, the same ones for the same seed, and reads them: read or refused, never anything else.

    python tools/fuzz.py [--number 20000] [--first 0] [--workers 1] [--way pdf_streams …]

Each number is one broken document, made of a sample and a way to break it. Exit status 1 where one hangs, ends its
process, needs too much memory, raises what is no refusal, or yields text that is not clean; its number is printed.
"""

import argparse
import io
import random
import re
import sys
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from extractor.backfill.pool import Isolation, Preparation, WorkerPool
from extractor.backfill.work import PRELOAD
from extractor.errors import UnreadableError
from extractor.parsers import parse_bytes
from extractor.settings import Limits, Settings

ROOT = Path(__file__).resolve().parents[1]
_TOLD_EVERY = 500
LIMITS = Limits(file_seconds=30, page_seconds=15, inflated_bytes=64 << 20)

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_TAG = re.compile(rb"<[^<>]*>")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_NAME = re.compile(rb"/[A-Z]\w*")
_STREAM = re.compile(rb"/Length (\d+)([^>]*>>\s*stream\r?\n)(.*?)(?=\r?\n?endstream)", re.DOTALL)
_NUMBERS = [b"", b"0", b"-1", b"1", b"65536", b"9" * 12, b"9" * 400, b"1e9", b"-0.00001", b"nan", "²".encode()]
_PIECES = [
    *(b"<", b">", b"&", b"&x;", b"&#0;", b"&#xD800;", b"\x00", b"\xff", b"\xfe\xff", b"<!--", b"]]>", b"<![CDATA["),
    *(b"\t", b"\n\n", b"\x0c", b"<td>", b"<ul>", b"</w:p>", b"<w:tbl>", b"<w:p>", b"<w:sdt>", b"<!DOCTYPE a>"),
    *(b"<<", b">>", b"[", b"]", b"(", b")", b" obj", b"endobj", b"stream\n", b"endstream", b" BT ", b" ET ", b" q "),
]


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to six places changed."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice([1, 2, 8, 64, 512]))


def _delete(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, _ = _place(data, chance)
    return data[:start] + chance.choice(_PIECES) * chance.choice([1, 1, 3, 300]) + data[start:]


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice([1, 3, 50]) + data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data


def _swap(pattern: re.Pattern[bytes], texts: list[bytes]) -> Callable[[bytes, random.Random], bytes]:
    """Return a change that puts a text, or another match, in the place of a match."""

    def change(data: bytes, chance: random.Random) -> bytes:
        found = [*pattern.finditer(data)]
        if not found:
            return data
        start, end = chance.choice(found).span()
        return data[:start] + chance.choice([*texts, chance.choice(found)[0]]) + data[end:]

    return change


_CHANGES = (
    *(_delete, _insert, _overwrite, _repeat, _cut),
    *(_swap(_NUMBER, _NUMBERS), _swap(_TAG, [b""]), _swap(_REFERENCE, [b"null"]), _swap(_NAME, [b"/X"])),
)


def broken_part(package: bytes, chance: random.Random) -> bytes:
    """Return a container with one part broken, missing, doubled or swapped with another."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    name, data = parts[at]
    kind = chance.random()
    if kind < 0.8:
        parts[at] = name, broken(data, chance)
    elif kind < 0.87:
        del parts[at]
    elif kind < 0.94:
        parts[at] = name, parts[other][1]
    else:
        parts.append(parts[at])
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def broken_stream(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF with one of its streams broken inside: unpacked, changed, packed again."""
    found = [*_STREAM.finditer(data)]
    if not found:
        return broken(data, chance)
    match = chance.choice(found)
    try:
        inner, is_packed = zlib.decompress(match[3]), True
    except zlib.error:
        inner, is_packed = match[3], False
    inner = broken(inner, chance)
    packed = zlib.compress(inner) if is_packed else inner
    length = str(len(packed)).encode()
    return data[: match.start()] + b"/Length " + length + match[2] + packed + data[match.end() :]


@cache
def seeds() -> dict[str, list[bytes]]:
    """Return the documents that are broken, by format."""
    pages = sorted((ROOT / "tests" / "parsers" / "pages").glob("*.html"))
    texts = sorted((ROOT / "samples" / "source").glob("*.txt"))
    return {
        "docx": [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.docx"))],
        "pdf": [plain_pdf(), *(path.read_bytes() for path in sorted((ROOT / "samples").glob("*.pdf")))],
        "html": [path.read_bytes() for path in pages],
        "text": [path.read_bytes() for path in texts],
    }


def plain_pdf() -> bytes:
    """Return a small PDF whose streams are not packed, so that changes fall into what they say."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=0, invariant=1)
    for number in range(2):
        for line in range(8):
            canvas.drawString(72, 760 - 16 * line, f"{line}. Course {number} was held in Lima in May 2031.")
        canvas.grid([72, 200, 330], [500, 530, 560])
        canvas.drawString(80, 540, "Peru")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig")
WAYS: dict[str, tuple[str, Callable[[bytes, random.Random], bytes]]] = {
    "docx_parts": ("docx", broken_part),
    "docx_bytes": ("docx", broken),
    "pdf_objects": ("pdf", broken),
    "pdf_streams": ("pdf", broken_stream),
    "html": ("html", broken),
    "text": ("text", lambda data, chance: broken(data.decode().encode(chance.choice(_ENCODINGS), "replace"), chance)),
}


def made(number: int, way: str) -> bytes:
    """Return a broken document; the same number and way give the same one."""
    chance = random.Random(f"{way} {number}")
    form, change = WAYS[way]
    return change(chance.choice(seeds()[form]), chance)


def read(number: int, way: str) -> str:
    """Return "read", or the code that a broken document is refused with.

    Raises:
        AssertionError: What was read is not clean.
    """
    try:
        document = parse_bytes(made(number, way), "x", Settings(limits=LIMITS))
    except UnreadableError as error:
        return error.code if "\n" not in str(error) else "told in several lines"
    text = document.plain_text
    assert all(char.isprintable() or char in "\n\t" or ord(char) >= 0xA0 for char in text), "control characters"
    document.model_dump_json()
    assert "\n".join(document.text_of(block) for block in document.blocks) == text, "blocks that don't add up"
    return "read"


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--way", action="append", choices=WAYS)
    chosen = parser.parse_args()
    ways = chosen.way or [*WAYS]
    pool = WorkerPool(chosen.workers, Isolation(120.0, 1 << 30, 500), Preparation(preload=PRELOAD))
    started = time.monotonic()
    numbers = range(chosen.first, chosen.first + chosen.number)
    waiting = [(number, ways[number % len(ways)]) for number in numbers]
    results = [pool.submit(read, number, way) for number, way in waiting]
    counts: Counter[str] = Counter()
    failed = 0
    for at, ((number, way), result) in enumerate(zip(waiting, results, strict=True)):
        if at % _TOLD_EVERY == 0:
            print(f"{at} read, {failed} failed, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        try:
            counts[result.result()] += 1
        except Exception as error:
            failed += 1
            print(f"FAILED  --first {number} --way {way}: {type(error).__name__}: {str(error)[:200]}", flush=True)
    pool.shutdown()
    print(f"{len(waiting)} documents, {failed} failed, {time.monotonic() - started:.0f} s")
    print(", ".join(f"{code} {count}" for code, count in counts.most_common()))
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
