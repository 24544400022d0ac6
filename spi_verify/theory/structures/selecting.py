"""What the symbols of the selection rules' files mean: totals, products, sorted payoffs, centroids."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

from spi_verify.games.rationals import Payoff
from spi_verify.programs.selection import Selection
from spi_verify.theory.evaluate import plain
from spi_verify.theory.structure import Meaning, constant
from spi_verify.theory.structures.space import Element, Space

Players = tuple[Any, ...]
"""A list of players: ``()``, or a player and the rest."""


def domains(n: int) -> dict[str, Sequence[Hashable]]:
    """Return the lists of players that are tried: the last k players, for each k.

    >>> domains(2)
    {'Players': ((), (1, ()), (0, (1, ())))}
    """
    lists: list[Players] = [()]
    for i in reversed(range(n)):
        lists.append((i, lists[-1]))
    return {"Players": tuple(lists)}


def meanings(space: Space, selection: Selection) -> dict[str, Meaning]:
    """Return what the symbols of a rule's file mean for a selection function of that rule.

    Where a rule reads a set (the ideal point, the centroid) it is read as a finite set of payoff vectors.

    Paper node: `def-6`
    """
    n = space.game.n
    order = getattr(selection, "order", tuple(range(n)))
    weights = getattr(selection, "weights", (Fraction(1),) * n)
    floor = getattr(selection, "disagreement", (Fraction(0),) * n)

    def summed(term: Callable[[int, Element], Fraction | int]) -> Meaning:
        return lambda players, a: plain(Fraction(sum(term(i, a) for i in _listed(players))))

    found: dict[str, Meaning] = {
        "no-one": constant(()),
        "and-also": lambda i, players: (i, players),
        "first": lambda players: players[0] if players else 0,
        "remaining": lambda players: players[1] if players else (),
        "everybody": constant(domains(n)["Players"][-1]),
        "listed": lambda players, i: i in _listed(players),
        "before": lambda i, j: order.index(i) < order.index(j),
        "importance": lambda i: plain(weights[i]),
        "sum": summed(lambda i, a: weights[i] * space.u(i, a)),
        "disagreement": lambda i: plain(floor[i]),
        "product": lambda players, a: plain(
            Fraction(prod(space.u(i, a) - floor[i] for i in _listed(players)))
        ),
    }
    return found | _sorted(space, selection, floor) | _centroid(space)


def _listed(players: Players) -> list[int]:
    found = []
    while players:
        found.append(players[0])
        players = players[1]
    return found


def _sorted(space: Space, selection: Selection, floor: Payoff) -> dict[str, Meaning]:
    """Return the symbols of leximin, or those of Kalai and Smorodinsky's rule, where S comes first."""
    n = space.game.n

    @cache
    def ideal(s: Element, i: int) -> Fraction:
        above = [x for x in space.members(s) if all(a >= b for a, b in zip(x, floor, strict=True))]
        return max((x[i] for x in above), default=floor[i])

    def gain(s: Element, i: int, a: Element) -> Fraction:
        span = ideal(s, i) - floor[i]
        return (space.payoff(a)[i] - floor[i]) / span if span else Fraction(0)

    @cache
    def ranking(s: Element, a: Element) -> list[tuple[Fraction, int]]:
        return sorted((gain(s, i, a), i) for i in range(n))

    @cache
    def plainly(a: Element) -> list[tuple[Fraction, int]]:
        return sorted((space.payoff(a)[i], i) for i in range(n))

    if selection.rule == "kalai-smorodinsky":
        return {
            "ideal": lambda s, i: plain(ideal(s, i)),
            "ranked": lambda s, k, a: plain(ranking(s, a)[k][0]),
            "holder": lambda s, k, a: ranking(s, a)[k][1],
        }
    return {"ranked": lambda k, a: plain(plainly(a)[k][0]), "holder": lambda k, a: plainly(a)[k][1]}


def _centroid(space: Space) -> dict[str, Meaning]:
    @cache
    def centroid(s: Element, i: int) -> Fraction:
        points = space.members(s)
        return sum((x[i] for x in points), Fraction(0)) / len(points) if points else Fraction(0)

    return {
        "centroid": lambda s, i: plain(centroid(s, i)),
        "distance": lambda s, players, a: plain(
            Fraction(sum((space.u(i, a) - centroid(s, i)) ** 2 for i in _listed(players)))
        ),
    }
