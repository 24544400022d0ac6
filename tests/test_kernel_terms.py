"""The kernel's reader: what it reads, how it expands, and what it refuses with which code."""

from __future__ import annotations

import random

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.kernel.terms import Bank, Problem, Refused, instantiate, read, render, substitute

HEAD = """
(declare-sort S 0)
(declare-const a S) (declare-const b S) (declare-const k S)
(declare-const x Real) (declare-const y Real) (declare-const z Real)
(declare-const p Bool) (declare-const q Bool)
(declare-fun r (S S) Bool)
(declare-fun f (S) Real)
(declare-fun g (Real) S)
(define-fun some-other ((one S)) Bool (exists ((b S)) (and (r one b) (distinct one b))))
(define-fun twice ((t Real)) Real (+ t t))
(define-fun pick ((c Bool) (one S) (two S)) S (ite c one two))
"""
END = "(define-fun conclusion () Bool true)"


def problem() -> Problem:
    return read(HEAD + END)


def refusal(text: str) -> str:
    """Return the code with which ``text`` is refused as a problem."""
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.code


@pytest.mark.parametrize(
    ("sugar", "plain"),
    [
        ("(=> p q p)", "(or (not p) (not q) p)"),
        ("(xor p q)", "(not (= p q))"),
        ("(not (not p))", "p"),
        ("(exists ((s S)) (r s a))", "(not (forall ((t S)) (not (r t a))))"),
        ("(distinct a b (g x))", "(and (not (= a b)) (not (= a (g x))) (not (= b (g x))))"),
        ("(= x y 1)", "(and (= x y) (= y 1))"),
        ("(= p q p)", "(and (= p q) (= q p))"),
        ("(< x y)", "(not (<= y x))"),
        ("(> x y)", "(not (<= x y))"),
        ("(>= x y)", "(<= y x)"),
        ("(< x y 2)", "(and (not (<= y x)) (not (<= 2 y)))"),
        ("(= x (- y))", "(= x (* (- 1) y))"),
        ("(= x (- y x 2))", "(= x (+ y (* (- 1) x) (- 2)))"),
        ("(= x 1.50)", "(= x (/ 3 2))"),
        ("(= x (/ y x 2))", "(= x (/ (/ y x) 2))"),
        ("(= x (/ (- 6) 4))", "(= x (/ (- 3) 2))"),
        ("(let ((x y) (y x)) (< x y))", "(< y x)"),
        ("(let ((s 2)) (let ((s (+ s s))) (< s x)))", "(< (+ 2 2) x)"),
        ("(< x (twice (twice y)))", "(< x (+ (+ y y) (+ y y)))"),
        ("(r a (pick (r a b) a b))", "(r a (ite (r a b) a b))"),
        ("(some-other b)", "(exists ((t S)) (and (r b t) (not (= b t))))"),
        ("(forall ((b S)) (some-other b))", "(forall ((s S)) (exists ((t S)) (and (r s t) (not (= s t)))))"),
        ("(forall ((b S)) (let ((c b)) (forall ((b S)) (r c b))))", "(forall ((s S)) (forall ((t S)) (r s t)))"),
        ("(forall ((s S) (t S)) (r s t))", "(forall ((t S) (s S)) (r t s))"),
    ],
)  # fmt: skip
def test_sugar_is_the_plain_term(sugar: str, plain: str) -> None:
    one = problem()
    assert one.term(sugar) is one.term(plain)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("(forall ((s S) (t S)) (r s t))", "(forall ((s S) (t S)) (r t s))"),
        ("(forall ((s S) (t S)) (r s t))", "(forall ((s S)) (forall ((t S)) (r s t)))"),
        ("(forall ((s S)) (some-other s))", "(forall ((s S)) (some-other b))"),
        ("(forall ((s S)) (= x x))", "(forall ((s Real)) (= x x))"),
        ("(= a b)", "(= b a)"),
        ("true", "false"),
    ],
)
def test_different_terms_differ(one: str, two: str) -> None:
    both = problem()
    assert both.term(one) is not both.term(two)


def test_instances_take_the_first_term_for_the_first_variable() -> None:
    one = problem()
    quantified = one.term("(forall ((s S) (t S)) (and (r s t) (exists ((s S)) (r t s))))")
    assert instantiate(quantified, [one.term("a"), one.term("b")]) is one.term(
        "(and (r a b) (exists ((c S)) (r b c)))"
    )


def test_substitution_shifts_values_under_binders() -> None:
    one = problem()
    outer = one.term("(forall ((s S)) (some-other s))")
    body = one.definitions["some-other"].body
    assert substitute(body, [one.bank.make("bound", (), 0, "S")]) is outer.args[0]


def test_problems_read_with_one_bank_share_their_terms() -> None:
    bank = Bank()
    assert read(HEAD + END, bank).term("(r a b)") is read(HEAD + "(declare-sort T 0)" + END, bank).term(
        "(r a b)"
    )


def test_a_problem_knows_what_it_declares() -> None:
    text = "(declare-datatypes ((L 0)) (((none) (more (head S) (tail L)))))(assert (! (r a b) :named h))"
    one = read(HEAD + text + END + "(assert (! (not conclusion) :named negated-conclusion))(check-sat)(exit)")
    assert one.datatypes == {"L": {"none": (), "more": ("S", "L")}}
    assert one.functions["tail"] == (("L",), "L")
    assert one.assertions == {"h": one.term("(r a b)")}
    assert one.definitions["pick"].parameters == (("c", "Bool"), ("one", "S"), ("two", "S"))
    assert one.kinds == {"S": None, "L": one.datatypes["L"]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(", "parentheses"),
        (")", "parentheses"),
        ("(assert (! p :named h)", "parentheses"),
        ("\x00", "character"),
        ("(declare-const |a b| S)", "character"),
        ("(declare-const é S)", "character"),
        ('(set-info :source "', "character"),
        ("p", "command"),
        ("()", "command"),
        ("((assert))", "command"),
        ("(push 1)", "command"),
        ("(define-sort T () S)", "command"),
        ("(define-fun-rec h ((n Real)) Real (h n))", "command"),
        ("(declare-sort T 1)", "command"),
        ("(declare-sort T)", "command"),
        ("(declare-fun h S)", "command"),
        ("(check-sat-assuming (p))", "command"),
        ("(check-sat) (assert (! p :named h))", "after-the-end"),
        ("(exit) (declare-sort T 0)", "after-the-end"),
        ("(declare-const c T)", "unknown-sort"),
        ("(declare-const c Int)", "unknown-sort"),
        ("(declare-const c (Array S S))", "unknown-sort"),
        ("(declare-fun h (T) S)", "unknown-sort"),
        ("(assert (! (forall ((t T)) p) :named h))", "unknown-sort"),
        ("(declare-fun h (Bool) S)", "bool-argument"),
        ("(assert (! (forall ((t Bool)) t) :named h))", "quantified-bool"),
        ("(declare-const a S)", "duplicate"),
        ("(declare-const some-other S)", "duplicate"),
        ("(define-fun a () Bool p)", "duplicate"),
        ("(declare-sort S 0)", "duplicate"),
        ("(assert (! p :named h)) (assert (! q :named h))", "duplicate"),
        ("(assert (! p :named a))", "duplicate"),
        ("(assert (! p :named h)) (declare-const h S)", "duplicate"),
        ("(define-fun h ((s S) (s S)) Bool p)", "duplicate"),
        ("(assert (! (forall ((s S) (s S)) p) :named h))", "duplicate"),
        ("(assert (! (let ((s p) (s q)) s) :named h))", "duplicate"),
        ("(declare-const and S)", "symbol"),
        ("(declare-sort Real 0)", "symbol"),
        ("(declare-const 2 S)", "symbol"),
        ("(declare-const :c S)", "symbol"),
        ("(declare-const @c S)", "symbol"),
        ("(declare-const (c) S)", "symbol"),
        ("(declare-sort () 0)", "symbol"),
        ("(define-fun h ((not S)) Bool p)", "symbol"),
        ("(assert (! (forall ((<= S)) p) :named h))", "symbol"),
        ("(assert (! (let ((true p)) true) :named h))", "symbol"),
        ("(assert (! p :named true))", "symbol"),
        ("(assert p)", "unnamed-assertion"),
        ("(assert (! p))", "unnamed-assertion"),
        ("(assert (! p :pattern h))", "unnamed-assertion"),
        ("(assert (! p :named h :named i))", "unnamed-assertion"),
        ("(assert (! (and p (! q :named i)) :named h))", "unknown-symbol"),
        ("(assert (! (unknown p) :named h))", "unknown-symbol"),
        ("(assert (! unknown :named h))", "unknown-symbol"),
        ("(assert (! 01 :named h))", "unknown-symbol"),
        ("(assert (! :named :named h))", "unknown-symbol"),
        ("(define-fun h ((s S)) Bool (h s))", "unknown-symbol"),
        ("(assert (! ((_ is more) a) :named h))", "expression"),
        ("(assert (! () :named h))", "expression"),
        ("(assert (! (p) :named h))", "expression"),
        ("(assert (! (forall ((s S)) (s s)) :named h))", "expression"),
        ("(assert (! (forall () p) :named h))", "binder"),
        ("(assert (! (forall ((s S)) p q) :named h))", "binder"),
        ("(assert (! (forall (s S) p) :named h))", "binder"),
        ("(assert (! (forall s p) :named h))", "binder"),
        ("(assert (! (let () p) :named h))", "binder"),
        ("(define-fun h (s) Bool p)", "binder"),
        ("(assert (! (r a) :named h))", "arity"),
        ("(assert (! (r a b a) :named h))", "arity"),
        ("(assert (! f :named h))", "arity"),
        ("(assert (! (and p) :named h))", "arity"),
        ("(assert (! (not p q) :named h))", "arity"),
        ("(assert (! (ite p q) :named h))", "arity"),
        ("(assert (! (= x) :named h))", "arity"),
        ("(assert (! (some-other a b) :named h))", "arity"),
        ("(assert (! (r a x) :named h))", "argument-sort"),
        ("(assert (! (and p a) :named h))", "argument-sort"),
        ("(assert (! (= x a) :named h))", "argument-sort"),
        ("(assert (! (= p x) :named h))", "argument-sort"),
        ("(assert (! (<= x p) :named h))", "argument-sort"),
        ("(assert (! (= x (+ x a)) :named h))", "argument-sort"),
        ("(assert (! (ite x p q) :named h))", "argument-sort"),
        ("(assert (! (ite p q x) :named h))", "argument-sort"),
        ("(assert (! (some-other x) :named h))", "argument-sort"),
        ("(assert (! x :named h))", "argument-sort"),
        ("(assert (! (forall ((s S)) s) :named h))", "argument-sort"),
        ("(define-fun h () Bool x)", "argument-sort"),
        ("(define-fun h () S x)", "argument-sort"),
        ("(declare-datatypes ((L 0)) ())", "command"),
        ("(declare-datatypes ((L 0) (M 0)) (((none)) ((nil))))", "command"),
        ("(declare-datatypes ((L 1)) (((none))))", "command"),
        ("(declare-datatypes ((L 0)) ((none)))", "datatype"),
        ("(declare-datatypes ((L 0)) (()))", "datatype"),
        ("(declare-datatypes ((L 0)) (((more (tail L)))))", "datatype"),
        ("(declare-datatypes ((L 0)) (((more (tail L)) (also (head S) (back L)))))", "datatype"),
        ("(declare-datatypes ((S 0)) (((none))))", "duplicate"),
        ("(declare-datatypes ((L 0)) (((none) (none))))", "duplicate"),
        ("(declare-datatypes ((L 0)) (((none) (a (head S)))))", "duplicate"),
        ("(declare-datatypes ((L 0)) (((none) (more (f S)))))", "duplicate"),
        ("(declare-datatypes ((L 0)) (((none) (more (head S) (head S)))))", "duplicate"),
        ("(declare-datatypes ((L 0)) (((none (flag Bool)))))", "bool-argument"),
        ("(declare-datatypes ((L 0)) (((none (of M)))))", "unknown-sort"),
        ("(assert (! (= x " + "9" * 5000 + ") :named h))", "number-size"),
        ("(assert (! (not conclusion) :named negated-conclusion))", "unknown-symbol"),
    ],
)  # fmt: skip
def test_refused_text(text: str, code: str) -> None:
    assert refusal(HEAD + text + END) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-conclusion"),
        ("(assert (! p :named h))", "no-conclusion"),
        ("(declare-const conclusion Bool)", "no-conclusion"),
        ("(define-fun conclusion ((s S)) Bool p)", "unknown-formula"),
        ("(define-fun conclusion () Real x)", "unknown-formula"),
        (END + END, "duplicate"),
        (END + "(assert (! conclusion :named negated-conclusion))", "negated-conclusion"),
        (END + "(assert (not conclusion))", "unnamed-assertion"),
    ],
)
def test_refused_conclusions(text: str, code: str) -> None:
    assert refusal(HEAD + text) == code


def test_deep_text_is_refused() -> None:
    assert refusal("(" * 100_000) == "too-deep"
    assert refusal(HEAD + f"(assert (! {'(not ' * 100_000}p{')' * 100_000} :named h))" + END) == "too-deep"


def test_deep_terms_are_refused_although_their_text_is_flat() -> None:
    steps = "".join(f"(define-fun d{k + 1} () Bool (and p d{k}))" for k in range(1000))
    assert refusal(HEAD + "(define-fun d0 () Bool p)" + steps + END) == "too-deep"


def test_the_deepest_text_allowed_is_read() -> None:
    nested = "(forall ((s S)) " * 195 + "p" + ")" * 195
    one = read(HEAD + f"(define-fun conclusion () Bool {nested})")
    assert one.term(render(one.conclusion)) is one.conclusion


def test_doubling_definitions_stay_small() -> None:
    steps = "".join(f"(define-fun d{k + 1} ((t Real)) Real (+ (d{k} t) (d{k} t)))" for k in range(150))
    one = read(
        HEAD + "(define-fun d0 ((t Real)) Real t)" + steps + "(define-fun conclusion () Bool (= (d150 x) y))"
    )
    assert len(one.bank.table) < 1000
    one.bank.limit = one.bank.steps + 10_000
    with pytest.raises(Refused, match="too-much-work"):
        render(one.conclusion)


def test_squaring_numbers_are_refused() -> None:
    steps = "".join(f"(define-fun d{k + 1} () Real (/ d{k} (/ 1 d{k})))" for k in range(100))
    assert refusal(HEAD + "(define-fun d0 () Real 3)" + steps + END) == "number-size"


def test_too_much_work_is_refused() -> None:
    many = "".join(f"(s{k} S)" for k in range(4000))
    inner = "(forall ((s S)) p) " * 4000
    assert refusal(HEAD + f"(assert (! (forall ({many}) (and {inner})) :named h))" + END) == "too-much-work"


def test_long_text_is_refused() -> None:
    assert refusal(";" * 4_000_001) == "too-long"


@pytest.mark.parametrize("text", [None, 3, b"(check-sat)", "\ud800"])
def test_any_exception_is_a_refusal(text: str) -> None:
    assert refusal(text) == "internal"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "one-term"),
        ("a b", "one-term"),
        ("unknown", "unknown-symbol"),
        ("(", "parentheses"),
        ("(w a)", "expression"),
    ],
)
def test_refused_terms(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        problem().term(text, {"w": "S"})
    assert caught.value.code == code


def test_terms_may_use_further_constants() -> None:
    one = problem()
    assert render(one.term("(forall ((w2 S)) (r w w2))", {"w": "S"})) == "(forall ((w2 S)) (r w w2))"
    with pytest.raises(Refused):
        one.term("(r w w)")


def test_printed_variables_are_not_captured() -> None:
    one = problem()
    term = instantiate(one.term("(forall ((s S)) (forall ((w S)) (r s w)))"), [one.term("w", {"w": "S"})])
    assert render(term) == "(forall ((w2 S)) (r w w2))"


# Random texts against z3 ----------------------------------------------------------------------------------------

Scope = dict[str, list[str]]  # names in scope, by sort


def real(rng: random.Random, scope: Scope, depth: int) -> str:
    """Return a random real term with the names in ``scope``."""
    if depth == 0:
        return rng.choice([*scope["Real"], "0", "2", "1.5"])
    one, two = real(rng, scope, depth - 1), real(rng, scope, depth - 1)
    truth = formula(rng, scope, depth - 1)
    return rng.choice(
        [
            f"(+ {one} {two})",
            f"(- {one} {two} 1)",
            f"(- {one})",
            f"(* 2 {one})",
            f"(/ {one} 4)",
            f"(twice {one})",
            f"(f {element(rng, scope, depth - 1)})",
            f"(ite {truth} {one} {two})",
            f"(let ((x {one}) (y {two})) (+ x (* 3 y)))",
        ]
    )


def element(rng: random.Random, scope: Scope, depth: int) -> str:
    """Return a random term of sort S."""
    if depth == 0:
        return rng.choice(scope["S"])
    one, two = element(rng, scope, depth - 1), element(rng, scope, depth - 1)
    return rng.choice(
        [one, f"(pick {formula(rng, scope, depth - 1)} {one} {two})", f"(g {real(rng, scope, depth - 1)})"]
    )


def formula(rng: random.Random, scope: Scope, depth: int) -> str:
    """Return a random formula; its variables like to have the names of other things."""
    if depth == 0:
        return rng.choice(
            [*scope["Bool"], "false", f"(r {rng.choice(scope['S'])} {rng.choice(scope['S'])})", "true"]
        )
    name, sort = rng.choice(["a", "b", "x", "s", "t", "one", "p"]), rng.choice(["S", "Real"])
    inner = {
        key: [n for n in names if n != name] + [name] * (3 * (key == sort)) for key, names in scope.items()
    }
    one, two = formula(rng, scope, depth - 1), formula(rng, scope, depth - 1)
    below, number, thing = (
        formula(rng, inner, depth - 1),
        real(rng, scope, depth - 1),
        element(rng, scope, depth - 1),
    )
    compare = rng.choice(["<", "<=", ">", ">=", "=", "distinct"])
    return rng.choice(
        [
            f"(not {one})",
            f"({rng.choice(['and', 'or', '=>', 'xor', '='])} {one} {two})",
            f"(ite {one} {two} {below if inner == scope else one})",
            f"({compare} {number} {real(rng, scope, depth - 1)} {real(rng, scope, 0)})",
            f"(distinct {thing} {element(rng, scope, depth - 1)} {element(rng, scope, 0)})",
            f"(some-other {thing})",
            f"({rng.choice(['forall', 'exists'])} (({name} {sort})) {below})",
            f"({rng.choice(['forall', 'exists'])} (({name} {sort})) {below})",
            f"(let (({name} {thing if sort == 'S' else number})) {below})",
        ]
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_reader_agrees_with_z3(seed: int) -> None:
    rng = random.Random(seed)
    text = formula(rng, {"S": ["a", "b", "k"], "Real": ["x", "y", "z"], "Bool": ["p", "q"]}, 3)
    one = problem()
    term = one.term(text)
    assert one.term(render(term)) is term
    solver = z3.Solver()
    solver.set("rlimit", 300_000)
    solver.from_string(HEAD + f"(assert (xor {text} {render(term)}))")
    assert solver.check() != z3.sat
