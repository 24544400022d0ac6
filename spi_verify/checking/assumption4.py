"""Assumption 4: renegotiation is not punished, for every function of R and every default, declared or not.

What a function of R is matters to nobody but those who simulate the program that carries it, and to alg-1, which asks
whether the functions agree at the default outcome. So one undeclared function stands for all of R where somebody in
the support does not renegotiate; where all do, the only question is whether some function of R disagrees with theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.definition3 import in_r, some_function
from spi_verify.checking.renegotiating_supports import (
    Disagreement,
    act,
    compared,
    same_action,
    settled,
)
from spi_verify.checking.rows import Finding, Reach, Row
from spi_verify.programs.conditions import WouldPlay, atoms
from spi_verify.programs.interpreter import with_program
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


def alike_rows(context: Context) -> list[Row]:
    """Return the hypotheses that ``simulated-alike`` and ``defaults-alike`` add to assumption 4 (2).

    Whether some function of R disagrees does not matter then, so no function is asked for: only whether R has any.

    Paper node: `asm-4`
    """
    rows = []
    for variant, whose in (("simulated-alike", "p_i^def acts"), ("defaults-alike", "all defaults act")):
        if context.reading.has(variant):
            statement = (
                f"where p_i^def is used in a subjective equilibrium and all others renegotiate, {whose} against "
                "them as against their defaults, whether or not the functions agree"
            )
            found = _alike_everywhere(context, everybody=variant == "defaults-alike")
            rows.append(hypothesis(variant, "section 2, asm-4 (2)", statement, found))
    return rows


def _alike_everywhere(context: Context, everybody: bool) -> Finding:
    findings = []
    for player, belief in context.scenario.beliefs.items():
        for others, _ in belief.support:
            if all(isinstance(p, RenegotiationProgram) for p in others):
                for default in context.scenario.members(player):
                    case = replace(Disagreement.of(context, player, default, others), possible=True)
                    actors = range(context.n) if everybody else (player,)
                    findings += [case.acts_alike(actor) for actor in actors]
    return Finding.every(findings, "no support of renegotiation programs")


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
                    case = Disagreement.of(context, player, default, others)
                    first.append(case.ignored())
                    second.append(case.acts_alike())
            else:
                first.extend(_answers_alike(context, player, others))
    return Finding.every(first, "no renegotiation program to be punished"), Finding.every(
        second, "no support of renegotiation programs"
    )


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
                        f"{profile[j].name} answers {program.name} by {act(context, j, with_)}, "
                        f"but its default {program.default.name} by {act(context, j, plain)}"
                    )
                    finding = settled(context, program.default, compared(same, said))
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


def _simulates(program: Program, subject: int) -> bool:
    """Return whether the program, or a default below it, asks what the subject would play."""
    while isinstance(program, Renegotiating):
        program = program.default
    asked = (atom for clause in program.clauses for atom in atoms(clause.condition))
    return any(isinstance(atom, WouldPlay) and atom.subject == subject for atom in asked)
