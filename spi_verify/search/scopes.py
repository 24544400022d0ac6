"""In which order scopes are tried: small ones first, and which kinds of programs a claim is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from math import prod
from typing import Literal

from spi_verify.games.game import Game
from spi_verify.search.catalogue import familiar, small
from spi_verify.search.enough import GEOMETRY, enough
from spi_verify.search.scope import Model, Scope
from spi_verify.theory.objects import Question

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
"""The largest payoff of small games, and how many of them are tried of each shape before the next one."""
SHAPES_AT_ONCE = 3
"""Of how many shapes small games are drawn in one round."""


def numbers(question: Question) -> tuple[int, ...]:
    """Return the numbers of players that are tried for a question.

    >>> numbers(Question("thm-3.2", "prn", "any"))
    (2, 3, 4)
    """
    return (2, 3, 4) if question.players == "any" else (int(question.players),)


def rounds(question: Question, n: int, seed: int, without: Collection[str] = ()) -> Iterator[Iterator[Scope]]:
    """Yield the scopes of a question for n players in rounds, small ones first, without end.

    First the smallest shape, and familiar games. Then each round has the next shape, and more small games, in an order
    that the seed fixes. In a reading about convex F all games are given ones, in the hull model. Else payoffs are
    unknown, but for games that are searched for the sake of their lotteries. Where it is known how many outcomes are
    enough, so many are asked about in the first round. ``without`` names assertions that are dropped.
    """
    yield _first_round(question, n, without)
    shapes = growing(n)
    drawn = [small(next(shapes), SMALL, seed)]
    if is_convex(question):
        yield _in_small_games(question, drawn)
    for shape in shapes:
        drawn.append(small(shape, SMALL, seed))
        unknown = () if is_convex(question) or question.claim in GEOMETRY else _of_shape(question, shape)
        yield chain(unknown, _in_small_games(question, drawn[-SHAPES_AT_ONCE:]))


def growing(n: int) -> Iterator[tuple[int, ...]]:
    """Yield shapes of games for n players, each with more outcomes than the one before.

    >>> list(islice(growing(2), 6))
    [(2, 2), (2, 3), (3, 3), (3, 4), (4, 4), (4, 5)]
    >>> list(islice(growing(3), 6))
    [(2, 2, 1), (2, 3, 1), (2, 2, 2), (2, 2, 3), (2, 3, 3), (3, 3, 3)]
    """
    yield from SHAPES[n]
    shape = list(SHAPES[n][-1])
    while True:
        least = max(k for k in range(n) if shape[k] == min(shape))
        shape[least] += 1
        yield tuple(shape)


def _first_round(question: Question, n: int, without: Collection[str]) -> Iterator[Scope]:
    first = SHAPES[n][0]
    most = enough(question, n, without)
    convex = is_convex(question)
    smallest = list(_of_shape(question, first))
    if most is not None:
        if convex:
            yield from _in_familiar_games(question, Scope(first), midpoints=False)
        elif prod(first) < most:
            yield Scope(first)
        yield Scope(first if prod(first) == most else (most, *[1] * (n - 1)), every=True)
        return
    quick = [scope for scope in smallest if not (scope.conditional and scope.functions > 1)]
    slow = [scope for scope in smallest if scope not in quick]
    for group in (quick, slow):
        for midpoints in (False, True):
            for scope in group:
                if midpoints and not scope.functions:
                    continue  # nothing is offered, so nobody gets there
                if not convex and not midpoints:
                    yield scope
                yield from _in_familiar_games(question, scope, midpoints)


def _in_familiar_games(question: Question, scope: Scope, midpoints: bool) -> Iterator[Scope]:
    """Yield a scope in all familiar games; as pure outcomes alone only where unknown payoffs do not have them."""
    for shape in dict.fromkeys(game.shape for game in familiar(scope.n)):
        members = max(shape) if scope.members == max(scope.shape) else scope.members
        alike = replace(scope, shape=shape, members=members, midpoints=midpoints)
        for given in in_games(question, alike):
            if given.model == "hull" or (shape != scope.shape and not midpoints):
                yield given


def _in_small_games(question: Question, drawn: Sequence[Iterator[Game]]) -> Iterator[Scope]:
    """Yield the scopes of the next few games that are drawn of each shape, in the hull model."""
    for games_of_shape in drawn:
        for game in islice(games_of_shape, GAMES):
            for scope in _of_shape(question, game.shape):
                yield replace(scope, game=game, model="hull")


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
        known = familiar(n) if shape is None else islice(small(shape, SMALL, seed), GAMES)
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
