"""Whole texts in a race: right answers, the first decisive one, honest unknowns, no processes left behind."""

from __future__ import annotations

import os
import sys

import pytest

from spi_verify.solving import portfolio
from spi_verify.solving.instances import pieces, reported
from spi_verify.solving.portfolio import WAYS, Budget, Question, Way, decide, first
from spi_verify.solving.processes import Job, Reply, SolverProcess, race
from tests.effort import ENOUGH
from tests.processes import LISTED, children

TRANSITIVE = """
(declare-sort S 0)
(declare-fun below (S S) Bool)
(assert (! (forall ((x S) (y S) (z S)) (! (=> (below x y) (below y z) (below x z)) :qid chain)) :named transitive))
(declare-const a S) (declare-const b S) (declare-const c S)
(assert (! (below a b) :named one))
(assert (! (below b c) :named two))
"""
UNSAT = TRANSITIVE + "(assert (! (not (below a c)) :named goal)) (check-sat)"
SAT = TRANSITIVE + "(assert (! (not (below c a)) :named goal)) (check-sat)"

STUBBORN = """
import json, sys, time
print(json.dumps({"version": "stub"}), flush=True)
question = json.loads(sys.stdin.readline())
status = sys.argv[1]
if status:
    print(json.dumps({"id": question["id"], "status": status}), flush=True)
while True:
    time.sleep(60)
"""


def stub(name: str, status: str) -> SolverProcess:
    """A solver that answers at once; never if there is no status."""
    return SolverProcess(name, [sys.executable, "-c", STUBBORN, status])


def decisive(reply: Reply) -> bool:
    return reply.status != "unknown"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.label)
def test_no_way_contradicts_the_truth(way: Way) -> None:
    assert decide(UNSAT, Budget(seconds=ENOUGH), [way]).status in ("unsat", "unknown")
    assert decide(SAT, Budget(seconds=ENOUGH), [way]).status in ("sat", "unknown")


def test_the_portfolio_decides() -> None:
    found = decide(UNSAT)
    assert found.status == "unsat"
    assert found.by in {way.label for way in WAYS}
    assert found.solvers[found.by.split()[0]]
    assert found.budget == Budget()
    assert decide(SAT).status == "sat"


@pytest.mark.parametrize("way", [Way("z3"), Way("cvc5")], ids=lambda way: way.label)
def test_instances_are_reported_by_name(way: Way) -> None:
    found = decide(UNSAT, Budget(seconds=ENOUGH), [way], "instances")
    assert list(reported(found.values["instances"])) == [("chain", ["a", "b", "c"])]


@pytest.mark.parametrize(
    "way", [Way("z3"), Way("cvc5", {"finite-model-find": "true"})], ids=lambda w: w.label
)
def test_models_are_text(way: Way) -> None:
    found = decide(SAT, Budget(seconds=ENOUGH), [way], "model")
    assert found.status == "sat"
    assert "below" in found.values["model"]


def test_unreadable_text_is_unknown() -> None:
    found = decide("(assert (= 1", Budget(seconds=ENOUGH), [Way("z3"), Way("cvc5")])
    assert found.status == "unknown"
    assert set(found.reasons) == {"z3", "cvc5"}


def test_a_check_in_the_text_is_asked_once() -> None:
    assert decide("(declare-const x Real)(assert (< x x))(check-sat)(check-sat)").status == "unsat"


@pytest.mark.parametrize("way", [Way("z3"), Way("cvc5", {"enum-inst": "true"})], ids=lambda way: way.label)
def test_steps_are_limited(way: Way) -> None:
    hard = "(declare-fun f (Real) Real) (assert (forall ((x Real)) (> (f (+ x (f x))) (f x)))) (check-sat)"
    found = decide(hard, Budget(seconds=ENOUGH, z3_steps=1000, cvc5_steps=100), [way])
    assert found.status == "unknown"
    assert "limit" in found.reasons[way.label]


def test_time_is_limited() -> None:
    [late] = race([Job(stub("slow", ""), {}, 1, 0.1)], 1, decisive).values()
    assert late == Reply("unknown", reason="no answer within 0.1 s")


def test_the_first_decisive_answer_stops_the_others() -> None:
    slow, quick, never = stub("slow", ""), stub("quick", "unsat"), stub("never", "unsat")
    replies = race([Job(process, {}, 1, ENOUGH) for process in (slow, quick, never)], 2, decisive)
    assert list(replies) == ["quick"]
    assert slow.pid is None
    assert never.version is None
    assert quick.stop().startswith("its process")


def test_those_who_give_up_make_room() -> None:
    processes = [stub(str(k), status) for k, status in enumerate(("unknown", "unknown", "unsat"))]
    replies = race([Job(process, {}, 1, ENOUGH) for process in processes], 1, decisive)
    assert [reply.status for reply in replies.values()] == ["unknown", "unknown", "unsat"]
    for process in processes:
        process.stop()


def test_patience_ends() -> None:
    slow, quick = stub("slow", ""), stub("quick", "unsat")
    replies = race([Job(slow, {}, 1, ENOUGH), Job(quick, {}, 1, ENOUGH)], 1, decisive, patience=0.1)
    assert list(replies) == ["quick"]
    quick.stop()


def test_contradicting_answers_are_unknown() -> None:
    assert portfolio._verdict({"one": Reply("sat"), "two": Reply("unsat")}) == ("unknown", "")


@pytest.mark.skipif(not LISTED, reason="reads /proc")
def test_no_process_is_left() -> None:
    before = children(os.getpid())
    first([Question(way.label, UNSAT, way) for way in WAYS], Budget(), "status")
    assert children(os.getpid()) <= before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("a", ["a"]),
        ("(a (b c)) d", ["(a (b c))", "d"]),
        ("a(b)c", ["a", "(b)", "c"]),
        (" ( a\n) ", ["( a\n)"]),
    ],
)
def test_text_splits_into_expressions(text: str, found: list[str]) -> None:
    assert pieces(text) == found


def test_reports_without_names_are_left_out() -> None:
    text = "(instantiations (forall ((x S)) (p x))\n ( a )\n)\n(instantiations chain\n ( a b (f c) )\n)"
    assert list(reported(text)) == [("chain", ["a", "b", "(f c)"])]
