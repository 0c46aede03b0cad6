"""The diff page, driven as a person drives it."""

import json

import pytest

from extractor.export.pages.diff import runs
from models.decisions import DecisionFile
from tests.pages.conftest import faults, saved_file


@pytest.fixture(scope="module")
def sides(samples):
    return samples / "council-2024-report.docx", samples / "council-2025-report.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory, sides):
    """The page of two reports, and the findings in its order."""
    from extractor.cli.main import run

    folder = tmp_path_factory.mktemp("diff")
    nobody = ["--judgements", str(folder / "nobody.csv")]
    names = [str(side) for side in sides]
    assert run(["diff", *names, *nobody, "--html", str(folder / "page.html")]) == 1
    assert run(["diff", *names, *nobody, "-o", str(folder / "diff.json")]) == 1
    order = ["discrepancy", "notice", "info"]
    findings = json.loads((folder / "diff.json").read_bytes())["findings"]
    return folder / "page.html", sorted(findings, key=lambda one: order.index(one["severity"]))


@pytest.fixture
def page(made, open_page):
    return open_page(made[0])


def test_every_finding_stands_under_its_severity_with_both_quotes(page, made):
    assert page.locator(".card h3").count() == len(made[1])
    for number, found in enumerate(made[1], start=1):
        card = f"#c{number}"
        assert found["id"] in page.text_content(card)
        assert found["severity"] in page.get_attribute(card, "class")
        for place, side in enumerate(("before", "after")):
            quotes = page.locator(f"{card} .side").nth(place).locator("blockquote").count()
            assert quotes == len(found[side])


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("Held in May 2024.", "Held in June 2024.", (["May"], ["June"])),
        ("60 people", "over 60 people", ([], ["over"])),
        ("same", "same", ([], [])),
        ("a  b", "a b", ([], [])),
        ("", "all new", ([], ["all new"])),
    ],
)
def test_differing_words_are_marked(one, other, marked):
    told = runs(one, other)
    assert ["".join(run.text for run in side) for side in told] == [one, other]
    assert tuple([run.text.strip() for run in side if run.differs] for side in told) == marked


def test_both_documents_are_one_click_away(page, made):
    number = next(place for place, one in enumerate(made[1], start=1) if one["before"] and one["after"])
    page.locator(f"#c{number} .side").nth(0).locator("a").first.click()
    assert page.locator(f"#b{number}").evaluate("each => each === document.activeElement")
    page.locator(f"#c{number} .side").nth(1).locator("a").first.click()
    assert page.locator(f"#a{number}").evaluate("each => each === document.activeElement")
    assert page.locator("#before .on").count() >= 1
    assert page.locator("#after .on").count() >= 1


def test_a_click_in_a_document_shows_its_finding(page):
    page.locator("#after .ref").first.click()
    number = page.locator("#after .ref").first.text_content()
    assert page.get_attribute(".card.active", "id") == f"c{number}"


def test_filters(page, made):
    for name, key in (("severity", "severity"), ("kind", "kind")):
        wanted = made[1][-1][key]
        page.select_option(f"#{name}", wanted)
        left = page.locator(".cards > li:not([hidden])").count()
        assert left == sum(one[key] == wanted for one in made[1])
        page.select_option(f"#{name}", "")
    page.fill("#search", "passwords")
    assert page.locator(".cards > li:not([hidden])").count() == sum("passwords" in one["message"] for one in made[1])


def test_judgements_are_read_back_and_honoured(page, made, sides, extract, open_page, tmp_path, capsys):
    page.fill("#name", "Ana")
    page.locator("#name").blur()
    for key in ("j", "n", "j", "x", "j", "e"):
        page.keyboard.press(key)
    page.keyboard.type("ask the office")
    page.locator(".note .primary").click()
    with saved_file(page) as path:
        saved = DecisionFile.model_validate_json(path.read_bytes())
    assert [one.verdict for one in saved.findings] == ["dismissed", "confirmed", "unsure"]
    assert [one.finding for one in saved.findings] == [one["id"] for one in made[1][:3]]
    assert extract("judge", "--apply", path) == 0
    assert "3 judgements kept" in capsys.readouterr().err
    other = tmp_path / "ben.json"
    other.write_text(path.read_text().replace('"Ana"', '"Ben"').replace('"dismissed"', '"confirmed"'))
    assert extract("judge", "--apply", other) == 1
    assert capsys.readouterr().err.count("conflict:") == 1

    extract("diff", *sides, "-o", "again.json")
    judged = [one for one in json.loads((tmp_path / "again.json").read_bytes())["findings"] if "judgement" in one]
    assert {one["judgement"]["verdict"] for one in judged} == {"dismissed", "confirmed", "unsure"}
    # The one discrepancy of the samples is dismissed.
    assert extract("diff", *sides, "--html", "again.html") == 0
    again = open_page(tmp_path / "again.html")
    assert "dismissed by Ana" in again.text_content("#c1 .history")
    assert "ask the office" in again.text_content("#c3 .history")
    assert again.locator("#progress").inner_text().startswith("3 of")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_no_serious_fault_for_a_screen_reader(made, open_page, width, scheme):
    page = open_page(made[0], width, scheme)
    assert faults(page) == []
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("d")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_results_and_periods_of_a_store_have_pages_too(sides, extract, open_page, tmp_path):
    for name, side in zip("ab", sides, strict=True):
        assert extract(side, "-o", f"{name}.json") == 0
    assert extract("diff", "a.json", "b.json", "--html", "results.html") == 1
    assert extract("backfill", *sides, "--store", "records.db") == 0
    assert extract("diff", "2023-03..2024-02", "2024-03..2025-02", "--store", "records.db", "--html", "store.html") == 1
    for name in ("results.html", "store.html"):
        page = open_page(tmp_path / name)
        assert page.locator(".card").count() > 5
        page.keyboard.press("j")
        quote = " ".join(page.locator(".card.active blockquote").first.text_content().split())
        lit = page.locator("#before span.on, #after span.on").all_text_contents()
        assert any(" ".join(text.split()) in quote for text in lit), (name, lit)


def test_a_document_full_of_injections_runs_nothing(sides, extract, open_page, tmp_path):
    hostile = "Report\n\nThis report covers the period from January 2023 to December 2023.\n\n"
    for year, name in ((2023, "<b>old.txt"), (2024, "new'\">.txt")):
        text = hostile.replace("2023", str(year))
        text += f"A workshop on <script>alert(1)</script> was held in Malta in May {year} for {year - 1990} <img src=x> teachers.\n\n"
        text += "A forum </script><script>alert(2)</script> will be held in Kenya in June 2023 with UNICEF.\n"
        (tmp_path / name).write_text(text)
    extract("diff", "<b>old.txt", "new'\">.txt", "--html", "page.html")
    page = open_page(tmp_path / "page.html")
    assert page.locator("script").count() == 2
    assert page.locator("img, b").count() == 0
    assert "<script>alert(1)</script>" in " ".join(page.text_content("#document").split())
