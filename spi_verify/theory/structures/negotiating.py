"""What is agreed: the agreement set, the selected outcome, and the common outcome of two selection functions."""

from __future__ import annotations

from functools import cache, reduce

from spi_verify.theory.structure import Meaning
from spi_verify.theory.structures.codes import Codes, Universe
from spi_verify.theory.structures.space import Element


def meanings(universe: Universe) -> dict[str, Meaning]:
    """Return what the symbols of alg-2 mean, with one selection function common to all, and of the prn draft.

    Paper node: `alg-2`
    """
    space, players = universe.space, range(universe.game.n)
    pmp = space.meanings()["PMP"]
    answer = cache(universe.answer)
    sel = cache(lambda s: space.select(universe.selectors[0], s))
    chosen = cache(lambda s, a: sel(s) if space.points(s) else a)

    @cache
    def agreement(functions: Codes, a: Element) -> Element:
        return reduce(space.intersection, [answer(j, functions, a) for j in players])

    @cache
    def active(functions: Codes, a: Element) -> Element:
        reference = chosen(agreement(functions, a), a)
        return reduce(
            space.intersection, [space.union(answer(i, functions, a), pmp(i, reference)) for i in players]
        )

    return {
        "answer": lambda i, functions, a: answer(i, functions, a),
        "agreement": agreement,
        "sel": sel,
        "chosen": chosen,
        "active": active,
    }


def meanings_of_two(universe: Universe) -> dict[str, Meaning]:
    """Return what the symbols of the draft with a selection function in each program mean.

    The common outcome of two proposals is one of them if it has the lower payoffs, else the outcome that stands for
    these; where no outcome has them, the first proposal, so that the axiom about it is false.

    Paper node: `alg-2` (reading two-selectors)
    """
    space, players = universe.space, range(universe.game.n)
    answer = cache(universe.answer)
    pick = cache(lambda selector, s: space.select(universe.selectors[selector], s))

    @cache
    def agreement(functions: Codes, a: Element, selector: int) -> Element:
        return reduce(space.intersection, [answer(j, functions, a, selector) for j in players])

    @cache
    def common(a: Element, b: Element) -> Element:
        low = tuple(map(min, space.payoff(a), space.payoff(b)))
        found = next((x for x in (a, b) if space.payoff(x) == low), None)
        return found if found is not None else space.at(low) if space.feasible.contains(low) else a

    return {
        "answer": answer,
        "agreement": agreement,
        "pick": pick,
        "chosen": cache(lambda selector, s, a: pick(selector, s) if space.points(s) else a),
        "common": common,
    }
