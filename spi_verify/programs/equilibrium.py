"""Beliefs, exact expected utilities, and def-1: over declared programs, over a class, over every program whatever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from spi_verify.errors import InputError, Refusal
from spi_verify.games.linear import Constraint
from spi_verify.games.rationals import Payoff
from spi_verify.programs.ceiling import CLASSES, Ceiling, Others, seat
from spi_verify.programs.conditions import ALWAYS, And, Condition, Is, Kind
from spi_verify.programs.expressions import Comparison, comparisons
from spi_verify.programs.functions import OfferClause, RegionOffer, RuleFunction
from spi_verify.programs.interpreter import Interpreter, ProgramProfile, default_profile, set_functions
from spi_verify.programs.program import (
    CsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationProgram,
    made_name,
)
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
        expects = f"{self.program.name} expects {self.value}"
        if self.scope is Scope.EVERY:
            return f"{expects}, the most that any program can (ceiling {self.ceiling})"
        if self.scope is Scope.CLASS:
            return f"{expects}, the most in the game's program set (bounds computed from code)"
        return f"{expects}, the most among the declared programs (ceiling {self.ceiling})"


def expected_utility(interpreter: Interpreter, program: Program, belief: Belief) -> Fraction:
    """Return player i's exact expected utility of a program under a belief.

    Paper node: `def-1`
    """
    i = belief.player
    payoffs = ((interpreter.outcome(seat(program, i, others)).payoffs[i], w) for others, w in belief.support)
    return sum((payoff * weight for payoff, weight in payoffs), Fraction(0))


@dataclass(frozen=True)
class ProgramSet:
    """What a player may choose from: ``members`` (P_i), and every program of the classes named by ``kinds``.

    ``known`` are all declared programs of the player, those outside P_i too: code that conditions may recognise.
    The programs of a class have a member that is not of the class as their default. ``admits`` tells whether a
    program made for the purpose belongs to its class (its function satisfies def-3, or def-6).
    """

    members: tuple[Program, ...]
    known: tuple[Program, ...]
    kinds: tuple[Kind, ...] = ()
    admits: Callable[[Program], bool] = lambda program: True

    def choices(self) -> list[Program]:
        """Return the members, and the declared programs outside P_i that belong to a class all the same."""
        members = list(self.members)
        classes = tuple(cls for kind in self.kinds for cls in CLASSES[kind])
        outside = [p for p in self.known if isinstance(p, classes) and isinstance(p, Renegotiating)]
        for program in outside:
            if program not in members and program.default in self.members and self.admits(program):
                members.append(program)
        return members

    def defaults(self, kind: Kind) -> list[Program]:
        """Return the members that programs of a class may have as their default."""
        return [p for p in self.members if not isinstance(p, CLASSES[kind])]


def optimality(
    interpreter: Interpreter, program: Program, belief: Belief, programs: ProgramSet
) -> Optimality:
    """Return whether a program is a best response to a belief among the player's programs.

    Paper node: `def-1`
    """
    value = expected_utility(interpreter, program, belief)
    ceiling = Ceiling(interpreter, belief.player, programs.known)
    top = ceiling.expected(belief.support)
    better = _better(interpreter, value, belief, programs)
    if better is not None:
        rival, gained = better
        scope = Scope.DECLARED if rival in programs.members else Scope.CLASS
        return Optimality(belief.player, program, value, top, False, scope, rival, gained)
    scope = Scope.DECLARED
    if value >= top:
        scope = Scope.EVERY
    elif programs.kinds and value >= _class_bound(ceiling, belief, programs):
        scope = Scope.CLASS
    return Optimality(belief.player, program, value, top, True, scope)


def _class_bound(ceiling: Ceiling, belief: Belief, programs: ProgramSet) -> Fraction:
    """Return an upper bound on the expected utility of every program of the classes."""
    bounds = [
        ceiling.expected_in_class(belief.support, kind, default)
        for kind in programs.kinds
        for default in programs.defaults(kind)
    ]
    return max(bounds, default=ceiling.feasible.best()[belief.player])


def _better(
    interpreter: Interpreter, value: Fraction, belief: Belief, programs: ProgramSet
) -> tuple[Program, Fraction] | None:
    """Return a program that does better than ``value``, with what it expects: a member, or one made for the purpose."""
    for rival in programs.choices():
        gained = expected_utility(interpreter, rival, belief)
        if gained > value:
            return rival, gained
    for kind in programs.kinds:
        for default in programs.defaults(kind):
            try:
                for rival in deviations(interpreter, belief, default, kind):
                    gained = expected_utility(interpreter, rival, belief)
                    if gained > value and programs.admits(rival):
                        return rival, gained
            except (InputError, Refusal):
                continue  # a program that does not halt here, or ends at no exact point, is none to deviate to
    return None


def deviations(interpreter: Interpreter, belief: Belief, default: Program, kind: Kind) -> Iterator[Program]:
    """Yield programs of a class, with a given default, that are made to do well against a belief's support.

    For ``renegotiation``: the default with each counterpart's own function. For the CSR classes: a function that
    offers each counterpart the point of its own answer that is best for the player, and everyone else every
    improvement. None are made for ``icsr``.
    """
    i = belief.player
    if kind == "renegotiation":
        programs = [p for others, _ in belief.support for p in others if isinstance(p, RenegotiationProgram)]
        for function in sorted({p.function for p in programs}, key=lambda f: f.name):
            yield RenegotiationProgram(
                made_name(f"{function.name} with default {default.name}"), i, default, function
            )
    elif kind == "csr":
        generous = _tailored(interpreter, i, default, ())
        clauses: list[OfferClause] = []
        for others, _ in belief.support:
            clause = _tailored_clause(interpreter, seat(generous, i, others), i)
            if clause is not None and clause.condition not in {c.condition for c in clauses}:
                clauses.append(clause)
        yield _tailored(interpreter, i, default, tuple(clauses))
        yield generous
    elif kind == "pmp-renegotiation":
        for program in deviations(interpreter, belief, default, "csr"):
            assert isinstance(program, CsrProgram)
            yield PrnProgram(program.name, i, default, program.function)


def _tailored(
    interpreter: Interpreter, player: int, default: Program, clauses: tuple[OfferClause, ...]
) -> CsrProgram:
    """Return a CSR program with the clauses and, for everyone else, every weak improvement on the default."""
    everything = RegionOffer(comparisons("u >= d", n=interpreter.game.n, constants={}), "u >= d")
    what = "tailored to the belief" if clauses else "offer every improvement"
    name = made_name(f"{what}, default {default.name}")
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
