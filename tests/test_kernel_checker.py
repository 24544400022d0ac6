"""The rules of proof: what each accepts, and what it refuses with which code."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from spi_verify.kernel.checker import check, induction_cases
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import read
from tests.kernel_examples import (
    EXPECTATION,
    EXPECTATION_GOAL,
    SYLLOGISM,
    SYLLOGISM_GOALS,
    Json,
    certificate,
    examples,
)
from tests.kernel_rules import EMPTY, HEAD, SQUARE, attempt, outcome


@pytest.mark.parametrize(("text", "proof"), examples())
def test_the_examples_are_accepted(text: str, proof: Json) -> None:
    result = check(read(text), json.loads(json.dumps(proof)))
    assert result.conclusion is result.problem.conclusion


def test_a_result_names_the_assertions_used() -> None:
    (_, first), (text, second) = examples()
    assert set(check(read(text), second).rests_on) == {"bounded", "paid"}
    assert len(check(read(EXPECTATION), first).rests_on) == 6


# Instances and witnesses --------------------------------------------------------------------------------------------

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


# Facts and goals ----------------------------------------------------------------------------------------------------


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


# Induction ----------------------------------------------------------------------------------------------------------


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


# JSON and size ------------------------------------------------------------------------------------------------------


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
