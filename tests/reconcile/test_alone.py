"""What one side alone tells: values and messages, and the near misses that tell nothing."""

from datetime import date

import pytest

from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import dates, record

SAME, LATER = (FIRST, FIRST), (FIRST, SECOND)
FIJI = {"title": "workshop", "countries": ["FJI"], "text": "A workshop on safe gaming in Fiji."}


@pytest.fixture
def said(diff):
    """Returns a function that gives kind, field, values and message of each finding."""

    def run(before, after, periods=LATER, checks=((), ())):
        return [
            (one.kind, one.field, one.before_value, one.after_value, one.message)
            for one in diff(before, after, periods, checks).findings
        ]

    return run


def test_a_plan_of_which_nothing_is_heard_is_overdue(said):
    plan = record("b", status="planned", dates=[dates(date(2024, 3, 5))], **FIJI)
    message = "Workshop (Fiji): planned for 5 Mar 2024, nothing reported by 31 Dec 2024"
    assert said([plan], []) == [("overdue", "dates", "5 Mar 2024", None, message)]


@pytest.mark.parametrize(
    ("last", "kinds"), [(date(2024, 12, 31), ["overdue"]), (date(2025, 1, 1), []), (None, [])]
)
def test_a_plan_is_overdue_once_its_last_day_is_past(diff, last, kinds):
    plan = record("b", status="planned", dates=[dates(last)] if last else [], **FIJI)
    assert [one.kind for one in diff([plan], [], LATER).findings] == kinds


def test_what_was_done_or_cancelled_need_not_be_told_again(said):
    done = record("b", dates=[dates(date(2023, 3, 5))], **FIJI)
    assert said([done], []) == []
    assert said([done | {"status": "cancelled"}], []) == []


def test_what_was_under_way_must_be_heard_of(said):
    assert said([record("b", status="ongoing", **FIJI)], []) == [
        ("unreported", None, None, None, "Workshop (Fiji): under way before, not reported after")
    ]


def test_of_two_sources_each_must_tell_it(said):
    done = record("r", dates=[dates(date(2023, 3, 5))], **FIJI)
    assert said([done], [], SAME) == [
        ("unreported", "before", "completed", None, "Workshop (Fiji): reported by b.txt alone")
    ]
    assert said([], [done], SAME) == [
        ("unreported", "after", None, "completed", "Workshop (Fiji): reported by a.txt alone")
    ]


def test_what_is_told_for_the_first_time_is_new(said):
    done = record("a", dates=[dates(date(2024, 3, 5))], **FIJI)
    message = "Workshop (Fiji): completed (5 Mar 2024), not reported before"
    assert said([], [done]) == [("new", None, None, None, message)]


@pytest.mark.parametrize(
    ("status", "day", "what"),
    [
        ("completed", date(2023, 1, 1), None),
        ("completed", date(2023, 12, 31), None),
        ("completed", date(2022, 12, 31), "outside the period reported on (2023)"),
        ("completed", date(2024, 1, 1), "outside the period reported on (2023)"),
        ("cancelled", date(2022, 5, 1), None),
        ("planned", date(2022, 12, 31), "planned for a day before the period (2023)"),
        ("planned", date(2023, 1, 1), None),
        ("planned", date(2025, 1, 1), None),
    ],
)
def test_dates_belong_to_the_period_reported_on(said, status, day, what):
    odd = record("b", status=status, dates=[dates(day)], **FIJI)
    found = [row[1:] for row in said([odd], []) if row[0] == "in_other_period"]
    told = f"{day.day} {day:%b %Y}"
    assert found == ([("dates", told, None, f"Workshop (Fiji): dated {told}, {what}")] if what else [])


def test_a_date_inside_the_other_period_is_told_on_either_side(said):
    wide = record("x", dates=[dates(date(2023, 12, 30), date(2024, 1, 2)), dates(date(2024, 2, 1))], **FIJI)
    what = "inside the other side's period"
    when = "30 Dec 2023 – 2 Jan 2024, 1 Feb 2024"
    before = [row for row in said([wide], []) if row[0] == "in_other_period"]
    assert before == [("in_other_period", "dates", when, None, f"Workshop (Fiji): dated {when}, {what} (2024)")]
    early = record("x", dates=[dates(date(2024, 1, 2)), dates(date(2023, 2, 1))], **FIJI)
    when = "2 Jan 2024, 1 Feb 2023"
    after = [row for row in said([], [early]) if row[0] == "in_other_period"]
    assert after == [("in_other_period", "dates", None, when, f"Workshop (Fiji): dated {when}, {what} (2023)")]


def test_what_two_sources_date_alike_is_told_once_of_both(said):
    odd = {"dates": [dates(date(2022, 3, 5))], **FIJI}
    when, message = "5 Mar 2022", "Workshop (Fiji): dated 5 Mar 2022, outside the period reported on (2023)"
    alike = said([record("b", **odd)], [record("a", **odd)], SAME)
    assert [row for row in alike if row[0] == "in_other_period"] == [("in_other_period", "dates", when, when, message)]
    apart = said([record("b", **odd)], [record("a", dates=[dates(date(2023, 3, 5))], **FIJI)], SAME)
    assert [row[2:4] for row in apart if row[0] == "in_other_period"] == [(when, None)]


def check(kind="stated_total", counted="countries", stated=6, listed=5, start=0, agrees=False):
    words = f"{stated} {counted or ''}".strip()
    return {
        "kind": kind, "counted": counted, "stated": stated, "listed": listed, "agrees": agrees,
        "span": {"start": start, "end": start + len(words), "text": words},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (check(), "“6 countries” in b.txt: 6 countries stated, the list has 5"),
        (check("stated_sum", "people", 9, 8), "“9 people” in b.txt: 9 people stated, the parts add up to 8"),
        (check(counted=None), "“6” in b.txt: 6 stated, the list has 5"),
    ],
)
def test_a_total_that_its_list_does_not_bear_out_is_told(said, told, message):
    figures = f"{told['stated']} stated, {told['listed']} listed"
    assert said([], [], LATER, ((told,), ())) == [("total_mismatch", "checks", figures, None, message)]
    swapped = ("total_mismatch", "checks", None, figures, message.replace("b.txt", "a.txt"))
    assert said([], [], LATER, ((), (told,))) == [swapped]


def test_a_total_that_agrees_is_not_told(said):
    assert said([], [], LATER, ((check(listed=6, agrees=True),), ())) == []


@pytest.mark.parametrize(
    ("periods", "other", "found"),
    [(SAME, check(), 1), (LATER, check(), 2), (SAME, check(listed=4), 2), (SAME, check(counted="states"), 2)],
)
def test_a_total_that_two_sources_tell_alike_is_told_once(said, periods, other, found):
    assert len(said([], [], periods, ((check(),), (other,)))) == found


@pytest.mark.parametrize(("start", "ids"), [(5, ("b1",)), (60, ("b1",)), (105, ("b2",)), (200, ("b2",))])
def test_a_total_names_the_record_that_it_stands_in_or_behind(diff, start, ids):
    first = record("b1", text="Training was given in six countries.", place=0)
    second = record("b2", text="Later, six countries were helped.", place=100)
    found = diff([first, second], [], LATER, ((check(start=start),), ())).findings
    assert [one.before for one in found if one.kind == "total_mismatch"] == [ids]
