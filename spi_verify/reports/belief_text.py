"""Belief regions in words: exact inequalities in their simplest form."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.errors import Refusal, shorten
from spi_verify.games.game import Game
from spi_verify.games.hull import Hull
from spi_verify.games.linear import Constraint
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import show
from spi_verify.programs.equilibrium import BeliefRegion, belief_region
from spi_verify.scenarios.scenario import Scenario

EVERY = "every belief over what it considers possible here"
NONE = "no belief over what it considers possible here"
LONGEST_NAME = 200


@dataclass(frozen=True)
class OptimalBeliefs:
    """For which beliefs over its support a player's program is optimal: in lines that must all hold, and as a region.

    ``region`` is None where it was refused, with the reason.
    """

    player: int
    program: str
    lines: tuple[str, ...]
    region: BeliefRegion | None
    refused: str = ""


def optimal_beliefs(scenario: Scenario) -> Iterator[OptimalBeliefs]:
    """Yield, per player with a belief, for which beliefs its program of the profile is optimal among declared ones.

    Paper node: `def-1`
    """
    if scenario.profile is None:
        return
    interpreter = scenario.interpreter()
    for i, belief in scenario.beliefs.items():
        program = scenario.profile[i]
        counterparts = [others for others, _ in belief.support]
        try:
            region = belief_region(interpreter, program, counterparts, scenario.members(i))
            yield OptimalBeliefs(i, program.name, tuple(region_lines(region, scenario.game)), region)
        except Refusal as refusal:
            yield OptimalBeliefs(i, program.name, (), None, str(refusal))


def region_lines(region: BeliefRegion, game: Game) -> list[str]:
    """Return the beliefs for which a program is optimal as lines that must all hold, in simplest form.

    Weights are at least 0 and sum to 1 throughout, so no line says that. Redundant inequalities are dropped,
    coefficients are the smallest integers; two counterparts give an interval. Never fails.

    >>> from spi_verify.programs.conditions import ALWAYS
    >>> from spi_verify.programs.program import Clause, RuleProgram
    >>> game = Game.build("", ("A", "B"), (("x",), ("y",)), [(0, 0)])
    >>> p, q, r = (RuleProgram(name, k, (Clause(ALWAYS, 0),)) for k, name in enumerate(("p", "q", "r")))
    >>> difference = Constraint((Fraction(-3), Fraction(1)), "<=", Fraction(0))
    >>> region_lines(BeliefRegion(p, ((q,), (r,)), (difference,), ("s",)), game)
    ['β₁(q) ≥ 1/4']

    Paper node: `def-1`
    """
    names = weight_names(region, game)
    simplex = _Simplex(len(names))
    rows = [side for constraint in region.constraints for side in constraint.sides()]
    if not simplex.possible(rows):
        return [NONE]
    zero = [k for k in range(len(names)) if simplex.range(k, rows)[1] == 0]
    free = [k for k in range(len(names)) if k not in zero]
    lines = [f"{names[k]} = 0" for k in zero]
    if len(free) == 2:
        lines += _interval(names, free, simplex, rows)
    elif len(free) > 2:
        lines += _inequalities([names[k] for k in free], [_restricted(row, free) for row in rows])
    elif zero:
        lines = [f"{names[free[0]]} = 1"]
    return lines or [EVERY]


def weight_names(region: BeliefRegion, game: Game) -> list[str]:
    """Return how the weight of each counterpart profile is written, such as ``β₁(yield)``."""
    subscript = "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(region.program.player + 1))
    return [
        f"β{subscript}({', '.join(shorten(p.name, LONGEST_NAME) for p in others)})"
        for others in region.counterparts
    ]


class _Simplex:
    """Exact questions about weights that are at least 0 and sum to 1."""

    def __init__(self, n: int) -> None:
        self.n = n
        corners = [tuple(Fraction(int(i == k)) for i in range(n)) for k in range(n)]
        self._hull = Hull(IntegerPoints.of(corners))

    def possible(self, rows: Sequence[Constraint]) -> bool:
        return self._hull.maximise((Fraction(0),) * self.n, rows) is not None

    def most(self, coefficients: Sequence[Fraction], rows: Sequence[Constraint]) -> Fraction:
        best = self._hull.maximise(coefficients, rows)
        assert best is not None  # asked only where some weights satisfy the rows
        return sum((a * x for a, x in zip(coefficients, best, strict=True)), Fraction(0))

    def range(self, k: int, rows: Sequence[Constraint]) -> tuple[Fraction, Fraction]:
        up = [Fraction(int(i == k)) for i in range(self.n)]
        return -self.most([-a for a in up], rows), self.most(up, rows)


def _interval(
    names: Sequence[str], free: Sequence[int], simplex: _Simplex, rows: Sequence[Constraint]
) -> list[str]:
    """Two weights that sum to 1: the one that has a lower bound only, or else the first between two bounds."""
    first, second = (names[k] for k in free)
    low, high = simplex.range(free[0], rows)
    if low == high:
        return [f"{first} = {show(low)}"]
    if high == 1:
        return [f"{first} ≥ {show(low)}"] if low else []
    if low == 0:
        return [f"{second} ≥ {show(1 - high)}"]
    return [f"{show(low)} ≤ {first} ≤ {show(high)}"]


def _restricted(row: Constraint, free: Sequence[int]) -> Constraint:
    return Constraint(tuple(row.coefficients[k] for k in free), row.relation, row.bound)


def _inequalities(names: Sequence[str], rows: Sequence[Constraint]) -> list[str]:
    simplex = _Simplex(len(names))
    sharp = [_sharpened(row, simplex, rows) for row in dict.fromkeys(_simplest(row) for row in rows)]
    kept = list(dict.fromkeys(sharp))
    for row in sorted(kept, key=lambda c: c.relation == "=="):  # equalities make inequalities redundant
        others = [other for other in kept if other is not row]
        if all(simplex.most(side.coefficients, others) <= side.bound for side in row.sides()):
            kept = others
    return [_line(names, row) for row in kept]


def _sharpened(row: Constraint, simplex: _Simplex, rows: Sequence[Constraint]) -> Constraint:
    """Return the row as an equality if all weights that satisfy the rows satisfy it so."""
    least = -simplex.most([-a for a in row.coefficients], rows)
    if least != row.bound:
        return row
    equal = Constraint(row.coefficients, "==", row.bound)
    turned = Constraint(tuple(-a for a in row.coefficients), "==", -row.bound)
    return max(equal, turned, key=lambda c: c.coefficients)


def _simplest(row: Constraint) -> Constraint:
    """Return an equivalent row with the fewest terms and the smallest integers.

    The weights sum to 1, so adding one number to every coefficient and to the bound changes nothing.
    """
    shifts = dict.fromkeys((-row.bound, *(-a for a in row.coefficients)))
    forms = [([a + t for a in row.coefficients], row.bound + t) for t in shifts]
    coefficients, bound = min(forms, key=lambda form: (sum(map(bool, form[0])), bool(form[1])))
    numbers = [*coefficients, bound]
    scale = Fraction(math.lcm(*(x.denominator for x in numbers)))
    common = math.gcd(*(int(x * scale) for x in numbers)) or 1
    factor = scale / common
    return Constraint(tuple(a * factor for a in coefficients), row.relation, bound * factor)


def _line(names: Sequence[str], row: Constraint) -> str:
    terms = [(a, name) for a, name in zip(row.coefficients, names, strict=True) if a]
    left = [_term(a, name) for a, name in terms if a > 0]
    right = [_term(-a, name) for a, name in terms if a < 0]
    sign, flipped = ("=", "=") if row.relation == "==" else ("≤", "≥")
    if len(terms) == 1:
        (a, name) = terms[0]
        return f"{name} {sign if a > 0 else flipped} {show(row.bound / a)}"
    if row.bound > 0 or (row.bound == 0 and not right):
        right.append(show(row.bound))
    elif row.bound < 0 or not left:
        left.append(show(-row.bound))
    if not any(a > 0 for a, _ in terms):
        return f"{' + '.join(right)} {flipped} {' + '.join(left)}"
    return f"{' + '.join(left)} {sign} {' + '.join(right)}"


def _term(a: Fraction, name: str) -> str:
    return name if a == 1 else f"{show(a)} {name}"
