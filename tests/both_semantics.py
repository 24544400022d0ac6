"""A scenario in the engine and in the naive semantics, for the tests that hold the one against the other."""

from __future__ import annotations

import os
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, currently_in_test_context, note, settings

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.errors import InputError, Refusal
from spi_verify.scenarios.load import read_scenario
from spi_verify.scenarios.scenario import ClaimReference
from tests.naive import DoesNotHalt, Naive, NoSuchOutcome
from tests.scenario_strategies import Shape

SCALE = int(os.environ.get("SEMANTICS_SCALE", "1"))
"""A larger profile, run by hand: ``SEMANTICS_SCALE=50 pytest tests/test_semantics*.py``."""

HALTING = Shape(loops=False, selectors=False)


def examples(count: int):
    return settings(
        max_examples=count * SCALE,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def load(text: str):
    return read_scenario(text)


def both(text: str):
    """The scenario twice: the engine's and the naive one; only scenarios whose programs halt."""
    if currently_in_test_context():
        note(text)
    naive = Naive(text)
    try:
        for p in naive.profiles():
            naive.outcome(p)
    except (DoesNotHalt, NoSuchOutcome):
        assume(False)
    return load(text), naive


def programs(scenario, names):
    return tuple(scenario.programs[name] for name in names)


def actions(scenario, outcome):
    return tuple(scenario.game.actions[i][k] for i, k in enumerate(outcome.profile))


def context(scenario, id_="def-1", reading="", renegotiation=None, solvers=None):
    reference = ClaimReference(
        id_,
        reading,
        None,
        None if renegotiation is None else scenario.renegotiations[renegotiation],
        (),
        {},
        {},
        None,
        "claim[1]",
    )
    return Context(scenario, reference, claim(id_).reading(reading), solvers, scenario.interpreter())


def points(answer):
    return {v for cell in answer.cells for v in cell.vertices}


def check_runs(text):
    if currently_in_test_context():
        note(text)
    naive = Naive(text)
    try:
        expected = {p: naive.outcome(p) for p in naive.profiles()}
    except DoesNotHalt:
        with pytest.raises(InputError, match=r"do not halt|depends on itself"):
            load(text)
        return
    except NoSuchOutcome:
        scenario = load(text)
        profiles = [programs(scenario, names) for names in naive.profiles()]
        with pytest.raises(Refusal, match="not feasible"):
            list(map(scenario.interpreter().outcome, profiles))
        return
    scenario = load(text)
    interpreter = scenario.interpreter()
    for names, wanted in expected.items():
        outcome = interpreter.outcome(programs(scenario, names))
        assert (actions(scenario, outcome), outcome.payoffs) == (wanted, naive.payoffs[wanted]), names


def sure(others):
    """The belief that the others use these programs."""
    return [(others, Fraction(1))]
