"""A question on a scope as one list of formulas: what the encodings assert there, and the conclusion denied."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import inf
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Problem
from spi_verify.search.codes import Code, Codes, Function
from spi_verify.search.ground import Grounder, Meaning
from spi_verify.search.logic import Node, Pool, cases_of
from spi_verify.search.posed import text_of
from spi_verify.search.scope import TWO_SELECTORS, Scope
from spi_verify.search.skeleton import Skeleton
from spi_verify.search.space import GivenOutcomes, Outcomes, UnknownOutcomes
from spi_verify.search.strangers import strangers
from spi_verify.search.structure import structure
from spi_verify.search.unpunished import unpunished
from spi_verify.theory.compose import read_problem
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

BY_CONSTRUCTION = frozenset(
    (
        "section-1.profile",
        "section-2.profile",
        "section-2.replaced",
        "section-2.kept",
        "section-2.run",
        "section-2.defaults",
        "players.distinct",
        "players.two",
        "players.three",
        "players.at-least-two",
        "sets.extensional",
        "sets.payoff-closed",
        "sets.union",
        "sets.intersection",
        "sets.improvements",
        "functions.profile",
        "functions.substituted",
        "functions.kept",
        "def-5.projection",
        "def-6.selection",
        "sel.transitive",
        "def-6.never-offers",
        "alg-2.functions",
        "alg-2.agreement",
        "alg-2.chosen",
        "alg-2.run",
        "alg-2.programs",
        "def-7.extension",
        "def-7.program",
        "connected.at-least",
        "connected.at-most",
        "conditional.bases",
        "conditional.operator",
        "conditional.functions",
        "prn.active",
        "prn.run",
        "prn.programs",
        "finite.no-one",
        "finite.listed",
        "finite.players",
        "beliefs.weighted-nobody",
        "beliefs.weighted",
        "beliefs.mass-nobody",
        "beliefs.mass",
        "beliefs.supports-nobody",
        "beliefs.supports",
        "beliefs.expected-nobody",
        "beliefs.expected",
        "beliefs.distribution",
        "alg-1.run",
        "two-selectors.selection",
        "two-selectors.some-selection",
        "two-selectors.common",
        "app-b.old-outcome",
    )
)
"""Assertions that every scenario of a scope meets, by how its outcomes, sets, codes and runs are made."""

DENIED, PROJECTIONS = "negated-conclusion", "thm-3.projections"

IN_HULL = frozenset(
    ("def-5.lower-bound", "def-5.attained", "convex", "convex.compact", "connected", "thm-3.projections")
)
"""Assertions about all outcomes: in a given game they are computed exactly, not asked of the outcomes at hand."""


@dataclass(frozen=True)
class Grounded:
    """A question on a scope. ``assertions`` by name; ``facts`` hold in every scenario of the scope.

    ``ceiling``: against all that is believed possible nobody could get more, whatever the program sets are.
    """

    question: Question
    scope: Scope
    skeleton: Skeleton
    assertions: dict[str, Node]
    facts: tuple[Node, ...]
    ceiling: tuple[Node, ...]

    @property
    def parts(self) -> list[Node]:
        """All that a counterexample makes true."""
        return [*self.assertions.values(), *self.ceiling, *self.facts]


def problem_of(theory: Theory, question: Question) -> Problem:
    """Return a question's problem, as the kernel reads it."""
    return read_problem(theory, text_of(question))


def ground(
    problem: Problem,
    question: Question,
    scope: Scope,
    without: Collection[str] = (),
    most: int = 400_000,
    until: float = inf,
    own: Collection[str] | None = None,
) -> Grounded:
    """Return a question grounded on a scope, without the assertions named.

    ``own`` are the assertions of files that are laid over the shipped ones, None if there are no such files. These are
    asked even if scopes meet the shipped ones of their names; and as the text alone will decide, nothing is added that
    only checks of the shipped claims need.

    Errors: Refusal for a symbol that skeletons give no meaning, for a formula of more than ``most`` parts, and after
    ``until`` on the monotonic clock.

    >>> from spi_verify.paths import root
    >>> question = Question("thm-3.common", "published", "2")
    >>> found = ground(problem_of(Theory(root()), question), question, Scope((2, 1)))
    >>> sorted(found.assertions)
    ['def-5.attained', 'def-5.lower-bound', 'negated-conclusion', 'thm-3.projections']
    """
    pool = Pool()
    pool.until = until
    skeleton = skeleton_of(pool, question, scope)
    grounder = Grounder(structure(skeleton, constants(skeleton, question)), most)
    left_out = BY_CONSTRUCTION | (IN_HULL if scope.model == "hull" else frozenset())
    left_out = (left_out - set(own or ())) | set(without)
    assertions = {
        name: grounder.asserted(formula)
        for name, formula in problem.assertions.items()
        if name not in left_out
    }
    denied = problem.conclusion.bank.negation(problem.conclusion)
    if (
        isinstance(skeleton.outcomes, GivenOutcomes)
        and PROJECTIONS in problem.assertions
        and PROJECTIONS not in without
    ):
        assertions[PROJECTIONS] = pool.truth(skeleton.outcomes.every_projection())
    assertions[DENIED] = grounder.asserted(denied)
    if own is not None:
        pool.until = inf
        return Grounded(question, scope, skeleton, assertions, (*grounder.side, *skeleton.facts), ())
    ceiling = _ceiling(skeleton) if any("equilibrium" in name for name in assertions) else []
    # In an outline functions may know whose extension they meet, so that less is asked of them.
    bound = [] if scope.outline else unpunished(skeleton, question.reading, assertions)
    clauses = frozenset(k for k in (1, 2) if f"asm-4.{k}" in assertions and scope.atoms)
    facts = [*grounder.side, *bound, *strangers(skeleton, clauses), *skeleton.facts]
    pool.until = inf  # what is added to a grounded question is little
    return Grounded(question, scope, skeleton, assertions, tuple(facts), tuple(ceiling))


def _ceiling(skeleton: Skeleton) -> list[Node]:
    if not skeleton.scope.weighed:
        return skeleton.ceiling()
    from spi_verify.search.expecting import expected_ceilings

    return expected_ceilings(skeleton)


def skeleton_of(pool: Pool, question: Question, scope: Scope) -> Skeleton:
    """Return the skeleton of a scope for a question."""
    base, *variants = question.reading.split("+")
    outcomes = outcomes_of(pool, scope, least=base == TWO_SELECTORS)
    around = question.claim.startswith("prop-4")
    clause_2 = "clause-1-only" not in variants
    nulls = "null-allowed" in variants or not clause_2 or base == TWO_SELECTORS
    codes = Codes(scope, base, nulls=nulls, around=around, clause_2=clause_2, old=question.claim == "app-b")
    return Skeleton(pool, outcomes, codes)


def outcomes_of(pool: Pool, scope: Scope, least: bool = False) -> Outcomes:
    """Return the outcomes of a scope; ``least``: with any two also the one in which everybody gets the least of both.

    Errors: Refusal if that is asked of unknown payoffs.
    """
    if scope.game is None:
        if least:
            raise Refusal("not groundable: common outcomes are searched in given games only")
        return UnknownOutcomes(pool, scope.shape, interchangeable(scope))
    from spi_verify.games.feasible import feasible_set

    return GivenOutcomes(pool, feasible_set(scope.game, scope.model), scope.midpoints, least)


def interchangeable(scope: Scope) -> list[list[int]]:
    """Return outcomes that may change places: all, where there are no programs; else those of actions that may.

    Two actions of a player may change names if both or neither are among the constant programs of P, and neither is the
    first, which the defaults of the profile play. Each stands for the outcome in which the others play their first.

    >>> interchangeable(Scope((2, 2))), interchangeable(Scope((3, 2), members=3))
    ([[0, 1, 2, 3]], [[2, 4], [1]])
    """
    numbers = {profile: a for a, profile in enumerate(itertools.product(*map(range, scope.shape)))}
    if not scope.members:
        return [list(numbers.values())]
    found = []
    for i, actions in enumerate(scope.shape):
        for group in (range(1, min(scope.members, actions)), range(max(1, scope.members), actions)):
            profiles = (tuple(a if k == i else 0 for k in range(scope.n)) for a in group)
            found.append([numbers[profile] for profile in profiles])
    return [group for group in found if group]


def constants(skeleton: Skeleton, question: Question) -> dict[str, Meaning]:
    """Return what the claim's own constants mean.

    Paper node: `thm-3`
    """
    codes, pool, players = skeleton.codes, skeleton.pool, skeleton.players
    if codes.scope.renegotiations:
        return _section_2(skeleton)
    if codes.scope.played == "none":
        return {}
    profile = skeleton.profile()
    longer = [
        pool.choice((represented(codes, code), c) for code, c in cases_of(pool, played)) for played in profile
    ]
    found: dict[str, Any] = {"p": skeleton.tuples(profile)}
    if None not in longer:
        found["p-tilde"] = skeleton.tuples(longer)
    if codes.around:
        defaults = skeleton.tuples([skeleton.default(codes.played(i)) for i in players])
        found |= {"R0": tuple(Function("table", i, 0) for i in players), "d": defaults}
    if codes.scope.atoms:
        who = skeleton.one_of("player", list(players))
        found["i"] = who
        found["q"] = pool.choice((skeleton.atom(i, 0), c) for i, c in cases_of(pool, who))
        if None not in longer:
            found["y"] = pool.choice((longer[i], c) for i, c in cases_of(pool, who))
    made: dict[str, Meaning] = {name: _constant(value) for name, value in found.items()}
    if codes.around:
        made["f"] = lambda p: tuple(map(codes.put_around, p)) if _in_p(codes, p) else p
    return made


def _section_2(skeleton: Skeleton) -> dict[str, Meaning]:
    """Return prop-1's r and f, prop-2's p* and p'."""
    codes, pool = skeleton.codes, skeleton.pool

    def around(code: Code) -> Code:
        return code if code.kind == "renegotiation" else Code("renegotiation", code.player, 0, code)

    made: dict[str, Meaning] = {
        "r": _constant(0),
        "f": lambda p: tuple(map(around, p)) if _in_p(codes, p) else p,
    }
    if codes.scope.played == "any":
        profile = skeleton.tuples(skeleton.profile())
        changed = pool.choice((tuple(map(around, p)), c) for p, c in cases_of(pool, profile))
        made |= {"p*": _constant(profile), "p-prime": _constant(changed)}
    return made


def represented(codes: Codes, played: Code) -> Code | None:
    """Return the program that the reading makes of one in the profile; None if nothing."""
    programs = codes.programs(played.player)
    if codes.base == "prn":
        null = Function("null", played.player, 0)
        wanted = (played.default, played.function) if played.function else (played, null)
        return next(c for c in programs if c.kind == "pmp" and (c.default, c.function) == wanted)
    if played.function is None and codes.nulls:
        played = next(c for c in programs if c.kind == "csr" and c.default == played and c.number < 0)
    return codes.extended(played)


def _constant(value: object) -> Callable[[], object]:
    return lambda: value


def _in_p(codes: Codes, p: tuple[Any, ...]) -> bool:
    return all(code in codes.plain(i) for i, code in enumerate(p))
