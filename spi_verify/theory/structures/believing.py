"""Beliefs as elements of a structure: a list of weights and profiles, and the sums over it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from spi_verify.programs.equilibrium import Belief
from spi_verify.theory.evaluate import plain
from spi_verify.theory.structure import Meaning
from spi_verify.theory.structures.codes import Universe

Listed = tuple[Any, ...]
"""``()``, or a weight, a profile and the rest: (w, q, b)."""


def listed(universe: Universe, belief: Belief) -> Listed:
    """Return a belief as a list; in each p_{-i}, player i's place is taken by its first program."""
    own = next(p for p in universe.programs if p.player == belief.player)
    found: Listed = ()
    for others, weight in reversed(belief.support):
        q = universe.profile((*others[: belief.player], own, *others[belief.player :]))
        found = (plain(weight), q, found)
    return found


def unsaid(universe: Universe, player: int) -> Belief:
    """Return a belief for a player of whom the scenario does not say any: the others' first programs, for sure."""
    firsts = [
        next(p for p in universe.programs if p.player == j) for j in range(universe.game.n) if j != player
    ]
    return Belief(player, ((tuple(firsts), Fraction(1)),))


def tails(belief: Listed) -> list[Listed]:
    """Return a list, its rest, and so on.

    >>> tails((1, "q", ()))
    [(1, 'q', ()), ()]
    """
    found = [belief]
    while found[-1]:
        found.append(found[-1][2])
    return found


def domains(beliefs: Mapping[int, Listed]) -> dict[str, Sequence[Hashable]]:
    """Return the lists that are tried as beliefs, and the numbers that are tried as weights."""
    family = [tail for belief in beliefs.values() for tail in tails(belief)]
    sure: list[Listed] = [(1, belief[1], ()) for belief in family if belief]
    weights = [belief[0] for belief in family if belief]
    return {"Belief": tuple(dict.fromkeys([*family, *sure])), "Real": (weights[0], 0, -1)}


def meanings(
    universe: Universe, beliefs: Mapping[int, Listed], utility: Meaning, first: Hashable
) -> dict[str, Meaning]:
    """Return what the symbols of beliefs mean; ``utility`` is U_i(x, q) and ``first`` any profile.

    Paper node: `def-1`
    """

    def entries(b: Listed) -> Iterator[tuple[Any, Any]]:
        while b:
            yield b[:2]
            b = b[2]

    def expected(i: int, x: int, b: Listed) -> Fraction | int:
        return plain(Fraction(sum(w * utility(i, x, q) for w, q in entries(b))))

    return {
        "nobody": lambda: (),
        "believe": lambda w, q, b: (w, q, b),
        "weight": lambda b: b[0] if b else 0,
        "others": lambda b: b[1] if b else first,
        "rest": lambda b: b[2] if b else (),
        "weighted": lambda b: all(w > 0 for w, _ in entries(b)),
        "mass": lambda b: plain(Fraction(sum(w for w, _ in entries(b)))),
        "supports": lambda b, q: any(r == q for _, r in entries(b)),
        "expected": expected,
        "belief": lambda i: beliefs[i],
    }
