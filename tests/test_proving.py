"""Finding, storing and renewing proofs on the small theory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from spi_verify.proving import certificate_text, minimised, prove, save, save_witness
from spi_verify.renewing import Renewal
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.questions import Solvers
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from tests.effort import ENOUGH
from tests.test_theory_evidence import scenario
from tests.theory_examples import FILES, PROVED, referring, write_certificate, write_theory

ANY = Question("reach", "literal", "any")
LONG = Budget(seconds=ENOUGH)


@pytest.fixture(scope="module")
def session() -> Iterator[Solvers]:
    with Solvers() as solvers:
        yield solvers


def test_what_is_found_is_stored_and_replays(tmp_path: Path) -> None:
    write_theory(tmp_path)
    certificates = Certificates(Theory(tmp_path))
    found = minimised(certificates, prove(certificates, PROVED, LONG))
    assert found.replayed.accepted
    assert set(found.hypotheses) == {"bounded", "paid"}
    names = {path.name for path in save(certificates, found)}
    assert names == {"files", "certificate.json", "hypotheses.json", "search.json"}
    replayed = Certificates(Theory(tmp_path)).replay(PROVED.name)
    assert replayed.accepted
    assert replayed.sha256 == found.replayed.sha256


def test_the_general_case_is_referred_to(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path, ANY)
    certificates = Certificates(Theory(tmp_path))
    for question in (PROVED, Question("reach", "literal+extra", "3")):
        found = prove(certificates, question, LONG)
        assert found.certificate is not None
        assert found.certificate["imports"] == [["reach", "literal", "any"]]
        assert found.checked is not None
        assert set(found.checked.rests_on) == {"bounded", "paid"}


def test_a_general_case_that_assumes_more_is_not_referred_to(tmp_path: Path) -> None:
    """Without the bound the claim does not follow, and the general proof uses the bound."""
    write_theory(tmp_path)
    write_certificate(tmp_path, ANY)
    found = prove(
        Certificates(Theory(tmp_path)), Question("reach", "literal+loose", "any"), Budget(seconds=2.0)
    )
    assert found.certificate is None
    assert found.missing
    assert minimised(Certificates(Theory(tmp_path)), found) is found


def test_no_two_questions_refer_to_each_other(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path, ANY)
    write_certificate(tmp_path, **referring(ANY))
    found = prove(Certificates(Theory(tmp_path)), ANY, LONG)
    assert found.certificate is not None
    assert found.certificate["imports"] == []


def test_what_was_not_found_does_not_replace_what_is_stored(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    certificates = Certificates(Theory(tmp_path))
    before = (tmp_path / PROVED.folder / "certificate.json").read_text()
    missing = prove(certificates, Question("reach", "literal+loose", "2"), Budget(seconds=2.0))
    save(certificates, missing)
    assert (tmp_path / "proofs/reach/literal+loose/2/search.json").is_file()
    assert not (tmp_path / "proofs/reach/literal+loose/2/certificate.json").exists()
    assert (tmp_path / PROVED.folder / "certificate.json").read_text() == before


def test_comments_can_be_edited_without_a_search(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path, ANY)
    write_certificate(tmp_path, **referring(ANY))
    needs = {"problem": "old", "hypotheses": {"bounded": "needed", "idle": "not needed", "gone": "needed"}}
    (tmp_path / ANY.folder / "hypotheses.json").write_text(json.dumps(needs))
    write_theory(tmp_path, {"encodings/bound.smt2": FILES["encodings/bound.smt2"] + "; indeed\n"})
    assert Certificates(Theory(tmp_path)).replay(ANY.name).code == "wrong-problem"
    renewal = Renewal(Theory(tmp_path)).run()
    assert (renewal.renewed, renewal.failed) == ([ANY.name, PROVED.name], {})
    certificates = Certificates(Theory(tmp_path))
    replayed = certificates.replay(PROVED.name)
    assert replayed.accepted
    general = certificates.replay(ANY.name).checked
    assert general is not None
    # nobody knows what the new text needs; what the proof does not use it does without
    assert certificates.hypotheses(ANY, general) == {
        "bounded": "unknown",
        "idle": "not needed",
        "paid": "used",
    }
    assert Renewal(Theory(tmp_path)).run().renewed == []


def test_a_changed_meaning_needs_a_search(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    paid = FILES["encodings/literal/paid.smt2"].replace("(u one) 3)", "(u one) 2)")
    write_theory(tmp_path, {"encodings/literal/paid.smt2": paid})
    before = (tmp_path / PROVED.folder / "certificate.json").read_text()
    renewal = Renewal(Theory(tmp_path)).run()
    assert renewal.renewed == []
    assert set(renewal.failed) == {PROVED.name}
    assert (tmp_path / PROVED.folder / "certificate.json").read_text() == before


def test_a_witness_is_found_among_the_scenarios(tmp_path: Path, session: Solvers) -> None:
    names = {name.replace("reach", "def-6.exists"): text for name, text in FILES.items() if "proofs" in name}
    write_theory(
        tmp_path, {name: text.replace("claim: reach", "claim: def-6.exists") for name, text in names.items()}
    )
    evidence = Evidence(Theory(tmp_path), session)
    question = Question("def-6.exists", "literal", "2")
    assert save_witness(evidence, question) is None
    scenario(tmp_path, "scenarios/some.toml", "def-6.exists literal")
    evidence = Evidence(Theory(tmp_path), session)
    assert save_witness(evidence, question) == "scenarios/some.toml"
    assert (tmp_path / question.folder / "witness").read_text() == "scenarios/some.toml\n"
    assert save_witness(evidence, question) == "scenarios/some.toml"
    assert save_witness(evidence, Question("def-6.exists", "literal", "3")) is None


def test_certificates_have_a_line_per_rule() -> None:
    text = certificate_text(
        {"format": 1, "goals": [{"goal": "g", "uses": [], "lemmas": [[[1], None], [[2], None]]}]}
    )
    assert json.loads(text)["goals"][0]["lemmas"] == [[[1], None], [[2], None]]
    assert len(text.splitlines()) == 7
