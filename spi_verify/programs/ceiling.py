"""The ceiling test: the most that any program whatever could get against given counterparts.

The counterparts' code is known, the player's own program is not. So every condition about the player is open, except
what follows from an assumption about its kind; whatever the counterparts could then play, or offer, is collected, and
the player's best payoff over all of it bounds what any program gets. A program that reaches the bound against every
profile in its belief's support is a best response in *every* program set. The bound never is below the truth; it may be
above it, and then nothing follows.

"Any program" is of any kind, with any default, of any number of rounds. In the hull model it may also play any
lottery over its actions: that gains nothing by itself, payoffs being linear, but a renegotiation may start from such an
outcome. So the defaults from which one could start are kept as *corners*: the start is somewhere in their hull.

An expectation is bounded case by case: what the counterparts' functions can tell of the player's function is the same
against all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial, reduce

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
    default_values,
)
from spi_verify.programs.interpreter import Interpreter
from spi_verify.programs.negotiation import function_fact
from spi_verify.programs.outcomes import Action, Outcome, joint
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationFunction,
    RenegotiationProgram,
    RuleProgram,
    functions_of,
)
from spi_verify.programs.supposed import Supposed, settled, supposed
from spi_verify.solving.formulas import Linear, total, variable

Others = tuple[Program, ...]
"""The others' programs, in the players' order, without the player's own."""

_STRUCTURE: tuple[Kind, ...] = ("extension", "never-offers")

Known = Mapping[int, SetFunction]
"""Functions by their player (0-based)."""

Support = Sequence[tuple[Others, Fraction]]
"""Profiles of the others, each with its weight."""

Corners = tuple[Outcome, ...]
"""Outcomes whose convex hull holds every outcome from which a renegotiation could start; one, if it is known."""

CLASSES: dict[Kind, tuple[type, ...]] = {
    "renegotiation": (RenegotiationProgram,),
    "csr": (CsrProgram, PrnProgram),
    "pmp-renegotiation": (CsrProgram, PrnProgram),
    "icsr": (IcsrProgram,),
}
"""Which programs renegotiate with a program of a kind; the prn draft's subclass is one of CSR programs."""


@dataclass(frozen=True)
class Unknown:
    """What is assumed of the player's program: its kind (None: it does not renegotiate) and, if fixed, its default.

    ``function`` is what is supposed of a CSR program's function, if anything is.
    """

    kind: Kind | None
    default: Program | None = None
    function: Supposed | None = None


class Ceiling:
    """Bounds for one player against counterparts whose code is known.

    ``own`` are the player's declared programs: those that a condition may recognise by name. They are run, exactly;
    a program that is none of them makes every condition on its name false.
    """

    def __init__(self, interpreter: Interpreter, player: int, own: Sequence[Program]) -> None:
        self.interpreter, self.player, self.own = interpreter, player, tuple(own)
        self.feasible, self.game = interpreter.feasible, interpreter.game

    def expected(self, support: Support) -> Fraction:
        """Return an upper bound on the expected ``U_i(p_i, p_{-i})`` over every program p_i whatever.

        Paper node: `def-1`
        """
        kinds: list[Kind | None] = [None, *CLASSES]
        return max(
            *(_mean(support, partial(self._declared, own)) for own in self.own),
            *(self._case_by_case(Unknown(kind), support) for kind in kinds),
        )

    def expected_in_class(self, support: Support, kind: Kind, default: Program) -> Fraction:
        """Return an upper bound over the programs of one kind of renegotiation with a given default."""
        return self._case_by_case(Unknown(kind, default), support)

    def _case_by_case(self, unknown: Unknown, support: Support) -> Fraction:
        cases: Sequence[Supposed | None] = [None]
        if unknown.kind in ("csr", "pmp-renegotiation"):
            counterparts = dict.fromkeys(p for others, _ in support for p in others)
            cases = supposed(self.player, self.game.n, counterparts, self.own)
        supposing = [replace(unknown, function=case) for case in cases]
        return max(_mean(support, partial(self._anonymous, it)) for it in supposing)

    def _declared(self, program: Program, others: Others) -> Fraction:
        return self.interpreter.outcome(seat(program, self.player, others)).payoffs[self.player]

    def _anonymous(self, unknown: Unknown, others: Others) -> Fraction:
        key = (self.player, self.own, unknown, others)
        if key not in self.interpreter.bounds:
            self.interpreter.bounds[key] = self._bound(unknown, others)
        return self.interpreter.bounds[key]

    def _bound(self, unknown: Unknown, others: Others) -> Fraction:
        if any(isinstance(p.default, Renegotiating) for p in others if isinstance(p, Renegotiating)):
            # A default that renegotiates in turn could lead anywhere; where to is not analysed.
            return self.feasible.best()[self.player]
        joined: list[Fraction] = []
        if unknown.kind is not None and _join(unknown.kind, others):
            joined = [self._renegotiating(unknown, others, start) for start in self._starts(unknown, others)]
            if unknown.kind != "icsr":
                return max(joined)
        # A program of another kind, or with another number of rounds, is answered by the counterparts' defaults.
        apart = (
            outcome.payoffs[self.player] for corners in self._replies(unknown, others) for outcome in corners
        )
        return max([*joined, *apart])

    def _replies(self, unknown: Unknown, others: Others) -> Iterable[Corners]:
        """Return, for every reply of the others when nobody renegotiates, the outcomes of the player's actions."""
        seats = [k for k in range(self.game.n) if k != self.player]
        replies = [self._actions(others, k, unknown) for k in seats]
        own: list[Action] = list(range(self.game.shape[self.player]))
        if unknown.default is not None:
            own = [self.interpreter.play(self.player, seat(unknown.default, self.player, others))]
        for reply in itertools.product(*replies):
            yield tuple(
                joint(self.game, (*reply[: self.player], action, *reply[self.player :])) for action in own
            )

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

    def _starts(self, unknown: Unknown, others: Others) -> list[Corners]:
        """Return the default outcomes from which a renegotiation could start."""
        below = tuple(program.default for program in others if isinstance(program, Renegotiating))
        fixed = self.own if unknown.default is None else (unknown.default,)
        found: list[Corners] = [(self.interpreter.outcome(seat(p, self.player, below)),) for p in fixed]
        if unknown.default is None:
            for kind in (None, *CLASSES):
                found.extend(self._replies(Unknown(kind), below))
        if self.feasible.model == "pure":
            found = [(outcome,) for corners in found for outcome in corners]
        return list(dict.fromkeys(found))

    def _renegotiating(self, unknown: Unknown, others: Others, start: Corners) -> Fraction:
        default = max(outcome.payoffs[self.player] for outcome in start)
        if unknown.kind == "renegotiation":
            functions = [p.function for p in others if isinstance(p, RenegotiationProgram)]
            return max(
                [default, *(payoffs[self.player] for f in functions for payoffs in self._proposals(f, start))]
            )
        payoffs = tuple(dict.fromkeys(outcome.payoffs for outcome in start))
        end = self._settled(unknown, others, payoffs)
        if end is not None:
            return end[self.player]
        offered = self._agreeable(unknown, others, payoffs)
        return max([default] + ([self._best(offered)] if offered else []))

    def _settled(self, unknown: Unknown, others: Others, start: tuple[Payoff, ...]) -> Payoff | None:
        """Return where the negotiation ends, if that follows from the start and what is supposed."""
        own_selector = any(isinstance(p, CsrProgram) and p.selector is not None for p in others)
        adding = unknown.kind != "csr" and all(isinstance(p, PrnProgram) for p in others)
        if unknown.function is None or len(start) > 1 or own_selector or adding:
            return None
        functions = [functions_of(p)[0] for p in others]
        row = (*functions[: self.player], unknown.function.like, *functions[self.player :])
        return settled(unknown.function, self.player, row, start[0], self.interpreter.negotiation)

    def _proposals(self, function: RenegotiationFunction, start: Corners) -> list[Payoff]:
        """Return what a function of def-3 could make of the start: all its targets, if the start is not known."""
        if len(start) == 1:
            return [self.interpreter.renegotiated(function, start[0]).payoffs]
        targets = (
            case.to_payoffs if case.to is None else self.game.payoff(case.to) for case in function.cases
        )
        return [target for target in targets if target is not None]

    def _best(self, offered: OutcomeSet) -> Fraction:
        objective = tuple(Fraction(k == self.player) for k in range(self.game.n))
        return offered.maximise(objective)[0]

    def _agreeable(self, unknown: Unknown, others: Others, start: tuple[Payoff, ...]) -> OutcomeSet:
        """Return a superset of all that could be agreed: the intersection of the others' possible offers."""
        if unknown.kind == "icsr":
            rounds = zip(*(functions_of(p) for p in others), strict=True)
            per_round = [reduce(OutcomeSet.__and__, (self._possible(f, (), {}) for f in fs)) for fs in rounds]
            return reduce(OutcomeSet.__or__, per_round)
        known = self._known(others)
        if unknown.function is not None:
            known = {**known, self.player: unknown.function.like}
        return reduce(OutcomeSet.__and__, (self._with_pmp(p, start, known) for p in others))

    def _known(self, others: Others) -> Known:
        """Return the counterparts' functions, but for extensions: a draft answers these as if they were their bases."""
        seats = (k for k in range(self.game.n) if k != self.player)
        functions = {seat_: functions_of(p)[0] for seat_, p in zip(seats, others, strict=True)}
        return {seat_: f for seat_, f in functions.items() if not isinstance(f, Extension)}

    def _with_pmp(self, program: Program, start: tuple[Payoff, ...], known: Known) -> OutcomeSet:
        """Return what one counterpart could offer; the prn algorithm adds a PMP as an extension does."""
        offered = self._possible(functions_of(program)[0], start, known)
        if isinstance(program, PrnProgram):
            return offered | self._pmp_of(program.player, offered, start)
        return offered

    def _possible(self, function: SetFunction, start: tuple[Payoff, ...], known: Known) -> OutcomeSet:
        """Return a superset of what a function offers, whatever functions are not known.

        ``start`` are the corners of the default's payoffs; none: any default. ``known`` are functions of the others,
        and one that is like the player's if something is supposed of that.
        """
        if isinstance(function, Extension):
            base = self._possible(function.base, start, known)
            return base | self._pmp_of(function.player, base, start)
        offered = self.feasible.empty()
        for clause in function.clauses:
            value = truth(clause.condition, lambda atom: self._function_fact(atom, start, known))
            if value is not False:
                for offer in clause.offers:
                    offered = offered | self._offer(offer, start)
            if value:
                break
        return offered

    def _function_fact(self, atom: Atom, start: tuple[Payoff, ...], known: Known) -> bool | None:
        """Answer what follows from what is known of functions; a named one may sit in an unknown program."""
        if isinstance(atom, Is | IsKind) and atom.subject in known:
            somebody = [known.get(k, known[atom.subject]) for k in range(self.game.n)]
            return function_fact(atom, somebody, self.interpreter.negotiation.selection)
        if not isinstance(atom, Comparison):
            return None
        low, high = self._range(atom.linear, start)
        if low is None or high is None:
            return None
        always = {"<=": high <= 0, "<": high < 0, "==": low == high == 0}[atom.relation]
        never = {"<=": low > 0, "<": low >= 0, "==": low > 0 or high < 0}[atom.relation]
        return True if always else False if never else None

    def _range(self, known: Linear, start: tuple[Payoff, ...]) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and greatest value at the corners of an expression over d and m; None: not known."""
        known = known.substitute({f"m{k + 1}": m for k, m in enumerate(self.feasible.pmm())})
        if not known.terms:
            return known.constant, known.constant
        values = [known.value(default_values(d)) for d in start]
        return (min(values), max(values)) if values else (None, None)

    def _offer(self, offer: Offer, start: tuple[Payoff, ...]) -> OutcomeSet:
        if isinstance(offer, PmpOffer):
            return self.feasible.cut(all_at_least(self.feasible.pmm()))
        return self.feasible.cut([row for c in offer.comparisons for row in self._relaxed(c, start)])

    def _relaxed(self, comparison: Comparison, start: tuple[Payoff, ...]) -> list[Constraint]:
        """Return constraints on u that hold if the comparison holds at some default in the hull of the corners."""
        coefficients = comparison.linear.coefficients
        row = tuple(coefficients.get(f"u{k + 1}", Fraction(0)) for k in range(self.game.n))
        rest = comparison.linear - total((row[k], variable(f"u{k + 1}")) for k in range(self.game.n))
        low, high = self._range(rest, start)
        if low is None or high is None:
            return []
        if comparison.relation != "==":
            return [Constraint(row, "<=", -low)]
        if low == high:
            return [Constraint(row, "==", -low)]
        return [Constraint(row, "<=", -low), Constraint(tuple(-a for a in row), "<=", high)]

    def _pmp_of(self, player: int, base: OutcomeSet, start: tuple[Payoff, ...]) -> OutcomeSet:
        """Return a superset of ``PMP_j(x)`` for any outcome x of the base; there u_k = max(m_k, x_k) for k != j."""
        pmm = self.feasible.pmm()
        rows = list(all_at_least(pmm))
        if player != self.player and start:
            highest = max([*(d[self.player] for d in start), *([self._best(base)] if base else [])])
            rows.append(at_most(self.player, self.game.n, max(pmm[self.player], highest)))
        return self.feasible.cut(rows)


def seat(program: Program, player: int, others: Others) -> tuple[Program, ...]:
    """Return the full profile with one player's program put in its place among the others'."""
    return (*others[:player], program, *others[player:])


def _mean(support: Support, payoff: Callable[[Others], Fraction]) -> Fraction:
    return sum((payoff(others) * weight for others, weight in support), Fraction(0))


def _join(kind: Kind, others: Others) -> bool:
    """Return whether a program of this kind would renegotiate with the others."""
    rounds = {len(functions_of(program)) for program in others}
    return all(isinstance(program, CLASSES[kind]) for program in others) and (
        kind != "icsr" or len(rounds) == 1
    )
