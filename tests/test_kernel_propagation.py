"""What propagation and cases prove, and what they do not, with which code."""

from __future__ import annotations

import pytest

from spi_verify.kernel.checker import check
from spi_verify.kernel.terms import read
from tests.kernel_examples import (
    Json,
    certificate,
)
from tests.kernel_rules import EMPTY, HEAD, SQUARE, attempt, outcome

# Connectives --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tautology",
    [
        "true",
        "(not false)",
        "(or p (not p))",
        "(=> (and p q) q)",
        "(=> (and p q) (and q p))",
        "(=> p (or q p))",
        "(=> (not (or p q)) (not p))",
        "(=> (= p q) p q)",
        "(=> (= p q) q p)",
        "(=> (= p q) (not p) (not q))",
        "(=> p q (= p q))",
        "(=> (not p) (not q) (= p q))",
        "(=> (xor p q) p (not q))",
        "(=> (ite p q (not q)) p q)",
        "(=> (ite p q (not q)) (not p) (not q))",
        "(=> p q (ite p q (not q)))",
        "(=> (not p) q (ite p (not q) q))",
        "(=> (not p) (not q) (not (ite p (not q) q)))",
        "(=> p (= (ite p x y) x))",
        "(=> (not p) (= (ite p x y) y))",
        "(=> p (= (ite p a b) a))",
        "(=> p (r (ite p a b) c) (= (ite p a b) a))",
        "(=> (= x y) (<= x y))",
        "(=> (= x y) (<= y x))",
        "(=> (<= x y) (<= y x) (= x y))",
        "(or (= y 0) (= (* (/ x y) y) x))",
        "(=> (not (= y 0)) (< (f a) (/ x y)) (= (* (/ x y) y) x))",
        "(=> (forall ((s S)) (r s s)) (or p (forall ((t S)) (r t t))))",
        "(let ((s (forall ((s S)) p))) (= s s))",
    ],
)
def test_what_propagation_alone_proves(tautology: str) -> None:
    assert attempt(tautology, atoms=["p"], cases=[1, None, None]) == "accepted"


@pytest.mark.parametrize(
    "claim",
    [
        "false",
        "p",
        "(=> (or p q) p)",
        "(=> p (and p q))",
        "(=> (ite p q q) p)",
        "(=> (= (ite p a b) a) p)",
        "(=> (<= x y) (= x y))",
        "(= (* (/ x y) y) x)",
        "(= (/ x 0) 0)",
        "(= (ite p x y) x)",
        "(forall ((s S)) (r s s))",
        "(exists ((s S)) (r s s))",
        "(=> (forall ((s S)) (r s s)) (forall ((s S)) (r s a)))",
    ],
)
def test_what_propagation_does_not_prove(claim: str) -> None:
    assert attempt(claim) == "open-case"


# Cases --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cases", "code"),
    [
        (None, "open-case"),
        ([1, None, None], "accepted"),
        ([2, None, None], "accepted"),
        ([3, None, None], "open-case"),
        ([3, None, [1, None, None]], "open-case"),
        ([3, [1, None, None], None], "open-case"),
        ([3, [1, None, None], [2, None, None]], "accepted"),
        ([1, [3, None, None], None], "accepted"),  # this case was refuted before its split
        ([4, None, None], "unknown-atom"),
        ([0, None, None], "unknown-atom"),
        ([-1, None, None], "unknown-atom"),
        ([True, None, None], "shape"),
        ([1, None], "shape"),
        ([1, None, None, None], "shape"),
        ([1.0, None, None], "shape"),
        ("1", "shape"),
        ({}, "shape"),
        (False, "shape"),
    ],
)
def test_cases(cases: object, code: str) -> None:
    assert attempt("(= a b)", *SQUARE, atoms=["p", "q", "(= a c)"], cases=cases) == code


def test_deep_case_trees_are_refused() -> None:
    problem = read(HEAD + "(define-fun conclusion () Bool false)")
    goal: Json = {"goal": "conclusion", **EMPTY, "atoms": [f"(= x {k})" for k in range(2000)]}
    for k in range(2000):
        goal["cases"] = [k + 1, goal["cases"], goal["cases"]]
    head = certificate(problem, [])
    assert outcome(lambda: check(problem, {**head, "goals": [goal]})) == "internal"
