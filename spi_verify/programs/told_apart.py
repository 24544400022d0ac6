"""Which functions of a player a piece of code can tell apart: what "for every RN^{-i}" comes down to.

A function looks at the others' functions only through finitely many atoms (a name, a structure), and these hang
together: an extension of f is an extension, and the function called f is what the scenario declares under that name.
So instead of combinations of answers, functions are listed that between them give every consistent combination.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from spi_verify.programs.conditions import ALWAYS, Atom, Is, IsKind, SelectorIs, atoms
from spi_verify.programs.expressions import Comparison, comparisons
from spi_verify.programs.functions import (
    Extension,
    ExtensionRule,
    OfferClause,
    RegionOffer,
    RuleFunction,
    SetFunction,
    null_function,
    unextended,
)
from spi_verify.programs.negotiation import function_fact
from spi_verify.programs.program import made_name
from spi_verify.programs.selection import selection


def questions(function: SetFunction) -> list[Atom]:
    """Return what a function's own code asks about the others' functions and the selector, each once.

    >>> from spi_verify.programs.functions import null_function
    >>> questions(null_function("null", 0))
    []
    """
    code = unextended(function)
    assert isinstance(code, RuleFunction)
    found = (a for clause in code.clauses for a in atoms(clause.condition))
    return list(dict.fromkeys(a for a in found if not isinstance(a, Comparison)))


def every_improvement(player: int, n: int) -> RuleFunction:
    """Return an undeclared function of a player that offers every weak improvement on the default.

    >>> every_improvement(0, 2).name
    '«every improvement on the default»'
    """
    offer = RegionOffer(tuple(comparisons("u >= d", n=n, constants={})), "u >= d")
    name = made_name("every improvement on the default")
    return RuleFunction(name, player, (OfferClause(ALWAYS, (offer,)),))


BOTH: tuple[ExtensionRule, ...] = ("published", "conditional")


def functions_told_apart(
    player: int,
    n: int,
    asked: Collection[Atom],
    declared: Collection[SetFunction],
    rules: Collection[ExtensionRule] = BOTH,
) -> list[SetFunction]:
    """Return functions of a player that give every combination of answers which some function of the player gives.

    The declared ones, one of another name, one that never offers, and extensions of all of these by the rules: as
    often extended as the names that are asked about, and once more; twice more, if it is asked about any number of
    layers. Names that are asked about and not declared are
    taken to be those of functions that offer something, or of ones that do not.
    """
    names = [
        name
        for atom in asked
        if isinstance(atom, Is | IsKind) and atom.subject == player
        for name in [atom.name if isinstance(atom, Is) else atom.of]
        if name is not None
    ]
    found: list[SetFunction] = [f for f in declared if f.player == player]
    found += [every_improvement(player, n), null_function(made_name("never offers"), player)]
    known = {f.name for f in found}
    for name in dict.fromkeys(base for base in map(_unextended, names) if base not in known):
        found += [
            RuleFunction(name, player, every_improvement(player, n).clauses),
            null_function(name, player),
        ]
    level = found
    any_layers = any(isinstance(a, IsKind) and a.kind == "extends" and a.subject == player for a in asked)
    for _ in range(1 + any_layers + max((name.count("~") + name.count("E(") for name in names), default=0)):
        level = [Extension(f, rule) for f in level for rule in rules]
        found = [*found, *level]
    return list(dict.fromkeys(found))


def _unextended(name: str) -> str:
    """Return the name of what a function of this name extends in the end; names of extensions are reserved."""
    while name.endswith("~") or name.startswith("E("):
        name = name[:-1] if name.endswith("~") else name[2:-1]
    return name


def facts(
    asked: Collection[Atom], functions: Mapping[int, SetFunction], rule: str | None
) -> dict[Atom, bool]:
    """Return what is true of known functions (by 0-based player) when the selector's rule is as given."""
    somebody = next(iter(functions.values()), None)
    seats = [functions.get(k, somebody) for k in range(max(functions, default=-1) + 1)]
    row = [f for f in seats if f is not None]
    unused = selection("utilitarian", n=2)  # questions about the selector are answered here, not there
    return {
        a: a.rule == rule if isinstance(a, SelectorIs) else bool(function_fact(a, row, unused)) for a in asked
    }
