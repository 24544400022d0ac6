"""The certificate finder: what it finds the kernel accepts, and for what is false it finds nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import check
from spi_verify.kernel.terms import Bank, Problem, Term, read
from spi_verify.solving.certify import find, goal, uses
from spi_verify.solving.finding import Goal, prove
from spi_verify.solving.flatten import flatten, parts
from spi_verify.solving.folding import Folder
from spi_verify.solving.ground import Ground
from spi_verify.solving.guided import Guided
from spi_verify.solving.hypotheses import minimal_hypotheses, restricted
from spi_verify.solving.instances import Witnesses
from spi_verify.solving.portfolio import Budget, Way, decide
from spi_verify.solving.refutation import refutation
from spi_verify.solving.splitting import Propagator, Tree, leaves, refute
from spi_verify.solving.theory_lemmas import explain
from spi_verify.theory.objects import Question
from spi_verify.theory.steps import Step
from tests.certify_examples import ANOTHER_OFFER, EXPECTATION, FALSE, REALS, STEPS, TRUE
from tests.effort import ENOUGH

QUESTION = Question("claim", "literal", "any")
LONG = Budget(seconds=ENOUGH)


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_get_certificates(name: str) -> None:
    problem = read(TRUE[name])
    certificate = find(problem, QUESTION, budget=LONG)
    check(problem, json.loads(json.dumps(certificate)))


@pytest.mark.parametrize("name", FALSE)
def test_false_claims_get_none(name: str) -> None:
    with pytest.raises(Refusal):
        find(read(FALSE[name]), QUESTION, budget=Budget(seconds=0.3))


def test_induction() -> None:
    problem = read(EXPECTATION)
    certificate = find(problem, QUESTION, [Step("conclusion", induction=True)])
    assert set(certificate["goals"][0]["cases"]) == {"nobody", "believe"}
    with pytest.raises(Refusal):
        find(problem, QUESTION, budget=Budget(seconds=0.3))


def test_only_steps_that_are_used_are_proved() -> None:
    problem = read(STEPS)
    steps = [Step(name) for name in ("step-wrong", "step-idle", "step-commutes", "conclusion")]
    certificate = find(problem, QUESTION, steps, budget=LONG)
    names = [goal["goal"] for goal in certificate["goals"]]
    assert names[-1] == "conclusion"
    assert "step-wrong" not in names
    assert all(names.index(n) < k for k, g in enumerate(certificate["goals"]) for n in uses(g) if n in names)


def test_hints_are_tried_first_and_may_be_wrong() -> None:
    problem = read(ANOTHER_OFFER)
    good = goal(problem, Step("conclusion", using=("sel.member", "sets.union")), problem.assertions, LONG)
    assert uses(good) == {"sel.member", "sets.union"}
    wrong = goal(problem, Step("conclusion", using=("sets.extensional",)), problem.assertions, LONG)
    assert uses(wrong) == {"sel.member", "sets.union"}


def test_imports() -> None:
    bank = Bank()
    general = read(
        "(declare-fun f (Real) Real)" + INCREASING + "(define-fun conclusion () Bool (< (f 1) (f 2)))", bank
    )
    proved = check(general, find(general, QUESTION))
    text = (
        "(declare-fun f (Real) Real) (declare-const a Real)"
        + INCREASING
        + "(define-fun conclusion () Bool (or (< (f 1) a) (< a (f 2))))"
    )
    special = read(text, bank)
    step = Step("conclusion", using=(QUESTION.name,))
    certificate = find(special, Question("other", "literal", "any"), [step], {QUESTION.name: proved})
    assert certificate["imports"] == [["claim", "literal", "any"]]
    assert dict(check(special, certificate, {QUESTION.name: proved}).rests_on) == dict(proved.rests_on)


INCREASING = "(assert (! (forall ((x Real) (y Real)) (=> (< x y) (< (f x) (f y)))) :named increasing))"


def test_certificates_use_the_definitions_of_the_problem() -> None:
    found = find(read(ANOTHER_OFFER), QUESTION, budget=LONG)["goals"][0]
    texts = json.dumps(found)
    assert "weakly-better" in texts
    names = [
        name for names, _ in found["witnesses"] for name in ([names] if isinstance(names, str) else names)
    ]
    assert names[:3] == ["d", "S", "T"]


def test_superfluous_hypotheses_are_dropped() -> None:
    text = (
        REALS
        + """(assert (! (<= a b) :named one)) (assert (! (<= b c) :named two)) (assert (! (<= a c) :named three))
      (define-fun conclusion () Bool (<= a (+ c 1)))"""
    )
    problem = read(text)
    wasteful = goal(problem, Step("conclusion"), {n: problem.assertions[n] for n in ("one", "two")}, LONG)
    certificate = {**find(problem, QUESTION), "goals": [wasteful]}
    assert set(check(problem, certificate).rests_on) == {"one", "two"}
    found = minimal_hypotheses(problem, text, certificate, verify_model=lambda name, model: "a" in model)
    assert {name: h.need for name, h in found.hypotheses.items()} == {"one": "needed", "two": "needed"}
    unchecked = minimal_hypotheses(problem, text, certificate)
    assert {h.need for h in unchecked.hypotheses.values()} == {"unknown"}
    assert all(h.model for h in unchecked.hypotheses.values())


def test_a_hypothesis_that_others_imply_is_not_needed() -> None:
    text = (
        REALS
        + """(assert (! (< a b) :named one)) (assert (! (<= a b) :named two))
      (define-fun conclusion () Bool (< a (+ b 1)))"""
    )
    problem = read(text)
    body = {"witnesses": [], "instances": [], "atoms": ["(< a (+ b 1))", "(<= a b)", "(< a b)"]}
    first: dict[str, Any] = {"goal": "conclusion", "uses": ["one", "two"], **body}
    first |= {"lemmas": [[[1, -2, -3], [[1, [0]], [1, [1]]]]], "cases": None}
    certificate = {**find(problem, QUESTION), "goals": [first]}
    found = minimal_hypotheses(problem, text, certificate)
    assert found.hypotheses["one"].need == "not needed"
    assert set(check(problem, found.certificate).rests_on) == {"two"}


def test_restricted_text_keeps_what_is_not_an_assertion() -> None:
    text = '(set-info :source "; no comment") ; comment (assert\n(assert (! true :named a))\n(assert (! true :named b))'
    assert restricted(text, {"b"}) == '(set-info :source "; no comment")\n(assert (! true :named b))'


# Parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*TRUE, *FALSE])
@pytest.mark.parametrize("inline", [True, False], ids=["nested", "named"])
def test_flat_texts_mean_the_same(name: str, inline: bool) -> None:
    problem = read({**TRUE, **FALSE}[name])
    flat = flatten(problem, [*problem.assertions.values(), problem.bank.negation(problem.conclusion)], inline)
    status = decide(flat.text, Budget(seconds=2), [Way("z3"), Way("cvc5", {"enum-inst": "true"})]).status
    assert status in (
        ("unsat", "unknown")
        if name in TRUE and problem.digest == read(TRUE[name]).digest
        else ("sat", "unknown")
    )


def test_the_guided_search_tries_constants_that_stand_under_quantifiers_only() -> None:
    """2026-11-27: the outcome that the goal's negation speaks of stood in quantifiers' bodies only: never tried."""
    problem = read("""
(declare-sort Player 0)
(declare-sort Outcome 0)
(declare-fun listed (Player) Bool)
(declare-fun pays (Player Outcome Outcome) Bool)
(assert (! (forall ((i Player)) (listed i)) :named all))
(assert (! (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player))
  (=> (listed i) (pays i z a))))) :named some))
(define-fun conclusion () Bool (forall ((a Outcome)) (exists ((z Outcome)) (forall ((i Player)) (pays i z a)))))
""")
    formulas = [problem.bank.negation(problem.conclusion), *problem.assertions.values()]
    assert Guided(formulas, Witnesses(problem.bank), []).run(ENOUGH)


def test_the_guided_search_needs_no_solver_process() -> None:
    problem = read(ANOTHER_OFFER)
    formulas = [*problem.assertions.values(), problem.bank.negation(problem.conclusion)]
    clauses = Guided(formulas, Witnesses(problem.bank), []).run(ENOUGH)
    assert Ground().check([*formulas, *(clause.formula for clause in clauses)]) is not None


def test_a_proof_names_what_it_uses() -> None:
    problem = read(ANOTHER_OFFER)
    proof = prove(Goal(problem, problem.assertions, problem.conclusion), (), LONG)
    assert set(proof.facts) == {"sel.member", "sets.union"}
    assert leaves(proof.tree) == 1


@pytest.mark.parametrize(
    "facts",
    [
        ("(< a b)", "(< b a)"),
        ("(= a b)", "(< (f a) (f b))"),
        ("(<= a b)", "(<= b a)", "(not (= (f a) (f b)))"),
        ("(= a (+ b 1))", "(= b (- a 2))"),
        ("(p a)", "(not (p b))", "(<= a (+ b 0))", "(<= b a)"),
        ("(< 0 a)", "(<= b c)", "(< (* a c) (* a b))"),
        ("(= (* a b) 1)", "(<= a 0)", "(<= 0 b)"),
        ("(< (* a a) 0)",),
        ("(< (* (- a b) (- a b)) 0)",),
        ("(= a 1)", "(= b (f a))", "(not (= b (f 1)))"),
        ("(<= 0 a)", "(<= 0 b)", "(<= 0 c)", "(< (* a b c) 0)"),
    ],
)
def test_contradictions_are_explained(facts: Sequence[str]) -> None:
    problem = read(REALS + "(define-fun conclusion () Bool false)")
    terms = [problem.term(fact) for fact in facts]
    lemmas = explain(terms)
    assert lemmas is not None
    assert Ground().check([*terms, *(problem.bank.make("or", lemma.clause) for lemma in lemmas)]) is not None


@pytest.mark.parametrize(
    "facts", [("(<= a b)", "(<= b a)"), ("(= (f a) (f b))", "(not (= a b))"), ("(<= (* a a) 1)",)]
)
def test_consistent_facts_are_not_explained(facts: Sequence[str]) -> None:
    problem = read(REALS + "(define-fun conclusion () Bool false)")
    assert explain([problem.term(fact) for fact in facts]) is None


CLAUSES = st.lists(st.lists(st.integers(-6, 6).filter(bool), min_size=1, max_size=3), max_size=30)


@given(CLAUSES)
@settings(max_examples=200, deadline=None)
def test_case_trees_refute_exactly_the_contradictory(clauses: list[list[int]]) -> None:
    found = refute(clauses)
    models = range(1 << 6)
    holds = [all(any((m >> abs(x) - 1 & 1) == (x > 0) for x in clause) for clause in clauses) for m in models]
    assert (found is None) == any(holds)
    if found is not None:
        assert closes([clauses[k] for k in found.used], found.tree)


def closes(clauses: list[list[int]], tree: Tree) -> bool:
    if tree is None:
        return Propagator(clauses).conflict is not None
    number, yes, no = tree
    assert isinstance(number, int)
    return closes([*clauses, [number]], yes) and closes([*clauses, [-number]], no)  # type: ignore[arg-type]


ATOMS = [
    "(<= a b)",
    "(= b (f a))",
    "(< (f a) c)",
    "(p (+ a 1))",
    "(p c)",
    "(= c (+ a 1))",
    "(= (f c) (ite (p a) a b))",
]
FORMULAS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        inner.map("(not {})".format),
        st.tuples(st.sampled_from(["and", "or", "=", "=>"]), inner, inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(FORMULAS, min_size=3, max_size=8))
@settings(max_examples=60, deadline=None)
def test_ground_contradictions_become_certificates(formulas: list[str]) -> None:
    problem = ground_problem(formulas)
    terms = [*problem.assertions.values()]
    if Ground().check(terms) is None:
        with pytest.raises(Refusal):
            refutation([[term] for term in terms])
    else:
        check(problem, find(problem, QUESTION, budget=LONG))


def ground_problem(formulas: Sequence[str]) -> Problem:
    asserts = "".join(f"(assert (! {f} :named fact-{k}))" for k, f in enumerate(formulas))
    return read(REALS + asserts + "(define-fun conclusion () Bool false)")


@pytest.mark.parametrize("name", TRUE)
def test_folded_text_reads_back(name: str) -> None:
    problem = read(TRUE[name])
    folder = Folder(problem)
    for formula in (*problem.assertions.values(), problem.conclusion):
        for part in closed_parts(formula):
            assert problem.term(folder.text(part)) is part


def closed_parts(formula: Term) -> list[Term]:
    return [part for part in parts(formula) if part.closed]
