"""One rule at a time: whether the kernel accepts a small proof, or the code with which it refuses."""

from __future__ import annotations

from collections.abc import Callable

from spi_verify.kernel.checker import check
from spi_verify.kernel.terms import Refused, read
from tests.kernel_examples import (
    Json,
    certificate,
)

HEAD = """
(declare-sort S 0)
(declare-const a S) (declare-const b S) (declare-const c S)
(declare-const x Real) (declare-const y Real) (declare-const z Real)
(declare-const p Bool) (declare-const q Bool)
(declare-fun r (S S) Bool)
(declare-fun f (S) Real)
(declare-fun h (Real) Real)
"""
EMPTY: Json = {"uses": [], "witnesses": [], "instances": [], "atoms": [], "lemmas": [], "cases": None}
SQUARE = ("(or p q)", "(or p (not q))", "(or (not p) q)", "(or (not p) (not q))")
"""p and q are neither true nor false."""


def outcome(claim: Callable[[], object]) -> str:
    """Return "accepted", or the code of the refusal."""
    try:
        claim()
    except Refused as refusal:
        return refusal.code
    return "accepted"


def attempt(conclusion: str, *asserted: str, text: str = "", **body: object) -> str:
    """Try to prove ``conclusion`` from the assertions h0, h1, ... (all used unless said) with the body's fields."""
    named = "".join(f"(assert (! {formula} :named h{k}))" for k, formula in enumerate(asserted))
    problem = read(f"{HEAD}{text}{named}(define-fun conclusion () Bool {conclusion})")
    uses = [f"h{k}" for k in range(len(asserted))]
    goal = {"goal": "conclusion", **EMPTY, "uses": uses, **body}
    return outcome(lambda: check(problem, certificate(problem, [goal])))


def lemma(literals: list[str], total: object = None) -> str:
    """Try to prove, as one lemma, that one of ``literals`` holds."""
    clause = f"(or false {' '.join(literals)} false)"
    numbers = list(range(1, len(literals) + 1))
    return attempt(clause, atoms=literals, lemmas=[[numbers, total]])
