"""Questions to the solvers: right answers, for any names and numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.solving.formulas import (
    FALSE,
    TRUE,
    And,
    Atom,
    Formula,
    Linear,
    Not,
    Or,
    all_of,
    any_of,
    total,
    variable,
)
from spi_verify.solving.questions import Solvers
from spi_verify.solving.values import read_value

X, Y = variable("x"), variable("y")


# --- an independent decision: disjunctive normal form and Fourier–Motzkin elimination -------------

Row = tuple[Linear, bool]  # linear <= 0, or < 0 if the flag is set


def cubes(formula: Formula, positive: bool = True) -> list[list[Row]]:
    match formula:
        case Not(part):
            return cubes(part, not positive)
        case Atom(linear, "=="):
            if positive:
                return [[(linear, False), (-linear, False)]]
            return [[(linear, True)], [(-linear, True)]]
        case Atom(linear, relation):
            return [[(linear, relation == "<") if positive else (-linear, relation == "<=")]]
        case And(parts) | Or(parts):
            below = [cubes(part, positive) for part in parts]
            if isinstance(formula, And) == positive:
                return [[row for cube in choice for row in cube] for choice in product(*below)]
            return [cube for cubes_ in below for cube in cubes_]
    raise AssertionError(formula)


def eliminate(rows: list[Row]) -> bool:
    names = {name for linear, _ in rows for name, _ in linear.terms}
    if not names:
        return all(linear.constant < 0 or (linear.constant == 0 and not strict) for linear, strict in rows)
    name = min(names)
    upper = [(row, row[0].coefficients[name]) for row in rows if row[0].coefficients.get(name, 0) > 0]
    lower = [(row, row[0].coefficients[name]) for row in rows if row[0].coefficients.get(name, 0) < 0]
    rest = [row for row in rows if name not in row[0].coefficients]
    for ((above, strict), a), ((below, strict_too), b) in product(upper, lower):
        rest.append((total([(1 / a, above), (-1 / b, below)]), strict or strict_too))
    return eliminate(list(dict.fromkeys(rest)))


def satisfiable(formula: Formula) -> bool:
    return any(eliminate(cube) for cube in cubes(formula))


numbers = st.fractions(min_value=-3, max_value=3, max_denominator=3)
atoms = st.builds(
    Atom,
    st.builds(Linear.of, st.dictionaries(st.sampled_from("xyz"), numbers, max_size=3), numbers),
    st.sampled_from(["<=", "<", "=="]),
)
formulas = st.recursive(
    atoms,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(all_of),
        st.lists(inner, max_size=3).map(any_of),
    ),
    max_leaves=7,
)
crowded = st.lists(atoms, min_size=4, max_size=6).map(all_of)  # mostly unsatisfiable


@settings(max_examples=80, deadline=None)
@given(formula=st.one_of(formulas, crowded))
def test_status_and_model_agree_with_elimination(solvers: Solvers, formula: Formula) -> None:
    answer = solvers.ask(formula)
    assert answer.status == ("sat" if satisfiable(formula) else "unsat"), answer.reason
    if answer.model is not None:
        assert answer.model.keys() == formula.variables()
        assert formula.evaluate(answer.model)


@pytest.mark.parametrize(
    ("formula", "status"), [(TRUE, "sat"), (FALSE, "unsat"), (~TRUE, "unsat"), (~FALSE, "sat")]
)
def test_constants(solvers: Solvers, formula: Formula, status: str) -> None:
    assert solvers.ask(formula).status == status


def test_answer_says_who_and_how(solvers: Solvers) -> None:
    answer = solvers.ask(Y.gt(X))
    assert set(answer.solvers) == {"z3", "cvc5"}
    assert all(version[0].isdigit() for version in answer.solvers.values())
    assert (answer.seed, answer.reason) == (0, "")
    assert answer.seconds > 0
    assert solvers.ask(Y.gt(X)) is answer


def test_same_question_same_model() -> None:
    question = ~(X + Y).ge(1) & (X - 2 * Y).gt(Fraction(1, 7)) & ~X.eq(0)
    models = []
    for earlier in ([], [X.gt(Y), ~Y.ge(3)]):
        with Solvers() as session:
            for other in earlier:
                session.ask(other)
            models.append(session.ask(question).model)
    assert models[0] == models[1]


def test_no_question_outside_the_session() -> None:
    with pytest.raises(RuntimeError, match="with Solvers"):
        Solvers().ask(TRUE)


# --- names and numbers ----------------------------------------------------------------------------

ODD_NAMES = [
    "",
    " ",
    "|",
    "a|b",
    "\\",
    '"',
    "'",
    "let",
    "v0",
    "v1",
    "assert",
    "u_1",
    "\n(check-sat)",
    "λ₀",
    "\0",
    "; x",
]


def test_odd_names(solvers: Solvers) -> None:
    ordered = [variable(name) for name in ODD_NAMES]
    question = all_of(b.gt(a + 1) for a, b in pairwise(ordered))
    model = solvers.ask(question).model
    assert model is not None
    assert set(model) == set(ODD_NAMES)
    assert question.evaluate(model)


@settings(max_examples=20, deadline=None)
@given(names=st.lists(st.text(max_size=5), min_size=2, max_size=2, unique=True))
def test_any_text_is_a_name(solvers: Solvers, names: list[str]) -> None:
    answer = solvers.ask(variable(names[0]).eq(1) & variable(names[1]).eq(2))
    assert answer.model == {names[0]: 1, names[1]: 2}


def test_huge_coefficients(solvers: Solvers) -> None:
    big = 7**1180 + 2  # about 1000 digits
    answer = solvers.ask((Fraction(big, 3) * X - Y).eq(Fraction(1, big)) & Y.eq(Fraction(-big, 5)))
    assert answer.model == {"y": Fraction(-big, 5), "x": (Fraction(1, big) - Fraction(big, 5)) * 3 / big}
    assert solvers.ask((big * X).gt(1) & X.le(Fraction(1, big))).status == "unsat"


def test_numbers_too_long_to_write_or_read(solvers: Solvers) -> None:
    too_long = solvers.ask(X.eq(10**5000))
    assert (too_long.status, too_long.model) == ("unknown", None)
    assert "4200 digits" in too_long.reason
    product_too_long = solvers.ask(X.eq(10**3000) & (X - Fraction(1, 10**3000) * Y).eq(0))
    assert product_too_long.status == "unknown"
    assert "its model cannot be read" in product_too_long.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("3.0", Fraction(3)),
        ("0.125", Fraction(1, 8)),
        ("(/ 1 3)", Fraction(1, 3)),
        ("(/ 1.0 3.0)", Fraction(1, 3)),
        ("(- 2.0)", Fraction(-2)),
        ("(- (/ 1 3))", Fraction(-1, 3)),
        ("(/ (- 1) 3)", Fraction(-1, 3)),
        ("(-\n  (/ 1.0\n 3.0))", Fraction(-1, 3)),
        ("-7", Fraction(-7)),
    ],
)
def test_values(text: str, value: Fraction) -> None:
    assert read_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(",
        ")",
        "(/ 1 0)",
        "(/ 1)",
        "(- 1 2)",
        "(+ 1 2)",
        "1 2",
        "x",
        "1/3",
        "1e3",
        "1.0?",
        "nan",
        "٣",
        "()",
        "(/ 1 3",
        "(root-obj (+ (^ x 2) (- 2)) 1)",
        "9" * 5000,
    ],
)
def test_not_values(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_value(text)


@pytest.mark.parametrize("number", [0.5, True, "1", None])
def test_only_exact_numbers(number: Any) -> None:
    for use in (lambda: X + number, lambda: X * number, lambda: X.le(number), lambda: X.value({"x": number})):
        with pytest.raises(TypeError):
            use()


def test_linear_arithmetic() -> None:
    difference = 1 - (X - Y) / 2
    assert difference == Linear.of({"y": Fraction(1, 2), "x": Fraction(-1, 2)}, 1)
    nothing = X - X
    assert nothing == Linear(())
    assert str(nothing) == "0"
    assert hash(X + Y) == hash(Y + X)
