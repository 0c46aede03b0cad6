"""From a page's bytes to raw blocks."""

import re
from typing import Any

from extractor.errors import DamagedError, NotThisFormatError
from extractor.parsers.alone import alone
from extractor.parsers.html.article import find_article, remove_furniture, texts_around
from extractor.parsers.html.facts import find_headline, find_published
from extractor.parsers.html.notices import without_notices
from extractor.parsers.html.walk import Walk
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.parsers.sniff import HTML
from extractor.parsers.text import decode
from extractor.parsers.words import load_words
from extractor.settings import Settings
from models.source import ReadWarning

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What browsers do with these names.
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of the article in a web page; the page around it is set aside.

    Args:
        data: The file's bytes.
        settings: For the layout words.
        name: For messages.

    Raises:
        NotThisFormatError: The page holds no text, or is in no known encoding.
        DamagedError: The page can't be parsed.
        TooSlowError: A large page takes too long.
    """
    return alone(_read, data, settings, name)


def _read(data: bytes, settings: Settings, name: str) -> RawDocument:
    root, warnings = _parse(data, name)
    (headline, title), published = find_headline(root), find_published(root)
    words = load_words(settings)
    set_aside = remove_furniture(root, words, headline)
    article = find_article(root, warnings)
    blocks, notices = without_notices(Walk().read(article), words)
    set_aside += notices
    if headline is not None and title and all(block.text != title for block in blocks):
        blocks.insert(0, RawBlock("heading", title, level=1))
    set_aside += [text for text in texts_around(article) if text != title]
    if not blocks:
        raise NotThisFormatError(name, "is a web page without text", "save the page again when it has loaded")
    return RawDocument(
        blocks=blocks,
        media_type=HTML,
        title=title,
        published=published,
        set_aside=set_aside,
        warnings=warnings,
    )


def _parse(data: bytes, name: str) -> tuple[Any, list[ReadWarning]]:
    from lxml import etree

    stated = _CHARSET.search(data[:4096])
    charset = stated[1].decode("ascii").lower() if stated else None
    text, warnings = decode(data, name, _READ_AS.get(charset or "", charset))
    text = _XML_DECLARATION.sub("", text.lstrip("\ufeff")).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(name, "is a web page that can't be parsed", "save the page again") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        warnings.append(ReadWarning(code="nested_too_deep", message="text nested too deep was not read"))
    if root is None:
        raise NotThisFormatError(name, "is a web page without text", "save the page again when it has loaded")
    return root, warnings
