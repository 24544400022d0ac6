"""Whether P leaves room for what prop-5 asserts: no ICSR program can end below its defaults' outcome.

The proposition asserts existence, so a profile that fails does not refute it. But its programs have their defaults in
P, and each round improves weakly on where it starts. So P alone can rule out every profile at once.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from spi_verify.checking.context import Context, conclusion
from spi_verify.checking.rows import Finding, Row
from spi_verify.errors import Refusal
from spi_verify.games.linear import all_at_least, at_most
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.program import IcsrProgram


def room_row(context: Context, rounds: int, delta: Payoff) -> Row:
    """Return the conclusion that some defaults in P leave room for (1) and (2); P decides it for all ICSR programs.

    Paper node: `prop-5`
    """
    between = "" if rounds == 1 else f", with {rounds - 1} strict improvements between"
    return conclusion(
        "prop-5.room",
        "section 5, prop-5",
        f"some default outcome that P allows is ⪯ some U(p*) ⪯ u^PMM + Δ{between}",
        _room(context, rounds, delta),
    )


def _room(context: Context, rounds: int, delta: Payoff) -> Finding:
    members = [
        [p for p in context.scenario.members(k) if not isinstance(p, IcsrProgram)] for k in range(context.n)
    ]
    if not all(members):
        return Finding.undecided("P holds no program that could be a default of every player")
    ceiling = tuple(m + x for m, x in zip(context.pmm, delta, strict=True))
    ends: dict[Payoff, None] = {}
    for defaults in itertools.product(*members):
        try:
            start = context.outcome(defaults).payoffs
        except Refusal as exc:
            return Finding.undecided(str(exc))
        if start not in ends and _fits(context, start, ceiling, strictly=rounds > 1):
            return Finding.of(True, f"defaults that end at {show_point(start)} do")
        ends[start] = None
    shown = ", ".join(map(show_point, itertools.islice(ends, 6))) + " …" * (len(ends) > 6)
    return Finding.of(
        False,
        f"every default outcome that P allows ({shown}) leaves no room below u^PMM + Δ = {show_point(ceiling)}",
    )


def _fits(context: Context, start: Payoff, ceiling: Payoff, *, strictly: bool) -> bool:
    """Return whether something feasible lies between, strictly above the start if ``strictly``.

    F is convex in the hull model, so a point that is better for each player gives one that is better for all, and the
    segment to it has room for any number of rounds.
    """
    n = context.n
    between = context.feasible.cut([*all_at_least(start), *(at_most(k, n, c) for k, c in enumerate(ceiling))])
    if not strictly or not between:
        return bool(between)
    if context.feasible.model == "pure":
        return any(_better(context, start, end) for end in between.vertices())
    most = tuple(between.maximise(tuple(Fraction(k == i) for k in range(n)))[0] for i in range(n))
    return _better(context, start, most)


def _better(context: Context, start: Payoff, end: Payoff) -> bool:
    gains = [b > a for a, b in zip(start, end, strict=True)]
    return any(gains) if context.reading.has("weakly") else all(gains)
