"""How set-valued renegotiation functions answer each other, and what is agreed: one round of alg-2.

Sets and selections depend on payoffs only ("closed in payoff distance", def-6), so a function is asked at the default
outcome's payoff vector d.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from spi_verify.errors import InputError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.conditions import Atom, Is, IsKind, SelectorIs, WouldPlay, truth
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import (
    Extension,
    Offer,
    PmpOffer,
    RuleFunction,
    SetFunction,
    bases_of,
    default_values,
    unextended,
)
from spi_verify.programs.selection import Selection
from spi_verify.programs.trace import Trace

Functions = tuple[SetFunction, ...]
"""One set-valued renegotiation function per player, in the players' order."""


@dataclass(frozen=True)
class Round:
    """One round of set-valued renegotiation: the start, each player's answer, their intersection, and the result.

    Paper node: `alg-2`
    """

    start: Payoff
    answers: tuple[OutcomeSet, ...]
    agreement: OutcomeSet
    result: Payoff


class Negotiation:
    """Evaluates functions over one feasible set with one selection function; answers and rounds are remembered.

    ``trace`` receives what happens. An answer that depends on itself (a function that offers the PMP of an outcome
    that its own answer determines) is an InputError naming the cycle.
    """

    def __init__(self, feasible: FeasibleSet, selection: Selection, trace: Trace | None = None) -> None:
        self.feasible, self.selection = feasible, selection
        self.trace = trace or Trace(enabled=False)
        self._answers: dict[tuple[int, Functions, Payoff, Selection], OutcomeSet] = {}
        self._rounds: dict[tuple[Functions, Payoff, Selection], Round] = {}
        self._pending: list[tuple[int, Functions, Payoff, Selection]] = []

    def round(self, functions: Functions, start: Payoff, selection: Selection | None = None) -> Round:
        """Return the round that the functions play from an outcome's payoffs.

        Paper node: `alg-2`
        """
        sel = selection or self.selection
        key = (functions, start, sel)
        if key not in self._rounds:
            answers = tuple(self.answer(k, functions, start, sel) for k in range(len(functions)))
            agreement = reduce(OutcomeSet.__and__, answers)
            self._rounds[key] = Round(start, answers, agreement, sel(agreement) if agreement else start)
        if self.trace.enabled:  # writing large sets out takes longer than finding them
            self._say(functions, self._rounds[key], sel)
        return self._rounds[key]

    def _say(self, functions: Functions, played: Round, sel: Selection) -> None:
        for function, answer in zip(functions, played.answers, strict=True):
            self.trace.say("alg-2", f"player {function.player + 1}'s {function.name} answers {answer}")
        how = "it is empty, so the default stands"
        if played.agreement:
            how = f"{sel.rule} selects {show_point(played.result)}"
        self.trace.say("alg-2", f"agreement set I = {played.agreement}; {how}")

    def answer(
        self, player: int, functions: Functions, start: Payoff, selection: Selection | None = None
    ) -> OutcomeSet:
        """Return ``RN^i(RN^{-i}, a)``: what the player's function offers the others' functions at a default.

        Paper node: `def-6`
        """
        function = functions[player]
        asked = functions if function.asks_about_others else (function,)
        key = (player, asked, start, selection or self.selection)
        if key not in self._answers:
            if key in self._pending:
                raise InputError(_cycle([*self._pending[self._pending.index(key) :], key]))
            self._pending.append(key)
            try:
                self._answers[key] = self._evaluate(player, functions, start, key[-1])
            finally:
                self._pending.pop()
        return self._answers[key]

    def _evaluate(self, player: int, functions: Functions, start: Payoff, selection: Selection) -> OutcomeSet:
        function = functions[player]
        if isinstance(function, RuleFunction):
            return self._clauses(function, functions, start, selection)
        if function.rule == "published":
            base = replaced(functions, player, function.base)
            own = self.answer(player, base, start, selection)
        else:
            bases = recovered(functions)
            if bases is None:
                return self.answer(player, replaced(functions, player, function.base), start, selection)
            base = bases
            own = self.answer(player, base, start, selection)
        return own | self.reference_pmp(player, base, start, selection)

    def reference_pmp(self, player: int, base: Functions, start: Payoff, selection: Selection) -> OutcomeSet:
        """Return ``PMP_i`` of the outcome that the given (less extended) functions reach.

        Paper node: `def-7`
        """
        with self.trace.block("def-7", f"reference outcome of ({', '.join(f.name for f in base)}):"):
            reference = self.round(base, start, selection).result
        return self.feasible.pmp(player, reference)

    def _clauses(
        self, function: RuleFunction, functions: Functions, start: Payoff, selection: Selection
    ) -> OutcomeSet:
        values = default_values(start) | {f"m{k + 1}": m for k, m in enumerate(self.feasible.pmm())}

        def fact(atom: Atom) -> bool | None:
            return (
                atom.evaluate(values)
                if isinstance(atom, Comparison)
                else function_fact(atom, functions, selection)
            )

        for clause in function.clauses:
            if truth(clause.condition, fact):
                offers = [self._offer(offer, functions, start, selection) for offer in clause.offers]
                return reduce(OutcomeSet.__or__, offers, self.feasible.empty())
        return self.feasible.empty()

    def _offer(self, offer: Offer, functions: Functions, start: Payoff, selection: Selection) -> OutcomeSet:
        if isinstance(offer, PmpOffer):
            base = unextended(functions[offer.player])
            return self.reference_pmp(offer.player, replaced(functions, offer.player, base), start, selection)
        return self.feasible.cut(offer.constraints(self.feasible.n, start))


def function_fact(atom: Atom, functions: Sequence[SetFunction], selection: Selection) -> bool | None:
    """Return whether an atom about functions holds of known functions and a known selection function."""
    match atom:
        case Is(subject, name):
            return functions[subject].name == name
        case IsKind(subject, "never-offers", _):
            return functions[subject].never_offers
        case IsKind(subject, "extension", of):
            function = functions[subject]
            return isinstance(function, Extension) and of in (None, function.base.name)
        case IsKind(subject, "extends", of):
            return of in [base.name for base in bases_of(functions[subject])]
        case SelectorIs(rule):
            return selection.rule == rule
        case IsKind() | WouldPlay() | Comparison():
            raise InputError(
                "a renegotiation function sees functions and the default's payoffs, not programs"
            )


def replaced(functions: Functions, player: int, function: SetFunction) -> Functions:
    """Return the tuple with one player's function exchanged."""
    return (*functions[:player], function, *functions[player + 1 :])


def recovered(functions: Functions) -> Functions | None:
    """Return every function's base if all are conditional extensions, else None (reading *conditional*)."""
    bases = tuple(f.base for f in functions if isinstance(f, Extension) and f.rule == "conditional")
    return bases if len(bases) == len(functions) else None


def _cycle(keys: Sequence[tuple[int, Functions, Payoff, Selection]]) -> str:
    steps = [
        f"{functions[player].name} asked against ({', '.join(f.name for f in functions)})"
        for player, functions, *_ in keys
    ]
    return "an answer that depends on itself: " + " -> ".join(steps)
