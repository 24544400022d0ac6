"""Statuses from stored evidence: what proves, what does not, and every way in which evidence can be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from spi_verify.kernel.terms import read
from spi_verify.paths import root
from spi_verify.solving.questions import Solvers
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.compose import compose, write_files
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Status
from spi_verify.theory.witness import flaw
from tests.scenario_text import belief, claim, program
from tests.test_load import GOOD
from tests.theory_examples import FILES, GOALS, PROVED, referring, write_certificate, write_theory

ADDED = program("defect", 1, play="D") + belief(2, "a")


@pytest.fixture(scope="module")
def session() -> Iterator[Solvers]:
    with Solvers() as solvers:
        yield solvers


def status(root: Path, question: Question, session: Solvers) -> Status:
    return Evidence(Theory(root), session).status(question)


def scenario(root: Path, name: str, *claims: str, text: str = GOOD + ADDED) -> None:
    """Write a scenario that names claims as "id reading"."""
    named = "".join(claim(*named.split()) for named in claims)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(claim("def-1"), "") + named, encoding="utf-8")


def stored(root: Path, session: Solvers) -> str:
    """Return the reason why the stored certificate proves nothing, and check that it does not."""
    found = status(root, PROVED, session)
    assert found.verdict.value == "unknown"
    return found.reason


def test_no_certificate_is_unknown_and_says_what_is_missing(tmp_path: Path, session: Solvers) -> None:
    theory = write_theory(tmp_path)
    assert stored(tmp_path, session) == "no certificate"
    write_files(theory)
    digest = read(compose(theory, PROVED).text).digest
    record = tmp_path / PROVED.folder / "search.json"
    record.write_text(json.dumps({"problem": digest, "missing": "step-one: no answer within 20 s"}))
    assert stored(tmp_path, session) == "no certificate; step-one: no answer within 20 s"
    record.write_text(json.dumps({"problem": "of another text", "missing": "nothing at all"}))
    assert stored(tmp_path, session) == "no certificate"
    record.write_text("{")
    assert stored(tmp_path, session) == "no certificate"


def test_a_certificate_without_a_witness_proves_nothing(tmp_path: Path, session: Solvers) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    assert "no witness" in stored(tmp_path, session)
    found = status(tmp_path, PROVED, session)
    assert found.hypotheses == {"bounded": "used", "paid": "used"}
    assert found.sha256 is not None
    assert found.evidence == ("proofs/reach/literal/2/certificate.json",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../etc/passwd.toml", "not the path of a scenario"),
        ("/etc/passwd.toml", "not the path of a scenario"),
        ("encodings/game.smt2", "not the path of a scenario"),
        ("scenarios/none.toml", "no such file"),
        ("scenarios/two.toml", "does not meet the hypotheses"),
    ],
)
def test_a_witness_must_be_a_scenario_that_meets_the_hypotheses(
    tmp_path: Path, session: Solvers, name: str, words: str
) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    scenario(tmp_path, "scenarios/two.toml")
    (tmp_path / PROVED.folder / "witness").write_text(name + "\n")
    assert words in stored(tmp_path, session)


def test_recorded_needs_are_those_of_this_problem(tmp_path: Path, session: Solvers) -> None:
    write_theory(tmp_path)
    certificate = write_certificate(tmp_path)
    needs = {"bounded": "needed", "paid": "not needed", "idle": "not needed", "odd": "sure"}
    path = tmp_path / PROVED.folder / "hypotheses.json"
    path.write_text(json.dumps({"problem": certificate["problem"], "hypotheses": needs}))
    # the proof uses `paid`, so what was recorded about it is out of date
    assert status(tmp_path, PROVED, session).hypotheses == {
        "bounded": "needed",
        "idle": "not needed",
        "paid": "used",
    }
    path.write_text(json.dumps({"problem": "another", "hypotheses": needs}))
    assert status(tmp_path, PROVED, session).hypotheses == {"bounded": "used", "paid": "used"}


def test_hypotheses_that_are_refuted_are_vacuous(tmp_path: Path, session: Solvers) -> None:
    steps = "(define-fun step-nothing () Bool false)\n"
    paid = FILES["encodings/literal/paid.smt2"] + "(assert (! (= 0 1) :named nonsense))\n"
    write_theory(tmp_path, {"proofs/reach/literal/steps.smt2": steps, "encodings/literal/paid.smt2": paid})
    empty = {"witnesses": [], "instances": [], "atoms": ["(= 0 1)"], "cases": None}
    goals = [
        {"goal": "step-nothing", "uses": ["nonsense"], "lemmas": [[[-1], None]], **empty},
        {"goal": "conclusion", "uses": ["step-nothing"], "lemmas": [], **empty},
    ]
    write_certificate(tmp_path, goals=goals)
    found = status(tmp_path, PROVED, session)
    assert (found.verdict.value, found.verdict.exit_code) == ("vacuous", 1)


CODES: dict[str, tuple[dict[str, Any], str]] = {
    "for another claim": ({"claim": "prop-2"}, "wrong-claim"),
    "for another reading": ({"reading": "literal+extra"}, "wrong-claim"),
    "for another number of players": ({"players": "3"}, "wrong-claim"),
    "of another format": ({"format": 2}, "format"),
    "for another text": ({"problem": "0" * 64}, "wrong-problem"),
    "without goals": ({"goals": []}, "last-goal"),
    "without the conclusion": ({"goals": GOALS[:1]}, "last-goal"),
    "in another order": ({"goals": GOALS[::-1]}, "unknown-fact"),
    "with a goal twice": ({"goals": [GOALS[0], *GOALS]}, "duplicate"),
    "with an import of itself": ({"imports": [["reach", "literal", "2"]]}, "import-cycle"),
    "with an import of nothing": ({"imports": [["reach", "literal", "3"]]}, "missing-file"),
}


@pytest.mark.parametrize("why", CODES)
def test_a_wrong_certificate_is_refused_by_code(tmp_path: Path, why: str) -> None:
    write_theory(tmp_path)
    changes, code = CODES[why]
    write_certificate(tmp_path, **deepcopy(changes))
    found = Certificates(Theory(tmp_path)).replay(PROVED.name)
    assert (found.accepted, found.code) == (False, code)


def test_a_truncated_certificate_is_refused(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    path = tmp_path / PROVED.folder / "certificate.json"
    text = path.read_text()
    for length in (0, 1, len(text) // 2, len(text) - 1):
        path.write_text(text[:length])
        assert Certificates(Theory(tmp_path)).replay(PROVED.name).code == "json"


def test_another_listing_proves_something_else(tmp_path: Path) -> None:
    """Whoever adds a file of assertions to the listing has a proof of another statement."""
    write_theory(tmp_path, {"encodings/cheat.smt2": "(assert (! (= 0 1) :named cheat))\n"})
    write_certificate(tmp_path)
    listing = tmp_path / PROVED.folder / "files"
    listing.write_text("encodings/cheat.smt2\n" + listing.read_text())
    assert Certificates(Theory(tmp_path)).replay(PROVED.name).code == "files-differ"


def test_an_import_counts_only_if_it_is_in_step_itself(tmp_path: Path) -> None:
    theory = write_theory(tmp_path)
    general = Question("reach", "literal", "any")
    write_certificate(tmp_path, general)
    write_certificate(tmp_path, **referring(general))
    assert Certificates(theory).replay(PROVED.name).accepted
    listing = tmp_path / general.folder / "files"
    listing.write_text(listing.read_text() + "\n")
    assert Certificates(theory).replay(PROVED.name).code == "files-differ"


def test_certificates_of_unknown_questions_are_refused(tmp_path: Path) -> None:
    write_theory(tmp_path)
    write_certificate(tmp_path)
    (tmp_path / "proofs/reach/literal+odd").mkdir()
    (tmp_path / PROVED.folder).rename(tmp_path / "proofs/reach/literal+odd/2")
    certificates = Certificates(Theory(tmp_path))
    assert certificates.stored() == ["reach/literal+odd/2"]
    assert certificates.replay("reach/literal+odd/2").code == "unknown-question"


def test_a_counterexample_refutes_its_reading_and_any_number_of_players(
    tmp_path: Path, session: Solvers
) -> None:
    claim = FILES["proofs/reach/claim.smt2"].replace("claim: reach", "claim: def-6.null")
    write_theory(tmp_path, {"proofs/def-6.null/claim.smt2": claim})
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    verdicts = {
        (reading, players): status(tmp_path, Question("def-6.null", reading, players), session).verdict.value
        for reading in ("literal", "literal+loose")
        for players in ("2", "3", "any")
    }
    assert verdicts.pop(("literal", "2")) == "refuted"
    assert verdicts.pop(("literal", "any")) == "refuted"
    assert set(verdicts.values()) == {"unknown"}


def test_a_proof_and_a_counterexample_are_a_contradiction_of_ours(tmp_path: Path, session: Solvers) -> None:
    question = Question("def-6.null", "literal", "2")
    names = {name.replace("reach", "def-6.null"): text for name, text in FILES.items() if "proofs" in name}
    changes = {name: text.replace("claim: reach", "claim: def-6.null") for name, text in names.items()}
    write_theory(tmp_path, changes)
    write_certificate(tmp_path, question)
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    found = status(tmp_path, question, session)
    assert found.verdict.value == "unknown"
    assert "disagree" in found.reason
    assert len(found.evidence) == 2


def test_broken_scenarios_are_no_evidence_and_reported(tmp_path: Path, session: Solvers) -> None:
    write_theory(tmp_path, {"counterexamples/broken.toml": "title = 3", "scenarios/odd.toml": "\x00"})
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal+odd")
    evidence = Evidence(Theory(tmp_path), session)
    assert evidence.status(Question("def-6.null", "literal", "2")).verdict.value == "unknown"
    assert set(evidence.counterexamples.problems) == {
        "counterexamples/broken.toml",
        "counterexamples/null.toml",
    }
    assert set(evidence.scenarios.problems) == {"scenarios/odd.toml"}


def test_claims_without_a_folder_hold_in_the_scope_of_scenarios(tmp_path: Path, session: Solvers) -> None:
    write_theory(tmp_path)
    scenario(tmp_path, "scenarios/null.toml", "def-6.null literal", "prop-1.strictly literal")
    evidence = Evidence(Theory(tmp_path), session)
    assert [q.name for q in evidence.questions("prop-1.strictly")] == ["prop-1.strictly/literal/2"]
    assert evidence.status(Question("prop-1.strictly", "literal", "2")).verdict.value == "holds in scope"
    # a scenario that refutes, but is not among the counterexamples, is none: recheck would not replay it
    assert evidence.status(Question("def-6.null", "literal", "2")).verdict.value == "unknown"
    assert [q.name for q in evidence.questions("thm-3.2")] == ["thm-3.2/published/any"]
    assert "def-1" not in evidence.claims()
    assert "reach" in evidence.claims()


WITNESSES = [
    ("thm-3.2/published+csr-only+meet-feasible/2", "scenarios/thm-3-smallest.toml", None),
    ("thm-3.2/published+csr-only+meet-feasible/3", "scenarios/thm-3-smallest.toml", "it has 2 players"),
    ("thm-3.2/published+csr-only+meet-feasible/3", "scenarios/thm-3-smallest-three-players.toml", None),
    ("thm-3.2/published+convex+csr-only/2", "scenarios/thm-3-smallest.toml", "hypothesis convex fails"),
    ("thm-3.2/published+convex+csr-only/any", "scenarios/thm-3-scheduling.toml", None),
    ("thm-3.pointwise/conditional/any", "scenarios/thm-3-smallest.toml", None),
    ("expectation.monotone/literal/any", "scenarios/thm-3-smallest.toml", None),
    ("lemma.level/literal/any", "scenarios/thm-3-scheduling.toml", None),
    (
        "prop-1.strictly/literal+improvable/any",
        "counterexamples/prop-1-never-miscoordinated.toml",
        "improvable is false",
    ),
    ("prop-2/literal/any", "scenarios/prop-2-three-players.toml", None),
    ("prop-4.2/literal/any", "scenarios/ex-4-wider-triangle.toml", "needs"),
]


@pytest.mark.parametrize(("name", "file", "why"), WITNESSES)
def test_scenarios_meet_hypotheses_or_say_which_they_do_not(
    session: Solvers, name: str, file: str, why: str | None
) -> None:
    theory = Theory(root())
    found = flaw(theory, theory.question(name), file, session)
    assert found is None if why is None else why in (found or "")
