"""The formulas of the search: simplified and printed, they stay what they were."""

from __future__ import annotations

import itertools
import re
import sys
from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from spi_verify import clocks
from spi_verify.search.logic import Choice, Node, Pool, Script, Sum, cases_of
from spi_verify.search.reading import Reading
from spi_verify.search.session import Session
from spi_verify.solving import processes
from spi_verify.solving.processes import Job, SolverProcess, race
from tests.effort import ENOUGH, Later
from tests.search_examples import PATIENT

FORMULAS = st.recursive(
    st.one_of(st.sampled_from(["p", "q", "r"]), st.tuples(st.sampled_from(["<=", "="]), st.integers(-2, 2))),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, max_size=3)),
        st.tuples(st.just("iff"), inner, inner),
    ),
    max_leaves=8,
)
WORLDS = [
    {"p": p, "q": q, "r": r, "x": Fraction(x)}
    for p, q, r in itertools.product((False, True), repeat=3)
    for x in (-1, 0, 2)
]


def build(pool: Pool, formula: object) -> Node:
    match formula:
        case str(name):
            return pool.variable(name)
        case ("<=", int(c)):
            return pool.at_most(Sum.variable("x"), Sum((), c))
        case ("=", int(c)):
            return pool.equal(Sum((), c), Sum.variable("x"))
        case ("not", inner):
            return pool.negation(build(pool, inner))
        case ("and", list(parts)):
            return pool.all_of([build(pool, part) for part in parts])
        case ("or", list(parts)):
            return pool.any_of([build(pool, part) for part in parts])
        case ("iff", a, b):
            return pool.same(build(pool, a), build(pool, b))
    raise AssertionError(formula)


def meant(formula: object, world: dict[str, object]) -> bool:
    match formula:
        case str(name):
            return bool(world[name])
        case ("<=", int(c)):
            return world["x"] <= c  # type: ignore[operator]
        case ("=", int(c)):
            return world["x"] == c
        case ("not", inner):
            return not meant(inner, world)
        case ("and", list(parts)):
            return all(meant(part, world) for part in parts)
        case ("or", list(parts)):
            return any(meant(part, world) for part in parts)
        case ("iff", a, b):
            return meant(a, world) == meant(b, world)
    raise AssertionError(formula)


@given(FORMULAS)
def test_simplified_formulas_mean_the_same(formula: object) -> None:
    node = build(Pool(), formula)
    for world in WORLDS:
        assert Reading(world).truth(node) == meant(formula, world)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(FORMULAS)
def test_printed_formulas_mean_the_same(formula: object) -> None:
    z3 = pytest.importorskip("z3")
    text = Script().assertions([build(Pool(), formula)])
    for world in WORLDS[::5]:
        solver = z3.Solver()
        declared = set(re.findall(r"declare-const (\S+)", text))
        solver.from_string(text)
        for name, value in world.items():
            if name in declared:
                solver.add(z3.Real(name) == z3.RealVal(str(value)) if name == "x" else z3.Bool(name) == value)
        assert (solver.check() == z3.sat) == meant(formula, world)


def test_a_piece_is_printed_once() -> None:
    pool, script = Pool(), Script()
    p, q = pool.variable("p"), pool.variable("q")
    both = pool.all_of([p, q])
    first = script.assertions([pool.same(both, pool.variable("r"))])
    second = script.assertions([pool.negation(both)])
    assert first.count("declare-const") == 3
    assert "declare-const" not in second
    assert "define-fun" not in second


def test_a_choice_merges_equal_elements() -> None:
    pool = Pool()
    p = pool.variable("p")
    assert pool.choice([(7, p), (7, pool.negation(p))]) == 7
    chosen = pool.choice([(1, p), (2, pool.negation(p))])
    assert isinstance(chosen, Choice)
    assert dict(cases_of(pool, chosen)) == {1: p, 2: pool.negation(p)}


def test_a_session_keeps_what_was_added_when_a_solver_was_stopped() -> None:
    with Session(PATIENT) as session:
        session.add("(declare-const x Real)(declare-const b Bool)(assert (> x 2))")
        assert session.ask().status == "sat"
        for process in session.processes:
            process.stop()
        session.add("(assert (=> b (< x 2)))")
        assert session.ask(["b"]).status == "unsat"
        found = session.ask()
        assert found.status == "sat"
        assert found.values["b"] is False
        session.forget()
        session.add("(declare-const x Real)(assert (< x 0))")
        assert session.ask().values["x"] < 0


def test_a_session_says_why_it_does_not_know() -> None:
    with Session(PATIENT) as session:
        session.add("(declare-const x Real)(assert (what x))")
        answer = session.ask()
    assert answer.status == "unknown"
    assert "z3" in answer.reason


ANSWERING = """
import json, sys
print(json.dumps({"version": "0"}), flush=True)
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "status": "unsat"}), flush=True)
"""


class SlowToLoad(SolverProcess):
    """Notes whether it was started, which seems to take as long as ``ENOUGH`` and a little more."""

    started = False

    def __init__(self, name: str, clock: Later) -> None:
        super().__init__(name, [sys.executable, "-c", ANSWERING])
        self.forwards = clock

    def start(self) -> None:
        self.started = True
        super().start()
        self.forwards.ahead += ENOUGH + 1


@pytest.mark.parametrize(("loading", "started"), [(2 * ENOUGH, [True, False]), (0.0, [True, True])])
def test_a_second_solver_waits_until_the_first_is_loaded(
    monkeypatch: pytest.MonkeyPatch, loading: float, started: list[bool]
) -> None:
    later = Later()
    monkeypatch.setattr(processes, "time", later)
    monkeypatch.setattr(clocks, "time", later)
    monkeypatch.setattr(processes, "START_SECONDS", 10 * ENOUGH)
    monkeypatch.setattr(processes, "PATIENCE_WITH_LOADING", loading)
    own = [SlowToLoad(name, later) for name in ("first", "second")]
    jobs = [Job(p, {}, 1, 10 * ENOUGH) for p in own]
    try:
        race(jobs, 1, lambda reply: reply.status == "unsat", patience=ENOUGH)
        assert [p.started for p in own] == started
    finally:
        for process in own:
            process.stop()
