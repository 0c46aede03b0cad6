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
_SIGNS = " |-–—:•·»"
_SEPARATOR = re.compile(r"\s+(?:[|–—•·»-]|::)\s+")
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|branding|site-?(?:name|title))(?=$|[\s_-])", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/]*)?/?(?:index\.\w+|home)?/?", re.IGNORECASE)
_WORD_TITLE = "//p[contains(concat(' ', @class, ' '), ' MsoTitle ')]"
_MOST_JSON = 1 << 20


def find_headline(root: Any) -> tuple[Any | None, str | None]:
    """Return the element of the page's own headline, None where it has none, and the page's title.

    A site's name in its banner is no headline, whatever its tag; nor is it part of the title.
    """
    headings = [(element, text) for element in root.iter("h1", "h2", "h3") if (text := text_of(element))]
    first = [pair for pair in headings if pair[0].tag == "h1"]
    named = next(((element, text) for element in root.xpath(_WORD_TITLE) if (text := text_of(element))), None)
    if named:
        return named
    meta = _meta(root)
    stated = " ".join((meta.get("og:title") or next(map(text_of, root.iter("title")), "")).split())
    parts = _parts(stated)
    own = [pair for pair in first if not _is_brand(pair[0], parts)]
    if len(own) == 1 and (len(first) == 1 or own[0][1] in parts or not stated):
        return own[0]
    for element, text in own + headings:
        if text in parts and not _is_brand(element, parts):
            return element, text
    found = next((pair for pair in own if stated.startswith(pair[1])), None)
    if found or (own and not stated):
        return found or own[0]
    return None, _without_site(stated, _site_texts(root, meta)) or None


def _parts(title: str) -> list[str]:
    """Return the title and what separators part it into."""
    return [title, *(part.strip() for part in _SEPARATOR.split(title))]


def _is_brand(element: Any, parts: list[str]) -> bool:
    """Tell whether a heading is the site's name: in the banner, or a link to the start page."""
    text = text_of(element)
    if text == parts[0] or (len(parts) > 2 and text == parts[1] and not _in_banner(element)):
        return False
    named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in element.iter())
    return _in_banner(element) or bool(_LOGO.search(named)) or _links_home(element)


def _in_banner(element: Any) -> bool:
    around = [*element.iterancestors()]
    if any(one.tag in ("main", "article") or one.get("role") == "main" for one in around):
        return False
    return any(one.get("role") == "banner" or (one.tag == "header" and _is_site_header(one)) for one in around)


def _is_site_header(header: Any) -> bool:
    """Tell a site's header from an article's: a menu, a logo or a link to the start page is in it, and no date."""
    parent = header.getparent()
    return parent is not None and parent.tag == "body" and next(header.iter("time"), None) is None


def _links_home(element: Any) -> bool:
    links = [*element.iter("a")]
    if len(links) != 1 or text_of(links[0]) != text_of(element):
        return False
    return _HOME.fullmatch(links[0].get("href") or "") is not None


def _site_texts(root: Any, meta: dict[str, str]) -> set[str]:
    """Return what the page says its site is called: in metadata, in the banner, in the footer."""
    around = root.xpath("//header | //footer | //nav | //*[@role='banner' or @role='contentinfo']")
    texts = [text_of(inner) for element in around for inner in element.iter("a", "p", "span", "div", "h1")]
    alts = [image.get("alt") or "" for element in around for image in element.iter("img")]
    named = [meta.get(name, "") for name in ("og:site_name", "application-name", "dc.publisher", "publisher")]
    return {text.strip(" ©.") for text in (*named, *texts, *alts) if text}


def _without_site(title: str, site: set[str]) -> str:
    """Return the title without the site's name before or behind it."""
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    if pieces[-1].strip() in site or " | " in title:
        return _cut_last(title)
    return title[len(pieces[0]) :].lstrip(_SIGNS) if pieces[0].strip() in site else title


def _cut_last(title: str) -> str:
    last = [*_SEPARATOR.finditer(title)][-1]
    return title[: last.start()].strip()


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
