"""What a page states about itself: its title and when it was published."""

import json
import re
from collections.abc import Iterator
from typing import Any

from extractor.parsers.html.walk import text_of

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "pubdate",
    "publishdate",
)
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ")
_MOST_JSON = 1 << 20


def find_title(root: Any) -> str | None:
    """Return the headline: the only first-level heading, else the stated title without the site's name."""
    headings = [text for text in map(text_of, root.iter("h1")) if text]
    if len(headings) == 1:
        return headings[0]
    title = _meta(root).get("og:title") or next((text_of(element) for element in root.iter("title")), "")
    title = " ".join(title.split())
    if title in headings or not title:
        return title or (headings[0] if headings else None)
    return next((text for text in headings if title.startswith(text)), _without_site(title, _meta(root)))


def _without_site(title: str, meta: dict[str, str]) -> str:
    site = meta.get("og:site_name", "").strip()
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and (tail.strip() == site or separator == " | "):
            return head.strip()
    return title


def find_published(root: Any) -> str | None:
    """Return the day of publication, ISO 8601, from metadata, linked data or a time element; else None."""
    meta = _meta(root)
    stated = [meta[name] for name in _PUBLISHED if name in meta]
    marked = [
        element.get("content") or element.get("datetime") or ""
        for element in root.xpath("//*[@itemprop='datePublished']")
    ]
    times = [
        element.get("datetime") or ""
        for element in root.xpath("//time[@pubdate or ancestor::header or ancestor::article]")
    ]
    for text in (*stated, *_linked_dates(root), *marked, *times[:1]):
        day = _DAY.match(text.strip())
        if day:
            return day.group()
    return None


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(key.lower(), element.get("content") or "")
    return found


def _linked_dates(root: Any) -> Iterator[str]:
    for element in root.xpath("//script[@type='application/ld+json']"):
        text = element.text or ""
        try:
            data = json.loads(text) if len(text) < _MOST_JSON else None
        except (ValueError, RecursionError):
            continue
        yield from _dates_in(data, 0)


def _dates_in(data: Any, depth: int) -> Iterator[str]:
    if depth > 8:
        return
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _dates_in(value, depth + 1)
