"""The charts of the summary page, drawn by matplotlib; every mark leads to the activities behind it."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import optional
from extractor.export.pages import svg
from extractor.export.pages.render import shown
from extractor.export.wording import code
from models.rollups import Overview, Placed, Stretch, Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOWHERE = "no country"
_WIDTH, _ROW, _MOST = 9.0, 0.29, 60


class Target(NamedTuple):
    """What a mark leads to: some activities, by their numbers."""

    label: str
    activities: tuple[int, ...]


class Drawer:
    """Draws charts, and keeps where their marks lead."""

    def __init__(self, overview: Overview) -> None:
        """Start with what is to be drawn.

        Args:
            overview: The matrix and its activities.
        """
        self._overview = overview
        self.targets: dict[str, Target] = {}

    def matrix(self) -> str:
        """Return the matrix: a cell for each group and period, stronger where there are more activities."""
        matrix = self._overview.matrix
        members: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, one in enumerate(self._overview.activities, start=1):
            for cell in one.cells:
                members[cell].append(number)
        strongest = max((cell.activities for row in matrix.rows for cell in row.cells), default=1)
        columns = [*matrix.periods, "each once"]
        with self._drawing("matrix", len(matrix.rows) + 1.5) as axes:
            axes.set_xlim(0, len(columns))
            axes.set_ylim(len(matrix.rows) + 0.1, -1.1)
            for place, label in enumerate(columns):
                axes.text(place + 0.5, -0.5, _cut(label, 24), ha="center", va="center", color=svg.SOFT)
            for place, row in enumerate(matrix.rows):
                everything = sorted({n for period in range(len(matrix.periods)) for n in members[row.key, period]})
                cells = [(tally, members[row.key, period]) for period, tally in enumerate(row.cells)]
                for column, (tally, numbers) in enumerate([*cells, (row.total, everything)]):
                    if tally.activities:
                        target = self._target(f"{row.name}, {columns[column]}: {told(tally)}", numbers)
                        strength = 0.08 + 0.3 * min(1.0, tally.activities / strongest)
                        box = (column + 0.03, place + 0.06, 0.94, 0.88)
                        _bar(axes, box, f"#{target}", alpha=strength, facecolor=svg.ACCENT)
                        axes.text(column + 0.5, place + 0.5, told(tally, short=True), ha="center", va="center")
            self._rows(axes, [row.name for row in matrix.rows], 0.5)
            axes.set_xticks([])
        return self._drawn

    def timeline(self) -> str:
        """Return what was planned against what was delivered, a line for each activity that had a planned day."""
        planned = [(n, one) for n, one in enumerate(self._overview.activities, start=1) if one.planned]
        planned.sort(key=lambda pair: (pair[1].planned.start if pair[1].planned else "", pair[0]))
        planned = planned[:_MOST]
        with self._drawing("timeline", len(planned) + 1.2) as axes:
            for place, (number, one) in enumerate(planned):
                self._planned(axes, place, number, one)
            self._rows(axes, [one.chain.name for _, one in planned], 0)
            axes.set_ylim(len(planned) - 0.4, -0.6)
            axes.xaxis_date()
            axes.autoscale_view(scalex=True, scaley=False)
            axes.grid(axis="x", color=svg.LINE, linewidth=0.6)
        return self._drawn

    def types(self, regions: Sequence[str]) -> str:
        """Return activities done or under way by type, a piece for each region.

        Args:
            regions: The regions, in the order of their pieces.
        """
        groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, one in enumerate(self._overview.activities, start=1):
            for region in (one.regions or (NOWHERE,)) if one.reached else ():
                groups[code(one.chain.activity_type)][region].append(number)
        kinds = sorted(groups, key=lambda kind: -sum(map(len, groups[kind].values())))
        with self._drawing("types", len(kinds) + 1.2) as axes:
            for place, kind in enumerate(kinds):
                left = 0
                for series, region in enumerate(regions):
                    numbers = groups[kind][region]
                    if numbers:
                        target = self._target(f"{kind}, {region}: {_activities(len(numbers))}", numbers)
                        box = (left, place - 0.36, len(numbers), 0.72)
                        colour = svg.SERIES[series % len(svg.SERIES)]
                        _bar(axes, box, f"#{target}", alpha=0.42, facecolor=colour)
                        words = f"{short(region)} {len(numbers)}"
                        axes.text(left + len(numbers) / 2, place, words, ha="center", va="center", fontsize=7)
                        left += len(numbers)
            self._rows(axes, kinds, 0)
            axes.set_ylim(len(kinds) - 0.4, -0.6)
            axes.set_xlim(0, max((sum(map(len, groups[kind].values())) for kind in kinds), default=1) * 1.02)
            axes.xaxis.get_major_locator().set_params(integer=True)
            axes.grid(axis="x", color=svg.LINE, linewidth=0.6)
        return self._drawn

    def people(self) -> str:
        """Return people reached by row of the matrix, from the least to the most that the counts allow."""
        rows = [row for row in self._overview.matrix.rows if row.total.people_most != 0]
        rows.sort(key=lambda row: (-row.total.people_least, -(row.total.people_most or 10**12)))
        rows = rows[:_MOST]
        members = {row.key: [n for n, one in enumerate(self._overview.activities, start=1)
                             if any(key == row.key for key, _ in one.cells)] for row in rows}  # fmt: skip
        highest = max((row.total.people_most or row.total.people_least for row in rows), default=1) * 1.5
        with self._drawing("people", len(rows) + 1.2) as axes:
            for place, row in enumerate(rows):
                tally = row.total
                high = highest if tally.people_most is None else tally.people_most
                target = self._target(f"{row.name}: {told(tally)}", members[row.key])
                width = max(high - tally.people_least, tally.people_least * 0.06, 0.4)
                box = (tally.people_least, place - 0.25, width, 0.5)
                _bar(axes, box, f"#{target}", alpha=0.45, facecolor=svg.ACCENT)
                words = _people(tally, short=True)
                axes.annotate(words, (high, place), (4, 0), textcoords="offset points", va="center", fontsize=8)
            self._rows(axes, [row.name for row in rows], 0)
            axes.set_ylim(len(rows) - 0.4, -0.6)
            axes.set_xscale("symlog", linthresh=10)
            axes.set_xlim(0, highest * 8)
            axes.xaxis.set_major_formatter("{x:,.0f}")
            axes.grid(axis="x", color=svg.LINE, linewidth=0.6)
        return self._drawn

    def _planned(self, axes: "Axes", place: int, number: int, one: Placed) -> None:
        """Draw one line: planned above in outline, delivered below filled, or words where it isn't."""
        if one.planned is None:
            return
        low, width = _days(one.planned)
        target = self._target(f"{one.chain.name}: planned {_said(one.planned)}", [number])
        outline = {"facecolor": svg.PAPER, "edgecolor": svg.ACCENT, "linewidth": 1.2}
        _bar(axes, (low, place - 0.3, width, 0.28), f"#{target}", **outline)
        if one.delivered:
            target = self._target(f"{one.chain.name}: delivered {_said(one.delivered)}", [number])
            start, length = _days(one.delivered)
            _bar(axes, (start, place + 0.03, length, 0.28), f"#{target}", facecolor=svg.GOOD)
        else:
            gone = "never_reported_again" in one.chain.outcomes
            words = "done, no day told" if one.reached else "× not reported again" if gone else "still planned"
            axes.annotate(words, (low + width, place), (5, 0), textcoords="offset points", va="center", fontsize=7.5,
                          color=svg.WARN if gone else svg.SOFT)  # fmt: skip

    def _target(self, label: str, numbers: Iterable[int]) -> str:
        name = f"m{len(self.targets) + 1}"
        self.targets[name] = Target(label, tuple(numbers))
        return name

    def _rows(self, axes: "Axes", names: Sequence[str], offset: float) -> None:
        axes.set_yticks([place + offset for place in range(len(names))], [_cut(name, 44) for name in names])

    @contextmanager
    def _drawing(self, name: str, rows: float) -> Iterator[Any]:
        """Yield axes to draw on; what was drawn is `_drawn` afterwards."""
        with optional("summary --html", "matplotlib", extra="pages"):
            import matplotlib as mpl
            from matplotlib.backends.backend_svg import FigureCanvasSVG
            from matplotlib.figure import Figure
        settings: Any = {
            "svg.fonttype": "none", "svg.hashsalt": name, "font.size": 8.5, "text.color": svg.INK,
            "axes.edgecolor": svg.LINE, "xtick.color": svg.SOFT, "ytick.color": svg.INK, "text.parse_math": False,
            "xtick.labelcolor": svg.SOFT, "axes.facecolor": "none", "figure.facecolor": "none", "path.simplify": False,
        }  # fmt: skip
        with mpl.rc_context(settings):
            figure = Figure(figsize=(_WIDTH, max(1.2, rows * _ROW + 0.5)), layout="constrained")
            axes = figure.add_subplot()
            for side in axes.spines.values():
                side.set_visible(False)
            axes.tick_params(length=0)
            axes.set_axisbelow(True)
            yield axes
            stream = io.StringIO()
            canvas: Any = FigureCanvasSVG(figure)
            canvas.print_svg(stream, metadata={"Date": None, "Creator": None})
        labels = {f"#{key}": shown(target.label) for key, target in self.targets.items()}
        self._drawn = svg.inlined(stream.getvalue(), labels)


def _bar(axes: "Axes", box: tuple[float, float, float, float], url: str, **look: Any) -> None:
    """Draw a rectangle, given by its corner and size, that leads somewhere."""
    from matplotlib.patches import Rectangle

    x, y, width, height = box
    drawn = Rectangle((x, y), width, height, **{"edgecolor": svg.PAPER, "linewidth": 0.8, **look})
    drawn.set_url(url)
    axes.add_patch(drawn)


def told(tally: Tally, *, short: bool = False) -> str:
    """Return a tally in words: "3 activities, 120 to 140 people", or "3 · 120–140".

    Args:
        tally: The tally.
        short: Whether there is little room.
    """
    people = _people(tally, short=short)
    if short:
        return f"{tally.activities} · {people}" if people else str(tally.activities)
    return ", ".join(part for part in (_activities(tally.activities), people and f"{people} people") if part)


def short(name: str) -> str:
    """Return a region's name as short as it can be known by: its capitals, or its first letters."""
    if name == NOWHERE:
        return "none"
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return capitals if len(capitals) > 1 else name if name.isupper() else name[:3]


def _people(tally: Tally, *, short: bool) -> str:
    least, most = tally.people_least, tally.people_most
    if most == 0:
        return ""
    if most is None:
        return f"{least:,}+" if short else f"at least {least:,}"
    if least == most:
        return f"{least:,}"
    return f"{least:,}–{most:,}" if short else f"{least:,} to {most:,}"


def _activities(number: int) -> str:
    return f"{number} activit{'y' if number == 1 else 'ies'}"


def _cut(text: str, width: int) -> str:
    # A lone "$" would begin a formula in matplotlib's own language.
    text = shown(" ".join(text.split())).replace("$", r"\$")
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0] + "…"


def _days(stretch: Stretch) -> tuple[float, float]:
    start, end = date.fromisoformat(stretch.start).toordinal(), date.fromisoformat(stretch.end).toordinal()
    epoch = date(1970, 1, 1).toordinal()
    return start - epoch, max(6, end - start + 1)


def _said(stretch: Stretch) -> str:
    return stretch.start if stretch.start == stretch.end else f"{stretch.start} to {stretch.end}"
