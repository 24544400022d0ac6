"""A function's answers to another player's function and to its extension, compared at every outcome by the solvers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spi_verify.checking.answers import ALIKE, Case, Clauses, withdrawn_or_added
from spi_verify.checking.payoff_formulas import ask, improves_weakly, is_feasible, payoffs, point_of
from spi_verify.checking.rows import Finding, Reach
from spi_verify.games.rationals import show_point
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import Extension, PmpOffer, RegionOffer, unextended
from spi_verify.programs.negotiation import Functions, replaced
from spi_verify.solving.formulas import Formula, Linear, all_of, any_of
from spi_verify.solving.questions import Answer


def same_code(case: Case) -> bool:
    """Return whether RN^j answers both functions by the same code, and that code by the same sets.

    The same code may answer differently where it offers a PMP: that is one of an outcome which functions reach, and
    they may be other ones.
    """
    if isinstance(case.function, Extension):
        return False
    old, new = (case.clauses(functions) for functions in (case.before, case.after))
    return old == new and all(
        offer.player == case.player and _reference(case.before, offer) == _reference(case.after, offer)
        for _, offer in _pmps(old)
    )


def _reference(functions: Functions, offer: PmpOffer) -> Functions:
    """Return the functions whose outcome a PMP offer projects, as the negotiation evaluates it."""
    return replaced(functions, offer.player, unextended(functions[offer.player]))


def compared_everywhere(case: Case) -> Finding:
    """Compare two answers by clauses at every outcome a; only what is certain is decided.

    What a PMP offer adds is PMP_i of an outcome r that is agreed to, so r is in RN^j's own unextended answer, or is a.
    The solvers are asked about all such r, which are more than those that the functions reach: if none breaks the
    assumption it holds, and otherwise the a that was found is tried with the functions themselves.
    """
    old, new = (case.clauses(functions) for functions in (case.before, case.after))
    if _pmps(old) or any(
        offer.player != case.player or _reference(case.after, offer) != case.before for _, offer in _pmps(new)
    ):
        return _open(case)
    n, feasible = case.context.n, case.context.feasible
    before, after, added_pmp = offered(old, "u"), offered(new, "u"), any_of(f for f, _ in _pmps(new))
    exact = not _pmps(new)
    d, u, r = (payoffs(letter, n) for letter in "dur")
    inside = [is_feasible(d, feasible, "l"), is_feasible(u, feasible, "k")]
    gone = _settled(case, ask(case.context.solvers, [*inside, before, ~after]), exact)
    if gone is not None:
        return gone
    if exact:
        more = ask(case.context.solvers, [*inside, after, ~before])
        if more.status == "unsat":
            return Finding.of(True, ALIKE)
        if case.bound == "nothing":
            return _settled(case, more, exact) or _open(case)
    elif case.bound == "nothing":
        return _open(case)
    reached = [
        is_feasible(r, feasible, "j"),
        improves_weakly(r, d),
        any_of([offered(old, "r"), all_of(x.eq(y) for x, y in zip(r, d, strict=True))]),
    ]
    extra = after if exact else any_of([after, all_of([added_pmp, _in_pmp(case, u, r)])])
    needs_r = not exact or case.bound == "reached"
    for bound in _bounds(case):
        parts = [*inside, *(reached if needs_r else []), extra, ~before, ~_in_pmp(case, u, bound)]
        broken = _settled(case, ask(case.context.solvers, parts), exact and not needs_r)
        if broken is not None:
            return broken
    if case.bound == "played" and not case.played:
        return _open(case)
    return Finding.of(True, case.adding, Reach.DECLARED if case.bound == "played" else Reach.ALL)


def _bounds(case: Case) -> Iterator[Sequence[Linear]]:
    """Return the outcomes (variables or numbers) whose PMP_i bounds what may be added, one question each."""
    n = case.context.n
    if case.bound == "played":
        yield from (tuple(Linear.of({}, value) for value in reached) for reached in case.played)
    else:
        yield payoffs("d" if case.bound == "d" else "r", n)


def _settled(case: Case, answer: Answer, exact: bool) -> Finding | None:
    """Return what an answer about a breach means: None if there is none; a failure if it is one of the functions."""
    if answer.status == "unsat":
        return None
    if answer.status != "sat" or answer.model is None:
        return Finding.undecided(answer.reason)
    d = point_of(answer.model, "d", case.context.n)
    found, _ = withdrawn_or_added(case, [d])
    if found is not None or not exact or not case.spoken_of(d):
        return found or _open(case)
    u = point_of(answer.model, "u", case.context.n)
    return Finding.of(
        False,
        f"at the default {show_point(d)} {case.function.name} does not answer {case.after[case.player].name}"
        f" as assumed: see {show_point(u)}",
    )


def _open(case: Case) -> Finding:
    return Finding.undecided(
        f"{case.function.name} offers PMPs, and whether it answers {case.after[case.player].name} as assumed was not"
        " settled at every default"
    )


def _pmps(clauses: Clauses) -> list[tuple[Formula, PmpOffer]]:
    return [(applies, offer) for applies, offer in clauses if isinstance(offer, PmpOffer)]


def offered(clauses: Clauses, letter: str) -> Formula:
    """Return "the point with this letter is in one of the offered regions"."""
    return any_of(
        all_of([applies, *(_about(comparison, letter) for comparison in offer.comparisons)])
        for applies, offer in clauses
        if isinstance(offer, RegionOffer)
    )


def _about(comparison: Comparison, letter: str) -> Comparison:
    """Return a comparison on u and d as one on the point with another letter and d."""
    names = {name: letter + name[1:] if name.startswith("u") else name for name, _ in comparison.linear.terms}
    terms = {names[name]: value for name, value in comparison.linear.terms}
    return Comparison(Linear.of(terms, comparison.linear.constant), comparison.relation)


def _in_pmp(case: Case, u: Sequence[Linear], x: Sequence[Linear]) -> Formula:
    """Return "u is in PMP_i(x)", for feasible u and x."""
    parts: list[Formula] = []
    for k, m in enumerate(case.context.pmm):
        parts += [u[k].ge(m), u[k].ge(x[k])]
        if k != case.player:
            parts.append(any_of([u[k].le(m), u[k].le(x[k])]))
    return all_of(parts)
