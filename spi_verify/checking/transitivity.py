"""Whether a selection function is transitive (def-6): by its rule, or refuted on finite sets of this game."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

from spi_verify.checking.context import Context, conclusion, hypothesis
from spi_verify.checking.rows import Finding, Reach, Row
from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import all_at_least
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.games.sets import OutcomeSet
from spi_verify.programs.selection import Selection

SEED = 0
TRIALS = 400
POINTS = 12


def transitive(context: Context, selection: Selection) -> Finding:
    """Return whether ``u(sel(S ∪ S')) ⪰ u(sel(S))`` whenever every point of S' improves weakly on sel(S).

    A rule that always picks the greatest point in one fixed total order on payoff vectors, in which improving weakly
    never ranks lower, is transitive: the greatest of S ∪ S' is sel(S) or a point of S'. Other rules are tried on
    finite sets of this game's outcomes; a violation decides, none leaves the question open.

    Paper node: `def-6`
    """
    if selection.fixed_order:
        return Finding.of(
            True,
            f"{selection.rule} picks the greatest point in a fixed order in which improvements rank higher",
        )
    violation = next(_violations(context.feasible, selection), None)
    if violation is None:
        return Finding.undecided(
            f"{selection.rule} depends on the set; {TRIALS} finite pairs of sets showed no violation (seed {SEED})"
        )
    first, second = violation
    chosen, after = show_point(selection(first)), show_point(selection(first | second))
    return Finding.of(
        False, f"S = {first}, S' = {second}: sel(S) = {chosen}, sel(S ∪ S') = {after} (seed {SEED})"
    )


def _violations(feasible: FeasibleSet, selection: Selection) -> Iterator[tuple[OutcomeSet, OutcomeSet]]:
    candidates = _candidates(feasible)
    rng = random.Random(SEED)
    for _ in range(TRIALS):
        first = feasible.points(rng.sample(candidates, min(len(candidates), rng.randint(2, 4))))
        try:
            chosen = selection(first)
            above = [x for x in candidates if x != chosen and all(c.holds(x) for c in all_at_least(chosen))]
            if not above:
                continue
            second = feasible.points(rng.sample(above, min(len(above), rng.randint(1, 2))))
            after = selection(first | second)
        except Refusal:
            continue
        if not all(c.holds(after) for c in all_at_least(chosen)):
            yield first, second


def _candidates(feasible: FeasibleSet) -> list[Payoff]:
    """Return some outcomes of the game: its extreme points and, with lotteries, midpoints between them."""
    points = list(feasible.vertices()[:POINTS])
    if feasible.model == "hull":
        for _ in range(2):
            pairs = itertools.combinations(points[: 2 * POINTS], 2)
            middles = (tuple((a + b) / 2 for a, b in zip(x, y, strict=True)) for x, y in pairs)
            points = list(dict.fromkeys([*points, *itertools.islice(middles, 60)]))
    return points


def sel_transitive(context: Context, rule: str) -> list[Row]:
    """Return the rows of ``sel.<rule>.transitive``: on the two sets that the claim names, or for the rule in this game.

    Paper node: `def-6`
    """
    selection = context.scenario.selection
    if selection.rule != rule:
        raise context.missing(
            "selection.rule", f"the selection rule {rule} (the scenario's is {selection.rule})"
        )
    if "S" not in context.reference.roles:
        return [
            conclusion(
                f"sel.{rule}.transitive",
                "section 4, def-6",
                f"{rule} is transitive",
                transitive(context, selection),
            )
        ]
    first, second = (named_set(context, role) for role in ("S", "S'"))
    chosen, after = selection(first), selection(first | second)
    low = next((x for x in second.vertices() if not all(c.holds(x) for c in all_at_least(chosen))), None)
    above = Finding.of(
        low is None,
        f"sel(S) = {show_point(chosen)}, S' = {second}"
        + (f": {show_point(low)} is not ⪰ sel(S)" if low else ""),
    )
    kept = all(c.holds(after) for c in all_at_least(chosen))
    return [
        hypothesis("sel.above", "section 4, def-6", "u(x) ⪰ u(sel(S)) for every x in S'", above),
        conclusion(
            f"sel.{rule}.transitive",
            "section 4, def-6",
            "u(sel(S ∪ S')) ⪰ u(sel(S))",
            Finding.of(
                kept,
                f"S = {first}, S' = {second}: sel(S) = {show_point(chosen)}, sel(S ∪ S') = {show_point(after)}",
            ),
        ),
    ]


def named_set(context: Context, role: str) -> OutcomeSet:
    """Return the set that the function in a role offers at the claim's ``at`` (or at the PMM)."""
    function = context.scenario.functions.get(context.role(role))
    if function is None:
        raise context.missing(f"{context.reference.place}.roles.{role}", "the name of a [[function]]")
    others = {f.player: f for f in context.scenario.functions.values()}
    functions = tuple(function if k == function.player else others.get(k, function) for k in range(context.n))
    start = context.reference.at[0] if context.reference.at else context.pmm
    return context.interpreter.negotiation.answer(function.player, functions, start)


def def_6_exists(context: Context, sets: Sequence[OutcomeSet]) -> list[Row]:
    """Return the rows of: a selection function exists; the scenario's is the witness, on the given sets.

    The empty set is closed, and nothing can be picked from it; the variant ``nonempty`` leaves it out.

    Paper node: `def-6`
    """
    findings = []
    for s in sets:
        chosen = context.scenario.selection(s)
        findings.append(
            Finding.of(
                s.is_efficient(chosen),
                f"{context.scenario.selection.rule} selects {show_point(chosen)} from {s}",
            )
        )
    finding = Finding.every(findings)
    shown = Finding(finding.status, finding.evidence, Reach.DECLARED)
    compact = Finding.of(
        True, "F is a finite union of polytopes or of points, so every closed set of outcomes is compact"
    )
    empty = Finding.of(False, "∅ is in C(A), and there is no point of ∅ to pick")
    return [
        *(
            [hypothesis("compact", "section 1", "F is compact", compact)]
            if context.reading.has("compact")
            else []
        ),
        *(
            []
            if context.reading.has("nonempty")
            else [conclusion("def-6.exists.empty", "section 4, def-6", "sel(∅) is a point of ∅", empty)]
        ),
        conclusion(
            "def-6.exists",
            "section 4, def-6",
            "sel(S) is in S and efficient among its points, for every closed S",
            shown,
            decisive=False,
        ),
    ]
