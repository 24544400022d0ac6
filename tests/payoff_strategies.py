"""Random small games, points and sets of outcomes, with the coincidences that exact geometry must survive."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.games.linear import Constraint
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet

small = st.integers(-3, 3).map(Fraction)
rough = st.builds(Fraction, st.integers(-12, 12), st.integers(1, 4))
numbers = st.one_of(small, rough)
positive = st.builds(Fraction, st.integers(1, 6), st.integers(1, 4))


def point(*values: object) -> Payoff:
    return tuple(Fraction(str(v)) for v in values)


def points(n: int, *, least: int = 1, most: int = 7, of=numbers):
    return st.lists(st.tuples(*[of] * n), min_size=least, max_size=most)


def game_of(payoffs: list[Payoff]) -> Game:
    """The game in which player 1 alone chooses the row."""
    n = len(payoffs[0])
    actions = [[str(k) for k in range(len(payoffs))]] + [["-"]] * (n - 1)
    return Game.build("", [f"P{i}" for i in range(n)], actions, payoffs)


def space_of(payoffs: list[Payoff], model: str = "hull") -> FeasibleSet:
    return feasible_set(game_of(payoffs), model)


def box(n: int, size: int = 20) -> FeasibleSet:
    """A feasible set that holds every small point: a simplex around the cube of half-width ``size``."""
    low = -Fraction(size)
    corners = [tuple(low if k != i else low + 2 * n * size for k in range(n)) for i in range(n)]
    return space_of([(low,) * n, *corners])


def constraints(n: int):
    return st.builds(Constraint, st.tuples(*[small] * n), st.sampled_from(["<=", "<=", "<=", "=="]), numbers)


@st.composite
def unions(draw, n: int, *, most_cells: int = 3, of=small, most_points: int = 4) -> OutcomeSet:
    """A non-empty union of hulls of a few points: often flat, touching or overlapping."""
    space = box(n)
    cells = draw(st.lists(points(n, most=most_points, of=of), min_size=1, max_size=most_cells))
    result = space.empty()
    for cell in cells:
        result |= space.hull_of(cell)
    return result


@st.composite
def finite_sets(draw, n: int) -> OutcomeSet:
    chosen = draw(points(n, most=8, of=small))
    return space_of(chosen, draw(st.sampled_from(["hull", "pure"]))).points(chosen)
