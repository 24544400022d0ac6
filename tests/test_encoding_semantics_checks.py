"""The encodings on a scenario's structure against what `check` finds about the scenario.

A check speaks of all programs, functions and sets where it can; the structure holds the declared ones and what the
reading makes of them. So what a check shows for all must be true on the structure, and what is false there must not be
shown for all. Statements about the game, the profile and the supports alone are the same on both sides.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given

from spi_verify.checking.claims import claim
from spi_verify.checking.readings import Reading
from spi_verify.checking.rows import Reach, Row, Status
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.theorem3.extension import extended_profile, null_allowed
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.program import CsrProgram, PrnProgram, functions_of
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evaluate import evaluate_within
from spi_verify.theory.structures.build import EVERYONE_EXTENDS, ONE_EXTENDS
from tests.encoding_models import MOST, THEORY, Case, tried
from tests.encoding_scenarios import section_2, section_4
from tests.test_encoding_semantics import SEEDS, examples

NAMES = {
    "thm-3.pmps": ["thm-3.projections"],
    "csr-only": ["csr-only.profile", "csr-only.supports"],
    "unconditional": ["unconditional.profile", "unconditional.supports"],
    "two-selectors.common": ["two-selectors.projections"],
    "prop-2.equilibrium": ["prop-2.in-equilibrium"],
    "prop-2.outside": ["prop-2.other"],
}
"""The assertions that say what a row says, where their names differ."""
ALIKE = (
    *("meet-feasible", "thm-3.below", "thm-3.pmps", "csr-only", "grain-of-truth", "prop-2.outside"),
    *("improvable", "offers", "several-extended", "unextended", "bases-bound.once", "two-selectors.common"),
)
"""Rows about the game, the profile and the supports alone."""
MADE = ("«tailored", "«offer every", "with default")
"""How a check names a rival that no scenario declares."""

STEPS = (*ONE_EXTENDS, *EVERYONE_EXTENDS, "thm-3.pointwise", "thm-3.equilibrium", "thm-3.wlog")
CONCLUSIONS = ("thm-3.1", "thm-3.2", "thm-3.3")
GEOMETRY = ("thm-3.common", "thm-3.nonempty")
PROP_4 = ("prop-4.1.improves", "prop-4.1.strictly", "prop-4.2")


def known(id_: str) -> list[str]:
    """The readings of a claim that `check` knows too."""
    found = []
    for reading in THEORY.claim(id_).readings:
        try:
            claim(id_).reading(reading)
        except InputError:
            continue
        found.append(reading)
    return found


@pytest.mark.parametrize(
    "ids", [CONCLUSIONS, STEPS, GEOMETRY, PROP_4], ids=["thm-3", "steps", "geometry", "prop-4"]
)
def test_the_checks_of_theorem_3_and_proposition_4(solvers: Solvers, ids: tuple[str, ...]) -> None:
    @given(SEEDS)
    @examples(25)
    def check(seed: int) -> None:
        rng = random.Random(seed)
        id_ = rng.choice(ids)
        reading = rng.choice(known(id_))
        players = 3 if seed % 4 == 0 and not reading.startswith("two") else 2
        case = tried(section_4(seed, reading.split("+")[0], players), id_, reading, solvers)
        compare(case, id_)

    check()


@pytest.mark.parametrize("id_", ["prop-1.improves", "prop-1.strictly", "prop-2"])
def test_the_checks_of_section_2(solvers: Solvers, id_: str) -> None:
    @given(SEEDS)
    @examples(12)
    def check(seed: int) -> None:
        case = tried(section_2(seed), id_, random.Random(seed).choice(known(id_)), solvers)
        assume(case.assertion("alg-1.function").value and case.assertion("alg-1.default").value)
        compare(case, id_)

    check()


def compare(case: Case, id_: str) -> None:
    try:
        rows = claim(id_).check(case.context)
    except (InputError, Refusal):
        assume(False)
        raise
    assume(functions_agree(case))
    for row in rows:
        names = [name for name in NAMES.get(row.id, [row.id]) if name in case.problem.assertions]
        if row.role == "hypothesis" and names:
            compatible(row, all(case.assertion(name).value for name in names))
    if id_ == "thm-3.common" and not case.assertion("thm-3.projections").value:
        return  # the check looks at outcomes with non-empty projections only; the claim assumes that all are
    concluded = [row for row in rows if row.role == "conclusion"]
    if any(mark in row.finding.evidence for row in concluded for mark in MADE):
        return
    truth = conclusion(case, id_)
    statuses = [row.finding.status for row in concluded]
    if all(status is Status.HOLDS for status in statuses):
        assert truth
    if Status.FAILS in statuses:
        assert not truth


def functions_agree(case: Case) -> bool:
    """Whether the programs' functions satisfy def-6 on the structure; if a check shows it for all, they must."""
    names = [name for name in ("alg-2.function", "prn.function") if name in case.problem.assertions]
    if not names:
        return True
    truth = all(case.assertion(name).value for name in names)
    kinds = PrnProgram if case.context.reading.base == "prn" else CsrProgram  # which may never offer anything
    allowed = null_allowed(case.context)
    found = [
        is_renegotiation_function(case.context, f, case.context.reading.has("clause-1-only"))
        for p in case.universe.programs
        for f in functions_of(p)[:1]
        if not (f.never_offers and allowed and isinstance(p, kinds))
    ]
    if all(f.status is Status.HOLDS and f.reach is Reach.ALL for f in found):
        assert truth
    return truth


def compatible(row: Row, truth: bool) -> None:
    finding = row.finding
    if finding.status is Status.HOLDS and finding.reach is Reach.ALL:
        assert truth, row.id
    if row.id in ALIKE and finding.status is Status.FAILS:
        assert not truth, row.id


def conclusion(case: Case, id_: str) -> bool:
    """Whether the conclusion is true: for every choice of a step's constants; of thm-3, for the extension that is made.

    There may be other programs of the same code under other names; the check looks at one.
    """
    if id_ in ONE_EXTENDS:
        return all(evaluate_within(case.problem.conclusion, s, MOST).value for _, s in case.pairs)
    made = extended_profile(case.context) if id_ in ("thm-3.2", "thm-3.3", "thm-3.equilibrium") else None
    if made is None:
        return case.truth(case.problem.conclusion).value
    q = case.universe.profile(made)
    if id_ == "thm-3.2":
        return all(case.utility(i, q) >= case.naive.m[i] for i in range(case.n))
    return case.holds("equilibrium", q)


def test_the_readings_of_all_claims_are_parsed_alike() -> None:
    for asked in THEORY.claims():
        for reading in asked.readings:
            base, *variants = reading.split("+")
            assert str(Reading(base, tuple(variants))) == reading


@pytest.mark.parametrize("seed", [11, 171])
def test_2026_11_27_reference_outcomes_met_are_those_of_the_text(solvers: Solvers, seed: int) -> None:
    """The row counted what a believed program that is not CSR would be represented by, and no two believed programs."""
    case = tried(section_4(seed, "two-selectors", 2), "thm-3.2", "two-selectors", solvers)
    row = next(r for r in claim("thm-3.2").check(case.context) if r.id == "two-selectors.common")
    assert row.finding.status is Status.HOLDS
    assert case.assertion("two-selectors.projections").value
