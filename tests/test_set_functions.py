"""def-6 (1) and (2): for every function that the others may have, and for no combination that none has."""

from __future__ import annotations

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.rows import Finding, Reach, Status
from spi_verify.checking.set_functions import assignments, is_renegotiation_function
from spi_verify.programs.functions import Extension, RuleFunction
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from tests.scenario_text import Case, Offer, function, offer, table, when

HEAD = """
title = "def-6"
model = "pure"
[game]
actions = [["A", "B"], ["X", "Y"]]
payoffs = [[[1, 1], [3, 2]], [[1, 1], [0, 0]]]
[selection]
rule = "utilitarian"
"""
IMPROVEMENTS: Offer = {"region": ["u >= d"]}
F1 = function("f1", 1, offer(IMPROVEMENTS))


def f2(*cases: Case) -> str:
    """The function that is asked about: what the cases say, and otherwise all improvements."""
    return function("f2", 2, *cases, offer(IMPROVEMENTS))


@pytest.fixture
def context(solvers: Solvers):
    def build(asked: str, id_: str = "def-6", reading: str = "literal") -> Context:
        scenario = read_scenario(HEAD + F1 + asked + table("claim", id=id_, reading=reading))
        reference = scenario.claims[0]
        parsed = claim(reference.id).reading(reference.reading)
        return Context(scenario, reference, parsed, solvers, scenario.interpreter())

    return build


def of(context: Context, name: str = "f2") -> Finding:
    return is_renegotiation_function(context, context.scenario.functions[name])


def test_an_extension_of_something_is_an_extension(context) -> None:
    """2026-11-23: "an extension of f1" was taken to be possible where "an extension" is false."""
    asked = f2(when("other is an extension", IMPROVEMENTS), when("other is an extension of `f1`"))
    found = of(context(asked))
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    told_apart = [tuple(values.values()) for values in assignments(context(asked).scenario.functions["f2"])]
    assert sorted(told_apart) == [(False, False), (True, False), (True, True)]


def test_a_declared_function_has_the_structure_that_it_has(context) -> None:
    """2026-11-23: `f1` was taken to be possibly an extension, or one that never offers."""
    found = of(context(f2(when("other is `f1` and other is an extension"))))
    assert (found.status, found.reach) == (Status.HOLDS, Reach.ALL)
    assert of(context(f2(when("other is `f1` and other never offers")))).status is Status.HOLDS
    assert of(context(f2(when("other is `f1~` and not other is an extension")))).status is Status.HOLDS
    broken = of(context(f2(when("other is `f1`"))))
    assert broken.status is Status.FAILS
    assert broken.evidence == "f2 never offers anyone more than the default when other is `f1`"


def test_there_is_one_selector(context) -> None:
    """2026-11-23: two selectors were taken to be in use at once, and others than the scenario's."""
    assert of(context(f2(when("selector is leximin")))).status is Status.HOLDS
    assert of(context(f2(when("selector is utilitarian")))).status is Status.FAILS
    both = f2(when("selector is leximin and selector is utilitarian"))
    assert of(context(both, "thm-3", "two-selectors")).status is Status.HOLDS
    one = f2(when("selector is leximin"))
    assert of(context(one, "thm-3", "two-selectors")).status is Status.FAILS


def test_the_conditional_extension_offers_its_pmp_to_extensions_only(context) -> None:
    """2026-11-23: E(f) was admitted for f that never offers, though it never offers anything to a non-extension."""
    found = context(function("f2", 2, offer()))
    conditional = is_renegotiation_function(found, Extension(found.scenario.functions["f2"], "conditional"))
    assert (conditional.status, conditional.reach) == (Status.FAILS, Reach.ALL)
    assert conditional.evidence.startswith("E(f2) answers functions that are not extensions as f2 does")
    published = is_renegotiation_function(found, Extension(found.scenario.functions["f2"], "published"))
    assert published.status is Status.HOLDS
    nested = Extension(Extension(found.scenario.functions["f2"], "conditional"), "conditional")
    assert is_renegotiation_function(found, nested).status is Status.FAILS


def test_a_base_may_fail_against_extensions_by_the_draft_only(context) -> None:
    """2026-11-27: left open, though E(f2) offers its PMP to extensions, which improves on a default below the PMM."""
    found = context(f2(when("other is `E(f1)`")))
    base = found.scenario.functions["f2"]
    assert isinstance(base, RuleFunction)
    assert is_renegotiation_function(found, base).status is Status.FAILS
    assert is_renegotiation_function(found, Extension(base, "conditional")).status is Status.HOLDS


def test_the_claim_of_the_review(solvers: Solvers, context) -> None:
    asked = f2(when("other is an extension", IMPROVEMENTS), when("other is an extension of `f1`"))
    scenario = context(asked).scenario
    assert check_claim(scenario, scenario.claims[0], solvers).verdict.value == "holds"
