"""Supports in which everybody renegotiates: whether functions of R can disagree there, and who acts alike then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.checking.context import Context, names
from spi_verify.checking.disagreement import some_function_disagrees
from spi_verify.checking.rows import Finding, Status
from spi_verify.programs.equilibrium import Scope
from spi_verify.programs.interpreter import pure_action
from spi_verify.programs.outcomes import Action, Component, Outcome
from spi_verify.programs.program import Program, RenegotiationProgram


@dataclass(frozen=True)
class Disagreement:
    """A default of the player against renegotiation programs, and whether some function of R disagrees with theirs."""

    context: Context
    player: int
    default: Program
    others: tuple[Program, ...]
    start: Outcome
    possible: bool | None

    @staticmethod
    def of(context: Context, player: int, default: Program, others: Sequence[Program]) -> Disagreement:
        """Return the case of one default and one profile of renegotiation programs in the support."""
        programs = [p for p in others if isinstance(p, RenegotiationProgram)]
        below = [p.default for p in programs]
        start = context.outcome((*below[:player], default, *below[player:]))
        possible = some_function_disagrees(context, start, [p.function for p in programs])
        return Disagreement(context, player, default, tuple(others), start, possible)

    @property
    def below(self) -> tuple[Program, ...]:
        """The others' defaults."""
        return tuple(p.default for p in self.others if isinstance(p, RenegotiationProgram))

    @property
    def at(self) -> str:
        """The default outcome, in words."""
        return self.start.show(self.context.scenario.game)

    def unrestricted(self) -> Finding:
        """Return the finding where no function of R disagrees."""
        return Finding.of(True, f"every function of R agrees with those of {names(self.others)} at {self.at}")

    def ignored(self) -> Finding:
        """Return whether the others, who then play their parts of the default outcome, answer the default alike."""
        if self.possible is False:
            return self.unrestricted()
        profile = (*self.others[: self.player], self.default, *self.others[self.player :])
        for j in range(self.context.n):
            if j == self.player:
                continue
            with_, plain = Component(self.start, j), self.context.interpreter.play(j, profile)
            same = same_action(with_, plain)
            if same is not True:
                said = (
                    f"{profile[j].name} answers a renegotiation program with default {self.default.name} "
                    f"whose function disagrees at {self.at} by {act(self.context, j, with_)}, "
                    f"but {self.default.name} by {act(self.context, j, plain)}"
                )
                return self._if_possible(compared(same, said))
        return Finding.of(
            True, f"where functions disagree, {names(self.others)} answer {self.default.name} alike"
        )

    def acts_alike(self, actor: int | None = None) -> Finding:
        """Return whether the default, if it is ever optimal, acts against the others as against their defaults.

        Or, if ``actor`` is another player, whether that one's default does, where the player uses this default.
        """
        if self.possible is False:
            return self.unrestricted()
        context, i, default, others = self.context, self.player, self.default, self.others
        used = context.optimality(default, context.belief(i), ("renegotiation",))
        if not used.holds:
            return Finding.of(True, f"{default.name} is in no subjective equilibrium with these beliefs")
        k = i if actor is None else actor
        with_, below = (*others[:i], default, *others[i:]), (*self.below[:i], default, *self.below[i:])
        against, plain = context.interpreter.play(k, with_), context.interpreter.play(k, below)
        said = (
            f"{with_[k].name} plays {act(context, k, against)} in {names(with_)} "
            f"and {below[k].name} {act(context, k, plain)} in {names(below)}"
            if k != i
            else f"{default.name} plays {act(context, i, against)} against {names(others)} "
            f"and {act(context, i, plain)} against their defaults"
        )
        finding = compared(same_action(against, plain), said)
        if finding.status is Status.FAILS and used.scope is Scope.DECLARED:
            return Finding.undecided(
                f"{said}; whether {default.name} is optimal was shown for the declared programs only"
            )
        return self._if_possible(finding)

    def _if_possible(self, finding: Finding) -> Finding:
        if finding.status is Status.FAILS and self.possible is None:
            return Finding.undecided(
                f"{finding.evidence}; whether some function of R disagrees at {self.at} is not decided"
            )
        return settled(self.context, self.default, finding)


def plain_programs(context: Context, player: int) -> list[Program]:
    """Return the programs of P_i that are not alg-1 programs: P_i without P_i^rn."""
    return [p for p in context.scenario.members(player) if not isinstance(p, RenegotiationProgram)]


def settled(context: Context, default: Program, finding: Finding) -> Finding:
    """Return a finding on a default; a failure at one that is not in P_i without P_i^rn settles nothing.

    alg-1 takes a default from P_i outside P_i^rn(rn), so one that renegotiates by another function is allowed; whether
    asm-4 and prop-2 mean these too depends on what P_i is taken to be.
    """
    if finding.status is Status.FAILS and default not in plain_programs(context, default.player):
        return Finding.undecided(f"{finding.evidence}; that default is not one of P without P^rn")
    return finding


def same_action(left: Action, right: Action) -> bool | None:
    """Return whether two actions are the same: the same certain one, or the same part of the same lottery.

    None for parts of different lotteries that give every action the same probability.
    """
    certain = pure_action(left)
    if left == right or (certain is not None and certain == pure_action(right)):
        return True
    return None if _chances(left) == _chances(right) else False


def _chances(action: Action) -> dict[int, Fraction]:
    if not isinstance(action, Component):
        return {action: Fraction(1)}
    chances: dict[int, Fraction] = {}
    for profile, weight in action.outcome.lottery:
        chances[profile[action.player]] = chances.get(profile[action.player], Fraction(0)) + weight
    return chances


def compared(same: bool | None, said: str) -> Finding:
    return Finding.undecided(f"{said}: equally likely actions") if same is None else Finding.of(same, said)


def act(context: Context, player: int, action: Action) -> str:
    certain = pure_action(action)
    return "a lottery" if certain is None else context.scenario.game.actions[player][certain]
