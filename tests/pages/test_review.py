"""The review page, driven as a person drives it."""

import json

import pytest

from models.decisions import DecisionFile
from tests.pages.conftest import faults, saved_file


@pytest.fixture(scope="module")
def made(tmp_path_factory, samples):
    """The page of a report with pages, lists and a table, and the report's records."""
    from extractor.cli.main import run

    folder = tmp_path_factory.mktemp("page")
    report = samples / "council-2025-report.pdf"
    nobody = folder / "nobody.jsonl"
    assert run([str(report), "--html", str(folder / "page.html"), "--decisions", str(nobody)]) == 0
    assert run([str(report), "-o", str(folder / "result.json"), "--decisions", str(nobody)]) == 0
    return folder / "page.html", json.loads((folder / "result.json").read_bytes())


@pytest.fixture
def page(made, open_page):
    return open_page(made[0])


def active(page):
    return page.get_attribute(".card.active", "id")


def shown(page):
    return page.locator(".cards > li:not([hidden])").count()


def test_every_value_stands_marked_in_the_document_as_read(page, made):
    text = page.text_content("#document")
    records = made[1]["records"]
    assert page.locator(".card").count() == len(records)
    assert page.locator("#document table").count() >= 1
    assert page.locator("#document .page").count() == made[1]["document"]["pages"]
    for number, record in enumerate(records, start=1):
        assert record["title"] in page.text_content(f"#h{number}")
        for country in record["countries"]:
            assert country["name"] in page.text_content(f"#c{number} .f-countries")
            for span in country["spans"]:
                assert span["text"] in text
        marked = page.locator(f"#document mark[data-s~='{number}'].f-countries").all_text_contents()
        assert {span["text"] for one in record["countries"] for span in one["spans"]} >= set(marked)


def test_a_click_on_a_value_in_the_document_shows_its_record(page):
    page.locator("#document mark.f-participants", has_text="95 judges").click()
    card = page.locator(".card.active")
    assert "95 judges" in card.inner_text()
    assert card.locator("button.hit").inner_text().startswith("95 judges")
    assert "count_noun" in card.inner_text() or "count_like_before" in card.inner_text()
    assert "% sure" in card.inner_text()
    assert "page 2" in card.inner_text()


def test_a_click_on_a_card_shows_its_statement_and_a_value_its_words(page):
    card = page.locator(".card", has=page.locator(".f-countries button", has_text="Kazakhstan")).first
    number = card.get_attribute("id").removeprefix("c")
    card.locator("h3").click()
    assert page.locator(f"#document [data-s~='{number}'].on").count() > 1
    assert page.locator(f"#s{number}").is_visible()
    card.locator(".f-countries button").first.click()
    assert page.locator("#document mark.hit").all_text_contents()[0] == "Kazakhstan"


def test_keys_move_decide_and_take_back(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert active(page) == "c2"
    page.keyboard.press("k")
    assert active(page) == "c1"
    for key, verdict in (("x", "confirmed"), ("n", "dismissed"), ("u", "unsure")):
        page.keyboard.press(key)
        assert verdict in page.inner_text("#c1 .decision")
        assert page.get_attribute(f"[data-verdict={verdict}]", "aria-pressed") == "true"
        assert page.locator("#progress").inner_text().startswith("1 of")
    page.keyboard.press("u")
    assert page.locator("#c1 .decision").is_hidden()
    assert page.locator("#progress").inner_text().startswith("0 of")


def test_keys_are_letters_in_a_field_and_can_be_turned_off(page):
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.keyboard.type("xn")
    assert page.input_value("#search") == "xn"
    page.keyboard.press("Escape")
    page.locator("#keys").click()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.locator("#c1").focus()
    page.keyboard.press("x")
    assert page.locator("#progress").inner_text().startswith("0 of")


FILTERS = [
    ("country", "KAZ", lambda one: "KAZ" in [country["alpha_3"] for country in one["countries"]]),
    ("type", "training", lambda one: one["activity_type"] == "training"),
    ("status", "planned", lambda one: one["status"] == "planned"),
    ("confidence", "low", lambda one: round(one["confidence"] * 100) < 80),
    ("confidence", "high", lambda one: round(one["confidence"] * 100) >= 80),
    ("missing", "no date", lambda one: not one["dates"]),
    ("missing", "no country", lambda one: not one["countries"]),
]


@pytest.mark.parametrize(("name", "value", "wanted"), FILTERS, ids=[f"{one[0]} {one[1]}" for one in FILTERS])
def test_a_filter_leaves_what_fits(page, made, name, value, wanted):
    page.select_option(f"#{name}", value)
    numbers = [f"c{number}" for number, one in enumerate(made[1]["records"], start=1) if wanted(one)]
    left = page.locator(".cards > li:not([hidden]) .card").evaluate_all("cards => cards.map(card => card.id)")
    assert left == numbers
    page.locator("button[type=reset]").click()
    page.wait_for_function(f"() => document.querySelectorAll('.cards > li:not([hidden])').length == {len(made[1]['records'])}")


def test_search_and_filters_together_and_keys_pass_over_what_is_hidden(page):
    page.fill("#search", "judges OSCE")
    assert shown(page) == 1
    page.locator("#search").blur()
    page.keyboard.press("j")
    assert "95 judges" in page.inner_text(".card.active")
    page.select_option("#status", "cancelled")
    assert shown(page) == 0
    assert page.locator("#nothing").is_visible()


def test_a_filter_by_decision(page):
    for key in "jxjnj":
        page.keyboard.press(key)
    for value, number in (("confirmed", 1), ("dismissed", 1), ("unsure", 0)):
        page.select_option("#decision", value)
        assert shown(page) == number


def test_a_correction_is_checked_kept_and_shown(page):
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.fill("#edit-dates", "next week")
    page.locator(".edit .primary").click()
    assert page.get_attribute("#edit-dates", "aria-invalid") == "true"
    page.fill("#edit-dates", "2024-09-18/2024-09-20")
    page.select_option("#edit-status", "ongoing")
    page.fill("#edit-note", "see the annex")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.inner_text("#c1 .decision")
    assert "completed → ongoing" in told
    assert "2024-09-18/2024-09-20" in told
    assert "see the annex" in told
    assert page.evaluate("document.activeElement.id") == "c1"


def test_decisions_outlive_the_page_where_the_browser_keeps_them(page):
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.reload()
    page.wait_for_selector("#c1.is-confirmed")


def test_saved_decisions_are_read_back_and_shown(made, samples, open_page, extract, tmp_path, capsys, page):
    page.fill("#name", "Ana")
    page.locator("#name").blur()
    for key in "jxjnje":
        page.keyboard.press(key)
    page.select_option("#edit-status", "cancelled")
    page.locator(".edit .primary").click()
    with saved_file(page) as path:
        saved = DecisionFile.model_validate_json(path.read_bytes())
    assert [one.verdict for one in saved.records] == ["confirmed", "dismissed", None]
    assert {one.name for one in saved.records} == {"Ana"}
    assert saved.records[2].changes[0].after == "cancelled"

    assert extract("judge", "--apply", path) == 0
    assert "3 decisions kept" in capsys.readouterr().err
    assert extract("judge", "--apply", path) == 0
    assert "3 known already" in capsys.readouterr().err

    other = tmp_path / "ben.json"
    text = path.read_text().replace('"Ana"', '"Ben"').replace('"confirmed"', '"dismissed"').replace("cancelled", "planned")
    other.write_text(text)
    assert extract("judge", "--apply", other) == 1
    told = capsys.readouterr().err
    assert told.count("conflict:") == 2
    assert "Ben" in told
    assert "Ana" in told

    again = tmp_path / "again.html"
    assert extract(samples / "council-2025-report.pdf", "--html", again) == 0
    fresh = open_page(again)
    assert "confirmed by Ana" in fresh.text_content("#c1 .history")
    assert "from “completed” to “cancelled” by Ana" in fresh.text_content("#c3 .history")
    assert "cancelled" in fresh.text_content("#c3 .chips")
    assert fresh.locator("#progress").inner_text().startswith("2 of")

    store = tmp_path / "records.db"
    assert extract("backfill", samples / "council-2025-report.pdf", "--store", store) == 0
    assert extract("records", "--store", store, "--format", "json", "-o", "all.json") == 0
    records = json.loads((tmp_path / "all.json").read_bytes())
    assert len(records) == len(made[1]["records"]) - 1
    assert [one["record"]["status"] for one in records if "decisions" in one] == ["completed", "cancelled"]
    assert records[1]["decisions"][0]["name"] == "Ana"
    assert "1 dismissed record left out" in capsys.readouterr().err


def test_a_page_from_a_store_shows_the_same_records(made, samples, open_page, extract, tmp_path):
    store = tmp_path / "records.db"
    assert extract("backfill", samples, "--store", store) == 0
    assert extract("records", "--store", store, "--status", "planned", "--html", "page.html") == 0
    page = open_page(tmp_path / "page.html")
    assert shown(page) > 3
    assert set(page.locator(".chip.f-status button").all_text_contents()) == {"planned"}
    page.keyboard.press("j")
    assert page.locator("#document .on").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_no_serious_fault_for_a_screen_reader(made, open_page, width, scheme):
    page = open_page(made[0], width, scheme)
    assert faults(page) == []
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("e")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("?")
    assert faults(page) == []


def test_a_narrow_page_shows_one_pane_and_never_scrolls_sideways(made, open_page):
    page = open_page(made[0], 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("#document").is_hidden()
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert page.locator("#s1").is_visible()
    assert page.locator("#items").is_hidden()
    page.locator(".text mark.f-location").first.click()
    page.locator(".card.active").wait_for()


def test_print_shows_document_and_records_without_controls(page, made):
    page.emulate_media(media="print")
    assert page.locator(".filters").is_hidden()
    assert page.locator("#save").is_hidden()
    assert page.locator(".card:visible").count() == len(made[1]["records"])
    assert page.locator("#document table").first.is_visible()


def test_the_keyboard_alone_reaches_everything(page):
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen |= set(page.evaluate("[document.activeElement.id, document.activeElement.className]"))
    assert {"name", "save", "keys", "document", "ref"} <= seen
    page.locator("#items").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen |= set(page.evaluate("[document.activeElement.id, document.activeElement.className]"))
    assert {"search", "country", "decision", "no"} <= seen
