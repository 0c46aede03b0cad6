"""docs/reading.md names every code of the error tree and of the readers, and no other."""

import re
from pathlib import Path

from extractor import errors

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"\bcode=\"(\w+)\"|_?warn\(\s*\"(\w+)\"|\bfound\[\"(\w+)\"\] =")
ROW = re.compile(r"^\| (`\w+`(?:, `\w+`)*) \|", re.MULTILINE)


def documented(after: str) -> set[str]:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    table = text.partition(f"| {after} |")[2].partition("\n\n")[0]
    return {code for row in ROW.findall(table) for code in re.findall(r"\w+", row)}


def kinds(base: type) -> set[str]:
    return {code for kind in base.__subclasses__() for code in {kind.code, *kinds(kind)}}


def test_every_error_is_documented():
    assert documented("code") == kinds(errors.UnreadableError)


def test_every_warning_is_documented():
    sources = (ROOT / "extractor" / "parsers").rglob("*.py")
    found = {"".join(names) for path in sources for names in CODE.findall(path.read_text(encoding="utf-8"))}
    assert found
    assert found <= documented("warning")
