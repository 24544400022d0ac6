"""z3's own program, asked in SMT-LIB text, answers as its Python module does in a worker."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from fractions import Fraction

import pytest

from spi_verify.search import session as session_module
from spi_verify.search.session import Limits, Session
from spi_verify.solving.processes import SolverProcess
from spi_verify.solving.shell import Z3Shell, program
from tests.effort import ENOUGH
from tests.processes import LISTED, Process, until_ended

WITHOUT_CVC5 = 1
"""So few steps for cvc5 that it decides nothing."""


def pigeons(count: int) -> str:
    """Return that so many pigeons have a hole each, of which there is one too few."""
    holes = range(count - 1)
    text = "".join(f"(declare-const p{i}.{j} Bool)" for i in range(count) for j in holes)
    text += "".join(f"(assert (or {' '.join(f'p{i}.{j}' for j in holes)}))" for i in range(count))
    pairs = itertools.combinations(range(count), 2)
    return text + "".join(f"(assert (not (and p{i}.{j} p{k}.{j})))" for (i, k) in pairs for j in holes)


@pytest.fixture(params=["program", "module"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """z3's program, or the worker that is used where there is none."""
    if request.param == "module":
        monkeypatch.setattr(session_module, "program", lambda: None)
    elif program() is None:
        pytest.skip("this installation of z3 has no program")
    return str(request.param)


def test_both_kinds_answer_alike(kind: str) -> None:
    with Session(Limits(seconds=ENOUGH, cvc5_steps=WITHOUT_CVC5)) as session:
        assert isinstance(session.processes[0], Z3Shell) == (kind == "program")
        session.add(
            "(declare-const x Real)(declare-const y Real)(declare-const b Bool)(declare-const c Bool)"
        )
        session.add("(define-fun n1 () Bool (and b (not c)))(assert (= (* 3 x) (- 1)))(assert n1)")
        session.add("(assert (= (+ x y) 7))")
        found = session.ask()
        assert found.status == "sat"
        expected = {"x": Fraction(-1, 3), "y": Fraction(22, 3), "b": True, "c": False}
        assert {name: found.values[name] for name in expected} == expected
        assert "n1" not in found.values
        assert session.ask(["c"]).status == "unsat"
        session.add("(declare-const late Real)(assert (< late x))")
        assert session.ask().values["late"] < Fraction(-1, 3)
        assert session.solvers["z3"].count(".") == 2
        session.forget()
        session.add("(declare-const x Real)(assert (= x 5))")
        assert session.ask().values == {"x": 5}


def test_both_kinds_say_why_they_do_not_know(kind: str) -> None:
    with Session(Limits(seconds=ENOUGH, z3_steps=20_000, cvc5_steps=WITHOUT_CVC5)) as session:
        session.add(pigeons(9))
        assert "z3: step limit reached" in session.ask().reason
    with Session(Limits(seconds=0.1, z3_steps=0, cvc5_steps=WITHOUT_CVC5)) as session:
        session.add(pigeons(30))
        assert "z3: no answer within 0.1 s" in session.ask().reason
    with Session(Limits(seconds=ENOUGH, cvc5_steps=WITHOUT_CVC5)) as session:
        session.add("(declare-const x Real)(assert (what x))")
        assert "what" in session.ask().reason
        session.forget()
        session.add("(declare-const x Real)(assert (= x 5))")
        assert session.ask().values == {"x": 5}


def test_a_program_that_was_killed_is_started_anew(kind: str) -> None:
    with Session(Limits(seconds=ENOUGH, cvc5_steps=WITHOUT_CVC5)) as session:
        session.add("(declare-const x Real)(declare-const b Bool)(assert (> x 2))")
        assert session.ask().status == "sat"
        pid = session.processes[0].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        session.add("(assert (=> b (< x 2)))")
        assert session.ask(["b"]).status == "unsat"


def test_2026_11_27_a_program_that_dies_just_before_it_is_asked_is_told_all_again(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it was to be told was settled earlier: the new one knew only what was added last."""
    with Session(Limits(seconds=ENOUGH, cvc5_steps=WITHOUT_CVC5)) as session:
        session.add("(declare-const x Real)(assert (> x 2))")
        assert session.ask().status == "sat"
        process = session.processes[0]
        start = process.start

        def dying() -> None:
            assert process.pid is not None
            pid = process.pid
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
            start()

        session.add("(declare-const y Real)(assert (< y 0))")
        with monkeypatch.context() as patched:
            patched.setattr(process, "start", dying)
            found = session.ask()
        assert found.values["x"] > 2
        assert found.values["y"] < 0
        session.add("(assert (< x y))")
        assert session.ask().status == "unsat"


@pytest.mark.parametrize("said", ["nonsense", '(error "line 1")', "sat\n", "((x 1.0)"])
def test_a_program_that_says_something_else_is_not_believed(said: str) -> None:
    process = Z3Shell("z3-session", ["z3"])
    question = {"fresh": True, "text": "", "assume": [], "z3_steps": 0, "seed": 0}
    assert b'(echo "answered 7")' in process.message(question, 7, 1)
    replies = [process.understand(line.encode(), 7) for line in (*said.split("\n"), "answered 7")]
    reply = replies[-1]
    assert reply is not None
    assert reply.values == {}
    assert reply.status == ("sat" if said == "sat\n" else "unknown")


ALONE = """
import sys
from spi_verify.search.session import Limits, Session
with Session(Limits()) as session:
    session.add("(declare-const x Real)")
    session.ask()
    print(session.processes[0].pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not LISTED, reason="reads /proc")
def test_the_program_ends_with_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        solver = Process.seen(int(parent.stdout.readline()))
        assert solver.alive
        parent.kill()
        parent.wait()
    until_ended([solver])


def test_a_question_of_the_worker_is_one_line_of_json() -> None:
    assert SolverProcess("z3", ["z3"]).message({"a": 1}, 2, 3.0) == b'{"a": 1, "id": 2, "seconds": 3.0}\n'
