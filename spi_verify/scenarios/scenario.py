"""A scenario, read and resolved: every name looked up, every program total, every pair of programs run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game
from spi_verify.programs.equilibrium import Belief
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import SetFunction
from spi_verify.programs.interpreter import Interpreter, ProgramProfile
from spi_verify.programs.program import Program, RenegotiationFunction
from spi_verify.programs.selection import Selection
from spi_verify.programs.trace import Trace


@dataclass(frozen=True)
class ClaimReference:
    """What a scenario bears on: a claim, a reading, and the names and numbers that the claim asks for."""

    id: str
    reading: str
    profile: ProgramProfile | None
    renegotiation: RenegotiationFunction | None
    at: tuple[tuple[Fraction, ...], ...]
    roles: Mapping[str, str]
    parameters: Mapping[str, tuple[Fraction, ...]]
    selection: Selection | None
    place: str
    bound: tuple[Comparison, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A game, programs, beliefs and claims; everything in it is data."""

    path: Path
    title: str
    description: str
    feasible: FeasibleSet
    selection: Selection
    functions: Mapping[str, SetFunction]
    renegotiations: Mapping[str, RenegotiationFunction]
    programs: Mapping[str, Program]
    profile: ProgramProfile | None
    beliefs: Mapping[int, Belief]
    claims: tuple[ClaimReference, ...]
    selection_given: bool = field(default=True)
    outside: frozenset[str] = field(default=frozenset())

    def __str__(self) -> str:
        claims = ", ".join(f"{claim.id} {claim.reading}".strip() for claim in self.claims) or "none"
        return f"{self.title}\n{self.path}\nprograms: {', '.join(self.programs) or 'none'}\nclaims: {claims}"

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import scenario_html  # asked for by notebooks only

        return scenario_html(self)

    @property
    def game(self) -> Game:
        """The base game."""
        return self.feasible.game

    def declared(self, player: int) -> tuple[Program, ...]:
        """Return a player's declared programs (0-based player), in the file's order."""
        return tuple(program for program in self.programs.values() if program.player == player)

    def members(self, player: int) -> tuple[Program, ...]:
        """Return the declared programs in a player's program set P_i; the others are only believed possible."""
        return tuple(program for program in self.declared(player) if program.name not in self.outside)

    def interpreter(self, trace: Trace | None = None) -> Interpreter:
        """Return an interpreter for the scenario's programs; all that record no trace share what they have run."""
        return self._untraced if trace is None else self._made(trace)

    @cached_property
    def _untraced(self) -> Interpreter:
        return self._made(None)

    def _made(self, trace: Trace | None) -> Interpreter:
        return Interpreter(self.feasible, self.selection, self.programs, trace)
