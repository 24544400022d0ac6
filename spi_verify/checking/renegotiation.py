"""Claims of section 2: def-1 to def-3, renegotiation programs and propositions 1 and 2."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from spi_verify.checking.context import Context, conclusion, equilibrium, hypothesis, names
from spi_verify.checking.payoff_formulas import (
    ask,
    improves_weakly,
    is_feasible,
    none_exists,
    payoffs,
    point_of,
    some_greater,
)
from spi_verify.checking.rows import Finding, Reach, Row, Status
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.conditions import WouldPlay, atoms
from spi_verify.programs.interpreter import ProgramProfile, pure_action, with_program
from spi_verify.programs.outcomes import Action, Outcome
from spi_verify.programs.program import (
    Program,
    Renegotiating,
    RenegotiationFunction,
    RenegotiationProgram,
    made_name,
)
from spi_verify.solving.formulas import Formula, Linear, all_of, any_of

IDENTITY = RenegotiationFunction("identity", ())


def def_1(context: Context) -> list[Row]:
    """Return the rows of: the profile and the beliefs are a subjective equilibrium of G(P).

    Paper node: `def-1`
    """
    profile = context.profile
    reached = context.outcome(profile)
    statement = (
        f"{names(profile)}, which ends at {context.show(reached)}, is a subjective equilibrium of G(P)"
    )
    return [conclusion("def-1", "section 2, def-1", statement, equilibrium(context, profile))]


def def_3(context: Context) -> list[Row]:
    """Return the rows of: rn is a renegotiation function.

    Paper node: `def-3`
    """
    first, second = renegotiation_function(context, context.renegotiation)
    name = context.renegotiation.name
    return [
        conclusion("def-3.improves", "section 2, def-3", f"u({name}(a)) ⪰ u(a) for every outcome a", first),
        conclusion(
            "def-3.strictly", "section 2, def-3", f"u_i({name}(a)) > u_i(a) for some a and some i", second
        ),
    ]


def prop_1(context: Context, part: str) -> list[Row]:
    """Return the rows of one clause of proposition 1, for G(P).

    Paper node: `prop-1`
    """
    rn = context.renegotiation
    rows = in_r(context, rn)
    plain = [
        [p for p in context.scenario.members(k) if not isinstance(p, RenegotiationProgram)]
        for k in range(context.n)
    ]
    pairs: list[tuple[ProgramProfile, Payoff, Payoff]] = []
    for profile in itertools.product(*plain):
        mapped = tuple(renegotiating(p, rn) for p in profile)
        pairs.append((profile, context.outcome(profile).payoffs, context.outcome(mapped).payoffs))
    if part == "improves":
        worse = next(((p, u, v) for p, u, v in pairs if any(b < a for a, b in zip(u, v, strict=True))), None)
        evidence = (
            f"U goes from {show_point(worse[1])} to {show_point(worse[2])} at {names(worse[0])}"
            if worse
            else f"U(f(p)) ⪰ U(p) at all {len(pairs)} profiles"
        )
        return [
            *rows,
            conclusion(
                "prop-1.improves",
                "section 2, prop-1",
                "U(f(p)) ⪰ U(p) for every p in P",
                Finding.of(worse is None, evidence),
            ),
        ]
    better = next(((p, u, v) for p, u, v in pairs if any(b > a for a, b in zip(u, v, strict=True))), None)
    evidence = (
        f"U goes from {show_point(better[1])} to {show_point(better[2])} at {names(better[0])}"
        if better
        else "U(f(p)) = U(p) at every p in P: no profile reaches an outcome that rn changes"
    )
    return [
        *rows,
        conclusion(
            "prop-1.strictly",
            "section 2, prop-1",
            "U_i(f(p)) > U_i(p) for some p in P and some i",
            Finding.of(better is not None, evidence),
        ),
    ]


def prop_2(context: Context) -> list[Row]:
    """Return the rows of proposition 2 for G(P ∪ P^rn).

    Paper node: `prop-2`
    """
    rn, profile = context.renegotiation, context.profile
    changed = tuple(p if isinstance(p, RenegotiationProgram) else renegotiating(p, rn) for p in profile)
    outside = [p.name for p in profile if not isinstance(p, RenegotiationProgram)]
    return [
        *in_r(context, rn),
        *asm_4_rows(context, hypothesis),
        hypothesis(
            "prop-2.equilibrium",
            "section 2, prop-2",
            f"({names(profile)}, β) is a subjective equilibrium of G(P ∪ P^rn)",
            equilibrium(context, profile, ("renegotiation",)),
        ),
        hypothesis(
            "prop-2.outside",
            "section 2, prop-2",
            "some p*_i is not a renegotiation program",
            Finding.of(bool(outside), f"not renegotiation programs: {', '.join(outside) or 'none'}"),
        ),
        conclusion(
            "prop-2",
            "section 2, prop-2",
            f"({names(changed)}, β) is a subjective equilibrium of G(P ∪ P^rn)",
            equilibrium(context, changed, ("renegotiation",)),
        ),
    ]


def asm_4(context: Context) -> list[Row]:
    """Return the rows of assumption 4 as a claim about the scenario's beliefs.

    Paper node: `asm-4`
    """
    return asm_4_rows(context, conclusion)


def asm_4_rows(context: Context, row: object) -> list[Row]:
    """Return one row per clause of assumption 4, made by ``hypothesis`` or ``conclusion``.

    Paper node: `asm-4`
    """
    make = hypothesis if row is hypothesis else conclusion
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
            "a default that is used in a subjective equilibrium acts against renegotiation programs as against their defaults",
            second,
        ),
    ]


def in_r(context: Context, rn: RenegotiationFunction) -> list[Row]:
    """Return the hypothesis that rn is in R.

    Paper node: `def-3`
    """
    return [
        hypothesis(
            "def-3",
            "section 2, def-3",
            f"{rn.name} is a renegotiation function",
            Finding.every(renegotiation_function(context, rn)),
        )
    ]


def renegotiating(default: Program, rn: RenegotiationFunction) -> RenegotiationProgram:
    """Return ``f_i(p_i)``: the alg-1 program with the given default and function.

    Paper node: `prop-1`
    """
    return RenegotiationProgram(
        made_name(f"{rn.name} with default {default.name}"), default.player, default, rn
    )


def renegotiation_function(context: Context, rn: RenegotiationFunction) -> tuple[Finding, Finding]:
    """Return whether rn never makes anyone worse off, and whether it makes someone better off somewhere.

    Paper node: `def-3`
    """
    worse: list[Finding] = []
    gains: list[Finding] = []
    game, n = context.scenario.game, context.n
    pure = [Outcome.pure(game, profile) for case in rn.cases for profile in case.profiles]
    if context.feasible.model == "pure":
        pure = [Outcome.pure(game, profile) for profile in game.profiles()]
    for outcome in pure:
        after = context.interpreter.renegotiated(rn, outcome).payoffs
        move = f"{outcome.show(game)}: {show_point(outcome.payoffs)} -> {show_point(after)}"
        if any(b < a for a, b in zip(outcome.payoffs, after, strict=True)):
            worse.append(Finding.of(False, move))
        if any(b > a for a, b in zip(outcome.payoffs, after, strict=True)):
            gains.append(Finding.of(True, move))
    if context.feasible.model == "hull":
        d = payoffs("d", n)
        for applies, target in region_cases(context, rn):
            moved = tuple(Linear((), value) for value in target)
            inside = [is_feasible(d, context.feasible, "l"), applies]
            worse.append(
                none_exists(
                    ask(context.solvers, [*inside, ~improves_weakly(moved, d)]),
                    f"{show_point(target)} ⪰ d wherever that case applies",
                    n,
                )
            )
            answer = ask(context.solvers, [*inside, some_greater(moved, d)])
            if answer.status == "sat" and answer.model is not None:
                gains.append(
                    Finding.of(True, f"{show_point(point_of(answer.model, 'd', n))} -> {show_point(target)}")
                )
    strict = gains[0] if gains else Finding.of(False, "no outcome is improved for anyone")
    return Finding.every(worse, "nobody is worse off at any outcome"), strict


def region_cases(context: Context, rn: RenegotiationFunction) -> list[tuple[Formula, Payoff]]:
    """Return, for each case given by comparisons on d, where it applies (and no earlier one does) and its target."""
    pmm = {f"m{k + 1}": value for k, value in enumerate(context.pmm)}
    earlier: list[Formula] = []
    result: list[tuple[Formula, Payoff]] = []
    for case in rn.cases:
        if case.profiles:
            continue
        here = all_of(type(c)(c.linear.substitute(pmm), c.relation) for c in case.comparisons)
        target = case.to_payoffs if case.to is None else context.scenario.game.payoff(case.to)
        assert target is not None  # a case has one of the two
        result.append((all_of([here, ~any_of(earlier)]), target))
        earlier.append(here)
    return result


def asm_4_findings(context: Context) -> tuple[Finding, Finding]:
    """Return what was found about the two clauses of assumption 4.

    Every default in P_i is tried. A function matters only through the code of the program that carries it, unless
    a simulation against a renegotiation program sees it: then the finding speaks of the declared functions only.

    Paper node: `asm-4`
    """
    first: list[Finding] = []
    second: list[Finding] = []
    for player, belief in context.scenario.beliefs.items():
        for others, _ in belief.support:
            for program in own_renegotiation_programs(context, player):
                first.append(_unpunished(context, player, program, others))
            for default in plain_programs(context, player):
                second.append(_acts_alike(context, player, default, others))
    return Finding.every(first, "no renegotiation program to be punished"), Finding.every(
        second, "no support of renegotiation programs"
    )


def plain_programs(context: Context, player: int) -> list[Program]:
    """Return the programs of P_i that are not alg-1 programs: P_i without P_i^rn."""
    return [p for p in context.scenario.members(player) if not isinstance(p, RenegotiationProgram)]


def own_renegotiation_programs(context: Context, player: int) -> list[RenegotiationProgram]:
    """Return the alg-1 programs of P_i, and one per default and declared function (or the identity)."""
    declared = [p for p in context.scenario.members(player) if isinstance(p, RenegotiationProgram)]
    functions = [*context.scenario.renegotiations.values(), IDENTITY]
    made = [renegotiating(default, rn) for default in plain_programs(context, player) for rn in functions]
    return [*declared, *made]


def _unpunished(
    context: Context, player: int, program: RenegotiationProgram, others: Sequence[Program]
) -> Finding:
    profile = (*others[:player], program, *others[player:])
    without = with_program(profile, player, program.default)
    if _renegotiate(context, profile):
        return Finding.of(True, "programs that renegotiate with each other are not restricted")
    for j in range(context.n):
        if j != player:
            with_, plain = context.interpreter.play(j, profile), context.interpreter.play(j, without)
            if not same_action(with_, plain):
                return Finding.of(
                    False,
                    f"{profile[j].name} answers {program.name} by {_act(context, j, with_)}, but its default {program.default.name} by {_act(context, j, plain)}",
                )
    sees = any(_simulates(p, player) for p in others)
    return Finding.of(
        True,
        "every program in a support answers a renegotiation program as its default",
        Reach.DECLARED if sees else Reach.ALL,
    )


def _renegotiate(context: Context, profile: ProgramProfile) -> bool:
    """Return whether all are alg-1 programs whose functions agree at the default outcome."""
    programs = [p for p in profile if isinstance(p, RenegotiationProgram)]
    if len(programs) < len(profile):
        return False
    start = context.outcome(tuple(p.default for p in programs))
    results = {context.interpreter.renegotiated(p.function, start) for p in programs}
    return len(results) == 1


def _simulates(program: Program, subject: int) -> bool:
    """Return whether the program, or a default below it, asks what the subject would play."""
    while isinstance(program, Renegotiating):
        program = program.default
    asked = (atom for clause in program.clauses for atom in atoms(clause.condition))
    return any(isinstance(atom, WouldPlay) and atom.subject == subject for atom in asked)


def _acts_alike(context: Context, player: int, default: Program, others: Sequence[Program]) -> Finding:
    if not all(isinstance(p, RenegotiationProgram) for p in others):
        return Finding.of(True, "not every counterpart renegotiates")
    used = context.optimality(default, context.belief(player), ("renegotiation",))
    if not used.holds:
        return Finding.of(True, f"{default.name} is in no subjective equilibrium with these beliefs")
    below = tuple(p.default for p in others if isinstance(p, RenegotiationProgram))
    against = context.interpreter.play(player, (*others[:player], default, *others[player:]))
    plain = context.interpreter.play(player, (*below[:player], default, *below[player:]))
    evidence = f"{default.name} plays {_act(context, player, against)} against {names(others)} and {_act(context, player, plain)} against their defaults"
    finding = Finding.of(same_action(against, plain), evidence)
    if finding.status is Status.FAILS and used.scope.name == "DECLARED":
        return Finding.undecided(
            f"{evidence}; whether {default.name} is optimal was shown for the declared programs only"
        )
    return finding


def same_action(left: Action, right: Action) -> bool:
    """Return whether two actions are the same: the same certain action, or the same part of the same lottery."""
    certain = pure_action(left)
    return left == right or (certain is not None and certain == pure_action(right))


def _act(context: Context, player: int, action: Action) -> str:
    certain = pure_action(action)
    return "a lottery" if certain is None else context.scenario.game.actions[player][certain]
