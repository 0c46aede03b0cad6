"""Two tellings of one activity: which kinds of finding they give, and the near misses that give none."""

from datetime import date

import pytest

from tests.reconcile.conftest import FIRST, SECOND
from tests.reconcile.made import dates, partner, record

SAME, LATER = (FIRST, FIRST), (FIRST, SECOND)
TEXT = "The {} on maritime radio and e-waste for the harbour masters of the outer islands was seen in Suva, Fiji{}."
OTHER = "Harbour masters of the outer islands learned of maritime radio, tides, nets, sails and engines in Suva, Fiji."
WORDS = {
    "workshop": "workshop", "strategy": "national strategy", "platform": "reporting portal", "programme": "programme",
    "training": "course", "publication": "handbook", "agreement": "agreement", "event": "forum",
}  # fmt: skip


def telling(status="completed", when=None, kind="workshop", text="", **fields) -> dict:
    """Returns a record; `when` is a day, a pair of days, or nothing."""
    span_of = dates(*when) if isinstance(when, tuple) else dates(when) if when else None
    noun = WORDS[kind]
    return record(
        "r", activity_type=kind, status=status, title=f"{noun} on maritime radio and e-waste", text=TEXT.format(noun, text),
        dates=[span_of] if span_of else [], **({"countries": ["FJI"]} | fields),
    )  # fmt: skip


def other(**fields) -> dict:
    """Returns the same activity in other words."""
    return telling(**fields) | {"evidence": record("r", text=OTHER)["evidence"]}


MAY, JUNE, SPRING = date(2023, 5, 2), date(2023, 6, 2), (date(2023, 4, 20), date(2023, 5, 10))
YEAR, NEXT, LATE = (date(2023, 1, 1), date(2023, 12, 31)), date(2024, 5, 2), date(2025, 5, 2)
WHO, GSMA = {"partners": [partner("WHO")]}, {"partners": [partner("GSMA")]}
BOTH = {"partners": [partner("WHO"), partner("GSMA")]}
AT_WHO = {"partners": [partner("UNICEF"), partner("WHO")]}

CASES = [
    # before, after, periods, kinds
    (telling(when=MAY), telling(when=JUNE), SAME, ["date_conflict"]),
    (telling(when=MAY), telling(when=SPRING), SAME, []),
    (telling(when=MAY), telling(), SAME, []),
    (telling(), telling(when=MAY), SAME, []),
    (telling("planned", MAY), telling(when=JUNE), SAME, ["contradicted"]),
    (telling("ongoing", MAY), telling(when=JUNE), SAME, ["contradicted"]),
    (telling("ongoing"), telling("ongoing"), SAME, ["continued"]),
    (telling("cancelled"), telling("cancelled"), SAME, []),
    (telling("cancelled"), telling(), SAME, ["contradicted"]),
    (telling("planned"), telling("cancelled"), SAME, ["contradicted"]),
    (telling("planned", NEXT), telling("planned", NEXT), SAME, []),
    # Of two periods, the later one goes on from the earlier.
    (telling(when=MAY), telling(when=MAY), LATER, ["double_counted", "in_other_period"]),
    (telling(), telling(), LATER, ["double_counted"]),
    (telling(when=YEAR), telling(when=YEAR), LATER, ["double_counted", "in_other_period"]),
    (telling(when=MAY), other(when=MAY), LATER, ["double_counted", "in_other_period"]),
    (telling(when=YEAR), other(when=YEAR), LATER, ["in_other_period"]),
    (telling(when=MAY), telling("cancelled", MAY), LATER, []),
    (telling("planned", NEXT), telling(when=NEXT), LATER, ["fulfilled"]),
    (telling("planned", NEXT), telling(when=date(2024, 7, 2)), LATER, ["fulfilled", "slipped"]),
    (telling("planned", NEXT), telling(when=date(2024, 2, 2)), LATER, ["brought_forward", "fulfilled"]),
    (telling("planned", NEXT), telling("planned", LATE), LATER, ["slipped"]),
    (telling("planned", LATE), telling("planned", NEXT), LATER, ["brought_forward"]),
    (telling("planned", NEXT), telling("planned"), LATER, []),
    (telling("planned"), telling("ongoing"), LATER, ["progressed"]),
    (telling("planned", NEXT), telling("cancelled", NEXT), LATER, []),
    (telling("ongoing"), telling(when=NEXT), LATER, ["progressed"]),
    (telling("ongoing"), telling("ongoing"), LATER, ["continued"]),
    (telling("ongoing"), telling("planned"), LATER, []),
    (telling(kind="strategy"), telling("planned", LATE, kind="strategy"), LATER, ["regressed"]),
    (telling(kind="strategy"), telling("planned", LATE, kind="strategy", text=", in a second edition"), LATER, []),
    (telling(kind="strategy"), telling("ongoing", kind="strategy"), LATER, ["regressed"]),
    (telling(kind="platform"), telling("ongoing", kind="platform"), LATER, []),
    # What goes on after it was begun is as it should be, unless it had come to an end.
    (telling(kind="programme"), telling("ongoing", kind="programme"), SAME, []),
    (telling(kind="programme", text=", which ended in May"), telling("ongoing", kind="programme"), SAME, ["contradicted"]),
    # What two reports tell of one activity agrees.
    (telling(when=MAY), telling(when=MAY, countries=["TON"]), SAME, ["contradicted"]),
    (telling(when=MAY), telling(when=MAY, countries=["FJI", "TON"]), SAME, []),
    (telling(when=MAY), telling(when=MAY, countries=[]), SAME, []),
    (telling(when=MAY), telling(when=MAY, kind="training"), SAME, []),
    (telling(when=MAY, kind="strategy"), telling(when=MAY, kind="publication"), SAME, ["contradicted"]),
    (telling(when=MAY, kind="strategy"), telling(when=MAY, kind="publication", text=", as a strategy"), SAME, []),
    (other(when=MAY, kind="strategy"), telling(when=MAY, kind="publication"), SAME, []),
    (telling(when=MAY), telling(when=MAY, countries=["TON"]), LATER, ["in_other_period"]),
    # Partners.
    (telling(when=MAY, **WHO), telling(when=MAY, **WHO), SAME, []),
    (telling(when=MAY, **WHO), telling(when=MAY, **BOTH), SAME, ["partners_changed"]),
    (telling(when=MAY, **BOTH), telling(when=MAY, **WHO), SAME, ["partners_changed"]),
    (telling(when=MAY, **WHO), telling(when=MAY), SAME, ["partners_changed"]),
    (telling(when=MAY, **WHO), telling(when=MAY, **GSMA), SAME, ["partners_changed"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "periods", "expected"), CASES)
def test_kinds(kinds, before, after, periods, expected):
    assert kinds([before], [after], periods) == expected


MESSAGES = [
    (telling(when=MAY), telling(when=JUNE), SAME, "date_conflict",
     "Workshop on maritime radio and e-waste (Fiji): dated 2 May 2023 before, 2 Jun 2023 after"),
    (telling("planned", NEXT), telling(when=date(2024, 7, 2)), LATER, "slipped",
     "Workshop on maritime radio and e-waste (Fiji): planned for 2 May 2024, completed 2 Jul 2024"),
    (telling("planned", NEXT), telling("planned", LATE), LATER, "slipped",
     "Workshop on maritime radio and e-waste (Fiji): planned for 2 May 2024, now planned for 2 May 2025"),
    (telling(when=MAY), telling(when=MAY), LATER, "double_counted",
     "Workshop on maritime radio and e-waste (Fiji): reported as completed on both sides (2 May 2023), a sum would count it twice"),
    (telling(), telling(when=MAY), LATER, "double_counted",
     "Workshop on maritime radio and e-waste (Fiji): reported as completed on both sides (2 May 2023), a sum would count it twice"),
    (telling(when=MAY), telling(when=MAY, countries=["TON"]), SAME, "contradicted",
     "workshop on maritime radio and e-waste: Fiji before, Tonga after"),
    (telling(when=MAY, kind="strategy"), telling(when=MAY, kind="publication"), SAME, "contradicted",
     "Handbook on maritime radio and e-waste (Fiji): a record of type strategy before, publication after"),
    (telling("ongoing"), telling("ongoing"), LATER, "continued",
     "Workshop on maritime radio and e-waste (Fiji): under way on both sides"),
    (telling(when=MAY, **WHO), telling(when=MAY, **GSMA), SAME, "partners_changed",
     "Workshop on maritime radio and e-waste (Fiji): partners differ, World Health Organization only before, GSMA only after"),
    (telling(when=MAY, **BOTH), telling(when=MAY, **WHO), SAME, "partners_changed",
     "Workshop on maritime radio and e-waste (Fiji): partners differ, GSMA only before"),
    (telling(when=MAY, **WHO), telling(when=MAY, **AT_WHO), SAME, "partners_changed",
     "Workshop on maritime radio and e-waste (Fiji): partners differ, United Nations Children's Fund only after"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "periods", "kind", "message"), MESSAGES)
def test_messages(diff, before, after, periods, kind, message):
    assert [one.message for one in diff([before], [after], periods).findings if one.kind == kind] == [message]
