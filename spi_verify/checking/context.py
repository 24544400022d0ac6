"""What every check works with: the scenario, the claim it is asked about, the interpreter and the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from spi_verify.checking.readings import Reading
from spi_verify.checking.rows import Finding, Reach, Row
from spi_verify.errors import InputError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.conditions import Kind
from spi_verify.programs.equilibrium import Belief, Optimality, Scope, optimality
from spi_verify.programs.interpreter import Interpreter, ProgramProfile
from spi_verify.programs.outcomes import Outcome
from spi_verify.programs.program import Program, RenegotiationFunction
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

    def parameter(self, name: str) -> tuple[Fraction, ...]:
        """Return a number (or a list of numbers) that the claim asks for."""
        if name not in self.reference.parameters:
            raise self.missing(f"{self.reference.place}.parameters.{name}", f"a value for '{name}'")
        return self.reference.parameters[name]

    def outcome(self, profile: ProgramProfile) -> Outcome:
        """Return the outcome of a profile."""
        return self.interpreter.outcome(profile)

    def show(self, outcome: Outcome) -> str:
        """Return an outcome with its payoffs, in words."""
        return f"{outcome.show(self.scenario.game)} with payoffs {show_point(outcome.payoffs)}"

    def optimality(self, program: Program, belief: Belief, kind: Kind | None) -> Optimality:
        """Return whether a program is a best response in G(P), or in G(P ∪ the class of ``kind``)."""
        own = list(self.scenario.declared(belief.player))
        if program not in own:
            own.append(program)
        return optimality(self.interpreter, program, belief, own, kind)


def hypothesis(id_: str, step: str, statement: str, finding: Finding) -> Row:
    """Return a row for a hypothesis."""
    return Row("hypothesis", id_, step, statement, finding)


def conclusion(id_: str, step: str, statement: str, finding: Finding, decisive: bool = True) -> Row:
    """Return a row for a conclusion."""
    return Row("conclusion", id_, step, statement, finding, decisive)


def names(profile: Sequence[Program]) -> str:
    """Return the programs of a profile in words."""
    return f"({', '.join(p.name for p in profile)})"


def equilibrium(context: Context, profile: ProgramProfile, kind: Kind | None) -> Finding:
    """Return whether (p, β) is a subjective equilibrium of G(P), or of G(P ∪ the class of ``kind``).

    Paper node: `def-1`
    """
    results = [context.optimality(program, context.belief(k), kind) for k, program in enumerate(profile)]
    failing = next((r for r in results if not r.holds), None)
    if failing is not None:
        return Finding.of(False, f"player {failing.player + 1}: {failing}")
    wanted = {Scope.EVERY} if kind is not None else {Scope.EVERY, Scope.DECLARED, Scope.CLASS}
    if kind is not None:
        wanted.add(Scope.CLASS)
    reach = Reach.ALL if all(r.scope in wanted for r in results) else Reach.DECLARED
    return Finding.of(True, "; ".join(f"player {r.player + 1}: {r}" for r in results), reach)
