"""Proofs without a hypothesis out of stored ones: what is referred to, restated or exchanged, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

from spi_verify.ablating import ablate
from spi_verify.dropping import save
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from tests.ablation_examples import needs, theory
from tests.theory_examples import FILES, GOALS, PROVED, write_certificate

DOUBLED = "(assert (! (forall ((i Player)) (<= (* 2 (u i)) (* 2 (best i)))) :named doubled))\n"
SAYING = {
    "encodings/literal/paid.smt2": FILES["encodings/literal/paid.smt2"] + DOUBLED,
    "proofs/below/claim.smt2": """; claim: below
; says: nobody gets more than its best
; readings: literal
; requires: {base}/paid.smt2
(define-fun conclusion () Bool (forall ((i Player)) (<= (u i) (best i))))
""",
}
"""``below`` says what ``bounded`` assumes, and follows from another assertion."""
BELOW = Question("below", "literal", "2")
ABOVE = Question("above", "literal", "2")
SAYING_TWICE = {
    **SAYING,
    "proofs/above/claim.smt2": SAYING["proofs/below/claim.smt2"].replace("claim: below", "claim: above"),
}
"""``above`` says what ``below`` says."""
BY_DOUBLED = {
    "goal": "conclusion",
    "uses": ["doubled"],
    "witnesses": [["i", "conclusion"]],
    "instances": [["doubled", ["i"]]],
    "atoms": ["(<= (* 2 (u i)) (* 2 (best i)))", "(<= (u i) (best i))"],
    "lemmas": [[[-1, 2], [[1, [0]], [2, [1]]]]],
    "cases": None,
}


def test_what_a_proved_claim_says_need_not_be_assumed(tmp_path: Path, solvers: Solvers) -> None:
    theory(tmp_path, SAYING)
    write_certificate(tmp_path)
    evidence = Evidence(Theory(tmp_path), solvers)
    assert ablate(evidence, PROVED, Budget(seconds=0)).entries["bounded"]["need"] == "unknown"
    write_certificate(tmp_path, BELOW, goals=[BY_DOUBLED])
    evidence = Evidence(Theory(tmp_path), solvers)
    assert evidence.certificates.replay(BELOW.name).accepted
    found = ablate(evidence, PROVED, Budget(seconds=0))
    assert found.improved
    assert found.certificate["imports"] == [["below", "literal", "2"]]
    save(evidence, found)
    assert needs(tmp_path)["bounded"] == ("not needed", "the certificate does not use it")


def test_a_proof_of_another_reading_is_referred_to(tmp_path: Path, solvers: Solvers) -> None:
    """2026-11-27: a proof was taken over only where its steps can be stated, so unextended seemed to be needed."""
    extra = FILES["encodings/variants/extra.smt2"] + "(assert (! (reaches 3) :named given))\n"
    own = {"proofs/reach/literal+extra/steps.smt2": "; conclusion using: given\n"}
    theory(tmp_path, {"encodings/variants/extra.smt2": extra, **own})
    write_certificate(tmp_path)
    more = Question("reach", "literal+extra", "2")
    same = {**GOALS[1], "uses": ["given"], "instances": []}
    write_certificate(tmp_path, more, goals=[same])
    found = ablate(Evidence(Theory(tmp_path), solvers), more, Budget(seconds=0))
    assert found.entries["given"]["need"] == "not needed"
    assert found.without["given"]["imports"] == [["reach", "literal", "2"]]


def test_what_another_proof_assumes_may_be_concluded_by_a_third(tmp_path: Path, solvers: Solvers) -> None:
    """``reach/literal`` rests on ``bounded``; here that is dropped, and ``below`` concludes it."""
    theory(tmp_path, SAYING)
    write_certificate(tmp_path)
    write_certificate(tmp_path, BELOW, goals=[BY_DOUBLED])
    more = Question("reach", "literal+extra", "2")
    same = {
        **GOALS[1],
        "uses": ["bounded", "paid"],
        "instances": [["bounded", ["one"]], ["(reaches 3)", ["one"]]],
    }
    same |= {"atoms": [*GOALS[0]["atoms"][:2], "(<= 3 (best one))"], "lemmas": GOALS[0]["lemmas"]}
    write_certificate(tmp_path, more, goals=[same])
    found = ablate(Evidence(Theory(tmp_path), solvers), more, Budget(seconds=0))
    assert found.improved
    assert found.entries["bounded"]["need"] == "not needed"
    assert found.certificate["imports"] == [["below", "literal", "2"], ["reach", "literal", "2"]]


def test_an_import_that_assumes_less_stands_for_one_that_says_the_same(
    tmp_path: Path, solvers: Solvers
) -> None:
    """``above`` says what ``below`` says, and rests on what is dropped."""
    theory(tmp_path, SAYING_TWICE)
    assumed = {**BY_DOUBLED, "uses": ["bounded"], "instances": [["bounded", ["i"]]], "lemmas": []}
    write_certificate(tmp_path, ABOVE, goals=[{**assumed, "atoms": ["(<= (u i) (best i))"]}])
    goals = json.loads(json.dumps(GOALS).replace('"bounded"', '"above/literal/2"'))
    write_certificate(tmp_path, goals=goals, imports=[["above", "literal", "2"]])
    assert needs(tmp_path)["bounded"][0] == "unknown"
    write_certificate(tmp_path, BELOW, goals=[BY_DOUBLED])
    evidence = Evidence(Theory(tmp_path), solvers)
    found = ablate(evidence, PROVED, Budget(seconds=0))
    assert found.certificate["imports"] == [["below", "literal", "2"]]
    save(evidence, found)
    assert needs(tmp_path)["bounded"][0] == "not needed"


def test_a_proof_that_uses_something_else_does_not_replace_one_that_is_imported(
    tmp_path: Path, solvers: Solvers
) -> None:
    """2026-11-27: a question that imported the claim did not assert all that the new proof used."""
    theory(tmp_path, SAYING_TWICE)
    write_certificate(tmp_path)
    write_certificate(tmp_path, BELOW, goals=[BY_DOUBLED])
    importing = {**BY_DOUBLED, "uses": ["doubled", PROVED.name]}
    write_certificate(tmp_path, ABOVE, goals=[importing], imports=[PROVED.name.split("/")])
    evidence = Evidence(Theory(tmp_path), solvers)
    assert evidence.certificates.leads_to(ABOVE.name, PROVED.name)
    found = ablate(evidence, PROVED, Budget(seconds=0))
    assert not found.improved
    assert found.entries["bounded"]["certificate"].endswith("/without-bounded.json")


def test_a_claim_that_rests_on_the_question_is_not_put_into_it(tmp_path: Path, solvers: Solvers) -> None:
    theory(tmp_path, SAYING)
    write_certificate(tmp_path)
    unused = {**BY_DOUBLED, "uses": ["doubled", PROVED.name]}
    write_certificate(tmp_path, BELOW, goals=[unused], imports=[PROVED.name.split("/")])
    evidence = Evidence(Theory(tmp_path), solvers)
    assert evidence.certificates.leads_to(BELOW.name, PROVED.name)
    assert not evidence.certificates.leads_to(PROVED.name, BELOW.name)
    assert ablate(evidence, PROVED, Budget(seconds=0)).entries["bounded"]["need"] == "unknown"
