"""Pictures of beliefs over two or three counterpart programs: where a program is a best response."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spi_verify.errors import InputError
from spi_verify.games.linear import Constraint
from spi_verify.games.rationals import Payoff, show
from spi_verify.reports.canvas import (
    GREY,
    INK,
    STYLES,
    Picture,
    drawing,
    legend,
    name,
    new_figure,
    number,
    outline,
    place_labels,
)

MOST_LABELLED_CORNERS = 8


@dataclass(frozen=True)
class BeliefRegion:
    """The beliefs that satisfy linear conditions: ``constraints`` over one weight per counterpart program."""

    label: str
    constraints: tuple[Constraint, ...]


def belief_picture(programs: Sequence[str], regions: Sequence[BeliefRegion], *, title: str = "") -> Picture:
    """Return the picture of belief regions: a segment for two counterpart programs, a triangle for three.

    Weights are at least 0 and sum to 1; the regions are cut out exactly and their corners named by exact
    weights. Empty regions are named in the legend as empty. Raises InputError for another number of programs,
    or for constraints of another length.

    >>> belief_picture(("always x", "always y"), []).inline_svg()[:4]
    '<svg'

    Paper node: `def-1`
    """
    if len(programs) not in (2, 3):
        raise InputError("beliefs can be drawn over two or three programs", found=str(len(programs)))
    shapes = [_corners(len(programs), region) for region in regions]
    draw = _segment if len(programs) == 2 else _triangle
    with drawing():
        figure = new_figure(5.8, 1.5 + 0.34 * len(regions)) if len(programs) == 2 else new_figure(5.6, 4.9)
        if title:
            figure.suptitle(name(title, 70), fontsize=10.5, color=INK, parse_math=False)
        axes = figure.subplots()
        labels = draw(axes, [name(program) for program in programs], shapes)
        legend(figure, _entries(regions, shapes, len(programs)))
        place_labels(axes, labels, [])
    return Picture(figure)


def _corners(n: int, region: BeliefRegion) -> tuple[Payoff, ...]:
    """Return the vertices of the region, in exact weights; none when it is empty."""
    if any(len(c.coefficients) != n for c in region.constraints):
        raise InputError("a condition has the wrong length", place=region.label, expected=f"{n} coefficients")
    corners = [tuple(Fraction(int(i == k)) for i in range(n)) for k in range(n)]
    for constraint in region.constraints:
        for half in constraint.sides():
            corners = _clip(corners, half)
    return tuple(dict.fromkeys(corners))


def _clip(corners: list[Payoff], half: Constraint) -> list[Payoff]:
    """Return what a half-plane leaves of a convex polygon (or segment, or point) with corners in order."""
    kept: list[Payoff] = []
    for here, after in zip(corners, corners[1:] + corners[:1], strict=True):
        a, b = half.value(here) - half.bound, half.value(after) - half.bound
        if a <= 0:
            kept.append(here)
        if a * b < 0:
            kept.append(tuple(x + (y - x) * a / (a - b) for x, y in zip(here, after, strict=True)))
    return kept


def _segment(
    axes: Any, programs: list[str], shapes: Sequence[Sequence[Payoff]]
) -> list[tuple[float, float, str]]:
    """Draw one bar per region over the weight of the second program; return the labels still to be placed."""
    axes.plot([0, 1], [0, 0], color=GREY, linewidth=2, zorder=1)
    axes.set_xlim(-0.04, 1.04)
    axes.set_ylim(-0.35, max(1, len(shapes)) + 0.1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(f"probability of {programs[1]}  (the rest: {programs[0]})", parse_math=False)
    labels = []
    for row, (corners, (colour, _, _)) in enumerate(zip(shapes, itertools.cycle(STYLES))):
        height = len(shapes) - row - 0.45
        ends = sorted(corner[1] for corner in corners)
        if not ends:
            continue
        axes.plot(
            [number(ends[0]), number(ends[-1])],
            [height] * 2,
            color=colour,
            linewidth=7,
            alpha=0.8,
            solid_capstyle="butt",
            zorder=3,
        )
        for end in dict.fromkeys(ends):
            axes.plot([number(end)] * 2, [0, height], color=colour, linewidth=1, linestyle=":", zorder=2)
            axes.plot([number(end)], [height], marker="o", markersize=6, color=colour, zorder=4)
            labels.append((number(end), height, name(show(end), 16)))
    return labels


def _triangle(
    axes: Any, programs: list[str], shapes: Sequence[Sequence[Payoff]]
) -> list[tuple[float, float, str]]:
    """Draw the triangle of beliefs and the regions in it; return the labels still to be placed."""
    from matplotlib.patches import Polygon

    corners = [_spot(tuple(Fraction(int(i == k)) for i in range(3))) for k in range(3)]
    axes.add_patch(Polygon(corners, closed=True, facecolor="white", edgecolor=GREY, linewidth=1.2, zorder=1))
    for (x, y), words, (h, v) in zip(
        corners, programs, (("center", "top"), ("center", "top"), ("center", "bottom")), strict=True
    ):
        shift = -9 if v == "top" else 7
        axes.annotate(
            words,
            (x, y),
            xytext=(0, shift),
            textcoords="offset points",
            ha=h,
            va=v,
            color=INK,
            fontweight="bold",
            parse_math=False,
        )
    labels: dict[tuple[float, float], str] = {}
    for shape, (colour, hatch, dash) in zip(shapes, itertools.cycle(STYLES)):
        spots = outline(_spot(corner) for corner in shape)
        if len(spots) > 2:
            axes.add_patch(
                Polygon(spots, closed=True, facecolor=colour, alpha=0.22, edgecolor="none", zorder=2)
            )
            axes.add_patch(
                Polygon(
                    spots, closed=True, fill=False, edgecolor=colour, hatch=hatch, linewidth=1.2, zorder=3
                )
            )
        elif len(spots) == 2:
            axes.plot(
                *zip(*spots, strict=True), color=colour, linewidth=4, alpha=0.8, linestyle=dash, zorder=3
            )
        elif spots:
            axes.plot(*spots[0], color=colour, marker="s", markersize=8, zorder=3)
        if len(shape) <= MOST_LABELLED_CORNERS:
            labels |= {_spot(c): ", ".join(name(show(w), 12) for w in c) for c in shape if 1 not in c}
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_xlim(-0.16, 1.16)
    axes.set_ylim(-0.2, 1.0)
    axes.text(
        0.5, -0.16, "weights are written in the order left, right, top", ha="center", color=GREY, fontsize=8
    )
    for x, y in labels:
        axes.plot([x], [y], marker="o", markersize=4, color=INK, zorder=5)
    return [(x, y, f"({words})") for (x, y), words in labels.items()]


def _spot(weights: Payoff) -> tuple[float, float]:
    """Return where three weights lie in the triangle (0, 0), (1, 0), (1/2, √3/2)."""
    return number(weights[1] + weights[2] / 2), number(weights[2]) * math.sqrt(3) / 2


def _entries(
    regions: Sequence[BeliefRegion], shapes: Sequence[Sequence[Payoff]], n: int
) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    entries: list[tuple[Any, str]] = []
    for region, shape, (colour, hatch, dash) in zip(regions, shapes, itertools.cycle(STYLES)):
        if not shape:
            entries.append((Line2D([], [], linestyle=""), f"{region.label}: empty"))
        elif n == 2:
            entries.append((Line2D([], [], color=colour, linewidth=7, alpha=0.8), region.label))
        elif len(shape) > 2:
            entries.append((Patch(facecolor=colour, alpha=0.4, edgecolor=colour, hatch=hatch), region.label))
        else:
            entries.append(
                (Line2D([], [], color=colour, linewidth=4, alpha=0.8, linestyle=dash), region.label)
            )
    return entries
