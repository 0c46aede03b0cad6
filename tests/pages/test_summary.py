"""The summary page: its charts, and where their marks lead."""

import json
import re

import pytest

from tests.pages.conftest import faults


@pytest.fixture(scope="module")
def made(tmp_path_factory, samples):
    """The page of the sample reports, and their matrix."""
    from extractor.cli.main import run

    folder = tmp_path_factory.mktemp("summary")
    sources = [str(samples / name) for name in ("council-2024-report.docx", "council-2025-report.pdf")]
    assert run(["summary", *sources, "--html", str(folder / "page.html")]) == 0
    assert run(["summary", *sources, "-o", str(folder / "matrix.json")]) == 0
    return folder / "page.html", json.loads((folder / "matrix.json").read_bytes()), sources


@pytest.fixture
def page(made, open_page):
    return open_page(made[0], 1024)


def shown(page):
    return page.locator(".activities > li:not([hidden])").count()


def test_the_matrix_has_a_mark_for_every_cell(page, made):
    matrix = made[1]
    cells = [cell for row in matrix["rows"] for cell in (*row["cells"], row["total"]) if cell["activities"]]
    assert page.locator("#matrix .chart a").count() == len(cells)
    assert page.locator("#matrix tbody tr").count() == len(matrix["rows"])


def test_each_mark_leads_to_as_many_activities_as_it_tells(page):
    for chart in ("matrix", "types"):
        marks = page.locator(f"#{chart} .chart a")
        for place in range(0, marks.count(), 9):
            label = marks.nth(place).get_attribute("aria-label")
            marks.nth(place).focus()
            page.keyboard.press("Enter")
            assert shown(page) == int(re.search(r"(\d+) activit", label)[1]), label
            assert page.locator("#progress").inner_text() == label
            assert page.evaluate("document.activeElement.id") == "records-title"
    page.locator("#all").click()
    assert page.locator(".activities > li").count() == shown(page)


def test_planned_stands_against_delivered(page):
    labels = page.locator("#timeline .chart a").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    planned = [label for label in labels if ": planned " in label]
    delivered = [label for label in labels if ": delivered " in label]
    assert planned
    assert delivered
    assert len(planned) - len(delivered) == page.locator("#timeline text", has_text=re.compile("not reported|no day|still planned")).count()


def test_people_have_both_bounds(page, made):
    text = page.text_content("#people .chart")
    for row in made[1]["rows"]:
        least, most = row["total"]["people_least"], row["total"]["people_most"]
        if most != 0:
            assert f"{least:,}+" in text if most is None else f"{least:,}" in text and f"{most:,}" in text


def test_marks_lead_somewhere_without_the_script(made, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made[0].as_uri())
    links = page.locator(".chart a").all()
    for link in links[::20]:
        assert page.locator(f".activities [id='{link.get_attribute('href')[1:]}']").count() == 1
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1024])
def test_no_serious_fault_and_no_scrolling_sideways(made, open_page, width, scheme):
    page = open_page(made[0], width, scheme)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_same_input_gives_the_same_page(made, extract, tmp_path):
    assert extract("summary", *made[2], "--html", "again.html") == 0
    assert (tmp_path / "again.html").read_bytes() == made[0].read_bytes()


@pytest.mark.parametrize("by", ["type", "partner", "region"])
def test_other_rows_are_drawn_too(made, extract, open_page, tmp_path, by):
    assert extract("summary", *made[2], "--by", by, "--html", f"{by}.html") == 0
    assert open_page(tmp_path / f"{by}.html").locator("#matrix .chart a").count() > 3


def test_names_full_of_injections_are_only_drawn(extract, open_page, tmp_path):
    text = "Report\n\nThis report covers the period from January 2023 to December 2023.\n\n" + "\n\n".join(
        f"A {noun} on $\\frac{{<script>alert(1)</script>}}$ & <img src=x> \"&lt;\" ]]> will be held in {place} in May 2024 with the {ally} Foundation."
        for noun, place, ally in (("workshop", "Malta", "<svg/onload=alert(2)>"), ("forum", "Kenya", "$x^2$ Trust"))
    )
    text += "\n\nA seminar was held in Kenya in June 2023 for 40 teachers with the $x^2$ & <b>Trust</b> Foundation.\n"
    (tmp_path / "report.txt").write_text(text)
    assert extract("summary", "report.txt", "--by", "partner", "--html", "page.html") == 0
    page = open_page(tmp_path / "page.html")
    assert page.locator("script").count() == 2
    assert page.locator("img, .activities b, svg svg").count() == 0


def test_nothing_to_draw_is_told(extract, open_page, tmp_path):
    (tmp_path / "empty.txt").write_text("Nothing happened here at all, and nobody said otherwise.\n")
    assert extract("summary", "empty.txt", "--html", "page.html") == 0
    assert open_page(tmp_path / "page.html").locator("#progress").inner_text() == "0 activities"


def test_without_matplotlib_one_line_says_what_to_install(extract, monkeypatch, made, tmp_path, capsys):
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert extract("summary", made[2][0], "--html", "page.html") == 2
    assert "council-extract[pages]" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()
