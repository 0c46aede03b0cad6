"""Which part of a page is the article, and what around it is the site's furniture."""

import re
from typing import Any

from extractor.parsers.html.walk import text_of
from extractor.parsers.words import LayoutWords
from models.source import ReadWarning

_NEVER_TEXT = "script style noscript template iframe svg canvas object embed select textarea input button dialog del"
_FURNITURE = (
    "//nav | //aside | //form | //footer[not(ancestor::article or ancestor::main)] | "
    "//*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='search' or "
    "@role='complementary' or @role='dialog' or @role='alertdialog']"
)
_HIDDEN = "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]"
# What references may name, and lxml lets nobody write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_SHARE = 0.3
_MOST_WORDS = 60
_COVERED = 0.95
_MOST_ELEMENTS = 20_000


def remove_furniture(root: Any, words: LayoutWords, headline: Any | None) -> list[str]:
    """Take the site's furniture out of the page and return its texts.

    An element that holds much of the page's text stays, whatever it is called: rather a menu too many than
    an article lost.

    Args:
        root: The page.
        words: The layout words.
        headline: The page's headline; what holds it stays.
    """
    from lxml import etree

    etree.strip_elements(root, *_NEVER_TEXT.split(), with_tail=False)
    for element in root.xpath(_HIDDEN):
        _drop(element)
    whole = max(1, len(text_of(root)))
    marked = re.compile(rf"(?:^|[\s_-])(?:{words.either('site_chrome')})(?=$|[\s_-])", re.IGNORECASE)
    named = [element for element in root.xpath("//body//*[@class or @id]") if marked.search(_names(element))]
    set_aside = []
    for element in [*root.xpath(_FURNITURE), *named]:
        text = text_of(element)
        is_gone = element.getroottree().getroot() is not root
        if is_gone or len(text) > _MOST_SHARE * whole or (headline is not None and headline in element.iter("*")):
            continue
        _drop(element)
        set_aside.append(_words_of(element))
    for element in _before(headline, whole):
        set_aside.append(_words_of(element))
        _drop(element)
    return [text for text in set_aside if text]


def _before(headline: Any | None, whole: int) -> list[Any]:
    """Return what stands before the part of the page that the headline is in, if it is short: the site's."""
    if headline is None:
        return []
    found = [
        sibling
        for inner in headline.iterancestors()
        for sibling in inner.itersiblings(preceding=True)
        if isinstance(sibling.tag, str) and sibling.tag not in ("head", "td", "th", "col", "colgroup", "caption")
    ]
    texts = [text_of(element) for element in found]
    if sum(map(len, texts)) > _MOST_SHARE * whole or any(len(text.split()) > _MOST_WORDS for text in texts):
        return []
    return found


def _words_of(element: Any) -> str:
    """Return the text of an element, with a space wherever a tag stands."""
    return " ".join(" ".join(element.itertext()).split())


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = _UNWRITABLE.sub("", (before.tail or "") + element.tail)
        else:
            parent.text = _UNWRITABLE.sub("", (parent.text or "") + element.tail)
    parent.remove(element)


def find_article(root: Any, warnings: list[ReadWarning]) -> Any:
    """Return the element to read: main, the one article, what trafilatura takes for it, or the body."""
    for path in ("//main", "//*[@role='main']", "//article", "//*[@itemprop='articleBody']"):
        found = root.xpath(path)
        if len(found) == 1 and text_of(found[0]):
            return found[0]
    body = root.find("body")
    body = root if body is None else body
    if body.xpath("./div[contains(@class, 'Section1')]"):
        # A document that Word saved as a page has no site around it, and its notes at the end.
        return body
    return _narrow(body, _extracted_lines(root, warnings))


def texts_around(article: Any) -> list[str]:
    """Return the texts of the page before and after its article, in reading order."""
    before: list[str] = []
    after: list[str] = []
    for inner in [article, *article.iterancestors()]:
        earlier = reversed([*inner.itersiblings(preceding=True)])
        before = [*(_words_of(element) for element in earlier if element.tag != "head"), *before]
        after += [_words_of(element) for element in inner.itersiblings()]
    return [text for text in [*before, *after] if text]


def _extracted_lines(root: Any, warnings: list[ReadWarning]) -> list[str]:
    from lxml import etree

    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        message = "the whole page was read: it is too large to look for its article"
        warnings.append(ReadWarning(code="article_not_sought", message=message))
        return []
    try:
        from trafilatura import extract
    except ImportError:
        warnings.append(
            ReadWarning(code="article_not_sought", message="the whole page was read: trafilatura does not load")
        )
        return []

    page = etree.tostring(root, encoding="unicode", method="html")
    text = extract(page, favor_recall=True, include_comments=False, include_tables=False) or ""
    lines = (_squeeze(line.lstrip("-• ")) for line in text.splitlines())
    return [line for line in lines if len(line) > 20]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _narrow(body: Any, lines: list[str]) -> Any:
    """Descend from the body to the smallest element that still holds nearly all of the extracted lines."""
    if sum(map(len, lines)) < 0.3 * len(_squeeze(text_of(body))):
        return body
    at = body
    while True:
        inside = [child for child in at if isinstance(child.tag, str) and _covers(child, lines)]
        if len(inside) != 1 or inside[0].tag in ("table", "tbody", "tr", "ul", "ol", "p"):
            return at
        # A headline or a date beside the text is the article's too.
        if next(at.iterchildren("h1", "h2", "time"), None) is not None:
            return at
        at = inside[0]


def _covers(element: Any, lines: list[str]) -> bool:
    text = _squeeze(text_of(element))
    return sum(len(line) for line in lines if line in text) >= _COVERED * sum(map(len, lines))
