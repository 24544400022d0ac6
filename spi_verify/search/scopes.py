"""In which order scopes are tried: small ones first, and which kinds of programs a claim is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from spi_verify.search.catalogue import familiar, small
from spi_verify.search.scope import Model, Scope
from spi_verify.theory.objects import Question

GEOMETRY = ("thm-3.nonempty", "thm-3.common")
ONE_EXTENDS = ("thm-3.no-pmp", "thm-3.agree", "thm-3.disagree", "thm-3.sets")
Played = Literal["csr", "constant", "extension"]

SHAPES = {
    2: ((2, 2), (2, 3), (3, 3), (3, 4), (4, 4)),
    3: ((2, 2, 1), (2, 3, 1), (2, 2, 2), (2, 2, 3)),
    4: ((2, 2, 1, 1), (2, 2, 2, 1), (2, 2, 2, 2)),
}
KINDS = ((1, False, 1), (2, False, 1), (1, True, 1), (2, True, 1), (2, True, 2))
"""How many functions, whether they look at others, how many atoms a belief has: in the order in which that is tried."""
SMALL, GAMES = 3, 12
"""The largest payoff of small games, and how many of them are tried of each shape."""


def numbers(question: Question) -> tuple[int, ...]:
    """Return the numbers of players that are tried for a question.

    >>> numbers(Question("thm-3.2", "prn", "any"))
    (2, 3, 4)
    """
    return (2, 3, 4) if question.players == "any" else (int(question.players),)


def scopes(question: Question, n: int, seed: int) -> Iterator[Scope]:
    """Yield the scopes of a question for n players, small ones first: endlessly many would be too many.

    In a reading about convex F these are given games in the hull model, familiar ones and small ones in an order that
    the seed fixes. Else payoffs are unknown; with the smallest shape come familiar games, as they have lotteries.
    """
    first, *larger = SHAPES[n]
    convex = is_convex(question)
    smallest = list(_of_shape(question, first))
    quick = [scope for scope in smallest if not (scope.conditional and scope.functions > 1)]
    slow = [scope for scope in smallest if scope not in quick]
    for group in (quick, slow):
        for midpoints in (False, True):
            for scope in group:
                if midpoints and not scope.functions:
                    continue  # nothing is offered, so nobody gets there
                if not convex and not midpoints:
                    yield scope
                for known in dict.fromkeys(game.shape for game in familiar(n)):
                    members = max(known) if scope.members == max(first) else scope.members
                    alike = replace(scope, shape=known, members=members, midpoints=midpoints)
                    for given in in_games(question, alike):
                        if given.model == "hull" or (known != first and not midpoints):
                            yield given
    for shape in SHAPES[n] if convex else larger:
        for scope in _of_shape(question, shape):
            drawn = small(shape, SMALL, GAMES, seed)
            yield from (replace(scope, game=game, model="hull") for game in drawn) if convex else [scope]


def in_games(question: Question, scope: Scope) -> Iterator[Scope]:
    """Yield the scope in familiar games of its shape: as lotteries, then (unless F is convex) pure outcomes alone."""
    for game in familiar(scope.n):
        if game.shape == scope.shape:
            yield replace(scope, game=game, model="hull")
            if not is_convex(question):
                yield replace(scope, game=game, model="pure")


def games(question: Question, n: int, seed: int) -> Iterator[Scope]:
    """Yield games for n players without programs: familiar ones, then small ones in an order that the seed fixes."""
    models: tuple[Model, ...] = ("hull",) if is_convex(question) else ("hull", "pure")
    for shape in (None, *SHAPES[n]):
        known = familiar(n) if shape is None else small(shape, SMALL, GAMES, seed)
        for game in known:
            yield from (Scope(game.shape, game=game, model=model) for model in models)


def rule_of(question: Question) -> str:
    """Return the selection rule that a claim is about, or any.

    >>> rule_of(Question("sel.centroid.transitive", "literal", "2"))
    'centroid'
    """
    family, _, rest = question.claim.partition(".")
    return rest.split(".")[0] if family == "sel" else "utilitarian"


def is_convex(question: Question) -> bool:
    """Return whether a question is about convex feasible sets, as where action sets are continuous."""
    base, *variants = question.reading.split("+")
    shaped = not {"convex", "connected"}.isdisjoint(variants)
    return shaped or base == "two-selectors" or question.claim == "thm-3.nonempty"


def _of_shape(question: Question, shape: tuple[int, ...]) -> Iterator[Scope]:
    bare = Scope(shape)
    if question.claim in GEOMETRY:
        yield bare
        return
    if question.claim.startswith(("prop-1", "prop-2")):
        for rules in (0, 1):
            for members in range(1, max(shape) + 1):
                atoms = 1 if question.claim == "prop-2" else 0
                yield replace(
                    bare,
                    members=members,
                    rules=rules,
                    renegotiations=1,
                    played="any" if atoms else "none",
                    atoms=atoms,
                )
        return
    for functions, conditional, atoms in KINDS:
        for played in _played(question):
            if played != "constant":
                yield replace(
                    bare,
                    members=max(shape),
                    functions=functions,
                    played=played,
                    atoms=atoms,
                    conditional=conditional,
                )
            elif (functions, conditional, atoms) == KINDS[0]:
                yield replace(bare, members=max(shape), played=played, atoms=atoms)


def _played(question: Question) -> tuple[Played, ...]:
    base, *variants = question.reading.split("+")
    extension: tuple[Played, ...] = (
        ("extension",) if base == "conditional" and "unextended" not in variants else ()
    )
    if "csr-only" in variants or question.claim in ONE_EXTENDS or question.claim.startswith("prop-4"):
        return ("csr", *extension)
    if question.claim == "thm-3.wlog":
        return ("constant",)
    return ("constant", "csr", *extension)
