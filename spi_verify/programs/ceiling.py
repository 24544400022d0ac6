"""The ceiling test: the most that any program whatever could get against given counterparts.

The counterparts' code is known, the player's own program is not. So every condition about the player is open, except
what follows from an assumption about its kind; whatever the counterparts could then play, or offer, is collected, and
the player's best payoff over all of it bounds what any program gets. A program that reaches the bound against every
profile in its belief's support is a best response in *every* program set. The bound never is below the truth; it may be
above it, and then nothing follows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from spi_verify.games.linear import Constraint, all_at_least, at_most
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import Atom, Is, IsKind, Kind, WouldPlay, truth
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import (
    Extension,
    Offer,
    PmpOffer,
    SetFunction,
    as_constraint,
    default_values,
)
from spi_verify.programs.interpreter import Interpreter
from spi_verify.programs.outcomes import Action, Outcome, joint
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationProgram,
    RuleProgram,
    functions_of,
)

Others = tuple[Program, ...]
"""The others' programs, in the players' order, without the player's own."""

_STRUCTURE: tuple[Kind, ...] = ("extension", "never-offers")


@dataclass(frozen=True)
class Unknown:
    """What is assumed of the player's program: its kind (None: it does not renegotiate) and, if fixed, its default."""

    kind: Kind | None
    default: Program | None = None


class Ceiling:
    """Bounds for one player against counterparts whose code is known.

    ``own`` are the player's declared programs: those that a condition may recognise by name. They are run, exactly;
    a program that is none of them makes every condition on its name false.
    """

    def __init__(self, interpreter: Interpreter, player: int, own: Sequence[Program]) -> None:
        self.interpreter, self.player, self.own = interpreter, player, tuple(own)
        self.feasible, self.game = interpreter.feasible, interpreter.game

    def bound(self, others: Others) -> Fraction:
        """Return an upper bound on ``U_i(p_i, p_{-i})`` over every program p_i whatever.

        Paper node: `def-1`
        """
        kinds: list[Kind | None] = [None, "renegotiation", "csr", "icsr", "pmp-renegotiation"]
        return max(
            *(self._declared(program, others) for program in self.own),
            *(self._anonymous(Unknown(kind), others) for kind in kinds),
        )

    def class_bound(self, others: Others, kind: Kind, default: Program) -> Fraction:
        """Return an upper bound over the programs of one kind of renegotiation with a given default."""
        return self._anonymous(Unknown(kind, default), others)

    def _declared(self, program: Program, others: Others) -> Fraction:
        return self.interpreter.outcome(seat(program, self.player, others)).payoffs[self.player]

    def _anonymous(self, unknown: Unknown, others: Others) -> Fraction:
        if unknown.kind is None or not _join(unknown.kind, others):
            return max(outcome.payoffs[self.player] for outcome in self._reachable(unknown, others))
        return max(
            self._renegotiating(unknown, others, start) for start in self._default_outcomes(unknown, others)
        )

    def _reachable(self, unknown: Unknown, others: Others) -> Iterable[Outcome]:
        """Return the outcomes when nobody renegotiates with the player: any action against any possible reply."""
        seats = [k for k in range(self.game.n) if k != self.player]
        replies: list[Iterable[Action]] = [self._actions(others, k, unknown) for k in seats]
        own: Iterable[Action] = range(self.game.shape[self.player])
        if unknown.default is not None:
            own = [self.interpreter.play(self.player, seat(unknown.default, self.player, others))]
        choices = (*replies[: self.player], own, *replies[self.player :])
        return (joint(self.game, actions) for actions in itertools.product(*choices))

    def _actions(self, others: Others, seat_: int, unknown: Unknown) -> list[int]:
        """Return what the program in a seat could play, going down to the default that would answer."""
        program = dict(zip((k for k in range(self.game.n) if k != self.player), others, strict=True))[seat_]
        while isinstance(program, Renegotiating):
            program = program.default
        found: list[int] = []
        for clause in program.clauses:
            value = truth(clause.condition, lambda atom: self._program_fact(atom, unknown, others))
            if value is not False and clause.action not in found:
                found.append(clause.action)
            if value:
                break
        return found

    def _program_fact(self, atom: Atom, unknown: Unknown, others: Others) -> bool | None:
        match atom:
            case Is(subject, _) if subject == self.player:
                return False
            case IsKind(subject, kind, _) if subject == self.player:
                if unknown.kind in ("csr", "pmp-renegotiation", "icsr") and kind in _STRUCTURE:
                    return None
                return kind == unknown.kind or (kind == "csr" and unknown.kind == "pmp-renegotiation")
            case WouldPlay(subject, _, _) if subject == self.player:
                return None
            case _:
                placeholder = RuleProgram("", self.player, ())
                return self.interpreter.fact(atom, seat(placeholder, self.player, others))

    def _default_outcomes(self, unknown: Unknown, others: Others) -> list[Outcome]:
        """Return the default outcomes that could start a renegotiation."""
        below = tuple(program.default for program in others if isinstance(program, Renegotiating))
        fixed = [unknown.default] if unknown.default is not None else list(self._plain())
        found = [self.interpreter.outcome(seat(program, self.player, below)) for program in fixed]
        if unknown.default is None:
            found.extend(self._reachable(Unknown(None), below))
        return list(dict.fromkeys(found))

    def _plain(self) -> Iterable[Program]:
        return (program for program in self.own if not isinstance(program, Renegotiating))

    def _renegotiating(self, unknown: Unknown, others: Others, start: Outcome) -> Fraction:
        default = start.payoffs[self.player]
        if unknown.kind == "renegotiation":
            proposals = [
                self.interpreter.renegotiated(p.function, start)
                for p in others
                if isinstance(p, RenegotiationProgram)
            ]
            return max(default, *(proposal.payoffs[self.player] for proposal in proposals))
        offered = self._agreeable(unknown, others, start.payoffs)
        return max([default] + ([self._best(offered)] if offered else []))

    def _best(self, offered: OutcomeSet) -> Fraction:
        objective = tuple(Fraction(k == self.player) for k in range(self.game.n))
        return offered.maximise(objective)[0]

    def _agreeable(self, unknown: Unknown, others: Others, start: Payoff) -> OutcomeSet:
        """Return a superset of all that could be agreed: the intersection of the others' possible offers."""
        if unknown.kind == "icsr":
            rounds = zip(*(functions_of(p) for p in others), strict=False)
            per_round = [self._offers(list(functions), None, others) for functions in rounds]
            return reduce(OutcomeSet.__or__, per_round, self.feasible.points([start]))
        sets = [self._with_pmp(p, functions_of(p)[0], start, others) for p in others]
        return reduce(OutcomeSet.__and__, sets)

    def _offers(self, functions: list[SetFunction], start: Payoff | None, others: Others) -> OutcomeSet:
        return reduce(OutcomeSet.__and__, (self._possible(f, start) for f in functions))

    def _with_pmp(self, program: Program, function: SetFunction, start: Payoff, others: Others) -> OutcomeSet:
        """Return what one counterpart could offer; the prn algorithm adds a PMP as an extension does."""
        offered = self._possible(function, start)
        if isinstance(program, PrnProgram):
            return offered | self._pmp_of(program.player, offered, start)
        return offered

    def _possible(self, function: SetFunction, start: Payoff | None) -> OutcomeSet:
        """Return a superset of what a function offers to any function of the player at a default (None: at any)."""
        if isinstance(function, Extension):
            base = self._possible(function.base, start)
            return base | self._pmp_of(function.player, base, start)
        offered = self.feasible.empty()
        for clause in function.clauses:
            value = truth(clause.condition, lambda atom: self._function_fact(atom, start))
            if value is not False:
                for offer in clause.offers:
                    offered = offered | self._offer(offer, start)
            if value:
                break
        return offered

    def _function_fact(self, atom: Atom, start: Payoff | None) -> bool | None:
        """Answer only what cannot depend on the player's function; a named one may sit in an unknown program."""
        if isinstance(atom, Comparison):
            values = self._values(start)
            return atom.evaluate(values) if atom.variables() <= values.keys() else None
        return None

    def _values(self, start: Payoff | None) -> Mapping[str, Fraction]:
        known = {f"m{k + 1}": m for k, m in enumerate(self.feasible.pmm())}
        return known if start is None else known | default_values(start)

    def _offer(self, offer: Offer, start: Payoff | None) -> OutcomeSet:
        if isinstance(offer, PmpOffer):
            return self.feasible.cut(all_at_least(self.feasible.pmm()))
        known = {} if start is None else default_values(start)
        rows: list[Constraint] = [
            as_constraint(c, self.game.n, known)
            for c in offer.comparisons
            if all(v.startswith("u") or v in known for v in c.variables())
        ]
        return self.feasible.cut(rows)

    def _pmp_of(self, player: int, base: OutcomeSet, start: Payoff | None) -> OutcomeSet:
        """Return a superset of ``PMP_j`` of any outcome that the base could lead to (there u_k = max(m_k, x_k), k != j)."""
        pmm = self.feasible.pmm()
        rows = list(all_at_least(pmm))
        if player != self.player and start is not None:
            highest = max([start[self.player]] + ([self._best(base)] if base else []))
            rows.append(at_most(self.player, self.game.n, max(pmm[self.player], highest)))
        return self.feasible.cut(rows)


def seat(program: Program, player: int, others: Others) -> tuple[Program, ...]:
    """Return the full profile with one player's program put in its place among the others'."""
    return (*others[:player], program, *others[player:])


def _join(kind: Kind, others: Others) -> bool:
    """Return whether programs of this kind would renegotiate with the others."""
    classes: dict[Kind, tuple[type, ...]] = {
        "renegotiation": (RenegotiationProgram,),
        "csr": (CsrProgram, PrnProgram),
        "pmp-renegotiation": (CsrProgram, PrnProgram),
        "icsr": (IcsrProgram,),
    }
    return all(isinstance(program, classes[kind]) for program in others)
