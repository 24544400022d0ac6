"""In which order scopes are tried: small ones first, in games with any payoffs and in given ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, product, zip_longest
from math import prod
from typing import TYPE_CHECKING

from spi_verify.search.catalogue import familiar, small
from spi_verify.search.enough import GEOMETRY, OUTLINES, SPI, enough
from spi_verify.search.kinds import mostly_believed, of_shape, weighed
from spi_verify.search.scope import TWO_SELECTORS, Model, Scope
from spi_verify.theory.objects import Question

if TYPE_CHECKING:
    from spi_verify.games.game import Game

SHAPES = {
    2: ((2, 2), (2, 3), (3, 3), (3, 4), (4, 4)),
    3: ((2, 2, 1), (2, 3, 1), (2, 2, 2), (2, 2, 3)),
    4: ((2, 2, 1, 1), (2, 2, 2, 1), (2, 2, 2, 2)),
}
SMALL, GAMES, FEW_GAMES = 3, 12, 2
"""The largest payoff of small games, how many are tried of each shape before the next one, and how many where payoffs
may be unknown."""
LEFT = 2
"""So many games that the centroid leaves are tried."""
SHAPES_AT_ONCE = 3
"""Of how many shapes small games are drawn in one round."""


def numbers(question: Question) -> tuple[int, ...]:
    """Return the numbers of players that are tried for a question.

    >>> numbers(Question("thm-3.2", "prn", "any"))
    (2, 3, 4)
    """
    return tuple(SHAPES) if question.players == "any" else (int(question.players),)


def rounds(question: Question, n: int, seed: int, without: Collection[str] = ()) -> Iterator[Iterator[Scope]]:
    """Yield the scopes of a question for n players in rounds, small ones first, without end.

    First the smallest shape, and familiar games: each kind of scope in one with many lotteries at once, before the next
    kind, and in the others later. Then each round has the next shape, and more small games, in an order that the seed
    fixes. In a reading about convex F all games are given ones, in the hull model, and games in which pure outcomes
    alone break the claim come first. Else payoffs are unknown, but for games that are searched for the sake of their
    lotteries. Where it is known how many outcomes are enough, so many are asked about in the first round. ``without``
    names assertions that are dropped. Where selection need not be transitive, it is by centroid in given games, at
    first those of :func:`spi_verify.search.turning.leaving_games`.
    """
    centroid, seen = "any-selection" in question.reading.split("+"), set[Scope]()

    def new(found: Iterator[Scope]) -> Iterator[Scope]:
        for scope in (replace(scope, centroid=centroid and scope.game is not None) for scope in found):
            if scope not in seen:
                seen.add(scope)
                yield scope

    left = _where_the_centroid_leaves(question, n, seed) if centroid and not is_convex(question) else iter(())
    for found in _rounds(question, n, seed, without):
        yield new(alternately(left, found))


def alternately(*several: Iterator[Scope]) -> Iterator[Scope]:
    """Yield one scope of each after the other, until all are at their end.

    >>> [scope.shape for scope in alternately(iter([Scope((1, 1))]), iter([Scope((2, 2)), Scope((2, 3))]))]
    [(1, 1), (2, 2), (2, 3)]
    """
    for row in zip_longest(*several):
        yield from (scope for scope in row if scope is not None)


def _where_the_centroid_leaves(question: Question, n: int, seed: int) -> Iterator[Scope]:
    """Yield scopes in games that show the rule to be not transitive by what extending adds."""
    from spi_verify.search.turning import leaving_games

    own = list(islice(leaving_games(n, seed), LEFT))
    for scope in of_shape(question, own[0].shape) if own else ():
        if scope.functions and scope.atoms == 1:
            yield from (replace(scope, game=game) for game in own)


def _rounds(question: Question, n: int, seed: int, without: Collection[str]) -> Iterator[Iterator[Scope]]:
    yield _first_round(question, n, without)
    convex, drawn = is_convex(question), list[Iterator["Game"]]()
    for shape in growing(n):
        first = not drawn
        drawn.append(small(shape, SMALL, seed))
        count = GAMES if convex or question.claim in GEOMETRY else FEW_GAMES
        games_of_shapes = _in_small_games(question, drawn[-SHAPES_AT_ONCE:], count)
        if convex:
            guessed = (replace(scope, guessed=True) for scope in of_shape(question, shape))
            yield chain(guessed, games_of_shapes)
        elif not first:
            unknown = () if question.claim in GEOMETRY else of_shape(question, shape)
            yield chain(unknown, games_of_shapes)


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
    smallest = list(of_shape(question, first))
    if most is not None and question.claim in SPI:
        yield replace(smallest[0], every=True)
        return
    if most is not None and question.claim in OUTLINES:
        yield _outline(question, (most, *[1] * (n - 1)))
    elif most is not None:
        if convex:
            yield from _in_familiar_games(question, Scope(first), midpoints=False)
        elif prod(first) < most:
            yield Scope(first)
        yield Scope(first if prod(first) == most else (most, *[1] * (n - 1)), every=True)
        yield from _unions(question, n)  # not reached where that one is exhausted
        return
    yield from _unions(question, n)
    if not (convex or any(scope.rules for scope in smallest)):
        yield from [scope for scope in of_shape(question, SHAPES[n][1]) if scope.rules][:1]
    yield from mostly_believed(question, n)
    for several in (False, True):
        group = [scope for scope in smallest if (scope.atoms > 1) is several]
        for scope in group:
            # The smallest shape has room for few of the others' conditions when there are more than two players.
            later = n > 2 and scope.conditional
            if not (convex or later):
                yield scope
            yield from _rich(question, scope)
            if later and not convex:
                yield scope
        if not (several or convex):
            yield from _simplest(question, SHAPES[n][1])
        for midpoints in (False, True):
            for scope in group:
                if not midpoints or scope.functions:  # where nothing is offered nobody gets to a midpoint
                    yield from _in_familiar_games(question, scope, midpoints)
    for midpoints, game in product((False, True), familiar(n)):
        if n == 2 or not midpoints:  # those for more players have many outcomes as it is
            yield from weighed(question, game, midpoints)


def _outline(question: Question, shape: tuple[int, ...]) -> Scope:
    """Return a scope of outlines, which counterexamples of all sizes have."""
    looking = "unconditional" not in question.reading.split("+")
    return Scope(shape, members=1, functions=1, played="csr", atoms=1, conditional=looking, every=True)


def _simplest(question: Question, shape: tuple[int, ...]) -> list[Scope]:
    """Return the first scope of a shape in which somebody offers something, as far as there is one."""
    return [scope for scope in of_shape(question, shape) if scope.functions][:1]


def _may_be_union(question: Question) -> bool:
    """Return whether a claim about games alone is about feasible sets that are connected, and need not be convex."""
    _, *variants = question.reading.split("+")
    continuous = question.claim == "thm-3.nonempty" and "convex" not in variants
    return question.claim in GEOMETRY and (continuous or "connected" in variants)


def _unions(question: Question, n: int) -> list[Scope]:
    """Return unions of hulls of familiar games, for claims that may be about feasible sets that are connected only."""
    if not _may_be_union(question):
        return []
    return [Scope(game.shape, game, "union") for game in familiar(n)]


def _rich(question: Question, scope: Scope) -> list[Scope]:
    """Return the scope in the familiar game with most outcomes, with midpoints unless common outcomes are asked for.

    Where nothing is offered all familiar games are quick; with midpoints those for four players are slow.
    """
    if not scope.functions:
        return list(_in_familiar_games(question, scope, midpoints=False))
    game = max(familiar(scope.n), key=lambda game: len(list(game.profiles())), default=None)
    midpoints = question.reading.split("+")[0] != TWO_SELECTORS and scope.n < 4
    return [s for s in _in_familiar_games(question, scope, midpoints) if s.game == game and s.model == "hull"]


def _in_familiar_games(question: Question, scope: Scope, midpoints: bool) -> Iterator[Scope]:
    """Yield a scope in all familiar games; as pure outcomes alone only where unknown payoffs do not have them."""
    for shape in dict.fromkeys(game.shape for game in familiar(scope.n)):
        members = max(shape) if scope.members == max(scope.shape) else scope.members
        alike = replace(scope, shape=shape, members=members, midpoints=midpoints)
        for given in in_games(question, alike):
            if given.model == "hull" or (shape != scope.shape and not midpoints):
                yield given


def _in_small_games(question: Question, drawn: Sequence[Iterator[Game]], count: int) -> Iterator[Scope]:
    """Yield the scopes of the next few games that are drawn of each shape, in the hull model."""
    for games_of_shape in drawn:
        for game in islice(games_of_shape, count):
            for scope in of_shape(question, game.shape):
                yield replace(scope, game=game, model="hull")
            yield from weighed(question, game, midpoints=False)


def in_games(question: Question, scope: Scope) -> Iterator[Scope]:
    """Yield the scope in familiar games of its shape: as lotteries, then (unless F is convex) pure outcomes alone."""
    for game in familiar(scope.n):
        if game.shape == scope.shape:
            yield replace(scope, game=game, model="hull")
            if not is_convex(question):
                yield replace(scope, game=game, model="pure")


def games(question: Question, n: int, seed: int, going: Callable[[], bool] = lambda: True) -> Iterator[Scope]:
    """Yield games for n players without programs: familiar ones, then small ones in an order that the seed fixes.

    Of a selection rule, games in which two sets of outcomes show that it is not transitive, after the most familiar
    one; as long as it is ``going`` on.
    """
    models: tuple[Model, ...] = ("hull",) if is_convex(question) else ("hull", "pure")
    if question.claim.startswith("sel."):
        from spi_verify.search.turning import turning_games

        for game in chain(familiar(n)[:1], turning_games(rule_of(question), n, seed, going)):
            own = models if game.title else models[-1:]
            yield from (Scope(game.shape, game=game, model=model) for model in own)
        return
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
