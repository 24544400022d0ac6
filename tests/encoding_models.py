"""Scenarios as structures, for the tests that hold the encodings against the interpreter and the naive semantics."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

from hypothesis import assume, currently_in_test_context, note

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.readings import Reading
from spi_verify.errors import InputError, Refusal
from spi_verify.kernel.terms import Problem, Term, read
from spi_verify.paths import root
from spi_verify.programs.functions import Extension, SetFunction
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, RenegotiationProgram
from spi_verify.scenarios.load import read_scenario
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import compose
from spi_verify.theory.evaluate import Evaluator, Truth, evaluate_within
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.structure import Structure
from spi_verify.theory.structures.build import Model, structures
from spi_verify.theory.unaided import Unaided
from spi_verify.theory.unfold import unfolded
from tests.naive import Naive, with_

THEORY = Theory(root())
MOST = 40_000
"""Most cases of one formula that a test looks at; with more, it looks at a part of the domains."""
MOST_SUMS = 3_000
"""Most cases of an axiom about beliefs, whose sums of fractions take longer."""


@cache
def problem(id_: str, reading: str, players: int) -> Problem:
    return read(compose(THEORY, Question(id_, reading, str(players))).text)


def some_reading(id_: str, base: str, *variants: str) -> str:
    """A reading of a claim that has the variants, and as few others as there are."""
    found = [r for r in THEORY.claim(id_).readings if {base, *variants} <= set(r.split("+"))]
    return min(found, key=len)


def load(text: str) -> Scenario:
    if currently_in_test_context():
        note(text)
    return read_scenario(text)


def context(scenario: Scenario, id_: str, reading: str, solvers: Solvers | None = None) -> Context:
    rn = next(iter(scenario.renegotiations.values()), None)
    reference = ClaimReference(id_, reading, None, rn, (), {}, {}, None, "claim[1]")
    base, *variants = reading.split("+")
    asked = Reading(base, tuple(variants)) if solvers is None else claim(id_).reading(reading)
    return Context(scenario, reference, asked, solvers or Unaided(), scenario.interpreter())


class Case:
    """One claim on one scenario: its problem, its structures, and the naive semantics of the same scenario."""

    def __init__(self, text: str, id_: str, reading: str, solvers: Solvers | None = None) -> None:
        self.scenario = load(text)
        self.context = context(self.scenario, id_, reading, solvers)
        self.n = self.scenario.game.n
        self.problem = problem(id_, reading, self.n)
        self.pairs: list[tuple[Model, Structure]] = list(structures(self.context))
        if not self.pairs:
            raise Refusal("the claim's constants have no values here")
        self.model, self.structure = self.pairs[0]
        self.problem = unfolded(self.problem, self.structure.meanings)
        self.universe, self.evaluator = self.model.universe, Evaluator(self.structure)
        self.naive = Naive(text)
        self._twins()

    def truth(self, formula: Term) -> Truth:
        return evaluate_within(formula, self.structure, MOST)

    def assertion(self, name: str) -> Truth:
        most = MOST_SUMS if name.startswith("beliefs.") else MOST
        return evaluate_within(self.problem.assertions[name], self.structure, most)

    def holds(self, definition: str, *arguments: object) -> bool:
        return self.evaluator.holds(self.problem.definitions[definition], *arguments).value

    def why(self, name: str) -> str:
        """What makes an assertion false, in numbers of codes."""
        breach = self.evaluator.breach(self.problem.assertions[name])
        return f"{name} is false for {breach} of {[p.name for p in self.universe.programs]}"

    # The naive semantics of the structure's codes

    def _twins(self) -> None:
        for i in range(self.n):
            self.naive.declare(f"foreign {i}", i, {"play": self.naive.actions[i][0]})
            self.naive.functions[f"foreign {i}"] = {"name": f"foreign {i}", "player": i + 1, "offer": []}
        self.names = [self._named(p) for p in self.universe.programs]

    def _named(self, program: Program) -> str:
        """A program's name in the naive semantics, declared there if it was made."""
        if program.name in self.naive.programs:
            return program.name
        default = self._named(program.default)  # type: ignore[union-attr]
        table: dict[str, object] = {"default": default}
        match program:
            case RenegotiationProgram():
                table["renegotiation"] = program.function.name
            case CsrProgram():
                table["function"] = self._declared(program.function)
                if self.context.reading.base == "two-selectors":
                    table["selection"] = self._selection(program)
            case PrnProgram():
                table["reference"] = self._declared(program.reference)
        return str(self.naive.declare(program.name, program.player, table))

    def _declared(self, function: SetFunction) -> str:
        name = f"code of {function.name}"
        table = {"name": name, "player": function.player + 1, "is": self.code(function)}
        self.naive.functions.setdefault(name, table)
        return name

    def _selection(self, program: CsrProgram) -> object:
        """The rule of a made program: that of the program whose default and selector it has, or the common one."""
        for other in self.scenario.programs.values():
            if isinstance(other, CsrProgram) and other.selector == program.selector:
                return self.naive.selector(other.name)
        return self.naive.common

    def code(self, function: SetFunction) -> tuple[object, ...]:
        if isinstance(function, Extension):
            return ("ext", function.rule, self.code(function.base))
        if function.name not in self.naive.functions:
            table = {"name": function.name, "player": function.player + 1, "offer": []}
            self.naive.functions[function.name] = table
        return ("rule", function.name)

    def seated(self, p: tuple[int, ...]) -> tuple[str, ...]:
        """The naive profile for a profile of the structure."""
        own = self.universe.owned
        return tuple(self.names[x] if own(i, x) else f"foreign {i}" for i, x in enumerate(p))

    def codes(self, functions: tuple[int, ...]) -> tuple[tuple[object, ...], ...]:
        """The naive codes for a tuple of the structure's functions."""
        found = [self.universe.functions[f] for f in functions]
        return tuple(self.code(f) if f.player == i else ("rule", f"foreign {i}") for i, f in enumerate(found))

    def rule(self, selector: int) -> dict[str, object]:
        """The naive table of a selector."""
        if selector == 0:
            return self.naive.common
        wanted = self.universe.selectors[selector]
        found = (p for p in self.scenario.programs.values() if getattr(p, "selector", None) == wanted)
        return self.naive.selector(next(found).name)

    def outcome(self, p: tuple[int, ...]) -> tuple[str, ...]:
        """a(p), by the naive semantics."""
        return self.naive.outcome(self.seated(p))

    def utility(self, i: int, p: tuple[int, ...]) -> object:
        return self.naive.payoffs[self.outcome(p)][i]

    def action(self, i: int, p: tuple[int, ...]) -> str:
        return (
            self.naive.play(i, self.seated(p)) if self.universe.owned(i, p[i]) else self.naive.actions[i][0]
        )

    def answer(self, i: int, functions: tuple[int, ...], d: object, selector: int = 0) -> frozenset[object]:
        """RN^i(RN^{-i}, d), by the naive semantics: payoff vectors; a foreign code offers nothing."""
        if self.universe.functions[functions[i]].player != i:
            return frozenset()
        return self.naive.answer(i, self.codes(functions), d, self.rule(selector))

    def agreed(self, functions: tuple[int, ...], d: object, selector: int = 0) -> object:
        return self.naive.agreed(self.codes(functions), d, self.rule(selector))

    def functions(self, p: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self.universe.function_of, p))

    def defaults(self, p: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self.universe.default, p))

    def payoffs(self, a: tuple[str, ...]) -> object:
        return self.naive.payoffs[a]

    # What the structure's domains hold

    def own(self, i: int, *kinds: type) -> list[int]:
        """The programs of player i, of some kinds if any are given."""
        programs = self.universe.programs
        return [x for x, p in enumerate(programs) if p.player == i and (not kinds or isinstance(p, kinds))]

    def against(self, i: int, *kinds: type) -> Iterator[tuple[int, ...]]:
        """Profiles in which everybody but player i has a program of its own, of some kinds; i's place holds 0."""
        seats = [[0] if j == i else self.own(j, *kinds) for j in range(self.n)]
        yield from itertools.product(*seats)

    def support(self, i: int) -> list[tuple[object, tuple[int, ...]]]:
        """The weights and profiles of player i's belief."""
        found, rest = [], self.structure.meaning("belief")(i)
        while rest:
            found.append((rest[0], rest[1]))
            rest = rest[2]
        return found

    def replaced(self, p: tuple[int, ...], i: int, x: int) -> tuple[int, ...]:
        return with_(p, i, x)


def tried(text: str, id_: str, reading: str, solvers: Solvers | None = None) -> Case:
    """The case, of scenarios whose made programs halt, at outcomes, and for which a structure can be built."""
    try:
        case = Case(text, id_, reading, solvers)
        list(map(case.structure.meaning("outcome"), case.structure.domain("Profile")))
        return case
    except (InputError, Refusal):
        assume(False)
        raise
