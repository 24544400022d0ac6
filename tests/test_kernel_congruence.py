"""What holds by congruence and by sums, what does not, and with which code it is refused."""

from __future__ import annotations

import pytest

from tests.kernel_rules import lemma

# Congruence ---------------------------------------------------------------------------------------------------------


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


# Sums ---------------------------------------------------------------------------------------------------------------


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
