"""Several documents on one side, and parts of a comparison by country."""

from datetime import date

import pytest

from extractor.errors import DamagedError, NotFoundError, UsageError
from extractor.lexicon.load import load
from extractor.reconcile.compare import compare
from extractor.reconcile.filters import country_code, filtered
from extractor.reconcile.sides import results_of, side
from models import Extraction
from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import Maker, dates, extraction, record, told


@pytest.fixture
def comparison(reader):
    """A plan, and its outcome as two documents of one side tell it."""
    plan = Maker(3, FIRST).activity("planned") | {"count": 0}
    done = {**plan, "count": 30}
    before = [extraction("plan", [told(plan, "r-plan")], FIRST)]
    after = [
        extraction("report", [told(done, "r-report", status="completed")], SECOND),
        extraction("news", [told(done, "r-news", status="completed", partners=done["partners"][:1])], SECOND),
    ]
    return compare(side("before", before, reader), side("after", after, reader))


def test_an_activity_told_twice_is_one_with_both_statements(comparison):
    assert comparison.after.records == 1
    found = next(one for one in comparison.findings if one.kind == "fulfilled")
    assert sorted(found.after) == ["r-news", "r-report"]
    quotes = [comparison.statements["after"][key] for key in found.after]
    assert {quote.document for quote in quotes} == {"news.txt", "report.txt"}
    assert quotes[0].text != quotes[1].text


def test_a_statement_says_where_it_stands(reader):
    whole = {"text": "A course was given.", "page": 7, "section": [], "block": 3, "start": 40, "end": 59}
    results = [extraction("one", [record("r", countries=["FJI"], evidence=whole)], FIRST)]
    found = compare(side("before", results, reader), side("after", [], reader)).statements["before"]["r"]
    assert (found.text, found.document, found.document_id) == ("A course was given.", "one.txt", "sha256:one")
    assert (found.page, found.start, found.countries) == (7, 40, ("FJI",))


@pytest.mark.parametrize(
    ("text", "code"), [("MAR", "MAR"), ("mar", "MAR"), ("MA", "MAR"), ("Morocco", "MAR"), ("côte d’ivoire", "CIV")]
)
def test_a_country_goes_by_its_codes_and_names(text, code):
    assert country_code(text, load()) == code


@pytest.mark.parametrize("text", ["ZZZ", "", "Africa", "Mor"])
def test_what_is_no_country_is_refused(text):
    with pytest.raises(UsageError, match="is no country"):
        country_code(text, load())


def test_findings_by_country_need_one_statement_in_it(comparison):
    [code] = comparison.statements["before"]["r-plan"].countries
    assert filtered(comparison, {"countries": [code]}).findings == comparison.findings
    assert filtered(comparison, {"countries": ["ATA"]}).findings == ()


@pytest.mark.parametrize("day", ["2023-13-01", "2023-02-30", "20230201", "2023-2-1", "soon", ""])
def test_a_result_with_a_day_that_is_none_is_damaged(tmp_path, day):
    path = tmp_path / "made.json"
    good = extraction("made", [record("r", dates=[dates(date(2023, 2, 1))])]).model_dump_json()
    path.write_text(good, encoding="utf-8")
    assert [len(one.records) for one in results_of(path, lambda _: None)] == [1]
    path.write_text(good.replace('"2023-02-01"', f'"{day}"'), encoding="utf-8")
    with pytest.raises(DamagedError, match="is no result"):
        list(results_of(path, lambda _: None))


@pytest.mark.parametrize("name", ["made.json", "MADE.JSON", "made.jsonl", "MADE.JSONL"])
def test_results_are_read_by_their_ending(tmp_path, name):
    path = tmp_path / name
    made = extraction("made", [record("r")])
    path.write_text(made.model_dump_json() + "\n", encoding="utf-8")
    assert list(results_of(path, lambda _: pytest.fail("read as a document"))) == [made]


def test_a_folder_is_read_with_its_subfolders_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.json", "a.json", ".hidden.json", "b/~$two.json", "c.txt"):
        (tmp_path / name).write_text(extraction(name, [record("r")]).model_dump_json(), encoding="utf-8")
    found = results_of(tmp_path, lambda path: extraction(path.name, []))
    assert [one.document.title for one in found] == ["a.json", "b/two.json", "c.txt"]


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(NotFoundError, match=r"gone.json: no such file; check the name"):
        list(results_of(tmp_path / "gone.json", lambda _: None))
    with pytest.raises(NotFoundError, match="an empty folder"):
        list(results_of(tmp_path, lambda _: None))


def test_a_damaged_file_of_a_folder_is_passed_over_where_somebody_listens(tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "b.json").write_text(extraction("b", []).model_dump_json(), encoding="utf-8")
    with pytest.raises(DamagedError):
        list(results_of(tmp_path, lambda _: None))
    told_of = []
    assert len(list(results_of(tmp_path, lambda _: None, told_of.append))) == 1
    assert [type(error) for error in told_of] == [DamagedError]


@pytest.mark.parametrize(
    ("days", "mode"),
    [
        ((date(2023, 3, 1), date(2023, 3, 1)), "sources"),
        ((date(2023, 3, 1), date(2024, 3, 1)), "periods"),
        ((None, None), "sources"),
    ],
)
def test_without_a_period_the_day_of_publication_tells_two_sources_from_two_periods(reader, days, mode):
    sides = []
    for name, day in zip("ba", days, strict=True):
        made = extraction(name, [record(name, countries=["FJI"])]).model_dump()
        made["document"]["published"] = dates(day) if day else None
        sides.append(side(name, [Extraction.model_validate(made)], reader))
    assert compare(*sides).mode == mode


@pytest.mark.parametrize(
    ("published", "day", "mode"),
    [
        (date(2023, 12, 19), date(2023, 6, 2), "sources"),
        (date(2024, 1, 20), date(2023, 6, 2), "sources"),
        # It can't know of the rest of the year, or tells of another one, or says no day.
        (date(2023, 6, 19), date(2023, 6, 2), "periods"),
        (date(2024, 1, 20), date(2024, 1, 12), "periods"),
        (date(2024, 11, 20), date(2023, 6, 2), "periods"),
        (date(2023, 12, 19), None, "periods"),
    ],
)
def test_what_tells_of_a_period_when_it_is_over_reports_on_it(reader, published, day, mode):
    news = extraction("news", [record("n", dates=[dates(day)] if day else [])]).model_dump()
    news["document"]["published"] = dates(published)
    sides = [
        side("report", [extraction("report", [record("r")], FIRST)], reader),
        side("news", [Extraction.model_validate(news)], reader),
    ]
    assert compare(*sides).mode == compare(*reversed(sides)).mode == mode
