"""Runs program profiles: rules and simulations, alg-1, alg-2, alg-3 and the algorithms of the draft readings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.conditions import Atom, Is, IsKind, WouldPlay, truth
from spi_verify.programs.functions import Extension, SetFunction
from spi_verify.programs.negotiation import Functions, Negotiation, Round
from spi_verify.programs.outcomes import Action, Component, Outcome, joint
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationCase,
    RenegotiationFunction,
    RenegotiationProgram,
    RuleProgram,
    functions_of,
    is_extension_of,
)
from spi_verify.programs.selection import Selection
from spi_verify.programs.trace import Trace

if TYPE_CHECKING:
    from spi_verify.programs.equilibrium import Optimality

ProgramProfile = tuple[Program, ...]
"""One program per player, in the players' order."""

MAX_DEPTH = 60
"""Deepest nesting of runs inside runs; only a chain of that many different simulations reaches it."""


@dataclass(frozen=True)
class PrnRun:
    """The run of a profile of PMP-renegotiation programs: the reference round, the active sets, and the result.

    Paper node: `thm-3` (reading prn)
    """

    reference: Round
    active: Round


class Interpreter:
    """Runs profiles of programs of one game; results are remembered.

    ``programs`` are the programs that conditions may name. Errors: InputError naming the cycle when a profile does
    not halt, or a program that a simulation names and that does not exist.
    """

    def __init__(
        self,
        feasible: FeasibleSet,
        selection: Selection,
        programs: Mapping[str, Program],
        trace: Trace | None = None,
    ) -> None:
        self.feasible, self.game, self.programs = feasible, feasible.game, dict(programs)
        self.trace = trace or Trace(enabled=False)
        self.negotiation = Negotiation(feasible, selection, self.trace)
        self._plays: dict[tuple[int, ProgramProfile], Action] = {}
        self._outcomes: dict[ProgramProfile, Outcome] = {}
        self._running: list[tuple[int, ProgramProfile]] = []
        self.bounds: dict[Hashable, Fraction] = {}  # what ceilings have found, by what they were asked
        self.best_responses: dict[Hashable, Optimality] = {}  # what checks have found, likewise

    def outcome(self, profile: ProgramProfile) -> Outcome:
        """Return ``a(p)``: the outcome when every program is run against the others.

        Paper node: `def-1`
        """
        if profile not in self._outcomes:
            with self.trace.block("def-1", f"a(p) for p = ({', '.join(p.name for p in profile)}):"):
                actions = [self.play(k, profile) for k in range(self.game.n)]
                self._outcomes[profile] = outcome = joint(self.game, actions)
                self.trace.say(
                    "def-1", f"a(p) = {outcome.show(self.game)}, payoffs {show_point(outcome.payoffs)}"
                )
        return self._outcomes[profile]

    def play(self, player: int, profile: ProgramProfile) -> Action:
        """Return ``p_i(p_{-i})``: what one player's program plays against the others."""
        key = (player, profile)
        if key not in self._plays:
            if key in self._running:
                cycle = [*self._running[self._running.index(key) :], key]
                raise InputError(f"these programs do not halt: {_steps(cycle)}")
            if len(self._running) >= MAX_DEPTH:
                deep = _steps([*self._running, key])
                raise InputError(f"these programs simulate each other more than {MAX_DEPTH} deep: {deep}")
            self._running.append(key)
            try:
                with self.trace.block(
                    _node(profile[player]), f"player {player + 1} runs {profile[player].name}"
                ):
                    self._plays[key] = self._run(player, profile)
            finally:
                self._running.pop()
        return self._plays[key]

    def _run(self, player: int, profile: ProgramProfile) -> Action:
        program = profile[player]
        if isinstance(program, RuleProgram):
            return self._rule(program, profile)
        agreed = self.agreed(player, profile)
        if agreed is not None:
            self.trace.say(_node(program), f"plays its component of {agreed.show(self.game)}")
            return Component(agreed, player)
        self.trace.say(
            _node(program),
            f"some p_j is not {_kind(program)}: plays p_i^def(p_{{-i}}), as {program.default.name}",
        )
        return self.play(player, with_program(profile, player, program.default))

    def _rule(self, program: RuleProgram, profile: ProgramProfile) -> Action:
        def fact(atom: Atom) -> bool | None:
            return self.fact(atom, profile)

        for clause in program.clauses:
            if truth(clause.condition, fact):
                self.trace.say("def-1", f"plays {self.game.actions[program.player][clause.action]}")
                return clause.action
        raise AssertionError(f"rule {program.name} is not total")  # read_rule makes every rule end in `else`

    def agreed(self, player: int, profile: ProgramProfile) -> Outcome | None:
        """Return the outcome that the player's algorithm makes of a profile, or None if it falls back to its default.

        Paper node: `alg-2`
        """
        if not renegotiate_together(player, profile):
            return None
        program = profile[player]
        with self.trace.block(_node(program), f"every p_j is {_kind(program)}, so let â = a(p^def)"):
            default = self.outcome(default_profile(profile))
        if isinstance(program, RenegotiationProgram):
            return self._alg1(player, profile, default)
        result = default.payoffs
        if isinstance(program, IcsrProgram):
            for played in self.rounds(profile, default.payoffs):
                result = played.result
        elif all(isinstance(p, PrnProgram) for p in profile):
            result = self.prn(profile).active.result
        elif any(isinstance(p, CsrProgram) and p.selector is not None for p in profile):
            result = self._two_selectors(profile, default.payoffs)
        else:
            result = self.negotiation.round(set_functions(profile), default.payoffs).result
        return default if result == default.payoffs else Outcome.at(self.feasible, result)

    def _alg1(self, player: int, profile: ProgramProfile, default: Outcome) -> Outcome:
        proposals = [
            self.renegotiated(p.function, default) for p in profile if isinstance(p, RenegotiationProgram)
        ]
        if all(proposal == proposals[player] for proposal in proposals):
            self.trace.say("alg-1", f"all propose {proposals[player].show(self.game)}")
            return proposals[player]
        self.trace.say("alg-1", "the proposals differ, so the default outcome stands")
        return default

    def renegotiated(self, function: RenegotiationFunction, outcome: Outcome) -> Outcome:
        """Return ``rn(a)``: the outcome of the function's first case that a falls in, a itself if none.

        Paper node: `def-3`
        """
        case = next((case for case in function.cases if case_applies(case, outcome, self.feasible)), None)
        if case is None:
            return outcome
        if case.to is not None:
            return Outcome.pure(self.game, case.to)
        assert case.to_payoffs is not None  # a case has one of the two
        return Outcome.at(self.feasible, case.to_payoffs)

    def rounds(self, profile: ProgramProfile, start: Payoff) -> list[Round]:
        """Return the rounds of a profile of ICSR programs of equal length, each starting where the last ended.

        Paper node: `alg-3`
        """
        result: list[Round] = []
        for k, functions in enumerate(zip(*(functions_of(p) for p in profile), strict=True)):
            with self.trace.block("alg-3", f"round {k + 1} from {show_point(start)}"):
                result.append(self.negotiation.round(tuple(functions), start))
            start = result[-1].result
        return result

    def prn(self, profile: ProgramProfile) -> PrnRun:
        """Return the run of a profile of PMP-renegotiation programs: reference round, then with every PMP added."""
        default = self.outcome(default_profile(profile)).payoffs
        reference = self.negotiation.round(set_functions(profile), default)
        answers = tuple(
            answer | self.feasible.pmp(k, reference.result) for k, answer in enumerate(reference.answers)
        )
        agreement = answers[0]
        for answer in answers[1:]:
            agreement = agreement & answer
        result = self.negotiation.selection(agreement) if agreement else default
        self.trace.say(
            "alg-2",
            f"with every PMP of {show_point(reference.result)} added: I = {agreement}, outcome {show_point(result)}",
        )
        return PrnRun(reference, Round(default, answers, agreement, result))

    def selector_rounds(self, profile: ProgramProfile, start: Payoff) -> list[Round]:
        """Return one round per player's selection function (reading *two-selectors*).

        A program without a selection function of its own uses the common one.
        """
        functions = set_functions(profile)
        selectors = [getattr(p, "selector", None) or self.negotiation.selection for p in profile]
        return [self.negotiation.round(functions, start, selector) for selector in selectors]

    def _two_selectors(self, profile: ProgramProfile, start: Payoff) -> Payoff:
        results = [played.result for played in self.selector_rounds(profile, start)]
        low = tuple(min(column) for column in zip(*results, strict=True))
        self.trace.say(
            "alg-2", f"selected {', '.join(map(show_point, results))}; common outcome {show_point(low)}"
        )
        if not self.feasible.contains(low):
            raise Refusal(f"the common outcome {show_point(low)} of two selection functions is not feasible")
        return low

    def fact(self, atom: Atom, profile: ProgramProfile) -> bool | None:
        """Return whether an atom about programs holds of a known profile."""
        match atom:
            case Is(subject, name):
                return profile[subject].name == name
            case IsKind(subject, kind, of):
                return self._is_kind(profile[subject], kind, of)
            case WouldPlay(subject, action, against):
                opponents = iter(against)
                simulated = tuple(
                    profile[k] if k == subject else self._named(next(opponents)) for k in range(self.game.n)
                )
                with self.trace.block(
                    "def-1", f"simulates {profile[subject].name} against {', '.join(against)}"
                ):
                    return pure_action(self.play(subject, simulated)) == action
            case _:
                raise InputError("a program sees programs, not payoffs or selection functions")

    def _named(self, name: str) -> Program:
        if name not in self.programs:
            raise InputError("a simulation names an unknown program", found=repr(name))
        return self.programs[name]

    def _is_kind(self, program: Program, kind: str, of: str | None) -> bool:
        match kind:
            case "renegotiation":
                return isinstance(program, RenegotiationProgram)
            case "csr":
                return isinstance(program, CsrProgram | PrnProgram)
            case "icsr":
                return isinstance(program, IcsrProgram)
            case "pmp-renegotiation":
                return isinstance(program, PrnProgram)
            case "never-offers":
                functions = functions_of(program)
                return bool(functions) and all(f.never_offers for f in functions)
            case _ if of is not None:
                return is_extension_of(program, of, self.programs)
            case _:  # def-7 extends CSR programs, so a program of another kind is no extension, whatever its functions
                return isinstance(program, CsrProgram) and isinstance(program.function, Extension)


def renegotiate_together(player: int, profile: ProgramProfile) -> bool:
    """Return whether the player's algorithm takes every other program as one of its kind.

    alg-1 asks for renegotiation programs, alg-2 for CSR programs (the prn subclass is one of them), alg-3 for ICSR
    programs with the same number of rounds.
    """
    program = profile[player]
    match program:
        case RenegotiationProgram():
            return all(isinstance(p, RenegotiationProgram) for p in profile)
        case CsrProgram() | PrnProgram():
            return all(isinstance(p, CsrProgram | PrnProgram) for p in profile)
        case IcsrProgram(functions=functions):
            return all(isinstance(p, IcsrProgram) and len(p.functions) == len(functions) for p in profile)
        case _:
            return False


def case_applies(case: RenegotiationCase, outcome: Outcome, feasible: FeasibleSet) -> bool:
    """Return whether a case of a renegotiation function is meant for an outcome."""
    if case.profiles:
        return outcome.profile in case.profiles
    values = {f"d{k + 1}": value for k, value in enumerate(outcome.payoffs)}
    values |= {f"m{k + 1}": value for k, value in enumerate(feasible.pmm())}
    return all(comparison.evaluate(values) for comparison in case.comparisons)


def default_profile(profile: ProgramProfile) -> ProgramProfile:
    """Return ``p^def``: every program replaced by its default; only for profiles of renegotiating programs."""
    return tuple(p.default for p in profile if isinstance(p, Renegotiating))


def set_functions(profile: ProgramProfile) -> Functions:
    """Return the set-valued renegotiation functions of a profile of CSR programs (or of the prn subclass)."""
    functions: list[SetFunction] = []
    for program in profile:
        functions.extend(functions_of(program))
    return tuple(functions)


def with_program(profile: ProgramProfile, player: int, program: Program) -> ProgramProfile:
    """Return the profile with one player's program exchanged."""
    return (*profile[:player], program, *profile[player + 1 :])


def pure_action(action: Action) -> int | None:
    """Return the action if it is certain, None if it is a proper lottery over actions."""
    if not isinstance(action, Component):
        return action
    choices = {profile[action.player] for profile, _ in action.outcome.lottery}
    return choices.pop() if len(choices) == 1 else None


def _kind(program: Program) -> str:
    """Return what a program asks the others to be."""
    if isinstance(program, IcsrProgram):
        return f"an ICSR program with K = {len(program.functions)}"
    return "a renegotiation program" if isinstance(program, RenegotiationProgram) else "a CSR program"


def _node(program: Program) -> str:
    nodes = {RenegotiationProgram: "alg-1", CsrProgram: "alg-2", IcsrProgram: "alg-3", PrnProgram: "alg-2"}
    return nodes.get(type(program), "def-1")


def _steps(runs: Sequence[tuple[int, ProgramProfile]]) -> str:
    steps = []
    for player, profile in runs:
        others = ", ".join(p.name for k, p in enumerate(profile) if k != player)
        steps.append(f"{profile[player].name} against {others}")
    shown = steps if len(steps) <= 8 else [*steps[:4], "…", *steps[-3:]]
    return " -> ".join(shown)
