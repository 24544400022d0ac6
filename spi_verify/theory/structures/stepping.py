"""The constants of the steps of thm-3's proof in which one player extends: i, p_{-i} and the extension of p_i."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from spi_verify.checking.context import Context
from spi_verify.checking.theorem3.extension import extended
from spi_verify.programs.program import CsrProgram
from spi_verify.theory.structure import Structure
from spi_verify.theory.structures import believing
from spi_verify.theory.structures.codes import CSR, Codes, Universe


def steps(
    context: Context, universe: Universe, structure: Structure, without: Collection[str]
) -> Iterator[dict[str, object]]:
    """Yield i, q and y for each player and each profile of CSR programs in its belief's support.

    What ``without`` names need not be so of q: ``step.supported``, ``step.others``.

    Paper node: `thm-3`
    """
    csr = structure.meaning("csr")
    for i, program in enumerate(context.profile):
        longer = extended(context, program)
        if longer is None or not isinstance(program, CsrProgram):
            continue
        for q in _faced(context, universe, structure, i, without):
            step: dict[str, object] = {"i": i, "q": q, "y": universe.number(longer)}
            others = [j for j, x in enumerate(q) if j != i and not csr(j, x)]
            if not others:
                yield step
            elif "step.others" in without:
                yield from (step | given for given in _given(universe, others))


def _given(universe: Universe, players: Sequence[int]) -> Iterator[dict[str, object]]:
    """Yield RN where these players' programs that have no function are given one: none, then any that there is.

    What RN is of such a program the theory leaves open, so a claim about counterparts of any kind has to hold for each.
    """
    choices = [[0, *(f for f, given in enumerate(universe.functions) if given.player == j)] for j in players]
    carried = [universe.function_of(x) for x in range(len(universe.programs))]
    for chosen in itertools.product(*choices):
        own = dict(zip(players, chosen, strict=True))
        table = [
            f if isinstance(p, CSR) else own.get(p.player, f)
            for p, f in zip(universe.programs, carried, strict=True)
        ]
        yield {"RN": partial(_of_program, table), "functions": partial(_of_profile, table)}


def _of_program(table: Sequence[int], x: int) -> int:
    return table[x]


def _of_profile(table: Sequence[int], p: Codes) -> Codes:
    return tuple([table[x] for x in p])


def _faced(
    context: Context, universe: Universe, structure: Structure, i: int, without: Collection[str]
) -> list[Codes]:
    """Return the profiles in the support of a player's belief; if ``step.supported`` is left out, all there are.

    Whatever stands at the player's own place is replaced; the program of the profile does there.
    """
    if "step.supported" in without:
        own = universe.number(context.profile[i])
        every = structure.domain("Profile")
        return [q for q in every if isinstance(q, tuple) and q[i] == own]
    belief = structure.meaning("belief")(i)
    return [tail[1] for tail in believing.tails(belief) if tail]
