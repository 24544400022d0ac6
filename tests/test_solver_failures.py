"""Solvers that fail, lie, stop or are killed: nothing better than "unknown", and no process is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from spi_verify.clocks import ProcessClock
from spi_verify.solving.formulas import TRUE, Formula, all_of, variable
from spi_verify.solving.processes import Reply
from spi_verify.solving.questions import Budget, Solvers, agreement
from spi_verify.solving.smtlib import script
from tests.effort import ENOUGH
from tests.processes import LISTED, Process, until_ended

X, Y = variable("x"), variable("y")

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
from tests.test_solver_failures import HARD, TRUE, Budget, Solvers
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
