"""The rules of proof: what each accepts, and what it refuses with which code."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from spi_verify.kernel.checker import Checked, check, induction_cases, parse
from spi_verify.kernel.terms import Bank, Refused, read
from tests.kernel_examples import (
    EXPECTATION,
    EXPECTATION_GOAL,
    SYLLOGISM,
    SYLLOGISM_GOALS,
    Json,
    certificate,
    examples,
)

HEAD = """
(declare-sort S 0)
(declare-const a S) (declare-const b S) (declare-const c S)
(declare-const x Real) (declare-const y Real) (declare-const z Real)
(declare-const p Bool) (declare-const q Bool)
(declare-fun r (S S) Bool)
(declare-fun f (S) Real)
(declare-fun h (Real) Real)
"""
EMPTY: Json = {"uses": [], "witnesses": [], "instances": [], "atoms": [], "lemmas": [], "cases": None}


def outcome(claim: Callable[[], object]) -> str:
    """Return "accepted", or the code of the refusal."""
    try:
        claim()
    except Refused as refusal:
        return refusal.code
    return "accepted"


def attempt(conclusion: str, *asserted: str, text: str = "", **body: object) -> str:
    """Try to prove ``conclusion`` from the assertions h0, h1, ... (all used unless said) with the body's fields."""
    named = "".join(f"(assert (! {formula} :named h{k}))" for k, formula in enumerate(asserted))
    problem = read(f"{HEAD}{text}{named}(define-fun conclusion () Bool {conclusion})")
    uses = [f"h{k}" for k in range(len(asserted))]
    goal = {"goal": "conclusion", **EMPTY, "uses": uses, **body}
    return outcome(lambda: check(problem, certificate(problem, [goal])))


def lemma(literals: list[str], total: object = None) -> str:
    """Try to prove, as one lemma, that one of ``literals`` holds."""
    clause = f"(or false {' '.join(literals)} false)"
    numbers = list(range(1, len(literals) + 1))
    return attempt(clause, atoms=literals, lemmas=[[numbers, total]])


@pytest.mark.parametrize(("text", "proof"), examples())
def test_the_examples_are_accepted(text: str, proof: Json) -> None:
    result = check(read(text), json.loads(json.dumps(proof)))
    assert result.conclusion is result.problem.conclusion


def test_a_result_names_the_assertions_used() -> None:
    (_, first), (text, second) = examples()
    assert set(check(read(text), second).rests_on) == {"bounded", "paid"}
    assert len(check(read(EXPECTATION), first).rests_on) == 6


# Connectives -----------------------------------------------------------------------------------------------------


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


# Congruence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "literals",
    [
        ["(= a a)"],
        ["(not (= a b))", "(= b a)"],
        ["(not (= a b))", "(not (= b c))", "(= a c)"],
        ["(not (= a b))", "(= (f a) (f b))"],
        ["(not (= a b))", "(not (r a a))", "(r b a)"],
        ["(not (= (h x) x))", "(= (h (h (h x))) x)"],
        ["(not (= x y))", "(= (+ x (f a)) (+ y (f a)))"],
        ["(not (= 2 3))"],
        ["(not (= x 2))", "(not (= x 3))"],
        ["(not (= (/ 1 2) 0.25))"],
        ["true"],
        ["(not false)"],
        ["p", "(not p)"],
        ["(not (= a b))", "(= (ite p a c) (ite p b c))"],
        ["(not (= x y))", "(not (<= x z))", "(<= y z)"],
        ["(forall ((s S)) p)", "(not (forall ((t S)) p))"],
        ["(not (= (h (h (h (h (h x))))) x))", "(not (= (h (h (h x))) x))", "(= (h x) x)"],
    ],
)
def test_valid_by_congruence(literals: list[str]) -> None:
    assert lemma(literals) == "accepted"


@pytest.mark.parametrize(
    "literals",
    [
        [],
        ["(= a b)"],
        ["(not (= a b))"],
        ["(not (= a b))", "(= a c)"],
        ["(= a b)", "(= (f a) (f b))"],
        ["(not (= (f a) (f b)))", "(= a b)"],
        ["(not (r a b))", "(r b a)"],
        ["p"],
        ["p", "(not q)"],
        ["(= 2 3)"],
        ["(not (= x 2))", "(not (= y 3))"],
        ["(not (= x y))", "(<= x y)"],
        ["(not (forall ((s S)) p))", "(forall ((s S)) q)"],
        ["(forall ((s S)) (r s a))", "(not (forall ((s S)) (r a s)))"],
        ["(= (/ x 0) 0)"],
        ["false"],
    ],
)
def test_not_valid_by_congruence(literals: list[str]) -> None:
    assert lemma(literals) == "lemma-congruence"


# Sums ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("literals", "total"),
    [
        (["(<= x x)"], [[1, [0]]]),
        (["(not (< x x))"], [[1, [0]]]),
        (["(not (<= x y))", "(not (<= y z))", "(<= x z)"], [[1, [0]], [1, [1]], [1, [2]]]),
        (["(not (<= (* 2 x) y))", "(not (<= y 3))", "(<= x (/ 3 2))"], [[1, [0]], [1, [1]], ["2", [2]]]),
        (["(not (<= x y))", "(<= (/ x 3) (/ y 3))"], [["1/3", [0]], [1, [1]]]),
        (["(not (= x y))", "(<= x y)"], [[-1, [0]], [1, [1]]]),
        (["(not (= x y))", "(not (= x (+ y 1)))"], [["-7/2", [0]], ["7/2", [1]]]),
        (["(not (= x y))", "(not (= x (+ y 1)))"], [["7/2", [0]], ["-7/2", [1]]]),
        (["(not (= a b))", "(<= (f a) (f b))"], [[1, [1]]]),
        (["(not (= x 2))", "(not (< x 2))"], [[1, [1]]]),
        (["(<= x 0)", "(<= y 0)", "(not (<= (* x y) 0))"], [[1, [0, 1]], [1, [2]]]),
        (["(not (<= x 0))", "(not (<= y 0))", "(<= 0 (* x y))"], [[1, [0, 1]], [1, [2]]]),
        (["(not (<= x y))", "(<= 0 (+ (* x x) (* y y) (* (- 2) x y)))"], [[1, [0, 0]], [1, [1]]]),
        (["(not (= x y))", "(= x y)", "(not (= (* x z) (+ (* y z) 1)))"], [["z", [0]], [-1, [2]]]),
        (["(not (= x 0))", "(not (= (* x (h y)) 1))"], [["(* 5 (h y))", [0]], [5, [1]]]),
        (["(not (= x 0))", "(<= y z)", "(not (= (* x (- y z)) 1))"], [[-1, [0, 1]], [1, [2]]]),
    ],
)  # fmt: skip
def test_valid_by_a_sum(literals: list[str], total: object) -> None:
    assert lemma(literals, total) == "accepted"


SAME = "sum-not-contradictory"  # the sum says no more than 0 <= 0
CHAIN = ["(not (<= x y))", "(not (<= y z))", "(<= x z)"]


@pytest.mark.parametrize(
    ("literals", "total", "code"),
    [
        (CHAIN, [], "sum-not-contradictory"),
        (CHAIN, None, "lemma-congruence"),
        (CHAIN, [[1, [0]], [1, [1]]], "sum-not-constant"),
        (CHAIN, [[1, [0]], [1, [1]], [2, [2]]], "sum-not-constant"),
        (CHAIN, [[1, [0]], [1, [1]], [-1, [2]]], "multiplier-sign"),
        (CHAIN, [[1, [0]], [1, [1]], [0, [2]]], "multiplier-sign"),
        (CHAIN, [[1, [0]], [1, [1]], ["x", [2]]], "multiplier-sign"),
        (CHAIN, [[1, [0]], [1, [1]], ["a", [2]]], "term-sort"),
        (CHAIN, [[1, [0]], [1, [1]], ["1/0", [2]]], "unknown-symbol"),
        (CHAIN, [[1, [0]], [1, [1]], [1.0, [2]]], "shape"),
        (CHAIN, [[1, [0]], [1, [1]], [True, [2]]], "shape"),
        (CHAIN, [[1, [0]], [1, [1]], [None, [2]]], "shape"),
        (CHAIN, [[1, [0]], [1, [1]], [1, []]], "unknown-literal"),
        (CHAIN, [[1, [0]], [1, [1]], [1, [3]]], "unknown-literal"),
        (CHAIN, [[1, [0]], [1, [1]], [1, [-1]]], "unknown-literal"),
        (CHAIN, [[1, [False]], [1, [1]], [1, [2]]], "shape"),
        (CHAIN, [[1, 0], [1, [1]], [1, [2]]], "shape"),
        (CHAIN, [[1, [0], 1]], "shape"),
        (CHAIN, {}, "shape"),
        (CHAIN, 1, "shape"),
        (["(not (<= x y))", "(not (<= y z))", "(<= z x)"], [[1, [0]], [1, [1]], [1, [2]]], "sum-not-constant"),
        (["(not (<= x y))", "(<= y x)"], [[1, [0]], [1, [1]]], "sum-not-constant"),
        (["(not (<= x y))", "(not (<= y x))"], [[1, [0]], [1, [1]]], "sum-not-contradictory"),
        (["(not (<= x 1))", "(not (<= 0 x))"], [[1, [0]], [1, [1]]], "sum-not-contradictory"),
        (["(<= x y)", "(<= y (+ x 1))"], [[1, [0]], [1, [1]]], "accepted"),
        (["(<= x y)", "(<= (+ y 1) x)"], [[1, [0]], [1, [1]]], "sum-not-contradictory"),
        (["(= x y)"], [[1, [0]]], "not-arithmetic"),
        (["(= x y)", "(<= x x)"], [[1, [0]]], "not-arithmetic"),
        (["(not (= a b))"], [[1, [0]]], "not-arithmetic"),
        (["p"], [[1, [0]]], "not-arithmetic"),
        (["(not (= x y))"], [[1, [0]], [-1, [0]]], "sum-not-contradictory"),
        (["(<= x 0)", "(not (<= x 0))", "(not (<= (* x x) 0))"], [[1, [0, 1]], [1, [2]]], "sum-not-constant"),
        (["(<= x 0)", "(<= y 0)", "(<= (* x y) 0)"], [[1, [0, 1]], [1, [2]]], "sum-not-constant"),
        (["(not (<= x 0))", "(not (<= z 0))", "(not (<= (* x z) 0))"], [[1, [0, 1]], [1, [2]]], SAME),
        (["(not (<= x y))", "(<= (h x) (h y))"], [[1, [0]], [1, [1]]], "sum-not-constant"),
        (["(= (* (/ x y) y) x)"], [[1, [0]]], "not-arithmetic"),
        (["(<= (* (/ x y) y) x)"], [[1, [0]]], "sum-not-constant"),
        (["(<= (/ x 0) (/ x 0))"], [[1, [0]]], "accepted"),
        (["(not (= x 0))"], [["(/ 1 0)", [0]]], "sum-not-contradictory"),
    ],
)  # fmt: skip
def test_sums_and_their_codes(literals: list[str], total: object, code: str) -> None:
    assert lemma(literals, total) == code


def test_polynomials_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spi_verify.kernel.terms.MAX_STEPS", 1_000_000)
    wide = "(+ " + " ".join(f"(h {k})" for k in range(300)) + ")"
    deep = "(* y y y y)"
    assert lemma(["(<= 0 x)"], [[1, [0] * 40]]) == "degree"
    assert lemma([f"(<= {wide} 0)"], [[1, [0] * 8]]) == "too-much-work"
    assert lemma(["(not (= x 0))"], [["(* " + " ".join([deep] * 9) + ")", [0]]]) == "degree"
    assert lemma([f"(<= x {10**900})"], [[1, [0] * 5]]) == "number-size"


# Instances and witnesses -----------------------------------------------------------------------------------------

ALL = "(forall ((s S) (t S)) (=> (r s t) (r t s)))"


def test_instances_of_facts_of_the_goal_and_of_formulas() -> None:
    assert attempt("(=> (r a b) (r b a))", ALL, instances=[["h0", ["a", "b"]]]) == "accepted"
    assert attempt(f"(=> {ALL} (r a b) (r b a))", instances=[[ALL, ["a", "b"]]]) == "accepted"
    assert attempt("(exists ((s S)) (=> (r s s) (r a a)))", instances=[["goal", ["a"]]]) == "accepted"
    assert attempt("(=> (forall ((u Real)) (= (h u) u)) (= (h 2) 2))", atoms=["(= (h 2) 2)"],
                   instances=[["(forall ((v Real)) (= (h v) v))", ["2"]]]) == "accepted"  # fmt: skip


@pytest.mark.parametrize(
    ("instance", "code"),
    [
        (["h0", ["b", "a"]], "open-case"),
        (["h0", ["a"]], "instance-sorts"),
        (["h0", ["a", "b", "a"]], "instance-sorts"),
        (["h0", ["a", "x"]], "instance-sorts"),
        (["h0", ["a", "w"]], "unknown-symbol"),
        (["h0", ["a", 1]], "shape"),
        (["h0", "ab"], "shape"),
        (["h0"], "shape"),
        (["h1", ["a", "b"]], "unknown-symbol"),
        (["(r a b)", []], "not-quantified"),
        (["p", []], "not-quantified"),
        (["x", []], "term-sort"),
        (["goal", ["a", "b"]], "not-quantified"),
        ([None, ["a", "b"]], "shape"),
    ],
)
def test_refused_instances(instance: object, code: str) -> None:
    assert attempt("(=> (r a b) (r b a))", ALL, instances=[instance]) == code


def test_an_instance_of_a_formula_that_is_not_known_proves_nothing() -> None:
    assert attempt("(r a b)", instances=[["(forall ((s S)) (r s b))", ["a"]]]) == "open-case"


def test_witnesses() -> None:
    turned = "(forall ((t S)) (=> (r t b) (r b t)))"
    assert attempt(turned, ALL, witnesses=[["w", "goal"]], instances=[["h0", ["w", "b"]]]) == "accepted"
    assert (
        attempt(ALL, ALL.replace("s", "u"), witnesses=[[["w", "v"], "goal"]], instances=[["h0", ["w", "v"]]])
        == "accepted"
    )
    some = "(exists ((s S)) (r s s))"
    assert (
        attempt("(exists ((t S)) (or p (r t t)))", some, witnesses=[["w", "h0"]], instances=[["goal", ["w"]]])
        == "accepted"
    )
    assert (
        attempt(
            "(exists ((t S)) (or p (r t t)))", some, witnesses=[[["w"], some]], instances=[["goal", ["w"]]]
        )
        == "accepted"
    )


def test_later_witnesses_may_use_earlier_ones() -> None:
    pairs = "(forall ((s S)) (exists ((t S)) (r s t)))"
    chain = "(exists ((s S) (t S)) (and (r a s) (r s t)))"
    body: Json = {
        "witnesses": [["v", "(exists ((t S)) (r a t))"], ["w", "(exists ((t S)) (r v t))"]],
        "instances": [["h0", ["a"]], ["h0", ["v"]], ["goal", ["v", "w"]]],
    }
    assert attempt(chain, pairs, **body) == "accepted"
    body["witnesses"].reverse()
    assert attempt(chain, pairs, **body) == "unknown-symbol"


@pytest.mark.parametrize(
    ("witnesses", "code"),
    [
        ([["w", "(r a b)"]], "not-quantified"),
        ([["w", "x"]], "term-sort"),
        ([["w", "(forall ((s S)) (r s w))"]], "unknown-symbol"),
        ([["a", "(forall ((s S)) (r s a))"]], "duplicate"),
        ([["f", "(forall ((s S)) (r s a))"]], "duplicate"),
        ([["conclusion", "(forall ((s S)) (r s a))"]], "duplicate"),
        ([["h0", "(forall ((s S)) (r s a))"]], "duplicate"),
        ([["w", "(forall ((s S)) (r s a))"], ["w", "(forall ((s S)) (r s b))"]], "duplicate"),
        ([[["w", "w"], "(forall ((s S) (t S)) (r s t))"]], "duplicate"),
        ([[["w"], "(forall ((s S) (t S)) (r s t))"]], "witness-count"),
        ([["w", "(forall ((s S) (t S)) (r s t))"]], "witness-count"),
        ([[[], "(forall ((s S)) (r s a))"]], "witness-count"),
        ([["and", "(forall ((s S)) (r s a))"]], "symbol"),
        ([["2", "(forall ((s S)) (r s a))"]], "symbol"),
        ([["w w", "(forall ((s S)) (r s a))"]], "symbol"),
        ([["(w)", "(forall ((s S)) (r s a))"]], "symbol"),
        ([[1, "(forall ((s S)) (r s a))"]], "symbol"),
        ([["w"]], "shape"),
        (["w"], "shape"),
        ({}, "shape"),
    ],
)
def test_refused_witnesses(witnesses: object, code: str) -> None:
    assert attempt("(r a b)", "p", witnesses=witnesses) == code


def test_a_witness_is_none_of_the_declared_things() -> None:
    some = "(exists ((s S)) (r s s))"
    assert attempt("(r a a)", some, witnesses=[["w", "h0"]]) == "open-case"
    assert attempt("(forall ((s S)) (r s s))", some, witnesses=[["w", "h0"], ["v", "goal"]]) == "open-case"


# Cases -----------------------------------------------------------------------------------------------------------

SQUARE = ("(or p q)", "(or p (not q))", "(or (not p) q)", "(or (not p) (not q))")


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


# Facts and goals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"uses": ["h0"]}, "accepted"),
        ({"uses": []}, "open-case"),
        ({"uses": ["h1"]}, "unknown-fact"),
        ({"uses": ["conclusion"]}, "unknown-fact"),
        ({"uses": ["step"]}, "unknown-fact"),
        ({"uses": ["p"]}, "unknown-fact"),
        ({"uses": ["h0", "h0"]}, "duplicate"),
        ({"uses": [0]}, "unknown-fact"),
        ({"uses": [["h0"]]}, "unknown-fact"),
        ({"uses": "h0"}, "shape"),
        ({"uses": {"h0": 1}}, "shape"),
        ({"atoms": ["x"]}, "term-sort"),
        ({"atoms": [1]}, "shape"),
        ({"atoms": ["(r a"]}, "parentheses"),
        ({"lemmas": [[[1], None]]}, "unknown-atom"),
        ({"lemmas": [[[0], None]]}, "unknown-atom"),
        ({"lemmas": [[[True], None]], "atoms": ["p"]}, "shape"),
        ({"lemmas": [["1", None]]}, "shape"),
        ({"lemmas": [[[]]]}, "shape"),
        ({"lemmas": [[[], None]]}, "lemma-congruence"),
        ({"lemmas": None}, "shape"),
        ({"more": []}, "fields"),
        ({"goal": "step"}, "unknown-formula"),
        ({"goal": "h0"}, "duplicate"),
        ({"goal": "x"}, "unknown-formula"),
        ({"goal": "number"}, "unknown-formula"),
        ({"goal": "function"}, "unknown-formula"),
        ({"goal": "other"}, "last-goal"),
        ({"goal": None}, "shape"),
        ({"induction": True}, "fields"),
        ({"induction": False}, "fields"),
    ],
)
def test_bodies(body: Json, code: str) -> None:
    text = "(define-fun number () Real x) (define-fun function ((s S)) Bool p) (define-fun other () Bool p)"
    assert attempt("p", "(and p q)", text=text, **body) == code


def test_missing_fields() -> None:
    problem = read(HEAD + "(define-fun conclusion () Bool true)")
    whole = certificate(problem, [{"goal": "conclusion", **EMPTY}])
    assert outcome(lambda: check(problem, whole)) == "accepted"
    for key in whole:
        part = {k: v for k, v in whole.items() if k != key}
        assert outcome(partial(check, problem, part)) == "fields"
    for key in EMPTY:
        goal = {k: v for k, v in whole["goals"][0].items() if k != key}
        assert outcome(partial(check, problem, {**whole, "goals": [goal]})) == "fields"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": 2}, "format"),
        ({"format": True}, "shape"),
        ({"format": 1.0}, "shape"),
        ({"problem": "0" * 64}, "wrong-problem"),
        ({"problem": None}, "wrong-problem"),
        ({"imports": [["c", "r", "2"]]}, "unknown-import"),
        ({"imports": [["c", "r", 2]]}, "shape"),
        ({"imports": ["c/r/2"]}, "shape"),
        ({"imports": None}, "shape"),
        ({"goals": []}, "last-goal"),
        ({"goals": {}}, "shape"),
        ({"goals": [None]}, "shape"),
        ({"goals": SYLLOGISM_GOALS[:1]}, "last-goal"),
        ({"goals": SYLLOGISM_GOALS[1:]}, "unknown-fact"),
        ({"goals": SYLLOGISM_GOALS[::-1]}, "unknown-fact"),
        ({"goals": SYLLOGISM_GOALS[:1] * 2}, "duplicate"),
        ({"goals": SYLLOGISM_GOALS + SYLLOGISM_GOALS[1:]}, "duplicate"),
        ({"extra": 1}, "fields"),
    ],
)
def test_heads(change: Json, code: str) -> None:
    problem = read(SYLLOGISM)
    assert (
        outcome(lambda: check(problem, {**certificate(problem, SYLLOGISM_GOALS), **deepcopy(change)})) == code
    )


@pytest.mark.parametrize("thing", [None, [], "certificate", 3, True])
def test_things_that_are_no_certificates(thing: object) -> None:
    assert outcome(lambda: check(read(SYLLOGISM), thing)) == "shape"


def test_a_certificate_is_for_one_text_only() -> None:
    proof = certificate(read(SYLLOGISM), SYLLOGISM_GOALS)
    assert outcome(lambda: check(read(SYLLOGISM + " "), proof)) == "wrong-problem"


# Induction -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("cases", "add"), None, "fields"),
        (("cases", "nobody"), None, "fields"),
        (("cases", "other"), {}, "fields"),
        (("induction",), False, "shape"),
        (("induction",), 1, "shape"),
        (("cases", "add", "lemmas", 1, 1, 0, 0), 2, "sum-not-constant"),
        (("cases", "add", "lemmas", 1, 1, 0, 1), [0, 2], "sum-not-constant"),
        (("cases", "add", "lemmas", 1, 0, 0), -2, "sum-not-constant"),
        (("cases", "add", "witnesses", 0, 0), ["r", "o", "w"], "argument-sort"),
        (("cases", "add", "uses"), ["positive-add", "old-add", "new-add"], "unknown-symbol"),
        (("cases", "nobody", "uses"), ["old-nobody"], "open-case"),
    ],
)
def test_altered_inductions(path: tuple[Any, ...], value: object, code: str) -> None:
    problem = read(EXPECTATION)
    proof = certificate(problem, [EXPECTATION_GOAL])
    place = proof["goals"][0]
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    assert outcome(lambda: check(problem, proof)) == code


@pytest.mark.parametrize(
    "conclusion",
    ["p", "(forall ((s S)) p)", "(forall ((l L) (m L)) p)", "(exists ((l L)) p)", "(not (forall ((l L)) p))"],
)
def test_what_induction_is_not_for(conclusion: str) -> None:
    text = "(declare-datatypes ((L 0)) (((none) (more (head S) (tail L)))))"
    problem = read(HEAD + text + f"(define-fun conclusion () Bool {conclusion})")
    goal: Json = {"goal": "conclusion", "induction": True, "cases": {"none": EMPTY, "more": EMPTY}}
    assert outcome(lambda: check(problem, certificate(problem, [goal]))) == "induction"


def test_induction_gives_one_hypothesis_for_each_recursive_argument() -> None:
    text = "(declare-datatypes ((T 0)) (((leaf (value Real)) (node (left T) (at S) (right T)))))"
    text += "(declare-fun ok (T S) Bool)"
    problem = read(HEAD + text + "(define-fun conclusion () Bool (forall ((t T)) (forall ((s S)) (ok t s))))")
    cases = induction_cases(problem, problem.conclusion)
    assert cases["leaf"] is problem.term("(forall ((v Real)) (forall ((s S)) (ok (leaf v) s)))")
    assert cases["node"] is problem.term(
        "(forall ((l T) (m S) (n T)) (=> (and (forall ((s S)) (ok l s)) (forall ((s S)) (ok n s)))"
        " (forall ((s S)) (ok (node l m n) s))))"
    )


def test_constructors_mean_no_more_than_functions() -> None:
    text = "(declare-datatypes ((L 0)) (((none) (more (head S) (tail L)))))"
    assert attempt("(not (= none (more a none)))", text=text) == "open-case"
    assert attempt("(= (head (more a none)) a)", text=text) == "open-case"


# Imports ---------------------------------------------------------------------------------------------------------

LOWER = """
(declare-sort S 0) (declare-sort Unused 0)
(declare-const a S) (declare-fun r (S) Bool) (declare-fun only-here (Unused) Bool)
(assert (! (forall ((s S)) (r s)) :named everything))
(assert (! (forall ((u Unused)) (only-here u)) :named not-needed))
(define-fun conclusion () Bool (r a))
"""
UPPER = """
(declare-sort S 0) (declare-const a S) (declare-fun r (S) Bool) (declare-const p Bool)
(assert (! (forall ((t S)) (r t)) :named all))
(define-fun conclusion () Bool (or p (r a)))
"""
LOWER_GOAL: Json = {
    "goal": "conclusion",
    **EMPTY,
    "uses": ["everything"],
    "instances": [["everything", ["a"]]],
}
UPPER_GOAL: Json = {"goal": "conclusion", **EMPTY, "uses": ["c/r/2"]}


def imported(lower: str, upper: str, goal: Json = UPPER_GOAL, lower_goal: Json = LOWER_GOAL) -> Checked:
    """Check ``upper`` with ``lower`` as its one import."""
    bank = Bank()
    below, above = read(lower, bank), read(upper, bank)
    facts = {"c/r/2": check(below, certificate(below, [lower_goal]))}
    return check(above, certificate(above, [goal], [["c", "r", "2"]]), facts)


def test_an_import_is_a_fact_that_rests_on_assertions_of_both() -> None:
    assert set(imported(LOWER, UPPER).rests_on) == {"all"}


def test_an_import_that_is_not_used_adds_nothing() -> None:
    goal: Json = {"goal": "conclusion", **EMPTY, "uses": ["all"], "instances": [["all", ["a"]]]}
    assert set(imported(LOWER, UPPER.replace("(or p (r a))", "(r a)"), goal).rests_on) == {"all"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(assert (! (forall ((t S)) (r t)) :named all))", "", "import-assumptions"),
        ("(forall ((t S)) (r t))", "(forall ((t S)) (or p (r t)))", "import-assumptions"),
        ("(forall ((t S)) (r t))", "(=> p (forall ((t S)) (r t)))", "import-assumptions"),
        ("(declare-sort S 0)", "(declare-datatypes ((S 0)) (((one))))", "import-declarations"),
        ("(declare-const p Bool)", "(declare-const p Bool)(declare-const only-here S)", "import-declarations"),
        ("(declare-sort S 0)", "(declare-sort S 0)(declare-datatypes ((Unused 0)) (((u))))", "import-declarations"),
        ("(declare-const p Bool)", "(declare-const p Bool)(declare-sort Unused 0)", "accepted"),
    ],
)  # fmt: skip
def test_imports_need_the_same_assertions_and_declarations(old: str, new: str, code: str) -> None:
    assert old in UPPER
    assert outcome(lambda: imported(LOWER, UPPER.replace(old, new))) == code


def test_an_import_may_not_speak_of_things_unknown_here() -> None:
    lower = LOWER.replace("(r a))\n", "(or (r a) (forall ((u Unused)) (only-here u))))\n")
    assert outcome(lambda: imported(lower, UPPER)) == "import-declarations"
    lower = LOWER.replace("(r a))\n", "(or (r a) (forall ((u Unused)) false)))\n")
    assert outcome(lambda: imported(lower, UPPER)) == "import-declarations"
    macro = UPPER.replace("(declare-const p Bool)", "(declare-const p Bool)(define-fun z () Bool p)")
    lower = LOWER.replace("(r a))\n", "(or (r a) z))\n").replace(
        "(declare-const a S)", "(declare-const a S)(declare-const z Bool)"
    )
    assert outcome(lambda: imported(lower, macro)) == "import-declarations"


def test_imports_need_a_common_bank_and_a_name_of_their_own() -> None:
    below, above = read(LOWER), read(UPPER)
    facts = {"c/r/2": check(below, certificate(below, [LOWER_GOAL]))}
    proof = certificate(above, [UPPER_GOAL], [["c", "r", "2"]])
    assert outcome(lambda: check(above, proof, facts)) == "import-bank"
    assert outcome(lambda: imported(LOWER, UPPER.replace(":named all", ":named c/r/2"))) == "duplicate"


def test_imports_are_passed_on_with_what_they_rest_on() -> None:
    bank = Bank()
    below, above = read(LOWER, bank), read(UPPER, bank)
    first = check(below, certificate(below, [LOWER_GOAL]))
    second = check(above, certificate(above, [UPPER_GOAL], [["c", "r", "2"]]), {"c/r/2": first})
    top = read(UPPER.replace("(assert (! (forall ((t S)) (r t)) :named all))", ""), bank)
    proof = certificate(top, [{"goal": "conclusion", **EMPTY, "uses": ["d/r/2"]}], [["d", "r", "2"]])
    assert outcome(lambda: check(top, proof, {"d/r/2": second})) == "import-assumptions"


PAIR = """
(declare-sort S 0) (declare-fun r (S) Bool) (declare-const q Bool)
(assert (! (and q (forall ((x S)) (r x))) :named both))
(define-fun conclusion () Bool (forall ((y S)) (r y)))
"""
PAIR_GOAL: Json = {"goal": "conclusion", **EMPTY, "uses": ["both"], "atoms": ["(forall ((x S)) (r x))"]}


def discharged(upper: str, order: list[str], pair: str = PAIR) -> Checked:
    """Check ``upper``, where the import a/r/2 concludes what c/r/2 assumes."""
    bank = Bank()
    below, first, above = read(LOWER, bank), read(pair, bank), read(upper, bank)
    facts = {
        "c/r/2": check(below, certificate(below, [LOWER_GOAL])),
        "a/r/2": check(first, certificate(first, [PAIR_GOAL])),
    }
    return check(above, certificate(above, [UPPER_GOAL], [name.split("/") for name in order]), facts)


def test_an_import_may_rest_on_what_an_earlier_one_concludes() -> None:
    both = "(declare-const q Bool) (assert (! (and q (forall ((x S)) (r x))) :named mine))"
    assumed = "(assert (! (forall ((t S)) (r t)) :named all))"
    upper = UPPER.replace(assumed, both)
    assert set(discharged(upper, ["a/r/2", "c/r/2"]).rests_on) == {"mine"}
    assert outcome(lambda: discharged(upper, ["c/r/2", "a/r/2"])) == "import-assumptions"
    assert outcome(lambda: discharged(upper, ["c/r/2"])) == "import-assumptions"
    assert set(discharged(UPPER.replace(assumed, assumed + both), ["a/r/2", "c/r/2"]).rests_on) == {"mine"}
    assert set(discharged(UPPER.replace(assumed, assumed + both), ["c/r/2", "a/r/2"]).rests_on) == {"all"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(and q (forall ((x S)) (r x)))", "(and q (forall ((x S)) (or q (r x))))"),
        ("(and q (forall ((x S)) (r x)))", "(or q (forall ((x S)) (r x)))"),
        (":named mine))", ":named mine)) (assert (! q :named more))"),
    ],
)
def test_what_discharges_an_assumption_needs_its_own(old: str, new: str) -> None:
    both = "(declare-const q Bool) (assert (! (and q (forall ((x S)) (r x))) :named mine))"
    upper = UPPER.replace("(assert (! (forall ((t S)) (r t)) :named all))", both.replace(old, new))
    wanted = "accepted" if "more" in new else "import-assumptions"
    assert outcome(lambda: discharged(upper, ["a/r/2", "c/r/2"])) == wanted


@pytest.mark.parametrize("own", ["true", "a", "b"])
@pytest.mark.parametrize("order", [["a/r/2", "b/r/2"], ["b/r/2", "a/r/2"]])
def test_imports_that_rest_on_each_other_give_nothing_but_what_is_asserted(
    own: str, order: list[str]
) -> None:
    bank, known = Bank(), "(declare-const a Bool) (declare-const b Bool)"
    texts = {
        name: f"{known} (assert (! {if_} :named if)) (assert (! (=> {if_} {then}) :named so))"
        f"(define-fun conclusion () Bool {then})"
        for name, if_, then in (("a/r/2", "b", "a"), ("b/r/2", "a", "b"))
    }
    goal: Json = {"goal": "conclusion", **EMPTY}
    below = {name: read(text, bank) for name, text in texts.items()}
    facts = {n: check(p, certificate(p, [{**goal, "uses": ["if", "so"]}])) for n, p in below.items()}
    circle = "(assert (! (=> b a) :named down)) (assert (! (=> a b) :named up))"
    above = read(f"{known} {circle} (assert (! {own} :named own)) (define-fun conclusion () Bool a)", bank)

    def proved() -> Checked:
        steps = [{**goal, "uses": ["a/r/2"]}]
        return check(above, certificate(above, steps, [name.split("/") for name in order]), facts)

    if own in ("true", order[0][0]):
        assert outcome(proved) == "import-assumptions"
    else:
        assert "own" in proved().rests_on


def test_what_discharges_an_assumption_says_just_that() -> None:
    weaker = PAIR.replace("(forall ((y S)) (r y))", "(forall ((y S)) (or q (r y)))")
    both = "(declare-const q Bool) (assert (! (and q (forall ((x S)) (r x))) :named mine))"
    upper = UPPER.replace("(assert (! (forall ((t S)) (r t)) :named all))", both)
    assert outcome(lambda: discharged(upper, ["a/r/2", "c/r/2"], weaker)) != "accepted"


# JSON and size ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 1}', "json"),
        ('{"a": {"b": 1, "b": 2}}', "json"),
        ("[1.5]", "json"),
        ("[1e3]", "json"),
        ("[NaN]", "json"),
        ("[-Infinity]", "json"),
        ("[1", "json"),
        ("[1] [2]", "json"),
        ("", "json"),
        ("[" * 100_000, "json"),
        ("9" * 10_000, "json"),
        (" " * 4_000_001, "too-long"),
        ('{"a": [1, null, true, "x"]}', "accepted"),
    ],
)
def test_json(text: str, code: str) -> None:
    assert outcome(lambda: parse(text)) == code


def test_truncated_certificates_are_refused() -> None:
    text = json.dumps(certificate(read(SYLLOGISM), SYLLOGISM_GOALS))
    assert all(outcome(partial(parse, text[:k])) == "json" for k in range(0, len(text), 7))


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spi_verify.kernel.terms.MAX_STEPS", 100_000)
    chain = ["(h " * k + "x" + ")" * k for k in range(30)]
    literals = [f"(not (= {s} {t}))" for s, t in pairwise(chain)] + [f"(= x {chain[-1]})"]
    valid = [list(range(1, 31)), None]
    text = f"(or {' '.join(literals)})"
    assert attempt(text, atoms=literals, lemmas=[valid]) == "accepted"
    assert attempt(text, atoms=literals, lemmas=[valid] * 1000) == "too-much-work"
    tree: Any = [1, None, None]
    for k in range(3, 14):
        tree = [k, tree, tree]
    atoms = [f"(= x {k})" for k in range(20)]
    assert attempt("(= a b)", *SQUARE, atoms=["p", "q", *atoms], cases=tree) == "accepted"
    monkeypatch.setattr("spi_verify.kernel.terms.MAX_STEPS", 10_000)
    assert attempt("(= a b)", *SQUARE, atoms=["p", "q", *atoms], cases=tree) == "too-much-work"
