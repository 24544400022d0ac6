"""Which functions a renegotiation function can tell apart: what "for every RN^{-i}" comes down to.

A function looks at the others' functions only through finitely many atoms (a name, a structure), and these hang
together: an extension of f is an extension, and the function called f is what the scenario declares under that name.
So instead of combinations of answers, functions are listed that between them give every consistent combination.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping

from spi_verify.checking.context import Context
from spi_verify.errors import Refusal
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
)
from spi_verify.programs.negotiation import function_fact
from spi_verify.programs.program import made_name
from spi_verify.programs.selection import selection

MAX_SETTINGS = 1024
"""Most combinations of what may be true of the others' functions that are looked at."""

Assignment = Mapping[Atom, bool]


def questions(function: SetFunction) -> list[Atom]:
    """Return what a function's own code asks about the others' functions and the selector, each once.

    >>> from spi_verify.programs.functions import null_function
    >>> questions(null_function("null", 0))
    []
    """
    while isinstance(function, Extension):
        function = function.base
    found = (a for clause in function.clauses for a in atoms(clause.condition))
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


def extension_rules(context: Context | None) -> tuple[ExtensionRule, ...]:
    """Return by which rules the sets that RN^{-i} is drawn from are extended: in the drafts by their operator only."""
    drafts = context is not None and context.reading.base in ("conditional", "two-selectors")
    return ("conditional",) if drafts else BOTH


def functions_told_apart(
    player: int,
    n: int,
    asked: Collection[Atom],
    declared: Collection[SetFunction],
    rules: Collection[ExtensionRule] = BOTH,
) -> list[SetFunction]:
    """Return functions of a player that give every combination of answers which some function of the player gives.

    The declared ones, one of another name, one that never offers, and extensions of all of these by the rules: as
    often extended as the names that are asked about, and once more. Names that are asked about and not declared are
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
    for _ in range(1 + max((name.count("~") + name.count("E(") for name in names), default=0)):
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


def settings(
    function: RuleFunction, context: Context | None = None
) -> Iterator[tuple[dict[Atom, bool], bool]]:
    """Return every consistent combination of what may be true of the others, and whether all must be extensions.

    The flag says that the combination comes about only if every other function is an extension by the conditional
    draft's operator. Without a context, nothing is known of declared functions and of the selector.

    Errors: Refusal when there are more than MAX_SETTINGS combinations.
    """
    asked = questions(function)
    seats = sorted({a.subject for a in asked if isinstance(a, Is | IsKind)})
    n = context.n if context is not None else 2 + max([function.player, *seats])
    declared = context.scenario.functions.values() if context is not None else ()
    patterns: list[dict[tuple[bool, ...], tuple[SetFunction, bool]]] = []
    for seat in seats:
        about = [a for a in asked if isinstance(a, Is | IsKind) and a.subject == seat]
        seen: dict[tuple[bool, ...], tuple[SetFunction, bool]] = {}
        for f in functions_told_apart(seat, n, about, declared, extension_rules(context)):
            key = tuple(facts(about, {seat: f}, None).values())
            extension = isinstance(f, Extension) and f.rule == "conditional"
            seen[key] = (seen[key][0], seen[key][1] and extension) if key in seen else (f, extension)
        patterns.append(seen)
    rules = selector_rules(asked, context)
    count = len(rules)
    for seen in patterns:
        count *= len(seen)
    if count > MAX_SETTINGS:
        raise Refusal(
            f"{function.name} tells {count} cases of the others' functions apart, more than {MAX_SETTINGS}"
        )
    everyone = context is not None and len(seats) == n - 1
    distinct: dict[tuple[bool, ...], tuple[dict[Atom, bool], bool]] = {}
    for others in itertools.product(*(list(p.values()) for p in patterns)):
        known = {seat: f for seat, (f, _) in zip(seats, others, strict=True)}
        for rule in rules:
            values = facts(asked, known, rule)
            distinct.setdefault(
                tuple(values.values()), (values, everyone and all(only for _, only in others))
            )
    yield from distinct.values()


def selector_rules(asked: Collection[Atom], context: Context | None) -> list[str | None]:
    """Return the selection rules that matter: the scenario's; any in reading *two-selectors*, or with no context.

    None stands for a rule that nobody asks about.
    """
    if context is not None and context.reading.base != "two-selectors":
        return [context.scenario.selection.rule]
    return [None, *dict.fromkeys(a.rule for a in asked if isinstance(a, SelectorIs))]
