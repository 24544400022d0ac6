"""For which weights q of the belief ``X = u*_i`` the printed program of prop-5 is a best response.

Against X = u*_i − ε_i and against X = u*_i every program gets something that does not depend on q. So each rival gives
one condition that is linear in q, and together they leave an interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import all_at_least, unit
from spi_verify.games.rationals import Payoff, show, show_point
from spi_verify.programs.ceiling import Others, seat
from spi_verify.programs.interpreter import Interpreter, ProgramProfile, default_profile
from spi_verify.programs.negotiation import Round
from spi_verify.scenarios.scenario import Scenario

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Condition:
    """What q must satisfy for a program to do as well as a rival.

    ``own`` and ``other`` are what the program and the rival get, in payoffs to the player (0-based): first where
    X = u*_i − ε_i, then where X = u*_i. The condition is ``(1 − q)·(other − own) + q·(other − own) <= 0``.

    >>> condition = Condition(0, "p1", "holds-1", (Fraction(3), Fraction(3)), (Fraction(3), Fraction(4)))
    >>> print(condition)
    (1 - q)*3 + q*3 >= (1 - q)*3 + q*4 (p1 against holds-1)
    >>> condition.weights()
    (Fraction(0, 1), Fraction(0, 1))

    Paper node: `prop-5`
    """

    player: int
    program: str
    rival: str
    own: tuple[Fraction, Fraction]
    other: tuple[Fraction, Fraction]

    def weights(self) -> tuple[Fraction, Fraction] | None:
        """Return the least and the greatest q from 0 to 1 that satisfy the condition, or None if none does."""
        at_none, at_all = (b - a for a, b in zip(self.own, self.other, strict=True))
        if max(at_none, at_all) <= 0:
            return _ZERO, _ONE
        if min(at_none, at_all) > 0:
            return None
        root = at_none / (at_none - at_all)
        return (_ZERO, root) if at_all > 0 else (root, _ONE)

    def __str__(self) -> str:
        mine, theirs = (f"(1 - q)*{show(a)} + q*{show(b)}" for a, b in (self.own, self.other))
        return f"{mine} >= {theirs} ({self.program} against {self.rival})"


@dataclass(frozen=True)
class Weights:
    """The q with which every player's printed program is a best response among what is declared, and why no others.

    ``least`` and ``most`` are None if there is none; ``binding`` is the condition that stops q from being greater.

    Paper node: `prop-5`
    """

    least: Fraction | None
    most: Fraction | None
    binding: Condition | None
    reason: str

    def __str__(self) -> str:
        if self.least is None or self.most is None:
            return f"no q satisfies {self.reason}"
        if self.binding is None:
            return "every q from 0 to 1"
        only = "q = 0 only" if self.most == 0 else f"q from {show(self.least)} to {show(self.most)}"
        return f"{only}, as {self.reason}"


def weights(scenario: Scenario) -> Weights:
    """Return for which q the programs of a printed construction are best responses among the declared ones.

    Every player's belief has two atoms: X = u*_i − ε_i, then X = u*_i. Never fails on such a scenario.

    Paper node: `prop-5`
    """
    least, most, binding = _ZERO, _ONE, None
    found = list(_conditions(scenario))
    for condition in found:
        interval = condition.weights()
        if interval is None:
            return Weights(None, None, condition, str(condition))
        least = max(least, interval[0])
        if interval[1] < most:
            most, binding = interval[1], condition
    if least > most:
        return Weights(None, None, binding, " and ".join(map(str, found)))
    reason = "" if binding is None else f"{binding}: {_step(scenario, binding)}"
    return Weights(least, most, binding, reason)


def _conditions(scenario: Scenario) -> Iterator[Condition]:
    interpreter, profile = scenario.interpreter(), scenario.profile or ()
    for i, program in enumerate(profile):
        atoms = [others for others, _ in scenario.beliefs[i].support]
        own = _gets(interpreter, seat(program, i, atoms[0]), seat(program, i, atoms[1]), i)
        for rival in scenario.members(i):
            if rival != program:
                other = _gets(interpreter, seat(rival, i, atoms[0]), seat(rival, i, atoms[1]), i)
                yield Condition(i, program.name, rival.name, own, other)


def _gets(
    interpreter: Interpreter, near: ProgramProfile, best: ProgramProfile, i: int
) -> tuple[Fraction, Fraction]:
    return interpreter.outcome(near).payoffs[i], interpreter.outcome(best).payoffs[i]


def _step(scenario: Scenario, condition: Condition) -> str:
    """Return in which round the program lets go of u*_i, against the belief that X = u*_i."""
    feasible, i = scenario.feasible, condition.player
    others: Others = scenario.beliefs[i].support[1][0]
    profile = seat(scenario.programs[condition.program], i, others)
    interpreter = scenario.interpreter()
    start = interpreter.outcome(default_profile(profile)).payoffs
    best = feasible.best()[i]
    for k, played in enumerate(interpreter.rounds(profile, start)):
        left = _most(feasible, played.result, i)
        if left < best:
            return _lost(scenario, played, k, i, left)
    return f"player {i + 1}'s program ends at {show(condition.own[1])}"


def _lost(scenario: Scenario, played: Round, k: int, i: int, left: Fraction) -> str:
    feasible = scenario.feasible
    best = feasible.best()[i]
    where = f"where X = u*_{i + 1} = {show(best)}, round {k + 1} ends at {show_point(played.result)}"
    reachable = played.agreement and played.agreement.maximise(unit(i, feasible.n))[0]
    if reachable == best:
        point = show_point(played.agreement.maximise(unit(i, feasible.n))[1])
        return f"{where}, as {scenario.selection.rule} selects it though {point} is agreed to as well"
    return f"{where}, and from there player {i + 1} can get {show(left)} at most"


def _most(feasible: FeasibleSet, floor: Payoff, i: int) -> Fraction:
    return feasible.cut(all_at_least(floor)).maximise(unit(i, feasible.n))[0]
