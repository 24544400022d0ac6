"""The ledger: nothing in it is better than what it rests on, and repairs are the weakest that are proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.reports.ledger import Answer, Claim, Ledger, Proof
from spi_verify.reports.ledger_reading import read_ledger
from spi_verify.reports.paper import ITEMS, item_of
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Verdict

PROVED, REFUTED, UNKNOWN, VACUOUS = Verdict.PROVED, Verdict.REFUTED, Verdict.UNKNOWN, Verdict.VACUOUS


@pytest.fixture(scope="module")
def evidence() -> Iterator[Evidence]:
    with Solvers() as solvers:
        yield Evidence(Theory(root()), solvers)


@pytest.fixture(scope="module")
def ledger(evidence: Evidence) -> Ledger:
    return read_ledger(evidence, ["prop-1.strictly", "prop-2", "ex-3", "lemma.common-point"])


def made(*answers: Answer) -> Ledger:
    """Return a ledger of one or more claims with these answers."""
    ids = dict.fromkeys(answer.claim for answer in answers)
    claims = tuple(Claim(id_, "thm-3", "", "", tuple(a for a in answers if a.claim == id_)) for id_ in ids)
    return Ledger("0", (), claims, (), ())


def answer(name: str, verdict: Verdict, *imports: str) -> Answer:
    question = Question.named(name)
    return Answer(question.claim, question.reading, question.players, verdict, "", imports=imports)


def test_every_answer_has_the_status_that_the_evidence_gives(ledger: Ledger, evidence: Evidence) -> None:
    for one in ledger.answers():
        status = evidence.status(Question.named(one.name))
        assert (one.verdict, one.reason) == (status.verdict, status.reason)
        assert (one.proof.sha256 if one.proof else None) == status.sha256


def test_every_refuted_answer_has_an_exhibit_in_which_a_conclusion_fails(ledger: Ledger) -> None:
    exhibits = {exhibit.file: exhibit for exhibit in ledger.exhibits}
    refuted = [one for one in ledger.answers() if one.verdict is REFUTED]
    assert refuted
    for one in refuted:
        assert one.exhibits
        for file in one.exhibits:
            assert one.name in exhibits[file].refutes
            found = [i for i in exhibits[file].instances if (i.claim, i.reading) == (one.claim, one.reading)]
            assert "refutes" in [i.verdict.value for i in found]


def test_a_proved_answer_names_its_certificate_its_witness_and_its_imports(ledger: Ledger) -> None:
    one = ledger.by_name["lemma.common-point/literal/any"]
    assert one.proof is not None
    assert (root() / one.proof.path).is_file()
    assert (root() / one.proof.witness).is_file()
    assert {"def-5", "def-6"} <= set(one.nodes)
    assert all(hypothesis.node and hypothesis.says for hypothesis in one.hypotheses)


def test_a_claim_that_only_scenarios_are_about_says_what_they_check(ledger: Ledger) -> None:
    assert ledger.claim("ex-3").says.startswith("against the narrow set")
    assert ledger.claim("ex-3").path == ""


def test_an_unknown_claim_is_refused(evidence: Evidence) -> None:
    with pytest.raises(InputError, match="unknown claim"):
        read_ledger(evidence, ["prop-9"])


def test_every_claim_and_every_file_of_the_encodings_has_a_place_in_the_paper(evidence: Evidence) -> None:
    known = [item.id for item in ITEMS]
    assert len(set(known)) == len(known)
    for id_ in evidence.claims():
        assert item_of(id_) in (*known, "lemmas")
    for source in evidence.theory.nodes():
        assert not source.node or source.node in known or item_of(source.node) in known


@pytest.mark.parametrize("worse", [UNKNOWN, REFUTED, VACUOUS, Verdict.HOLDS_IN_SCOPE])
def test_nothing_is_better_than_what_it_rests_on_however_far(worse: Verdict) -> None:
    chain = made(
        answer("a/literal/any", PROVED, "b/literal/any"),
        answer("b/literal/any", PROVED, "c/literal/any"),
        answer("c/literal/any", worse),
        answer("d/literal/any", PROVED),
    )
    found = [chain.standing(one) for one in chain.answers()]
    assert found == [UNKNOWN, UNKNOWN, worse, PROVED]


def test_what_is_refuted_stays_refuted_whatever_it_would_rest_on() -> None:
    found = made(answer("a/literal/2", REFUTED, "b/literal/2"), answer("b/literal/2", PROVED))
    assert found.standing(found.by_name["a/literal/2"]) is REFUTED


@pytest.mark.parametrize("imports", [["a/literal/any"], ["b/literal/any"], ["nowhere/literal/2"]])
def test_a_circle_or_something_missing_proves_nothing(imports: list[str]) -> None:
    found = made(answer("a/literal/any", PROVED, *imports), answer("b/literal/any", PROVED, "a/literal/any"))
    assert found.standing(found.by_name["a/literal/any"]) is UNKNOWN


def test_repairs_add_the_fewest_variants_and_prefer_any_number_of_players() -> None:
    found = made(
        answer("a/published/2", PROVED),
        answer("a/published/3", REFUTED),
        answer("a/published/any", REFUTED),
        answer("a/published+x/3", PROVED),
        answer("a/published+x/any", PROVED),
        answer("a/published+y/3", PROVED),
        answer("a/published+w/2", PROVED),
        answer("a/published+x+z/any", PROVED),
        answer("a/blog+x/any", PROVED),
    )
    errata = {e.answer.players: e.repairs for e in found.errata()}
    assert {n: [r.answer.name for r in repairs] for n, repairs in errata.items()} == {
        "3": ["a/published+x/any", "a/published+y/3", "a/published/2"],
        "any": ["a/published+x/any", "a/published/2"],
    }
    assert [r.fewer_players for r in errata["any"]] == [False, True]


def test_a_repair_whose_lemma_is_not_proved_is_none() -> None:
    found = made(
        answer("a/literal/any", REFUTED),
        answer("a/literal+x/any", PROVED, "b/literal/any"),
        answer("b/literal/any", UNKNOWN),
    )
    assert [e.repairs for e in found.errata()] == [()]


def test_what_is_unknown_but_repaired_is_unsettled_and_no_erratum() -> None:
    found = made(answer("a/literal/any", UNKNOWN), answer("a/literal+x/any", PROVED))
    assert not found.errata()
    assert [r.added for e in found.unsettled() for r in e.repairs] == [("x",)]


def test_known_by_follows_from_the_verdict() -> None:
    proof = Proof("p", "0")
    proved = replace(answer("a/literal/2", PROVED), proof=proof)
    assert proved.known_by == "certificate"
    assert replace(proved, verdict=UNKNOWN).known_by == ""
