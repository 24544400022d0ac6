"""What every check works with: the scenario, the claim it is asked about, the interpreter and the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from spi_verify.checking.readings import Reading
from spi_verify.checking.rows import Finding, Reach, Row, Status
from spi_verify.errors import InputError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.conditions import Kind
from spi_verify.programs.equilibrium import Belief, Optimality, ProgramSet, Scope, optimality
from spi_verify.programs.interpreter import Interpreter, ProgramProfile
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import (
    Program,
    Renegotiating,
    RenegotiationFunction,
    RenegotiationProgram,
    functions_of,
)
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.solving.questions import Solvers


@dataclass(frozen=True)
class Context:
    """One claim on one scenario. Asking for something that the scenario does not give is an InputError."""

    scenario: Scenario
    reference: ClaimReference
    reading: Reading
    solvers: Solvers
    interpreter: Interpreter = field(compare=False)

    @property
    def feasible(self) -> FeasibleSet:
        """The feasible set."""
        return self.scenario.feasible

    @property
    def n(self) -> int:
        """The number of players."""
        return self.scenario.game.n

    @cached_property
    def pmm(self) -> Payoff:
        """The Pareto meet minimum."""
        return self.feasible.pmm()

    @property
    def profile(self) -> ProgramProfile:
        """The profile p* of the claim, or of the scenario."""
        profile = self.reference.profile or self.scenario.profile
        if profile is None:
            raise self.missing("profile", "the programs that are played, one name per player")
        return profile

    @property
    def renegotiation(self) -> RenegotiationFunction:
        """The renegotiation function rn that the claim is about."""
        found = self.reference.renegotiation
        if found is None and len(self.scenario.renegotiations) == 1:
            found = next(iter(self.scenario.renegotiations.values()))
        if found is None:
            raise self.missing("claim.renegotiation", "the name of a [[renegotiation]]")
        return found

    def belief(self, player: int) -> Belief:
        """Return a player's belief."""
        if player not in self.scenario.beliefs:
            raise self.missing("belief", f"[[belief]] rows of player {player + 1} with weights that sum to 1")
        return self.scenario.beliefs[player]

    def missing(self, key: str, what: str) -> InputError:
        """Return the error for something that the claim needs and the scenario does not give."""
        return InputError(f"claim {self.reference.id} needs {what}", file=str(self.scenario.path), place=key)

    def role(self, name: str) -> str:
        """Return the name that the scenario gives a role of the claim."""
        if name not in self.reference.roles:
            raise self.missing(f"{self.reference.place}.roles.{name}", f"a name for the role '{name}'")
        return self.reference.roles[name]

    def parameter(self, name: str, count: int) -> tuple[Fraction, ...]:
        """Return the ``count`` numbers that the claim asks for under a name."""
        found = self.reference.parameters.get(name, ())
        if len(found) != count:
            what = "a number" if count == 1 else f"a list of {count} numbers"
            raise self.missing(f"{self.reference.place}.parameters.{name}", f"{what} for '{name}'")
        return found

    def outcome(self, profile: ProgramProfile) -> Outcome:
        """Return the outcome of a profile."""
        return self.interpreter.outcome(profile)

    def show(self, outcome: Outcome) -> str:
        """Return an outcome with its payoffs, in words."""
        return f"{outcome.show(self.scenario.game)} with payoffs {show_point(outcome.payoffs)}"

    def programs(self, player: int, kinds: tuple[Kind, ...]) -> ProgramSet:
        """Return what a player may choose from: the scenario's P_i, and the classes that the claim's game adds."""
        scenario = self.scenario
        return ProgramSet(scenario.members(player), scenario.declared(player), kinds, self.admits)

    def admits(self, program: Program) -> bool:
        """Return whether a made program belongs to its class: whether its function satisfies def-3, or def-6."""
        from spi_verify.checking.renegotiation import renegotiation_function
        from spi_verify.checking.set_functions import is_renegotiation_function

        if isinstance(program, RenegotiationProgram):
            finding = Finding.every(renegotiation_function(self, program.function))
        else:
            less = self.reading.has("clause-1-only")
            finding = Finding.every([is_renegotiation_function(self, f, less) for f in functions_of(program)])
        return finding.status is Status.HOLDS

    def optimality(self, program: Program, belief: Belief, kinds: tuple[Kind, ...]) -> Optimality:
        """Return whether a program is a best response in G(P), or in G(P ∪ the classes of ``kinds``)."""
        known = self.interpreter.best_responses
        key = (program, belief, kinds, self.reading.has("clause-1-only"))
        if key not in known:
            known[key] = optimality(self.interpreter, program, belief, self.programs(belief.player, kinds))
        return known[key]


def hypothesis(id_: str, step: str, statement: str, finding: Finding) -> Row:
    """Return a row for a hypothesis."""
    return Row("hypothesis", id_, step, statement, finding)


def conclusion(id_: str, step: str, statement: str, finding: Finding, decisive: bool = True) -> Row:
    """Return a row for a conclusion."""
    return Row("conclusion", id_, step, statement, finding, decisive)


def names(profile: Sequence[Program]) -> str:
    """Return the programs of a profile in words."""
    return f"({', '.join(p.name for p in profile)})"


def own_support_rows(context: Context) -> list[Row]:
    """Return the hypothesis of the variant own-support, if the reading has it.

    Paper node: `def-1`
    """
    if not context.reading.has("own-support"):
        return []
    believed = (
        p for belief in context.scenario.beliefs.values() for others, _ in belief.support for p in others
    )
    outside = [p.name for p in dict.fromkeys(believed) if not _in_game(context, p)]
    finding = Finding.of(not outside, f"outside P: {', '.join(outside) or 'none'}")
    return [
        hypothesis("own-support", "section 2", "beliefs are about programs of the game's own sets", finding)
    ]


def _in_game(context: Context, program: Program) -> bool:
    """Return whether a program is in P, or renegotiates with a default in P and a function that its class admits."""
    members = context.scenario.members(program.player)
    if program in members or not isinstance(program, Renegotiating):
        return program in members
    return program.default in members and context.admits(program)


def equilibrium(context: Context, profile: ProgramProfile, kinds: tuple[Kind, ...] = ()) -> Finding:
    """Return whether (p, β) is a subjective equilibrium of G(P), or of G(P ∪ the classes of ``kinds``).

    Without classes the game's program sets are the declared ones, so that comparing with those is all there is.

    Paper node: `def-1`
    """
    results = [context.optimality(program, context.belief(k), kinds) for k, program in enumerate(profile)]
    failing = next((r for r in results if not r.holds), None)
    if failing is not None:
        return Finding.of(False, f"player {failing.player + 1}: {failing}")
    shown = all(not kinds or r.scope is not Scope.DECLARED for r in results)
    evidence = "; ".join(f"player {r.player + 1}: {r}" for r in results)
    return Finding.of(True, evidence, Reach.ALL if shown else Reach.DECLARED)
