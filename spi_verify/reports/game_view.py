"""What the report page shows of the base game: its payoffs, and its payoff space in numbers and as a picture."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.errors import SpiVerifyError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game, Profile
from spi_verify.games.rationals import show, show_point
from spi_verify.programs.outcomes import Outcome
from spi_verify.reports.inline_svg import inline_svg
from spi_verify.reports.pictures import Mark, Region, payoff_picture
from spi_verify.reports.played import Played

LARGEST_MATRIX = 12
LONGEST_LIST = 32
MOST_VERTICES = 24


@dataclass(frozen=True)
class OutcomeView:
    """One outcome: the action names, the exact payoffs, and what it is, such as ``reached``."""

    actions: tuple[str, ...]
    payoffs: tuple[str, ...]
    efficient: bool
    tags: tuple[str, ...]


@dataclass(frozen=True)
class GameView:
    """The payoffs: a matrix (rows: the first player's actions) for small two-player games, else a list."""

    matrix: tuple[tuple[OutcomeView, ...], ...]
    listed: tuple[OutcomeView, ...]
    more: int


@dataclass(frozen=True)
class SpaceView:
    """The payoff space: exact facts as (label, value), the picture as SVG, or why there is none."""

    facts: tuple[tuple[str, str], ...]
    svg: str
    problem: str


def game_view(feasible: FeasibleSet, played: Played | None) -> GameView:
    """Return the payoffs of a game, with the outcomes marked that the profile reaches."""
    game = feasible.game
    tags = _tags(played)
    if game.n == 2 and max(game.shape) <= LARGEST_MATRIX:
        rows = [
            [_outcome(feasible, (a, b), tags) for b in range(game.shape[1])] for a in range(game.shape[0])
        ]
        return GameView(tuple(map(tuple, rows)), (), 0)
    first = list(tags)[:LONGEST_LIST]
    rest = (p for p in itertools.islice(game.profiles(), 2 * LONGEST_LIST) if p not in tags)
    shown = sorted([*first, *itertools.islice(rest, LONGEST_LIST - len(first))])
    listed = tuple(_outcome(feasible, profile, tags) for profile in shown)
    return GameView((), listed, game.size - len(listed))


def _tags(played: Played | None) -> dict[Profile, list[str]]:
    tags: dict[Profile, list[str]] = {}
    for label, outcome in played.outcomes if played else ():
        for profile, weight in outcome.lottery:
            share = "" if weight == 1 else f", weight\u00a0{show(weight)}"
            tags.setdefault(profile, []).append(label + share)
    return tags


def _outcome(feasible: FeasibleSet, profile: Profile, tags: dict[Profile, list[str]]) -> OutcomeView:
    game: Game = feasible.game
    payoff = game.payoff(profile)
    return OutcomeView(
        tuple(game.actions[k][action] for k, action in enumerate(profile)),
        tuple(map(show, payoff)),
        _efficient(feasible, payoff),
        tuple(tags.get(profile, ())),
    )


def _efficient(feasible: FeasibleSet, payoff: tuple[Fraction, ...]) -> bool:
    try:
        return feasible.is_efficient(payoff)
    except SpiVerifyError:
        return False


def space_view(
    feasible: FeasibleSet,
    outcomes: Sequence[tuple[str, Outcome]],
    marks: Sequence[Mark],
    regions: Sequence[Region],
) -> SpaceView:
    """Return the payoff space of a game, with named outcomes, further points and sets of outcomes.

    Paper node: `def-5`
    """
    try:
        facts = _facts(feasible, outcomes, marks, regions)
        picture = payoff_picture(feasible, marks=marks, regions=regions, title=_title(feasible))
        words = "; ".join(f"{label}: {value}" for label, value in facts)
        return SpaceView(facts, inline_svg(picture, "space", "Payoff space", words), "")
    except SpiVerifyError as error:
        return SpaceView((), "", str(error))


def _title(feasible: FeasibleSet) -> str:
    return "Payoffs of the outcomes" if feasible.model == "pure" else "Payoffs of lotteries over outcomes"


def _facts(
    feasible: FeasibleSet,
    outcomes: Sequence[tuple[str, Outcome]],
    marks: Sequence[Mark],
    regions: Sequence[Region],
) -> tuple[tuple[str, str], ...]:
    vertices = feasible.efficient_vertices()
    more = f" and {len(vertices) - MOST_VERTICES:,} more" if len(vertices) > MOST_VERTICES else ""
    shown = ", ".join(map(show_point, vertices[:MOST_VERTICES])) + more
    pmm = show_point(feasible.pmm()) + ("" if feasible.pmm_feasible() else " (not feasible)")
    facts = [
        ("Efficient outcomes" if feasible.model == "pure" else "Efficient vertices", shown),
        ("Pareto meet minimum", pmm),
    ]
    for label, outcome in outcomes:
        paid_by = outcome.show(feasible.game)
        facts.append((_capital(label), f"{show_point(outcome.payoffs)} at {paid_by}"))
    names = {label for label, _ in outcomes}
    facts += [(_capital(mark.label), show_point(mark.point)) for mark in marks if mark.label not in names]
    facts += [(_capital(region.label), str(region.outcomes)) for region in regions]
    return tuple(facts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
