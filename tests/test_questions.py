"""Questions to the solvers: right answers, and nothing better than "unknown" when anything goes wrong."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.clocks import ProcessClock
from spi_verify.errors import InputError
from spi_verify.games.linear import Constraint, at_least, at_most, equals
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
from spi_verify.solving.geometry import coordinates, escapes, in_hull, satisfies, violates
from spi_verify.solving.processes import Reply
from spi_verify.solving.questions import Budget, Solvers, agreement
from spi_verify.solving.smtlib import script
from spi_verify.solving.values import read_value
from tests.effort import ENOUGH
from tests.processes import LISTED, Process, until_ended

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


# --- solvers that fail or lie ---------------------------------------------------------------------

STUB = """
import json, os, sys, time
mode = sys.argv[1]
print(json.dumps({"version": "0"}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    reply = {"id": question["id"], "status": mode}
    if mode.startswith("sat"):
        reply = {"id": question["id"], "status": "sat", "values": dict.fromkeys(question["names"], mode[4:])}
    if mode == "no values":
        reply["status"] = "sat"
    if mode == "late":
        reply = {"id": question["id"] - 1, "status": "unsat"}
    while mode == "silent":
        time.sleep(60)
    if mode == "dies":
        os.abort()
    print("nonsense" if mode == "nonsense" else json.dumps(reply), flush=True)
"""


def stub(mode: str) -> list[str]:
    return [sys.executable, "-c", STUB, mode]


SATISFIABLE = X.gt(0) & ~X.ge(1)
LIES = [
    ("unsat", "z3 says sat, cvc5 says unsat"),
    ("sat 2", "z3 says sat, cvc5 says sat (its model makes the formula false)"),
    ("sat oops", "z3 says sat, cvc5 says sat (its model cannot be read: not a numeral: oops)"),
    ("no values", "z3 says sat, cvc5 says sat (its model cannot be read: no value for 'x')"),
    ("unknown", "z3 says sat, cvc5 says unknown (no reason given)"),
    ("maybe", "z3 says sat, cvc5 says unknown (its process answered something unreadable)"),
    ("nonsense", "z3 says sat, cvc5 says unknown (its process answered something unreadable)"),
    ("late", "z3 says sat, cvc5 says unknown (its process answered something unreadable)"),
    ("silent", "z3 says sat, cvc5 says unknown (no answer within 0.7 s)"),
    ("dies", "z3 says sat, cvc5 says unknown (its process was ended by signal 6)"),
]


@pytest.mark.parametrize(("mode", "reason"), LIES)
def test_a_lying_or_failing_solver_gives_unknown(mode: str, reason: str) -> None:
    seconds = 0.7 if mode == "silent" else ENOUGH
    with Solvers(Budget(seconds=seconds), commands={"cvc5": stub(mode)}) as session:
        for question in (SATISFIABLE, SATISFIABLE):  # never remembered as decided, and the session goes on
            answer = session.ask(question)
            assert (answer.status, answer.model, answer.reason) == ("unknown", None, reason)


def test_both_lie_about_a_model() -> None:
    with Solvers(commands={"z3": stub("sat 2"), "cvc5": stub("sat (/ 1 2)")}) as session:
        assert session.ask(SATISFIABLE).reason.startswith("z3 says sat (its model makes the formula false)")
        assert session.ask(X.ge(0) & X.le(2)).model == {"x": 2}


def test_a_false_unsat_is_seen_against_a_model() -> None:
    replies = {"z3": Reply("unsat"), "cvc5": Reply("sat", {"v0": "0.5"})}
    status, model, reason = agreement(SATISFIABLE, script(SATISFIABLE), replies)
    assert (status, model, reason) == ("unknown", None, "z3 says unsat, cvc5 says sat")


def test_a_solver_that_cannot_start() -> None:
    with Solvers(commands={"cvc5": ["/nonexistent/solver"]}) as session:
        answer = session.ask(SATISFIABLE)
    assert answer.status == "unknown"
    assert "cvc5 says unknown (cannot start: " in answer.reason
    assert answer.solvers["cvc5"] == "not loaded"


def test_memory_limit() -> None:
    with Solvers(Budget(memory_mb=60)) as session:
        answer = session.ask(SATISFIABLE)
    assert answer.status == "unknown"
    assert "z3 says unknown" in answer.reason


def schedule(jobs: int, machines: int, horizon: int) -> Formula:
    """A job shop: small to write, hard to decide."""
    draw = random.Random(1)
    length = {(j, m): draw.randint(1, 9) for j in range(jobs) for m in range(machines)}
    start = {slot: variable(f"start {slot}") for slot in length}
    parts: list[Formula] = [start[s].ge(0) & (start[s] + length[s]).le(horizon) for s in length]
    for j, m in length:
        if m:
            parts.append(start[j, m].ge(start[j, m - 1] + length[j, m - 1]))
        for i in range(j):
            parts.append(
                start[j, m].ge(start[i, m] + length[i, m]) | start[i, m].ge(start[j, m] + length[j, m])
            )
    return all_of(parts)


HARD = schedule(12, 6, 70)


def test_time_limit() -> None:
    with Solvers(Budget(seconds=0.3, cvc5_steps=10**9)) as session:
        answer = session.ask(HARD)
        assert answer.status == "unknown"
        assert "cvc5 says unknown (no answer within 0.3 s)" in answer.reason
        session.budget = Budget(seconds=ENOUGH)
        assert session.ask(X.eq(1)).model == {"x": 1}


def test_step_limit_is_the_same_every_time() -> None:
    with Solvers(Budget(seconds=ENOUGH, z3_steps=100_000, cvc5_steps=1000)) as session:
        reasons = {session.ask(HARD).reason for _ in range(2)}
    assert reasons == {"z3 says unknown (step limit reached), cvc5 says unknown (step limit reached)"}


@pytest.mark.parametrize("number", [0, 1])
def test_a_killed_worker_is_replaced(solvers: Solvers, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    solvers.ask(TRUE)
    worker = solvers.processes[number]
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)  # it has not answered when it is killed
    write = worker.write

    def write_and_kill() -> bool:
        written = write()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        return written

    with monkeypatch.context() as patched:
        patched.setattr(worker, "write", write_and_kill)
        answer = solvers.ask(X.eq(number) & Y.eq(1))
    assert answer.status == "unknown"
    assert f"{worker.name} says unknown (its process was ended by signal 9)" in answer.reason
    assert solvers.ask(X.eq(number) & Y.eq(1)).model == {"x": number, "y": 1}
    replaced = worker.pid  # asked once: of a process that has ended there is no number to be had
    assert replaced is not None
    os.kill(replaced, signal.SIGKILL)  # one that dies between questions is replaced unnoticed
    os.waitid(os.P_PID, replaced, os.WEXITED | os.WNOWAIT)
    assert solvers.ask(X.eq(number) & Y.eq(2)).model == {"x": number, "y": 2}


def test_nothing_is_left_after_the_session() -> None:
    with Solvers() as session:
        session.ask(TRUE)
        pids = [process.pid for process in session.processes]
    for pid in pids:
        assert pid is not None
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    session.close()


ORPHANS = """
import signal, sys
sys.path.insert(0, {root!r})
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's job in the background is told to ignore
from tests.test_questions import HARD, TRUE, Budget, Solvers
with Solvers(Budget(seconds=1e6, z3_steps=0, cvc5_steps=0)) as session:
    session.ask(TRUE)
    print(*(process.pid for process in session.processes), flush=True)
    session.ask(HARD)
    print("answered")
"""


@pytest.mark.skipif(not LISTED, reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(number: signal.Signals) -> None:
    code, pipe = ORPHANS.format(root=str(Path(__file__).parent.parent)), subprocess.PIPE
    with (
        subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True) as parent,
        ExitStack() as failing,
    ):
        failing.callback(parent.kill)
        assert parent.stdout is not None
        workers = [Process.seen(int(pid)) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2
        clock = ProcessClock(workers[1].pid)
        loaded = clock.used
        while clock.used < loaded + 0.05:  # it has been asked
            assert workers[1].alive
            time.sleep(0.01)
        parent.send_signal(number)
        out, err = parent.communicate(timeout=ENOUGH)
    assert parent.returncode == -number
    assert "answered" not in out
    assert ("KeyboardInterrupt" in err) == (number == signal.SIGINT)
    until_ended(workers)


# --- geometry -------------------------------------------------------------------------------------


def point(*entries: Fraction | int | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(entry) for entry in entries)


TRIANGLE = [point(0, 0), point(3, 1), point(1, 3)]
TRIANGLE_SIDES = [
    Constraint(point(1, -3), "<=", Fraction(0)),
    Constraint(point(-3, 1), "<=", Fraction(0)),
    Constraint(point(1, 1), "<=", Fraction(4)),
]


@settings(max_examples=30, deadline=None)
@given(x=st.tuples(*[st.fractions(min_value=0, max_value=3, max_denominator=4)] * 2))
def test_hull_is_the_intersection_of_its_sides(solvers: Solvers, x: tuple[Fraction, ...]) -> None:
    at = [Linear((), entry) for entry in x]
    inside = solvers.ask(in_hull(at, TRIANGLE, "weight")).status == "sat"
    assert inside == all(side.holds(x) for side in TRIANGLE_SIDES)
    assert inside == all(satisfies(side, at).evaluate({}) for side in TRIANGLE_SIDES)
    assert inside != any(violates(side, at).evaluate({}) for side in TRIANGLE_SIDES)


def test_inclusion_of_unions(solvers: Solvers) -> None:
    u = coordinates(2)
    assert solvers.ask(escapes(u, [TRIANGLE], [TRIANGLE_SIDES])).status == "unsat"
    halves = [[at_least(0, 2, Fraction(1))], [at_most(0, 2, Fraction(1))]]
    assert solvers.ask(escapes(u, [TRIANGLE, [point(1, 1)]], halves)).status == "unsat"
    gap = [[at_least(0, 2, Fraction(1))], [at_most(0, 2, Fraction(99, 100))]]
    model = solvers.ask(escapes(u, [[point(0, 0)], TRIANGLE], gap)).model
    assert model is not None
    assert Fraction(99, 100) < model["u_1"] < 1
    line = [[equals(1, 2, Fraction(1))]]
    assert solvers.ask(escapes(u, [[point(0, 1), point(5, 1)]], line)).status == "unsat"
    assert solvers.ask(escapes(u, [TRIANGLE], line)).status == "sat"


def test_empty_unions(solvers: Solvers) -> None:
    u = coordinates(2)
    assert solvers.ask(escapes(u, [], [])).status == "unsat"
    assert solvers.ask(escapes(u, [[]], [])).status == "unsat"
    assert solvers.ask(escapes(u, [TRIANGLE], [])).status == "sat"
    assert solvers.ask(escapes(u, [TRIANGLE], [[]])).status == "unsat"


def test_many_vertices(solvers: Solvers) -> None:
    square = [point(i, 0) for i in range(100)] + [point(i, i) for i in range(100)]
    assert solvers.ask(escapes(coordinates(2), [square], [[at_most(0, 2, Fraction(99))]])).status == "unsat"


def test_weights_need_new_names() -> None:
    with pytest.raises(InputError, match="w_0: a weight needs a new name"):
        in_hull([variable("w_0")], [point(1)], "w")


@pytest.mark.parametrize("vertices", [[point(1)], [point(1, 2), point(1)], [point(1, 2, 3)]])
def test_dimensions_must_match(vertices: list[tuple[Fraction, ...]]) -> None:
    with pytest.raises(ValueError, match="zip"):
        in_hull(coordinates(2), vertices, "w")
