"""Pastes what was measured last into README.md and the docs, between marks: `python -m benchmarks.paste`."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.tables import markdown, summary

ROOT = Path(__file__).parents[1]
MEASURED = ROOT / "benchmarks" / "results" / "latest.json"
PAGES = (ROOT / "README.md", ROOT / "docs" / "explanation" / "benchmarks.md")
MARKED = re.compile(r"(<!-- benchmarks: (summary|tables) -->\n).*?(<!-- benchmarks: end -->)", re.DOTALL)


def pasted(text: str, told: Mapping[str, Any]) -> str:
    """Return a page with the figures between its marks brought up to date.

    Args:
        text: The page.
        told: What the runner wrote.
    """
    ways = {"summary": _summary, "tables": _tables}
    return MARKED.sub(lambda mark: "\n".join([mark[1], *ways[mark[2]](told), "", mark[3]]), text)


def _summary(told: Mapping[str, Any]) -> Iterator[str]:
    yield from summary(told["parts"].values())
    yield ""
    yield from _measured_with(told)


def _tables(told: Mapping[str, Any]) -> Iterator[str]:
    yield from _measured_with(told)
    for part in told["parts"].values():
        yield from ("", f"## {part['title']}", "", part["how"])
        for rows in (part["rows"], part["claims"]):
            if rows:
                yield ""
                yield from markdown(rows)
        if part["skipped"]:
            yield from ("", "Skipped: " + "; ".join(part["skipped"]) + ".")


def _measured_with(told: Mapping[str, Any]) -> Iterator[str]:
    found = told["environment"]
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    rounds = {f"{part['repeats']}{' (in short form)' * part['quick']}" for part in told["parts"].values()}
    yield f"Medians of interleaved rounds: {', '.join(sorted(rounds))}."
    yield f"Python {found['python']}, {found['system']}, {found['cores']} cores; {versions}."


def main() -> None:
    """Bring all pages up to date."""
    told = json.loads(MEASURED.read_text(encoding="utf-8"))
    for page in PAGES:
        page.write_text(pasted(page.read_text(encoding="utf-8"), told), encoding="utf-8")


if __name__ == "__main__":
    main()
