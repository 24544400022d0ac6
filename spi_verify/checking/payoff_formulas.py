"""Formulas about the default d and an offered point u of one feasible set: what the solvers are asked."""

from __future__ import annotations

from collections.abc import Sequence

from spi_verify.checking.rows import Finding
from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.solving.formulas import Formula, Linear, all_of, any_of, variable
from spi_verify.solving.geometry import in_hull
from spi_verify.solving.questions import Answer, Model, Solvers

MAX_POINTS = 2000
"""Most points of a feasible set that are written out in one formula."""


def payoffs(letter: str, n: int) -> tuple[Linear, ...]:
    """Return the variables of one payoff vector, named as in scenarios: u1, u2, … or d1, d2, …

    >>> print(*payoffs("d", 2))
    d1 d2
    """
    return tuple(variable(f"{letter}{k + 1}") for k in range(n))


def is_feasible(point: Sequence[Linear], feasible: FeasibleSet, prefix: str) -> Formula:
    """Return "the point is feasible"; not to be used under a negation in the hull model.

    Errors: Refusal when the feasible set has too many points to write out.
    """
    vertices = feasible.vertices()
    if len(vertices) > MAX_POINTS:
        raise Refusal(f"the feasible set has {len(vertices)} points to write out, more than {MAX_POINTS}")
    if feasible.model == "hull":
        return in_hull(point, vertices, prefix)
    return any_of(all_of(x.eq(v) for x, v in zip(point, vertex, strict=True)) for vertex in vertices)


def improves_weakly(left: Sequence[Linear], right: Sequence[Linear]) -> Formula:
    """Return "left ⪰ right"."""
    return all_of(x.ge(y) for x, y in zip(left, right, strict=True))


def some_greater(left: Sequence[Linear], right: Sequence[Linear]) -> Formula:
    """Return "left is greater than right in some component"."""
    return any_of(x.gt(y) for x, y in zip(left, right, strict=True))


def point_of(model: Model, letter: str, n: int) -> Payoff:
    """Return the payoff vector that a model gives to a letter's variables (0 where it does not matter)."""
    return tuple(model.get(f"{letter}{k + 1}", 0 * next(iter(model.values()))) for k in range(n))


def none_exists(answer: Answer, showing: str, n: int) -> Finding:
    """Return the finding that no point satisfies a formula; a model of it is the counterexample (d, then u)."""
    if answer.status == "unsat":
        return Finding.of(True, f"{showing} (z3 and cvc5 agree)")
    if answer.status == "sat" and answer.model is not None:
        d, u = point_of(answer.model, "d", n), point_of(answer.model, "u", n)
        return Finding.of(False, f"not so at d = {show_point(d)}, u = {show_point(u)}")
    return Finding.undecided(answer.reason)


def ask(solvers: Solvers, parts: Sequence[Formula]) -> Answer:
    """Ask both solvers for a point that satisfies every part."""
    return solvers.ask(all_of(parts))
