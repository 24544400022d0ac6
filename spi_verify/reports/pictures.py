"""Pictures of payoff space: feasible set, efficient frontier, Pareto meet minimum, sets of outcomes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import all_at_least
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.reports.belief_pictures import BeliefRegion, belief_picture
from spi_verify.reports.canvas import (
    FRONTIER,
    GREY,
    INK,
    MEET,
    PALE,
    STYLES,
    Picture,
    Spot,
    drawing,
    legend,
    name,
    new_figure,
    number,
    outline,
    place_labels,
)

__all__ = ["BeliefRegion", "Mark", "Picture", "Region", "belief_picture", "payoff_picture"]

MOST_AVOIDED = 300
"""As many points as this are kept free of labels."""

MOST_VECTOR_POINTS = 2000
"""More points than this are drawn as pixels inside the picture, so that its file stays small."""


@dataclass(frozen=True)
class Mark:
    """A point to be drawn and named, such as the default outcome."""

    label: str
    point: Payoff


@dataclass(frozen=True)
class Region:
    """A set of outcomes to be drawn and named, such as an agreement set or a projection."""

    label: str
    outcomes: OutcomeSet


def payoff_picture(
    feasible: FeasibleSet,
    *,
    marks: Sequence[Mark] = (),
    regions: Sequence[Region] = (),
    title: str | None = None,
) -> Picture:
    """Return the picture of a game's payoff space, in the model of ``feasible``.

    Two players: one plane. Three or more: the three planes of the first three players, into which everything
    is projected; the title says so when there are more. Empty regions are named in the legend as empty.
    Raises Refusal when the exact geometry behind it does, or when payoffs exceed the largest float.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("", ("A", "B"), (("x",), ("y", "z")), [(1, 2), (2, 1)])
    >>> payoff_picture(feasible_set(game, "hull")).inline_svg()[:4]
    '<svg'

    Paper node: `def-5`
    """
    names = feasible.game.players
    pairs = list(itertools.combinations(range(min(feasible.n, 3)), 2))
    with drawing():
        figure = new_figure(5.6, 4.4) if len(pairs) == 1 else new_figure(11.4, 4.0)
        figure.suptitle(_title(feasible, title), fontsize=10.5, color=INK, parse_math=False)
        plots = figure.subplots(1, len(pairs), squeeze=False)[0]
        planes = [_Plane(axes, pair, feasible) for axes, pair in zip(plots, pairs, strict=True)]
        for plane in planes:
            plane.ground()
            for region, style in zip(regions, itertools.cycle(STYLES)):
                plane.region(region.outcomes, style)
            plane.meet()
            plane.axes.set_xlabel(f"payoff of {name(names[plane.i])}", parse_math=False)
            plane.axes.set_ylabel(f"payoff of {name(names[plane.j])}", parse_math=False)
        legend(figure, _entries(feasible, regions))
        for plane in planes:
            plane.marks(marks)
    return Picture(figure)


def _title(feasible: FeasibleSet, title: str | None) -> str:
    words = name(title if title is not None else feasible.game.title, 70)
    if feasible.n > 3:
        words += f"\n(the first three of {feasible.n} players, projected)"
    elif feasible.n == 3:
        words += "\n(projected onto each pair of players)"
    return words


class _Plane:
    """One pair of axes: the payoffs of players i and j."""

    def __init__(self, axes: Any, pair: tuple[int, int], feasible: FeasibleSet) -> None:
        self.axes, self.feasible = axes, feasible
        self.i, self.j = pair
        self.pmm = self.project([feasible.pmm()])[0]
        self.frontier = self.project(feasible.efficient_vertices())
        self.outcomes = self.pure_outcomes()
        axes.margins(0.1)
        axes.tick_params(color=GREY, labelsize=8)
        axes.set_axisbelow(True)

    def project(self, points: Iterable[Payoff]) -> list[Spot]:
        return [(number(p[self.i]), number(p[self.j])) for p in points]

    def pure_outcomes(self) -> list[Spot]:
        """Return where the pure outcomes lie, each place once."""
        points = self.feasible.game.points
        places = set(zip(points.rows[:, self.i].tolist(), points.rows[:, self.j].tolist(), strict=True))
        x_scale, y_scale = points.scale[self.i], points.scale[self.j]
        return [(number(Fraction(x, x_scale)), number(Fraction(y, y_scale))) for x, y in sorted(places)]

    def outline(self, points: Iterable[Payoff]) -> list[Spot]:
        """Return the corners, in drawing order, of the projection of a convex set with these vertices."""
        return outline(self.project(points))

    def ground(self) -> None:
        """Draw the feasible set and its frontier."""
        if self.feasible.model == "hull":
            self.lotteries(self.feasible.vertices())
        elif self.feasible.model == "union":
            for cell in self.feasible.cut([]).cells:
                self.lotteries(cell.vertices)
        self.dots()
        if self.feasible.n == 2 and self.feasible.model == "hull":
            # The frontier of a convex plane set runs through its efficient vertices from left to right.
            self.axes.plot(
                *zip(*self.frontier, strict=True),
                color=FRONTIER,
                linewidth=2.6,
                zorder=4,
                solid_capstyle="round",
            )
        self.axes.plot(
            *zip(*self.frontier, strict=True),
            linestyle="",
            marker="o",
            markersize=5.5,
            color=FRONTIER,
            zorder=5,
        )

    def lotteries(self, vertices: Iterable[Payoff]) -> None:
        """Draw a convex part of the feasible set, which may be a segment."""
        self.fill(self.outline(vertices), facecolor=PALE, edgecolor=GREY, linewidth=0.8, zorder=1)

    def dots(self) -> None:
        """Draw the payoffs of the pure outcomes."""
        many = len(self.outcomes) > MOST_VECTOR_POINTS
        self.axes.plot(
            *zip(*self.outcomes, strict=True),
            linestyle="",
            marker="o",
            markersize=1 if many else 3,
            color=GREY,
            zorder=3,
            rasterized=many,
        )

    def meet(self) -> None:
        """Draw the PMM, the feasible points at or above it, and dotted lines along its payoffs."""
        x, y = self.pmm
        if self.feasible.model != "pure":
            for cell in self.feasible.cut(all_at_least(self.feasible.pmm())).cells:
                corners = self.outline(cell.vertices)
                if len(corners) > 2:
                    self.fill(corners, facecolor=MEET, alpha=0.16, edgecolor="none", zorder=1.5)
        right, top = max(p[0] for p in self.frontier), max(p[1] for p in self.frontier)
        self.axes.plot([x, x, right], [top, y, y], linestyle=":", linewidth=1.3, color=MEET, zorder=4.5)
        self.axes.plot([x], [y], marker="D", markersize=6.5, color=MEET, markeredgecolor="white", zorder=7)

    def region(self, outcomes: OutcomeSet, style: tuple[str, str, Any]) -> None:
        colour, hatch, dash = style
        for cell in outcomes.cells:
            corners = self.outline(cell.vertices)
            if len(corners) == 1:
                self.axes.plot(
                    *zip(*corners, strict=True), marker="s", markersize=11, color=colour, alpha=0.8, zorder=6
                )
            elif len(corners) == 2:
                self.axes.plot(
                    *zip(*corners, strict=True),
                    linewidth=4.5,
                    color=colour,
                    alpha=0.8,
                    linestyle=dash,
                    zorder=6,
                )
            else:
                self.fill(
                    corners,
                    facecolor=(*_rgb(colour), 0.2),
                    edgecolor=colour,
                    hatch=hatch,
                    linewidth=1.1,
                    zorder=2,
                )

    def marks(self, marks: Sequence[Mark]) -> None:
        """Draw and name the marked points; one label for points that fall together."""
        labels: dict[Spot, list[str]] = {}
        for mark, point in zip(marks, self.project(mark.point for mark in marks), strict=True):
            labels.setdefault(point, []).append(name(mark.label))
            self.axes.plot(
                *point, marker="o", markersize=10, markerfacecolor="none", markeredgecolor=INK, zorder=8
            )
        labels.setdefault(self.pmm, []).insert(0, "PMM")
        words = [(x, y, ", ".join(dict.fromkeys(parts))) for (x, y), parts in labels.items()]
        place_labels(self.axes, words, [*self.frontier, *self.outcomes[:MOST_AVOIDED]])

    def fill(self, corners: list[Spot], **style: Any) -> None:
        if len(corners) > 2:
            from matplotlib.patches import Polygon

            self.axes.add_patch(Polygon(corners, closed=True, **style))
            self.axes.update_datalim(corners)
            self.axes.autoscale_view()
        else:
            self.axes.plot(*zip(*corners, strict=True), color=GREY, linewidth=1.2, zorder=1)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return red, green, blue


def _entries(feasible: FeasibleSet, regions: Sequence[Region]) -> list[tuple[Any, str]]:
    """Return what the legend shows: a sample of each thing drawn, and its name."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    hull = feasible.model == "hull"
    entries: list[tuple[Any, str]] = []
    if feasible.model != "pure":
        entries.append((Patch(facecolor=PALE, edgecolor=GREY), "feasible (lotteries)"))
    entries.append((Line2D([], [], linestyle="", marker="o", markersize=3, color=GREY), "pure outcomes"))
    line: Any = "-" if hull and feasible.n == 2 else ""
    words = (
        "efficient frontier"
        if line
        else "efficient outcomes"
        if feasible.model == "pure"
        else "efficient vertices"
    )
    entries.append(
        (Line2D([], [], linestyle=line, linewidth=2.6, marker="o", markersize=5.5, color=FRONTIER), words)
    )
    known = "Pareto meet minimum" if feasible.pmm_feasible() else "Pareto meet minimum (infeasible)"
    entries.append((Line2D([], [], linestyle=":", marker="D", color=MEET, markeredgecolor="white"), known))
    if hull:
        entries.append((Patch(facecolor=MEET, alpha=0.16), "feasible, at or above the PMM"))
    for region, (colour, hatch, dash) in zip(regions, itertools.cycle(STYLES)):
        entries.append(_entry(region, colour, hatch, dash))
    return entries


def _entry(region: Region, colour: str, hatch: str, dash: Any) -> tuple[Any, str]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    sizes = {min(len(cell.vertices), 3) for cell in region.outcomes.cells}
    if not sizes:
        return Line2D([], [], linestyle=""), f"{region.label}: empty"
    if sizes == {1}:
        return Line2D([], [], linestyle="", marker="s", markersize=11, color=colour, alpha=0.8), region.label
    if 3 not in sizes:
        return Line2D([], [], linewidth=4.5, color=colour, alpha=0.8, linestyle=dash), region.label
    return Patch(facecolor=(*_rgb(colour), 0.2), edgecolor=colour, hatch=hatch), region.label
