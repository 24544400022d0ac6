"""What a player gets whose function the counterparts recognise: such a function is known, so its round is played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from spi_verify.errors import InputError, Refusal
from spi_verify.games.rationals import Payoff
from spi_verify.programs.conditions import Atom, Is, IsKind, atoms
from spi_verify.programs.functions import Extension, SetFunction, unextended
from spi_verify.programs.negotiation import Negotiation
from spi_verify.programs.program import CsrProgram, Program, functions_of


def recognised(
    negotiation: Negotiation, player: int, own: Sequence[Program], others: Sequence[Program], start: Payoff
) -> dict[Atom, Fraction]:
    """Return what a CSR program gets from a start, by the question about its function that has *yes* for an answer.

    One name is one piece of code. So where counterparts ask whether the player's function is the one of this name, or
    extends it, and that is a function of a declared program in ``own``, *yes* says which function it is. For any other
    function the answer is *no*. Questions that do not settle the function are left out, and so are all where a
    counterpart is no CSR program, has a selection function of its own, or is extended by the draft's operator, which
    may ask its base about the player's base instead.
    """
    functions = [p.function for p in others if isinstance(p, CsrProgram) and p.selector is None]
    if len(functions) < len(others) or any(map(_by_operator, functions)):
        return {}
    declared = {f.name: f for p in own for f in _with_base(p)}
    found: dict[Atom, Fraction] = {}
    for atom in dict.fromkeys(a for f in functions for a in _asked(f, player)):
        candidates = _meant(atom, declared)
        try:
            rounds = [
                negotiation.round((*functions[:player], f, *functions[player:]), start) for f in candidates
            ]
        except (InputError, Refusal):
            continue  # an answer that depends on itself, or that is not exact
        if rounds:
            found[atom] = max(played.result[player] for played in rounds)
    return found


def _with_base(program: Program) -> Iterator[SetFunction]:
    for function in functions_of(program):
        yield function
        yield unextended(function)


def _by_operator(function: SetFunction) -> bool:
    while isinstance(function, Extension):
        if function.rule == "conditional":
            return True
        function = function.base
    return False


def _asked(function: SetFunction, player: int) -> Iterator[Is | IsKind]:
    """Yield what a function's own code asks about the player's function."""
    while isinstance(function, Extension):
        function = function.base
    for clause in function.clauses:
        for atom in atoms(clause.condition):
            if isinstance(atom, Is | IsKind) and atom.subject == player:
                yield atom


def _meant(atom: Is | IsKind, declared: Mapping[str, SetFunction]) -> list[SetFunction]:
    """Return the functions of which the answer is *yes*; none if that could be others too."""
    match atom:
        case Is(_, name) if name in declared:
            return [declared[name]]
        case IsKind(_, "extension", str(name)) if name in declared:
            return [Extension(declared[name], "published"), Extension(declared[name], "conditional")]
    return []
