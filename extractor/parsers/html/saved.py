"""A web page that a browser saved as one file (MHTML): the page out of the letter that it is packed in."""

from extractor.errors import NotThisFormatError
from extractor.parsers.html.reader import read as read_page
from extractor.parsers.raw import RawDocument
from extractor.settings import Settings

# A saved page has its text first, and its pictures as parts behind it.
_MOST_PARTS = 200


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of the page in a saved page; pictures and style sheets beside it are not opened.

    Args:
        data: The file's bytes.
        settings: For the limits and the layout words.
        name: For messages.

    Raises:
        NotThisFormatError: No page is in it.
        UnreadableError: The page can't be read.
    """
    import email

    for at, part in enumerate(email.message_from_bytes(data).walk()):
        if at > _MOST_PARTS:
            break
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return read_page(_with_charset(page, part.get_content_charset()), settings, name)
    raise NotThisFormatError(name, "is a saved web page without a page in it", "save the page again")


def _with_charset(page: bytes, charset: str | None) -> bytes:
    """Return the page in UTF-8 where the letter says what it is in, as that goes before what the page says."""
    try:
        return b"\xef\xbb\xbf" + page.decode(charset).encode("utf-8") if charset else page
    except (LookupError, UnicodeError):
        return page
