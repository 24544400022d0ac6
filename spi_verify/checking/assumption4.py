"""Assumption 4: renegotiation is not punished, for every function of R and every default, declared or not.

What a function of R is matters to nobody but those who simulate the program that carries it, and to alg-1, which asks
whether the functions agree at the default outcome. So one undeclared function stands for all of R where somebody in
the support does not renegotiate; where all do, the only question is whether some function of R disagrees with theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, names
from spi_verify.checking.definition3 import in_r, some_function
from spi_verify.checking.disagreement import some_function_disagrees
from spi_verify.checking.rows import Finding, Reach, Row, Status
from spi_verify.programs.conditions import WouldPlay, atoms
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.interpreter import pure_action, with_program
from spi_verify.programs.outcomes import Action, Component, Outcome
from spi_verify.programs.program import (
    Program,
    Renegotiating,
    RenegotiationFunction,
    RenegotiationProgram,
    made_name,
)


def asm_4(context: Context) -> list[Row]:
    """Return the rows of assumption 4 as a claim about the scenario's beliefs.

    Paper node: `asm-4`
    """
    return asm_4_rows(context, conclusion)


def asm_4_rows(context: Context, make: Callable[[str, str, str, Finding], Row]) -> list[Row]:
    """Return one row per clause of assumption 4, made by ``hypothesis`` or ``conclusion`` of context.py.

    Paper node: `asm-4`
    """
    first, second = asm_4_findings(context)
    return [
        make(
            "asm-4.1",
            "section 2, asm-4 (1)",
            "when the programs do not renegotiate with each other, every p_j acts as it would against p_i's default",
            first,
        ),
        make(
            "asm-4.2",
            "section 2, asm-4 (2)",
            "then a default that is used in a subjective equilibrium acts against renegotiation programs as against "
            "their defaults",
            second,
        ),
    ]


def asm_4_findings(context: Context) -> tuple[Finding, Finding]:
    """Return what was found about the two clauses of assumption 4, for every default in P_i and every rn in R.

    Where a simulation against a renegotiation program sees more than its code's kind, the finding on (1) speaks of the
    declared functions only. A support with a function that is not in R holds a program that is no renegotiation
    program of alg-1, so what follows from it is left undecided.

    Paper node: `asm-4`
    """
    first: list[Finding] = []
    second: list[Finding] = []
    for player, belief in context.scenario.beliefs.items():
        for others, _ in belief.support:
            strange = [
                p.function.name
                for p in others
                if isinstance(p, RenegotiationProgram) and not in_r(context, p.function)
            ]
            if strange:
                why = Finding.undecided(f"not shown to be renegotiation functions: {', '.join(strange)}")
                first.append(why)
                second.append(why)
            elif all(isinstance(p, RenegotiationProgram) for p in others):
                for default in context.scenario.members(player):
                    case = _Disagreement.of(context, player, default, others)
                    first.append(case.ignored())
                    second.append(case.acts_alike())
            else:
                first.extend(_answers_alike(context, player, others))
    return Finding.every(first, "no renegotiation program to be punished"), Finding.every(
        second, "no support of renegotiation programs"
    )


def plain_programs(context: Context, player: int) -> list[Program]:
    """Return the programs of P_i that are not alg-1 programs: P_i without P_i^rn."""
    return [p for p in context.scenario.members(player) if not isinstance(p, RenegotiationProgram)]


def renegotiating(default: Program, rn: RenegotiationFunction) -> RenegotiationProgram:
    """Return ``f_i(p_i)``: the alg-1 program with the given default and function.

    Paper node: `prop-1`
    """
    name = made_name(f"{rn.name} with default {default.name}")
    return RenegotiationProgram(name, default.player, default, rn)


# Somebody in the support does not renegotiate: every function of R is in asm-4's situation


def _answers_alike(context: Context, player: int, others: Sequence[Program]) -> Iterator[Finding]:
    """Yield, per renegotiation program of the player, whether the others answer it as they answer its default."""
    sees = any(_simulates(p, player) for p in others)
    for program in _renegotiation_programs(context, player, sees):
        profile = (*others[:player], program, *others[player:])
        without = with_program(profile, player, program.default)
        finding = Finding.of(
            True,
            "every program in a support answers a renegotiation program as its default",
            Reach.DECLARED if sees else Reach.ALL,
        )
        for j in range(context.n):
            if j != player:
                with_, plain = context.interpreter.play(j, profile), context.interpreter.play(j, without)
                same = same_action(with_, plain)
                if same is not True:
                    said = (
                        f"{profile[j].name} answers {program.name} by {_act(context, j, with_)}, "
                        f"but its default {program.default.name} by {_act(context, j, plain)}"
                    )
                    finding = _settled(context, program.default, _compared(same, said))
        yield finding


def _renegotiation_programs(context: Context, player: int, sees: bool) -> Iterator[RenegotiationProgram]:
    """Yield alg-1 programs of the player: the declared ones, and one for each default; none if R is empty.

    If somebody simulates the program, one per default and function: the declared ones in R, and an undeclared one.
    """
    other = some_function(context)
    if other is None:
        return
    members = context.scenario.members(player)
    for declared in context.scenario.declared(player):
        if not isinstance(declared, RenegotiationProgram) or not in_r(context, declared.function):
            continue
        if declared in members or declared.default in members:
            yield declared
    functions = [rn for rn in context.scenario.renegotiations.values() if in_r(context, rn)]
    for default in members:
        # alg-1: the default is not in P^rn(rn) itself
        allowed = [rn for rn in (*functions, other) if getattr(default, "function", None) != rn]
        for rn in allowed if sees else allowed[:1]:
            yield renegotiating(default, rn)


def _settled(context: Context, default: Program, finding: Finding) -> Finding:
    """Return a finding on a default; a failure at one that is not in P_i without P_i^rn settles nothing.

    alg-1 takes a default from P_i outside P_i^rn(rn), so one that renegotiates by another function is allowed; whether
    asm-4 and prop-2 mean these too depends on what P_i is taken to be.
    """
    if finding.status is Status.FAILS and default not in plain_programs(context, default.player):
        return Finding.undecided(f"{finding.evidence}; that default is not one of P without P^rn")
    return finding


def _simulates(program: Program, subject: int) -> bool:
    """Return whether the program, or a default below it, asks what the subject would play."""
    while isinstance(program, Renegotiating):
        program = program.default
    asked = (atom for clause in program.clauses for atom in atoms(clause.condition))
    return any(isinstance(atom, WouldPlay) and atom.subject == subject for atom in asked)


# Everybody in the support renegotiates: only functions of R that disagree are in asm-4's situation


@dataclass(frozen=True)
class _Disagreement:
    """A default of the player against renegotiation programs, and whether some function of R disagrees with theirs."""

    context: Context
    player: int
    default: Program
    others: tuple[Program, ...]
    start: Outcome
    possible: bool | None

    @staticmethod
    def of(context: Context, player: int, default: Program, others: Sequence[Program]) -> _Disagreement:
        """Return the case of one default and one profile of renegotiation programs in the support."""
        programs = [p for p in others if isinstance(p, RenegotiationProgram)]
        below = [p.default for p in programs]
        start = context.outcome((*below[:player], default, *below[player:]))
        possible = some_function_disagrees(context, start, [p.function for p in programs])
        return _Disagreement(context, player, default, tuple(others), start, possible)

    @property
    def at(self) -> str:
        """The default outcome, in words."""
        return self.start.show(self.context.scenario.game)

    def unrestricted(self) -> Finding:
        """Return the finding where no function of R disagrees."""
        return Finding.of(True, f"every function of R agrees with those of {names(self.others)} at {self.at}")

    def ignored(self) -> Finding:
        """Return whether the others, who then play their parts of the default outcome, answer the default alike."""
        if self.possible is False:
            return self.unrestricted()
        profile = (*self.others[: self.player], self.default, *self.others[self.player :])
        for j in range(self.context.n):
            if j == self.player:
                continue
            with_, plain = Component(self.start, j), self.context.interpreter.play(j, profile)
            same = same_action(with_, plain)
            if same is not True:
                said = (
                    f"{profile[j].name} answers a renegotiation program with default {self.default.name} "
                    f"whose function disagrees at {self.at} by {_act(self.context, j, with_)}, "
                    f"but {self.default.name} by {_act(self.context, j, plain)}"
                )
                return self._if_possible(_compared(same, said))
        return Finding.of(
            True, f"where functions disagree, {names(self.others)} answer {self.default.name} alike"
        )

    def acts_alike(self) -> Finding:
        """Return whether the default, if it is ever optimal, acts against the others as against their defaults."""
        if self.possible is False:
            return self.unrestricted()
        context, i, default, others = self.context, self.player, self.default, self.others
        used = context.optimality(default, context.belief(i), ("renegotiation",))
        if not used.holds:
            return Finding.of(True, f"{default.name} is in no subjective equilibrium with these beliefs")
        below = tuple(p.default for p in others if isinstance(p, RenegotiationProgram))
        against = context.interpreter.play(i, (*others[:i], default, *others[i:]))
        plain = context.interpreter.play(i, (*below[:i], default, *below[i:]))
        said = (
            f"{default.name} plays {_act(context, i, against)} against {names(others)} "
            f"and {_act(context, i, plain)} against their defaults"
        )
        finding = _compared(same_action(against, plain), said)
        if finding.status is Status.FAILS and used.scope is Scope.DECLARED:
            return Finding.undecided(
                f"{said}; whether {default.name} is optimal was shown for the declared programs only"
            )
        return self._if_possible(finding)

    def _if_possible(self, finding: Finding) -> Finding:
        if finding.status is Status.FAILS and self.possible is None:
            return Finding.undecided(
                f"{finding.evidence}; whether some function of R disagrees at {self.at} is not decided"
            )
        return _settled(self.context, self.default, finding)


# Actions


def same_action(left: Action, right: Action) -> bool | None:
    """Return whether two actions are the same: the same certain one, or the same part of the same lottery.

    None for parts of different lotteries that give every action the same probability.
    """
    certain = pure_action(left)
    if left == right or (certain is not None and certain == pure_action(right)):
        return True
    return None if _chances(left) == _chances(right) else False


def _chances(action: Action) -> dict[int, Fraction]:
    if not isinstance(action, Component):
        return {action: Fraction(1)}
    chances: dict[int, Fraction] = {}
    for profile, weight in action.outcome.lottery:
        chances[profile[action.player]] = chances.get(profile[action.player], Fraction(0)) + weight
    return chances


def _compared(same: bool | None, said: str) -> Finding:
    return Finding.undecided(f"{said}: equally likely actions") if same is None else Finding.of(same, said)


def _act(context: Context, player: int, action: Action) -> str:
    certain = pure_action(action)
    return "a lottery" if certain is None else context.scenario.game.actions[player][certain]
