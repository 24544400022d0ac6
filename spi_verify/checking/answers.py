"""One function's answers to another player's function and to its extension, compared as sets at single outcomes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spi_verify.checking.context import Context
from spi_verify.checking.geometry_claims import corner_outcomes
from spi_verify.checking.rows import Finding
from spi_verify.checking.set_functions import MAX_VERTICES, offers_under
from spi_verify.errors import InputError, Refusal
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.functions import (
    Extension,
    ExtensionRule,
    Offer,
    RuleFunction,
    SetFunction,
)
from spi_verify.programs.interpreter import default_profile
from spi_verify.programs.negotiation import Functions, replaced
from spi_verify.programs.program import CsrProgram, PrnProgram, made_name
from spi_verify.programs.selection import Selection
from spi_verify.programs.told_apart import facts, questions
from spi_verify.solving.formulas import Formula

ALIKE = "exactly as their bases"
"""How extended functions are answered, in the sentence that a function which passes gets."""

Clauses = list[tuple[Formula, Offer]]
MAX_PLAYED = 40
"""Most programs p_i with one function whose outcomes a(p) are tried as bounds on what may be added."""


@dataclass(frozen=True)
class Case:
    """Player i's function RN^i = ``base``, the others' programs, and the j whose answers are looked at.

    ``selection`` is the selection function in use, the common one except in reading *two-selectors*.
    """

    context: Context
    player: int
    counterparts: tuple[CsrProgram, ...]
    reader: int
    rule: ExtensionRule
    base: SetFunction
    selection: Selection

    @property
    def before(self) -> Functions:
        """The functions with player i's not extended."""
        others = tuple(p.function for p in self.counterparts)
        return (*others[: self.player], self.base, *others[self.player :])

    @property
    def after(self) -> Functions:
        """The functions with player i's extended."""
        return replaced(self.before, self.player, Extension(self.base, self.rule))

    @property
    def function(self) -> SetFunction:
        """The function RN^j whose answers are looked at."""
        return self.before[self.reader]

    @property
    def bound(self) -> str:
        """What V may be: ``nothing``, or PMP_i of ``d``, of what is ``reached`` from a, or of what is ``played``."""
        if self.rule == "conditional":
            return "nothing"
        if self.context.reading.base == "blog":
            return "d"
        return "reached" if self.context.reading.has("from-a") else "played"

    @property
    def adding(self) -> str:
        """How extended functions are answered if points of the bound are added."""
        i = self.player + 1
        bounds = {
            "nothing": "",
            "d": f", to some adding only points of PMP_{i}(d)",
            "reached": f", to some adding only points of PMP_{i} of the outcome that the functions reach from a",
            "played": f", to some adding only points of PMP_{i}(a(p)), as far as p_{i} was tried",
        }
        return "as their bases" + bounds[self.bound]

    def clauses(self, functions: Functions) -> Clauses:
        """Return the offers of RN^j with when they apply, given all functions; RN^j must be given by clauses."""
        assert isinstance(self.function, RuleFunction)
        known = dict(enumerate(functions))
        return list(
            offers_under(
                self.context, self.function, facts(questions(self.function), known, self.selection.rule)
            )
        )

    @cached_property
    def played(self) -> dict[Payoff, str]:
        """The payoffs of a(p) for programs p_i with the function, by any one of these programs' names.

        The programs are the declared ones, and made ones whose default is a member of P_i that is not CSR.
        """
        found: dict[Payoff, str] = {}
        for program in self._programs():
            profile = (*self.counterparts[: self.player], program, *self.counterparts[self.player :])
            try:
                found.setdefault(self.context.outcome(profile).payoffs, program.name)
            except (InputError, Refusal):  # a made program may not halt, or not end at an exact outcome
                continue
        return found

    def _programs(self) -> Iterator[CsrProgram]:
        scenario, i = self.context.scenario, self.player
        declared = (p for p in scenario.declared(i) if isinstance(p, CsrProgram) and p.function == self.base)
        defaults = (p for p in scenario.members(i) if not isinstance(p, CsrProgram | PrnProgram))
        made = (
            CsrProgram(made_name(f"default {q.name}, function {self.base.name}"), i, q, self.base)
            for q in defaults
        )
        yield from itertools.islice(itertools.chain(declared, made), MAX_PLAYED)

    @cached_property
    def defaults(self) -> frozenset[Payoff]:
        """The payoffs of default outcomes with programs p_i that have the function; those of :attr:`played`."""
        found = set()
        for program in self._programs():
            profile = (*self.counterparts[: self.player], program, *self.counterparts[self.player :])
            try:
                found.add(self.context.outcome(default_profile(profile)).payoffs)
            except (InputError, Refusal):
                continue
        return frozenset(found)

    def starts(self) -> Iterator[Payoff]:
        """Return outcomes a that are likely to tell two answers apart: the defaults of programs, and corners."""
        feasible = self.context.feasible
        corners = itertools.chain(feasible.vertices()[:MAX_VERTICES], corner_outcomes(feasible))
        yield from dict.fromkeys([*sorted(self.defaults), *itertools.islice(corners, 2 * MAX_VERTICES)])

    def spoken_of(self, a: Payoff) -> bool:
        """Return whether the assumption is known to be about answers at an outcome a.

        It is about every a; in reading *blog* about default outcomes, of which those of all programs are not known.
        """
        return self.bound != "d" or a in self.defaults


def withdrawn_or_added(case: Case, starts: Sequence[Payoff] | None = None) -> tuple[Finding | None, int]:
    """Return a failure at one of some outcomes a, if any, and at how many outcomes the answers were compared.

    One at an outcome that nothing tried has as its default is undecided in reading *blog*.
    """
    compared, doubtful = 0, None
    for a in starts if starts is not None else case.starts():
        negotiation = case.context.interpreter.negotiation
        try:
            old, new = (
                negotiation.answer(case.reader, functions, a, case.selection)
                for functions in (case.before, case.after)
            )
            found = _failure(case, a, old, new)
        except (InputError, Refusal):  # waiting for each other, or no exact answer: nothing is known here
            continue
        compared += 1
        if found is not None and case.spoken_of(a):
            return found, compared
        doubtful = doubtful or found
    if doubtful is not None:
        return Finding.undecided(f"{doubtful.evidence}; nothing that was tried has this default"), compared
    return None, compared


def _failure(case: Case, a: Payoff, old: OutcomeSet, new: OutcomeSet) -> Finding | None:
    """Return how two answers at one outcome a break the assumption, or None."""
    i, feasible = case.player + 1, case.context.feasible
    said = (
        f"at the default {show_point(a)}{_selector(case)} {case.function.name} answers {case.base.name} by {old}"
        f" and {case.after[case.player].name} by {new}"
    )
    gone = old.outside(new)
    if gone is not None:
        return Finding.of(False, f"{said}: {show_point(gone)} is withdrawn")
    extra = new.outside(old)
    if extra is None:
        return None
    if case.bound == "nothing":
        return Finding.of(False, f"{said}: {show_point(extra)} is added")
    limits: dict[Payoff, str] = {}
    if case.bound == "d":
        limits[a] = "of the default"
    elif case.bound == "reached":
        reached = case.context.interpreter.negotiation.round(case.before, a, case.selection).result
        limits[reached] = "of the outcome that the functions reach from there"
    else:
        limits.update({x: f"of a(p) for p_{i} = {name}" for x, name in case.played.items()})
    for x, what in limits.items():
        pmp = feasible.pmp(case.player, x)
        point = new.outside(old | pmp)
        if point is not None:
            return Finding.of(
                False,
                f"{said}: {show_point(point)} is added, not in PMP_{i}({show_point(x)}) = {pmp}, {what}",
            )
    return None


def _selector(case: Case) -> str:
    return f" with selector {case.selection.rule}" if case.context.reading.base == "two-selectors" else ""
