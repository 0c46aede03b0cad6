"""A document full of injections: nothing in it runs, asks or changes anything, and nothing of it is lost."""

import pytest

from extractor.export.pages.render import shown
from extractor.service import read
from extractor.settings import Settings
from tests.pages.conftest import faults, saved_file

LINES = (
    "Report by the Secretary-General",
    "Digital safety</title><script>window.hit = 1; alert(1)</script>",
    "This report covers the period from January 2023 to December 2023.",
    "A workshop on <img src=x onerror=alert(2)> safety was held in Lusaka, Zambia, in March 2023 for 45 teachers with "
    "the <svg onload=alert(3)> Foundation and UNICEF.",
    "A training on \"><script src=https://example.org/x.js></script> was held in Malta in May 2023 for 30 parents.",
    "=HYPERLINK(\"https://example.org\",\"A forum\") was held in Kenya in June 2023; </script><script>alert(4)</script>.",
    "A seminar on &lt;script&gt;alert(5)&lt;/script&gt; and {{ 7*7 }} {% raw %} was held in Ghana in July 2023.",
    "A course on \u202eevil\u202c and \u2066isolates\u2069 and zero\u200bwidth was held in Togo in August 2023.",
    "<style>body{display:none}</style><iframe src=https://example.org></iframe><base href=https://example.org/>",
    "<a href=\"javascript:alert(6)\">A conference</a> was held in Peru in September 2023. --><!-- <![CDATA[ x ]]>",
)
NAME = "a'><img src=x onerror=alert(7)>.txt"


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / NAME
    path.write_text("\n\n".join(LINES), encoding="utf-8")
    return path


def said(page, selector):
    return " ".join(page.text_content(selector).split())


def unharmed(page):
    assert page.evaluate("window.hit") is None
    assert page.locator("iframe, img, base, svg.hostile, a[href^='javascript'], .text script, .card script").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("style").count() == 1


def test_a_review_page_shows_it_all_and_runs_none(hostile, extract, open_page, tmp_path):
    assert extract(hostile, "--html", "page.html") == 0
    page = open_page(tmp_path / "page.html")
    unharmed(page)
    text = said(page, ".text").replace(" ", "")
    for part in read(hostile, Settings()).plain_text.split():
        assert part in text
    assert shown(NAME) in page.text_content(".facts")
    for _ in range(page.locator(".card").count()):
        page.keyboard.press("j")
        page.keyboard.press("d")
        page.keyboard.press("x")
    page.keyboard.press("e")
    page.fill("#edit-note", "</script><script>alert(8)</script>")
    page.locator(".edit .primary").click()
    page.fill("#search", "<script>")
    page.locator("#search").blur()
    with saved_file(page) as saved:
        assert extract("judge", "--apply", saved) == 0
    assert faults(page) == []
    unharmed(page)
    assert extract(hostile, "--html", "again.html") == 0
    unharmed(open_page(tmp_path / "again.html"))


def test_what_a_browser_obeys_and_nobody_sees_is_told():
    assert shown("a\u202eb\u2069\x00\x1b[31m\ufeff\ud800") == "a⟨U+202E⟩b⟨U+2069⟩⟨U+0000⟩⟨U+001B⟩[31m⟨U+FEFF⟩⟨U+D800⟩"
    assert shown("çéة\n\t") == "çéة\n\t"


def test_what_is_not_ours_would_not_run_if_it_got_in(hostile, extract, browser, tmp_path):
    assert extract(hostile, "--html", "page.html") == 0
    text = (tmp_path / "page.html").read_text()
    planted = "<script>window.hit = 1</script><img src='https://example.org/x.png' onerror='window.hit = 2'>"
    (tmp_path / "planted.html").write_text(text.replace("</main>", f"{planted}<i style='color:red'>x</i></main>"))
    page = browser.new_page()
    asked = []
    page.on("response", lambda response: asked.append(response.url))
    page.goto((tmp_path / "planted.html").as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()
