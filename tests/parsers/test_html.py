"""Web pages: the article whole, the site aside."""


from contextlib import suppress

import pytest

from extractor.errors import UnreadableError
from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import SourceDocument

LONG = "A course for the teachers of the northern schools was held in the capital city in May."


def read(body: str, head: str = "") -> SourceDocument:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return parse_bytes(page.encode(), "x.html", Settings())


def shape(document: SourceDocument) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.label, document.text_of(block)) for block in document.blocks]


BODIES = {
    "inline tags end no sentence": (
        "<p>A <a href='x'>co<b>ur</b>se</a> was <em>held</em>.</p>",
        ["A course was held."],
    ),
    "loose text": ("<div>One. <span>Two.</span><p>Three.</p>Four.</div>", ["One. Two.", "Three.", "Four."]),
    "one break is a space": ("<p>One<br>two.</p>", ["One two."]),
    "two breaks are a paragraph": ("<p>One.<br><br>Two.</p>", ["One.", "Two."]),
    "quote": ("<p>He said <q>yes</q>.</p>", ["He said “yes”."]),
    "hidden": ("<p>Seen.</p><p hidden>Unseen.</p><p style='display: none'>Unseen.</p>", ["Seen."]),
    "scripts": ("<p>Seen.</p><script>x()</script><style>p{}</style><noscript>no</noscript>", ["Seen."]),
    "note mark": ("<p>Ten schools<sup><a href='#n1'>1</a></sup> joined.</p>", ["Ten schools joined."]),
    "a power is no note mark": ("<p>Ten m<sup>2</sup> of floor.</p>", ["Ten m2 of floor."]),
    "white space": ("<p>\n One\n   two.\n</p>", ["One two."]),
    "figure caption": (
        "<figure><img alt='x'><figcaption>Teachers in Lima.</figcaption></figure>",
        ["Teachers in Lima."],
    ),
    "definitions": ("<dl><dt>Lima.</dt><dd>Held.</dd></dl>", ["Lima.", "Held."]),
    "layout table": (
        "<table role='presentation'><tr><td>One.</td><td><p>Two.</p></td></tr></table>",
        ["One.", "Two."],
    ),
    "comment": ("<p>One<!-- no --> two.</p>", ["One two."]),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_bodies(body: str, expected: list[str]) -> None:
    assert read(f"<main>{body}</main>").plain_text.split("\n") == expected


def test_lists_nest_with_labels() -> None:
    items = "<ul><li>In May:<ul><li>Lima.</li></ul></li><li>In June.</li></ul><ol start=3 type=a><li>Late.</li></ol>"
    found = [(block.label, block.depth, block.parent) for block in read(f"<main>{items}</main>").blocks]
    assert found == [("•", 1, None), ("•", 2, 0), ("•", 1, None), ("c.", 1, None)]


def test_an_item_with_its_own_dash() -> None:
    assert shape(read("<main><ul><li>– Held.</li></ul></main>")) == [("list_item", "–", "Held.")]


def test_tables_repeat_what_runs_down() -> None:
    rows = "<tr><th>Country</th><th colspan=2>People</th></tr><tr><td rowspan=2>Peru</td><td>3</td><td>4</td></tr>"
    document = read(
        f"<main><p>{LONG}</p><table><caption>Courses.</caption>{rows}<tr><td>5</td><td>6</td></tr></table></main>"
    )
    assert document.plain_text.split("\n")[1:] == [
        "Courses.",
        "Country\tPeople\tPeople",
        "Peru\t3\t4",
        "Peru\t5\t6",
    ]
    assert [cell.header for cell in document.blocks[-1].cells] == ["Country", "People", "People"]


def test_headings_and_sections() -> None:
    body = f"<h1>Schools online</h1><p>3 May 2031</p><h2>North</h2><p>{LONG}</p><h3>Coast</h3><p>{LONG}</p>"
    document = read(f"<main>{body}</main>")
    assert [block.is_title_block for block in document.blocks] == [True, True, *[False] * 4]
    assert [block.section for block in document.blocks if block.kind == "paragraph"][1:] == [
        ("North",),
        ("North", "Coast"),
    ]


def test_furniture_is_set_aside() -> None:
    body = (
        "<header role='banner'>Site</header><nav><a>Home</a> <a>News</a></nav><main><h1>Schools online</h1>"
        f"<div class='share-buttons'>Share</div><p>{LONG}</p><p>{LONG}</p></main>"
        "<div id='cookie-banner'>We use cookies.</div><footer>Contact</footer>"
    )
    document = read(body)
    assert document.plain_text == f"Schools online\n{LONG}\n{LONG}"
    assert set(document.set_aside) == {"Site", "Home News", "Contact", "We use cookies.", "Share"}


def test_an_article_is_never_furniture() -> None:
    assert read(f"<form><div class='sidebar'><p>{LONG}</p></div></form>").plain_text == LONG


def test_a_page_without_main_keeps_headings_lists_and_tables() -> None:
    body = (
        f"<div><div><h1>Schools online</h1><div class='x'><p>{LONG} {LONG}</p><h2>North</h2><ul><li>Held in Lima.</li></ul>"
        f"<table><tr><th>Country</th><th>Date</th></tr><tr><td>Peru</td><td>May</td></tr></table><p>{LONG}</p></div></div></div>"
    )
    kinds = [block.kind for block in read(body).blocks]
    assert kinds == ["heading", "paragraph", "heading", "list_item", "table_row", "table_row", "paragraph"]


def test_what_stands_around_an_unmarked_article_is_set_aside() -> None:
    links = "<ul><li><a href='a'>Start</a></li><li><a href='b'>About the office</a></li></ul>"
    body = f"<div>{links}</div><div><div><p>{LONG} {LONG}</p><p>It was led by two colleges of the region.</p><p>{LONG}</p></div>"
    document = read(f"{body}<div><a href='c'>Terms of use</a></div></div>")
    assert document.plain_text.split("\n")[1] == "It was led by two colleges of the region."
    assert len(document.blocks) == 3
    assert document.set_aside == ("Start About the office", "Terms of use")
    assert document.warnings == ()


def test_a_headline_outside_main_comes_first() -> None:
    document = read(f"<div><h1>Schools online</h1></div><main><p>{LONG}</p></main>")
    assert document.plain_text == f"Schools online\n{LONG}"
    assert document.title == "Schools online"


FACTS = [
    ("<title>Schools online | Example</title>", "Schools online", None),
    (
        "<title>Schools online - Example</title><meta property='og:site_name' content='Example'>",
        "Schools online",
        None,
    ),
    ("<title>North - South</title>", "North - South", None),
    ("<meta property='article:published_time' content='2031-05-03T08:00:00Z'>", None, "2031-05-03"),
    ("<meta name='DC.date' content='2031-05-03'>", None, "2031-05-03"),
    ("<meta name='date' content='yesterday'>", None, None),
    (
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2031-05-03"}]}</script>',
        None,
        "2031-05-03",
    ),
    ('<script type="application/ld+json">{broken</script>', None, None),
]


@pytest.mark.parametrize(("head", "title", "published"), FACTS)
def test_title_and_date(head: str, title: str | None, published: str | None) -> None:
    document = read(f"<main><p>{LONG}</p></main>", head)
    assert (document.title, document.published) == (title, published)


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", ""),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("koi8-r", "koi8-r"),
        ("utf-16", ""),
    ],
)
def test_charsets(encoding: str, charset: str) -> None:
    text = "Школы севера" if encoding == "koi8-r" else "Élèves du nord"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    page = f"<html><head>{meta}</head><body><main><p>{text}</p></main></body></html>"
    assert parse_bytes(page.encode(encoding), "x.html", Settings()).plain_text == text


def test_entities_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>x &a; &f; &amp;</p></body></html>'
    assert "boom" not in parse_bytes(page.encode(), "x.html", Settings()).plain_text


def test_text_nested_too_deep_is_warned_of() -> None:
    document = read(f"<p>{LONG}</p>{'<div>' * 5000}{LONG}")
    assert document.plain_text.startswith(LONG)
    assert "nested_too_deep" in [warning.code for warning in document.warnings]


def saved(charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    import email.mime.image
    import email.mime.multipart
    import email.mime.text

    letter = email.mime.multipart.MIMEMultipart("related", type="text/html")
    letter["Subject"], letter["Snapshot-Content-Location"] = "Courses", "https://example.org/courses"
    page = email.mime.text.MIMEText(f"<html><body><main><p>Élèves. {LONG}</p></main></body></html>", "html", charset)
    letter.attach(page)
    letter.attach(email.mime.image.MIMEImage(b"\x89PNG" + bytes(50), "png"))
    return letter.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252"])
def test_a_page_saved_as_one_file(charset: str) -> None:
    document = parse_bytes(saved(charset), "x.mhtml", Settings())
    assert (document.media_type, document.plain_text) == ("text/html", f"Élèves. {LONG}")


@pytest.mark.parametrize("cut", [80, 300, 500])
def test_a_saved_page_that_is_cut_off(cut: int) -> None:
    with suppress(UnreadableError):
        assert parse_bytes(saved()[:cut], "x.mhtml", Settings()).plain_text


def test_a_text_about_saved_pages_is_text() -> None:
    text = f"Subject: pages saved as multipart/related. {LONG}"
    assert parse_bytes(text.encode(), "x.txt", Settings()).media_type == "text/plain"
