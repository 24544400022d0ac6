"""Set-valued renegotiation functions as code: clauses, offers, and the PMP-extensions of a base.

A function here is an element with a name and a structure (theory.md, introduction): two functions that answer alike are
still different, and an extension is recognised because its code wraps that of its base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from spi_verify.games.linear import Constraint
from spi_verify.games.rationals import Payoff
from spi_verify.programs.conditions import Condition, atoms
from spi_verify.programs.expressions import Comparison

ExtensionRule = Literal["published", "conditional"]
"""def-7 as printed (also the blog's), or the draft operator E_i of the readings *conditional* and *two-selectors*."""


@dataclass(frozen=True)
class RegionOffer:
    """The feasible payoffs u with every comparison true, where d is the default's payoff vector.

    Finite points, ``below(point)``, convex hulls and half-spaces are all of this form; ``source`` is how the
    scenario wrote it.
    """

    comparisons: tuple[Comparison, ...]
    source: str

    def constraints(self, n: int, d: Payoff) -> tuple[Constraint, ...]:
        """Return the constraints on u once the default's payoffs are known."""
        known = default_values(d)
        return tuple(as_constraint(c, n, known) for c in self.comparisons)


@dataclass(frozen=True)
class PmpOffer:
    """``PMP_k`` of the outcome that the profile has with player k's function not extended, by any number of layers.

    So that whoever offers it answers the extension of an extension as the extension: asm-8 (ii) speaks of any p_i.
    """

    player: int
    source: str


Offer = RegionOffer | PmpOffer


@dataclass(frozen=True)
class OfferClause:
    """What a function offers when its condition holds: the union of its offers, nothing if there is none."""

    condition: Condition
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class RuleFunction:
    """A function given by clauses; the first whose condition holds answers, and without one it offers nothing.

    Paper node: `def-6`
    """

    name: str
    player: int
    clauses: tuple[OfferClause, ...] = field(hash=False)  # the name is enough

    @property
    def never_offers(self) -> bool:
        """Whether the code contains no offer at all: the function that always returns the empty set."""
        return not any(clause.offers for clause in self.clauses)

    @cached_property
    def asks_about_others(self) -> bool:
        """Whether an answer may depend on another player's function, by a condition or through a PMP."""
        asked = (a for clause in self.clauses for a in atoms(clause.condition))
        offered = (offer for clause in self.clauses for offer in clause.offers)
        return any(not isinstance(a, Comparison) for a in asked) or any(
            isinstance(o, PmpOffer) for o in offered
        )


@dataclass(frozen=True)
class Extension:
    """The PMP-extension of a base function, under def-7's rule or the conditional draft's.

    Paper node: `def-7`
    """

    base: SetFunction
    rule: ExtensionRule

    @property
    def name(self) -> str:
        """The base's name with a tilde, as in the paper; the conditional operator is written E(base)."""
        return extended_name(self.base.name, self.rule)

    @property
    def player(self) -> int:
        """The player whose function this is (0-based)."""
        return self.base.player

    @property
    def never_offers(self) -> bool:
        """An extension always offers its PMP where that is not empty."""
        return False

    @property
    def asks_about_others(self) -> bool:
        """An extension runs the others' functions to find the outcome that it projects."""
        return True


SetFunction = RuleFunction | Extension


def extended_name(name: str, rule: ExtensionRule) -> str:
    """Return the name of the extension of a program or function: as in the paper, or as in the conditional draft.

    >>> extended_name("f", "published"), extended_name("f", "conditional")
    ('f~', 'E(f)')
    """
    return f"{name}~" if rule == "published" else f"E({name})"


def null_function(name: str, player: int) -> RuleFunction:
    """Return the function that always returns the empty set.

    >>> null_function("null", 0).never_offers
    True

    Paper node: `def-6`
    """
    return RuleFunction(name, player, ())


def bases_of(function: SetFunction) -> list[SetFunction]:
    """Return what a function extends in one layer, in two, and so on; nothing if it is no extension.

    >>> f = null_function("f", 0)
    >>> [base.name for base in bases_of(Extension(Extension(f, "published"), "published"))]
    ['f~', 'f']

    Paper node: `def-7`
    """
    found = []
    while isinstance(function, Extension):
        function = function.base
        found.append(function)
    return found


def unextended(function: SetFunction) -> SetFunction:
    """Return the function below every layer of extension.

    >>> f = null_function("f", 0)
    >>> unextended(Extension(Extension(f, "published"), "conditional")) == f
    True

    Paper node: `def-7`
    """
    return [function, *bases_of(function)][-1]


def default_values(d: Payoff) -> dict[str, Fraction]:
    """Return the values of d1, d2, … for a default outcome's payoffs."""
    return {f"d{k + 1}": value for k, value in enumerate(d)}


def as_constraint(comparison: Comparison, n: int, known: Mapping[str, Fraction]) -> Constraint:
    """Return a comparison over u (all other variables known) as a closed constraint ``a·u <= b`` or ``== b``."""
    left = comparison.linear.substitute(known)
    coefficients = left.coefficients
    row = tuple(coefficients.get(f"u{k + 1}", Fraction(0)) for k in range(n))
    return Constraint(row, "==" if comparison.relation == "==" else "<=", -left.constant)


def regions(function: SetFunction) -> Iterator[RegionOffer]:
    """Return every region offer in the function's own code, bases of extensions included."""
    if isinstance(function, Extension):
        yield from regions(function.base)
        return
    for clause in function.clauses:
        yield from (offer for offer in clause.offers if isinstance(offer, RegionOffer))
