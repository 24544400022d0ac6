"""Beliefs, exact expected utilities, and def-1: over declared programs, over a class, over every program whatever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from spi_verify.games.linear import Constraint
from spi_verify.games.rationals import Payoff
from spi_verify.programs.ceiling import Ceiling, Others, seat
from spi_verify.programs.conditions import ALWAYS, And, Condition, Is, Kind
from spi_verify.programs.expressions import Comparison, comparisons
from spi_verify.programs.functions import OfferClause, RegionOffer, RuleFunction
from spi_verify.programs.interpreter import Interpreter, ProgramProfile, default_profile, set_functions
from spi_verify.programs.program import CsrProgram, Program, Renegotiating, RenegotiationProgram
from spi_verify.solving.formulas import variable


@dataclass(frozen=True)
class Belief:
    """A player's belief about the others' programs: profiles of the others with exact weights that sum to 1.

    Paper node: `def-1`
    """

    player: int
    support: tuple[tuple[Others, Fraction], ...]


class Scope(Enum):
    """Over which programs a statement that speaks of all programs was shown."""

    EVERY = "every program set"
    CLASS = "the game's own program set"
    DECLARED = "the declared programs only"


@dataclass(frozen=True)
class Optimality:
    """Whether a program maximises expected utility, and over what.

    ``holds`` is False with ``better`` a program that does better; True with the widest ``scope`` shown.
    ``settled`` is False when it holds over the declared programs and nothing was shown beyond them.

    Paper node: `def-1`
    """

    player: int
    program: Program
    value: Fraction
    ceiling: Fraction
    holds: bool
    scope: Scope
    better: Program | None = None
    better_value: Fraction | None = None

    def __str__(self) -> str:
        if not self.holds and self.better is not None:
            return f"{self.program.name} expects {self.value}, but {self.better.name} expects {self.better_value}"
        if self.scope is Scope.EVERY:
            return f"{self.program.name} expects {self.value}, the most that any program can (ceiling {self.ceiling})"
        if self.scope is Scope.CLASS:
            return f"{self.program.name} expects {self.value}, the most in the game's program set (bounds computed from code)"
        return f"{self.program.name} expects {self.value}, the most among the declared programs; ceiling {self.ceiling}"


def expected_utility(interpreter: Interpreter, program: Program, belief: Belief) -> Fraction:
    """Return player i's exact expected utility of a program under a belief.

    Paper node: `def-1`
    """
    i = belief.player
    payoffs = ((interpreter.outcome(seat(program, i, others)).payoffs[i], w) for others, w in belief.support)
    return sum((payoff * weight for payoff, weight in payoffs), Fraction(0))


def optimality(
    interpreter: Interpreter,
    program: Program,
    belief: Belief,
    declared: Sequence[Program],
    kind: Kind | None = None,
) -> Optimality:
    """Return whether a program is a best response to a belief in the game that a claim speaks of.

    ``declared`` are the player's declared programs. ``kind`` names the class of renegotiation programs that the
    game adds to them (``csr`` for G(P ∪ P^RN)), with the declared programs that do not renegotiate as defaults.

    Paper node: `def-1`
    """
    i = belief.player
    value = expected_utility(interpreter, program, belief)
    ceiling = Ceiling(interpreter, i, declared)
    top = sum((ceiling.bound(others) * weight for others, weight in belief.support), Fraction(0))

    def answer(
        holds: bool, scope: Scope, better: Program | None = None, gain: Fraction | None = None
    ) -> Optimality:
        return Optimality(i, program, value, top, holds, scope, better, gain)

    for rival in declared:
        gained = expected_utility(interpreter, rival, belief)
        if gained > value:
            return answer(False, Scope.DECLARED, rival, gained)
    if value >= top:
        return answer(True, Scope.EVERY)
    if kind is None:
        return answer(True, Scope.DECLARED)
    plain = [p for p in declared if not isinstance(p, Renegotiating)]
    for default in plain:
        for rival in deviations(interpreter, belief, default, kind):
            gained = expected_utility(interpreter, rival, belief)
            if gained > value:
                return answer(False, Scope.CLASS, rival, gained)
    bounds = [
        sum((ceiling.class_bound(others, kind, default) * w for others, w in belief.support), Fraction(0))
        for default in plain
    ]
    return answer(True, Scope.CLASS if value >= max(bounds, default=value) else Scope.DECLARED)


def deviations(interpreter: Interpreter, belief: Belief, default: Program, kind: Kind) -> list[Program]:
    """Return programs of a class, with a given default, that are made to do well against a belief's support.

    For ``renegotiation``: the default with each counterpart's own function. For ``csr``: a function that offers each
    counterpart the point of its own answer that is best for the player, and everyone else every improvement.
    """
    i = belief.player
    if kind == "renegotiation":
        functions = {
            p.function for others, _ in belief.support for p in others if isinstance(p, RenegotiationProgram)
        }
        ordered = sorted(functions, key=lambda f: f.name)
        return [RenegotiationProgram(f"({default.name}, {f.name})", i, default, f) for f in ordered]
    if kind != "csr":
        return []
    generous = _tailored(interpreter, i, default, ())
    clauses: list[OfferClause] = []
    for others, _ in belief.support:
        clause = _tailored_clause(interpreter, seat(generous, i, others), i)
        if clause is not None and clause.condition not in {c.condition for c in clauses}:
            clauses.append(clause)
    return [_tailored(interpreter, i, default, tuple(clauses)), generous]


def _tailored(
    interpreter: Interpreter, player: int, default: Program, clauses: tuple[OfferClause, ...]
) -> CsrProgram:
    """Return a CSR program with the clauses and, for everyone else, every weak improvement on the default."""
    everything = RegionOffer(comparisons("u >= d", n=interpreter.game.n, constants={}), "u >= d")
    name = (
        f"tailored to the belief ({default.name})" if clauses else f"offer every improvement ({default.name})"
    )
    function = RuleFunction(name, player, (*clauses, OfferClause(ALWAYS, (everything,))))
    return CsrProgram(name, player, default, function)


def _tailored_clause(interpreter: Interpreter, profile: ProgramProfile, player: int) -> OfferClause | None:
    """Return the clause that offers the counterparts in a profile the best point of what they all offer."""
    n = interpreter.game.n
    if not all(isinstance(p, CsrProgram) and p.selector is None for p in profile):
        return None
    start = interpreter.outcome(default_profile(profile)).payoffs
    functions = set_functions(profile)
    played = interpreter.negotiation.round(functions, start)
    if not played.agreement:
        return None
    best = played.agreement.maximise(tuple(Fraction(k == player) for k in range(n)))[1]
    asked: list[Condition] = [Is(k, functions[k].name) for k in range(n) if k != player]
    asked.extend(_equal(f"d{k + 1}", start[k]) for k in range(n))
    return OfferClause(And(tuple(asked)), (point_offer(best),))


def point_offer(x: Payoff) -> RegionOffer:
    """Return the offer of one payoff vector."""
    return RegionOffer(tuple(_equal(f"u{k + 1}", value) for k, value in enumerate(x)), "point")


def _equal(name: str, value: Fraction) -> Comparison:
    return variable(name).eq(value)


@dataclass(frozen=True)
class BeliefRegion:
    """The beliefs for which a program is optimal among declared ones: weights over the listed counterpart profiles.

    ``constraints`` are over one weight per entry of ``counterparts`` (non-negative and summing to 1 besides); one
    row per rival that is better somewhere, named in ``rivals``.

    Paper node: `def-1`
    """

    program: Program
    counterparts: tuple[Others, ...]
    constraints: tuple[Constraint, ...]
    rivals: tuple[str, ...]


def belief_region(
    interpreter: Interpreter, program: Program, counterparts: Sequence[Others], declared: Sequence[Program]
) -> BeliefRegion:
    """Return the exact region of beliefs over the counterpart profiles for which a declared program is optimal.

    Paper node: `def-1`
    """
    i = program.player

    def row(p: Program) -> tuple[Fraction, ...]:
        return tuple(interpreter.outcome(seat(p, i, others)).payoffs[i] for others in counterparts)

    own = row(program)
    rows: dict[tuple[Fraction, ...], str] = {}
    for rival in declared:
        difference = tuple(theirs - mine for theirs, mine in zip(row(rival), own, strict=True))
        if any(value > 0 for value in difference):
            rows.setdefault(difference, rival.name)
    constraints = tuple(Constraint(difference, "<=", Fraction(0)) for difference in rows)
    return BeliefRegion(program, tuple(counterparts), constraints, tuple(rows.values()))
