"""The summary page: what was done where, when and for how many, each mark leading to its records."""

from collections import defaultdict
from typing import IO, NamedTuple

from extractor.export.pages.charts import NOWHERE, Drawer, short, told
from extractor.export.pages.render import write as write_page
from models.rollups import Overview

STYLES = ("base.css", "summary.css")
SCRIPTS = ("summary.js",)
OUTCOMES = {
    "never_reported_again": "planned, and never reported again",
    "counted_more_than_once": "reported as completed in more than one period",
}


class Figure(NamedTuple):
    """One chart: its anchor, its title, what to know when reading it, and the drawing."""

    name: str
    title: str
    caption: str
    drawing: str


def write(overview: Overview, stream: IO[str]) -> None:
    """Write the page.

    Args:
        overview: The matrix and the activities behind it.
        stream: Where to write.
    """
    drawer = Drawer(overview)
    regions = _regions(overview)
    figures = _figures(overview, drawer, regions)
    anchors: dict[int, list[str]] = defaultdict(list)
    for name, target in drawer.targets.items():
        if target.activities:
            anchors[target.activities[0]].append(name)
    write_page(
        "summary.html.jinja",
        (STYLES, SCRIPTS),
        stream,
        data={name: [target.label, target.activities] for name, target in drawer.targets.items()},
        matrix=overview.matrix,
        told=told,
        figures=figures,
        activities=[(number, one, anchors[number]) for number, one in enumerate(overview.activities, start=1)],
        outcomes=OUTCOMES,
        regions=[(short(region), region) for region in regions],
    )


def _figures(overview: Overview, drawer: Drawer, regions: list[str]) -> list[Figure]:
    by = overview.matrix.by
    rows = "activity type" if by == "type" else by
    planned = sum(one.planned is not None for one in overview.activities)
    some = f" The first 60 of {planned} are drawn." if planned > 60 else ""
    figures = []
    if overview.matrix.rows:
        caption = "Activities done or under way, and people reached from least to most. An activity counts once a cell."
        figures.append(Figure("matrix", f"By {rows} and period", caption, drawer.matrix()))
    if planned:
        caption = f"In outline what was planned, filled when it took place; a cross where no later report tells.{some}"
        figures.append(Figure("timeline", "Planned against delivered", caption, drawer.timeline()))
    if any(one.reached for one in overview.activities):
        caption = "By ITU region of the countries; an activity in two regions is drawn in both."
        figures.append(Figure("types", "Activities by type and region", caption, drawer.types(regions)))
    if any(row.total.people_most != 0 for row in overview.matrix.rows):
        caption = (
            "From the least to the most that the counts allow; “+” where a count has no upper end. Each line across is "
            "ten times the one before. People of an activity that several rows share count in each row's upper bound, "
            "and in none's lower."
        )
        figures.append(Figure("people", f"People reached by {rows}", caption, drawer.people()))
    return figures


def _regions(overview: Overview) -> list[str]:
    names = {region for one in overview.activities if one.reached for region in one.regions}
    elsewhere = any(one.reached and not one.regions for one in overview.activities)
    return sorted(names) + ([NOWHERE] if elsewhere else [])
