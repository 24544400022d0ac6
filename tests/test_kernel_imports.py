"""What an import may rest on, what it says here, and what is refused with which code."""

from __future__ import annotations

import pytest

from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.terms import Bank, read
from tests.kernel_examples import (
    Json,
    certificate,
)
from tests.kernel_rules import EMPTY, outcome

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
