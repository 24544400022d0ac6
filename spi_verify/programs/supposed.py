"""What the player's own function could be, as far as counterparts tell functions apart.

An own program is one program against all counterparts of a belief: if one of them takes its function for an extension
of f, all of them do. So the most that a program can *expect* may be less than what it could get against each
counterpart in turn. It is bounded case by case; a case is what the counterparts' code sees of the own function.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce

from spi_verify.errors import InputError, Refusal
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import Atom, Is, IsKind
from spi_verify.programs.functions import Extension, PmpOffer, RuleFunction, SetFunction, unextended
from spi_verify.programs.negotiation import Functions, Negotiation, replaced
from spi_verify.programs.program import CsrProgram, PrnProgram, Program, functions_of
from spi_verify.programs.told_apart import BOTH, facts, functions_told_apart, questions


@dataclass(frozen=True)
class Supposed:
    """A function that the counterparts cannot tell from the own one.

    Where they ask for the own function by a name, ``base`` is the function of that name, by clauses, which the own one
    is or extends in some number of layers; None where nothing is known of its offers. ``meant`` are the functions of
    which it is one, if the answers settle that: the one of a name, or its extensions of one layer.
    """

    like: SetFunction
    base: RuleFunction | None
    meant: tuple[SetFunction, ...]


def supposed(
    player: int, n: int, counterparts: Collection[Program], own: Sequence[Program]
) -> list[Supposed | None]:
    """Return the cases of a player's own function that some CSR counterparts tell apart, between them all.

    None is the one case of a function of which nothing is known: if no counterpart asks about it, or if one that
    extends by the conditional draft's operator could answer it as if it were its base.

    >>> supposed(0, 2, [], [])
    [None]
    """
    functions = [f for p in counterparts for f in functions_of(p) if isinstance(p, CsrProgram | PrnProgram)]
    if any(isinstance(f, Extension) and f.rule == "conditional" for f in functions):
        return [None]
    asked = dict.fromkeys(
        a for f in functions for a in questions(f) if isinstance(a, Is | IsKind) and a.subject == player
    )
    if not asked:
        return [None]
    declared = [unextended(f) for p in own for f in functions_of(p)]
    cases: dict[tuple[bool, ...], Supposed | None] = {}
    for function in functions_told_apart(player, n, asked, declared):
        seen = facts(asked, {player: function}, None)
        named = any(
            value and (isinstance(a, Is) or (isinstance(a, IsKind) and a.of is not None))
            for a, value in seen.items()
        )
        base = unextended(function)
        known = named and base in declared and isinstance(base, RuleFunction)
        case = Supposed(
            function,
            base if known and isinstance(base, RuleFunction) else None,
            _meant(function, [a for a, value in seen.items() if value]) if known else (),
        )
        cases.setdefault(tuple(seen.values()), case)
    return list(cases.values())


def _meant(function: SetFunction, true: Collection[Atom]) -> tuple[SetFunction, ...]:
    """Return the functions of which all that is true of this one can be true; none if that is not settled."""
    if any(isinstance(a, Is) for a in true):
        return (function,)
    if any(isinstance(a, IsKind) and a.kind == "extension" and a.of is not None for a in true):
        assert isinstance(function, Extension)
        return tuple(Extension(function.base, rule) for rule in BOTH)
    return ()


def settled(
    case: Supposed, player: int, others: Functions, start: Payoff, negotiation: Negotiation
) -> Payoff | None:
    """Return where renegotiation from ``start`` ends for every own function of a case; None if that is not known.

    ``others`` are all players' functions, with any one in the player's seat. Where it is known what the own function
    can be, the rounds are played, and the end that is best for the player is returned. An extension of ``base`` answers
    by all that ``base`` does and more. So if ``base`` accepts everything that the others offer, so does the extension,
    and what they offer is what is agreed on.
    """
    if case.meant:
        return _best_end(case.meant, player, others, start, negotiation)
    if case.base is None or any(_projects(f) for k, f in enumerate(others) if k != player):
        return None
    if _projects(case.base):
        return None
    seen, least = (replaced(others, player, f) for f in (case.like, case.base))
    offered = reduce(
        OutcomeSet.__and__,
        (negotiation.answer(k, seen, start) for k in range(len(others)) if k != player),
    )
    accepted = negotiation.answer(player, least, start)
    if offered.outside(accepted) is not None:
        return None
    agreed = offered & accepted
    return negotiation.selection(agreed) if agreed else start


def _best_end(
    meant: Sequence[SetFunction], player: int, others: Functions, start: Payoff, negotiation: Negotiation
) -> Payoff | None:
    """Return the end that is best for the player with one of these functions; None where one has no exact answer."""
    try:
        ends = [negotiation.round(replaced(others, player, f), start).result for f in meant]
    except (InputError, Refusal):
        return None
    return max(ends, key=lambda end: end[player])


def _projects(function: SetFunction) -> bool:
    """Whether an answer may depend on what the functions would agree to: an extension's, or an offer of a PMP."""
    if not isinstance(function, RuleFunction):
        return True
    return any(isinstance(offer, PmpOffer) for clause in function.clauses for offer in clause.offers)
