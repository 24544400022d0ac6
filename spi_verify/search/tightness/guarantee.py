"""Bounds that ask for no more than the PMM: whether theorem 3, where it is proved, guarantees them."""

from __future__ import annotations

from dataclasses import dataclass

from spi_verify.checking.geometry_claims import infeasible_meet_point
from spi_verify.checking.readings import Reading
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import all_at_least
from spi_verify.games.sets import OutcomeSet
from spi_verify.paths import root
from spi_verify.search.tightness.bounds import Bound, closed
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import only_adds
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Verdict

CLAIM = "thm-3.2"
GEOMETRY = ("convex", "connected", "meet-feasible")
"""The variants about the feasible set alone; the draft two-selectors assumes the first."""


@dataclass(frozen=True)
class Guarantee:
    """That a bound follows from U(p') ⪰ u^PMM, and under which readings that is proved of this game.

    ``proved`` tells whether the reading that was asked about is among them, ``evidence`` their certificates.
    """

    proved: bool
    said: str
    readings: tuple[str, ...]
    evidence: tuple[str, ...]


def guarantee(feasible: FeasibleSet, bound: Bound, reading: Reading, solvers: Solvers) -> Guarantee | None:
    """Return what thm-3.2 says of a bound that all payoffs u ⪰ u^PMM are within; None for other bounds.

    Paper node: `thm-3`
    """
    if not _follows(feasible, bound):
        return None
    theory = Theory(root())
    evidence = Evidence(theory, solvers)
    met = _met(feasible)
    found: dict[str, tuple[str, ...]] = {}
    own = "unknown"
    for question in evidence.questions(CLAIM):
        if question.players not in ("any", str(feasible.n)) or not _applies(question, met):
            continue
        status = evidence.status(question)
        if question.reading == str(reading):
            own = status.verdict.value
        if status.verdict is Verdict.PROVED:
            found.setdefault(question.reading, status.evidence)
    proved = [text for text in found if _covers(theory, text, reading, str(feasible.n))]
    said = f"the bound asks for no more than the PMM; {CLAIM} under {reading}: {'proved' if proved else own}"
    others = [text for text in found if text not in proved]
    if proved and str(reading) not in proved:
        said += f" (as {proved[0]}, whose hypotheses on the game it meets)"
    if others:
        said += f"; proved of this game under {', '.join(others)}"
    shown = proved or others
    return Guarantee(bool(proved), said, tuple(shown), tuple(e for text in shown for e in found[text]))


def met_by_all(feasible: FeasibleSet, bound: Bound) -> bool:
    """Return whether all feasible payoffs are within a bound that does not depend on the default.

    Paper node: `thm-3` (section 8)
    """
    return not (bound.moves or bound.efficient) and _within(feasible.cut([]), bound)


def _follows(feasible: FeasibleSet, bound: Bound) -> bool:
    if bound.moves or bound.efficient:
        return False
    return _within(feasible.cut(all_at_least(feasible.pmm())), bound)


def is_attainable(feasible: FeasibleSet, bound: Bound) -> bool:
    """Return whether some feasible payoffs meet a bound, strict comparisons weakly; True if it depends on the default.

    Paper node: `thm-3` (section 8)
    """
    if bound.moves:
        return True
    rows = [closed(c, feasible.n) for c in bound.at(feasible.pmm())]
    return bool(feasible.cut(rows))


def _within(points: OutcomeSet, bound: Bound) -> bool:
    """Return whether every point of a non-empty set satisfies a bound's comparisons, the strict ones strictly."""
    feasible = points.feasible
    for comparison in bound.at(feasible.pmm()):
        row = closed(comparison, feasible.n)
        most, _ = points.maximise(row.coefficients)
        least = -points.maximise(tuple(-a for a in row.coefficients))[0]
        kept = {"<=": most <= row.bound, "<": most < row.bound, "==": least == most == row.bound}
        if not kept[comparison.relation]:
            return False
    return True


def _met(feasible: FeasibleSet) -> set[str]:
    """Return the variants about the feasible set alone that this game meets."""
    met = {"convex", "connected"} if feasible.model == "hull" else set()
    if infeasible_meet_point(feasible) is None:
        met.add("meet-feasible")
    return met


def _applies(question: Question, met: set[str]) -> bool:
    base, *variants = question.reading.split("+")
    needed = [v for v in variants if v in GEOMETRY] + (["convex"] if base == "two-selectors" else [])
    return all(v in met for v in needed)


def _covers(theory: Theory, text: str, reading: Reading, players: str) -> bool:
    """Return whether a proved reading assumes no more than the asked one and what the game was found to meet."""
    base, *variants = text.split("+")
    if base != reading.base or not all(v in GEOMETRY or reading.has(v) for v in variants):
        return False
    return all(only_adds(theory, base, v, players) for v in reading.variants if v not in variants)
