"""What speaks for two statements being one activity, and what against, feature by feature."""

from datetime import date

import pytest

from extractor.reconcile.reading import origin_of
from extractor.reconcile.similarity import FEATURES, Rarity, Similarity, Weights, is_umbrella, overlap, probability
from tests.reconcile.conftest import FIRST
from tests.reconcile.made import dates, extraction, participants, partner, record, span

W = Weights()


@pytest.fixture
def item(reader):
    """Returns a function that makes an item of a record with changes."""

    def make(**fields):
        result = extraction("x", [record("r", **fields)], FIRST)
        return reader.item(result.records[0], origin_of(result.document))

    return make


@pytest.fixture
def points(item):
    """Returns a function that gives the points of one feature for two records."""

    def run(feature, one, other):
        items = item(**one), item(**other)
        scale = Similarity(Rarity([[items[0]], [items[1]]]))
        given = [FEATURES[feature](scale, *pair) for pair in (items, items[::-1])]
        assert given[0] == pytest.approx(given[1])
        return given[0]

    return run


def place(name: str) -> dict:
    return {"location": {"name": name, "alpha_3": "FJI", "span": span(name)}}


def when(*days: tuple[date, date] | date, **fields) -> dict:
    return {"dates": [dates(*day) if isinstance(day, tuple) else dates(day) for day in days]} | fields


def things(value: int, noun: str) -> dict:
    counted = {"value": value, "value_max": None, "qualifier": "exact", "counted": noun, "span": span("x")}
    return {"quantities": [counted]}


def people(value: int, noun: str, qualifier: str = "exact") -> dict:
    return {"participants": [participants(value, noun, qualifier)]}


def programme(key: str) -> dict:
    return {"initiative": {"id": key, "name": key.title()}}


def region(*keys: str) -> dict:
    return {"regions": [{"id": key, "name": key, "spans": [span(key)]} for key in keys]}


MAY, JUNE = date(2023, 5, 2), date(2023, 6, 2)
PLAN = {"status": "planned"}
CASES = [
    ("type", {}, {}, 1.0),
    ("type", {}, {"activity_type": "training"}, 0.0),
    ("type", {"activity_type": "agreement"}, {"activity_type": "programme"}, -2.0),
    ("type", {"activity_type": "strategy"}, {"activity_type": "publication"}, -0.8),
    ("type", {}, {"activity_type": "other"}, -0.8),
    ("type", {}, {"activity_type": "strategy"}, -2.0),
    ("initiative", programme("sails"), programme("sails"), W.initiative),
    ("initiative", programme("sails"), programme("sands"), -W.initiative),
    ("initiative", programme("sails"), {}, 0.0),
    ("countries", {"countries": ["FJI"]}, {"countries": ["FJI"]}, W.countries),
    ("countries", {"countries": ["FJI"]}, {"countries": ["TON"]}, W.elsewhere),
    ("countries", {"countries": ["FJI"]}, {"countries": ["FJI", "TON"]}, W.countries * (0.4 + 0.6 * 0.75)),
    ("countries", {"countries": ["FJI"]}, {}, 0.0),
    ("countries", region("africa"), region("africa"), W.countries * 0.5),
    ("countries", region("africa"), region("asia"), W.countries * -0.5),
    ("countries", region("africa"), {}, 0.0),
    ("place", place("Suva"), place("Suva"), W.city),
    ("place", place("Suva"), place("Nadi"), -1.5 * W.city),
    ("place", place("Suva"), {}, 0.0),
    ("place", place("Suva"), {"text": "Suva saw a workshop."}, W.city),
    ("place", {"text": "Nadi saw a workshop."}, place("Suva"), 0.0),
    ("dates", when(MAY), when(MAY), W.dates),
    ("dates", when(MAY), {}, 0.0),
    ("dates", when((MAY, JUNE)), when(MAY), W.dates * (1 - 0.7 * 31 / 366)),
    ("dates", when(MAY, (MAY, JUNE)), when(MAY), W.dates * (1 - 0.7 * 31 / 366)),
    ("dates", when((date(2020, 1, 1), JUNE)), when(MAY), W.dates * 0.3),
    ("dates", when(MAY), when(JUNE), -0.8 * (1 + 31 / 91)),
    ("dates", when(MAY), when(date(2029, 5, 2)), -0.8 * (1 + 366 / 91)),
    ("dates", when(MAY), when(JUNE, **PLAN), 0.6 - 31 / 182),
    ("dates", when(MAY), when(date(2029, 5, 2), **PLAN), -2.5),
    ("partners", {"partners": [partner("WHO")]}, {"partners": [partner("WHO")]}, W.partners),
    ("partners", {"partners": [partner("WHO")]}, {"partners": [partner("GSMA")]}, -0.6 * W.partners),
    ("partners", {"partners": [partner("WHO")]}, {}, 0.0),
    ("partners", {"partners": [partner("safenet-trust")]}, {"partners": [partner("safe-net-trust")]}, W.partners),
    ("partners", {"partners": [partner("agencia", "Agencia", "Agencia (TIC PORTOS)")]},
     {"partners": [partner("tic-portos", "TIC PORTOS")]}, 0.75 * W.partners),
    ("partners", {"partners": [partner("WHO", None, "World Health Organization (HAIRS)")]},
     {"partners": [partner("hairs", "HAIRS")]}, -0.6 * W.partners),
    ("counts", people(40, "judges"), people(40, "judges"), W.people),
    ("counts", people(40, "judges"), people(41, "judges"), 0.0),
    ("counts", people(40, "judges"), people(41, "judges", "about"), 0.3 * W.people),
    ("counts", people(40, "judges"), people(40, "nurses"), -0.6 * W.people),
    ("counts", people(40, "judges"), people(40, "people"), W.people),
    ("counts", people(40, "judges"), {}, 0.0),
    ("counts", things(3, "posters"), things(3, "posters"), 0.5),
    ("counts", things(3, "posters"), things(4, "posters"), 0.0),
    ("counts", things(3, "posters"), things(3, "leaflets"), 0.0),
    ("series", {"title": "third workshop"}, {"title": "3rd workshop"}, 1.0),
    ("series", {"title": "third workshop"}, {"title": "fourth workshop"}, W.series),
    ("series", {"title": "third workshop"}, {"title": "workshop"}, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "one", "other", "wanted"), CASES)
def test_points_of_a_feature(points, feature, one, other, wanted):
    assert points(feature, one, other) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("kind", "one", "other", "wanted"),
    [
        ("localization", "French", "French", 1.0),
        ("localization", "French", "Spanish", W.series),
        ("publication", "French", "Spanish", 0.0),
        ("localization", "French", "large", 0.0),
    ],
)
def test_another_language_is_another_translation(points, kind, one, other, wanted):
    texts = [{"activity_type": kind, "text": f"The {word} edition was printed."} for word in (one, other)]
    assert points("series", *texts) == wanted


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Casa Aldeas", "CasaAldeas", True),
        ("Casa-Aldeas", "Casa Aldeas", True),
        ("Casa Aldeas", "Casa Rios", False),
        ("Casa Aldeas", "villages", False),
    ],
)
def test_a_name_is_one_with_or_without_a_gap(points, one, other, alike):
    texts = [{"text": f"The schools of {name} were connected."} for name in (one, other)]
    assert (points("names", *texts) > 0) is alike


def test_the_same_words_tell_most(points):
    text = "A workshop on spectrum monitoring was held for harbour pilots."
    same, near, none = (
        points("words", {"text": text}, {"text": other})
        for other in (text, "Harbour pilots learnt spectrum planning.", "Judges met.")
    )
    assert same == pytest.approx(W.words * 0.7)
    assert none == pytest.approx(W.words * -0.3)
    assert none < near < same


def test_help_in_general_words_may_be_any_result_of_it(item):
    general = {"activity_type": "technical_assistance", "status": "ongoing", "text": "Support continues.",
               "countries": ["FJI"]}  # fmt: skip
    result = {"activity_type": "strategy", "text": "The spectrum plan was adopted.", "countries": ["FJI"]}
    for changes, wanted in [
        ({}, True),
        ({"countries": ["TON"]}, False),
        ({"activity_type": "technical_assistance"}, False),
        ({"activity_type": "workshop"}, False),
    ]:
        assert is_umbrella(item(**general), item(**(result | changes))) is wanted
        assert is_umbrella(item(**(result | changes)), item(**general)) is wanted
    assert not is_umbrella(item(**(general | {"status": "completed"})), item(**result))
    told = general | {"text": "Support for spectrum monitoring in harbours continues."}
    assert not is_umbrella(item(**told), item(**result))


def test_reasons_add_up_to_the_score_and_say_what_they_were_read_from(item):
    one = item(countries=["FJI"], title="workshop", **when(MAY), **people(40, "judges"), **programme("sails"))
    other = item(countries=["TON"], title="course", **when(JUNE), **place("Nadi"))
    scale = Similarity(Rarity([[one], [other]]))
    reasons = scale.reasons(one, other, 0.5)
    assert sum(reason.points for reason in reasons) == pytest.approx(scale.score(one, other, 0.5), abs=0.03)
    assert all(reason.points for reason in reasons)
    notes = {reason.feature: reason.note for reason in reasons}
    assert notes["start"] == "two records picked at random are seldom one"
    assert notes["title"] == "workshop · course"
    assert notes["countries"] == "FJI · TON"
    assert notes["dates"] == "completed, 2 May 2023 · completed, 2 Jun 2023"
    assert "place" not in notes


def test_notes_name_what_is_shared(item):
    text = "The Harbour Pilots trained; CERT-FJ helped."
    fields = {"text": text, "title": "3rd workshop", "partners": [partner("WHO")], **place("Suva"), **things(3, "maps"),
              **programme("sails")}  # fmt: skip
    one, other = item(**fields), item(**fields)
    notes = {reason.feature: reason.note for reason in Similarity(Rarity([[one], [other]])).reasons(one, other, 1.0)}
    assert notes["initiative"] == "sails · sails"
    assert notes["place"] == "suva · suva"
    assert notes["partners"] == "WHO · WHO"
    assert notes["counts"] == "x · x"
    assert notes["series"] == "3 · 3"
    assert "harbour pilots" in notes["names"]
    assert "pilot" in notes["words"]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("ab", "ab", 1.0), ("ab", "a", 0.75), ("ab", "bc", (1 / 2 + 1 / 3) / 2), ("a", "b", 0.0), ("", "a", None)],
)
def test_overlap_is_of_the_smaller_set_and_of_both(one, other, share):
    assert overlap(frozenset(one), frozenset(other)) == share
    assert overlap(frozenset(other), frozenset(one)) == share


@pytest.mark.parametrize(("points", "score"), [(0.0, 0.5), (1.0, 0.7311), (-1.0, 0.2689), (1e9, 1.0), (-1e9, 0.0)])
def test_points_are_log_odds(points, score):
    assert probability(points) == score


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A memorandum of understanding was signed.", "An MoU was signed.", True),
        ("The terms of reference were adopted.", "The ToR were adopted.", True),
        ("A memorandum was signed.", "An MoU was signed.", False),
    ],
)
def test_a_term_written_out_has_the_words_of_its_short_form(item, one, other, same):
    assert (item(text=one).words == item(text=other).words) is same


@pytest.mark.parametrize(
    ("kind", "day", "found"),
    [
        ("agreement", date(2023, 5, 30), True),
        ("agreement", date(2024, 5, 30), False),
    ],
)
def test_a_thing_told_late_with_another_date_is_still_the_same(kinds, kind, day, found):
    told = {"activity_type": kind, "partners": [partner("WHO")]}
    before = record("b", text="A memorandum of understanding was signed.", title="memorandum", dates=[dates(MAY)], **told)
    after = record("a", text="The MoU was signed.", title="MoU", dates=[dates(day)], **told)
    assert ("date_conflict" in kinds([before], [after])) is found
