"""Payoff space as TikZ: feasible set, efficient frontier, Pareto meet minimum, numbered points, sets of outcomes.

Floats in here are only drawn: every number that a reader may need stands beside the picture, exact.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show
from spi_verify.reports.canvas import Spot, number, outline
from spi_verify.reports.latex import name
from spi_verify.reports.pictures import Mark, Region

SIDE = 5.2
"""Length of the longer side of a picture's frame, in cm."""

MOST_POINTS = 300
PATTERNS = (
    "north east lines",
    "north west lines",
    "dots",
    "crosshatch",
    "horizontal lines",
    "vertical lines",
)


def space_tikz(feasible: FeasibleSet, marks: Sequence[Mark], regions: Sequence[Region]) -> str:
    """Return the picture of a game's payoff space: a plane for each pair of the first three players.

    Marks are numbered in order. Raises Refusal when the exact geometry does, or when payoffs exceed the largest float.

    Paper node: `def-5`
    """
    pairs = itertools.combinations(range(min(feasible.n, 3)), 2)
    side = SIDE if feasible.n == 2 else SIDE * 0.8
    planes = [_plane(feasible, i, j, marks, regions, side) for i, j in pairs]
    return "\n\\hfil\n".join(planes)


@dataclass(frozen=True)
class _Frame:
    left: float
    bottom: float
    scale: tuple[float, float]

    def at(self, spot: Spot) -> str:
        x, y = (spot[0] - self.left) * self.scale[0], (spot[1] - self.bottom) * self.scale[1]
        return f"({x:.3f},{y:.3f})"

    def path(self, spots: Iterable[Spot], joint: str = " -- ") -> str:
        return joint.join(map(self.at, spots))


def _plane(
    feasible: FeasibleSet, i: int, j: int, marks: Sequence[Mark], regions: Sequence[Region], side: float
) -> str:
    def project(points: Iterable[Payoff]) -> list[Spot]:
        return [(number(p[i]), number(p[j])) for p in points]

    vertices = project(feasible.vertices())
    frontier = project(feasible.efficient_vertices())
    pmm = project([feasible.pmm()])[0]
    placed = project(mark.point for mark in marks)
    frame = _frame([*vertices, pmm, *placed], side)
    lines = ["\\begin{tikzpicture}[line join=round]"]
    for cell in () if feasible.model == "pure" else feasible.cut([]).cells:
        corners = outline(project(cell.vertices))
        if len(corners) > 2:
            lines.append(f"\\fill[black!8] {frame.path(corners)} -- cycle;")
            lines.append(f"\\draw[black!40] {frame.path(corners)} -- cycle;")
    for region, pattern in zip(regions, itertools.cycle(PATTERNS)):
        lines += _region(region, pattern, frame, project)
    if feasible.model == "hull" and feasible.n == 2 and len(frontier) > 1:
        lines.append(f"\\draw[very thick] {frame.path(frontier)};")
    dots = project(map(feasible.game.points.payoff, range(min(feasible.game.size, MOST_POINTS))))
    lines += [f"\\fill[black!55] {frame.at(spot)} circle (1.1pt);" for spot in dict.fromkeys(dots)]
    lines += [f"\\fill {frame.at(spot)} circle (1.9pt);" for spot in dict.fromkeys(frontier)]
    right, top = max(x for x, _ in frontier), max(y for _, y in frontier)
    lines.append(f"\\draw[densely dotted] {frame.path([(pmm[0], top), pmm, (right, pmm[1])])};")
    lines.append(f"\\node[diamond, fill=black, inner sep=1.4pt] at {frame.at(pmm)} {{}};")
    lines += _numbered(placed, frame)
    lines += _axes(feasible, i, j, frame, [*vertices, pmm, *placed])
    return "\n".join([*lines, "\\end{tikzpicture}"])


def _frame(spots: Sequence[Spot], side: float) -> _Frame:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    common = side / max(wide, high)
    squashed = min(wide, high) / max(wide, high) < 0.25  # one scale for both would leave a sliver
    scale = (side / wide, side / high) if squashed else (common, common)
    return _Frame(min(xs), min(ys), scale)


def _region(region: Region, pattern: str, frame: _Frame, project: object) -> list[str]:
    assert callable(project)
    lines = []
    for cell in region.outcomes.cells:
        corners = outline(project(cell.vertices))
        if len(corners) > 2:
            lines.append(f"\\path[pattern={pattern}, pattern color=black!50] {frame.path(corners)} -- cycle;")
            lines.append(f"\\draw[black!70, dashed] {frame.path(corners)} -- cycle;")
        elif len(corners) == 2:
            lines.append(f"\\draw[line width=2.4pt, black!45] {frame.path(corners)};")
        else:
            lines.append(f"\\draw[black!60] {frame.at(corners[0])} +(-3pt,-3pt) rectangle +(3pt,3pt);")
    return lines


def _numbered(spots: Sequence[Spot], frame: _Frame) -> list[str]:
    """Return rings around marked points, with their numbers; points that fall together share one label."""
    at: dict[Spot, list[int]] = {}
    for k, spot in enumerate(spots, 1):
        at.setdefault(spot, []).append(k)
    return [
        f"\\draw {frame.at(spot)} circle (3.2pt) node[above right=1pt, font=\\scriptsize, fill=white, "
        f"fill opacity=0.75, text opacity=1, inner sep=1pt] {{{', '.join(map(str, ks))}}};"
        for spot, ks in at.items()
    ]


def _axes(feasible: FeasibleSet, i: int, j: int, frame: _Frame, spots: Sequence[Spot]) -> list[str]:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    corner, right, top = (min(xs), min(ys)), (max(xs), min(ys)), (min(xs), max(ys))
    players = feasible.game.players
    low, best = _ends(feasible)
    lines = [
        f"\\draw[->] {frame.at(corner)} ++(-6pt,-6pt) coordinate (o) -- ({_x(frame, right)}+0.35,0 |- o) "
        f"node[right, font=\\scriptsize] {{{name(players[i])}}};",
        f"\\draw[->] (o) -- (o |- 0,{_y(frame, top)}+0.35) "
        f"node[above, font=\\scriptsize] {{{name(players[j])}}};",
    ]
    for value in dict.fromkeys((low[i], feasible.pmm()[i], best[i])):
        x = _x(frame, (number(value), 0.0))
        lines.append(f"\\draw ({x},0 |- o) -- ++(0,-2pt) node[below, font=\\tiny] {{{show(value)}}};")
    for value in dict.fromkeys((low[j], feasible.pmm()[j], best[j])):
        y = _y(frame, (0.0, number(value)))
        lines.append(f"\\draw (o |- 0,{y}) -- ++(-2pt,0) node[left, font=\\tiny] {{{show(value)}}};")
    return lines


def _ends(feasible: FeasibleSet) -> tuple[Payoff, Payoff]:
    vertices = feasible.vertices()
    return tuple(map(min, zip(*vertices, strict=True))), tuple(map(max, zip(*vertices, strict=True)))


def _x(frame: _Frame, spot: Spot) -> str:
    return f"{(spot[0] - frame.left) * frame.scale[0]:.3f}"


def _y(frame: _Frame, spot: Spot) -> str:
    return f"{(spot[1] - frame.bottom) * frame.scale[1]:.3f}"
