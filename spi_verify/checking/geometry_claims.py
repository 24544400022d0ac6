"""Claims about the feasible set alone: PMPs and meet points of every outcome (def-5, thm-3.nonempty, thm-3.common)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.rows import Finding, Row, Status
from spi_verify.games.feasible import FeasibleSet, HullSet
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.games.union import UnionSet
from spi_verify.solving.geometry import coordinates, escapes


def def_5(context: Context) -> list[Row]:
    """Return the rows of: the PMM is the least payoff of each player in any efficient outcome.

    The efficient vertices are found anew, by asking of every vertex whether something feasible improves on it: the
    list that the PMM was computed from would agree with it whatever it held.

    Paper node: `def-5`
    """
    feasible = context.feasible
    efficient = [v for v in feasible.vertices() if feasible.improvement(v) is None]
    least = tuple(map(min, zip(*efficient, strict=True)))
    listed = ", ".join(map(show_point, efficient[:8])) + " …" * (len(efficient) > 8)
    shown = f"u^PMM = {show_point(context.pmm)}; efficient vertices: {listed}"
    return [
        conclusion(
            "def-5",
            "section 3, def-5",
            "m_i is the least payoff of player i in any efficient outcome",
            Finding.of(least == context.pmm, shown),
        )
    ]


def corner_outcomes(feasible: FeasibleSet) -> Iterator[Payoff]:
    """Return outcomes that decide statements about the meet point of *every* outcome.

    In the pure model these are all outcomes; for a union of parts see :meth:`UnionSet.deciding`. In the hull model they
    are the vertices of the pieces into which the hyperplanes u_k = m_k cut F: on a piece the meet point is an affine
    function of the outcome, so "the meet point is in this convex set" holds on the piece if and only if it holds at
    its vertices.

    Paper node: `def-5`
    """
    if feasible.model == "pure":
        yield from feasible.vertices()
        return
    if isinstance(feasible, UnionSet):
        yield from feasible.deciding()
        return
    assert isinstance(feasible, HullSet)
    yield from feasible.corners


def every_pmp_nonempty(context: Context) -> Finding:
    """Return whether PMP_i(a) is non-empty for every outcome a and every i.

    Paper node: `def-5`
    """
    feasible = context.feasible
    empty = empty_projection(feasible)
    if empty is not None:
        i, a = empty
        meet = show_point(feasible.meet_point(a))
        return Finding.of(False, f"PMP_{i + 1}{show_point(a)} is empty (meet point {meet})")
    count = sum(1 for _ in corner_outcomes(feasible))
    return Finding.of(True, f"every PMP is non-empty at the {count} outcomes that decide it for all")


def empty_projection(feasible: FeasibleSet) -> tuple[int, Payoff] | None:
    """Return a player (0-based) and an outcome's payoffs with an empty PMP, or None if there are none.

    Paper node: `def-5`
    """
    players = range(feasible.n)
    return next(((i, a) for a in corner_outcomes(feasible) for i in players if not feasible.pmp(i, a)), None)


def infeasible_meet_point(feasible: FeasibleSet) -> Payoff | None:
    """Return an outcome's payoffs whose meet point is not feasible, or None if there are none.

    Paper node: `def-5`
    """
    return next((a for a in corner_outcomes(feasible) if not feasible.contains(feasible.meet_point(a))), None)


def every_meet_point_feasible(context: Context) -> Finding:
    """Return whether the meet point of every outcome is feasible.

    Paper node: `def-5`
    """
    a = infeasible_meet_point(context.feasible)
    if a is not None:
        meet = show_point(context.feasible.meet_point(a))
        return Finding.of(False, f"the meet point {meet} of {show_point(a)} is not feasible")
    return Finding.of(True, "feasible at every outcome that decides it for all")


def convex(context: Context) -> Finding:
    """Return whether F is convex and compact: in the hull model always, in the pure model if it is one point."""
    if context.feasible.model == "hull":
        return Finding.of(True, "F is the convex hull of finitely many points")
    if isinstance(context.feasible, UnionSet):
        return Finding.of(context.feasible.convex(), f"F = {context.feasible.cut([])}")
    count = len(context.feasible.vertices())
    return Finding.of(count == 1, f"F has {count} point{'s' * (count > 1)} and no lotteries")


def connected(context: Context) -> Finding:
    """Return whether F is connected: if it is convex, or if its parts hang together."""
    if isinstance(context.feasible, UnionSet):
        return Finding.of(context.feasible.connected(), f"F = {context.feasible.cut([])}")
    return convex(context)


def continuous(context: Context) -> Finding:
    """Return whether the action sets are continuous: lotteries over profiles, or nothing to be continuous between.

    A connected union of polytopes is what payoffs on intervals of actions can reach: it is a continuous image of one.

    Paper node: `thm-3`
    """
    if context.feasible.model == "hull":
        return Finding.of(True, "an outcome is any lottery over the pure profiles")
    if isinstance(context.feasible, UnionSet):
        return connected(context)
    single = context.scenario.game.size == 1
    return Finding.of(single, "there is one outcome" if single else "finitely many actions and no lotteries")


def thm_3_nonempty(context: Context) -> list[Row]:
    """Return the rows of: every PMP_i(a) is non-empty, with F convex, connected, or of continuous action sets.

    The text has continuous action sets "so that" this holds; a variant says what that gives of F.

    Paper node: `thm-3`
    """
    rows = [*_draft_rows(context), *shape_rows(context)]
    if not context.reading.has("convex") and not context.reading.has("connected"):
        statement = "action sets are continuous"
        rows.insert(0, hypothesis("continuous", "section 4, thm-3", statement, continuous(context)))
    return [
        *rows,
        conclusion(
            "thm-3.nonempty",
            "section 4, thm-3",
            "PMP_i(a) is non-empty for every outcome a and every i",
            every_pmp_nonempty(context),
        ),
    ]


def _draft_rows(context: Context) -> list[Row]:
    """Return the hypothesis about F that the reading's base has: the draft two-selectors supposes that F is convex."""
    if context.reading.base != "two-selectors" or context.reading.has("convex"):
        return []
    return [hypothesis("convex", "section 7, two-selectors", "F is convex and compact", convex(context))]


def shape_rows(context: Context) -> list[Row]:
    """Return the hypotheses about F that the reading's variants add."""
    rows: list[Row] = []
    for variant, finding in (("convex", convex), ("connected", connected)):
        if context.reading.has(variant):
            what = "convex and compact" if variant == "convex" else "connected"
            rows.append(hypothesis(variant, "section 4, thm-3", f"F is {what}", finding(context)))
    if context.reading.has("meet-feasible"):
        rows.append(
            hypothesis(
                "meet-feasible",
                "section 4, thm-3",
                "the meet point of every outcome is feasible",
                every_meet_point_feasible(context),
            )
        )
    return rows


def thm_3_common(context: Context) -> list[Row]:
    """Return the rows of: where every PMP_i(a) is non-empty, they have a common point.

    The outcome a is the claim's ``at``, or an outcome among the corner outcomes where the statement fails, if any.

    Paper node: `thm-3`
    """
    candidates = list(context.reference.at) or list(corner_outcomes(context.feasible))
    findings = [(a, *_common(context, a)) for a in candidates]
    met = [(a, common) for a, nonempty, common in findings if nonempty.status is Status.HOLDS]
    a, common = next(
        ((a, f) for a, f in met if f.status is Status.FAILS),
        met[0] if met else (candidates[0], findings[0][2]),
    )
    nonempty = next(f for x, f, _ in findings if x == a)
    looked_at = f"{len(candidates)} outcome{'s' * (len(candidates) > 1)}"
    return [
        *_draft_rows(context),
        *shape_rows(context),
        hypothesis(
            "thm-3.pmps",
            "section 4, thm-3",
            "PMP_i(a) is non-empty for every outcome a and every i",
            every_pmp_nonempty(context),
        ),
        hypothesis(
            "thm-3.common.nonempty",
            "section 4, thm-3",
            f"every PMP_i(a) is non-empty at a = {show_point(a)}",
            nonempty,
        ),
        conclusion(
            "thm-3.common",
            "section 4, thm-3",
            f"⋂_i PMP_i(a) is non-empty at a = {show_point(a)} ({looked_at} looked at)",
            common,
        ),
    ]


def _common(context: Context, a: Payoff) -> tuple[Finding, Finding]:
    sets = [context.feasible.pmp(i, a) for i in range(context.n)]
    empty = [i + 1 for i, s in enumerate(sets) if not s]
    shown = "; ".join(f"PMP_{i + 1} = {s}" for i, s in enumerate(sets))
    common = sets[0]
    for s in sets[1:]:
        common = common & s
    evidence = f"{shown}; intersection {common}; meet point {show_point(context.feasible.meet_point(a))}"
    return Finding.of(not empty, shown), Finding.of(bool(common), evidence)


def included(context: Context, left: OutcomeSet, right: OutcomeSet, said: str) -> Finding:
    """Return whether one set of outcomes is a subset of another: by both solvers, and by exact set algebra.

    The three must agree, otherwise the finding is undecided.
    """
    outside = left.outside(right)
    if not left:
        return Finding.of(True, f"{said}: ∅ ⊆ {right}")
    vertices = [cell.vertices for cell in left.cells]
    question = escapes(coordinates(context.n), vertices, [cell.constraints for cell in right.cells])
    answer = context.solvers.ask(question)
    if answer.status == "unknown" or (answer.status == "sat") != (outside is not None):
        return Finding.undecided(f"{said}: {answer.reason or 'the solvers and the set algebra disagree'}")
    if outside is None:
        return Finding.of(True, f"{said}: {left} ⊆ {right}")
    return Finding.of(False, f"{said}: {show_point(outside)} is in {left}, not in {right}")


def weakly_above(x: Sequence[Fraction], y: Sequence[Fraction]) -> bool:
    """Return whether ``x ⪰ y``.

    >>> weakly_above((Fraction(1), Fraction(2)), (Fraction(1), Fraction(1)))
    True
    """
    return all(a >= b for a, b in zip(x, y, strict=True))
