"""Selection rules by name."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from spi_verify.errors import InputError
from spi_verify.games.rationals import show
from spi_verify.programs.selection.centroid import Centroid
from spi_verify.programs.selection.leximax import Leximax
from spi_verify.programs.selection.leximin import KalaiSmorodinsky, Leximin
from spi_verify.programs.selection.nash import Nash
from spi_verify.programs.selection.rule import Selection
from spi_verify.programs.selection.weighing import Lexicographic, Utilitarian, Weighted

RULES: dict[str, str | None] = {
    "utilitarian": None,
    "weighted": "weights",
    "lexicographic": "order",
    "leximin": None,
    "leximax": "disagreement",
    "nash": "disagreement",
    "kalai-smorodinsky": "disagreement",
    "centroid": None,
}
"""The rules of theory.md section 4, leximax, and the parameter that each needs."""


def selection(
    rule: str,
    *,
    n: int,
    weights: Sequence[Fraction] | None = None,
    order: Sequence[int] | None = None,
    disagreement: Sequence[Fraction] | None = None,
) -> Selection:
    """Return the selection rule of that name for ``n`` players.

    ``weights``: n positive rationals, for ``weighted``. ``order``: all players, 0-based, for
    ``lexicographic``. ``disagreement``: a payoff vector, feasible or not, for ``nash``, ``kalai-smorodinsky`` and
    ``leximax``. InputError for an unknown rule and for a parameter that is missing, superfluous or
    unusable.

    >>> print(selection("lexicographic", n=2, order=(1, 0)).describe())
    greatest payoff to player 2, then player 1; there are no ties

    Paper node: `def-6`
    """
    if rule not in RULES:
        raise InputError("no such selection rule", place="rule", expected=", ".join(RULES), found=rule)
    given = {"weights": weights, "order": order, "disagreement": disagreement}
    for name, value in given.items():
        if value is None and name == RULES[rule]:
            raise InputError(f"the rule {rule} needs this parameter", place=name)
        if value is not None and name != RULES[rule]:
            raise InputError(f"the rule {rule} has no such parameter", place=name)
        if value is not None and len(value) != n:
            raise InputError(
                "one entry per player is needed", place=name, expected=str(n), found=str(len(value))
            )
    if weights is not None:
        return Weighted(n, _positive(weights))
    if order is not None:
        return Lexicographic(n, _permutation(order))
    if disagreement is not None:
        over: dict[str, type[Nash | KalaiSmorodinsky | Leximax]] = {
            "nash": Nash,
            "kalai-smorodinsky": KalaiSmorodinsky,
            "leximax": Leximax,
        }
        return over[rule](n, tuple(disagreement))
    plain: dict[str, type[Utilitarian | Leximin | Centroid]] = {
        "utilitarian": Utilitarian,
        "leximin": Leximin,
        "centroid": Centroid,
    }
    return plain[rule](n)


def _positive(weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    for weight in weights:
        if weight <= 0:  # a weight of 0 could select a point that is not efficient
            raise InputError("every weight must be positive", place="weights", found=show(Fraction(weight)))
    return tuple(map(Fraction, weights))


def _permutation(order: Sequence[int]) -> tuple[int, ...]:
    if sorted(order) != list(range(len(order))):
        raise InputError("every player must be listed once", place="order", found=str(list(order)))
    return tuple(order)
