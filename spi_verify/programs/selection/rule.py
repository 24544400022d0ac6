"""What every selection rule has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from spi_verify.errors import InputError
from spi_verify.games.rationals import Payoff
from spi_verify.games.sets import OutcomeSet

TIES = "ties: the lexicographically greatest payoff vector"


@dataclass(frozen=True)
class Selection(ABC):
    """A selection function: from a non-empty closed set S of outcomes, a point efficient among those of S.

    It is a function of S alone, as a set of payoff vectors: how S is cut into cells does not matter. ``n`` is
    the number of players, ``rule`` the rule's id. Make one with
    :func:`spi_verify.programs.selection.selection`.

    Paper node: `def-6`
    """

    rule: ClassVar[str]
    fixed_order: ClassVar[bool]
    """Whether the rule picks the greatest point of S in one total order that does not depend on S, and in which
    whatever improves weakly on a point ranks at least as high: then it is transitive."""
    n: int

    def __call__(self, s: OutcomeSet) -> Payoff:
        """Return the selected payoff vector of ``s``, one exact rational per player.

        InputError when ``s`` is empty or belongs to a game with another number of players; Refusal, with the
        reason, when the answer is irrational or not determined.

        Paper node: `def-6`
        """
        if s.feasible.n != self.n:
            raise InputError(
                "the selection rule is for another number of players",
                place=self.rule,
                expected=str(self.n),
                found=str(s.feasible.n),
            )
        if not s:
            raise InputError("there is nothing to select from", place=self.rule, expected="a non-empty set")
        return self._select(s)

    @abstractmethod
    def describe(self) -> str:
        """Return the formula and the tie-break, in one line."""

    @abstractmethod
    def _select(self, s: OutcomeSet) -> Payoff:
        """The selected point of a non-empty set."""
