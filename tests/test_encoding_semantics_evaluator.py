"""The evaluator against the plainest possible one, on random formulas; partial domains; refusals."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Problem, Term, read
from spi_verify.theory.evaluate import Evaluator, TooMuchWork, evaluate, evaluate_within
from spi_verify.theory.structure import Structure, constant

SIGNATURE = """
(declare-sort S 0) (declare-sort T 0)
(declare-fun p (S) Bool) (declare-fun q (S T) Bool) (declare-fun f (T) S) (declare-fun v (S) Real)
(declare-const c S)
"""


def problem(conclusion: str, more: str = "") -> Problem:
    return read(f"{SIGNATURE}{more}(define-fun conclusion () Bool {conclusion})")


def plainly(term: Term, structure: Structure, row: tuple[object, ...] = ()) -> object:
    """The textbook definition, with no order, no memory and no short cut; innermost value last in ``row``."""
    if term.op == "bound":
        return row[-1 - term.data]
    if term.op == "number":
        return term.data
    if term.op == "forall":
        domains = [structure.domain(sort) for sort in term.data]
        cases = [plainly(term.args[0], structure, (*row, *values)) for values in itertools.product(*domains)]
        return all(cases)
    args = [plainly(arg, structure, row) for arg in term.args]
    match term.op:
        case "app":
            return structure.meaning(term.data)(*args)
        case "not":
            return not args[0]
        case "and":
            return all(args)
        case "or":
            return any(args)
        case "iff" | "=":
            return args[0] == args[1]
        case "ite":
            return args[1] if args[0] else args[2]
        case "<=":
            return args[0] <= args[1]
        case "+":
            return sum(args)
    raise AssertionError(term.op)


def formula(rng: random.Random, depth: int, scope: tuple[tuple[str, str], ...]) -> str:
    def one(sort: str) -> str:
        names = [name for name, of in scope if of == sort] or (["c"] if sort == "S" else [])
        if sort == "S" and (not names or rng.random() < 0.2) and any(of == "T" for _, of in scope):
            return f"(f {one('T')})"
        return rng.choice(names)

    kinds = ["p", "=", "<="] + (["q"] if any(of == "T" for _, of in scope) else [])
    if depth and rng.random() < 0.85:
        kind = rng.choice(("and", "or", "=>", "not", "forall", "exists", "forall", "=", "ite"))
        if kind in ("forall", "exists"):
            new = tuple((f"x{len(scope)}{k}", rng.choice("ST")) for k in range(rng.randint(1, 3)))
            names = " ".join(f"({name} {sort})" for name, sort in new)
            return f"({kind} ({names}) {formula(rng, depth - 1, (*scope, *new))})"
        count = {"not": 1, "=": 2, "ite": 3}.get(kind, rng.randint(2, 3))
        return f"({kind} {' '.join(formula(rng, depth - 1, scope) for _ in range(count))})"
    match rng.choice(kinds):
        case "p":
            return f"(p {one('S')})"
        case "q":
            return f"(q {one('S')} {one('T')})"
        case "=":
            return f"(= {one('S')} {one('S')})"
    return f"(<= (v {one('S')}) (ite (p {one('S')}) (+ (v {one('S')}) 1) 0))"


def random_structure(rng: random.Random) -> Structure:
    s, t = tuple(range(rng.randint(1, 3))), tuple("ab"[: rng.randint(1, 2)])
    unary = {x: rng.random() < 0.5 for x in s}
    binary = {x: rng.random() < 0.5 for x in itertools.product(s, t)}
    function, value = {x: rng.choice(s) for x in t}, {x: Fraction(rng.randint(-2, 2), 2) for x in s}
    meanings = {"p": unary.__getitem__, "q": lambda x, y: binary[x, y], "f": function.__getitem__}
    return Structure({"S": s, "T": t}, {**meanings, "v": value.__getitem__, "c": constant(0)})


@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_every_formula_has_the_truth_of_its_definition(seed: int) -> None:
    rng = random.Random(seed)
    found, structure = problem(formula(rng, 4, ())).conclusion, random_structure(rng)
    truth = evaluate(found, structure)
    assert truth.exact
    assert truth.value == plainly(found, structure)
    partial = evaluate(found, structure.extending(frozenset("T")))
    assert partial.value == truth.value


@given(st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_what_is_exact_on_a_part_is_so_on_the_whole(seed: int) -> None:
    rng = random.Random(seed)
    found, structure = problem(formula(rng, 3, ())).conclusion, random_structure(rng)
    half = {**structure.domains, "T": structure.domains["T"][:1]}
    part = Structure(half, structure.meanings, frozenset("T"))
    truth = evaluate(found, part)
    if truth.exact:
        assert truth.value == plainly(found, structure)


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_a_breach_is_one(seed: int) -> None:
    rng = random.Random(seed)
    text = f"(forall ((x00 S) (x01 T)) {formula(rng, 3, (('x00', 'S'), ('x01', 'T')))})"
    found, structure = problem(text).conclusion, random_structure(rng)
    if found.op != "forall" or len(found.data) != 2:
        return
    breach = Evaluator(structure).breach(found)
    assert (breach is None) == plainly(found, structure)
    if breach is not None:
        assert not plainly(found.args[0], structure, breach)


def test_definitions_hold_of_elements() -> None:
    asked = problem("true", "(define-fun above ((x S) (y S)) Bool (forall ((z T)) (<= (v y) (v x))))")
    structure = Structure({"S": (0, 1), "T": ("a",)}, {"v": lambda x: x})
    evaluator = Evaluator(structure)
    assert evaluator.holds(asked.definitions["above"], 1, 0).value
    assert not evaluator.holds(asked.definitions["above"], 0, 1).value


def test_partial_domains_decide_only_what_they_show() -> None:
    some, every = problem("(exists ((x Real)) (= x 2))"), problem("(forall ((x Real)) (<= x 1))")
    structure = Structure({"Real": (0, 1)}, {})
    assert str(evaluate(some.conclusion, structure)) == "false, as far as the domains go"
    assert str(evaluate(every.conclusion, structure)) == "true, as far as the domains go"
    more = Structure({"Real": (0, 2)}, {})
    assert str(evaluate(some.conclusion, more)) == "true"
    assert str(evaluate(every.conclusion, more)) == "false"


def test_an_unknown_choice_between_terms_is_unknown() -> None:
    asked = problem("(p (ite (exists ((x Real)) (= x 2)) c (f2 c)))", "(declare-fun f2 (S) S)")
    meanings = {"p": lambda x: x == 0, "c": constant(0), "f2": lambda x: 1}
    truth = evaluate(asked.conclusion, Structure({"Real": (0,), "S": (0, 1)}, meanings))
    assert (truth.value, truth.exact) == (False, False)


@pytest.mark.parametrize(
    ("conclusion", "message"),
    [
        ("(forall ((x S)) (p x))", "no domain for the sort S"),
        ("(p c)", "no meaning for"),
        ("(= (/ 1 (v c)) 1)", "division by zero"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(conclusion: str, message: str) -> None:
    structure = Structure({}, {"v": lambda x: 0, "c": constant(0)} if "/" in conclusion else {})
    with pytest.raises(Refusal, match=message):
        evaluate(problem(conclusion).conclusion, structure)


def test_work_is_limited() -> None:
    found = problem("(forall ((x S) (y S)) (= (p x) (p y)))").conclusion
    structure = Structure({"S": tuple(range(100))}, {"p": lambda x: True})
    with pytest.raises(TooMuchWork):
        Evaluator(structure, 1000).truth(found)
    truth = evaluate_within(found, structure, 1000)
    assert (truth.value, truth.exact) == (True, False)
