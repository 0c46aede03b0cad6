"""Measures the review page of a report with 2,000 records against the bare text page of the same report.

    python -m benchmarks.pages [--records N] [--repeats N] [--json]

Prints, for each page, the median milliseconds to its first paint, and from a filter's change until its result is
painted: by a word, by a choice, and taken back (the bare page has the plainest filter there is: it hides each paragraph
that lacks a word). Both pages are opened in turn in one run of headless Chromium, each time anew.
"""

import argparse
import html
import json
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.documents import lines
from extractor.export.pages import review
from extractor.review.reviewable import Reviewable
from extractor.service import country_names, reviewable
from extractor.settings import Settings

ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
BARE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Text</title></head><body>
<input id="search"><div id="text">{text}</div><script>
const rows = [...document.querySelectorAll("p")];
document.getElementById("search").addEventListener("input", (event) => {{
  const word = event.target.value.toLowerCase();
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(word);
}});
</script></body></html>"""
PAINT = """() => new Promise((done) => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  if (paint) return done(paint.startTime);
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
    .observe({ type: "paint", buffered: true });
})"""
FILTER = """([id, value]) => new Promise((done) => {
  const box = document.getElementById(id);
  const start = performance.now();
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def main() -> None:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare, page, number = _pages(Path(folder), given.records)
        found = _measured(bare, page, given.repeats)
    rows = [
        {"what": what, "bare": round(floor, 1), "review": round(own, 1), "ratio": round(own / floor, 2)}
        for what, (floor, own) in found.items()
    ]
    if given.json:
        print(json.dumps({"records": number, "rows": rows}, indent=1))
        return
    print(f"{number} records")
    for row in rows:
        print(f"{row['what']:<16} bare {row['bare']:>8.1f} ms   review {row['review']:>8.1f} ms   {row['ratio']:>6.2f}")


def _pages(folder: Path, records: int) -> tuple[Path, Path, int]:
    """Return the bare page, the review page, and how many records they show."""
    document, paragraphs = None, records // 3
    while document is None or len(document.records) < records:
        paragraphs = paragraphs * 5 // 4
        report = folder / "report.txt"
        report.write_text("\n\n".join(lines(1, paragraphs)), encoding="utf-8")
        document = reviewable(report, Settings(), [])
    kept = document.result.model_copy(update={"records": document.records[:records]})
    page, bare = folder / "review.html", folder / "bare.html"
    with page.open("w", encoding="utf-8") as stream:
        review.write([Reviewable(document.source, kept, document.reasons)], country_names(Settings()), stream)
    text = "\n".join(f"<p>{html.escape(line)}</p>" for line in document.source.plain_text.split("\n"))
    bare.write_text(BARE.format(text=text), encoding="utf-8")
    return bare, page, len(kept.records)


def _measured(bare: Path, page: Path, repeats: int) -> dict[str, tuple[float, float]]:
    """Return median milliseconds of the bare and of the review page, by what was measured."""
    from playwright.sync_api import sync_playwright

    filters = {"filter by word": ("search", "unicef"), "filter by choice": ("country", "")}
    told: dict[str, tuple[list[float], list[float]]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS.split())
        for _ in range(repeats):
            for side, path in enumerate((bare, page)):
                opened = browser.new_page(viewport={"width": 1400, "height": 900})
                opened.goto(path.as_uri())
                told.setdefault("first paint", ([], []))[side].append(opened.evaluate(PAINT))
                opened.wait_for_timeout(1000)
                for what, (box, value) in filters.items():
                    chosen = (box, value or _choice(opened)) if side else ("search", value or "kenya")
                    told.setdefault(what, ([], []))[side].append(opened.evaluate(FILTER, list(chosen)))
                    told.setdefault("taken back", ([], []))[side].append(opened.evaluate(FILTER, [chosen[0], ""]))
                opened.close()
        browser.close()
    return {what: (statistics.median(floor), statistics.median(own)) for what, (floor, own) in told.items()}


def _choice(opened: Any) -> str:
    """Return a country that the page can be filtered by."""
    return str(opened.evaluate("document.querySelector('#country option:nth-child(2)').value"))


if __name__ == "__main__":
    main()
