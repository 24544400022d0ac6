"""The answers without solvers are the solvers' answers, on random small formulas; every model is checked exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spi_verify.solving.formulas import FALSE, TRUE, Formula, Linear, all_of, any_of, variable
from spi_verify.solving.questions import Solvers
from spi_verify.theory import unaided
from spi_verify.theory.unaided import Unaided

NUMBERS = st.integers(-3, 3)
X = variable("x")


def linears() -> st.SearchStrategy[Linear]:
    """Linear expressions over three variables with small numbers."""
    parts = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
    return parts.map(lambda k: k[0] * X + k[1] * variable("y") + k[2] * variable("z") + Fraction(k[3], 2))


def atoms() -> st.SearchStrategy[Formula]:
    """Atoms of every relation."""
    pairs = st.tuples(linears(), st.sampled_from(("le", "gt", "eq")))
    return pairs.map(lambda pair: getattr(pair[0], pair[1])(0))


def formulas() -> st.SearchStrategy[Formula]:
    """Formulas with every connective."""
    return st.recursive(
        atoms(),
        lambda parts: st.one_of(
            st.lists(parts, max_size=4).map(all_of),
            st.lists(parts, max_size=3).map(any_of),
            parts.map(lambda part: ~part),
        ),
        max_leaves=9,
    )


@pytest.fixture(scope="module")
def solvers() -> Iterator[Solvers]:
    with Solvers() as session:
        yield session


@given(formula=formulas())
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_the_answers_agree(solvers: Solvers, formula: Formula) -> None:
    with Unaided() as session:
        own = session.ask(formula)
    assert own.status == solvers.ask(formula).status
    if own.model is not None:
        assert formula.evaluate(own.model)
    assert own.solvers == {}


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        (TRUE, "sat"),
        (FALSE, "unsat"),
        (X.gt(X), "unsat"),
        (X.gt(0) & ~X.ge(Fraction(1, 10**30)), "sat"),
        (X.gt(0) & X.le(0), "unsat"),
        (~X.eq(0) & X.ge(0) & X.le(0), "unsat"),
    ],
)
def test_borders_are_exact(formula: Formula, status: str) -> None:
    with Unaided() as session:
        assert session.ask(formula).status == status


def test_too_many_cases_are_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unaided, "MOST_CASES", 3)
    with Unaided() as session:
        some = session.ask(any_of([X.gt(X)] * 5))
    assert (some.status, "cases" in some.reason) == ("unknown", True)
