"""Planted changes: those that matter are found as what they are, those that don't raise no alarm."""

import random
from datetime import date, timedelta

import pytest

from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import COUNTRIES, KINDS, PARTNERS, Maker, dates, participants, partner, record, told

ROUNDS, RECORDS = 4, 40
SAME = (FIRST, FIRST)
DISCREPANCIES = {
    "count_mismatch", "date_conflict", "regressed", "double_counted", "total_mismatch", "contradicted",
}  # fmt: skip


def other(chance, values, known):
    return chance.choice([value for value in values if value not in known])


def count_out(a, chance):
    return {"count": a["count"] + max(3, a["count"] // 4)}


def count_out_of_over(a, chance):
    return {"count": a["count"] + 5, "qualifier": "more_than"}


def days_later(a, chance):
    return {"when": a["when"] + timedelta(chance.randrange(2, 20))}


def months_later(a, chance):
    return {"when": a["when"] + timedelta(chance.randrange(31, 90))}


def other_country(a, chance):
    return {"country": other(chance, COUNTRIES, [a["country"]])}


def gained(a, chance):
    return {"partners": [*a["partners"], other(chance, PARTNERS, a["partners"])]}


def lost(a, chance):
    return {"partners": a["partners"][1:]}


def planned_again(a, chance):
    return {"status": "planned", "when": a["when"] + timedelta(400)}


def held(a, chance):
    return {"status": "completed", "when": a["when"] + timedelta(3)}


def under_way(a, chance):
    return {"status": "ongoing", "when": None}


def nothing(a, chance):
    return {}


def count_in(a, chance):
    return {"count": max(1, a["count"] - 1), "qualifier": "more_than"}


def count_near(a, chance):
    return {"count": round(a["count"] * 1.05), "qualifier": "about"}


def reworded(a, chance):
    words = KINDS[a["kind"]]
    said = f"The {words[0]} on {a['topic']} for {a['count']} {a['audience']} in {a['city']}, {COUNTRIES[a['country']]}"
    return {"text": f"{said}, jointly with {', '.join(a['partners'])}, took place on {a['when']:%d %B %Y}."}


def by_alias(a, chance):
    return {"said": {key: key for key in a["partners"]}}


def without_count(a, chance):
    return {"count": 0}


PRODUCTS = ("strategy", "publication", "platform", "assessment")

# change, status before, kinds, periods, what must be found.
MATTER = [
    (count_out, "completed", None, SAME, "count_mismatch"),
    (count_out_of_over, "completed", None, SAME, "count_mismatch"),
    (days_later, "completed", None, SAME, "date_conflict"),
    (months_later, "completed", None, SAME, "date_conflict"),
    (other_country, "completed", None, SAME, "contradicted"),
    (planned_again, "completed", None, SAME, "contradicted"),
    (gained, "completed", None, SAME, "partners_changed"),
    (lost, "completed", None, SAME, "partners_changed"),
    (nothing, "completed", None, (FIRST, SECOND), "double_counted"),
    (reworded, "completed", None, (FIRST, SECOND), "double_counted"),
    (count_out, "completed", None, (FIRST, SECOND), "count_mismatch"),
    (planned_again, "completed", PRODUCTS, (FIRST, SECOND), "regressed"),
    (held, "planned", None, (FIRST, SECOND), "fulfilled"),
    (months_later, "planned", None, (FIRST, SECOND), "slipped"),
    (held, "ongoing", None, (FIRST, SECOND), "progressed"),
    (under_way, "ongoing", None, (FIRST, SECOND), "continued"),
]
DONT = [nothing, count_in, count_near, reworded, by_alias, without_count]


def activities(seed, status, only):
    maker = Maker(seed, FIRST)
    made = [maker.activity(status, maker.random.choice(only) if only else None) for _ in range(RECORDS)]
    if status == "planned":
        for activity in made:
            activity["when"] = date(2024, 2, 1) + timedelta(maker.random.randrange(200))
    return made


def compared(diff, change, seed, setting):
    """Returns the findings of one side against the same with every fourth activity changed, and those changed."""
    status, only, periods = setting
    chance, made = random.Random(seed), activities(seed, status, only)
    changed = set(range(0, RECORDS, 4))
    before = [told(a, f"b{n}") for n, a in enumerate(made)]
    kept = range(RECORDS) if periods == SAME else sorted(changed)
    after = [told(made[n], f"a{n}", **(change(made[n], chance) if n in changed else {})) for n in kept]
    return diff(before, after, periods), {f"b{n}" for n in changed}


@pytest.mark.parametrize(
    ("change", "status", "only", "periods", "kind"), MATTER, ids=lambda v: getattr(v, "__name__", None)
)
def test_changes_that_matter_are_found(diff, change, status, only, periods, kind):
    found = wanted = false = 0
    for seed in range(ROUNDS):
        comparison, changed = compared(diff, change, seed, (status, only, periods))
        hits = {key for one in comparison.findings if one.kind == kind for key in one.before}
        found, wanted = found + len(hits & changed), wanted + len(changed)
        if periods == SAME:
            false += sum(one.kind in DISCREPANCIES and not changed & {*one.before} for one in comparison.findings)
    assert found >= 0.98 * wanted
    assert false <= 0.01 * ROUNDS * RECORDS


@pytest.mark.parametrize("change", DONT, ids=lambda change: change.__name__)
def test_changes_that_do_not_matter_raise_no_alarm(diff, change):
    told_false = 0
    for seed in range(ROUNDS):
        comparison, _ = compared(diff, change, seed, ("completed", None, SAME))
        told_false += sum(one.kind in DISCREPANCIES for one in comparison.findings)
    assert told_false <= 0.01 * ROUNDS * RECORDS


@pytest.mark.parametrize("status", ["ongoing", "planned"])
def test_dropped_statements_are_missed(diff, status):
    made = activities(7, status, None)
    comparison = diff([told(a, f"b{n}") for n, a in enumerate(made)], [])
    kind = {"ongoing": "unreported", "planned": "overdue"}[status]
    assert {key for one in comparison.findings if one.kind == kind for key in one.before} == {
        f"b{n}" for n in range(RECORDS)
    }


def test_two_activities_of_two_periods_are_two(diff):
    """The same sort of activity, with the same partner, in the same countries, held again in the next period."""
    before, after = Maker(1, FIRST), Maker(2, SECOND)
    comparison = diff(
        [told(before.activity(), f"b{n}") for n in range(RECORDS)],
        [told(after.activity(), f"a{n}") for n in range(RECORDS)],
    )
    assert [found.message for found in comparison.findings if found.severity == "discrepancy"] == []


def test_a_partner_spelt_in_two_ways_is_no_other_partner(diff):
    made = Maker(3, FIRST).activity()
    sides = [
        told(made, key) | {"partners": [partner(name.lower().replace(" ", "-"), name)]}
        for key, name in (("b", "Aldera Safety Institute"), ("a", "Aldera Safty Institute"))
    ]
    kinds = [found.kind for found in diff([sides[0]], [sides[1]], SAME).findings]
    assert kinds == ["name_variant"]


def split_by_country(one: int, other: int, whole: int = 90):
    """Returns an activity in two countries, and the same told for each of them, with so many people."""
    both = {"activity_type": "workshop", "title": "workshops on safe gaming", "dates": [dates(date(2023, 5, 2))]}
    text = "Workshops on safe gaming for teachers were held in Fiji and Tonga on 2 May 2023."
    people = [participants(whole, "teachers")]
    together = record("b", countries=["FJI", "TON"], text=text, participants=people, **both)
    parts = [
        record(
            key, countries=[code], text=f"A workshop on safe gaming for teachers was held in {name} on 2 May 2023.",
            participants=[participants(count, "teachers")], place=place, **both,
        )
        for key, code, name, count, place in (("f", "FJI", "Fiji", one, 0), ("t", "TON", "Tonga", other, 200))
    ]  # fmt: skip
    return [together], parts


@pytest.mark.parametrize(("counts", "found"), [((40, 50), []), ((30, 50), ["count_mismatch"])])
def test_what_one_side_splits_by_country_is_added_up(kinds, counts, found):
    whole, parts = split_by_country(*counts)
    assert kinds(whole, parts, SAME) == found
    assert kinds(parts, whole, SAME) == found
