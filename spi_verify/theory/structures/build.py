"""A structure from a scenario: the codes it takes, the tables that the interpreter fills, and the claim's constants."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.checking.assumption4 import renegotiating
from spi_verify.checking.context import Context
from spi_verify.checking.theorem3.extension import extended, extended_profile, represented
from spi_verify.errors import InputError
from spi_verify.programs.functions import SetFunction
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.program import (
    CsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RenegotiationProgram,
    made_name,
)
from spi_verify.theory.structure import Meaning, Structure, constant
from spi_verify.theory.structures import believing, negotiating, selecting
from spi_verify.theory.structures.codes import CSR, Universe
from spi_verify.theory.structures.hull import HullSpace
from spi_verify.theory.structures.stepping import steps

SECTION_2 = ("def-1", "def-3", "asm-4", "prop-1.improves", "prop-1.strictly", "prop-2")
"""The claims whose game adds the programs of alg-1 to P; all others add those of alg-2, and their extensions."""

ONE_EXTENDS = ("thm-3.no-pmp", "thm-3.agree", "thm-3.disagree", "thm-3.sets")
EVERYONE_EXTENDS = ("thm-3.inclusion", "thm-3.meet", "thm-3.dominated")


@dataclass(frozen=True)
class Model:
    """A structure of a scenario, without the constants of a claim, and the codes that its ints stand for."""

    context: Context
    universe: Universe
    structure: Structure


def model(context: Context, functions: Collection[SetFunction] = ()) -> Model:
    """Return the structure in which the interpreter's answers are the tables; ``functions`` are some more that it has.

    Its programs are the declared ones and those that the claim's reading makes of them: for alg-1 the programs with
    the claim's function, else the extensions of the CSR programs and of the profile. ``member`` leaves out the
    programs of the class that the claim's game adds, as the checks do.

    In the hull model the outcomes and sets are only those that are met. Errors: Refusal for a scenario of which the
    tables would be too large, InputError where made programs do not halt against each other.

    Paper node: `def-1`
    """
    scenario = context.scenario
    subclass = context.reading.base == "prn"
    programs = [*scenario.programs.values(), *_made(context)]
    universe = Universe(
        context.interpreter, programs, scenario.renegotiations.values(), functions, subclass=subclass
    )
    two = context.reading.base == "two-selectors"
    meanings = {**universe.space.meanings(), **universe.meanings()}
    meanings |= negotiating.meanings_of_two(universe) if two else negotiating.meanings(universe)
    meanings |= selecting.meanings(universe.space, scenario.selection)
    meanings |= _members(context, universe)
    players = range(context.n)
    said = {i: scenario.beliefs.get(i) or believing.unsaid(universe, i) for i in players}
    beliefs = {i: believing.listed(universe, belief) for i, belief in said.items()}
    outcome, replace = meanings["outcome"], meanings["replace"]
    first = (0,) * context.n
    meanings |= believing.meanings(
        universe, beliefs, lambda i, x, q: universe.space.u(i, outcome(replace(q, i, x))), first
    )
    meanings |= {f"player-{i + 1}": constant(i) for i in players}
    domains = {**universe.domains(), **believing.domains(beliefs), **selecting.domains(context.n)}
    domains["Real"] = _numbers(context, domains["Real"])
    if isinstance(universe.space, HullSpace):
        _meet(universe, universe.space, meanings, domains)
    domains |= universe.space.domains()
    structure = Structure({sort: tuple(domain) for sort, domain in domains.items()}, meanings)
    return Model(context, universe, structure.extending(universe.space.partial))


def _meet(
    universe: Universe,
    space: HullSpace,
    meanings: Mapping[str, Meaning],
    domains: Mapping[str, Sequence[Hashable]],
) -> None:
    """Let a part of the outcomes and sets be met: what profiles reach, what functions answer there, what follows."""
    for p in domains["Profile"]:
        meanings["outcome"](p)
    selectors = [(k,) for k in range(len(universe.selectors))] if "pick" in meanings else [()]
    reached = space.domains()["Outcome"]
    answers = {
        meanings["answer"](i, functions, a, *selector)
        for functions in domains["Functions"]
        for i in range(universe.game.n)
        for a in reached
        for selector in selectors
    }
    space.meet(sorted(answers))
    projections = {meanings["PMP"](i, a) for i in range(universe.game.n) for a in space.domains()["Outcome"]}
    for projection in projections:
        for answer in answers:
            space.intersection(projection, answer)


def structures(context: Context, without: Collection[str] = ()) -> Iterator[tuple[Model, Structure]]:
    """Return the model, and its structure with each choice of the claim's constants.

    There is one choice; for the steps of thm-3's proof in which one player extends, one per player and profile of CSR
    programs in the support; for those in which everyone extends, none if some program has no extension. What
    ``without`` names need not be so of the steps' profiles: ``step.supported``, ``step.others``. Without the latter
    there is a choice for each declared function that programs which are not CSR may be given.

    Paper node: `thm-3`
    """
    made = model(context, context.scenario.functions.values() if "step.others" in without else ())
    for constants in _constants(made, without):
        meanings = {name: value if callable(value) else constant(value) for name, value in constants.items()}
        yield made, made.structure.saying(meanings)


def _made(context: Context) -> Iterator[Program]:
    """Yield the programs that the reading makes of declared ones."""
    if context.reference.id in SECTION_2:
        if context.scenario.renegotiations:
            for i in range(context.n):
                for program in context.scenario.members(i):
                    if not isinstance(program, RenegotiationProgram):
                        yield renegotiating(program, context.renegotiation)
        return
    if context.reference.id.startswith("prop-4"):
        yield from (p for given in _plain(context) for p in _mapped(context.profile, given))
    played = context.reference.profile or context.scenario.profile or ()
    declared = [p for p in context.scenario.programs.values() if isinstance(p, CSR)]
    if context.reference.id in ONE_EXTENDS:
        declared = []  # the others are taken as they are
    for program in dict.fromkeys((*played, *declared)):
        found = extended(context, program)
        yield from (found,) if found is not None else ()
        if context.reading.base != "prn":
            csr = represented(context, program)
            yield from (csr,) if csr is not None else ()


def _members(context: Context, universe: Universe) -> dict[str, Meaning]:
    added = (RenegotiationProgram,) if context.reference.id in SECTION_2 else CSR
    members = {
        (p.player, universe.number(p))
        for i in range(context.n)
        for p in context.scenario.members(i)
        if not isinstance(p, added)
    }
    return {"member": lambda i, x: (i, x) in members}


def _numbers(context: Context, weights: Sequence[Hashable]) -> tuple[Hashable, ...]:
    """Return the numbers that are tried: weights, or what an assumption about F takes."""
    numbers = list(weights)
    if context.reading.has("convex") or context.reading.base == "two-selectors":
        numbers += [0, Fraction(1, 2), 1]
    if context.reading.has("connected"):
        numbers += [x for point in context.feasible.vertices() for x in point]
    return tuple(dict.fromkeys(numbers))


def _constants(made: Model, without: Collection[str]) -> Iterator[dict[str, object]]:
    """Yield values for the constants of the claim; InputError where the scenario does not give what it speaks of."""
    context, universe, claim = made.context, made.universe, made.context.reference.id
    found: dict[str, object] = {}
    if claim in SECTION_2:
        if context.scenario.renegotiations:
            found |= _section_2(made)
        yield found
        return
    profile = context.reference.profile or context.scenario.profile
    if profile is None:
        yield found
        return
    found["p"] = universe.profile(profile)
    if claim.startswith("prop-4"):
        yield found | _prop_4(made)
        return
    if claim in ONE_EXTENDS:
        yield from (found | step for step in steps(context, universe, made.structure, without))
        return
    tilde = extended_profile(context)
    if tilde is not None:
        found["p-tilde"] = universe.profile(tilde)
    elif claim in EVERYONE_EXTENDS:
        return
    yield found


def _section_2(made: Model) -> dict[str, object]:
    """Return the function r, prop-1's map f, and prop-2's p* and p'."""
    context, universe = made.context, made.universe
    rn = context.renegotiation
    member = made.structure.meaning("member")

    def f(p: tuple[int, ...]) -> tuple[int, ...]:
        if not all(member(i, x) for i, x in enumerate(p)):
            return p
        return tuple(universe.number(renegotiating(universe.programs[x], rn)) for x in p)

    found: dict[str, object] = {"r": universe.renegotiations.index(rn), "f": f}
    profile = context.reference.profile or context.scenario.profile
    if profile is not None:
        changed = [p if isinstance(p, RenegotiationProgram) else renegotiating(p, rn) for p in profile]
        found |= {"p*": universe.profile(profile), "p-prime": universe.profile(changed)}
    return found


def _prop_4(made: Model) -> dict[str, object]:
    """Return prop-4's functions R0, defaults d and map f."""
    context, universe = made.context, made.universe
    profile = context.profile
    if not all(isinstance(p, PrnProgram if context.reading.base == "prn" else CsrProgram) for p in profile):
        raise InputError("prop-4 is about the functions of the profile's programs", place="profile")
    plain = {universe.profile(given): given for given in _plain(context)}

    def f(p: tuple[int, ...]) -> tuple[int, ...]:
        return universe.profile(_mapped(profile, plain[p])) if p in plain else p

    return {
        "R0": tuple(universe.function_of(universe.number(p)) for p in profile),
        "d": universe.profile(default_profile(profile)),
        "f": f,
    }


def _plain(context: Context) -> list[tuple[Program, ...]]:
    """Return the profiles of P without its CSR programs."""
    lists = [[p for p in context.scenario.members(i) if not isinstance(p, CSR)] for i in range(context.n)]
    return list(itertools.product(*lists))


def _mapped(profile: Sequence[Program], given: Sequence[Program]) -> tuple[Program, ...]:
    """Return f^RN(p): the profile's functions around other programs; its own program where that has the default."""
    return tuple(_around(program, default) for program, default in zip(profile, given, strict=True))


def _around(program: Program, default: Program) -> Program:
    if not isinstance(program, Renegotiating) or program.default == default:
        return program
    name = made_name(f"{program.name} with default {default.name}")
    if isinstance(program, CsrProgram):
        return CsrProgram(name, program.player, default, program.function, program.selector)
    if isinstance(program, PrnProgram):
        return PrnProgram(name, program.player, default, program.reference)
    return program
